"""A self-assessment as data: its questions and branches, and what is given to them.

Answers are kept by question id, never by position, so that a person may go back, change an
earlier answer or come back in two weeks, and a new version of a definition keeps what still fits.
There is no expression language: a branch compares one answer with one option, or names a
predicate written in Python. Nothing here knows words, files or Rasa. What is asked next is found
in ``assessment_replay``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from bot.domain.safety_patterns import Category

QuestionType = Literal["money", "number", "date", "choice", "several", "scale", "text"]
QUESTION_TYPES: tuple[QuestionType, ...] = (
    *("money", "number", "date", "choice", "several", "scale", "text"),
)
END = "end"
"""Where a branch leads when nothing more is asked."""

UNTOLD = "untold"
"""The option of whoever would rather not say."""

NONE = "none"
"""The option of "several of" that says that nothing of it is true."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave to one question.

    Attributes:
        kind: ``skip`` and ``unknown`` move on and are never counted as an answer.
        low, high: Money in cents (a month, or once, as the question asks), a number, or the step
            of a scale. They differ when a range was said.
        day: Of a date.
        picked: Option ids, in the question's order.
        text: The person's own words.
    """

    kind: Literal["value", "skip", "unknown"] = "value"
    low: int | None = None
    high: int | None = None
    day: date | None = None
    picked: tuple[str, ...] = ()
    text: str | None = None

    @property
    def middle(self) -> int | None:
        """Return the figure to reckon with: the middle of a range."""
        if self.low is None or self.high is None:
            return None
        return (self.low + self.high) // 2


Answers = Mapping[str, Given]
"""What was given, by question id."""

Predicate = Callable[[Answers], bool]
Offer = Callable[["Definition", Answers], tuple[str, ...]]
"""Finds the options of a question among the definition's questions."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What definitions name and Python does."""

    predicates: Mapping[str, Predicate] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """``question`` was answered with ``value``, or the predicate holds."""

    question: str | None = None
    value: str | None = None
    predicate: str | None = None

    def holds(self, answers: Answers, rules: Rules) -> bool:
        """Return whether it is true of the answers; nothing is true of what was skipped."""
        if self.predicate is not None:
            return rules.predicates[self.predicate](answers)
        given = answers.get(self.question or "")
        if given is None or given.kind != "value":
            return False
        return self.value in given.picked or self.value == str(given.low)


@dataclass(frozen=True, slots=True)
class Branch:
    """Where to go; the first branch without a condition, or whose condition holds, is taken."""

    to: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Danger:
    """What picking an option says: the kind of danger, "A" when it is now, whose it is."""

    category: Category
    tier: Literal["A", "B"]
    about: Literal["self", "other"] = "self"


@dataclass(frozen=True, slots=True)
class Pick:
    """An option.

    Attributes:
        crisis: Picking it is no answer to keep but danger that is answered at once.
        topic: Picking it is no score but calls for help with this at once.
    """

    id: str
    crisis: Danger | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        unit: "eur/month", "eur/week", "eur" (once), "0-10"...
        next: The last branch has no condition; they lead forward only.
        only: Asked only when this holds.
        matters: What the amount is for, as other answers name it ("vuokra 650 sähkö 40").
        usual: What is not surprising, in the answer's own unit; beyond it a yes is asked for.
        area: The part of life it belongs to.
        topic, services: Where there is help with it.
        counts: It stands in "4 / 12" (a "shall we go on?" does not).
        before: The outcome that is said before it is asked.
        offers: The named offer that finds its options instead of ``options``.
        most: How many may be picked.
        sums: Costs that are named one by one answer it together.
        asks_no: A bare no may mean two things here and is said back.
    """

    id: str
    type: QuestionType
    next: tuple[Branch, ...]
    unit: str | None = None
    options: tuple[Pick, ...] = ()
    only: Condition | None = None
    matters: tuple[str, ...] = ()
    usual: tuple[int, int] | None = None
    area: str | None = None
    topic: str | None = None
    services: tuple[str, ...] = ()
    counts: bool = True
    before: str | None = None
    offers: str | None = None
    most: int | None = None
    sums: bool = False
    asks_no: bool = False

    def option(self, name: str) -> Pick | None:
        """Return an option by its id."""
        return next((pick for pick in self.options if pick.id == name), None)


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole assessment. ``intent`` starts it by words; a button starts any."""

    id: str
    version: int
    questions: tuple[Question, ...]
    outcome: str
    intent: str | None = None
    areas: tuple[str, ...] = ()

    def question(self, name: str) -> Question | None:
        """Return a question by its id."""
        return next((one for one in self.questions if one.id == name), None)

    def places(self) -> dict[str, int]:
        """Return where each question stands."""
        return {one.id: at for at, one in enumerate(self.questions)}

    def place(self, name: str) -> int:
        """Return where a question stands; the end stands behind the last."""
        return self.places().get(name, len(self.questions))


def danger_in(question: Question, given: Given) -> tuple[Danger, Given] | None:
    """Return the gravest danger in what was picked, and the answer without it; None: no danger.

    Whoever is asked about danger alone and does not know is not passed by: "en tiiä" is no "no".
    """
    unsure = given.kind == "unknown" and question.type == "choice"
    picks = [one for one in question.options if unsure or one.id in given.picked]
    grave = {one.id: one.crisis for one in picks if one.crisis is not None}
    if not grave:
        return None
    rest = tuple(one for one in given.picked if one not in grave)
    danger = min(grave.values(), key=lambda one: one.tier)
    return danger, Given(picked=rest) if rest else Given("skip")


def is_untold(question: Question, given: Given) -> bool:
    """Return whether a question about danger, with help named for it, is left unanswered."""
    asked = question.services and any(pick.crisis is not None for pick in question.options)
    return bool(asked) and (given.kind == "skip" or UNTOLD in given.picked)


def value_of(answers: Answers, name: str) -> Given | None:
    """Return a real answer: None when it was skipped, not known or not asked."""
    given = answers.get(name)
    return given if given is not None and given.kind == "value" else None


def picked(answers: Answers, name: str) -> tuple[str, ...]:
    """Return the ids that were picked, none when there is no real answer."""
    given = value_of(answers, name)
    return given.picked if given else ()


def to_json(given: Given) -> dict[str, Any]:
    """Return an answer for keeping."""
    row: dict[str, Any] = {"kind": given.kind}
    if given.low is not None:
        row |= {"low": given.low, "high": given.high}
    if given.day is not None:
        row["day"] = given.day.isoformat()
    if given.picked:
        row["picked"] = list(given.picked)
    if given.text is not None:
        row["text"] = given.text
    return row


def from_json(row: Mapping[str, Any]) -> Given:
    """Return a kept answer; raises KeyError or ValueError when it is none."""
    day = row.get("day")
    return Given(
        kind=row["kind"],
        low=row.get("low"),
        high=row.get("high"),
        day=None if day is None else date.fromisoformat(day),
        picked=tuple(row.get("picked", ())),
        text=row.get("text"),
    )
