import gzip
import re

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.channels.web.service import HOST, OURS, Service, Tab, service_with

PAGES = ["/", "/chat", "/widget/frame", f"/widget/frame?host={HOST}", "/no-such-page"]
API = ["/api/widget/messages", "/api/widget/nothing", "/api/widget/session"]


@pytest.mark.parametrize("path", [*PAGES, *API, "/widget.js", "/widget/static/old/frame.js"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["strict-transport-security"].startswith("max-age=")
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", [*PAGES, *API])
def test_pages_and_the_api_are_never_stored(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_pages_allow_no_inline_code_and_have_none(client: TestClient, path: str) -> None:
    response = client.get(path)
    policy = response.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert not re.search(
        r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", response.text
    )


@pytest.mark.parametrize("path", ["/", "/chat", "/no-such-page"])
def test_pages_other_than_the_frame_cannot_be_framed(client: TestClient, path: str) -> None:
    assert "frame-ancestors 'none'" in client.get(path).headers["content-security-policy"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_bug_of_ours_is_told_in_words_and_dressed(language: str) -> None:
    def bug(_: Request) -> Response:
        raise OverflowError("rahat loppu")

    app = Service().app
    app.routes.append(Route("/bug", bug))
    client = TestClient(app, base_url=OURS, raise_server_exceptions=False)
    page = client.get(f"/bug?lang={language}", headers={"Accept": "text/html,*/*"})
    assert page.status_code == 500
    assert "112" in page.text
    assert f'lang="{language}"' in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "rahat" not in page.text
    other = client.get("/bug")
    assert (other.status_code, other.json()) == (500, {"key": "web.not_understood"})
    assert other.headers["x-content-type-options"] == "nosniff"


def test_http_on_localhost_promises_no_https() -> None:
    service = service_with(public_url="http://localhost:8000")
    headers = TestClient(service.app, base_url="http://localhost:8000").get("/").headers
    assert "strict-transport-security" not in headers


def test_files_have_a_version_and_are_cached_for_a_year(
    service: Service, client: TestClient
) -> None:
    for name, asset in service.web.assets.files.items():
        url = service.web.assets.url(name)
        response = client.get(url)
        assert response.content == asset.content
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert response.headers["content-encoding"] == "gzip"
        assert response.headers["vary"] == "Accept-Encoding"
        again = client.get(url, headers={"If-None-Match": response.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/widget/static/000000000000/frame.js").status_code == 404
    assert client.get(f"/widget/static/{service.web.assets.version}/../api.py").status_code == 404


def test_a_browser_without_gzip_gets_plain_files(service: Service, client: TestClient) -> None:
    url = service.web.assets.url("frame.js")
    response = client.get(url, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in response.headers
    assert b"import" in response.content


def test_the_loader_may_be_loaded_by_any_page_and_is_asked_for_again(client: TestClient) -> None:
    headers = client.get("/widget.js").headers
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["cache-control"] == "public, max-age=300"


def test_the_whole_widget_is_under_30_kilobytes(service: Service, client: TestClient) -> None:
    """Everything that a page with the widget loads from us until somebody can write."""
    assets = service.web.assets
    frame = client.get("/widget/frame", params={"host": HOST}).content
    page = {"widget.js": len(assets.loader.packed), "frame.html": len(gzip.compress(frame, 9))}
    for name, asset in assets.files.items():
        if not re.fullmatch(r"(page|own)\.css|return\.js|words\.(sv|en)\.json", name):
            page[name] = len(asset.packed)
    print(f"widget: {sum(page.values())} bytes compressed", page)
    assert sum(page.values()) < 30_000


def test_a_wrong_method_and_a_wrong_address_are_told_apart(tab: Tab) -> None:
    assert tab.client.delete("/api/widget/messages").status_code == 405
    assert tab.client.delete("/api/widget/messages").json() == {"key": "web.not_understood"}
    assert tab.client.post("/").status_code == 405
    missing = tab.client.get("/nope", headers={"Accept-Language": "sv-FI,sv;q=0.9"})
    assert missing.status_code == 404
    assert 'lang="sv"' in missing.text
    assert "Sidan finns inte" in missing.text


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "fi"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "de-DE,sv;q=0.5", "sv"),
        ("", "ar", "fi"),
        ("?lang=sv", "en", "sv"),
        ("?lang=xx", "en", "fi"),
    ],
)
def test_pages_speak_the_language_that_is_asked_for(
    client: TestClient, query: str, accepted: str, language: str
) -> None:
    page = client.get(f"/{query}", headers={"Accept-Language": accepted}).text
    assert f'<html lang="{language}">' in page
    assert f'data-lang="{language}"' in page
    assert OURS not in page, "our own pages find us by relative addresses"
