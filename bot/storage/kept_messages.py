"""Messages that belong to nobody, kept sealed for 30 days in a file a day in the data folder.

No table: nothing here belongs to a person, so there is nothing to join it with. A line is one
message, sealed for its day; within a day the order of lines is the only time that can be told.
"""

import base64
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from bot.domain.calendar import HELSINKI
from bot.domain.errors import Unreadable
from bot.domain.redact import scrubbed
from bot.storage.crypto import Keyring

Kind = Literal["unanswered", "crisis_sample"]
KEPT_DAYS = 30


class MessageFiles:
    """Keeps, reads and forgets the messages of one kind.

    Args:
        data: The data folder.
        kind: The files' folder in it, made when the first message is kept.
        keys: What seals the lines.
    """

    def __init__(self, data: Path, kind: Kind, keys: Keyring) -> None:
        self._folder = data / kind
        self._column = f"{kind}.text"
        self._keys = keys

    def keep(self, text: str, at: datetime) -> None:
        """Keep a message without what points at a person."""
        day = at.astimezone(HELSINKI).date().isoformat()
        sealed = self._keys.seal(self._column, day, scrubbed(text))
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # One short write at the end of the file: several processes may do it side by side.
        with self._file(day).open("ab", buffering=0) as file:
            file.write(base64.b64encode(sealed) + b"\n")

    def read(self) -> list[str]:
        """Return every kept message; one that does not open (an older key) is left out."""
        found = []
        for file in sorted(self._folder.glob("*.sealed")):
            for line in file.read_bytes().splitlines():
                try:
                    found.append(self._keys.open(self._column, file.stem, base64.b64decode(line)))
                except (Unreadable, ValueError):
                    continue
        return found

    def forget(self, now: datetime) -> int:
        """Delete the files of days more than 30 days ago; return how many."""
        before = now.astimezone(HELSINKI).date() - timedelta(days=KEPT_DAYS)
        old = [file for file in self._folder.glob("*.sealed") if _day(file) < before]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    def _file(self, day: str) -> Path:
        return self._folder / f"{day}.sealed"


def _day(file: Path) -> date:
    try:
        return date.fromisoformat(file.stem)
    except ValueError:
        return date.max  # not ours
