"""What is said to whoever asks, in fi, sv and en at once: wait, enough, why, go on, yes, no, back.

Such words act on the asking itself, or are a bare yes or no. They count only when little or
nothing else is said. Skip and don't know are in ``answer_phrases``.
"""

import re
from collections.abc import Mapping

from bot.domain.choices import Option, read_choice
from bot.domain.number_tokens import written_evenly
from bot.domain.sending_words import word_list

_WHY = re.compile(
    r"(?:no |mut |ja |men |but )?(?:miks(?:i|et)?|mihin (?:sa|sina|te|tota|sita|tata)|mita varten"
    r"|minka takia|varfor|why|what for|what(?: i|')s (?:this|that|it) for)\b"
)
_MOST_WHY_WORDS = 7
_WAIT = re.compile(
    r"(?:hei )?(?:oota|ootas|odota|hetki|hetkinen|pieni hetki|venaa|maltas|vanta|ett ogonblick"
    r"|vanta lite|wait|one moment|moment|just a moment|hold on)(?: vahan| nyt| hetki| a bit| nu)*"
)
_LEAVING = re.compile(
    r"(?:no |nyt |hei |sori )*(?:mun|mulla|mul|ma|minun) (?:pitaa|taytyy|on pakko|tarvii) "
    r"(?:menna|lahtee|lahtea|lopettaa|nukkuu|nukkua|tehda muuta)"
    r"(?: nyt| jo| toihin| kouluun| bussiin)*"
    r"|jag maste (?:ga|sluta|sova|aka)(?: nu)?"
    r"|(?:i |ive |i have )*(?:got to|gotta|have to|must|need to) (?:go|leave|sleep)(?: now)?"
)
_ENOUGH = re.compile(
    r"(?:no |joo |taa |tama |tassa |se )*riittaa?(?: nyt| jo| talta eraa| talta paivaa| tahan)*"
    r"|(?:det (?:har )?)?racker(?: nu| for nu| sa har| for idag)*"
    r"|(?:that ?s |that is |ok |okay )?enough(?: for)?(?: now| today)?"
)
_NO = re.compile(
    r"(?:ei|eipa|en|nej|na|no|nope|none)(?: (?:oo|ole|mitaan|mikaan|mikaa|mitaa|naista|noista"
    r"|niista|inget|ingen|ingenting|av|dem|dessa|det|finns|inte|of|them|these|that))*"
    r"|(?:inget|ingen|ingenting)(?: av (?:dem|dessa|det))?"
)
_GOING_ON = word_list("""
    joo juu jo kylla ok okei selva niin jatketaan jatketaa jatkan jatka jatkaa voidaan vaan
    nyt takaisin taas sit ja visst vi fortsatter fortsatt kan gar vidare da nu jag yes yeah
    sure lets let us continue go on we
    """)
_GO_ON = frozenset(
    [
        *("jatketaan", "jatketaa", "jatkan", "jatka", "jatkaa"),
        *("fortsatter", "fortsatt", "vidare", "continue", "go"),
    ]
)
"""Of these at least one is there where something that waits is taken up again."""

_TEST = (
    *("testi", "testia", "testin", "kysely", "kyselya", "kysymykset", "kysymyksia", "kartoitus"),
    *("kartoitusta", "kartoituksen", "budjetin", "test", "testet", "fragorna", "kartlaggning"),
    *("kartlaggningen", "budget", "budgeten", "the", "questionnaire", "questions", "survey"),
)
_WHERE_LEFT = frozenset(
    [
        *("siita", "mihin", "jaatiin", "jai", "kesken", "se", "sita", "budjetti", "budjettia"),
        *("dar", "var", "det", "med", "slutade", "from", "where", "were", "left", "it", "s"),
        *_TEST,
    ]
)
_ALL_WELL = re.compile(
    r"\b(?:ei (?:oo|ole) (?:mitaan )?hataa|ingen fara|no (?:worries|problem))\b"
)
_COUNTS: Mapping[str, int] = {
    **dict.fromkeys(("kaksi", "kaks", "pari", "tva", "ett par", "two", "couple"), 2),
    **dict.fromkeys(("kolme", "kolm", "tre", "three"), 3),
    **dict.fromkeys(("nelja", "nel", "fyra", "four"), 4),
    **dict.fromkeys(("viisi", "viis", "fem", "five"), 5),
}


def says_wait(text: str) -> bool:
    """Return whether somebody asks for a moment and nothing else."""
    return _WAIT.fullmatch(_bare(text)) is not None


def says_leaving(text: str) -> bool:
    """Return whether somebody has to go now."""
    return _LEAVING.fullmatch(_bare(text)) is not None


def says_enough(text: str) -> bool:
    """Return whether somebody has had enough for now, and says nothing else."""
    return _ENOUGH.fullmatch(_bare(text)) is not None


def says_none(text: str) -> bool:
    """Return whether a bare no is said, which of several options is none: "ei oo", "nope"."""
    return _NO.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", written_evenly(text)))


def goes_on(text: str) -> bool:
    """Return whether words only say to go on: "joo jatketaan", "ok", "vi fortsätter"."""
    words = re.findall(r"[^\W\d_]+", written_evenly(text))
    return bool(words) and _GOING_ON.issuperset(words)


def takes_up(text: str) -> bool:
    """Return whether words only say to go on with what was left: "jatketaan siitä mihin jäätiin".

    A bare "ok" does not, and whoever wants to go on with something else ("jatkaa opintoja") does
    not either.
    """
    even = _ALL_WELL.sub(" ", " ".join(re.findall(r"[^\W\d_]+", written_evenly(text))))
    words = set(even.split())
    return words <= _GOING_ON | _WHERE_LEFT and not words.isdisjoint(_GO_ON)


def asks_why(text: str) -> bool:
    """Return whether somebody wants to know why we ask: "miks kysyt", "varför frågar du"."""
    even = written_evenly(text)
    return _WHY.match(even) is not None and len(even.split()) <= _MOST_WHY_WORDS


def yes_or_no(text: str) -> bool | None:
    """Return whether somebody says yes, or no, and nothing else; None for anything else."""
    if any(letter.isdigit() for letter in text):
        return None  # "ei vaan 650" is a new answer
    said = read_choice(text, (Option("yes"), Option("no")), several=False)
    return said == ("yes",) if said else None


def steps_back(text: str) -> int:
    """Return how many questions somebody wants to go back; one when they do not say."""
    even = written_evenly(text)
    if found := re.search(r"\b([1-9])\b", even):
        return int(found[1])
    named = (count for word, count in _COUNTS.items() if re.search(rf"\b{word}\b", even))
    return next(named, 1)
