"""A model is trained when there is none, when it is damaged, and when it is not of its data."""

import io
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot.domain.errors import EngineUnavailable
from bot.nlu.learning import LEARNED, add
from bot.nlu.rows import Row
from bot.runtime import serving, training
from bot.runtime.learn_commands import _Before
from bot.runtime.model_record import made_of, record_of
from bot.runtime.training import TrainingFailed, ensure_model
from bot.settings import Settings

ROW = Row("avain katos", "locked_out", "fi", "learned")
A_YEAR_S = 365 * 86_400
TRAINS = """
import io, sys, tarfile, os
with tarfile.open(sys.argv[1] + "/rinnalla.tar.gz", "w:gz") as archive:
    words = os.urandom(50_000)
    member = tarfile.TarInfo("metadata.json")
    member.size = len(words)
    archive.addfile(member, io.BytesIO(words))
"""
STOPS = 'import sys; open(sys.argv[1] + "/rinnalla.tar.gz", "wb").write(b"half"); sys.exit(1)'


class Trainings:
    """Stands in for Rasa: an archive in no time, and how many there were."""

    def __init__(self) -> None:
        self.count = 0
        self.program = TRAINS

    def command(self, _: Settings, out: Path) -> list[str]:
        self.count += 1
        return [sys.executable, "-c", self.program, str(out)]


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Trainings:
    done = Trainings()
    monkeypatch.setattr(training, "_command", done.command)
    config = tmp_path / "config.yml"
    config.write_text("recipe: default.v1")
    monkeypatch.setattr(training, "CONFIG", config)
    return done


def settings(tmp_path: Path, county: str = "county") -> Settings:
    return Settings(
        model_dir=tmp_path / "models", data_dir=tmp_path / "var", county_dir=tmp_path / county
    )


def ensure(ours: Settings) -> tuple[Path, str]:
    """Return the model and what stood on the terminal."""
    screen = io.StringIO()
    return ensure_model(ours, Console(file=screen, width=200)), screen.getvalue()


def age(file: Path) -> None:
    long_ago = time.time() - A_YEAR_S
    os.utime(file, (long_ago, long_ago))


def test_a_second_start_trains_nothing_and_is_quick(trainings: Trainings, tmp_path: Path) -> None:
    model, told = ensure(settings(tmp_path))
    assert "no model yet" in told
    age(model)  # whatever the dates say: it was made of these very files
    began = time.monotonic()
    assert ensure(settings(tmp_path)) == (model, "")
    assert time.monotonic() - began < 2
    assert trainings.count == 1


def rows_from_long_ago(tmp_path: Path) -> None:
    add([ROW], tmp_path / "county" / "nlu")
    age(tmp_path / "county" / "nlu" / "fi" / LEARNED)


def another_config(tmp_path: Path) -> None:
    (tmp_path / "config.yml").write_text("recipe: default.v2")
    age(tmp_path / "config.yml")


@pytest.mark.parametrize("change", [rows_from_long_ago, another_config])
def test_what_is_older_than_the_model_is_trained_all_the_same(
    trainings: Trainings, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    ensure(settings(tmp_path))
    change(tmp_path)
    assert "has changed" in ensure(settings(tmp_path))[1]
    ensure(settings(tmp_path))
    assert trainings.count == 2


def test_rows_that_were_taken_away_are_noticed(trainings: Trainings, tmp_path: Path) -> None:
    rows_from_long_ago(tmp_path)
    ensure(settings(tmp_path))
    (tmp_path / "county" / "nlu" / "fi" / LEARNED).unlink()
    assert "has changed" in ensure(settings(tmp_path))[1]
    assert trainings.count == 2


def test_the_same_rows_in_another_place_are_the_same(trainings: Trainings, tmp_path: Path) -> None:
    rows_from_long_ago(tmp_path)
    ensure(settings(tmp_path))
    shutil.move(tmp_path / "county", tmp_path / "moved")
    assert ensure(settings(tmp_path, "moved"))[1] == ""
    assert trainings.count == 1


@pytest.mark.parametrize("has_record", [True, False])
@pytest.mark.parametrize("left", [0, 4, 30_000])
def test_a_damaged_model_is_told_and_made_anew(
    trainings: Trainings,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    *,
    left: int,
    has_record: bool,
) -> None:
    model, _ = ensure(settings(tmp_path))
    model.write_bytes(model.read_bytes()[:left])
    if not has_record:
        record_of(model).unlink()
    _, told = ensure(settings(tmp_path))
    assert "damaged" in told
    assert [one.levelname for one in caplog.records if one.msg == "model.damaged"] == ["ERROR"]
    assert ensure(settings(tmp_path))[1] == ""
    assert trainings.count == 2


def test_a_model_without_a_record_is_judged_by_dates(trainings: Trainings, tmp_path: Path) -> None:
    model, _ = ensure(settings(tmp_path))
    record_of(model).unlink()
    assert ensure(settings(tmp_path)) == (model, "")
    age(model)
    assert "newer" in ensure(settings(tmp_path))[1]
    assert trainings.count == 2


def test_the_record_of_another_archive_says_nothing(trainings: Trainings, tmp_path: Path) -> None:
    model, _ = ensure(settings(tmp_path))
    old = model.read_bytes()
    training.train(settings(tmp_path), Console(file=io.StringIO()))
    model.write_bytes(old)  # as ``rasa train`` would: it knows of no record
    assert made_of(model) is None
    assert ensure(settings(tmp_path)) == (model, "")
    assert trainings.count == 2


def test_a_training_that_stops_leaves_the_model_as_it_was(
    trainings: Trainings, tmp_path: Path
) -> None:
    model, _ = ensure(settings(tmp_path))
    before = model.read_bytes()
    trainings.program = STOPS
    with pytest.raises(TrainingFailed):
        training.train(settings(tmp_path), Console(file=io.StringIO()))
    assert model.read_bytes() == before
    assert ensure(settings(tmp_path)) == (model, "")
    assert sorted(one.name for one in model.parent.iterdir()) == [
        *("rinnalla.made_of.json", "rinnalla.tar.gz")
    ]


def test_what_a_killed_training_left_is_no_model_and_is_cleared_away(
    trainings: Trainings, tmp_path: Path
) -> None:
    left = tmp_path / "models" / "training-killed"
    left.mkdir(parents=True)
    (left / "rinnalla.tar.gz").write_bytes(b"half")
    model, told = ensure(settings(tmp_path))
    assert "no model yet" in told
    assert left.exists()  # it may be under way in another process
    age(left)
    training.train(settings(tmp_path), Console(file=io.StringIO()))
    assert not left.exists()
    assert trainings.count == 2
    assert model.exists()


def test_rows_and_model_that_are_put_back_belong_together(
    trainings: Trainings, tmp_path: Path
) -> None:
    ours = settings(tmp_path)
    rows = tmp_path / "county" / "nlu"
    rows_from_long_ago(tmp_path)
    model, _ = ensure(ours)
    before = _Before(ours, model, rows)
    before.take()
    add([Row("ovi kii", "locked_out", "fi", "learned")], rows)
    ensure(ours)
    before.put_back()
    assert ensure(ours) == (model, "")
    assert trainings.count == 2


async def test_a_model_that_cannot_be_loaded_is_told_on_the_terminal(
    trainings: Trainings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_another_version(_: Path) -> None:
        raise ValueError("an old model")

    monkeypatch.setattr(serving, "load_core", of_another_version)
    screen = io.StringIO()
    engine = serving._local(settings(tmp_path), Console(file=screen, width=300))
    with pytest.raises(EngineUnavailable):
        await engine.ready()
    assert "could not be loaded (ValueError: an old model)" in screen.getvalue()
    assert "rinnalla train" in screen.getvalue()
    assert trainings.count == 1
