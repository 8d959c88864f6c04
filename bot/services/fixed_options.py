"""Our own words that are picked, by a button or typed as they stand on it.

An option of an assessment that declares danger is answered like danger in any words, before
anything that could fail; every other one is an answer and is not read for danger ("at my place").
What is told in other words than an option's own goes to the assessment itself (``moves``), which
says the same card.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain.assessment import Definition, Given, Question, danger_in
from bot.domain.assessment_state import answered, state_from_json, state_to_json
from bot.domain.letters import fold
from bot.domain.messages import TYPED, Inbound
from bot.domain.wishes import BY_ID
from bot.i18n import Words
from bot.services import crisis, wishing
from bot.services.asking import pressed_option
from bot.services.commands import Command
from bot.services.writes import PENDING, RECORDS


@dataclass(frozen=True, slots=True)
class FixedOptions:
    """The options of the assessments of this installation, and those of wishes."""

    definitions: Mapping[str, Definition] = field(default_factory=dict)
    words: Words | None = None

    def command(
        self, inbound: Inbound, action: str | None, facts: Mapping[str, Any]
    ) -> Command | None:
        """Return the card for an option that declares danger, pressed or said as it is called."""
        said = pressed_option(action) or self._said(inbound, facts.get(PENDING) or {})
        definition = self.definitions.get(said[0]) if said else None
        question = definition.question(said[1]) if said and definition else None
        if said is None or definition is None or question is None:
            return None
        found = danger_in(question, Given(picked=(said[2],)))
        if found is None:
            return None
        danger, rest = found
        aside = _put_aside(definition, question, rest, facts.get(RECORDS) or {})
        return Command((crisis.declared(danger, facts),), {RECORDS: aside}, sos=True)

    def are_picked(self, inbound: Inbound, facts: Mapping[str, Any]) -> bool:
        """Return whether what is typed is word for word an option of the question being asked."""
        return self._said(inbound, facts.get(PENDING) or {}) is not None or (
            inbound.kind in TYPED and _plain(inbound.text) in self._wishes(inbound, facts)
        )

    def _wishes(self, inbound: Inbound, facts: Mapping[str, Any]) -> set[str]:
        """Return the options of the wish that is asked for now, as they are called."""
        awaited = (facts.get(RECORDS) or {}).get(wishing.AWAITS)
        if not awaited or self.words is None:
            return set()
        wish = BY_ID.get(awaited["wish"])
        if wish is None or datetime.fromisoformat(awaited["until"]) <= inbound.at:
            return set()
        labels = (label for one in wish.options for label in wishing.labels(self.words, wish, one))
        return {fold(label) for label in labels}

    def _said(self, inbound: Inbound, pending: Mapping[str, Any]) -> tuple[str, str, str] | None:
        """Return the option of the question being asked that a message is word for word."""
        if inbound.kind not in TYPED:
            return None
        text = _plain(inbound.text)
        for option in pending.get("options") or ():
            if text in {fold(words) for words in option["words"]}:
                return pending["assessment"], pending["question"], option["id"]
        return None


def _plain(text: str) -> str:
    return fold(text).strip(" \n.,!?")


def _put_aside(
    definition: Definition, question: Question, rest: Given, records: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what keeps the question answered without the danger: it is not asked again."""
    name = f"assessment:{definition.id}"
    state = state_from_json(records.get(name))
    if state is None or state.finished or state.version != definition.version:
        return {}
    return {name: state_to_json(replace(answered(state, question.id, rest), strays=0))}
