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
    errors, warnings = check_all(production=False)
    said = "\n".join(errors)
    for why in (
        *("RINNALLA_PORT:", "RINNALLA_SMTP_URL", "service: nobody reads this folder"),
        *("topics/empty.yml: is empty", "own.yml:3: there is no intent no_such_intent"),
        "rinnalla.po:7: is broken",
    ):
        assert why in said
    assert len(errors) == 6
    assert any("RINNALLA_TELEGRAM_TOKN is no setting" in line for line in warnings)


def test_a_missing_folder_of_the_county_does_not_keep_content_from_being_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINNALLA_COUNTY_DIR", "/nowhere")
    monkeypatch.setenv("RINNALLA_COUNTY_EMERGENCY_PHONE", "040 000 0112")
    errors, warnings = check_all(production=False)
    assert errors == ["RINNALLA_COUNTY_DIR: there is no folder /nowhere"]
    assert warnings, "the common content has work for an editor"


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
