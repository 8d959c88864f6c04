"""Messages that hold nothing but where one lives ("oon Loimaalla") or our code ("8MH7-GS2B").

Asked by the safety scanner, whose model guesses danger from letters: of so few words that it never
read it may hear anything. Nothing of danger is in them, so nobody who answers "Missä kunnassa
asut?" or types the code of their worker is met with 112.
"""

import re
from collections.abc import Iterator

from bot.content.loader import DATA
from bot.content.places import Match, Places
from bot.domain.letters import fold
from bot.domain.linking import is_mixed, secret_in

_SURE = 1.0
"""A form that is known, letter by letter: a typo of a place may be another word."""

_MOST_CHARACTERS = 60
"""A longer message says more; looking for places in a very long one would take time."""

_FRAME = frozenset(
    [
        *("mä", "mää", "mie", "minä", "ma", "asun", "asutaan", "oon", "olen", "nyt", "siis"),
        *("joo", "no", "kotikunta", "kotikuntani", "kunta", "on", "mun", "kotoisin"),
        *("jag", "ja", "bor", "i", "nu", "min", "kommun", "är", "från"),
        *("live", "in", "now", "im", "am", "from", "my", "municipality", "is"),
        *("ei", "en", "eiku", "eikun", "vaan", "sori", "entä", "jos", "nej", "inte", "int"),
        *("utan", "om", "och", "då", "not", "but", "and", "if", "sorry"),
    ]
)
_WORDS = frozenset(map(fold, _FRAME))


_CODE = re.compile(r"\w{4}-\w{4}")
"""As we show it: in looser writing ("t4pan m3t") a code could be words."""


def is_calm(text: str) -> bool:
    """Return whether there is nothing in a message that could tell of danger."""
    said = text.strip()
    return only_tells_place(said) or (_CODE.fullmatch(said) is not None and _is_code(said))


def _is_code(said: str) -> bool:
    code = secret_in(said)
    return code is not None and is_mixed(code)


def only_tells_place(text: str) -> bool:
    """Return whether a message is places written right, and words that frame them, and no more."""
    if len(text) > _MOST_CHARACTERS:
        return False
    found = Places.load(DATA / "places").find(text)
    if not found or any(match.score < _SURE for match in found):
        return False
    return all(word in _WORDS for word in _beside(text, found))


def _beside(text: str, found: list[Match]) -> Iterator[str]:
    """Yield the words around the places."""
    end = 0
    for match in found:
        yield from fold(text[end : match.start]).replace("'", "").split()
        end = match.end
    yield from fold(text[end:]).strip(" .,!").split()
