"""The audit log's chain: every entry carries the hash of all before it.

Who, what, when; never a word of anybody's. An entry that is changed, left out, moved or put in
between breaks the chain there. The last entries could be cut off unseen: whoever keeps a head
(``rinnalla audit verify`` prints it) outside the database sees that too.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

FIRST = bytes(32)
"""What the first entry follows."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody did or read.

    Args:
        who: "worker:maija.v", "person:<conversation>", "admin:<name>", "clock".
        what: "handoff.open", "handoff.list", "keys.rotate"...
        about: The id of the thing; empty for none.
        more: Numbers and ids that explain it. No words of people, no names.
    """

    who: str
    what: str
    at: datetime
    about: str = ""
    more: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed as it stands in the log. Numbers begin at 1 and have no gaps."""

    number: int
    deed: Deed
    before: bytes
    hash: bytes


def chained(deed: Deed, number: int, before: bytes) -> Entry:
    """Return the entry of a deed behind the entry whose hash is ``before``."""
    return Entry(number, deed, before, entry_hash(deed, number, before))


def entry_hash(deed: Deed, number: int, before: bytes) -> bytes:
    """Return the hash of an entry: of its number, everything in it, and all before it."""
    at = deed.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [number, before.hex(), at, deed.who, deed.what, deed.about, list(deed.more)]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).digest()


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain is broken, and how."""

    number: int
    why: str


def breaks(entries: Iterable[Entry]) -> Iterator[Break]:
    """Yield every place where the chain does not hold, in order. Entries are read one by one."""
    before, expected = FIRST, 1
    for entry in entries:
        if entry.number != expected:
            yield Break(entry.number, f"follows entry {expected - 1}: entries are missing")
        elif entry.before != before:
            yield Break(entry.number, "does not follow the entry before it")
        if entry_hash(entry.deed, entry.number, entry.before) != entry.hash:
            yield Break(entry.number, "has been changed")
        before, expected = entry.hash, entry.number + 1
