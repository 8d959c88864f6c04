"""Messages that belong to nobody: sealed, scrubbed, without a person, forgotten after 30 days."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.storage.crypto import Keyring
from bot.storage.kept_messages import MessageFiles
from tests.builders import SATURDAY_NIGHT

KEYS = Keyring([b"k" * 32])


@pytest.fixture
def kept(tmp_path: Path) -> MessageFiles:
    return MessageFiles(tmp_path, "unanswered", KEYS)


def test_what_is_kept_is_read_again_without_what_points_at_a_person(
    kept: MessageFiles, tmp_path: Path
) -> None:
    kept.keep("mikä toi on, soita 040 123 4567 tai ali@example.fi", SATURDAY_NIGHT)
    assert kept.read() == ["mikä toi on, soita (number) tai (e-mail)"]
    (file,) = (tmp_path / "unanswered").iterdir()
    assert file.stem == "2026-11-14"
    assert b"mik" not in file.read_bytes()


def test_another_key_reads_nothing(kept: MessageFiles, tmp_path: Path) -> None:
    kept.keep("sana", SATURDAY_NIGHT)
    assert MessageFiles(tmp_path, "unanswered", Keyring([b"x" * 32])).read() == []


def test_after_thirty_days_a_day_is_forgotten(kept: MessageFiles) -> None:
    kept.keep("vanha", SATURDAY_NIGHT)
    kept.keep("uusi", SATURDAY_NIGHT + timedelta(days=1))
    assert kept.forget(SATURDAY_NIGHT + timedelta(days=30)) == 0
    assert kept.forget(SATURDAY_NIGHT + timedelta(days=31)) == 1
    assert kept.read() == ["uusi"]


def test_where_nothing_was_kept_there_is_nothing_to_forget(kept: MessageFiles) -> None:
    assert kept.forget(SATURDAY_NIGHT) == 0
    assert kept.read() == []
