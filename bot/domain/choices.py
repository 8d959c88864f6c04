"""An answer that picks: one of several, several of several with an explicit none, yes or no.

Options are matched by what stands on their buttons, by their number where one is shown, and by
what people say for yes and no. What denies ("ei oo maksettu") never picks what does not. fi, sv
and en at once.
"""

import re
from collections import Counter
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
    r"\b(?:vahan|vaha|vahasen|joskus|valil|valilla|ajoittain|toisinaan|jonkin verran|aika usein"
    r"|usein|sill(?:o|oi)n talloin|ilta(?:s|is)in|oisin|yolla|yoll|harvoin"
    r"|lite|litet|i ?bland|emellanat|nangang|nan gang|da och da|pa (?:kvallarna|natterna|natten)"
    r"|sallan|a (?:bit|little)|sometimes|kind of|kinda|sort of|at (?:times|nights?)|rarely"
    r"|in the evenings?|(?:every )?now and then|once in a while|often)\b"
)
"""A yes that is said softly; behind a no it is none."""

_WELL = re.compile(r"(?:no|noh|nu|na|nja|tja|well|hm+|mm+|oo+) (?=\w)")
"""What a Finn or a Swede begins with: "no joo" is no "no"."""

_NONE = (
    r"ei mikaan(?: naista)?|ei mita(?:an|a)?|ei yksikaan|ei kumpikaan|inget(?: av)?(?: dem"
    r"| dessa)?"
    r"|ingen av (?:dem|dessa)|none(?: of)?(?: them| these| the above)?|nothing|en mita(?:an|a)?"
    r"|ei naita|(?:ma )?en saa(?: mista\w+| mita\w*| yhtaan)*|(?:jag )?far (?:inget|ingenting"
    r"|inga)"
    r"|(?:i )?(?:don't|dont|do not) (?:get|have) any\w*|mista\w+ ei|ei (?:tuu|tule) mita\w*"
)
_NONE_FIRST = re.compile(rf"(?:{_NONE})(?: |$)")
_ORDINALS = (
    "eka|ensimmainen|ensimmaista|forsta|first|ylin",
    "toka|toinen|andra|second",
    "kolmas|kolmonen|tredje|third",
    "neljas|nelonen|fjarde|fourth",
    "viides|vitonen|femte|fifth",
)
_LAST = r"viimeinen|vika|sista|last|alin"
_YES_IDS = frozenset({"yes", "true", "kylla", "joo", "ja"})
_NO_IDS = frozenset({"no", "false", "ei", "nej"})
_NONE_IDS = frozenset({"none", "nothing", "none_of_these"})
"""By its id, or such a word among its own, an option is what a yes, a no or a none says."""

_DENIES = re.compile(
    r"\b(?:ei|eika|eipa|en|enka|emma|eiva?t|inte|int|ej|icke|nej|aldrig|ingen|inga|inget"
    r"|ingenting|ingenstans|not|never|none|nothing|nowhere|dont|don't|doesn't|cannot|can't|cant"
    r"|isn't|isnt|haven't|havent|(?<!^)no)\b"
)
_LACKS = re.compile(r"\b(?:no|loppu\w*|puuttu\w*|vailla|ilman|slut|utan|without|out of)\b")
"""What lacks something says as much as what denies it: "ruoka loppu" is no food."""

_NOTHING_BUT = re.compile(
    r"\b(?:(?:ei|en) (?:mitaan )?muuta ku\w*|inget annat an|nothing (?:else )?(?:but|than))\b"
)
_RESERVES = re.compile(
    r"\b(?:mut|mutta|muttei|muttet|paitsi|men|forutom|utom|but|except|unless|apart from)\b"
)
_FILLERS = frozenset(
    [
        *("se", "toi", "tuo", "on", "ma", "ja", "och", "and", "sit", "siis", "varmaan", "kai"),
        *("valitsen", "otan", "jag", "tar", "valjer", "i", "the", "a", "one", "den", "det", "ar"),
        *("it's", "its", "vaihtoehto", "numero", "no", "niinku", "vissiin", "sitten", "plus"),
        *("from", "fran", "of", "av", "saan", "mulla", "mul", "oon", "far", "get", "my", "min"),
    ]
)
_GIVING = frozenset(
    ["antaa", "antavat", "maksaa", "maksavat", "ger", "betalar", "gives", "give", "pays", "pay"]
)
MOST_WORDS_BESIDE = 4
MOST_WORDS_OF_MANY = 3
SHORTEST_BEGINNING = 4


def read_choice(
    text: str, options: Sequence[Option], *, several: bool, numbered: bool = True
) -> tuple[str, ...] | None:
    """Return the ids that a text picks, in the options' order, or None; () where it names many.

    Args:
        text: The answer.
        options: In the order they are shown.
        several: More than one may be picked; "ei mikään" picks the option with the id "none".
        numbered: They are shown with their numbers, so that a number picks one.
    """
    even = " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", written_evenly(text)))
    even = " ".join(_NOTHING_BUT.sub(" ", even).split())
    if not even or not options:
        return None
    picked = _by_words(even, options)
    if picked is None and several:
        return ()
    if not picked:
        picked = _by_place(even, options, numbered=numbered)
    if not picked:
        picked = _by_yes(even, options)
    if len(picked) > 1 and not several:
        return None
    return tuple(option.id for option in options if option.id in picked) or None


def words_beside(text: str, options: Sequence[Option], picked: Sequence[str]) -> list[str]:
    """Return the words of a text that neither say the picked options nor are small ones.

    None of one that picks by number, or by a yes or a no.
    """
    said = re.findall(r"[^\W_]+(?:'[^\W_]+)*", written_evenly(text))
    ours = [one.words for one in options if one.id in picked]
    parts = {part for words in ours for one in words for part in _parts(one)}
    known = (_FILLERS, _GIVING)
    strange = [word for word in said if not any(word in words for words in known)]
    unsaid = [word for word in strange if not any(_same(word, part) for part in parts)]
    return unsaid if any(_same(word, part) for word in said for part in parts) else []


def reserves(text: str) -> bool:
    """Return whether words take part of what they say back: "joo mut", "bra förutom att"."""
    return _RESERVES.search(written_evenly(text)) is not None


def says_sometimes(text: str) -> bool:
    """Return whether it is said that it is so sometimes, or a little: "välil", "ibland"."""
    return _HEDGED.search(written_evenly(text)) is not None


def _by_words(even: str, options: Sequence[Option]) -> set[str] | None:
    """Return the options whose words stand in the text, with little beside them.

    None where the words stand in several of them and tell none apart ("Kelan tuki").
    """
    said, common = even.split(), _common(even, options)
    exactly = {option.id for option in options if even in _evenly(option)}
    if len(exactly) == 1:
        return exactly
    found: set[str] = set()
    used: set[str] = set()
    open_ = False
    for option in options:
        for wanted in _evenly(option):
            parts = _parts(wanted)
            hits = {word for word in said if any(_same(word, part) for part in parts)}
            if not hits or not _both_deny(wanted, even):
                continue
            if len(hits) >= max(1, (len(parts) + 1) // 2) and not hits <= common:
                found.add(option.id)
                used |= hits
            open_ = open_ or hits <= common
    beside = [word for word in said if word not in used and word not in _FILLERS]
    if found:
        return found if len(beside) <= MOST_WORDS_BESIDE else set()
    return None if open_ and len(beside) <= MOST_WORDS_OF_MANY else set()


def _evenly(option: Option) -> list[str]:
    return [written_evenly(words) for words in (option.id.replace("_", " "), *option.words)]


def _common(even: str, options: Sequence[Option]) -> set[str]:
    """Return the words of a text that stand in several options: alone they pick none."""
    count = Counter(
        word
        for option in options
        for word in {*even.split()}
        if any(
            _same(word, part)
            for words in option.words
            if _both_deny(written_evenly(words), even)
            for part in _parts(words)
        )
    )
    return {word for word, many in count.items() if many > 1}


def _parts(words: str) -> list[str]:
    return [part for part in re.findall(r"\w+", written_evenly(words)) if part not in _FILLERS]


def _both_deny(wanted: str, even: str) -> bool:
    """Return whether an option's words and the text both deny, or neither: "ei oo maksettu"."""
    denied = _DENIES.search(even) is not None
    if _DENIES.search(f" {wanted}"):
        return denied or _LACKS.search(even) is not None
    return not denied


def _same(word: str, part: str) -> bool:
    if word == part:
        return True
    shorter = min(len(word), len(part))
    same = next((at for at in range(shorter) if word[at] != part[at]), shorter)
    # Endings differ ("vuokralla" and "vuokra"), beginnings do not.
    return same >= SHORTEST_BEGINNING and same >= shorter - 2


def _by_place(even: str, options: Sequence[Option], *, numbered: bool) -> set[str]:
    numbers = re.findall(r"\d+", even) if numbered else []
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
    if len(even.split()) > MOST_WORDS_BESIDE + 2 or (_NONE_FIRST.match(even) and reserves(even)):
        return set()
    for said in dict.fromkeys((_WELL.sub("", even, count=1), even)):
        for ids in _yes_or_no(said):
            if found := {option.id for option in options if _is(option, ids)}:
                return found
    return set()


def is_yes_or_no(word: str) -> bool:
    """Return whether a folded word says yes, no or none by itself."""
    return any(re.fullmatch(words, word) is not None for words in (_YES, _NO, _NONE))


def _is(option: Option, ids: frozenset[str]) -> bool:
    return option.id in ids or not ids.isdisjoint(map(written_evenly, option.words))


def _yes_or_no(said: str) -> Iterator[frozenset[str]]:
    groups = ((_NONE, _NONE_IDS), (_YES, _YES_IDS), (_NO, _NO_IDS))
    begun = [ids for words, ids in groups if re.match(rf"(?:{words})(?: |$)", said)]
    yield from begun
    if not begun and _HEDGED.search(said) and not re.search(rf"\b(?:{_NO})\b", said):
        yield _YES_IDS
