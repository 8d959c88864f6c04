import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Page, expect

from tests.channels.web.browsing import HostPage, Server, open_widget, say, widget
from tools.axe import NoAxe, axe

pytestmark = pytest.mark.browser

SIDEWAYS = """() => ({
  over: document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
  wide: [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()
    && !one.closest(".unseen, .skip") && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 80)),
})"""
TARGETS = """() => [...document.querySelectorAll("button, select, textarea, input, a")]
  .filter((one) => one.checkVisibility() && !one.closest(".unseen, .skip"))
  .map((one) => (one.closest("label") ?? one))
  .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width < 44 || box.height < 44)
  .map(([box, html]) => `${box.width} x ${box.height}: ${html}`)"""


@pytest.fixture(scope="module")
def axe_script() -> str:
    try:
        return axe().read_text()
    except NoAxe as why:
        pytest.fail(str(why))


def talking(page: Page, host_page: HostPage) -> FrameLocator:
    """Open the widget with an answer in it that has a list, links and buttons."""
    inside = open_widget(page, host_page.url)
    say(inside, "Rahat loppui")
    expect(inside.get_by_role("button", name="Joku muu")).to_be_visible()
    return inside


def violations(where: Page | Frame, script: str) -> list[str]:
    where.evaluate(script)
    found = where.evaluate(
        """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
        .map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html.slice(0, 120))}`)"""
    )
    return [str(one) for one in found]


def own_pages(page: Page, inside: FrameLocator) -> list[str]:
    """Return the addresses of the page for a meeting and of a picture's page."""
    say(inside, "tulokset")
    meeting = inside.locator("a[href*='/own/meeting/']").last
    picture = inside.locator("a[href*='/own/picture/']").last
    paths = [one.evaluate("(one) => one.href") for one in (meeting, picture)]
    return [paths[0], paths[1].rpartition("/")[0]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(
    browser: Browser, host_page: HostPage, server: Server, axe_script: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        locale="fi-FI",
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in ("/", "/chat", "/no-such-page", "/return"):
        page.goto(f"{server.url}{path}")
        found[path] = violations(page, axe_script)
    page.goto(f"{server.url}/no-such-page")
    page.get_by_role("link", name="Etusivulle").click()
    page.goto(f"{server.url}/chat")
    page.get_by_label("Kirjoita viesti").fill("Rahat loppui")
    page.get_by_role("button", name="Lähetä").click()
    page.get_by_text("Mikä on nyt kiireisin?").wait_for()
    found["/chat with a talk"] = violations(page, axe_script)

    inside = talking(page, host_page)
    found["host page"] = violations(page, axe_script)
    frame = page.frames[1]
    found["talk"] = violations(frame, axe_script)
    inside.get_by_role("button", name="Lisää toimintoja").click()
    found["menu"] = violations(frame, axe_script)
    inside.get_by_role("button", name="Lisää toimintoja").click()
    other = context.new_page()
    for path in own_pages(page, inside):
        other.goto(path)
        found[path] = violations(other, axe_script)
    context.set_offline(True)
    inside.get_by_role("button", name="SOS").click()
    say(inside, "odottaa")
    inside.get_by_label("Kirjoita viesti").fill("a" * 4001)
    expect(inside.locator("article.unsent")).to_have_count(2)
    found["offline, SOS, too long"] = violations(frame, axe_script)
    context.close()
    assert found == {key: [] for key in found}


@pytest.mark.parametrize(
    ("width", "height"), [(320, 640), (320, 256)], ids=["320 px", "1280 x 1024 at 400 %"]
)
def test_nothing_scrolls_sideways(
    browser: Browser, host_page: HostPage, server: Server, width: int, height: int
) -> None:
    context = browser.new_context(
        locale="fi-FI", viewport={"width": width, "height": height}, device_scale_factor=4
    )
    page = context.new_page()
    for path in ("/", "/chat", "/no-such-page", "/return", "/?lang=sv", "/chat?lang=en"):
        page.goto(f"{server.url}{path}")
        assert page.evaluate(SIDEWAYS) == {"over": 0, "wide": []}, path
    inside = talking(page, host_page)
    frame = page.frames[1]
    other = context.new_page()
    for path in own_pages(page, inside):
        other.goto(path)
        assert other.evaluate(SIDEWAYS) == {"over": 0, "wide": []}, path
    assert frame.evaluate(SIDEWAYS) == {"over": 0, "wide": []}
    inside.get_by_role("button", name="Lisää toimintoja").click()
    assert frame.evaluate(SIDEWAYS) == {"over": 0, "wide": []}
    inside.get_by_role("button", name="Lisää toimintoja").click()
    say(inside, "x" * 300)
    expect(inside.locator("article.person")).to_have_count(3)
    assert frame.evaluate(SIDEWAYS) == {"over": 0, "wide": []}
    # Everything can be reached and used in the small window.
    inside.get_by_role("button", name="SOS").click()
    expect(inside.locator("article.bot a.call[href='tel:112']")).to_be_visible()
    inside.get_by_label("Kirjoita viesti").scroll_into_view_if_needed()
    expect(inside.get_by_label("Kirjoita viesti")).to_be_in_viewport()
    for name in ("SOS", "Poistu nopeasti"):
        expect(inside.get_by_role("button", name=name)).to_be_in_viewport(ratio=0.9)
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_everything_to_press_is_large_enough(
    browser: Browser, host_page: HostPage, server: Server, width: int
) -> None:
    context = browser.new_context(locale="fi-FI", viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in ("/", "/chat", "/no-such-page", "/return"):
        page.goto(f"{server.url}{path}")
        assert page.evaluate(TARGETS) == []
    inside = talking(page, host_page)
    other = context.new_page()
    for path in own_pages(page, inside):
        other.goto(path)
        assert other.evaluate(f"({TARGETS})().filter((one) => one.includes('112'))") == []
        assert other.evaluate(f"({TARGETS})().filter((one) => one.includes('sos'))") == []
    say(inside, "asteikko")
    numbers = inside.locator("#chips .scale button")
    expect(numbers).to_have_text([str(number) for number in range(11)])
    expect(inside.locator("#chips > button")).to_have_text(["Ohita"])
    tops = numbers.evaluate_all("all => all.map((one) => one.offsetTop)")
    assert (len(set(tops[:6])), len(set(tops))) == (1, 2), "six in the first row, then the rest"
    assert page.frames[1].evaluate(TARGETS) == []
    inside.get_by_role("button", name="Lisää toimintoja").click()
    assert page.frames[1].evaluate(TARGETS) == []
    context.close()


def test_sos_and_quick_exit_are_in_view_at_every_width(page: Page, host_page: HostPage) -> None:
    for width, height in ((320, 568), (360, 800), (768, 1024), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        inside = talking(page, host_page) if width == 320 else widget(page)
        for name in ("SOS", "Poistu nopeasti"):
            expect(inside.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
        expect(inside.get_by_text("Juttelet botin kanssa")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 640)])
def test_with_letters_of_200_percent_the_talk_has_most_of_the_window(
    browser: Browser, host_page: HostPage, width: int, height: int
) -> None:
    context = browser.new_context(locale="fi-FI", viewport={"width": width, "height": height})
    page = context.new_page()
    inside = talking(page, host_page)
    inside.locator("html").evaluate("html => { html.style.fontSize = '200%'; }")
    say(inside, "x " * 200)
    expect(inside.locator("article.person")).to_have_count(2)
    below = 0.0
    for name in ("SOS", "Poistu nopeasti"):
        button = inside.get_by_role("button", name=name)
        expect(button).to_be_in_viewport(ratio=1)
        below = max(below, button.evaluate("one => one.getBoundingClientRect().bottom"))
    assert below < height / 4, "SOS and quick exit leave the rest to the talk"
    assert page.frames[1].evaluate(SIDEWAYS) == {"over": 0, "wide": []}
    context.close()


def test_with_reduced_motion_nothing_moves(browser: Browser, host_page: HostPage) -> None:
    context = browser.new_context(locale="fi-FI", reduced_motion="reduce")
    page = context.new_page()
    inside = open_widget(page, host_page.url)
    say(inside, "hidas asia")
    expect(inside.locator("#typing")).to_be_visible()
    assert page.frames[1].evaluate("document.getAnimations().length") == 0
    context.close()


def test_in_forced_colours_every_control_has_an_edge(
    browser: Browser, host_page: HostPage
) -> None:
    context = browser.new_context(locale="fi-FI", forced_colors="active")
    page = context.new_page()
    talking(page, host_page)
    bare = page.frames[1].evaluate(
        """() => [...document.querySelectorAll("button, select, textarea, article")]
        .filter((one) => one.checkVisibility() && getComputedStyle(one).borderTopStyle === "none")
        .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert bare == []
    context.close()


def test_on_a_small_screen_leaving_with_the_keyboard_closes_the_panel(
    page: Page, host_page: HostPage
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    inside = talking(page, host_page)
    inside.locator("#language").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("iframe")).to_be_hidden()
