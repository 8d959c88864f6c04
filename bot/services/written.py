"""Reading what somebody wrote in a file, field by field, with every problem told in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from bot.domain.contact_forms import is_language, unlike_mail, unlike_number
from bot.domain.errors import RinnallaError
from bot.domain.lined import place_of, quoted
from bot.domain.messages import LANGUAGES
from bot.domain.opening_times import HoursMistake

_T = TypeVar("_T")

_CONTACTS = (("phone", unlike_number), ("email", unlike_mail))


class PeopleProblems(RinnallaError):
    """What somebody wrote of people cannot be used. All problems at once, in words."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(slots=True)
class Reading:
    """One mapping being read; problems gather with the place they are at."""

    given: Mapping[str, Any]
    where: str
    problems: list[str] = field(default_factory=list)

    def wrong(self, why: str, name: str | None = None) -> None:
        """Note a problem, with the line of the field where it came from a file."""
        self.problems.append(f"{place_of(self.given, name)}{self.where}: {why}")

    def known(self, names: tuple[str, ...]) -> None:
        """Note fields that nobody reads: a misspelt one would silently do nothing."""
        for name in self.given:
            if name not in names:
                self.wrong(f"unknown field {name!r}; known are {', '.join(names)}", name)

    def text(self, name: str, default: str | None = None) -> str | None:
        """Return a word or a line. A number is none: YAML may have read another than was meant."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, (dict, list)):
            self.wrong(f"{name} is one line of text, not {value!r}", name)
        else:
            self.wrong(f"{name} must be words: {quoted(self.given, name)}", name)
        return default

    def mark(self, name: str, default: str | None = None) -> str | None:
        """Return a number or a day as it was written, in quotes or not."""
        value = self.given.get(name)
        plain = isinstance(value, (int, date)) and not isinstance(value, bool)
        return str(value) if plain else self.text(name, default)

    def contacts(self) -> None:
        """Note a telephone number, an e-mail address or a language that is none."""
        for name, fault in _CONTACTS:
            value = self.given.get(name)
            if isinstance(value, str) and value.strip() and (why := fault(value.strip())):
                self.wrong(f"{name} {why}", name)
        codes = self.given.get("languages")
        for code in codes if isinstance(codes, list) else ():
            if isinstance(code, str) and not is_language(code):
                self.wrong(f"languages are codes like fi, sv, en, ar, not {code!r}", "languages")

    def needed(self, name: str) -> str:
        """Return a word that must be there."""
        value = self.text(name)
        if value is None:
            self.wrong(f"{name} is missing")
        return value or ""

    def flag(self, name: str, *, default: bool) -> bool:
        """Return yes or no."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        if not isinstance(value, bool):
            self.wrong(f"{name} is true or false, not {value!r}", name)
            return default
        return value

    def words(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of words; one word is a list too."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        given = value if isinstance(value, list) else [value]
        if any(not isinstance(one, str) for one in given):
            self.wrong(f'{name}: numbers, yes, no and on stand in quotes, like ["049"]', name)
            return default
        return tuple(one.strip() for one in given)

    def translated(self, name: str) -> tuple[str, dict[str, str]]:
        """Return a text in Finnish and its other languages; one line is Finnish."""
        value = self.given.get(name)
        if not isinstance(value, Mapping):
            return self.text(name) or "", {}
        unknown = [key for key in value if key not in LANGUAGES]
        if unknown:
            self.wrong(f"{name}: languages are {', '.join(LANGUAGES)}, not {unknown!r}", name)
        inner = Reading(value, f"{self.where}: {name}", self.problems)
        texts = {str(key): text for key in value if (text := inner.text(key))}
        if "fi" not in texts:
            self.wrong(f"{name} needs at least fi", name)
        return texts.pop("fi", ""), texts

    def read(self, name: str, reader: Callable[[Any], _T], default: _T) -> _T:
        """Return hours or exceptions, with their own problems told."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        try:
            return reader(value)
        except HoursMistake as mistake:
            for problem in mistake.problems:
                self.wrong(f"{name}: {problem}", name)
            return default
