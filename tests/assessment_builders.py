"""Short ways to make assessments and to talk through them without Rasa and without a database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from bot.domain.answers import Pending, read_answer
from bot.domain.assessment import Branch, Condition, Definition, Given, Pick, Question, Rules
from bot.domain.messages import Say
from bot.services.assessing import Assessing
from bot.services.assessment_rules import OUTCOMES, RULES
from bot.services.hearing import Heard
from bot.services.moves import Move, Moves
from tests.builders import content

WEDNESDAY = date(2026, 11, 25)
FRIDAY = date(2026, 11, 27)


def a_question(
    name: str, type_: Any = "money", to: str | tuple[Branch, ...] = "end", **more: Any
) -> Question:
    branches = (Branch(to),) if isinstance(to, str) else to
    unit = {"money": "eur/month", "scale": "0-10"}.get(type_)
    return Question(name, type_, branches, **{"unit": unit, "matters": (name,), **more})


def a_choice(
    name: str, *options: str, to: str | tuple[Branch, ...] = "end", **more: Any
) -> Question:
    picks = tuple(Pick(option) for option in options)
    return a_question(name, "choice", to, options=picks, **more)


def when(question: str, value: str, to: str) -> Branch:
    return Branch(to, Condition(question=question, value=value))


def a_definition(*questions: Question, **more: Any) -> Definition:
    return Definition(
        **{"id": "tiny", "version": 1, "questions": questions, "outcome": "answers", **more}
    )


def euros(low: int, high: int | None = None) -> Given:
    return Given(low=low * 100, high=(low if high is None else high) * 100)


def step(value: int) -> Given:
    return Given(low=value, high=value)


def pick(*options: str) -> Given:
    return Given(picked=options)


SKIP, UNKNOWN = Given("skip"), Given("unknown")
NO_RULES = Rules()


@cache
def ours() -> Assessing:
    """The assessments that are shipped."""
    there = content()
    moves = Moves(
        there.assessments,
        RULES,
        OUTCOMES,
        lambda key: tuple(there.assessment_words.get(key, {}).values()),
    )
    starts = {one.intent: one.id for one in there.assessments.values() if one.intent}
    return Assessing(moves, starts)


@dataclass(slots=True)
class Talk:
    """One person in the loop. What is kept goes through JSON between all steps."""

    assessing: Assessing = field(default_factory=ours)
    today: date = WEDNESDAY
    records: dict[str, Any] = field(default_factory=dict)
    move: Move | None = None
    pressable: dict[str, str] = field(default_factory=dict)

    def does(self, intent: str, text: str = "") -> Move | None:
        """An intent that the pipeline found."""
        return self._hear(Heard(intent, text, None, self.today))

    def says(self, text: str) -> Move | None:
        """Words; the pipeline finds an answer to what is asked, or nothing of use."""
        asked = Pending.of(self.records.get("pending"))
        is_answer = asked is not None and read_answer(text, asked, self.today) is not None
        return self.does("answer" if is_answer else "out_of_scope", text)

    def presses(self, label: str) -> Move | None:
        """The latest button with this label's key."""
        return self._hear(Heard("answer", "/answer", self.pressable[label], self.today))

    def turns_away(self) -> Move:
        """Another matter was answered; the loop is asked to go on."""
        move = self.assessing.again(self.records, self.today)
        self._take(move)
        return move

    @property
    def keys(self) -> list[str]:
        return [say.key for say in self.says_now]

    @property
    def says_now(self) -> tuple[Say, ...]:
        assert self.move is not None
        return self.move.says

    @property
    def asked(self) -> str | None:
        """Return the id of the question that was just asked."""
        found = [say.args["question"] for say in self.says_now if say.key == "assessment.ask"]
        return str(found[-1]) if found else None

    @property
    def args(self) -> Mapping[str, Any]:
        """Return the arguments of the last thing said."""
        return self.says_now[-1].args

    def given(self, name: str = "budget") -> dict[str, Any]:
        """Return the answers that are kept."""
        found: dict[str, Any] = self.records[f"assessment:{name}"]["given"]
        return found

    def _hear(self, heard: Heard) -> Move | None:
        move = self.assessing.hear(self.records, heard)
        if move is not None:
            self._take(move)
        return move

    def _take(self, move: Move) -> None:
        self.move = move
        merged = {**self.records, **move.records}
        kept = {name: value for name, value in merged.items() if value is not None}
        self.records = json.loads(json.dumps(kept))
        for say in move.says:
            for choice in say.choices:
                label = (choice.label or choice.action).rsplit(".", 1)[-1]
                self.pressable[label] = choice.action


def in_budget(*words: str) -> Talk:
    """A budget, begun and answered so far."""
    talk = Talk()
    talk.does("start_budget")
    for one in words:
        talk.says(one)
    return talk


def in_month(*words: str) -> Talk:
    """The same after its first part: the whole month."""
    talk = in_budget("300", "perjantaina", "50", "40 viikossa")
    talk.presses("yes")
    for one in words:
        talk.says(one)
    return talk
