"""How a question is asked: the words' keys, the buttons, and what the pipeline is told of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.assessment import Answers, Definition, Given, Question, Rules, value_of
from bot.domain.assessment_replay import options_of, progress
from bot.domain.messages import Choice, Say

Labels = Callable[[str], tuple[str, ...]]
"""Gives the words of a key in every language."""

_OR = re.compile(r" (?:tai|eller|or) ")

_PRESSED = re.compile(r"answer:([a-z0-9_]+)-([a-z0-9_]+)-([a-z0-9_]+)")

MOST_PICKED_BY_BUTTON = 5
SKIP, UNKNOWN, WHY, YES, NO = "_skip", "_unknown", "_why", "_yes", "_no"
"""What a button may say besides an option; an option never begins with a line."""


def key(definition: Definition, *names: str) -> str:
    """Return the key of a definition's words: "assessment.budget.rent.ask"."""
    return ".".join(("assessment", definition.id, *names))


def option_key(definition: Definition, question: Question, option: str) -> str:
    """Return the key of an option's label; what an offer found is called by its own name."""
    if question.offers is not None:
        return key(definition, option, "name")
    return key(definition, question.id, option)


def pressed_option(action: str | None) -> tuple[str, str, str] | None:
    """Return the assessment, the question and the option of a button; None: it is another's."""
    found = _PRESSED.fullmatch(action or "")
    return (found[1], found[2], found[3]) if found else None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question in its place, ready to be said."""

    definition: Definition
    question: Question
    given: Answers
    rules: Rules

    def say(self, lead: str | None = None, *, hint: bool = False) -> Say:
        """Return the question.

        Args:
            lead: Key of a line above it ("let's go on").
            hint: Show an example of an answer.
        """
        options = self.options()
        args: dict[str, Any] = {
            "assessment": self.definition.id,
            "question": self.question.id,
            "lead": lead,
            "hint": hint,
        }
        counted = progress(self.definition, self.given, self.rules, self.question.id)
        if counted is not None:
            args |= {"number": counted[0], "of": counted[1]}
        if self.question.type == "several":
            args["options"] = ",".join(options)
        was = self.given.get(self.question.id)
        if was is not None and was.kind == "value" and was.text is None:
            args["was"] = told(self.definition, self.question, was)
        return Say("assessment.ask", args, self._choices(options))

    def options(self) -> tuple[str, ...]:
        """Return the ids of what may be picked now."""
        return options_of(self.definition, self.question, self.given, self.rules)

    def pending(self, labels: Labels) -> dict[str, Any]:
        """Return what the pipeline is told, so that it can tell an answer from other words."""
        question = self.question
        several = question.type == "several"
        return {
            "assessment": self.definition.id,
            "question": question.id,
            "type": "choice" if several else question.type,
            "unit": "several" if several else question.unit,
            "matters": list(question.matters) if question.type == "money" else [],
            "numbered": question.type != "choice",
            "options": [
                {"id": one, "words": _said(labels, option_key(self.definition, question, one))}
                for one in self.options()
            ],
        }

    def press(self, option: str) -> str:
        """Return the action of a button that answers with an option."""
        return f"answer:{self.definition.id}-{self.question.id}-{option}"

    def _choices(self, options: tuple[str, ...]) -> tuple[Choice, ...]:
        question = self.question
        skip = Choice(self.press(SKIP), "assessment.button.skip")
        if question.type == "scale" and not options:
            low, _, high = str(question.unit).partition("-")
            steps = map(str, range(int(low), int(high) + 1))
            shown = tuple(Choice(self.press(step), f"assessment.step.{step}") for step in steps)
            return (*shown, skip)
        unknown = Choice(self.press(UNKNOWN), "assessment.button.unknown")
        why = Choice(self.press(WHY), "assessment.button.why")
        shown = tuple(
            Choice(self.press(one), option_key(self.definition, question, one)) for one in options
        )
        if question.type == "scale":
            return (*shown, unknown)
        if options and len(options) <= MOST_PICKED_BY_BUTTON:
            room = (skip, why) if question.counts else ()
            return (*shown, *room)[: max(len(shown), MOST_PICKED_BY_BUTTON)]
        if options:  # too many for buttons: they stand numbered in the text
            none = tuple(choice for choice in shown if choice.action.endswith("-none"))
            return (*none, skip, why)
        return (skip, why) if question.type == "text" else (skip, unknown, why)


def resting(asked: Mapping[str, Any], since: date) -> dict[str, Any]:
    """Return what the pipeline is told while a question waits: only a bare figure answers it."""
    of = {"assessment": asked["assessment"], "question": "", "type": "resting"}
    return {**of, "unit": since.isoformat(), "waits": asked}


def ended(definition: Definition, given: Answers, today: date) -> dict[str, Any] | None:
    """Return what the pipeline is told after the last answer: amounts that may be changed.

    None when no amount was given. See ``answers.FRESH`` for how long it holds.
    """
    told_of = [
        question.id
        for question in definition.questions
        if question.type == "money" and question.id in given
    ]
    if not any(value_of(given, name) for name in told_of):
        return None
    asked = {"assessment": definition.id, "question": "", "type": "ended"}
    return {**asked, "unit": today.isoformat(), "matters": told_of, "options": []}


def _said(labels: Labels, option: str) -> list[str]:
    """Return what people may say for an option: its label, either side of its "or", and more."""
    whole = labels(option)
    halves = [half for label in whole for half in _OR.split(label)]
    more = [one.strip() for words in labels(f"{option}.also") for one in words.split(",")]
    return list(dict.fromkeys([*whole, *halves, *more]))


def told(definition: Definition, question: Question, given: Given) -> str:
    """Return an answer as a figure that the composer puts into words.

    "m:65000..70000" is money a month, "c:" money once, "n:" a number, "d:" a day, "w:" keys.
    """
    if given.picked:
        return "w:" + ",".join(option_key(definition, question, one) for one in given.picked)
    if given.day is not None:
        return f"d:{given.day.isoformat()}"
    if question.type == "money":
        return amount(given.low or 0, given.high or 0, monthly=question.unit != "eur")
    if question.type == "scale" and question.options:
        return "w:" + option_key(definition, question, str(given.low))
    return f"n:{given.low}" if given.low == given.high else f"n:{given.low}..{given.high}"


def amount(low: int, high: int, *, monthly: bool = False) -> str:
    """Return cents as a figure for the composer."""
    sign = "m" if monthly else "c"
    return f"{sign}:{low}" if low == high else f"{sign}:{low}..{high}"


def rows(pairs: Mapping[str, str]) -> str:
    """Return lines of "name: figure" for the composer, from keys of names to figures."""
    return "\n".join(f"{name}\t{figure}" for name, figure in pairs.items())
