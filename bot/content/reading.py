"""Reading what editors write, key by key: typed, every mistake with its line, never the first."""

import calendar
import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bot.content.yaml_files import Lined, Notes, read_yaml
from bot.domain.calendar import written_day
from bot.domain.errors import ContentProblems, Problem
from bot.domain.lined import quoted
from bot.domain.messages import LANGUAGES, Language
from bot.domain.opening_times import HoursMistake

T = TypeVar("T")
Word = TypeVar("Word", bound=str)


def last_day(period: str) -> date | None:
    """Return the last day of "2026", "2026-05" or "2026-05-28"; None for anything else."""
    parts = period.split("-")
    try:
        if len(parts) == 1 and len(period) == 4:
            return date(int(period), 12, 31)
        if len(parts) == 2:
            year, month = int(parts[0]), int(parts[1])
            return date(year, month, calendar.monthrange(year, month)[1])
        return written_day(period)
    except ValueError:  # IllegalMonthError is one
        return None


class Fields:
    """One mapping of a file, read key by key. What is wrong is noted and a default returned."""

    def __init__(self, data: Lined, file: str, path: str, notes: Notes) -> None:
        self._data, self._file, self._path, self._notes = data, file, path, notes
        self._seen: set[str] = set()
        notes.origins[path] = (file, data.line)

    @property
    def place(self) -> tuple[str, int]:
        """Return the file and the line where the mapping begins."""
        return self._file, self._data.line

    def wrong(self, key: str | None, why: str) -> None:
        """Note a problem at a key, or at the mapping."""
        line = self._data.lines.get(key, self._data.line) if key else self._data.line
        self._notes.problems.append(Problem(self._file, line, f"{key}: {why}" if key else why))

    def raw(self, key: str) -> Any:
        """Return the value as YAML has it, None when absent, and count the key as known."""
        self._seen.add(key)
        if key in self._data.lines:
            self._notes.origins[f"{self._path}.{key}"] = (self._file, self._data.lines[key])
        return self._data.get(key)

    def text(self, key: str) -> str:
        """Return words that must be there."""
        value = self.raw(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        is_mark = value is not None and not isinstance(value, (str, list, dict))
        why = f"must be words: {quoted(self._data, key)}" if is_mark else "must have words"
        self.wrong(key, "must be words" if isinstance(value, (list, dict)) else why)
        return ""

    def text_or_none(self, key: str) -> str | None:
        """Return words, or None when the key is absent or null."""
        return None if self.raw(key) is None else self.text(key)

    def patterns(self, key: str) -> Iterator[re.Pattern[str]]:
        """Yield the regular expressions of a list; one that is none is noted."""
        for written in self.ids(key):
            try:
                yield re.compile(written)
            except re.error as error:
                self.wrong(key, f"{written!r} is not a regular expression: {error}")

    def examples(self) -> Iterator[tuple[str, bool, int]]:
        """Yield what an entry promises to find, and to leave alone: text, which, line."""
        for key, wanted in (("must", True), ("must_not", False)):
            line = self.line_of(key)
            yield from ((text, wanted, line) for text in self.ids(key))

    def one_of(self, key: str, allowed: Collection[Word], default: Word | None = None) -> Word:
        """Return one of a closed set of words."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if value not in allowed:
            self.wrong(key, f"must be one of {', '.join(sorted(allowed))}, not {value!r}")
            return default or next(iter(allowed))
        return next(word for word in allowed if word == value)

    def flag(self, key: str) -> bool | None:
        """Return true, false, or None when not known."""
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, f"must be true or false, not {value!r}")
            return None
        return value

    def whole(self, key: str) -> int | None:
        """Return a whole number or None."""
        value = self.raw(key)
        if isinstance(value, str) and value.strip().isdecimal():
            return int(value)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            self.wrong(key, f"must be a whole number, not {value!r}")
            return None
        return value

    def day(self, key: str) -> date | None:
        """Return a date or None."""
        value = self.raw(key)
        found = written_day(value)
        if value is not None and found is None:
            self.wrong(key, f"must be a date like 2026-12-31 or 31.12.2026, not {value!r}")
        return found

    def period(self, key: str) -> date | None:
        """Return the last day of the year, month or day given, or None when absent."""
        value = self.raw(key)
        found = None if value is None else last_day(str(value))
        if value is not None and found is None:
            self.wrong(key, f'must be like "2026", "2026-05" or "2026-05-28", not {value!r}')
        return found

    def ids(self, key: str) -> tuple[str, ...]:
        """Return a list of words, empty when absent. A lone word counts as a list of one."""
        value = self.raw(key)
        given = [] if value is None else value if isinstance(value, list) else [value]
        if any(not isinstance(item, str) for item in given):
            self.wrong(key, 'must be a list of words; numbers, yes, no and on in quotes: ["049"]')
            return ()
        return tuple(given)

    def texts(self, key: str, *, required: bool = True) -> dict[Language, str]:
        """Return words of every language; one string serves all. Empty when not required."""
        value = self.raw(key)
        if value is None and not required:
            return {}
        if isinstance(value, str) and value.strip():
            return {language: value.strip() for language in LANGUAGES}
        if not isinstance(value, Lined):
            self.wrong(key, "must have words in fi, sv and en")
            return {}
        return Fields(value, self._file, f"{self._path}.{key}", self._notes).languages()

    def languages(self, also: Collection[str] = ()) -> dict[Language, str]:
        """Return the words of fi, sv and en in this mapping itself."""
        found = {language: self.text(language) for language in LANGUAGES}
        self._seen.update(also)
        self.done()
        return found

    def read(self, key: str, parse: Callable[[object], T], absent: T) -> T:
        """Return opening times or exceptions read by the domain, with its problems noted."""
        value = self.raw(key)
        if value is None:
            return absent
        try:
            return parse(value)
        except HoursMistake as mistake:
            for why in mistake.problems:
                self.wrong(key, why)
            return absent

    def inner(self, key: str) -> "Fields | None":
        """Return a mapping inside this one, or None when absent."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, Lined):
            self.wrong(key, "must be a mapping")
            return None
        return Fields(value, self._file, f"{self._path}.{key}", self._notes)

    def entries(self, key: str) -> list["Fields"]:
        """Return the mappings of a list, empty when absent."""
        value = self.raw(key)
        given = [] if value is None else value
        if not isinstance(given, list):
            self.wrong(key, "must be a list of entries, each with its -")
            return []
        for place, item in enumerate(given, start=1):
            if not isinstance(item, Lined):
                held = "nothing" if item is None else repr(item)
                self.wrong(key, f"entry {place} of the list holds {held} alone: a stray - or word")
        return [
            Fields(item, self._file, f"{self._path}.{key}.{place}", self._notes)
            for place, item in enumerate(given)
            if isinstance(item, Lined)
        ]

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the mapping when the key is absent."""
        return self._data.lines.get(key, self._data.line)

    def written(self) -> list[str]:
        """Return the keys written, in order."""
        return list(self._data)

    def done(self) -> None:
        """Note every key that nothing has asked for: most are spelling mistakes."""
        for key, value in self._data.items():
            if key not in self._seen:
                # {fi: 20,50 euroa} is two keys to YAML, the second without anything.
                split = self._data.is_flow and value is None
                why = ': a text with a comma needs quotes, "..., ..."' if split else ""
                self.wrong(key, f"is not a known key{why}")


def fields_of(path: Path, name: str) -> tuple[Fields, Notes]:
    """Return the one mapping that a file of ours holds, to be read key by key, and its notes.

    Raises:
        ContentProblems: it cannot be read, or is no mapping.
    """
    notes = Notes()
    data = read_yaml(path, path.name, notes)
    if not isinstance(data, Lined):
        raise ContentProblems([*notes.problems, Problem(path.name, 1, "must be a mapping")])
    return Fields(data, path.name, name, notes), notes
