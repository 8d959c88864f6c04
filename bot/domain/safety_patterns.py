"""What the reviewed patterns of the safety scanner are: lines of words, contexts and idioms."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.safety_lexicon import Lexicon

CRISIS = "crisis_"
"""How the names of the kinds of danger begin, and no other name."""

Category = Literal[
    "crisis_suicide",
    "crisis_violence_now",
    "crisis_medical_now",
    "crisis_fire_now",
    "crisis_harm_others",
]
CATEGORIES: tuple[Category, ...] = (
    "crisis_suicide",
    "crisis_harm_others",
    "crisis_violence_now",
    "crisis_medical_now",
    "crisis_fire_now",
)
"""The order that decides when two of one tier are found."""

Tier = Literal["A", "B", "C"]
About = Literal["self", "other", "auto"]
Reach = Literal["after", "before", "around", "sentence", "near", "message"]


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a line.

    Attributes:
        slots: It fills any of these.
        most: How many positions may lie between the step before and this one.
        barred: None of these may stand between.
    """

    slots: tuple[int, ...]
    most: int = 1
    barred: tuple[int, ...] = ()


Line = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What somebody says in danger.

    Attributes:
        id: Language and name, "fi.want_to_die": the reason of a finding.
        unless: Names of contexts in which it is not meant.
        about: Whom it is about; "auto" looks for a third person near it.
    """

    id: str
    category: Category
    tier: Tier
    about: About
    unless: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What takes the danger out of the words near it: denial, past, a song, the news.

    Attributes:
        reach: Where: so many words ``after`` its last word, ``before`` it, ``around``, in its
            ``sentence``, in it and its neighbours (``near``), or in the whole ``message``.
        words: How many, for the first three.
        lifted: Lines that make it void in the same sentence ("taas", "again").
        stops: Slots that end the reach of ``after`` ("mutta", "but").
    """

    name: str
    reach: Reach
    lines: tuple[Line, ...]
    words: int = 4
    lifted: tuple[Line, ...] = ()
    stops: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the scanner knows. Idioms take their words away before anything is matched."""

    lexicon: Lexicon
    patterns: tuple[Pattern, ...]
    contexts: tuple[Context, ...] = ()
    idioms: tuple[Line, ...] = ()
