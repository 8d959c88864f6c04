"""Reading what somebody wrote in a file, field by field, with every problem told in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.domain.errors import RinnallaError
from bot.domain.messages import LANGUAGES
from bot.domain.opening_times import HoursMistake

_T = TypeVar("_T")


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

    def wrong(self, why: str) -> None:
        """Note a problem."""
        self.problems.append(f"{self.where}: {why}")

    def known(self, names: tuple[str, ...]) -> None:
        """Note fields that nobody reads: a misspelt one would silently do nothing."""
        for name in self.given:
            if name not in names:
                self.wrong(f"unknown field {name!r}; known are {', '.join(names)}")

    def text(self, name: str, default: str | None = None) -> str | None:
        """Return a word or a line."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, (dict, list, bool)):
            self.wrong(f"{name} is one line of text, not {value!r}")
            return default
        return str(value).strip()

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
            self.wrong(f"{name} is true or false, not {value!r}")
            return default
        return value

    def words(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of words; one word is a list too."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        return tuple(str(one).strip() for one in (value if isinstance(value, list) else [value]))

    def translated(self, name: str) -> tuple[str, dict[str, str]]:
        """Return a text in Finnish and its other languages; one line is Finnish."""
        value = self.given.get(name)
        if not isinstance(value, Mapping):
            return self.text(name) or "", {}
        unknown = [key for key in value if key not in LANGUAGES]
        if unknown:
            self.wrong(f"{name}: languages are {', '.join(LANGUAGES)}, not {unknown!r}")
        texts = {str(key): str(text).strip() for key, text in value.items() if text}
        if "fi" not in texts:
            self.wrong(f"{name} needs at least fi")
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
                self.wrong(f"{name}: {problem}")
            return default
