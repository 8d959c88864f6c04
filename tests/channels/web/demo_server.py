"""A real server with a scripted assistant over the fake storage: for the browser tests.

Run: ``python -m tests.channels.web.demo_server --port 8123 --state build/demo.state``. With a
state file the talks outlive the process, so it can be killed and started again.
"""

import argparse
import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from bot.channels.web import Signals, WebChannel, WebOptions, web_errors, web_routes
from bot.domain.calendar_entry import CalendarEntry
from bot.domain.messages import Button, Inbound, InboundKind, Lane, Reply
from bot.i18n import Words
from bot.pictures.drawing import Drawing
from bot.services.delivery_ports import ClaimedTurn
from tests.danger import urgent
from tests.fakes import MemoryStorage
from tests.result_builders import BUDGET, drawable

KEY = bytes(range(32))


class RealClock:
    """The wall clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def scripted(inbound: Inbound) -> list[Reply]:
    """Return what the assistant of the tests says: mostly an echo."""
    if inbound.kind is InboundKind.COMMAND and inbound.text == "sos":
        calls = (Button("call", "Soita 112", "112"), Button("reply", "En ole yksin", "alone:no~m"))
        return [Reply("**Jos henki on vaarassa, soita 112.**\n\nOletko yksin?", calls)]
    if inbound.kind is InboundKind.COMMAND and inbound.text.startswith("language"):
        return [Reply(f"Kieli: {inbound.text}")]
    if inbound.text == "Rahat loppui":
        return [
            Reply(MONEY, (KELA, Button("call", "Takuusäätiö 0800 9 8009", "0800 9 8009"))),
            CHOOSE,
        ]
    if inbound.text.startswith("hidas"):
        return [Reply("Nyt vastaan.")]
    if inbound.text == "tulokset":
        share = Button("reply", "Näytä työntekijälleni", "share:ask-budget~m")
        return [
            Reply("Tässä rahasi kuvana.", (share,), picture=drawable(BUDGET)),
            Reply("Tein sinulle sivun tapaamista varten.", page="meeting"),
        ]
    if inbound.text == "asteikko":
        labels = ("Ohita", *map(str, range(11)))
        return [
            Reply("Miten voit?", tuple(Button("reply", one, f"answer:{one}~m") for one in labels))
        ]
    if inbound.text == "aika":
        return [Reply("Aika on sovittu.", calendar=MEETING)]
    if inbound.text == "html":
        return [Reply('<img src=x onerror="document.title=1"> **<b>lihava</b>**')]
    return [Reply(f"Sanoit: {inbound.label or inbound.text}")]


MEETING = CalendarEntry(
    "a1@rinnalla",
    0,
    "2026-12-03T11:00:00+00:00",
    "2026-12-03T11:45:00+00:00",
    "Tapaaminen",
    "2026-11-26T10:00:00+00:00",
)
MONEY = (
    "Ikävä tilanne, ja siitä pääsee eteenpäin. Tee nämä järjestyksessä:\n\n"
    "1. **Ruoka tänään.** Seurakunnat ja järjestöt antavat ruoka-apua.\n"
    "2. **Perustoimeentulotuki.** Hae sitä Kelasta. Liitä tiliotteet.\n"
    "3. **Laskut.** Pyydä eräpäivälle siirtoa ennen eräpäivää."
)
KELA = Button("url", "Hae perustoimeentulotukea", "https://www.kela.fi/toimeentulotuki")
CHOOSE = Reply(
    "Mikä on nyt kiireisin?",
    (
        Button("reply", "Ruoka", "topic:food~aaaa"),
        Button("reply", "Vuokra", "topic:rent~bbbb"),
        Button("reply", "Joku muu", "intent:menu~cccc"),
    ),
)


async def answer(storage: MemoryStorage, signals: Signals, woken: asyncio.Event) -> None:
    """Take turns for ever, as the turn worker does."""

    def claim() -> ClaimedTurn | None:
        with storage.begin() as work:
            claimed = work.inbox.claim(5.0)
            work.commit()
            return claimed

    def finish(turn: ClaimedTurn) -> None:
        with storage.begin() as work:
            replies = [(reply, Lane.REPLY) for reply in scripted(turn.inbound)]
            work.inbox.finish(turn, replies, turn.person, "{}", delivered=True)
            work.commit()

    while True:
        turn = claim()
        if turn is None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), 0.5)
            woken.clear()
            continue
        await asyncio.sleep(2.0 if turn.inbound.text.startswith("hidas") else 0.15)
        finish(turn)
        signals.notify(turn.inbound.address)


def make_app(options: WebOptions, state: Path | None) -> Starlette:
    """Return the app with its worker in its lifespan."""
    storage, signals, woken = MemoryStorage(RealClock(), state), Signals(), asyncio.Event()
    web = WebChannel(storage, Words.load(), RealClock(), options, woken.set, signals, urgent())
    drawing = Drawing(Path(tempfile.gettempdir()) / "rinnalla-fonts")
    web.draw, web.paper, web.own_pages.drawn = drawing.draw, drawing.paper, True
    web.pictures = lambda _, language: {"budget": drawable(BUDGET, None, language)}

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        worker = asyncio.create_task(answer(storage, signals, woken))
        yield
        worker.cancel()

    return Starlette(routes=web_routes(web), exception_handlers=web_errors(web), lifespan=lifespan)


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path)
    parser.add_argument("--host-page", default="http://localhost:1")
    given = parser.parse_args()
    options = WebOptions(
        public_url=f"http://localhost:{given.port}",
        key=KEY,
        allowed_origins=(given.host_page,),
        quick_exit_url="https://www.ilmatieteenlaitos.fi/",
        session_messages=200,
        address_messages=2000,
        address_sessions=2000,
    )
    app = make_app(options, given.state)
    # ws="none": the websockets that Rasa needs is too old for uvicorn, and nothing here uses one.
    uvicorn.run(
        app, host="127.0.0.1", port=given.port, log_level="warning", access_log=False, ws="none"
    )


if __name__ == "__main__":
    main()
