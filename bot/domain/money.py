"""Money as people write it: a text and the question it answers, to euro cents a month.

Every language and every way of writing at once (docs/adr/0012). A reading is only ever what was
said: what cannot be known ("paljon", "15e/h", "650 kr", a telephone number) is ``unclear`` with a
reason and is asked again. Whether a value is surprising for its question is the caller's matter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from bot.domain import answer_phrases as phrases
from bot.domain.money_items import START, Item, items_of
from bot.domain.money_marks import marks_of
from bot.domain.money_matters import Ask, matter_of, with_compounds
from bot.domain.money_ranges import Kind
from bot.domain.money_totals import together
from bot.domain.money_words import Tag, tag_of
from bot.domain.number_tokens import Token, tokens_of, written_evenly

MoneyKind = Literal["amount", "range", "zero", "unknown", "skip", "unclear"]

MOST_PER_MONTH = Fraction(50_000)
MOST_ONCE = Fraction(1_000_000)
"""Euros; above these a figure is a slip, whatever was asked."""

MOST_NUMBERS = 16
"""More of them are no answer but a list, an account number in pieces, or noise."""

_PHONE = re.compile(r"(?<![\d.,])(?:\+ ?|0)\d(?:[ -]?\d){4,}")
_ACCOUNT = re.compile(r"\bfi ?\d{2}(?: ?\d{4}){2,}")
_DATE = re.compile(r"(?<![\d.,])(?:[0-3]?\d\.[01]?\d\.(?:20\d\d|\d\d)?(?!\d)|20\d\d-\d\d-\d\d)")
_MONEY = frozenset({"rahaa", "raha", "rahat", "money", "pengar", "pengarna"})
_NEEDS = frozenset({"food", "medicine"})
_SPENT_ON = frozenset({"ruokaan", "laakkeisiin"})
_HOMES = ("asunto", "asunno", "kamp", "luuk", "yksio", "boende", "bostad", "koti", "home")
_PACKS = ("aski", "pakett", "paket", "pack", "rasia", "kartong", "carton", "pullo", "bottle")
_BELOW_ZERO = re.compile(r"\b(?:miinuksel\w*|miinuksen|overdra\w+)\b|\bpa minus\b")
_NOTHING_MORE = frozenset({Tag.FILLER, Tag.EURO, Tag.MONTH, Tag.PER, Tag.NOW, Tag.PLUS, Tag.BUT})
_DOTS = re.compile(r"(?<=\d) ?(?:\.{2,}) ?(?=\d)")


@dataclass(frozen=True, slots=True)
class Other:
    """An amount in the answer that belongs to another question. Cents a month."""

    matter: str
    low_cents: int
    high_cents: int


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """What an answer about money says.

    Attributes:
        kind: ``range``: both ends are kept, the caller uses their middle.
        low_cents: Per month (or once, where that is asked); None without an amount.
        high_cents: The same as ``low_cents`` except in a range.
        why: For ``unclear``: "vague", "varies", "negative", "absurd", "currency", "phone",
            "hours", "percent", "period", "several", "odd", "other" (only about something
            else), "things" (counted, not paid), "trouble", "nothing" (not about money).
        others: Amounts for other questions, in the order they were told.
        corrects: Something said before is taken back ("eiku 680").
        period: How often in a month the amount as written comes round; None when not said.
        named: The asked matter was named beside the amount.
        money: A currency stood beside an amount.
        weak: Only a small word stood there that may count anything ("kaks").
        strangers: How many words are known for nothing: many of them tell a story.
    """

    kind: MoneyKind
    low_cents: int | None = None
    high_cents: int | None = None
    why: str | None = None
    others: tuple[Other, ...] = ()
    corrects: bool = False
    period: Fraction | None = None
    named: bool = False
    money: bool = False
    weak: bool = False
    strangers: int = 0


def read_money(text: str, ask: Ask = Ask()) -> MoneyReading:  # noqa: B008 - a frozen value
    """Return what a text says as an answer to a question about money. Never raises."""
    even = _even(text)
    if _PHONE.search(even) or _ACCOUNT.search(even):
        return MoneyReading("unclear", why="phone")
    even = _DATE.sub(" ", even)
    taken_back = phrases.corrects(even)
    kept = even[phrases.last_correction(even) :]
    reading = _read(kept, ask)
    if reading.kind == "unclear" and kept != even:
        reading = _read(even, ask)  # "ihan kohta 680 oho": nothing behind the word
    return replace(reading, corrects=taken_back)


def cents(euros: Fraction) -> int:
    """Return euros as cents, halves rounded up."""
    return int(euros * 100 + Fraction(1, 2))


def _even(text: str) -> str:
    return with_compounds(_DOTS.sub("-", written_evenly(text.replace("\n", " , "))))


def _read(even: str, ask: Ask) -> MoneyReading:
    tokens = tokens_of(even)
    if sum(token.number is not None for token in tokens) > MOST_NUMBERS:
        return MoneyReading("unclear", why="several")
    if _counts_packs(tokens):
        return MoneyReading("unclear", why="things")
    if "on_hand" in ask.matters and _BELOW_ZERO.search(even):
        return MoneyReading("unclear", why="negative")
    marks = marks_of(tokens)
    flaw = next((mark.word for mark in marks if mark.kind is Kind.FLAW), None)
    items = _sure(items_of(marks))
    strangers = sum(mark.kind is Kind.STRANGER for mark in marks)
    roles = {mark.tag for mark in marks if mark.kind is Kind.ROLE}
    if "debt" in ask.matters:
        roles.discard(Tag.TROUBLE)
    if items and flaw is None and Tag.TROUBLE not in roles:
        amounts = [item.amount for item in items if item.amount is not None]
        return replace(
            _combined(items, ask),
            strangers=strangers,
            money=any(mark.money for mark in amounts),
            weak=all(mark.number is not None and mark.number.weak for mark in amounts)
            and not any(mark.money for mark in amounts),
        )
    if flaw is not None:
        return MoneyReading("unclear", why=flaw, strangers=strangers)
    if items:
        return MoneyReading("unclear", why="trouble", strangers=strangers)
    # A phrase is only read where it is nearly all that is said: no words are strange beside it.
    phrase = _without_figure(tokens, roles, ask)
    if phrase is not None:
        return phrase
    why = "vague" if Tag.SOME in roles else "nothing"
    return MoneyReading("unclear", why=why, strangers=strangers)


def _counts_packs(tokens: Sequence[Token]) -> bool:
    """Return whether things are counted and no money is named: "röökii 3 askii viikos"."""
    packs = any(one.number and two.text.startswith(_PACKS) for one, two in pairwise(tokens))
    return packs and all(tag_of(one.text) is not Tag.EURO for one in tokens)


def _sure(items: list[Item]) -> list[Item]:
    """Leave out small words that are no amounts when there is an amount: "meit on kaks, 900"."""

    def weak(item: Item) -> bool:
        mark = item.amount
        return mark is not None and mark.number is not None and mark.number.weak and not mark.money

    strong = [item for item in items if not weak(item)]
    return strong or items


# --- with figures -------------------------------------------------------------------------------


def _combined(items: list[Item], ask: Ask) -> MoneyReading:
    mine = [item for item in items if _is_mine(item, ask)]
    others = _others([item for item in items if not _is_mine(item, ask)], ask)
    if not mine:
        return MoneyReading("unclear", why="other", others=others)
    if any(item.amount is not None and item.amount.negative for item in mine):
        return MoneyReading("unclear", why="negative", others=others)
    if any(item.amount and item.amount.number and item.amount.number.odd for item in mine):
        return MoneyReading("unclear", why="odd", others=others)
    found = together(mine, ask)
    if isinstance(found, str):
        return MoneyReading("unclear", why=found, others=others)
    low, high = found
    if high > (MOST_ONCE if ask.once else MOST_PER_MONTH):
        return MoneyReading("unclear", why="absurd", others=others)
    named = any(set(item.labels) & ask.matters for item in mine)
    period = next((item.period for item in mine if item.period is not None), None)
    kind: MoneyKind = "range" if cents(low) != cents(high) else "amount"
    if not cents(high):
        kind = "zero"
    return MoneyReading(kind, cents(low), cents(high), None, others, False, period, named)


def _is_mine(item: Item, ask: Ask) -> bool:
    if not ask.matters or not item.labels or set(item.labels) & ask.matters:
        return item.link is not Tag.OF_WHICH or bool(set(item.labels) & ask.matters)
    # "650 sis vesi": what comes with it or is taken off it does not name the amount.
    return Tag.WITH in item.roles and item.link == START


def _others(items: Sequence[Item], ask: Ask) -> tuple[Other, ...]:
    found = []
    for item in items:
        value = item.monthly(ask.per_month, once=False)
        if value is not None and item.labels and value[1] <= MOST_ONCE:
            found.append(Other(item.labels[0], cents(value[0]), cents(value[1])))
    return tuple(found)


# --- without figures ----------------------------------------------------------------------------


def _without_figure(
    tokens: Sequence[Token], roles: set[Tag | None], ask: Ask
) -> MoneyReading | None:
    said = " ".join(token.text for token in tokens if token.text[:1].isalpha())
    said = phrases.without_reason(said)
    if "transport" in ask.matters and _nearly_all(phrases.NO_FARE, said, ask):
        return MoneyReading("zero", 0, 0)
    if "rent" in ask.matters and _nearly_all(phrases.NO_RENT, said, ask):
        return MoneyReading("zero", 0, 0)
    if _nearly_all(phrases.SKIP, said, ask):
        return MoneyReading("skip")
    if _nearly_all(phrases.UNKNOWN, said, ask):
        return MoneyReading("unknown")
    needy = any(_tells_of_need(word) for word in said.split())
    if not needy and _nearly_all(phrases.ZERO, said, ask) and Tag.TROUBLE not in roles:
        return MoneyReading("zero", 0, 0)
    if _nearly_all(phrases.VARIES, said, ask):
        return MoneyReading("unclear", why="varies")
    if _nearly_all(phrases.VAGUE, said, ask):
        return MoneyReading("unclear", why="vague")
    return None


def _tells_of_need(word: str) -> bool:
    """Return whether having none of it is trouble: "ei oo ruokaa", not "ei mee ruokaan mitään"."""
    return (matter_of(word) in _NEEDS and word not in _SPENT_ON) or word.startswith(_HOMES)


def _nearly_all(pattern: re.Pattern[str], said: str, ask: Ask) -> bool:
    """Return whether a phrase is what is said: beside it only fillers and the asked matter."""
    rest = phrases.rest_after(pattern, said)
    return rest is not None and all(_adds_nothing(word, ask) for word in rest)


def _adds_nothing(word: str, ask: Ask) -> bool:
    matter = matter_of(word)
    if word in _MONEY:
        return "on_hand" in ask.matters
    if matter is not None:
        return not ask.matters or matter in ask.matters
    return tag_of(word) in _NOTHING_MORE
