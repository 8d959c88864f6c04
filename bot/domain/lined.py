"""A mapping as somebody wrote it in a file, that knows where each of its keys stands.

Whoever reads one can tell a mistake with its place; a mapping from elsewhere has no places.
"""

from collections.abc import Mapping
from typing import Any


class Lined(dict[str, Any]):
    """A mapping of a file, with the lines of its keys.

    ``written`` holds, for a value without quotes that is no text, how it looked: 0401234567 is a
    number to YAML, and another one than was meant.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.file = ""
        self.line = 0
        self.lines: dict[str, int] = {}
        self.written: dict[str, str] = {}
        self.is_flow = False


def place_of(given: Mapping[str, Any], key: str | None = None) -> str:
    """Return "people.yml:12: " for a key of a mapping or all of it; "" when it has no place."""
    if not isinstance(given, Lined) or not given.file:
        return ""
    return f"{given.file}:{given.lines.get(key or '', given.line)}: "


def quoted(given: Mapping[str, Any], key: str) -> str:
    """Return how to write a value that must be words and was read as something else.

    Numbers, dates, and words that mean yes and no are such.
    """
    value = given.get(key)
    written = given.written.get(key) if isinstance(given, Lined) else None
    return f'put it in quotes: "{written or value}"'
