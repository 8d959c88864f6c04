"""Changing what was answered: by saying it, with a yes where it surprises, and after the end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.domain.answers import FRESH
from bot.domain.assessment import Given
from bot.domain.assessment_replay import replay
from bot.domain.assessment_state import State, answered, went_back
from bot.domain.messages import Say
from bot.services.answering import is_surprising
from bot.services.moves import Here, Move, Moves
from bot.services.taking_back import taken_back


def changed(moves: Moves, here: Here, found: Mapping[str, Given]) -> Move:
    """Keep named answers, say them back and go on; the first that surprises waits for a yes."""
    definition, state = moves.definitions[here.state.assessment], here.state
    doubted = None
    noted: dict[str, Given] = {}
    for name, given in found.items():
        question = definition.question(name)
        if question is None:
            continue
        if is_surprising(question, given, here.today):
            doubted = doubted or (question, given)
            continue
        state = replace(answered(state, name, given), at=state.at, doubt=state.doubt)
        noted[name] = given
    said = moves.note(state, noted)
    if doubted is None:
        if replay(definition, state.given, moves.rules).pending is None:
            state = replace(state, at=None)  # nothing is left to ask: say what it comes to now
        return moves.on(here.with_state(state), said)
    question, given = doubted
    waits = replace(state, at=question.id, finished=False)
    return moves.doubt(here.with_state(waits), question, given, said)


def after_end(moves: Moves, here: Here, text: str) -> Move | None:
    """Change amounts of a finished assessment by saying them: a new result. Else None."""
    if here.today - here.state.touched_on > FRESH:
        return None
    definition = moves.definitions[here.state.assessment]
    found = taken_back(definition, here.state.given, text)
    return changed(moves, here, found) if found else None


def reopened(moves: Moves, state: State, today: date, records: Mapping[str, object]) -> Move:
    """Ask the last question of a finished assessment again, from which one may go back."""
    definition = moves.definitions[state.assessment]
    again = replace(state, finished=False)
    last = went_back(definition, again, moves.rules, 1) or again
    lead = Say("assessment.fix_money" if _has_money(state, moves) else "assessment.fix")
    return moves.on(Here(last, records, today), (lead,))


def _has_money(state: State, moves: Moves) -> bool:
    questions = moves.definitions[state.assessment].questions
    return any(one.type == "money" and one.id in state.given for one in questions)
