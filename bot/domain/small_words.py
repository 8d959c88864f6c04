"""Which of our three languages a text is in, by its smallest words alone.

For a card, which cannot wait for the detector of the dialogue engine: who writes "jag har
ont i bröstet" must not read Finnish.
"""

import re

from bot.domain.messages import Language

_SMALL: dict[Language, frozenset[str]] = {
    "fi": frozenset(
        [
            *("mä", "mää", "mie", "minä", "mun", "mulla", "mulle", "mua", "minua", "minun"),
            *("sä", "se", "hän", "oon", "olen", "on", "oo", "ei", "en", "ja", "että", "ku"),
            *("kun", "nyt", "mut", "mutta", "tää", "tämä", "mitä", "ihan", "vaan", "siis", "joo"),
        ]
    ),
    "sv": frozenset(
        [
            *("jag", "ja", "mig", "mej", "min", "mitt", "mina", "du", "det", "de", "är", "e"),
            *("och", "å", "inte", "int", "har", "på", "att", "som", "av", "hon", "han", "vi"),
            *("ett", "en", "till", "med", "för", "nu", "men", "vill", "kan"),
        ]
    ),
    "en": frozenset(
        [
            *("i", "im", "my", "me", "you", "the", "a", "an", "is", "am", "are", "and", "to"),
            *("have", "has", "of", "it", "he", "she", "they", "we", "not", "dont", "with"),
            *("for", "want", "can", "this", "that", "was"),
        ]
    ),
}
_ENOUGH, _AMONG = 2, 12
"""At least two, and one word of twelve: where a long text is cut, pieces look like small words."""


def told_in(text: str) -> Language | None:
    """Return the language whose small words a text has most of; None: too few, or as many."""
    # Whole words: "a1" of an id says nothing.
    words = re.findall(r"\b[^\W\d_]+\b", re.sub(r"['’]", "", text.lower()))
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    first, second, _ = sorted(counts, key=lambda one: -counts[one])
    enough = max(_ENOUGH, len(words) // _AMONG)
    return first if counts[first] >= enough and counts[first] > counts[second] else None
