"""Adding up the atoms of number words: "kuus sataa viiskyt", "viis ja puol sataa", "six fifty".

One atom after another; the first that does not fit ends the number, and the next begins there.
"""

from dataclasses import dataclass
from fractions import Fraction

from bot.domain.number_words import Atom, Part

MULTIPLIERS = frozenset({Part.HUNDRED, Part.THOUSAND, Part.MILLION})
_SLANG_THOUSAND = ("tonni", "donni", "grand")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text.

    Attributes:
        low: Its value; with ``high`` above it when two were said in one ("viis kuus sataa").
        typed: Written in digits.
        scale: 10, 100, 1000 when the last word was such a multiplier, else 1.
        weak: May be no number at all: "yks kaveri", "pari", one small word alone.
        odd: Nobody can know what is meant: "kuus ja puol", "ninety nine" behind a unit.
        plain: Typed digits without marks between them: "6", "650".
    """

    low: Fraction
    high: Fraction
    typed: bool
    scale: int = 1
    weak: bool = False
    odd: bool = False
    plain: bool = True


class Sum:
    """Adds atoms up, one after another, until one does not fit."""

    def __init__(self) -> None:
        self.total = Fraction(0)  # thousands that are done
        self.now: Fraction | None = None
        self.other: Fraction | None = None  # the lower of two: "viis kuus sataa"
        self.last: Part | None = None
        self.scale = 1
        self.typed = False
        self.plain = True
        self.odd = False
        self.short = False
        self.half = Fraction(0)

    def takes_digits(self, number: Number) -> bool:
        """Add typed digits: first, or behind a multiplier that is larger ("tonni 200")."""
        value = number.low
        if self.last is None:
            self.now, self.typed, self.plain = value, True, number.plain
            self.last = Part.UNIT if value < 1000 else Part.SMALL
            return True
        return (
            self.last in MULTIPLIERS and 10 <= value < self.scale and self._add(value, Part.SMALL)
        )

    def takes(self, atom: Atom) -> bool:
        """Add an atom; False leaves the sum as it was."""
        match atom.part:
            case Part.UNIT | Part.COUPLE | Part.ZERO:
                return self._unit(atom)
            case Part.SMALL | Part.TENS:
                return self._tens(atom)
            case Part.NOTE_OF_TEN if self.last in (Part.UNIT, Part.COUPLE) and self._small():
                return self._times(atom)
            case Part.NOTE_OF_TEN:
                return self._tens(atom)
            case Part.HUNDRED | Part.THOUSAND | Part.MILLION:
                return self._times(atom)
            case Part.HALF:
                return self._half(atom)
        return False

    def _small(self) -> bool:
        return self.now is not None and self.now < 10

    def _add(self, value: Fraction, part: Part) -> bool:
        self.now = (self.now or Fraction(0)) + value
        self.last, self.scale = part, 1
        return True

    def _unit(self, atom: Atom) -> bool:
        if self.last is None or self.last in (*MULTIPLIERS, Part.TENS):
            return self._add(atom.value, atom.part)
        if atom.part is Part.COUPLE and self.last is Part.UNIT and not self.typed:
            self.now, self.last = atom.value, atom.part  # "ett par", "a couple": only an article
            return True
        two = self.last in (Part.UNIT, Part.COUPLE) and self.other is None and not self.typed
        if two and self.now is not None and atom.value == self.now + 1 < 10:
            self.other, self.now = self.now, atom.value
            return True
        return False

    def _tens(self, atom: Atom) -> bool:
        if self.last is None or self.last in MULTIPLIERS:
            return self._add(atom.value, atom.part)
        if self.last is Part.UNIT and self._small() and not self.typed and self.other is None:
            # "six fifty": hundreds are left unsaid.
            self.short = True
            self.now = (self.now or Fraction(0)) * 100
            return self._add(atom.value, atom.part)
        return False

    def _times(self, atom: Atom) -> bool:
        if self.last is atom.part and self.last is not Part.UNIT:
            return False
        if self.short or (self.last is Part.TENS and atom.part is Part.NOTE_OF_TEN):
            return False
        if self.now is not None and self.now >= atom.value and self.last is not Part.HUNDRED:
            return False  # "kakssataaviiskyt kolmesataa" are two
        many = self.now if self.now is not None and self.last is not None else Fraction(1)
        many = (many + self.half) or Fraction(1)
        worth = many * atom.value
        if self.other is not None:
            self.other *= atom.value
        self.half = Fraction(0)
        if atom.part is Part.HUNDRED and self.last in (Part.HUNDRED, Part.SMALL, Part.TENS, None):
            self.now = worth
        elif atom.part is Part.THOUSAND or atom.part is Part.MILLION:
            self.total, self.now = self.total + worth, Fraction(0)
        else:
            self.now = worth
        self.last, self.scale = atom.part, int(atom.value)
        return True

    def _half(self, atom: Atom) -> bool:
        if self.half or self.short or self.other is not None:
            return False
        if self.last is Part.THOUSAND:
            self.now = (self.now or Fraction(0)) + atom.value * 1000
            self.last = Part.SMALL
            return True
        if self.last in (None, Part.UNIT, Part.SMALL, Part.COUPLE):
            self.half = atom.value
            self.now = self.now or Fraction(0)
            self.last = self.last or Part.HALF
            return True
        return False

    def number(self, words: list[str]) -> Number:
        """Return what was added up."""
        value = self.total + (self.now or Fraction(0)) + self.half
        last_unit = self.last is Part.UNIT and not self.typed
        if last_unit and self.total and self.now is not None and self.now < 10:
            if words[0].startswith(_SLANG_THOUSAND):
                value = self.total + self.now * 100  # "tonni kaks"
            else:
                self.odd = True
        if self.short and value % 100 == 99:
            self.odd = True  # "nine ninety nine": 999 or 9.99
        self.odd = self.odd or bool(self.half) or self.last is Part.COUPLE
        low = self.other + self.total if self.other is not None else value
        small = not self.typed and value < 10 and self.scale == 1
        return Number(low, value, self.typed, self.scale, small, self.odd, self.plain)
