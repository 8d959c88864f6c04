"""Which of our three languages a text is in, by its smallest words alone.

For a card, which cannot wait for the detector of the dialogue engine: who writes "jag har
ont i bröstet" must not read Finnish. The detector leans on the same words in short messages.
"""

import re
from collections.abc import Mapping

from bot.domain.messages import Language


def words_in(text: str) -> frozenset[str]:
    """Return the words of a list that is easier read as prose."""
    return frozenset(text.split())


SMALL: Mapping[Language, frozenset[str]] = {
    "fi": words_in(
        """
        mä mää mie mina minä mun mul mulla mulle mua minua minun sä sun sulla se hän me te he ne
        oon olen olis ois oo ole on ei eikä eika eikö emmä en et ja joo mut mutta jos että etta
        kun ku nyt niin tää tämä toi siis vaan ihan kans kanssa ilman mitä mita miten mistä mista
        missä mihin voiks voiko pitääkö
        """
    ),
    "sv": words_in(
        """
        jag ja mig mej min mitt mina du hon han vi det den de dom är e inte int har hade och å att
        som ska vill kan med från av om till för på i en ett et bort nu när då där här men va vad
        var vem hur nån någon bor joo
        """
    ),
    "en": words_in(
        """
        i im ive my me you u your he she they we it the a an is am are was to with of and for this
        that can cant cannot do does dont not got has have need want wants feel help where what
        when who how why out men till on someone somebody money food live living from near
        """
    ),
}

OWN: Mapping[Language, frozenset[str]] = {
    code: small - frozenset().union(*(SMALL[other] for other in SMALL if other != code))
    for code, small in SMALL.items()
}
"""Those that, nearly always, none of the other two has."""

_ENOUGH, _AMONG = 2, 12
"""At least two, and one word of twelve: where a long text is cut, pieces look like small words."""


def told_in(text: str) -> Language | None:
    """Return the language whose small words a text has most of; None: too few, or as many."""
    # Whole words: "a1" of an id says nothing.
    words = re.findall(r"\b[^\W\d_]+\b", re.sub(r"['’]", "", text.lower()))
    counts = {language: sum(word in small for word in words) for language, small in SMALL.items()}
    first, second, _ = sorted(counts, key=lambda one: -counts[one])
    enough = max(_ENOUGH, len(words) // _AMONG)
    return first if counts[first] >= enough and counts[first] > counts[second] else None


def plainly_in(words: list[str]) -> tuple[Language, bool] | None:
    """Return the only language of which own small words are there, and whether plainly so.

    Two of its small words say so, in English half of all words too. None: there are no such
    words, or those of several languages. "I" counts beside others only: "i Esbo" is a place.
    """
    told = [code for code, own in OWN.items() if any(word in own for word in words)]
    if len(told) != 1:
        return None
    (code,) = told
    many = sum(word in SMALL[code] for word in words)
    return code, many > 1 or (code == "en" and 2 * many >= len(words))
