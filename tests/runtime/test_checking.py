"""What ``rinnalla check`` says in all: nothing that is wrong hides another thing that is."""

import os
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from bot.domain.errors import ContentProblems, Problem, SettingsProblems
from bot.i18n import Words
from bot.runtime import training
from bot.runtime.checking import check_all
from bot.runtime.training import TrainingFailed, ensure_model, refuse_broken_rows, train
from bot.settings import PREFIX, Settings
from tests.builders import SERVICE
from tests.trained import COUNTY

BROKEN_ROWS = "version: '3.1'\nnlu:\n- intent: no_such_intent\n  examples: |\n    - foo\n"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RINNALLA_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county's folder to break."""
    folder = tmp_path / "county"
    shutil.copytree(COUNTY, folder)
    monkeypatch.setenv("RINNALLA_COUNTY_DIR", str(folder))
    return folder


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_settings_the_countys_folder_content_and_locales_are_told_together(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Words:
        raise ContentProblems([Problem("rinnalla.po", 7, "is broken")])

    monkeypatch.setattr(Words, "load", broken)
    monkeypatch.setenv("RINNALLA_PORT", "abc")
    monkeypatch.setenv("RINNALLA_SMTP_URL", "foo")
    monkeypatch.setenv("RINNALLA_TELEGRAM_TOKN", "1:a")
    write(county / "service" / "x.yml", "- id: x")
    write(county / "topics" / "empty.yml", "")
    write(county / "nlu" / "fi" / "own.yml", BROKEN_ROWS)
    told = check_all(production=False)
    said = "\n".join(told.errors)
    for why in (
        *("RINNALLA_PORT:", "RINNALLA_SMTP_URL", "service: nobody reads this folder"),
        *("topics/empty.yml: is empty", "own.yml:3: there is no intent no_such_intent"),
        *("rinnalla.po:7: is broken", "services and figures say was not checked"),
    ):
        assert why in said
    assert len(told.errors) == 7
    assert any("RINNALLA_TELEGRAM_TOKN is no setting" in line for line in told.warnings)


RATE = """\
- id: own_limit
  says: {fi: 20 euroa, sv: 20 euro, en: 20 euros}
  year: soon
  rule: x
  source: x
  checked_on: "2026-11-02"
  confidence: high
  owner: home
"""


def test_what_cannot_be_read_hides_nothing_else_and_makes_no_second_mistake(county: Path) -> None:
    """A county's figure with a slip, a placeholder that is none, and a key that is none."""
    topic = (training.ROOT / "bot/content/data/topics/home/locked_out.yml").read_text("utf-8")
    first = topic.index("\n", topic.index("fi: |")) + 1
    said = "      Hei.\n      {own_limit} {own_limti}\n"
    write(county / "topics" / "locked_out.yml", topic[:first] + said + topic[first:])
    write(county / "rates" / "own.yml", RATE)
    policy = county / "policy.yml"
    write(policy, policy.read_text("utf-8") + "colour: red\n")
    said_now = "\n".join(check_all(production=False).errors)
    for why in (
        "rates/own.yml:3: year: must be a whole number",
        "there is no figure {own_limti}",
        "colour: is not a known key",
    ):
        assert why in said_now
    assert "{own_limit}" not in said_now, "the figure is there, it could only not be read"


def test_a_county_that_cannot_be_read_is_not_told_that_its_number_is_missing(county: Path) -> None:
    file = county / "county.yml"
    write(file, file.read_text("utf-8").replace('code: "04"', 'code: "04'))
    (error,) = check_all(production=False).errors
    assert "county.yml:7: is not YAML: a quote is opened here" in error


def test_the_countys_own_work_is_told_apart_from_that_of_the_common_files(county: Path) -> None:
    write(
        county / "services" / "old.yml",
        SERVICE.replace("oma", "own").replace("2026-11-02", "2020"),
    )
    told = check_all(production=False)
    assert [line.partition("services/")[2] for line in told.warnings] == [
        "old.yml:10: own: not checked since 2020-12-31"
    ]
    assert all("bot/content/data/" in line for line in told.common)
    assert len(told.common) > len(told.warnings)


def test_a_topic_that_no_words_lead_to_is_told(county: Path) -> None:
    topic = (training.ROOT / "bot/content/data/topics/home/locked_out.yml").read_text("utf-8")
    write(county / "topics" / "own.yml", topic.replace("id: locked_out", "id: own"))
    (warning,) = check_all(production=False).warnings
    assert "own.yml:1: no words lead to this topic" in warning


def test_a_name_of_a_unit_that_a_language_lacks_is_told_before_the_file_is_imported(
    county: Path,
) -> None:
    people = county / "people.yml"
    write(people, people.read_text("utf-8").replace(", en: Aftercare team", ""))
    told = check_all(production=False)
    assert told.errors == []
    named = [line for line in told.warnings if "people.yml" in line]
    assert [line.partition("unit ")[2] for line in named] == [
        "jalkihuolto: its name is not told in en"
    ]
    write(people, "units: [{name: X}]")
    assert any("hours are missing" in line for line in check_all(production=False).errors)


def test_a_missing_folder_of_the_county_does_not_keep_content_from_being_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINNALLA_COUNTY_DIR", "/nowhere")
    monkeypatch.setenv("RINNALLA_COUNTY_EMERGENCY_PHONE", "040 000 0112")
    told = check_all(production=False)
    assert told.errors == ["RINNALLA_COUNTY_DIR: there is no folder /nowhere"]
    assert told.common, "the common content has work for an editor"


def test_broken_rows_of_the_county_stop_before_minutes_of_training(
    county: Path, tmp_path: Path
) -> None:
    settings = Settings(model_dir=tmp_path / "models")
    refuse_broken_rows(settings)
    write(county / "nlu" / "fi" / "own.yml", BROKEN_ROWS)
    with pytest.raises(ContentProblems, match=r"own\.yml:3: there is no intent"):
        ensure_model(settings, Console(quiet=True))


@pytest.mark.parametrize("written", ["{", "[]", "null", "{}", '{"seconds": "x"}', "\0"])
def test_a_damaged_note_of_the_last_training_is_left_alone(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "data" / "train.json", written)
    monkeypatch.setattr(training, "_command", lambda *_: ["false"])
    monkeypatch.setattr(training, "_watch", lambda process, *_: process.wait())
    with pytest.raises(TrainingFailed):
        train(Settings(model_dir=tmp_path / "models"), None)  # type: ignore[arg-type]


def test_a_folder_for_models_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    with pytest.raises(SettingsProblems, match=r"RINNALLA_MODEL_DIR: .*file is a file"):
        train(Settings(model_dir=tmp_path / "file" / "models"), None)  # type: ignore[arg-type]
