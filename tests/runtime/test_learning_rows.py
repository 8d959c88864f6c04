"""A county's own rows are trained on, and an accept that went wrong can be put back."""

import os
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.nlu.learning import LEARNED, add
from bot.nlu.rows import Row, read_rows
from bot.runtime import training
from bot.runtime.learn_commands import _Before, _county, learn
from bot.runtime.training import DATA, is_stale, row_folders
from bot.settings import ROOT, Settings

ROW = Row("avain katos", "locked_out", "fi", "learned")


def settings(tmp_path: Path) -> Settings:
    (tmp_path / "models").mkdir(exist_ok=True)
    return Settings(model_dir=tmp_path / "models", county_dir=tmp_path / "county")


def test_a_countys_rows_are_trained_on_once_it_has_some(tmp_path: Path) -> None:
    ours = settings(tmp_path)
    assert row_folders(ours) == [DATA[0]]
    add([ROW], tmp_path / "county" / "nlu")
    assert row_folders(ours) == [DATA[0], tmp_path / "county" / "nlu"]


def test_a_new_row_of_the_county_makes_the_model_stale(tmp_path: Path) -> None:
    add([ROW], tmp_path / "nlu")
    model = tmp_path / "model.tar.gz"
    model.touch()
    later = time.time() + 86_400
    os.utime(model, (later, later))
    assert not is_stale(model, (tmp_path / "nlu",))
    os.utime(tmp_path / "nlu" / "fi" / LEARNED, (later + 1, later + 1))
    assert is_stale(model, (tmp_path / "nlu",))


def test_another_encoder_makes_the_model_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, encoder = tmp_path / "model.tar.gz", tmp_path / "encoder.npz"
    model.touch()
    encoder.touch()
    monkeypatch.setattr(training, "ENCODER", encoder)
    later = time.time() + 86_400
    os.utime(model, (later, later))
    assert not is_stale(model, ())
    os.utime(encoder, (later + 1, later + 1))
    assert is_stale(model, ())


def test_without_kept_messages_it_is_said_that_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RINNALLA_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("RINNALLA_KEEP_UNANSWERED", raising=False)
    result = CliRunner().invoke(learn, ["propose"])
    assert result.exit_code == 1
    assert "Nothing is kept: RINNALLA_KEEP_UNANSWERED is off" in result.output


def test_messages_that_are_not_utf_8_are_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RINNALLA_DATA_DIR", str(tmp_path))
    file = tmp_path / "messages.txt"
    file.write_text("hei\nmitä\n", "latin-1")
    result = CliRunner().invoke(learn, ["propose", str(file)])
    assert str(result.exception) == f"{file}:2: is not UTF-8: save the file again as UTF-8"


@pytest.mark.parametrize("had_rows", [True, False])
def test_rows_and_model_are_put_back_as_they_were(tmp_path: Path, *, had_rows: bool) -> None:
    ours, rows = settings(tmp_path), tmp_path / "county" / "nlu"
    model = ours.model_dir / "rinnalla.tar.gz"
    model.write_text("old")
    if had_rows:
        add([ROW], rows)
    before = _Before(ours, model, rows)
    before.take()
    add([Row("ovi kii", "locked_out", "fi", "learned")], rows)
    model.write_text("new")
    assert before.model.read_text() == "old"
    before.put_back()
    assert model.read_text() == "old"
    assert read_rows(rows) == ([ROW] if had_rows else [])
    # What lies aside is no model in use.
    assert list(ours.model_dir.glob("*.tar.gz")) == [model]


@pytest.mark.parametrize("county", [None, ROOT / "bot" / "content"])
def test_rows_need_a_county_folder_outside_the_program(county: Path | None) -> None:
    with pytest.raises(SystemExit):
        _county(Settings(county_dir=county))
