"""The words of a bare cry for help: what they promise, and mistakes in their file."""

from pathlib import Path

import pytest

from bot.content.cry_words import load_cries
from bot.domain.cries import Cry
from bot.domain.errors import ContentProblems


def test_every_example_is_obeyed() -> None:
    assert list(load_cries().faults()) == []


@pytest.mark.parametrize(
    ("text", "cry"),
    [
        ("APUAAAA!!! 😭", Cry("cry", "fi")),
        ("4pu4", Cry("cry", "fi")),
        ("hja\u0308lp mig", Cry("cry", "sv")),
        ("help", Cry("cry")),
        ("help me please", Cry("cry", "en")),
        ("soita 112", Cry("cry", "fi")),
        ("i caawi fadlan", Cry("cry", is_foreign=True)),
        ("помогите SOS", Cry("cry")),
        ("waxaan u baahanahay caawimaad", Cry("wish", is_foreign=True)),
        ("／sos", Cry("command")),
        ("\u200b/hjälp", Cry("command", "sv")),
        ("/sos@rinnalla_bot hän lyö", Cry("command", behind="hän lyö")),
        ("apua " * 500, None),
        ("mitä /sos tekee", None),
    ],
)
def test_a_cry_is_heard_with_its_language(text: str, cry: Cry | None) -> None:
    assert load_cries().cries.heard(text) == cry


def test_what_is_wrong_in_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "cries.yml"
    file.write_text("words:\n  - {language: fi, cry: apua a-p}\nmust: [apua rahaan]\n", "utf-8")
    with pytest.raises(ContentProblems, match="'a-p' is two words"):
        load_cries(file)
    file.write_text("words:\n  - {language: fi, cry: apua}\nmust: [apua rahaan]\n", "utf-8")
    load_cries.cache_clear()
    (fault,) = load_cries(file).faults()
    assert (fault.line, fault.why) == (3, "'apua rahaan' under must is heard as nothing")
