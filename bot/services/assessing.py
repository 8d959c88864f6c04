"""Taking a person through an assessment: one message in, what to say and what to keep out.

The loop of the dialogue (``actions/assessment.py``) calls this and nothing else. It owns no words
and no database: the state is read from the records in the turn's facts and goes back as changes
of them. Buttons are taken here, words in ``hearing``. What is not meant for the assessment is
refused with None, so that the dialogue answers it, and ``again`` then asks the same question once
more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.domain.assessment import Definition, Given, Question
from bot.domain.assessment_state import State, begun, current, fitted, state_from_json
from bot.domain.messages import Choice, Say
from bot.services.answering import several
from bot.services.asking import SKIP, UNKNOWN, WHY, YES, key, pressed_option
from bot.services.beside import beside_choice, sat_down
from bot.services.correcting import after_end, reopened
from bot.services.hearing import Heard, hear_words
from bot.services.moves import Here, Move, Moves
from bot.services.writes import PENDING

MOST_STRAYS = 3
"""Messages in a row about something else after which the assessment waits quietly."""


@dataclass(frozen=True, slots=True)
class Assessing:
    """All assessments, as the dialogue sees them. ``by_intent`` starts one by words."""

    moves: Moves
    by_intent: Mapping[str, str] = field(default_factory=dict)

    def start(
        self, name: str, records: Mapping[str, Any], today: date, *, anew: bool = False
    ) -> Move | None:
        """Begin an assessment, or go on where it was left; None when there is none so named."""
        definition = self.moves.definitions.get(name)
        if definition is None:
            return None
        before = self._state(definition, records)
        # Whoever sat beside is gone by the next day.
        beside = before is not None and before.together and before.touched_on == today
        state = None if anew else before
        if state is None or state.finished or not state.given:
            here = Here(replace(begun(definition, today), together=beside), records, today)
            choices = () if beside else (beside_choice(name),)
            return self.moves.on(here, (Say(key(definition, "intro"), {}, choices),))
        choices = (Choice(f"again:{name}", "assessment.button.again"),)
        here = Here(replace(state, strays=0, together=beside), records, today)
        return self.moves.on(here, (replace(self._resumed(state), choices=choices),))

    def hear(self, records: Mapping[str, Any], heard: Heard) -> Move | None:
        """Take a message while the loop runs; None when it is about something else."""
        if heard.pressed:
            return self._press(records, heard)
        if heard.intent in self.by_intent:
            return self.start(self.by_intent[heard.intent], records, heard.today)
        state = self._running(records)
        if state is None or heard.intent.startswith("crisis_"):
            return None
        here = Here(state, records, heard.today)
        if state.finished:
            return after_end(self.moves, here, heard.text)
        rests = (records.get(PENDING) or {}).get("type") == "resting"
        move = None if rests and heard.intent != "answer" else hear_words(self.moves, here, heard)
        if move is None or not rests:
            return move
        return replace(move, says=(self._resumed(state), *self._noted(state, move), *move.says))

    def again(
        self,
        records: Mapping[str, Any],
        today: date,
        *,
        waits: bool = False,
        word: bool = False,
    ) -> Move:
        """Ask the same question once more, after something else was answered.

        Whoever has spoken of other things for a while is not asked again: it waits, and so it
        does (``waits``) after something weightier. Who asked what a ``word`` means has not
        strayed, and gets the question's own example too.
        """
        state = self._running(records)
        if state is None or state.finished:
            return Move((), {}, active=False)
        state = replace(state, strays=state.strays + (not word))
        if waits or state.strays >= MOST_STRAYS:
            return self.moves.pause(state, "assessment.waits")
        return self.moves.on(Here(state, records, today), lead="assessment.back_to", hint=word)

    def results(self, records: Mapping[str, Any], name: str | None = None) -> tuple[Say, ...]:
        """Return what the newest finished assessment came to, or the one asked for; () without.

        Others that have a result are a button away.
        """
        done = {
            definition.id: state
            for definition in self.moves.definitions.values()
            if (state := self._state(definition, records)) is not None
            and state.finished
            and records.get(f"results:{definition.id}")
        }
        newest = sorted(done, key=lambda one: (done[one].touched_on, done[one].order))
        wanted = name if name in done else newest[-1] if newest else None
        if wanted is None:
            return ()
        state = done[wanted]
        others = tuple(Choice(f"show:{one}", f"assessment.{one}.title") for one in done)
        title = {
            "title_words": f"assessment.{wanted}.title",
            "then_figure": f"d:{state.touched_on.isoformat()}",
        }
        fix = Choice(f"fix:{wanted}", "assessment.button.fix")
        choices = (fix, *(one for one in others if one.action != f"show:{wanted}"))
        told = self.moves.retell(Here(state, records, state.touched_on))
        return (Say("assessment.result_of", title, choices), *told)

    def forget(self, name: str) -> Mapping[str, Any]:
        """Return the changes that forget an assessment: answers and results."""
        return {f"assessment:{name}": None, f"results:{name}": None, PENDING: None}

    # --- a button --------------------------------------------------------------------------

    def _press(self, records: Mapping[str, Any], heard: Heard) -> Move | None:
        verb, _, name = str(heard.pressed).partition(":")
        if verb in ("assess", "again"):
            return self.start(name, records, heard.today, anew=verb == "again")
        if verb in ("together", "alone", "fix", "sofar"):
            return self._aside(verb, name, records, heard.today)
        found = pressed_option(heard.pressed)
        definition = self.moves.definitions.get(found[0]) if found else None
        question = definition.question(found[1]) if definition and found else None
        if found is None or definition is None or question is None:
            return None
        state = self._state(definition, records)
        # An old button: what is finished or deleted is not changed behind one's back.
        if state is None or state.finished:
            return self.start(definition.id, records, heard.today)
        here = Here(state, records, heard.today)
        if found[2] == WHY:
            return self.moves.why(here, question)
        asking = current(definition, state, self.moves.rules)
        if asking is None or asking.id != question.id:
            if question.id not in state.given:
                return self.moves.on(here)
            here = here.with_state(replace(state, at=question.id, doubt=None))
        return self._option(here, question, found[2])

    def _aside(self, verb: str, name: str, records: Mapping[str, Any], today: date) -> Move | None:
        """Take a worker in beside, or not any more; go back into what is finished; or end here."""
        definition = self.moves.definitions.get(name)
        if definition is None:
            return None
        state = self._state(definition, records)
        if verb == "fix":
            if state is None or not state.finished:
                return self.start(name, records, today)
            return reopened(self.moves, state, today, records)
        if verb == "sofar":
            if state is None or state.finished:
                return self.start(name, records, today)
            return self.moves.finish(Here(replace(state, touched_on=today), records, today))
        if state is None or state.finished:
            state = begun(definition, today)
        here = Here(replace(state, together=verb == "together", strays=0), records, today)
        return sat_down(self.moves, here)

    def _option(self, here: Here, question: Question, option: str) -> Move:
        doubt = here.state.doubt
        if option in (SKIP, UNKNOWN):
            given = Given("skip" if option == SKIP else "unknown")
            return self.moves.take(here, question, given)
        if option == YES and doubt is not None:
            return self.moves.take(here, question, doubt)
        picked = self._picked(here, question, option)
        if picked is None:  # no to a doubt, or a button of an older version
            return self.moves.on(here.with_state(replace(here.state, doubt=None)))
        return self.moves.take(here, question, picked)

    def _picked(self, here: Here, question: Question, option: str) -> Given | None:
        if question.type == "scale":
            low, _, high = str(question.unit).partition("-")
            if option.isdecimal() and int(low) <= int(option) <= int(high):
                return Given(low=int(option), high=int(option))
            return None
        if option not in self.moves.ask(here.state, question).options():
            return None
        return several(question, (option,))

    def _noted(self, state: State, move: Move) -> tuple[Say, ...]:
        """Return what a figure was taken for: it was asked for a while ago."""
        definition = self.moves.definitions[state.assessment]
        asked = current(definition, state, self.moves.rules)
        after = state_from_json(move.records.get(f"assessment:{state.assessment}"))
        given = after.given.get(asked.id) if asked and after else None
        if asked is None or after is None or given is None or given == state.given.get(asked.id):
            return ()
        told = any(say.key == "assessment.noted" for say in move.says)
        return () if told else self.moves.note(after, {asked.id: given})

    def _resumed(self, state: State) -> Say:
        title = key(self.moves.definitions[state.assessment], "title")
        return Say("assessment.resumed", {"title_words": title})

    # --- what is kept ----------------------------------------------------------------------

    def _running(self, records: Mapping[str, Any]) -> State | None:
        """Return the state of the assessment whose question is being asked."""
        pending = records.get(PENDING) or {}
        definition = self.moves.definitions.get(pending.get("assessment", ""))
        return self._state(definition, records) if definition else None

    def _state(self, definition: Definition, records: Mapping[str, Any]) -> State | None:
        state = state_from_json(records.get(f"assessment:{definition.id}"))
        return None if state is None else fitted(definition, state, self.moves.rules)
