"""Taking a person through an assessment: one message in, what to say and what to keep out.

The loop of the dialogue (``actions/assessment.py``) calls this and nothing else. It owns no words
and no database: the state is read from the records in the turn's facts and goes back as changes
of them. What is not meant for the assessment is refused with None, so that the dialogue answers
it, and ``again`` then asks the same question once more.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.domain.assessment import NONE, Definition, Given, Question
from bot.domain.assessment_state import State, answered, begun, current, fitted, state_from_json
from bot.domain.messages import Choice, Say
from bot.services.answering import (
    Reading,
    asks_why,
    goes_on,
    is_surprising,
    read,
    says_enough,
    says_leaving,
    says_none,
    says_wait,
    several,
    steps_back,
    yes_or_no,
)
from bot.services.asking import SKIP, UNKNOWN, WHY, YES, key
from bot.services.beside import beside_choice, sat_down
from bot.services.correcting import after_end, changed, reopened
from bot.services.moves import Here, Move, Moves
from bot.services.writes import PENDING

MOST_STRAYS = 3
"""Messages in a row about something else after which the assessment waits quietly."""

_OWN_ENOUGH = frozenset({"choice", "text"})
"""Where "that's enough" may be an option of the question, or the last words before a result."""

_NO_YES = frozenset({"money", "number", "date", "scale"})
"""Questions that a yes does not answer: after an interruption it means "let us go on"."""

_MUCH_ELSE = 4
"""Words from which a message that is not understood is taken for a matter of its own."""

_PRESSED = re.compile(r"answer:([a-z0-9_]+)-([a-z0-9_]+)-([a-z0-9_]+)")
_VAGUE = frozenset({"unsure", "out_of_scope", "affirm", "deny"})


@dataclass(frozen=True, slots=True)
class Heard:
    """A message inside the loop. ``pressed`` is the action of a button of ours, trusted."""

    intent: str
    text: str
    pressed: str | None
    today: date


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
        title = {"title_words": key(definition, "title")}
        here = Here(replace(state, strays=0, together=beside), records, today)
        return self.moves.on(here, (Say("assessment.resumed", title, choices),))

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
        return self._words(here, heard)

    def again(self, records: Mapping[str, Any], today: date, *, waits: bool = False) -> Move:
        """Ask the same question once more, after something else was answered.

        Whoever has spoken of other things for a while is not asked again: it waits, and so it
        does (``waits``) after something weightier.
        """
        state = self._running(records)
        if state is None or state.finished:
            return Move((), {}, active=False)
        state = replace(state, strays=state.strays + 1)
        if waits or state.strays >= MOST_STRAYS:
            return self.moves.pause(state, "assessment.waits")
        return self.moves.on(Here(state, records, today), lead="assessment.back_to")

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
        choices = tuple(one for one in others if one.action != f"show:{wanted}")
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
        found = _PRESSED.fullmatch(str(heard.pressed))
        definition = self.moves.definitions.get(found[1]) if found else None
        question = definition.question(found[2]) if definition and found else None
        if found is None or definition is None or question is None:
            return None
        state = self._state(definition, records)
        # An old button: what is finished or deleted is not changed behind one's back.
        if state is None or state.finished:
            return self.start(definition.id, records, heard.today)
        here = Here(state, records, heard.today)
        if found[3] == WHY:
            return self.moves.why(here, question)
        asking = current(definition, state, self.moves.rules)
        if asking is None or asking.id != question.id:
            if question.id not in state.given:
                return self.moves.on(here)
            here = here.with_state(replace(state, at=question.id, doubt=None))
        return self._option(here, question, found[3])

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

    # --- words -----------------------------------------------------------------------------

    def _words(self, here: Here, heard: Heard) -> Move | None:
        state = here.state
        definition = self.moves.definitions[state.assessment]
        question = current(definition, state, self.moves.rules)
        if question is None:
            return self.moves.on(here)
        if asks_why(heard.text):  # first: "miks sä tota kysyt" looks like other things
            return self.moves.why(here, question)
        if state.strays and question.type in _NO_YES and goes_on(heard.text):
            return self.moves.on(here)
        if says_wait(heard.text):
            return self.moves.on(here, lead="assessment.no_hurry")
        enough = question.type not in _OWN_ENOUGH and says_enough(heard.text)
        if enough or says_leaving(heard.text):
            return self.moves.pause(state, "assessment.stopped")
        if question.option(NONE) is not None and says_none(heard.text):
            return self.moves.take(here, question, Given(picked=(NONE,)))
        match heard.intent:
            case "greet":
                return self.moves.on(here, lead="assessment.back_to")
            case "cancel":
                return self.moves.pause(state, "assessment.stopped")
            case "repeat":
                return self.moves.on(here)
            case "go_back":
                return self.moves.back(here, steps_back(heard.text))
            case "skip_question":
                return self.moves.take(here, question, Given("skip"))
            case "dont_know":
                return self.moves.take(here, question, Given("unknown"))
        if state.doubt is not None and (says_yes := yes_or_no(heard.text)) is not None:
            if says_yes:
                return self.moves.take(here, question, state.doubt)
            return self.moves.on(here.with_state(replace(state, doubt=None)))
        ask = self.moves.ask(state, question)
        back = state.at is not None
        reading = read(ask, ask.pending(self.moves.labels), heard.text, here.today, back=back)
        return self._read(here, question, reading, heard)

    def _read(
        self, here: Here, question: Question, reading: Reading | None, heard: Heard
    ) -> Move | None:
        meant = heard.intent == "answer" or heard.intent in _VAGUE
        if reading is not None and (reading.others or (meant and reading.given is not None)):
            return self._accept(here, question, reading)
        if heard.intent == "deny" and question.option(NONE) is not None:
            return self.moves.take(here, question, Given(picked=(NONE,)))
        if heard.intent == "answer" or _says_little(heard):
            return self.moves.unclear(here)
        return None

    def _accept(self, here: Here, question: Question, reading: Reading) -> Move:
        """Keep what was read, say it back where it was not said as it is kept, and go on."""
        definition, state = self.moves.definitions[here.state.assessment], here.state
        if reading.given is None:
            return changed(self.moves, here, reading.others or {})
        noted: dict[str, Given] = {}
        for name, given in (reading.others or {}).items():
            other = definition.question(name)
            if other is not None and not is_surprising(other, given, here.today):
                state = replace(answered(state, name, given), at=state.at, doubt=state.doubt)
                noted[name] = given
        here = here.with_state(state)
        given_now = reading.given
        if reading.doubtful and state.doubt != given_now:
            return self.moves.doubt(here, question, given_now, self.moves.note(state, noted))
        if not reading.exact:
            noted = {question.id: given_now, **noted}
        return self.moves.take(here, question, given_now, self.moves.note(state, noted))

    # --- what is kept ----------------------------------------------------------------------

    def _running(self, records: Mapping[str, Any]) -> State | None:
        """Return the state of the assessment whose question is being asked."""
        pending = records.get(PENDING) or {}
        definition = self.moves.definitions.get(pending.get("assessment", ""))
        return self._state(definition, records) if definition else None

    def _state(self, definition: Definition, records: Mapping[str, Any]) -> State | None:
        state = state_from_json(records.get(f"assessment:{definition.id}"))
        return None if state is None else fitted(definition, state, self.moves.rules)


def _says_little(heard: Heard) -> bool:
    """Return whether words that were not understood were meant as an answer.

    "Mun pää hajoo" may be unsure, but it is no answer.
    """
    words = heard.text.split()
    if heard.intent == "unsure":
        return len(words) <= 1 or not any(letter.isalpha() for letter in heard.text)
    return heard.intent in _VAGUE and len(words) < _MUCH_ELSE
