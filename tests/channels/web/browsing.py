"""A real browser, a real server and somebody else's page that embeds the widget."""

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, FrameLocator, Page, Playwright, expect

ROOT = Path(__file__).resolve().parents[3]
CHROMIUM = Path("/usr/bin/chromium")
AWAY = "https://www.ilmatieteenlaitos.fi/"
ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def launch(playwright: Playwright) -> Browser:
    """Start Debian's Chromium."""
    return playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@dataclass(slots=True)
class Server:
    """The demo server in a process of its own; it can be killed and started again."""

    state: Path
    host_page: str
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.channels.web.demo_server"]
        command += ["--port", str(self.port), "--state", str(self.state)]
        command += ["--host-page", self.host_page]
        self.process = subprocess.Popen(command, cwd=ROOT)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.url}/chat", timeout=1).close()  # noqa: S310
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("the demo server did not start")

    def kill(self) -> None:
        """kill -9: nothing is tidied up."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


class _Page(BaseHTTPRequestHandler):
    """Pages of a municipality: one embeds the widget, with a strict policy of its own."""

    def __init__(self, widget: str, *rest: object) -> None:
        self.widget = widget
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        body = f"""<!doctype html><html lang="fi"><title>Kunta</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <main><h1>Kunnan sivu</h1><p><a href="#a" id="before">Linkki</a></p>
        <button data-rinnalla-open>Kysy botilta</button>
        <a href="{AWAY}" data-rinnalla-exit>Pois sivulta</a>
        <script src="{self.widget}/widget.js" data-lang="fi"></script>
        <p><a href="#b" id="after">Toinen linkki</a></p></main>""".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        policy = f"default-src 'none'; script-src {self.widget}; frame-src {self.widget}"
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class HostPage:
    """A web server with somebody else's page."""

    def __init__(self, port: int, widget: str) -> None:
        self.url = f"http://localhost:{port}"
        self._server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Page, widget))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def widget(page: Page) -> FrameLocator:
    """Return the inside of the widget."""
    return page.frame_locator("iframe")


def open_widget(page: Page, url: str) -> FrameLocator:
    """Go to a page and open the widget with its button."""
    page.goto(url)
    page.get_by_role("button", name="Juttele: avaa Rinnalla").click()
    inside = widget(page)
    inside.locator("body[data-ready]").wait_for()
    return inside


def say(inside: FrameLocator, text: str) -> None:
    """Write a message and send it with Enter."""
    field_ = inside.get_by_label("Kirjoita viesti")
    field_.fill(text)
    field_.press("Enter")


def said(inside: FrameLocator) -> list[str]:
    """Return what stands in the log, in order, with who said it."""
    return [
        " ".join(text.split())
        for text in inside.locator("article").evaluate_all(
            "all => all.map((one) => one.firstChild.textContent + ' ' "
            "+ one.querySelector('.body').innerText)"
        )
    ]


def start(page: Page, host_page: HostPage, text: str = "salainen asia") -> str:
    """Begin a talk; return its token."""
    inside = open_widget(page, host_page.url)
    say(inside, text)
    expect(inside.locator("article.bot").first).to_be_visible()
    token = stored_token(inside)
    assert token is not None
    return token


def stored_token(inside: FrameLocator) -> str | None:
    """Return the token that the tab has."""
    text = inside.locator("body").evaluate("() => sessionStorage['rinnalla.token'] ?? 'null'")
    token: str | None = json.loads(text)
    return token


def keep(inside: FrameLocator) -> None:
    """Let the device remember the talk."""
    inside.get_by_role("button", name="Lisää toimintoja").click()
    box = inside.get_by_role("checkbox", name="Muista keskustelu tällä laitteella")
    box.check()
    expect(box).to_be_enabled()  # it rests while the server is asked
    expect(box).to_be_checked()
    inside.get_by_role("button", name="Lisää toimintoja").click()


def is_live(server: Server, token: str) -> bool:
    """Return whether a token still opens its talk."""
    request = urllib.request.Request(f"{server.url}/api/widget/messages?after=0")  # noqa: S310
    request.add_header("Authorization", f"Bearer {token}")
    try:
        urllib.request.urlopen(request, timeout=5).close()  # noqa: S310
    except urllib.error.HTTPError as error:
        error.close()
        return False
    return True
