"""Number words in Finnish, Swedish and English, spoken forms first: what each word is worth.

One word becomes *atoms*; ``numbers_said`` adds up atoms of neighbouring words. All languages at
once: people mix them within a sentence. Every word here is folded (no accents, lower case). No
library knows spoken Finnish or Swedish (docs/adr/0012).
"""

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache


class Part(Enum):
    """What an atom does to the number before it."""

    UNIT = "unit"  # 1-9
    SMALL = "small"  # 10-19
    TENS = "tens"  # 20, 30 ... 90
    TIMES_TEN = "times_ten"  # "-kyt": only behind a unit
    PLUS_TEN = "plus_ten"  # "-toista": only behind a unit
    NOTE_OF_TEN = "note_of_ten"  # "kymppi": ten alone, times ten behind a unit
    HUNDRED = "hundred"
    THOUSAND = "thousand"
    MILLION = "million"
    HALF = "half"
    COUPLE = "couple"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Atom:
    """One meaningful piece of a number word."""

    part: Part
    value: Fraction


_UNITS = {
    1: "yksi yks yhden yhen yhe en ett one",
    2: "kaksi kaks kahden kahen kahe kahta kahella kahdella tva tvaa two",
    3: "kolme kolmen kolmea kolmee kolmella kolmisen kol(?=ky) tre three",
    4: "nelja neljan neljaa neljalla nelisen nelj(?=kyt) nel(?=kyt|kymp) fyra fyr(?=hund) four",
    5: "viisi viis viitisen viiden viide viitta viidella vitonen vitosen femma femman fem"
    " five fiver",
    6: "kuusi kuus kuutisen kuuden kuude kuutta kuudella kutonen sex six",
    7: "seitseman seitsema seittemaan seittemaa seitteman seittema seittem seiska sju seven",
    8: "kahdeksan kahdeksa kaheksan kaheksa kaheks(?=ky|sa) kahdeks(?=ky|sa) kasi atta eight",
    9: "yhdeksan yheksan yheksa yheks(?=ky|sa) yhdeks(?=ky|sa) ysi nio nine",
}
_SMALL = {
    10: "tio ten tenner tenners",
    11: "elva eleven",
    12: "tolv twelve",
    13: "tretton thirteen",
    14: "fjorton fourteen",
    15: "femton fifteen",
    16: "sexton sixteen",
    17: "sjutton seventeen",
    18: "arton aderton eighteen",
    19: "nitton nineteen",
}
_TENS = {
    20: "tjugo tjuge tjugi tjuga tjugan twenty",
    30: "trettio tretti thirty",
    40: "fyrtio fyrti forti fortio forty fourty",
    50: "femtio femti fifty",
    60: "sextio sexti sixty",
    70: "sjuttio sjutti seventy",
    80: "attio atti eighty",
    90: "nittio nitti ninety",
}
_PARTS = {
    Part.TIMES_TEN: "kyntta kynta kyta kyt ky(?=viis|kuus|kaks)",
    Part.PLUS_TEN: "toistakymmenta toista toist tois",
    Part.NOTE_OF_TEN: "kymmenen kymmentaa kymmenta kymment kymmene kymmen kymppi kymppia"
    " kymppii kymppiin"
    " kympin kympilla kympil kympit kyba kybaa tior tiolapp tiolappar",
    Part.HUNDRED: "sataa sata satta sattaa satoo sattoo saattoo satanen satasta satasen"
    " satasella satasel satsen"
    " satku satkun satkua satkuu huntti hunttia sadan sadalla sataset hundra hundralapp"
    " hundralappar hundralappen hundring hundringar hundred hundo"
    " sat(?=kaks|viis|kolm|nelj|kuus) saa(?=$|viis|kuus|kaks|kol|nel)",
    Part.THOUSAND: "tuhatta tuhat tuhannen tuhanen tuhansi tonnia tonnii tonnin tonnilla tonni"
    " donni donnii tusen tusenlapp tusenlappar thousand grand",
    Part.MILLION: "miljoonaa miljoona milliin milli miljon miljoner million millions miljardi"
    " miljardia billion miljarder miljard",
    Part.HALF: "puoli puol puolen halv halvt half",
    Part.COUPLE: "pari parin parisen par couple",
    Part.ZERO: "nolla nollaa noll zero",
}
_WORTH = {
    Part.TIMES_TEN: 10,
    Part.PLUS_TEN: 10,
    Part.NOTE_OF_TEN: 10,
    Part.HUNDRED: 100,
    Part.THOUSAND: 1000,
    Part.MILLION: 10**6,
    Part.COUPLE: 2,
    Part.ZERO: 0,
}
_ONE_AND_A_HALF = "puolitoista puolentoista puoltoista puoltoist puolitoist halvannan"
_WHOLE = {  # words whose pieces would be read wrongly
    "ettusen": (Atom(Part.THOUSAND, Fraction(1000)),),
    "satayks": (Atom(Part.HUNDRED, Fraction(100)), Atom(Part.UNIT, Fraction(1))),
}
NOT_ALONE = frozenset({"saa", "kyt", "kyta", "toista", "toist", "tois", "pa", "kyntta"})
"""Pieces that are other words, or nothing, when they stand alone ("saa": gets)."""

_ONE_S = re.compile(r"(kak|vii|kuu)sat(?=[aosk])")
"""Spoken and written with one s: "kaksataa", "viisatanen"."""

_CLITIC = re.compile(r"(?<=[a-z]{3})(?:kaan|kin|ki|han|pa)$")
LONGEST_WORD = 60


@cache
def _pieces() -> tuple[re.Pattern[str], dict[str, Atom]]:
    """Return the pattern of one piece, longest first, and what each piece is."""
    known: dict[str, Atom] = {}
    spellings: list[tuple[str, str]] = []
    tables = [(Part.UNIT, _UNITS), (Part.SMALL, _SMALL), (Part.TENS, _TENS)]
    rows = [(part, value, text) for part, table in tables for value, text in table.items()]
    rows += [(part, _WORTH.get(part, 0), text) for part, text in _PARTS.items()]
    for part, value, text in rows:
        worth = Fraction(1, 2) if part is Part.HALF else Fraction(value)
        for spelling in text.split():
            bare = spelling.split("(")[0]
            known[bare] = Atom(part, worth)
            spellings.append((bare, spelling))
    for spelling in _ONE_AND_A_HALF.split():
        known[spelling] = Atom(Part.HALF, Fraction(3, 2))
        spellings.append((spelling, spelling))
    ordered = sorted(spellings, key=lambda pair: -len(pair[0]))
    return re.compile("|".join(spelling for _, spelling in ordered)), known


@lru_cache(maxsize=8192)
def atoms_of(word: str) -> tuple[Atom, ...]:
    """Return the atoms of a folded word: of "kuuskytviis" 60 and 5; empty when it is no number."""
    if not 2 <= len(word) <= LONGEST_WORD or word in NOT_ALONE:
        return ()
    even = _ONE_S.sub(r"\1ssat", word)
    return _split(even) or _split(_CLITIC.sub("", even))


def _split(word: str) -> tuple[Atom, ...]:
    if word in _WHOLE:
        return _WHOLE[word]
    piece, known = _pieces()
    found: list[Atom] = []
    at = 0
    while at < len(word):
        match = piece.match(word, at)
        if match is None:
            return ()
        found.append(known[match.group()])
        at = match.end()
    return _joined(found)


def _joined(atoms: list[Atom]) -> tuple[Atom, ...]:
    """Put "viis" and "kyt" together as 50, "viis" and "toista" as 15; empty when it makes none."""
    done: list[Atom] = []
    for atom in atoms:
        last = done[-1] if done else None
        after_unit = last is not None and last.part in (Part.UNIT, Part.COUPLE)
        if atom.part in (Part.TIMES_TEN, Part.PLUS_TEN) and not after_unit:
            return ()
        if last is not None and after_unit and atom.part is Part.PLUS_TEN:
            done[-1] = Atom(Part.SMALL, last.value + 10)
        elif last is not None and after_unit and atom.part in (Part.TIMES_TEN, Part.NOTE_OF_TEN):
            done[-1] = Atom(Part.TENS, last.value * 10)
        else:
            done.append(atom)
    return tuple(done)
