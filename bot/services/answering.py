"""What a person's words give to the question being asked, and to others beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.answer_acts import says_none
from bot.domain.answers import Answer, Pending, read_answer
from bot.domain.assessment import NONE, Given, Question
from bot.domain.scales import is_between
from bot.services.asking import Ask
from bot.services.named_amounts import (
    belonging,
    cost_named,
    costs_told,
    one_told,
    speaks_of_costs,
    summed,
)
from bot.services.taking_back import taken_back

MOST_WORDS_KEPT = 1_000
"""Characters of an answer in one's own words."""

ON_HAND = "on_hand"
"""The matter of money there is: an account below zero holds none."""

_BARE_FIGURE = re.compile(r"[\d\s.,]+(?:e|€|eur|euroa|euro|euros)?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        given: For the question being asked; None when only others were named, or unclear.
        others: By question id, in the order they were told.
        doubtful: It ought to be repeated back for a yes.
        unclear: It was meant as an answer, and cannot be taken as one.
        exact: Said as it is kept, so that nothing needs to be repeated.
        why: Why it is unclear, as ``Answer.why`` says it.
        told: The key of what is to be said of how it was kept.
    """

    given: Given | None = None
    others: Mapping[str, Given] | None = None
    doubtful: bool = False
    unclear: bool = False
    exact: bool = True
    why: str | None = None
    told: str | None = None


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
    corrected = taken_back(ask.definition, ask.given, text, but=question, by_name=back)
    if corrected or (corrected := costs_told(ask, text) or one_told(ask, text)):
        return Reading(others=corrected, exact=False)
    asked = Pending.of(pending)
    answer = None if asked is None else read_answer(text, asked, today)
    if answer is None and question.sums and (named := cost_named(ask.definition, text)):
        answer, others = Answer("unclear"), named  # "vuokra 480 mut isä maksaa puolet"
    elif answer is None or (question.type == "date" and speaks_of_costs(text)):
        return None
    else:
        others = _others(ask, answer, text)
    if answer.why == "negative" and ON_HAND in question.matters:
        return Reading(Given(low=0, high=0), exact=False, told="assessment.below_zero")
    given = None if answer.kind == "unclear" else _given(question, answer, text)
    if question.sums:
        given = summed(ask.definition, others, given, text)
    if given is None:
        if others:
            return Reading(others=others, exact=False)
        return Reading(unclear=True, why=answer.why)
    doubtful = not answer.sure and question.type == "date"
    if given.kind == "value":
        doubtful = doubtful or is_surprising(question, given, today)
        doubtful = doubtful or (question.asks_no and says_none(text))
    exact = given.kind != "value" or (_is_as_kept(question, answer, text) and not others)
    return Reading(given, others, doubtful, exact=exact)


def _is_as_kept(question: Question, answer: Answer, text: str) -> bool:
    """Return whether an answer was said as it is kept: a figure, the words of a button."""
    match question.type:
        case "money":
            return question.unit != "eur/week" and _BARE_FIGURE.fullmatch(text) is not None
        case "date":
            return False
        case "scale":
            return answer.plain and not is_between(text)
        case "choice" | "several":
            return answer.plain or not question.counts or text.strip().isdecimal()
    return True


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


def _others(ask: Ask, answer: Answer, text: str) -> dict[str, Given]:
    """Return the amounts that belong to other questions of the same assessment."""
    return belonging(ask.definition, ask.question, answer.others, text)
