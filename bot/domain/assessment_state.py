"""Where a person is in an assessment, and every move they can make. Values in, values out.

The state is JSON that is kept for the person between all turns (``records``); nothing else
remembers anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.domain.assessment import Answers, Definition, Given, Question, Rules, from_json, to_json
from bot.domain.assessment_replay import options_of, replay


@dataclass(frozen=True, slots=True)
class State:
    """One run of an assessment.

    Attributes:
        version: Of the definition that the answers were given to.
        given: By question id; also answers that no longer lie on the way.
        at: The question that is asked out of turn, after going back; None follows the way.
        doubt: A surprising answer to the question being asked, which waits for a yes.
        tries: How often the answer to the question being asked was not understood.
        strays: How many messages in a row were about something else.
        told: Questions whose outcome before them has been said.
        together: A worker sits beside and sees the same screen. Nothing is shown by it.
        finished: The last question was answered, or no more are wanted.
        order: Which one this was of all that were finished: a day may have several.
        begun_on, touched_on: Days, in the Helsinki calendar.
    """

    assessment: str
    version: int
    begun_on: date
    touched_on: date
    given: Answers = field(default_factory=dict)
    at: str | None = None
    doubt: Given | None = None
    tries: int = 0
    strays: int = 0
    told: tuple[str, ...] = ()
    together: bool = False
    finished: bool = False
    order: int = 0


def begun(definition: Definition, today: date) -> State:
    """Return the state before the first question."""
    return State(definition.id, definition.version, today, today)


def current(definition: Definition, state: State, rules: Rules) -> Question | None:
    """Return the question being asked, or None when there is none left."""
    path = replay(definition, state.given, rules)
    if state.at is not None:
        found = [question for question in path.asked if question.id == state.at]
        if found:
            return found[0]
    return path.pending


def answered(state: State, question: str, given: Given) -> State:
    """Return the state with an answer to any question.

    When another answer stood there, what was said of the answers is to be said anew.
    """
    changed = state.given.get(question, given) != given
    told = () if changed else state.told
    moved = replace(state, given={**state.given, question: given}, strays=0, told=told)
    return replace(moved, at=None if state.at == question else state.at, doubt=None, tries=0)


def doubted(state: State, given: Given) -> State:
    """Return the state that waits for a yes."""
    return replace(state, doubt=given, tries=0, strays=0)


def went_back(definition: Definition, state: State, rules: Rules, steps: int) -> State | None:
    """Return the state some questions earlier, at most at the first; None when there already.

    The answers stay: the question is asked again with what was said, and after it the way goes
    on where it was left.
    """
    way = [question.id for question in replay(definition, state.given, rules).asked]
    asking = current(definition, state, rules)
    here = way.index(asking.id) if asking and asking.id in way else len(way)
    if here == 0:
        return None
    return replace(state, at=way[max(0, here - steps)], doubt=None, tries=0, strays=0)


def fitted(definition: Definition, state: State, rules: Rules) -> State:
    """Return the state with what still fits a definition of another version."""
    if state.version == definition.version:
        return state
    kept: dict[str, Given] = {}
    for question in definition.questions:  # in order: offers look at the answers before them
        given = state.given.get(question.id)
        if given is not None and _fits(definition, question, given, kept, rules):
            kept[question.id] = given
    return replace(
        state, version=definition.version, given=kept, at=None, doubt=None, finished=False
    )


def _fits(
    definition: Definition, question: Question, given: Given, kept: Answers, rules: Rules
) -> bool:
    if given.kind != "value":
        return True
    match question.type:
        case "money" | "number":
            return given.low is not None and given.high is not None
        case "scale":
            low, high = steps_of(question)
            return given.low is not None and low <= given.low <= high
        case "date":
            return given.day is not None
        case "choice" | "several":
            known = options_of(definition, question, kept, rules)
            one = question.type == "several" or len(given.picked) == 1
            return bool(given.picked) and one and set(given.picked) <= set(known)
        case "text":
            return given.text is not None


def is_private(question: Question) -> bool:
    """Return whether one may rather answer alone: one's own words, and what is about danger."""
    return question.type == "text" or any(pick.crisis for pick in question.options)


def steps_of(question: Question) -> tuple[int, int]:
    """Return the lowest and the highest step of a scale from its unit, "0-10"."""
    low, _, high = (question.unit or "0-10").partition("-")
    return int(low), int(high)


def state_to_json(state: State) -> dict[str, Any]:
    """Return the state for keeping."""
    return {
        "v": 1,
        "assessment": state.assessment,
        "version": state.version,
        "begun_on": state.begun_on.isoformat(),
        "touched_on": state.touched_on.isoformat(),
        "given": {name: to_json(given) for name, given in sorted(state.given.items())},
        "at": state.at,
        "doubt": None if state.doubt is None else to_json(state.doubt),
        "tries": state.tries,
        "strays": state.strays,
        "told": list(state.told),
        "together": state.together,
        "finished": state.finished,
        "order": state.order,
    }


def state_from_json(row: Mapping[str, Any] | None) -> State | None:
    """Return a kept state, or None when there is none or it cannot be read."""
    if not row or row.get("v") != 1:
        return None
    doubt = row.get("doubt")
    return State(
        assessment=row["assessment"],
        version=row["version"],
        begun_on=date.fromisoformat(row["begun_on"]),
        touched_on=date.fromisoformat(row["touched_on"]),
        given={name: from_json(one) for name, one in row["given"].items()},
        at=row["at"],
        doubt=None if doubt is None else from_json(doubt),
        tries=row["tries"],
        strays=row["strays"],
        told=tuple(row["told"]),
        together=row.get("together", False),
        finished=row["finished"],
        order=row.get("order", 0),
    )
