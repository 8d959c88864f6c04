"""A text as numbers, words and signs: every way of writing a number becomes one kind of token.

"1 234,50", "1.234,50", "1,234.50", "٦٥٠", "kuussataa viiskyt", "viis ja puol sataa", "six fifty",
"6 sataa", "1,2k" and "tonni 200" are numbers here. What a number counts (euros, hours, rooms) is
told by whoever reads the tokens.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile

from bot.domain.number_sums import MULTIPLIERS, Number, Sum
from bot.domain.number_words import Part, atoms_of
from bot.domain.safety_letters import fold

LONGEST = 400
"""Characters read. An answer to a question is short; a story is for the classifier."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign.

    Attributes:
        text: Folded: lower case, no accents, ASCII digits.
        number: None for words and signs.
        glued: No space before it.
    """

    text: str
    number: Number | None = None
    glued: bool = False

    @property
    def is_word(self) -> bool:
        """Whether these are letters and no number."""
        return self.number is None and self.text[:1].isalpha()


_NUMBER = re.compile(
    r"\d{1,2}(?: \d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:[.']\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:[,']\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?"
    r"|\d+(?:[.,]\d{1,2}(?!\d))?"
)
_TOKEN = re.compile(rf"(?P<number>{_NUMBER.pattern})|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|[^\w\s]|_")
_ENDING = re.compile(r"(?<=\d)[:'](?=[a-z])(?:[a-z]{1,7})\b")  # "900:sta", "650:n"
_NO_CENTS = re.compile(r"(?<=\d)[,.:] ?[-–](?![\d])")  # "650,-" and "650:-"
_SQUARE = re.compile(r"(?<=\d)\s?(?:m2|m\^2|kvm|sqm)\b")
_HALF_SIGN = re.compile(r"(\d?)½")
_PAIRS = str.maketrans({"٫": ",", "٬": ".", "،": ",", "–": "-", "—": "-", "−": "-", "‑": "-"})
_KNOW = re.compile(r"\btiä\b", re.IGNORECASE)
_AND = frozenset({"ja", "och", "o", "and", "&"})
_BETWEEN = frozenset({"a", "en", "ett", "of", "an"})
_KILO = frozenset({"k", "t", "tkr"})


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text; numbers said in several words are one token."""
    return _merged(_raw(written_evenly(text)))


def written_evenly(text: str) -> str:
    """Return the text folded, with ASCII digits, plain dashes and no case endings on numbers."""
    short = _HALF_SIGN.sub(lambda found: f"{found[1] or 0},5", text[:LONGEST])
    # Folded, "tiä" (know) would be the Swedish "tia" (a ten-euro note).
    even = fold(_KNOW.sub("tiiä", short.translate(_PAIRS))).translate(_PAIRS)
    if not even.isascii():
        even = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in even)
    return _SQUARE.sub(" neliota", _NO_CENTS.sub(" ", _ENDING.sub("", even)))


def _raw(text: str) -> list[Token]:
    found = []
    end = 0
    for match in _TOKEN.finditer(text):
        number = typed(match.group()) if match.lastgroup == "number" else None
        found.append(Token(match.group(), number, glued=match.start() == end and end > 0))
        end = match.end()
    return found


def typed(digits: str) -> Number:
    """Return the number that digits with marks mean: before 1-2 last digits it is decimal."""
    found = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", digits)
    assert found is not None  # noqa: S101 - matches everything
    whole = re.sub(r"[ .,']", "", found[1]) or "0"
    value = Fraction(int(whole)) + (Fraction(f"0.{found[2]}") if found[2] else 0)
    return Number(value, value, typed=True, plain=digits.isdigit())


def _merged(raw: list[Token]) -> list[Token]:
    done: list[Token] = []
    at = 0
    while at < len(raw):
        token, after = _number_at(raw, at)
        done.append(token)
        at = after
    return done


def _number_at(raw: list[Token], at: int) -> tuple[Token, int]:
    """Return the number that begins here and where it ends; the token itself when none does."""
    if raw[at].text in {"en", "ett"} and not _counts_one(raw, at + 1):
        return raw[at], at + 1
    added = Sum()
    words: list[str] = []
    end = here = at
    while here < len(raw):
        token = raw[here]
        if not _taken(added, token, raw, here):
            if not words or not _may_join(added, raw, here):
                break
            here += 1
            continue
        words.append(token.text)
        here += 1
        end = here
    only_half = added.last is Part.HALF
    if not words or only_half:
        return raw[at], at + 1
    number = added.number(words)
    number, end = _kilo(number, raw, end)
    said = " ".join(token.text for token in raw[at:end])
    return Token(said, number, raw[at].glued), end


def _counts_one(raw: list[Token], after: int) -> bool:
    """Return whether "en" is one and no article, nor the Finnish "I do not"."""
    if after == len(raw):
        return len(raw) == 1
    reach = [token for token in raw[after : after + 3] if token.text not in {*_AND, *_BETWEEN}]
    parts = atoms_of(reach[0].text) if reach else ()
    multiplies = {*MULTIPLIERS, Part.HALF, Part.COUPLE}
    return bool(parts) and parts[0].part in multiplies


def _taken(added: Sum, token: Token, raw: list[Token], here: int) -> bool:
    if token.number is not None:
        return added.takes_digits(token.number)
    if token.text == "kuus" and _is_month(added, raw, here):
        return False
    atoms = atoms_of(token.text)
    if not atoms:
        return False
    before = dict(vars(added))
    if all(added.takes(atom) for atom in atoms):
        return True
    vars(added).update(before)
    return False


def _is_month(added: Sum, raw: list[Token], here: int) -> bool:
    """Return whether "kuus" is "in a month" and not six: "650 kuus", "kaks kertaa kuus"."""
    following = next((one.text for one in raw[here + 1 : here + 2]), "")
    if any(
        atom.part in MULTIPLIERS or atom.part is Part.NOTE_OF_TEN for atom in atoms_of(following)
    ):
        return False
    if not here:
        return False
    before = raw[here - 1].text
    said = atoms_of(before)
    if added.last is None and (raw[here - 1].number or (said and said[-1].part is not Part.TENS)):
        return True
    money = before in {
        "e",
        "€",
        "eur",
        "euroa",
        "euroo",
        "euro",
        "egea",
        "egee",
        "ege",
    } or before.startswith("kert")
    return money or before == "krt" or (added.last is not None and added.last is not Part.TENS)


def _may_join(added: Sum, raw: list[Token], here: int) -> bool:
    """Return whether a number may go on behind this: "viis ja puol", "six-fifty"."""
    token = raw[here]
    following = raw[here + 1] if here + 1 < len(raw) else None
    if following is None:
        return False
    atoms = atoms_of(following.text)
    if token.text == "-":
        return token.glued and following.glued and bool(atoms)
    if token.text in _AND:
        reach = raw[here + 1 : here + 4]
        skipped = list(takewhile(lambda one: one.text in _BETWEEN, reach))
        first = reach[len(skipped)] if len(skipped) < len(reach) else following
        parts = atoms_of(first.text)
        half = bool(parts) and parts[0].part is Part.HALF
        return half or (
            bool(parts) and added.last in MULTIPLIERS and parts[0].part not in MULTIPLIERS
        )
    if token.text in _BETWEEN:
        return bool(atoms) and atoms[0].part in (Part.HALF, Part.HUNDRED, Part.THOUSAND)
    return False


def _kilo(number: Number, raw: list[Token], end: int) -> tuple[Number, int]:
    """Take "k" behind digits as thousands: "1,2k", "1 k"."""
    following = raw[end] if end < len(raw) else None
    if following is None or not number.typed or following.text not in _KILO:
        return number, end
    if not following.glued and following.text != "k":
        return number, end
    grown = replace(number, low=number.low * 1000, high=number.high * 1000, scale=1000)
    return replace(grown, plain=False), end + 1
