"""When no one meaning is sure: offer the best meanings, look in the directory, say what we can."""

from typing import Any

from rasa_sdk import Action

from actions.common import MENU, Turn, asking, content, offered, remember, say, search
from actions.follow_up import tell_about
from actions.told import as_told
from actions.told_day import DAY, tell_day
from actions.word import tell_unknown, tell_word
from bot.content.asked_words import WORD

ELSE = ("intent:something_else", "unsure.else")
MOST_OFFERED = 3
WORDS_OF_MUCH = 18
SMALL_TALK = frozenset(
    [
        *("greet", "goodbye", "thanks", "affirm", "deny", "how_are_you", "insult", "cancel"),
        *("skip_question", "go_back", "dont_know", "out_of_scope"),
    ]
)
"""Nobody presses a button to say that they only wanted to say hello."""


class AskMeaning(Action):
    """Offer the two or three likeliest meanings as buttons, and something else."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_ask_meaning"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Prefer a word or a service named in the message; otherwise ask."""
        turn = Turn.of(tracker)
        if tell_word(dispatcher, turn) or _found_service(dispatcher, turn):
            return []
        if tell_unknown(dispatcher, turn, itself=True):
            return []
        if turn.places:  # "asun Turussa. mistä saan apua"
            remember(dispatcher, municipality=turn.places[0])
        topics = content().topics
        refs = (as_told(turn, one).ref if one in topics else one for one in _meanings(turn))
        choices = offered(dict.fromkeys(refs))
        if choices:
            # Whoever has told much is not met with "I do not understand".
            much = len(turn.text.split()) >= WORDS_OF_MUCH
            say(dispatcher, "unsure.much" if much else "unsure.options", [*choices, ELSE])
        elif not tell_unknown(dispatcher, turn):
            say(dispatcher, "unsure.again", [("intent:menu", "menu.open")])
        return []


class FindService(Action):
    """A service is asked for, by its name or kind, or as the one in the answer before."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_find_service"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say what a word is, or what is asked of the answer in hand, or the best services."""
        turn = Turn.of(tracker)
        if turn.about in (None, WORD) and tell_word(dispatcher, turn):
            return []
        if turn.about == DAY:
            return tell_day(dispatcher, tracker, turn)
        if turn.about is not None:
            return tell_about(dispatcher, tracker, turn)
        if not _found_service(dispatcher, turn):
            say(dispatcher, "directory.none", [("intent:menu", "menu.open")])
        return []


class OutOfScope(Action):
    """Say honestly what the assistant can do, and offer the nearest topic."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_out_of_scope"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Look in the directory first: "onko keravalla hammaspäivystystä" is not out of scope."""
        turn = Turn.of(tracker)
        if tell_word(dispatcher, turn) or _found_service(dispatcher, turn):
            return []
        if tell_unknown(dispatcher, turn, itself=True):
            return []
        near = [one for one in _meanings(turn) if one in content().topics][:1]
        say(dispatcher, "scope.out", [*offered(near), ("intent:menu", "menu.open")])
        return []


class SomethingElse(Action):
    """None of the offered meanings was right."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_something_else"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Ask for other words, and show what there is."""
        say(dispatcher, "unsure.other", MENU)
        return []


class DefaultFallback(Action):
    """The dialogue has no rule for this: never silence."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_default_fallback"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say that it was not understood, with a way on."""
        say(dispatcher, "unsure.again", [("intent:menu", "menu.open")])
        return []


def _found_service(dispatcher: Any, turn: Turn) -> bool:
    found = search().sure(turn.text, turn.language) if turn.text else []
    if not found:
        return False
    say(dispatcher, "directory.results", args=asking(turn, services=",".join(found[:3])))
    if turn.places:
        remember(dispatcher, municipality=turn.places[0])
    return True


def _meanings(turn: Turn) -> list[str]:
    """Return what may be meant: the topic in hand first ("miten haen"), small talk never."""
    meant = dict.fromkeys((turn.last_topic(), *turn.options))
    return [one for one in meant if one is not None and one not in SMALL_TALK][:MOST_OFFERED]
