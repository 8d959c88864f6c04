"""What is said where danger is asked about, or told beside an answer: never "all is well".

Before anything else of a message: "joo mut pelkään naapurii" is no yes, and fear told beside a
number is heard. Whoever asks who is told gets an answer first.
"""

from bot.domain.answer_acts import yes_or_no
from bot.domain.assessment import Danger, Given, Question
from bot.domain.choices import Option, read_choice, reserves, says_sometimes
from bot.domain.danger_answers import (
    asks_if_yes,
    asks_who_is_told,
    fears,
    fears_somebody,
    hedges,
    is_past,
)
from bot.domain.messages import Say
from bot.services import crisis
from bot.services.moves import Here, Move, Moves

FEAR = Danger("crisis_violence_now", "B")
"""Fear of somebody, told at a question about other things."""


def about_danger(moves: Moves, here: Here, question: Question, text: str) -> Move | None:
    """Take words that tell danger, keep it back or ask what comes of telling it; else None."""
    grave = next((pick for pick in question.options if pick.crisis is not None), None)
    if asks_who_is_told(text):
        return moves.on(here, (Say("assessment.who_sees"),))
    if grave is None or grave.crisis is None or question.type != "choice":
        told = question.type == "scale" and fears_somebody(text)
        return moves.danger(here, FEAR) if told else None
    if asks_if_yes(text):
        return moves.on(here, (Say("assessment.if_yes"),))
    if is_past(text):
        return _past(moves, here, question, text, grave.crisis)
    said = yes_or_no(text)
    if said is not None and said == (grave.id == "yes"):
        return None  # it says the danger itself, however softly
    if grave.crisis.category == FEAR.category and fears(text):
        return moves.take(here, question, Given(picked=(grave.id,)))
    nearly = hedges(text) or (says_sometimes(text) and _picks_safe(moves, here, question, text))
    held_back = reserves(text) or (said is not None and nearly)
    return moves.on(here, lead="assessment.yes_but") if held_back else None


def _picks_safe(moves: Moves, here: Here, question: Question, text: str) -> bool:
    """Return whether words are read as the yes of "are you safe": safe sometimes is not safe."""
    options = moves.ask(here.state, question).pending(moves.labels)["options"]
    read = [Option(one["id"], tuple(one["words"])) for one in options]
    return read_choice(text, read, several=False) == ("yes",)


def _past(moves: Moves, here: Here, question: Question, text: str, danger: Danger) -> Move:
    """Go on, and ask gently whether it is safe now: it was so before."""
    move = moves.take(here, question, Given("skip"), quietly=True)
    # Whether one thinks of it was asked just now; whether somebody hurts one *now* was not.
    violence = danger.category == FEAR.category
    gently = crisis.soft(text, danger.category) if violence else crisis.hint(text)
    return Move((*move.says, gently), move.records, move.active)
