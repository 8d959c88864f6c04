"""Photographs the web's states, light and dark, narrow and wide, onto one sheet to look at.

``python -m tools.contact_sheet`` writes ``build/contact-sheet.png`` (and each picture beside it).
It needs Chromium and what the browser tests need.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from tests.channels.web.browsing import (
    HostPage,
    Server,
    free_port,
    launch,
    open_widget,
    say,
    widget,
)

BUILD = Path(__file__).resolve().parent.parent / "build"
SIZES = {"360": (360, 740), "1280": (1280, 800)}
HEIGHT = 520  # of one picture on the sheet, in pixels
GAP = 16
WIDEST = 2600


@dataclass(frozen=True, slots=True)
class Places:
    """Where the pages are."""

    ours: str
    host: str


def home(page: Page, places: Places) -> None:
    """Our front page."""
    page.goto(places.ours)
    page.wait_for_function("window.rinnalla")


def hello(page: Page, places: Places) -> None:
    """The widget before anything is said."""
    open_widget(page, places.ours)


def talk(page: Page, places: Places) -> None:
    """An answer with a list, links and buttons."""
    say(open_widget(page, places.ours), "Rahat loppui")
    widget(page).get_by_role("button", name="Joku muu").wait_for()


def typing(page: Page, places: Places) -> None:
    """The bot is writing."""
    talk(page, places)
    widget(page).get_by_role("button", name="Vuokra").click()
    widget(page).locator("article.bot", has_text="Vuokra").wait_for()
    say(widget(page), "hidas juttu: vuokraa on rästissä kaksi kuukautta, mitä teen?")
    page.wait_for_timeout(300)


def menu(page: Page, places: Places) -> None:
    """Saving, printing and the choice to be remembered."""
    talk(page, places)
    widget(page).get_by_role("button", name="Lisää toimintoja").click()


def offline(page: Page, places: Places) -> None:
    """No connection: the words wait, the numbers show."""
    talk(page, places)
    page.context.set_offline(True)
    say(widget(page), "Oletko siellä?")
    widget(page).get_by_role("button", name="SOS").click()
    widget(page).get_by_role("alert").wait_for()
    page.wait_for_timeout(300)


def result(page: Page, places: Places) -> None:
    """The picture of a result, and the way to the page for a meeting."""
    say(open_widget(page, places.ours), "tulokset")
    widget(page).locator(".drawn img").scroll_into_view_if_needed()
    widget(page).locator(".drawn img").evaluate("one => one.decode()")
    page.wait_for_timeout(300)


def meeting(page: Page, places: Places) -> None:
    """The page for a meeting, filled in and ready for print."""
    result(page, places)
    page.goto(
        f"{places.ours}{widget(page).get_by_role('link', name='Avaa').get_attribute('href')}"
    )
    page.get_by_label("Mistä haluan puhua").fill("Vuokra on kuukauden myöhässä.\nEn saa nukuttua.")
    page.get_by_label("Asia 1").fill("Saisinko maksuaikaa")
    page.get_by_label("Työntekijän kieli").select_option("sv")
    page.get_by_label("Rahasi kuukaudessa").check()
    page.get_by_role("button", name="Tallenna ja näytä").click()
    page.wait_for_load_state("networkidle")  # its pictures are drawn when they are asked for


def unread(page: Page, places: Places) -> None:
    """An answer came while it was closed, on somebody else's page."""
    say(open_widget(page, places.host), "hidas asia")
    widget(page).locator("#typing").wait_for()
    page.evaluate("rinnalla.close()")
    page.get_by_role("button", name="1 uusi viesti").wait_for()


def form(page: Page, places: Places) -> None:
    """The page without JavaScript."""
    page.goto(f"{places.ours}/chat")
    page.get_by_label("Kirjoita viesti").fill("Rahat loppui")
    page.get_by_role("button", name="Lähetä").click()
    page.get_by_text("Mikä on nyt kiireisin?").wait_for()
    page.mouse.move(0, 0)


def missing(page: Page, places: Places) -> None:
    """No such page."""
    page.goto(f"{places.ours}/no-such-page")


STATES: list[Callable[[Page, Places], None]] = [
    home, hello, talk, typing, menu, offline, result, meeting, unread, form, missing,
]  # fmt: skip


def photograph(browser: Browser, places: Places, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and the picture of every state."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        for size, (width, height) in SIZES.items():
            for state in STATES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    locale="fi-FI",
                    reduced_motion="reduce",
                )
                page = context.new_page()
                state(page, places)
                name = f"{state.__name__} {scheme} {size}"
                path = folder / f"{name.replace(' ', '-')}.png"
                page.screenshot(path=path)
                context.close()
                yield name, path


def lay_out(pictures: list[tuple[str, Path]]) -> Image.Image:
    """Return one sheet with the pictures in rows, as many in a row as fit."""
    placed: list[tuple[int, int, str, Image.Image]] = []
    x = y = 0
    for name, path in pictures:
        with Image.open(path) as picture:
            width = round(picture.width * HEIGHT / picture.height)
            small = picture.convert("RGB").resize((width, HEIGHT), Image.Resampling.LANCZOS)
        if x and x + width > WIDEST:
            x, y = 0, y + HEIGHT + 24 + GAP
        placed.append((x, y, name, small))
        x += width + GAP
    sheet = Image.new("RGB", (WIDEST, y + HEIGHT + 24 + GAP), "#5b6068")
    pen = ImageDraw.Draw(sheet)
    for x, y, name, small in placed:
        pen.text((x + 2, y + 5), name, fill="white")
        sheet.paste(small, (x, y + 24))
    return sheet


def main() -> None:
    """Write the sheet."""
    folder = BUILD / "contact-sheet"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as state, sync_playwright() as playwright:
        port = free_port()
        server = Server(Path(state) / "state", f"http://localhost:{port}")
        server.start()
        host = HostPage(port, server.url)
        try:
            browser = launch(playwright)
            pictures = list(photograph(browser, Places(server.url, host.url), folder))
            browser.close()
        finally:
            host.close()
            server.kill()
    lay_out(pictures).save(BUILD / "contact-sheet.png")
    sys.stdout.write(f"{BUILD / 'contact-sheet.png'}: {len(pictures)} pictures\n")


if __name__ == "__main__":
    main()
