"""Whether a message only tells where somebody lives, and which of its places is meant.

"Keravalla", "ja jos asun Vaasassa" and "ei vaan Kemissä" tell a place and nothing else. Of "inte
Borgå utan Sibbo" the second is meant: a place that is denied is none.
"""

import re
from collections.abc import Sequence
from typing import Any

_WORD = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"[.,;:!?\n]")
_RATHER_IN_TWO = re.compile(r"\bei\s+kun?\b")

# Words that only frame a place; what is left of the message must be nearly nothing.
_FRAME = frozenset(
    [
        *("asun", "asuisin", "asutaan", "asuu", "mä", "mää", "mie", "minä", "oon", "olen", "olin"),
        *("mun", "kotikunta", "kunta", "kaupunki", "on", "ja", "tääl", "täällä", "nyt", "siis"),
        *("no", "joo", "lähellä", "liki", "entä", "ent", "entäs", "mites", "jos", "sit", "sitten"),
        *("se", "asunto", "kämppä", "koti", "jag", "bor", "i", "min", "kommun", "är", "e", "stad"),
        *("vid", "nära", "om", "och", "o", "å", "då", "men", "hur", "lägenheten", "live", "in"),
        *("from", "im", "my", "city", "municipality", "the", "town", "am", "at", "near", "and"),
        *("what", "about", "if", "then", "so", "it", "is", "its", "flat", "apartment", "home"),
        *("kyl", "kyllä", "nykyään", "nykyää", "nykyisin", "nykysin", "enää", "vielä", "hetkellä"),
        *("tällä", "ku", "kun", "oikeesti", "nuförtiden", "numera", "nog", "redan", "längre"),
        *("för", "tillfället", "just", "faktiskt", "nowadays", "currently", "these", "days"),
        *("moment", "anymore", "any", "more", "living", "staying", "now", "nu"),
        *("siellä", "siel", "där", "there"),
    ]
)

_DENYING = frozenset(
    ("ei", "en", "eikä", "enkä", "emmä", "inte", "int", "ej", "not", "dont", "don")
)
_LIVING = frozenset(("asu", "oo", "ole", "mä", "bo", "bor", "live", "t"))
"""Words that may stand between a denial and the place that it denies."""
_RATHER = frozenset(
    [
        *("eiku", "eikun", "vaan", "siis", "tarkotin", "tarkoitin", "meinasin", "nej", "nä"),
        *("utan", "menar", "menade", "but", "mean", "meant", "rather", "actually"),
    ]
)
_CORRECTING = frozenset(
    [
        *_DENYING,
        *_RATHER,
        *(
            "sori",
            "anteeks",
            "anteeksi",
            "väärin",
            "oikeestaan",
            "förlåt",
            "fel",
            "sorry",
            "wrong",
        ),
    ]
)
"""Words around a place that takes the stead of another."""

_NOT_THERE = re.compile(
    r"\b(?:(?:en|ei|enkä|eikä)(?:\s+(?:enää|asu))*\s+\w{3,}(?:ss[aä]|ll[aä]|(?<!i)s|l)"
    r"|(?:inte|int|ej|not|dont)(?:\s+(?:längre|bo|bor|live|anymore))*\s+(?:i|in)\s+\w+)\b",
    re.IGNORECASE,
)
"""A place that is denied and that we do not know: "en testiläs", "not in Testville"."""

_SHORTEST_PLACE = 4
MAX_OTHER_WORDS = 0
MAX_OTHER_WORDS_WHEN_ASKED = 3


def tells_place(text: str, spans: list[tuple[int, int]], *, asked: bool) -> bool:
    """Return whether a message with these place spans says little else than where one lives."""
    most = MAX_OTHER_WORDS_WHEN_ASKED if asked else MAX_OTHER_WORDS
    return words_beside(text, spans) <= most


def words_beside(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Return how many words there are beside the places and what frames them."""
    rest = _WORD.findall(_NOT_THERE.sub(" ", without_places(text, spans)).lower())
    return sum(word not in _FRAME and word not in _CORRECTING for word in rest)


def may_be_place(text: str) -> bool:
    """Return whether one word, or one word that frames set in a place, may be an unknown place."""
    words = _WORD.findall(text.lower())
    rest = [word for word in words if word not in _FRAME and word not in _CORRECTING]
    is_sum = any(sign.isdigit() for sign in text)  # "rent 650"
    return "?" not in text and not is_sum and len(rest) == 1 and len(rest[0]) >= _SHORTEST_PLACE


def corrects(text: str, place: dict[str, Any], remembered: str | None) -> bool:
    """Return whether "ei Vantaalla" sets a place in the stead of the one that is remembered.

    To deny a place that nobody has named would say nothing.
    """
    spans = [(place["start"], place["end"])]
    begins = _WORD.findall(text.lower())[:1] == ["ei"]
    return (
        begins
        and remembered not in (None, place["value"])
        and tells_place(text, spans, asked=False)
    )


def without_places(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with blanks where its places stand."""
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return "".join(rest)


def meant_places(text: str, places: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the places that are meant, of those named, in their order; none when all are denied.

    What stands right before a place decides: "inte" denies it, "utan" sets it in the stead of
    those before it.
    """
    meant: list[dict[str, Any]] = []
    before = 0
    for place in places:
        turn = _turn_before(text[before : place["start"]])
        if turn in _RATHER:
            meant.clear()
        if turn not in _DENYING:
            meant.append(place)
        before = place["end"]
    return meant


def _turn_before(text: str) -> str:
    """Return the word that denies or corrects, with nothing but frame words behind it."""
    words: list[str] = _WORD.findall(_RATHER_IN_TWO.sub("eiku", _MARK.split(text)[-1].lower()))
    for word in reversed(words):
        if word in _DENYING or word in _RATHER:
            return word
        if word not in _FRAME and word not in _LIVING:
            break
    return ""
