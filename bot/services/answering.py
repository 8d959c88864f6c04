"""What a person's words give to the question being asked, and to others beside it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain import answer_phrases as phrases
from bot.domain.answers import Answer, Pending, read_answer, takes_back
from bot.domain.assessment import NONE, Answers, Definition, Given, Question
from bot.domain.money import MoneyReading, read_money
from bot.domain.money_matters import Ask as MoneyAsk
from bot.domain.money_matters import ask_of, matter_of
from bot.domain.number_tokens import written_evenly
from bot.domain.scales import is_between
from bot.services.asking import Ask

MOST_WORDS_KEPT = 1_000
"""Characters of an answer in one's own words."""

_BARE_FIGURE = re.compile(r"[\d\s.,]+(?:e|€|eur|euroa|euro|euros)?\W*", re.IGNORECASE)
_A_DAY = re.compile(r"\d\.(?!\d)")
"""As days are written: "vuokra 5. ja sähkö 9." are no amounts."""

_IN_ALL = re.compile(
    r"\b(?:yht\w*|josta|siita|eli|sammanlagt|totalt|varav|total|in all|of which)\b|="
)
"""What says that one of the amounts is the sum of the others."""

_COSTS = frozenset({"rent", "electricity", "water", "food", "phone", "insurance", "debt"})
_TWO = 2
_MONTHLY = frozenset({"eur", "eur/month"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        given: For the question being asked; None when only others were named, or unclear.
        others: By question id, in the order they were told.
        doubtful: It ought to be repeated back for a yes.
        unclear: It was meant as an answer, and cannot be taken as one.
        exact: Said as it is kept, so that nothing needs to be repeated.
    """

    given: Given | None = None
    others: Mapping[str, Given] | None = None
    doubtful: bool = False
    unclear: bool = False
    exact: bool = True


def read(
    ask: Ask, pending: Mapping[str, Any], text: str, today: date, *, back: bool = False
) -> Reading | None:
    """Return what a text gives, or None when it is no answer.

    Args:
        ask: The question being asked, among the others of its assessment.
        pending: The same as the pipeline was told.
        text: As it was typed.
        today: In the Helsinki calendar.
        back: The person is among earlier answers, so that naming one is enough to change it.
    """
    question = ask.question
    corrected = taken_back(ask.definition, ask.given, text, but=question, named=back)
    if corrected or (corrected := _costs_told(ask, text)):
        return Reading(others=corrected, exact=False)
    asked = Pending.of(pending)
    answer = None if asked is None else read_answer(text, asked, today)
    if answer is None or (question.type == "date" and _speaks_of_costs(text)):
        return None
    others = _others(ask, answer, text)
    given = None if answer.kind == "unclear" else _given(question, answer, text)
    if question.sums and not _IN_ALL.search(written_evenly(text)):
        given = _sum_of(ask.definition, others, given)
    if given is None:
        return Reading(others=others, exact=False) if others else Reading(unclear=True)
    bare = question.type != "money" or _BARE_FIGURE.fullmatch(text) is not None
    doubtful = not answer.sure and question.type == "date"
    if given.kind == "value":
        doubtful = doubtful or is_surprising(question, given, today)
    as_said = bare and not (question.type == "scale" and is_between(text))
    exact = given.kind != "value" or (as_said and not others and question.unit != "eur/week")
    return Reading(given, others, doubtful, exact=exact)


def is_surprising(question: Question, given: Given, today: date) -> bool:
    """Return whether a value lies beyond what is usual, in cents, steps or days from today."""
    if question.usual is None:
        return False
    least, most = question.usual
    if given.day is not None:
        return not least <= (given.day - today).days <= most
    if given.low is None or given.high is None:
        return False
    return given.high > most or 0 < given.low < least


def _given(question: Question, answer: Answer, text: str) -> Given | None:
    """Return the answer as it is kept, or None when it does not fit the question."""
    if answer.kind in ("skip", "unknown"):
        return Given("skip" if answer.kind == "skip" else "unknown")
    match question.type:
        case "money":
            return Given(low=answer.low_cents or 0, high=answer.high_cents or 0)
        case "number" | "scale":
            high = answer.value if answer.high_value is None else answer.high_value
            return None if answer.value is None else Given(low=answer.value, high=high)
        case "date":
            # Of a stretch ("kuun lopussa") the last day: money must last until then.
            day = answer.last_day or answer.day
            return None if day is None else Given(day=day)
        case "choice":
            return Given(picked=answer.options) if len(answer.options) == 1 else None
        case "several":
            return several(question, answer.options)
        case "text":
            return Given(text=text.strip()[:MOST_WORDS_KEPT])


def several(question: Question, picked: tuple[str, ...]) -> Given | None:
    """Return several picks as they are kept; too many are None. "None" beside others goes."""
    chosen = tuple(one for one in picked if one != NONE) or picked
    if not chosen or (question.most is not None and len(chosen) > question.most):
        return None
    return Given(picked=chosen)


def _sum_of(
    definition: Definition, told: Mapping[str, Given], given: Given | None
) -> Given | None:
    """Return what costs that were told come to, with what has no name: "vuokra 540, muuta 40"."""
    of_costs = {one.id for one in definition.questions if _COSTS & set(one.matters)}
    costs = [one for name, one in told.items() if name in of_costs]
    if not costs or (given is not None and given.kind != "value"):
        return given
    costs += [given] if given is not None else []
    return Given(low=sum(one.low or 0 for one in costs), high=sum(one.high or 0 for one in costs))


def _others(ask: Ask, answer: Answer, text: str) -> dict[str, Given]:
    """Return the amounts that belong to other questions of the same assessment."""
    return _belonging(ask.definition, ask.question, answer.others, text)


def _belonging(
    definition: Definition, asked: Question, others: Iterable[tuple[str, int, int]], text: str
) -> dict[str, Given]:
    found = {}
    for matter, low, high in others:
        belongs = _question_of(definition, matter)
        if belongs is None or belongs.id == asked.id:
            continue
        # A bare amount comes round as often as the question it is for is asked about.
        same_period = {belongs.unit, asked.unit} <= _MONTHLY
        given = Given(low=low, high=high) if same_period else _amount_for(belongs, text)
        if given is not None:
            found[belongs.id] = given
    return found


def taken_back(
    definition: Definition,
    given: Answers,
    text: str,
    *,
    but: Question | None = None,
    named: bool = False,
) -> dict[str, Given]:
    """Return earlier answers that are changed by naming them: "eiku vuokra onki 560, sähkö 40".

    Args:
        definition: The assessment.
        given: What has been answered.
        text: As it was typed.
        but: The question being asked, whose answer is read elsewhere.
        named: Naming is enough, where nothing else is said.
    """
    even = written_evenly(text)
    if phrases.asks(even.split()) or not (named or takes_back(even)):
        return {}
    for other in definition.questions:
        if other.type != "money" or other.id not in given or other == but:
            continue
        found = read_money(text, _ask_for(other))
        amount = _named(found)
        if amount is not None and (takes_back(even) or not found.strangers):
            others = [(one.matter, one.low_cents, one.high_cents) for one in found.others]
            return {other.id: amount, **_belonging(definition, other, others, text)}
    return {}


def _costs_told(ask: Ask, text: str) -> dict[str, Given]:
    """Return two costs or more that are told, and nothing else, while no money is asked about."""
    words = written_evenly(text).split()
    named = sum(matter_of(word) in _COSTS for word in words)
    if ask.question.type in ("money", "text") or named < _TWO or phrases.asks(words):
        return {}
    if _A_DAY.search(text):
        return {}
    costs = [one for one in ask.definition.questions if _COSTS & set(one.matters)]
    found = {one.id: read_money(text, _ask_for(one)) for one in costs if one.type == "money"}
    told = {
        name: amount
        for name, reading in found.items()
        if not reading.strangers and (amount := _named(reading)) is not None
    }
    return told if len(told) >= _TWO else {}


def _amount_for(question: Question, text: str) -> Given | None:
    """Return the amount that a text names for a question, in that question's own period."""
    return _named(read_money(text, _ask_for(question)))


def _named(found: MoneyReading) -> Given | None:
    if not found.named or found.low_cents is None or found.high_cents is None:
        return None
    return Given(low=found.low_cents, high=found.high_cents)


def _ask_for(question: Question) -> MoneyAsk:
    return ask_of(question.id, question.unit, question.matters)


def _speaks_of_costs(text: str) -> bool:
    """Return whether a cost is named: "vuokra 520 ja sähkö 30" is no day."""
    return any(matter_of(word) in _COSTS for word in written_evenly(text).split())


def _question_of(definition: Definition, matter: str) -> Question | None:
    named = (one for one in definition.questions if one.type == "money" and matter in one.matters)
    return next(named, None)
