"""An answer that picks: one of several, several of several with an explicit none, yes or no.

Options are matched by what stands on their buttons, by their number in the list, and by what
people say for yes and no. fi, sv and en at once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.number_tokens import written_evenly


@dataclass(frozen=True, slots=True)
class Option:
    """One option: a stable id and the words people see for it (in any number of languages)."""

    id: str
    words: tuple[str, ...] = ()


_YES = (
    r"joo\w*|juu|jep|kylla|kyl|jo|japp|ja|jaa|yes|yeah|yep|yup|sure|toki|totta kai|absolut|ok"
    r"|okei|okej|on|onhan|oon|olen|tottakai|givetvis|of course"
)
_NO = r"ei|en|e|emma|nej|na|no|nope|ei oo|en oo|ei ole|en ole|inte|nae|aa nej|not really"
_HEDGED = re.compile(
    r"\b(?:vahan|vaha|vahasen|joskus|valilla|ajoittain|toisinaan|jonkin verran|aika usein|usein"
    r"|lite|litet|ibland|emellanat|nangang|nan gang|a (?:bit|little)|sometimes|kind of|kinda"
    r"|sort of|at times|now and then|often)\b"
)
"""A yes that is said softly; behind a no it is none."""

_WELL = re.compile(r"(?:no|noh|nu|na|nja|tja|well|hm+|mm+|oo+) (?=\w)")
"""What a Finn or a Swede begins with: "no joo" is no "no"."""

_NONE = (
    r"ei mikaan(?: naista)?|ei mitaan|ei yksikaan|ei kumpikaan|inget(?: av)?(?: dem| dessa)?"
    r"|ingen av (?:dem|dessa)|none(?: of)?(?: them| these| the above)?|nothing|en mitaan|ei naita"
)
_ORDINALS = (
    "eka|ensimmainen|ensimmaista|forsta|first|ylin",
    "toka|toinen|andra|second",
    "kolmas|kolmonen|tredje|third",
    "neljas|nelonen|fjarde|fourth",
    "viides|vitonen|femte|fifth",
)
_LAST = r"viimeinen|vika|sista|last|alin"
_YES_IDS = frozenset({"yes", "true", "kylla"})
_NO_IDS = frozenset({"no", "false", "ei"})
_NONE_IDS = frozenset({"none", "nothing", "none_of_these"})
_FILLERS = frozenset(
    [
        *("se", "toi", "tuo", "on", "ma", "ja", "och", "and", "sit", "siis", "varmaan", "kai"),
        *("valitsen", "otan", "jag", "tar", "valjer", "i", "the", "a", "one", "den", "det", "ar"),
        *("it's", "its", "vaihtoehto", "numero", "no", "niinku", "vissiin", "sitten", "plus"),
    ]
)
MOST_WORDS_BESIDE = 4
SHORTEST_BEGINNING = 4


def read_choice(text: str, options: Sequence[Option], *, several: bool) -> tuple[str, ...] | None:
    """Return the ids that a text picks, in the options' order, or None.

    Args:
        text: The answer.
        options: In the order they are shown.
        several: More than one may be picked; "ei mikään" picks the option with the id "none".
    """
    even = " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", written_evenly(text)))
    if not even or not options:
        return None
    picked = _by_words(even, options)
    if not picked:
        picked = _by_place(even, options)
    if not picked:
        picked = _by_yes(even, options)
    if len(picked) > 1 and not several:
        return None
    return tuple(option.id for option in options if option.id in picked) or None


def _by_words(even: str, options: Sequence[Option]) -> set[str]:
    """Return the options whose words stand in the text, with little beside them."""
    said = even.split()
    found: set[str] = set()
    used: set[str] = set()
    for option in options:
        for words in (option.id.replace("_", " "), *option.words):
            wanted = written_evenly(words)
            if wanted == even:
                return {option.id}
            parts = [part for part in re.findall(r"\w+", wanted) if part not in _FILLERS]
            hits = [word for word in said if any(_same(word, part) for part in parts)]
            if parts and len(set(hits)) >= max(1, (len(parts) + 1) // 2):
                found.add(option.id)
                used.update(hits)
    beside = [word for word in said if word not in used and word not in _FILLERS]
    return found if len(beside) <= MOST_WORDS_BESIDE else set()


def _same(word: str, part: str) -> bool:
    if word == part:
        return True
    shorter = min(len(word), len(part))
    same = next((at for at in range(shorter) if word[at] != part[at]), shorter)
    # Endings differ ("vuokralla" and "vuokra"), beginnings do not.
    return same >= SHORTEST_BEGINNING and same >= shorter - 2


def _by_place(even: str, options: Sequence[Option]) -> set[str]:
    numbers = re.findall(r"\d+", even)
    words = re.sub(r"\d+", " ", even).split()
    if any(word not in _FILLERS for word in words):
        numbers = []
    places = {int(number) - 1 for number in numbers if len(number) < 3}
    for place, names in enumerate(_ORDINALS):
        if re.search(rf"\b(?:{names})\b", even) and len(even.split()) <= MOST_WORDS_BESIDE:
            places.add(place)
    if re.fullmatch(rf"(?:se |toi |den |the )?(?:{_LAST})(?: one)?", even):
        places.add(len(options) - 1)
    return {options[place].id for place in places if 0 <= place < len(options)}


def _by_yes(even: str, options: Sequence[Option]) -> set[str]:
    if len(even.split()) > MOST_WORDS_BESIDE + 2:
        return set()
    for said in dict.fromkeys((_WELL.sub("", even, count=1), even)):
        for ids in _yes_or_no(said):
            if found := {option.id for option in options if option.id in ids}:
                return found
    return set()


def _yes_or_no(said: str) -> Iterator[frozenset[str]]:
    groups = ((_NONE, _NONE_IDS), (_YES, _YES_IDS), (_NO, _NO_IDS))
    begun = [ids for words, ids in groups if re.match(rf"(?:{words})(?: |$)", said)]
    yield from begun
    if not begun and _HEDGED.search(said) and not re.search(rf"\b(?:{_NO})\b", said):
        yield _YES_IDS
