"""The same story for who writes on the web, closes the browser and comes back."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from playwright.async_api import Browser, async_playwright, expect
from sqlalchemy import select

from bot.domain.messages import ConversationId
from bot.runtime.process import App
from bot.storage.tables import AddressRow
from tests.channels.web.browsing import ARGS, CHROMIUM, free_port
from tests.runtime.worker_story import MAIJA, MONDAY, ORIGIN, SATURDAY, Story, told
from tests.text_gateway import running


class Tab:
    """The widget in a browser, as its script talks to us."""

    def __init__(self, web: httpx.AsyncClient) -> None:
        self.web, self.token, self.number, self.after = web, "", 0, 0

    async def open(self) -> "Tab":
        answer = await self.web.post("/api/widget/session", json={}, headers={"Origin": ORIGIN})
        self.token = answer.json()["token"]
        return self

    async def say(self, text: str, kind: str = "text", of: int = 0) -> None:
        self.number += 1
        id = f"message-{id_of(self)}-{self.number}"
        body = {"id": id, "kind": kind, "text": text, "language": "fi", "of": of}
        answer = await self.web.post("/api/widget/messages", json=body, headers=self.headers())
        assert answer.status_code == 202, answer.text

    async def read(self) -> dict[str, Any]:
        url = "/api/widget/messages?after=0&wait=0"
        return dict((await self.web.get(url, headers=self.headers())).json())

    async def lines(self) -> list[Any]:
        return list((await self.read())["lines"])

    async def with_whom(self) -> Any:
        return (await self.read()).get("with")

    async def hears(self, *words: str) -> Any:
        for _ in range(300):
            for line in reversed(await self.lines()):
                if line["by"] == "bot" and all(word in line["text"] for word in words):
                    return line
            await asyncio.sleep(0.15)
        pytest.fail(f"no {words} in {[one['text'] for one in await self.lines()]}")

    async def press(self, label: str) -> None:
        for line in reversed(await self.lines()):
            for button in line["buttons"]:
                if button["label"] == label:
                    await self.say(button["value"], "button", line["cursor"])
                    return
        pytest.fail(f"no button {label!r}")

    def headers(self) -> dict[str, str]:
        return {"Origin": ORIGIN, "Authorization": f"Bearer {self.token}"}


def id_of(tab: Tab) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", tab.token)[:10]


async def berta_comes(story: Story) -> tuple[Tab, str]:
    """Let somebody on the web come to Maija; return their tab and the outside id of it."""
    from bot.channels.web.sessions import token_hash

    await story.links(MAIJA, "maija")
    tab = await Tab(story.web).open()
    await tab.say("moi")
    await tab.hears("")
    with story.app.storage.begin() as work:
        external = work.sessions.touch(token_hash(tab.token), story.clock.now())
    assert external is not None
    story.comes_to_maija(story.conversation(external, "web"), "Berta")
    return tab, external


async def test_a_text_message_chosen_on_the_web_brings_a_link_that_opens_the_answer_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running() as gateway:
        given = {"sms_url": gateway.url, "sms_header": "X-Key: avain"}
        async with told(tmp_path, monkeypatch, **given) as story:
            tab, _ = await berta_comes(story)
            await tab.say("soita mulle")
            await tab.hears("Näin se lähtee")
            await tab.press("Lähetä tämä")
            await tab.hears("Mistä saat tiedon vastauksesta")
            await tab.press("Tieto tekstiviestinä")
            await tab.hears("Kirjoita puhelinnumerosi")
            await tab.say("040 123 4567")
            await tab.hears("Numero on tallessa: +358401234567")
            await story.web.post("/api/widget/exit", json={}, headers=tab.headers())
            await story.move(MONDAY)
            await story.hears(MAIJA, "Berta")
            story.press(MAIJA, "Avaa")
            await story.hears(MAIJA, "soita mulle")
            story.reply(MAIJA, "soita mulle", "Soitan kello 14.")
            await story.hears(MAIJA, "lähtevät tekstiviestinä")
            await story.until(lambda: gateway.taken, "the text message")
            ((_, headers, body),) = gateway.taken
            assert headers["X-Key"] == "avain"
            said = json.loads(body)
            assert said["to"] == "+358401234567"
            assert "Soitan" not in said["text"]
            code = re.search(r"koodi (\w{4}-\w{4})", said["text"])
            assert code is not None
            form = {"t": code[1].lower()}
            opened = await story.web.post("/return", data=form, headers={"Origin": ORIGIN})
            assert opened.status_code == 303
            page = await story.web.get(opened.headers["location"])
            assert "Soitan kello 14." in page.text
            assert "Kirjoitat työntekijälle: Maija Mallinen" in page.text
            assert "Juttelet botin kanssa" not in page.text
            again = await story.web.post("/return", data=form, headers={"Origin": ORIGIN})
            assert again.status_code != 303, "it opens once"


@asynccontextmanager
async def served(app: App, port: int) -> AsyncIterator[None]:
    """Answer over a real port, as long as the block lasts."""
    config = uvicorn.Config(app.web(), port=port, lifespan="off", ws="none", log_config=None)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await running


def only_one_on_the_web(story: Story) -> ConversationId:
    with story.app.storage._transaction() as transaction:
        of = select(AddressRow.conversation).where(AddressRow.channel == "web")
        return ConversationId(transaction.read().execute(of).scalar_one())


class Window:
    """A browser that somebody opens, and closes without a word to us."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url

    async def open(self) -> None:
        """Begin with nothing in store: another browser would be the same."""
        self.context = await self.browser.new_context(locale="fi-FI")
        page = await self.context.new_page()
        await page.goto(self.url)
        await page.get_by_role("button", name="Juttele: avaa Rinnalla").click()
        self.inside = page.frame_locator("iframe")
        await self.inside.locator("body[data-ready]").wait_for()

    async def say(self, text: str) -> None:
        await self.inside.get_by_label("Kirjoita viesti").fill(text)
        await self.inside.get_by_label("Kirjoita viesti").press("Enter")

    async def press(self, label: str) -> None:
        await self.inside.get_by_role("button", name=label).last.click()

    async def hears(self, text: str) -> str:
        shown = self.inside.locator("article.bot", has_text=text).last
        await expect(shown).to_be_visible(timeout=20_000)
        return await shown.inner_text()


@pytest.mark.browser
async def test_in_a_browser_that_is_closed_and_opened_again_no_answer_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    url = f"http://localhost:{port}"
    async with (
        told(tmp_path, monkeypatch, public_url=url) as story,
        served(story.app, port),
        async_playwright() as playwright,
        await playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS) as browser,
    ):
        await story.links(MAIJA, "maija")
        window, code = Window(browser, url), ""
        for week in range(3):
            await story.move(SATURDAY + timedelta(weeks=week))
            await window.open()
            if code:  # a tab is forgotten after a day, the code is not
                await window.say(code)
                await window.hears("Tervetuloa takaisin")
            else:
                await window.say("moi")
                await window.hears("Ole hyvä")
                story.comes_to_maija(only_one_on_the_web(story), "Berta")
            await window.say(f"soita {week}")
            await window.hears(f"soita {week}")
            await window.press("Lähetä tämä")
            await window.hears("Se nähdään aikaisintaan maanantaina klo 9")
            if not code:
                await window.press("Anna paluukoodi")
                line = await window.hears("Paluukoodisi on")
                code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", line)[0]  # type: ignore[index]
            await window.context.close()

            await story.move(MONDAY + timedelta(weeks=week))
            await story.hears(MAIJA, "Berta")
            story.press(MAIJA, "Avaa")
            await story.hears(MAIJA, f"soita {week}")
            story.reply(MAIJA, f"soita {week}", f"Vastaus {week}.")
            await story.hears(MAIJA, "Selain on kiinni", "paluukoodilla")

            await story.move(MONDAY + timedelta(weeks=week, hours=3))
            await window.open()
            await window.say(code.lower())
            await window.hears("Tervetuloa takaisin")
            await window.hears(f"Vastaus {week}.")
            story.reply(MAIJA, f"soita {week}", f"Vielä tässä {week}.")
            await window.hears(f"Vielä tässä {week}.")
            talking = window.inside.get_by_text("Kirjoitat työntekijälle: Maija Mallinen")
            await expect(talking).to_be_visible()
            await window.say(f"kiitos {week}")
            await story.hears(MAIJA, "Berta:", f"kiitos {week}")
            story.press(MAIJA, "Hoidettu")
            await window.hears("merkitty hoidetuksi")
            await expect(talking).to_be_hidden()
            await window.context.close()
