"""What can come of a message in an assessment: the next question, an outcome, or a rest.

``assessing`` and ``hearing`` decide which of these it is. A move says keys and changes records;
the dialogue writes them with the turn's one commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.assessment import (
    Danger,
    Definition,
    Given,
    Question,
    Rules,
    danger_in,
    is_untold,
)
from bot.domain.assessment_replay import replay
from bot.domain.assessment_state import (
    State,
    answered,
    current,
    doubted,
    is_private,
    state_to_json,
    went_back,
)
from bot.domain.messages import Choice, Say
from bot.domain.results import with_newest
from bot.services import crisis
from bot.services.asking import NO, YES, Ask, Labels, ended, key, resting, rows, told
from bot.services.move_values import Here, Move, Outcome, Run, Told
from bot.services.writes import PENDING

__all__ = ["Here", "Move", "Moves", "Outcome", "Run", "Told"]
"""What callers need, in one import."""

TOLD_WHY = frozenset({"varies", "again", "negative", "things", "many"})
"""Why an answer was not understood, where it is said what to answer instead."""

MOST_TRIES = 2
"""How often a question is asked again with an example before it is offered to be skipped."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Makes the moves of every assessment of this installation."""

    definitions: Mapping[str, Definition]
    rules: Rules
    outcomes: Mapping[str, Outcome]
    labels: Labels

    def on(
        self,
        here: Here,
        says: tuple[Say, ...] = (),
        *,
        lead: str | None = None,
        hint: bool = False,
    ) -> Move:
        """Ask the question that is next, or say what all answers came to."""
        state = replace(here.state, touched_on=here.today)
        definition = self.definitions[state.assessment]
        question = current(definition, state, self.rules)
        if question is None:
            return self.finish(here.with_state(state), says)
        if question.before is not None and question.id not in state.told:
            says = (*says, *self.outcomes[question.before](self._run(here, question)).says)
            state = replace(state, told=(*state.told, question.id))
        if state.together and lead is None and is_private(question):
            lead = "assessment.together_private"
        ask = self.ask(state, question)
        return Move((*says, ask.say(lead, hint=hint)), self._kept(state, ask), active=True)

    def take(
        self,
        here: Here,
        question: Question,
        given: Given,
        says: tuple[Say, ...] = (),
        *,
        quietly: bool = False,
    ) -> Move:
        """Keep an answer and go on; whoever does not want to tell of danger hears who helps.

        Args:
            quietly: Of danger something has been told: nobody needs to hear that they need not.
        """
        found = danger_in(question, given)
        if found is not None:
            # The answer itself is not kept: nothing that is drawn or shown can come of it.
            danger, rest = found
            return self.danger(here.with_state(answered(here.state, question.id, rest)), danger)
        if is_untold(question, given) and not quietly:
            helpers = {"services": ",".join(question.services), "lead": "assessment.untold_help"}
            says = (*says, Say("assessment.untold"), Say("directory.results", helpers))
        return self.on(here.with_state(answered(here.state, question.id, given)), says)

    def danger(self, here: Here, danger: Danger) -> Move:
        """Show the card and let every question wait."""
        return _rest(here.state, (crisis.declared(danger),), None)

    def doubt(
        self, here: Here, question: Question, given: Given, says: tuple[Say, ...] = ()
    ) -> Move:
        """Say a surprising answer back and wait for a yes."""
        definition = self.definitions[here.state.assessment]
        ask = self.ask(here.state, question)
        args = {
            "name_words": key(definition, question.id, "name"),
            "said_figure": told(definition, question, given),
        }
        choices = (
            Choice(ask.press(YES), "assessment.button.yes"),
            Choice(ask.press(NO), "assessment.button.no"),
        )
        kept = self._kept(doubted(here.state, given), ask)
        return Move((*says, Say("assessment.sure", args, choices)), kept, active=True)

    def unclear(self, here: Here, why: str | None = None) -> Move:
        """Ask kindly again with an example, twice; then offer to skip.

        Args:
            why: What is known of it, as ``answers.Answer.why`` says it.
        """
        state = replace(here.state, tries=here.state.tries + 1, doubt=None, strays=0)
        lead = f"assessment.unclear_{min(state.tries, MOST_TRIES + 1)}"
        if why in TOLD_WHY and state.tries <= MOST_TRIES:
            lead = f"assessment.unclear.{why}"
        return self.on(here.with_state(state), lead=lead, hint=state.tries <= MOST_TRIES)

    def why(self, here: Here, question: Question) -> Move:
        """Say why we ask, and ask again."""
        definition = self.definitions[here.state.assessment]
        return self.on(here, (Say(key(definition, question.id, "why")),))

    def explained(self, here: Here, question: Question) -> Move:
        """Say what it is asked for, and ask again with an example: it was not understood."""
        definition = self.definitions[here.state.assessment]
        return self.on(here, (Say(key(definition, question.id, "why")),), hint=True)

    def back(self, here: Here, steps: int) -> Move:
        """Ask an earlier question again, with what was answered."""
        definition = self.definitions[here.state.assessment]
        earlier = went_back(definition, here.state, self.rules, steps)
        if earlier is None:
            return self.on(here, lead="assessment.at_first")
        return self.on(here.with_state(earlier))

    def pause(self, state: State, words: str) -> Move:
        """Stop here; everything stays until the person goes on or deletes it."""
        name = state.assessment
        definition = self.definitions[name]
        asked = replay(definition, state.given, self.rules).asked
        some = any(one.counts and state.given[one.id].kind == "value" for one in asked)
        so_far = Choice(f"sofar:{name}", "assessment.button.so_far")
        choices = (
            Choice(f"assess:{name}", "assessment.button.go_on"),
            *((so_far,) if some else ()),
            Choice(f"forget:{name}", "assessment.button.forget"),
        )
        says = (Say(words, {"title_words": key(definition, "title")}, choices),)
        question = current(definition, state, self.rules)
        if question is None:
            return _rest(state, says, None)
        waits = self.ask(state, question).pending(self.labels)
        return _rest(state, says, resting(waits, state.touched_on))

    def retell(self, here: Here) -> tuple[Say, ...]:
        """Return what a finished assessment came to, once more."""
        definition = self.definitions[here.state.assessment]
        run = replace(self._run(here, None), retold=True)
        return self.outcomes[definition.outcome](run).says

    def note(self, state: State, given: Mapping[str, Given]) -> tuple[Say, ...]:
        """Say back what was understood, by question id."""
        definition = self.definitions[state.assessment]
        pairs = {
            key(definition, name, "name"): told(definition, question, one)
            for name, one in given.items()
            if (question := definition.question(name)) is not None
        }
        return (Say("assessment.noted", {"items_rows": rows(pairs)}),) if pairs else ()

    def ask(self, state: State, question: Question) -> Ask:
        """Return a question in its place."""
        return Ask(self.definitions[state.assessment], question, state.given, self.rules)

    def finish(self, here: Here, says: tuple[Say, ...] = ()) -> Move:
        """End here: say and keep what the answers come to, all of them or those so far."""
        definition = self.definitions[here.state.assessment]
        run = self._run(here, None)
        outcome = self.outcomes[definition.outcome](run)
        choices = (
            Choice(f"fix:{definition.id}", "assessment.button.fix"),
            Choice(f"again:{definition.id}", "assessment.button.again"),
            Choice(f"forget:{definition.id}", "assessment.button.forget"),
            Choice("intent:contact_worker", "menu.worker"),
        )
        said = tuple(one.id for one in definition.questions if one.before in self.outcomes)
        state = replace(here.state, finished=True, at=None, told=said, order=_next(here.records))
        changes: dict[str, Any] = {f"assessment:{definition.id}": state_to_json(state)}
        if outcome.result is not None:
            changes[f"results:{definition.id}"] = with_newest(run.kept, outcome.result)
        kept = "assessment.kept_together" if state.together else "assessment.kept"
        after = Say(kept if outcome.result else "assessment.ended", {}, choices)
        changes[PENDING] = ended(definition, run.answers, here.today)
        return Move((*says, *outcome.says, after), changes, active=False)

    def _run(self, here: Here, question: Question | None) -> Run:
        definition = self.definitions[here.state.assessment]
        given = here.state.given
        answers = replay(definition, given, self.rules).answers(given)
        kept = here.records.get(f"results:{definition.id}") or ()
        return Run(definition, answers, here.today, kept, question, here.state.told)

    def _kept(self, state: State, ask: Ask) -> dict[str, Any]:
        return {
            f"assessment:{state.assessment}": state_to_json(state),
            PENDING: ask.pending(self.labels),
        }


def _next(records: Mapping[str, Any]) -> int:
    """Return the number of the assessment that is finished now, among all that were."""
    kept = [row for name, row in records.items() if name.startswith("assessment:") and row]
    return 1 + max((row.get("order", 0) for row in kept), default=0)


def _rest(state: State, says: tuple[Say, ...], pending: Mapping[str, Any] | None) -> Move:
    kept = state_to_json(replace(state, strays=0))
    return Move(says, {f"assessment:{state.assessment}": kept, PENDING: pending}, active=False)
