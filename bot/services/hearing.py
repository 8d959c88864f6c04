"""What words in an assessment come to: an act, an answer, a change, or None for another matter.

The pipeline has found an intent; here the question being asked and the words themselves are looked
at too. What is taken is one of the ``moves``.
"""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.answer_acts import (
    asks_why,
    goes_on,
    says_enough,
    says_leaving,
    says_none,
    says_wait,
    steps_back,
    yes_or_no,
)
from bot.domain.assessment import NONE, Given, Question
from bot.domain.assessment_state import answered, current
from bot.domain.choices import says_sometimes
from bot.domain.messages import Say
from bot.domain.number_tokens import written_evenly
from bot.domain.pause_words import says_pause, says_unclear
from bot.domain.scales import scale_of
from bot.services.answering import Reading, is_surprising, read
from bot.services.asked_danger import about_danger
from bot.services.correcting import changed
from bot.services.moves import Here, Move, Moves

_OWN_ENOUGH = frozenset({"choice", "text"})
"""Where "that's enough" may be an option of the question, or the last words before a result."""

_NO_YES = frozenset({"money", "number", "date", "scale"})
"""Questions that a yes does not answer: after an interruption it means "let us go on"."""

_MUCH_ELSE = 4
"""Words from which a message that is not understood is taken for a matter of its own."""

_LONG = 5
"""Letters of a word that tells what an option is about."""

_VAGUE = frozenset({"unsure", "out_of_scope", "affirm", "deny"})


@dataclass(frozen=True, slots=True)
class Heard:
    """A message inside the loop. ``pressed`` is the action of a button of ours, trusted."""

    intent: str
    text: str
    pressed: str | None
    today: date


def hear_words(moves: Moves, here: Here, heard: Heard) -> Move | None:
    """Take words while a question waits for an answer; None when they are another matter."""
    state = here.state
    question = current(moves.definitions[state.assessment], state, moves.rules)
    if question is None:
        return moves.on(here)
    act = about_danger(moves, here, question, heard.text)
    act = act or _act_in_words(moves, here, question, heard.text)
    if act is not None:
        return act
    ask = moves.ask(state, question)
    back = state.at is not None
    reading = read(ask, ask.pending(moves.labels), heard.text, here.today, back=back)
    if reading is not None and reading.others and reading.given is None:
        return _accept(moves, here, question, reading)  # "450 eikä 600" sounds like going back
    if not _is_figure(heard.text):
        act = _act_meant(moves, here, question, heard)
    if act is not None:
        return act
    if state.doubt is not None and (says_yes := yes_or_no(heard.text)) is not None:
        if says_yes:
            return moves.take(here, question, state.doubt)
        return moves.on(here.with_state(replace(state, doubt=None)))
    if reading is None and _is_figure(heard.text):
        return moves.unclear(here)
    return _take_reading(moves, here, question, reading, heard)


def _act_in_words(moves: Moves, here: Here, question: Question, text: str) -> Move | None:
    """Take an act that the words themselves show, whatever the pipeline found; else None."""
    state = here.state
    if asks_why(text):  # first: "miks sä tota kysyt" looks like other things
        return moves.why(here, question)
    if state.strays and question.type in _NO_YES and goes_on(text):
        return moves.on(here)
    if says_wait(text):
        return moves.on(here, lead="assessment.no_hurry")
    if says_unclear(text):
        return _said_again(moves, here, question) or moves.explained(here, question)
    enough = question.type not in _OWN_ENOUGH and says_enough(text)
    later = says_pause(text) and not _is_label(moves, here, question, text)
    if enough or later or says_leaving(text):
        return moves.pause(state, "assessment.stopped")
    if question.option(NONE) is not None and says_none(text):
        return moves.take(here, question, Given(picked=(NONE,)))
    return None


def _act_meant(moves: Moves, here: Here, question: Question, heard: Heard) -> Move | None:
    """Take an act that the pipeline found; else None."""
    match heard.intent:
        case "greet":
            return moves.on(here, lead="assessment.back_to")
        case "cancel":
            return moves.pause(here.state, "assessment.stopped")
        case "repeat":
            return _said_again(moves, here, question) or moves.on(here)
        case "plain_language" if not here.state.strays:  # else it is about what came between
            return _said_again(moves, here, question) or moves.explained(here, question)
        case "go_back":
            return moves.back(here, steps_back(heard.text))
        case "skip_question" | "dont_know" if says_sometimes(heard.text):
            return moves.unclear(here) if question.type in _NO_YES - {"scale"} else None
        case "skip_question":
            return moves.take(here, question, Given("skip"))
        case "dont_know":
            return moves.take(here, question, Given("unknown"))
    return None


def _said_again(moves: Moves, here: Here, question: Question) -> Move | None:
    """Ask once more whether a surprising answer is right, and keep it; None where none waits."""
    doubt = here.state.doubt
    return None if doubt is None else moves.doubt(here, question, doubt)


def _take_reading(
    moves: Moves, here: Here, question: Question, reading: Reading | None, heard: Heard
) -> Move | None:
    """Take what was read where it was meant; ask again where that little was; else None."""
    step = question.type == "scale" and any(map(str.isdigit, heard.text))
    meant = heard.intent == "answer" or heard.intent in _VAGUE or step
    meant = meant or heard.intent == question.topic  # "häätö tulossa", asked about the rent
    meant = (
        meant or _tells_how_it_is(question, heard) or _names_option(moves, here, question, heard)
    )
    if reading is not None and (reading.others or (meant and reading.given is not None)):
        return _accept(moves, here, question, reading)
    if heard.intent == "deny" and question.option(NONE) is not None:
        return moves.take(here, question, Given(picked=(NONE,)))
    if heard.intent == "answer" or _says_little(heard):
        return moves.unclear(here, reading.why if reading else None)
    return None


def _tells_how_it_is(question: Question, heard: Heard) -> bool:
    """Return whether a few words may say a step: "vähän yksin", asked how it has been."""
    of_steps = question.type == "scale" and not scale_of(question.unit).by_oneself
    few = len(heard.text.split()) <= _MUCH_ELSE and not heard.text.rstrip().endswith("?")
    return of_steps and few and not heard.intent.startswith("crisis_")


def _names_option(moves: Moves, here: Here, question: Question, heard: Heard) -> bool:
    """Return whether a few words name what an option does: "ei oo velkaa", asked about debts."""
    said = {word for word in written_evenly(heard.text).split() if len(word) >= _LONG}
    if question.type != "choice" or not question.counts or len(heard.text.split()) > _MUCH_ELSE:
        return False
    options = moves.ask(here.state, question).pending(moves.labels)["options"]
    named = {part for one in options for words in one["words"] for part in words.split()}
    return not said.isdisjoint(map(written_evenly, named))


def _accept(moves: Moves, here: Here, question: Question, reading: Reading) -> Move:
    """Keep what was read, say it back where it was not said as it is kept, and go on."""
    definition, state = moves.definitions[here.state.assessment], here.state
    if reading.given is None:
        return changed(moves, here, reading.others or {})
    noted: dict[str, Given] = {}
    for name, given in (reading.others or {}).items():
        other = definition.question(name)
        if other is not None and not is_surprising(other, given, here.today):
            state = replace(answered(state, name, given), at=state.at, doubt=state.doubt)
            noted[name] = given
    here = here.with_state(state)
    given_now = reading.given
    if reading.doubtful and state.doubt != given_now:
        return moves.doubt(here, question, given_now, moves.note(state, noted))
    if not reading.exact:
        noted = {question.id: given_now, **noted}
    told = (Say(reading.told),) if reading.told else ()
    return moves.take(here, question, given_now, (*moves.note(state, noted), *told))


def _is_label(moves: Moves, here: Here, question: Question, text: str) -> bool:
    """Return whether words are those of an option: "myöhemmin" may answer "go on now or later"."""
    options = moves.ask(here.state, question).pending(moves.labels)["options"]
    words = (written_evenly(one) for option in options for one in option["words"])
    return written_evenly(text).strip() in words


def _is_figure(text: str) -> bool:
    """Return whether nothing but figures was typed: "5" to a question of yes and no is no act."""
    return text.strip().isdecimal()


def _says_little(heard: Heard) -> bool:
    """Return whether words that were not understood were meant as an answer.

    "Mun pää hajoo" may be unsure, but it is no answer.
    """
    words = heard.text.split()
    if heard.intent == "unsure":
        return len(words) <= 1 or not any(letter.isalpha() for letter in heard.text)
    return heard.intent in _VAGUE and len(words) < _MUCH_ELSE
