import json
import re
from pathlib import Path

import pytest

from bot.channels.web import assets
from bot.domain.messages import LANGUAGES
from tests.channels.web.service import WORDS, Service

FOLDER = Path(assets.__file__).parent
SCRIPTS = "\n".join(path.read_text() for path in sorted((FOLDER / "static").glob("*.js")))
PAGES = "\n".join(path.read_text() for path in sorted((FOLDER / "templates").glob("*.html")))
PYTHON = "\n".join(path.read_text() for path in sorted(FOLDER.glob("*.py")))

IN_PAGES = set(re.findall(r"""["'](web\.[a-z_.0-9]+[a-z0-9])["']""", PAGES + PYTHON))
IN_SCRIPTS = {
    f"web.{key}"
    for key in re.findall(r"""\bt\(\s*"([a-z_0-9]+)\"""", SCRIPTS)
    + re.findall(r'data-w(?:-label|-placeholder)?="([a-z_0-9]+)"', PAGES)
    + ["sending", "waiting", "later", "not_sent", "offline", "not_saved", "slow_down"]
    + ["session_over"]
    + ["try_1", "try_2", "try_3", "sos_call", "sos_call_number", "sos_crisis"]
    + ["sos_crisis_number", "bot", "you"]
}
IN_LAUNCHER = {f"web.launch.{key}" for key in re.findall(r"words\.([a-z_]+)\b", SCRIPTS)} & set(
    WORDS.catalogues["fi"]
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_is_used_has_words(language: str) -> None:
    own = WORDS.catalogues[language]  # type: ignore[index]
    assert (IN_PAGES | IN_SCRIPTS | IN_LAUNCHER) - set(own) == set()


def test_every_key_that_has_words_is_used() -> None:
    facts = {
        f"web.home.{one}{more}" for one in ("bot", "name", "device") for more in ("", "_more")
    }
    instead = {"web.form.not_saved", "web.form.slow_down"}
    ours = {key for key in WORDS.catalogues["fi"] if key.startswith("web.")}
    assert ours - IN_PAGES - IN_SCRIPTS - IN_LAUNCHER - facts - instead == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_gets_its_own_words_and_no_others(service: Service, language: str) -> None:
    words = json.loads(service.web.assets.files[f"words.{language}.json"].content)
    assert {f"web.{key}" for key in words} >= IN_SCRIPTS
    assert not [key for key in words if key.startswith(("home.", "form.", "page.", "launch."))]


def test_no_script_makes_html_from_text_or_keeps_things_on_the_device() -> None:
    code = re.sub(r"//.*", "", SCRIPTS)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", code)
    assert "localStorage" not in code
    assert "indexedDB" not in code


def test_the_loader_sees_neither_words_nor_tokens() -> None:
    code = re.sub(r"//.*", "", (FOLDER / "static" / "widget.js").read_text())
    assert not re.search(r"token|Authorization|/api/|fetch\(", code)
