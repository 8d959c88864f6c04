"""Amounts that are named for questions of an assessment: "vuokra 540 ja sähkö 40"."""

import re
from collections.abc import Iterable, Mapping

from bot.domain import answer_phrases as phrases
from bot.domain.assessment import Definition, Given, Question
from bot.domain.money import MoneyReading, read_money
from bot.domain.money_matters import Ask as MoneyAsk
from bot.domain.money_matters import ask_of, matter_of
from bot.domain.number_tokens import tokens_of, written_evenly
from bot.services.asking import Ask

_A_DAY = re.compile(r"\d\.(?!\d)")
"""As days are written: "vuokra 5. ja sähkö 9." are no amounts."""

_IN_ALL = re.compile(
    r"\b(?:yht\w*|josta|siita|eli|sammanlagt|totalt|varav|total|in all|of which)\b|="
)
"""What says that one of the amounts is the sum of the others."""

_CLAUSES = re.compile(r",\s| (?:ja|sekä|och|and) ", re.IGNORECASE)
_COSTS = frozenset({"rent", "electricity", "water", "food", "phone", "insurance", "debt"})
_INCLUDED = frozenset(
    [
        *(
            "sis",
            "sisaltaa",
            "sisaltaen",
            "sisaltyy",
            "kuuluu",
            "mukana",
            "mukaan",
            "inkl",
            "ingar",
        ),
        *("inklusive", "incl", "including", "includes", "included"),
    ]
)
_TWO = 2
_MOST_BESIDE = 2
_MONTHLY = frozenset({"eur", "eur/month"})
_COMES_ROUND = frozenset({"eur/month", "eur/week"})
_FEW = 3


def summed(
    definition: Definition, told: Mapping[str, Given], given: Given | None, text: str
) -> Given | None:
    """Return what costs that were told come to, with what has no name: "vuokra 540, muuta 40"."""
    of_costs = {one.id for one in definition.questions if _COSTS & set(one.matters)}
    costs = [one for name, one in told.items() if name in of_costs]
    whole = _IN_ALL.search(written_evenly(text)) is not None
    if whole or not costs or (given is not None and given.kind != "value"):
        return given
    costs += [given] if given is not None else []
    return Given(low=sum(one.low or 0 for one in costs), high=sum(one.high or 0 for one in costs))


def belonging(
    definition: Definition, asked: Question, others: Iterable[tuple[str, int, int]], text: str
) -> dict[str, Given]:
    """Return amounts (matter, lowest and highest cents) by the question that each is for."""
    found = {}
    for matter, low, high in others:
        belongs = _question_of(definition, matter)
        if belongs is None or belongs.id == asked.id:
            continue
        # A bare amount comes round as often as the question it is for is asked about.
        same_period = {belongs.unit, asked.unit} <= _MONTHLY
        told = Given(low=low, high=high)
        given = told if same_period else amount_for(belongs, _clause_of(matter, text))
        if given is not None:
            found[belongs.id] = given
    return found


def _clause_of(matter: str, text: str) -> str:
    """Return the clause that names a matter, so that no other amount is added to it."""
    clauses = _CLAUSES.split(text)
    named = (one for one in clauses if matter in map(matter_of, written_evenly(one).split()))
    return next(named, text)


def costs_told(ask: Ask, text: str) -> dict[str, Given]:
    """Return two costs or more that are told, and nothing else, while no money is asked about."""
    words = written_evenly(text).split()
    told_of = sum(matter_of(word) in _COSTS for word in words)
    if ask.question.type in ("money", "text") or told_of < _TWO or phrases.asks(words):
        return {}
    if _A_DAY.search(text):
        return {}
    costs = [one for one in ask.definition.questions if _COSTS & set(one.matters)]
    found = {one.id: read_money(text, ask_for(one)) for one in costs if one.type == "money"}
    told = {
        name: amount
        for name, reading in found.items()
        if not reading.strangers and (amount := amount_named(reading)) is not None
    }
    if len(told) < _TWO or sum(token.number is not None for token in tokens_of(text)) > 1:
        return told if len(told) >= _TWO else {}
    return _of_one_amount(told, words)


def one_told(ask: Ask, text: str) -> dict[str, Given]:
    """Return a cost or an income told in a few words while options are asked: "puhelin 25".

    Only a usual amount: "vuokra 2" may pick the second option.
    """
    words, figures = written_evenly(text).split(), tokens_of(text)
    asked = ask.question.type in ("choice", "several")
    one_figure = sum(token.number is not None for token in figures) == 1
    if not asked or not one_figure or len(words) > _FEW or phrases.asks(words):
        return {}
    if _A_DAY.search(text):
        return {}
    matter = next((named for word in words if (named := matter_of(word)) is not None), None)
    one = _question_of(ask.definition, matter) if matter is not None else None
    if one is None or one.unit not in _COMES_ROUND or one.usual is None:
        return {}
    given = amount_for(one, text)
    is_usual = given is not None and one.usual[0] <= (given.low or 0) <= one.usual[1]
    return {one.id: given} if given is not None and is_usual else {}


def _of_one_amount(told: Mapping[str, Given], words: list[str]) -> dict[str, Given]:
    """Return the cost named first with the one amount there is; what it includes costs nothing."""
    matters = (matter for word in words if (matter := matter_of(word)) is not None)
    first = next((matter for matter in matters if matter in told), next(iter(told)))
    included = not _INCLUDED.isdisjoint(words)
    rest = {name: Given(low=0, high=0) for name in told if name != first and included}
    return {first: told[first], **rest}


def cost_named(definition: Definition, text: str) -> dict[str, Given]:
    """Return the cost that a text names with its amount and little else; {} where it asks."""
    if phrases.asks(written_evenly(text).split()):
        return {}
    costs = (one for one in definition.questions if _COSTS & set(one.matters))
    for one in costs:
        found = read_money(text, ask_for(one))
        if found.strangers <= _MOST_BESIDE and (given := amount_named(found)) is not None:
            return {one.id: given}
    return {}


def amount_for(question: Question, text: str) -> Given | None:
    """Return the amount that a text names for a question, in that question's own period."""
    found = read_money(text, ask_for(question))
    by_week = question.unit == "eur/week" and found.period is None
    if by_week and question.usual and (found.high_cents or 0) > question.usual[1]:
        # "Ruoka 250" among costs of a month is no week's: by the week it would be unusual.
        found = read_money(text, ask_of(question.id, "eur/month", question.matters))
    return amount_named(found)


def amount_named(found: MoneyReading) -> Given | None:
    """Return an amount that was read, where its matter was named with it."""
    if not found.named or found.low_cents is None or found.high_cents is None:
        return None
    return Given(low=found.low_cents, high=found.high_cents)


def ask_for(question: Question) -> MoneyAsk:
    """Return what is asked, as amounts are read for it."""
    return ask_of(question.id, question.unit, question.matters)


def speaks_of_costs(text: str) -> bool:
    """Return whether a cost is named: "vuokra 520 ja sähkö 30" is no day."""
    return any(matter_of(word) in _COSTS for word in written_evenly(text).split())


def _question_of(definition: Definition, matter: str) -> Question | None:
    of_it = (one for one in definition.questions if one.type == "money" and matter in one.matters)
    return next(of_it, None)
