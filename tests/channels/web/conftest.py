"""Fixtures of the web channel: a service over the fake storage, a tab, a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright
from starlette.testclient import TestClient

from tests.channels.web.browsing import AWAY, CHROMIUM, HostPage, Server, free_port, launch
from tests.channels.web.service import OURS, Service, Tab


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def client(service: Service) -> TestClient:
    return TestClient(service.app, base_url=OURS, follow_redirects=False)


@pytest.fixture
def tab(client: TestClient) -> Tab:
    return Tab(client).open()


@pytest.fixture(scope="module")  # not longer: Playwright runs an event loop in this thread
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    host_port = free_port()
    started = Server(tmp_path_factory.mktemp("web") / "state", f"http://localhost:{host_port}")
    started.start()
    yield started
    started.kill()


@pytest.fixture(scope="session")
def host_page(server: Server) -> Iterator[HostPage]:
    page = HostPage(int(server.host_page.rpartition(":")[2]), server.url)
    yield page
    page.close()


@pytest.fixture
def page(browser: Browser, host_page: HostPage) -> Iterator[Page]:
    """A tab of a fresh browser profile; errors on the page fail the test."""
    context = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def harmless(page: Page) -> None:
    """The harmless page that quick exit jumps to, without the network."""

    def show(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<title>Sää</title><h1>Pilvistä</h1>")

    page.context.route(f"{AWAY}**", show)
