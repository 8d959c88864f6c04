"""A day that is told and nothing else: "until 5.12", "viimeistään 10.12.", "o nu e de lördag".

It belongs to the matter in hand. A classifier hears a goodbye in it ("until Monday").
"""

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.date_words import MONTHS, WEEKDAYS, strange_words
from bot.domain.dates import read_day
from bot.domain.money_matters import matter_of
from bot.domain.money_words import tag_of
from bot.domain.number_tokens import written_evenly
from bot.domain.often_words import words_in

MOST_WORDS = 8

_UNTIL = re.compile(
    r"\b(?:until|untill|till?|before|by|due|deadline|latest|last day|expires|ends"
    r"|viimeist\w*|mennessa|asti|saakka|ennen|erapaiva\w*|maarapaiva\w*"
    r"|senast|fore|innan|tills|fram till|forfall\w*|sista dag\w*)\b"
)
_BESIDE = words_in(
    """
    day to for of in me my this that answer reply respond pay send write do apply appeal must have
    has need should i we it is its was the at latest last and now so but only just on due until
    untill til till before by deadline expires ends they say says said date
    vastata vastaa vastaus vastauksen maksaa maksettava lahettaa hakea hakemus valittaa hoitaa
    pitaa pitais taytyy taytyis pitaisi se sen ne on oli ja nyt no mutta mut vaan vain viimeistaan
    viimeinen huomiseen huomista tanaan mennessa asti saakka ennen erapaiva erapaivaan maarapaiva
    svara svar betala skicka lamna soka ansoka overklaga maste ska skall jag ja de det den e ar var
    o och nu men bara ju pa senast sista fore innan tills fram forfaller forfallodag sager star
    """
)
"""Folded words that may stand beside a day."""

_DAY_AND_MONTH = re.compile(r"(?<![\d.,])\d{1,2} ?[./] ?\d{1,2}(?![\d,])|\b20\d\d-\d\d?-\d\d?\b")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})")
_NAMED = re.compile(
    rf"{_WEEKDAY.pattern}|\b(?:{'|'.join(MONTHS)})\b"
    r"|\b(?:huomiseen|huomista|huomenna|tanaan|imorgon|i morgon|tomorrow|idag|i dag|today)\b"
)
_CLOCK = re.compile(r"\b(?:klo|kello|kl|oclock|am|pm)\b")
_MONEY = ("raha", "pengar", "money")
_YEAR = re.compile(r"\b20\d\d\b|\d[./]\d{1,2}[./]\d\d\b")
_GONE = 300


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day, and whether it is told as the last one for something or by its date.

    ``gone``: it was told without a year and has just passed this year.
    """

    day: date
    is_last: bool
    gone: bool = False


def told_day(text: str, today: date) -> ToldDay | None:
    """Return the day that is all a message tells; None where it says more, or no one day."""
    even = written_evenly(text)
    words = re.findall(r"[^\W\d_]+", even)
    dated = _DAY_AND_MONTH.search(even) is not None
    if len(words) > MOST_WORDS or _CLOCK.search(even) or not (dated or _NAMED.search(even)):
        return None
    rest = [word for word in words if word not in _BESIDE]
    if any(
        strange_words(word) or word.startswith(_MONEY) or matter_of(word) or tag_of(word)
        for word in rest
    ):
        return None
    read = read_day(text, today)
    if read is None or read.first != read.last:
        return None
    is_last = _UNTIL.search(even) is not None or dated
    if not (is_last or _WEEKDAY.search(even)):
        return None
    gone = not _YEAR.search(even) and (read.first - today).days > _GONE
    return ToldDay(read.first, is_last, gone or read.first < today)
