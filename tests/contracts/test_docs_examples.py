"""The examples of docs/content-editor.md are loaded and checked, so that none is wrong."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.content.checks import check_content
from bot.content.loader import Content
from bot.domain.directory import Here
from bot.domain.errors import ContentProblems
from bot.settings import ROOT
from tests.builders import places, words

TODAY = date(2026, 11, 25)
PAGE = (ROOT / "docs" / "content-editor.md").read_text("utf-8")
EXAMPLE = re.compile(r"^```yaml (wrong )?(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TRAINING = "nlu_data/"


def written(folder: Path, *, wrong: bool = False) -> Path:
    """Write the page's examples of a county's overlay into a folder."""
    for is_wrong, name, text in EXAMPLE.findall(PAGE):
        if bool(is_wrong) is wrong and not name.startswith(TRAINING):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return folder


def test_every_example_says_which_file_it_is() -> None:
    assert len(EXAMPLE.findall(PAGE)) == PAGE.count("```yaml") > 0


def test_the_examples_are_a_county_that_check_accepts(tmp_path: Path) -> None:
    content = Content.load(written(tmp_path))
    found = check_content(content, words(), places(), TODAY)
    ours = [problem for problem in found if str(tmp_path) in problem.file]
    errors = [problem.why for problem in found if problem.severity == "error"]
    # What no example can give: a professional's review of the crisis texts, a county's decision.
    assert [why for why in errors if "reviewed" not in why and "policy" not in why] == []
    warnings = [problem for problem in ours if problem.severity == "warning"]
    # Roles that the example leaves out are told too: their lines are left out of the answers.
    others = [problem.why for problem in warnings if "the line is left out" not in problem.why]
    assert ["runs out on" in why for why in others] == [True]


def test_the_examples_are_found_by_their_ids(tmp_path: Path) -> None:
    content = Content.load(written(tmp_path))
    assert content.topics["cold_flat"].services[0] == "testila_lampo"
    assert content.rates["testila_heater_deposit"].may_be_said(TODAY)
    branch = content.branch(content.services["aikuissosiaalityo"], Here(county="04"))
    assert branch.phones[0].number == "040 000 0020"


def test_check_says_of_the_wrong_example_what_the_page_says(tmp_path: Path) -> None:
    with pytest.raises(ContentProblems) as caught:
        Content.load(written(tmp_path, wrong=True))
    said = [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]
    told = re.search(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert told is not None
    assert said == told[1].splitlines()


def test_the_rows_of_a_new_topic_name_its_intent() -> None:
    rows = {name: yaml.safe_load(text) for _, name, text in EXAMPLE.findall(PAGE)}
    assert rows["nlu_data/domain/intents.yml"]["intents"] == ["cold_flat"]
    steps = rows["nlu_data/rules/topics.yml"]["rules"][0]["steps"]
    assert steps == [{"intent": "cold_flat"}, {"action": "action_answer_topic"}]
    inside = rows["nlu_data/rules/assessment.yml"]["rules"][0]["steps"]
    assert inside[:2] == steps
    assert rows["nlu_data/nlu/fi/home.yml"]["nlu"][0]["intent"] == "cold_flat"
    assert all((ROOT / name).exists() for name in rows if name.startswith(TRAINING))


def test_the_text_that_the_page_rewords_is_one_of_ours() -> None:
    shown = re.search(r'^```po\nmsgid "(.+)"\nmsgstr "(.+)"\n```$', PAGE, re.MULTILINE)
    assert shown is not None
    assert words().has(shown[1])
