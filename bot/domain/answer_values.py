"""A question that is pending and what an answer to it says: values only, and their JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from bot.domain.choices import Option

QuestionType = Literal["money", "number", "date", "choice", "scale", "text", "ended", "resting"]
"""``ended``: nothing is asked, but an amount that was told may still be taken back. ``resting``:
one waits, and a bare figure still answers it."""

AnswerKind = Literal["amount", "range", "zero", "value", "unknown", "skip", "unclear"]


@dataclass(frozen=True, slots=True)
class Pending:
    """The question that is being asked.

    Attributes:
        question: Its id or its words; for money it says what the amount is for.
        type: What kind of answer it wants.
        unit: "eur/month", "0-10", "several" (more than one option may be picked)... Of ``ended``
            the day on which it did ("2026-11-25").
        options: Of a choice, or the labels of a scale's steps from the lowest up.
        matters: Of money, what else than the question's own name belongs into the amount; of
            ``ended``, the questions whose amounts were told.
        numbered: Its options are shown with their numbers.
        waits: Of ``resting``, the question that waits; its unit says since when.
    """

    question: str
    type: QuestionType
    unit: str | None = None
    options: tuple[Option, ...] = ()
    matters: tuple[str, ...] = ()
    numbered: bool = True
    waits: "Pending | None" = None

    @classmethod
    def of(cls, given: Any) -> "Pending | None":
        """Return the pending question in a message's facts, or None when there is none in them."""
        if not isinstance(given, Mapping) or given.get("type") not in get_args(QuestionType):
            return None
        unit = given.get("unit")
        return cls(
            question=str(given.get("question") or ""),
            type=given["type"],
            unit=None if unit is None else str(unit),
            options=tuple(_options(given.get("options") or ())),
            matters=tuple(map(str, given.get("matters") or ())),
            numbered=given.get("numbered") is not False,
            waits=cls._waiting(given),
        )

    @classmethod
    def _waiting(cls, given: Mapping[str, Any]) -> "Pending | None":
        """Return the question that waits behind a resting one."""
        waits = given.get("waits") if given["type"] == "resting" else None
        return cls.of(waits) if isinstance(waits, Mapping) and "waits" not in waits else None


def _options(given: Any) -> Iterable[Option]:
    """Yield options from strings, pairs in a mapping, or mappings with id and label."""
    if isinstance(given, Mapping):
        given = [{"id": key, "label": label} for key, label in given.items()]
    for one in given if isinstance(given, list | tuple) else ():
        if isinstance(one, Mapping):
            words = one.get("words") or one.get("label") or ()
            said = (words,) if isinstance(words, str) else tuple(map(str, words))
            yield Option(str(one.get("id") or one.get("value") or (said or ("",))[0]), said)
        else:
            yield Option(str(one), (str(one),))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text says to the pending question.

    Attributes:
        kind: ``value`` for a date, a choice or free text; ``unclear`` is asked again.
        low_cents, high_cents: Of money, per month or once as the question asks.
        value, high_value: Of a number or a scale.
        day, last_day: Of a date; they differ when a stretch was said.
        options: Ids that were picked.
        why: For ``unclear``: see ``MoneyReading.why``; "several", "outside".
        others: Of money: (matter, low_cents, high_cents) for other questions.
        corrects: Something said before is taken back.
        sure: The text says little else and means one thing. Otherwise what the classifier is
            certain of may win, and a date is said back.
        plain: Every word of it belongs to the answer ("650 kuussa"): nothing else can be meant.
    """

    kind: AnswerKind
    low_cents: int | None = None
    high_cents: int | None = None
    value: int | None = None
    high_value: int | None = None
    day: date | None = None
    last_day: date | None = None
    options: tuple[str, ...] = ()
    why: str | None = None
    others: tuple[tuple[str, int, int], ...] = ()
    corrects: bool = False
    sure: bool = True
    plain: bool = field(default=False, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON: kind and cents always, what else was found."""
        told: dict[str, Any] = {
            "kind": self.kind,
            "low_cents": self.low_cents,
            "high_cents": self.high_cents,
        }
        days = {"day": self.day, "last_day": self.last_day}
        more = {
            "value": self.value,
            "high_value": self.high_value,
            **{name: day.isoformat() for name, day in days.items() if day is not None},
            "options": list(self.options),
            "why": self.why,
            "others": [
                {"matter": matter, "low_cents": low, "high_cents": high}
                for matter, low, high in self.others
            ],
            "corrects": self.corrects,
        }
        told |= {
            name: found
            for name, found in more.items()
            if found is not None and found != [] and found is not False
        }
        return told
