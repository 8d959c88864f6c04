"""``rinnalla crisis-review``: numbers without words; words only where they were allowed."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.content.safety_texts import SafetyTexts
from bot.domain.crisis_counts import Tally, month_of
from bot.runtime import crisis_review
from bot.settings import ROOT
from bot.storage.crypto import Keyring, load_secret
from bot.storage.database import open_engine
from bot.storage.kept_messages import MessageFiles
from bot.storage.unit_of_work import SqlStorage
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock

NOW = datetime.now(UTC)
MONTH = month_of(NOW)
CARD = Tally(MONTH, "card", "crisis_suicide", "B", "fi.want_die", "fi")
WRONG = Tally(MONTH, "false_alarm", "crisis_suicide", "B", "fi.want_die", "fi")


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlStorage:
    monkeypatch.setenv("RINNALLA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("RINNALLA_COUNTY_DIR", str(ROOT / "demo" / "county"))
    monkeypatch.setattr(crisis_review.console, "width", 200)
    keys = Keyring(load_secret(None, tmp_path / "secret.key"))
    return SqlStorage(
        open_engine(sqlite_database(tmp_path / "rinnalla.sqlite")), keys, FrozenClock(NOW)
    )


def count(storage: SqlStorage, tally: Tally, many: int) -> None:
    with storage.begin() as work:
        for _ in range(many):
            work.crisis_counts.add(tally)
        work.commit()


def shown(*options: str) -> list[str]:
    """Return the lines of the answer, each with single spaces and without frames."""
    done = CliRunner().invoke(app, ["crisis-review", *options])
    assert done.exit_code == 0, done.output
    return [" ".join(re.sub("[│┃]", " ", line).split()) for line in done.output.splitlines()]


def test_the_owner_sees_numbers_and_what_is_called_a_mistake(storage: SqlStorage) -> None:
    count(storage, CARD, 12)
    count(storage, WRONG, 2)
    lines = shown()
    assert "Kriisisisältöjen vastaava, kriisi@testila.example" in lines[0]
    assert f"{MONTH} crisis_suicide 12 0 0 0 0 2" in lines
    assert "fi.want_die 12 2" in lines
    assert f"{MONTH} fi 12 0 0 0 0 2" in shown("--by", "language")


def test_for_publishing_small_numbers_are_hidden(storage: SqlStorage) -> None:
    count(storage, CARD, 12)
    count(storage, WRONG, 2)
    lines = shown("--year", MONTH[:4])
    assert "card crisis_suicide 12" in lines
    assert "false_alarm crisis_suicide 1-9" in lines


def test_nothing_counted_is_said(storage: SqlStorage) -> None:
    assert storage.ready()
    assert f"Nothing has been counted since {MONTH}." in shown()


def test_messages_are_shown_where_they_were_allowed_and_that_is_noted(
    storage: SqlStorage, tmp_path: Path
) -> None:
    assert "No messages: nobody has allowed it." in shown("--samples")
    keys = Keyring(load_secret(None, tmp_path / "secret.key"))
    MessageFiles(tmp_path, "crisis_sample", keys).keep("bussen är framme, hej då 0401234567", NOW)
    assert "- bussen är framme, hej då (number)" in shown("--samples")
    with storage.begin() as work:
        count, _, breaks = work.audit.verify()
    assert (count, breaks) == (2, [])


def test_the_list_for_test_calls_has_every_contact_and_the_countys_own_number(
    storage: SqlStorage,
) -> None:
    assert storage.ready()
    done = CliRunner().invoke(app, ["crisis-review", "--contacts"])
    head, *rows = (line.split("\t") for line in done.output.splitlines())
    assert {len(row) for row in rows} == {len(head)}
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert found.keys() == SafetyTexts.load().contacts.keys()
    assert found["emergency_112"]["numbers"] == "112"
    assert found["sosiaalipaivystys"]["numbers"] == "040 000 0112"
    assert all(one["numbers"] or one["chat"] or one["web"] for one in found.values())
