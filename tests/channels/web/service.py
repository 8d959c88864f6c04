"""The web channel over the fake storage, and a tab of a browser that talks to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.channels.web import Signals, WebChannel, WebOptions, web_errors, web_routes
from bot.domain.messages import Lane, Reply
from bot.i18n import Words
from bot.services.crisis import Urgent
from tests.fakes import FrozenClock, MemoryStorage

OURS = "https://chat.example.fi"
HOST = "https://www.kunta.example.fi"
OPTIONS = WebOptions(
    public_url=OURS,
    key=bytes(range(32)),
    allowed_origins=(HOST,),
    longest_wait_s=0.3,
    look_every_s=0.05,
)
WORDS = Words.load()


@dataclass(slots=True)
class Service:
    """A web channel, what is behind it, and how often it woke the turn worker."""

    options: WebOptions = OPTIONS
    clock: FrozenClock = field(default_factory=FrozenClock)
    signals: Signals = field(default_factory=Signals)
    woken: list[int] = field(default_factory=list)
    urgent: Urgent = lambda _: ()
    storage: MemoryStorage = field(init=False)
    web: WebChannel = field(init=False)
    app: Starlette = field(init=False)

    def __post_init__(self) -> None:
        self.storage = MemoryStorage(self.clock)
        self.web = WebChannel(
            self.storage,
            WORDS,
            self.clock,
            self.options,
            self._wake,
            self.signals,
            self.urgent,
        )
        self.app = Starlette(routes=web_routes(self.web), exception_handlers=web_errors(self.web))

    def _wake(self) -> None:
        # Whoever is woken must find the message: it is committed by now.
        self.woken.append(len(self.storage.state.inbox))

    def answer(self, *replies: Reply) -> int:
        """Take every waiting turn, as the worker does; return how many there were."""
        turns = 0
        while True:
            with self.storage.begin() as work:
                claim = work.inbox.claim(30.0)
                if claim is None:
                    return turns
                said = replies or (Reply(f"Sanoit: {claim.inbound.text}"),)
                work.inbox.finish(
                    claim, [(one, Lane.REPLY) for one in said], claim.person, "{}", delivered=True
                )
                work.commit()
            self.signals.notify(claim.inbound.address)
            turns += 1


@dataclass(slots=True)
class Tab:
    """A tab of a browser with the widget in it."""

    client: TestClient
    token: str | None = None
    origin: str = OURS
    ids: Iterator[str] = field(default_factory=lambda: (f"message-{n}" for n in count(1)))

    def headers(self) -> dict[str, str]:
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Origin": self.origin, **bearer}

    def post(self, path: str, body: object) -> Any:
        return self.client.post(f"/api/widget/{path}", json=body, headers=self.headers())

    def open(self) -> "Tab":
        self.token = self.post("session", {}).json()["token"]
        return self

    def say(self, text: str, message_id: str | None = None, **more: object) -> Any:
        body = {"id": message_id or next(self.ids), "kind": "text", "text": text, "language": "fi"}
        return self.post("messages", body | more)

    def read(self, after: int = 0, wait: int = 0) -> Any:
        path = f"/api/widget/messages?after={after}&wait={wait}"
        return self.client.get(path, headers=self.headers())

    def lines(self, after: int = 0) -> list[tuple[str, str]]:
        return [(one["by"], one["text"]) for one in self.read(after).json()["lines"]]


def service_with(**changes: object) -> Service:
    """Return a service with some options changed."""
    return Service(options=replace(OPTIONS, **changes))  # type: ignore[arg-type]
