"""What keeps the conversation going: greetings, thanks, yes and no, the menu, saying it again."""

from typing import Any, ClassVar

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.acts import ERASE_CHOICES
from actions.answer_topic import HELP, PLACE_QUESTIONS, ask_whether_it_helped, to_ask_about
from actions.common import (
    AWAITING,
    MENU,
    Turn,
    asking,
    keep_last,
    offered,
    remember,
    say,
    say_again,
)
from actions.other_ways import what_else
from actions.word import tell_unknown, tell_who_explains, tell_word
from bot.domain.hand import WORD_TOLD
from bot.domain.letters import fold
from bot.domain.yes_no import HOME, clear_answer

PEOPLE = (("intent:contact_worker", "menu.worker"), ("intent:menu", "menu.open"))
MEANT = {"free": "talk.free", "joke": "talk.joke", "why": "talk.why"}
"""What is said where talk is meant in one way: what writing to the assistant costs is asked, not
what a service costs; a joke is asked for, not how we are; why we ask, not what we are.
"""

AGE, FIGURE = "age", "figure"
"""How a number is meant that is all there is in a message."""

MOST_NEXT = 2
MOST_STEPS = 3
NORMAL = "normal"
"""How plain language is meant when it is not wished any more."""

COMMENTS = frozenset(
    {"talk.thanks", "talk.affirm", "talk.going", "talk.age", "talk.figure", "help.glad", HELP}
)
"""Words about the answer before them: whoever asks to hear it again means the answer."""

ERASE = frozenset({"erase.ask", "erase.press"})
_ALWAYS = frozenset({"aina", "alltid", "always"})


class Talk(Action):
    """Small words that need one fixed, kind answer each."""

    choices: ClassVar[dict[str, tuple[tuple[str, str], ...]]] = {
        **dict.fromkeys(("greet", "cancel", "dont_know", "go_back", "bot_challenge"), MENU),
        "insult": PEOPLE,
    }

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_talk"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say ``talk.<intent>``; where the person may be lost, with the menu."""
        turn = Turn.of(tracker)
        choices = self.choices.get(turn.intent, ())
        topic = turn.last_topic()
        if turn.intent == "dont_know" and topic is not None:  # small steps of the same matter
            known = turn.known(topic)
            near = [known.ref, *known.buttons][:MOST_STEPS]
            choices = tuple(offered(dict.fromkeys([*near, "contact_worker"])))
        if turn.about == "why" and topic is not None:
            choices = ((f"topic:{topic}", ""),)
        key = MEANT.get(turn.about or "", f"talk.{turn.intent}")
        say(dispatcher, key, MENU if turn.about == "joke" else choices)
        return [SlotSet(AWAITING, None)]


class Menu(Action):
    """What the assistant can do."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_menu"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say the main jobs with buttons."""
        say(dispatcher, "menu.text", MENU)
        return []


class Thanks(Action):
    """Thanks; a good moment to ask whether the answer helped."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_thanks"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Answer, and ask once a topic whether it helped."""
        turn = Turn.of(tracker)
        asks = to_ask_about(tracker, turn) is not None
        say(dispatcher, "talk.thanks", () if asks else [("intent:menu", "menu.open")])
        return ask_whether_it_helped(dispatcher, tracker, turn)


class Goodbye(Action):
    """Goodbye, and that one may come back any time."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_goodbye"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say goodbye."""
        say(dispatcher, "talk.goodbye")
        return []


class Affirm(Action):
    """A yes means what was asked last."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_affirm"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Take a yes to "did this help?" as one; otherwise acknowledge it."""
        turn = Turn.of(tracker)
        if turn.about == "going":  # they try it now: too early to ask whether it helped
            say(dispatcher, "talk.going", [("intent:help_no", "help.no")])
            return [SlotSet(AWAITING, None)]
        if turn.about in (AGE, FIGURE):
            topic = turn.hand().topic
            say(dispatcher, f"talk.{turn.about}", [(f"topic:{topic}", "")] if topic else ())
            return [SlotSet(AWAITING, None)]
        if turn.last_key() == HELP:
            say(dispatcher, "help.glad", [("intent:menu", "menu.open")])
            return []
        if turn.last_key() in ERASE:  # free words erase nothing: the button does
            say(dispatcher, "erase.press", ERASE_CHOICES)
            return []
        if turn.said_last("unsure.options", "unsure.much"):  # which of them, cannot be guessed
            again(dispatcher, turn)
            keep_last(dispatcher)
            return []
        topic = turn.last_topic()
        if topic is not None and turn.said_last("topic.answer", "topic.more"):
            # The answer ended with a question of ours: yes, and then?
            near = [*turn.known(topic).buttons][:MOST_NEXT]
            say(dispatcher, "talk.affirm_next", [*offered(near), ("intent:help_yes", "help.yes")])
            return [SlotSet(AWAITING, None)]
        say(dispatcher, "talk.affirm")
        return ask_whether_it_helped(dispatcher, tracker, turn)


class Deny(Action):
    """A no means what was asked last."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_deny"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Take a no to a question of ours as one; otherwise ask what would help."""
        turn = Turn.of(tracker)
        last = turn.last_key()
        if last == HELP:
            what_else(dispatcher, turn)
        elif last in ERASE:
            say(dispatcher, "erase.kept")
        elif turn.said_last(*PLACE_QUESTIONS) and _says_only_no(turn.text):
            say(dispatcher, "place.skipped")
        else:
            say(dispatcher, "talk.deny", [("intent:menu", "menu.open")])
        return [SlotSet(AWAITING, None)]


class Repeat(Action):
    """Say the last answer again."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_repeat"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Repeat what was said last, buttons included; below an answer's thanks, the answer."""
        turn = Turn.of(tracker)
        if not turn.last:
            say(dispatcher, "talk.nothing_yet", MENU)
            return []
        hand = turn.hand()
        comment = all(said["key"] in COMMENTS for said in turn.last)
        if comment and turn.last_topic() is not None:
            say(dispatcher, "topic.answer", args=asking(turn, topic=str(hand.topic)))
        elif comment and hand.services:
            say(dispatcher, "directory.results", args=asking(turn, services=hand.services))
        else:
            again(dispatcher, turn, "plain.from_now", HELP)
            keep_last(dispatcher)
        return []


class SayMoreSimply(Action):
    """Say the last answer in plain language, and stay with plain language."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_say_more_simply"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """First time: the plain variant. Already plain: one thing at a time, and a person.

        Whoever wants ordinary words again gets them. Who asks what a word means is told that, and
        nothing changes.
        """
        turn = Turn.of(tracker)
        if tell_word(dispatcher, turn) or tell_unknown(dispatcher, turn):
            return []
        topic = turn.last_topic()
        if turn.plain and turn.about == NORMAL:
            remember(dispatcher, plain=False)
            say(dispatcher, "plain.normal", () if topic else MENU)
            if topic:
                say(dispatcher, "topic.answer", args=asking(turn, topic=topic))
            return []
        remember(dispatcher, plain=True)
        plainer_still = any(said["key"] == "topic.plainest" for said in turn.last)
        if turn.plain and not _ALWAYS.isdisjoint(fold(turn.text).split()):
            topic = turn.remembered_topic
            say(dispatcher, "plain.from_now", [(f"topic:{topic}", "")] if topic else MENU)
            keep_last(dispatcher)
        elif turn.said_last(WORD_TOLD):
            if not turn.plain:
                say(dispatcher, "plain.from_now")
            tell_who_explains(dispatcher, turn, "word.more")
        elif plainer_still:
            say(dispatcher, "plain.person", [("intent:contact_worker", "intent.contact_worker")])
        elif topic is not None and turn.plain:
            say(dispatcher, "topic.plainest", args=asking(turn, topic=topic))
        elif topic is not None and not turn.said_last("topic.answer"):
            say(dispatcher, "plain.from_now")
            say(dispatcher, "topic.answer", args=asking(turn, topic=topic))
        elif turn.last and turn.last[-1]["key"].startswith(("scope.", "unsure.", "talk.")):
            say(dispatcher, "plain.from_now", MENU)  # nothing has been told that could be simpler
        elif turn.plain:  # it has been said plainly already, and there is nothing plainer
            say(dispatcher, "plain.person", [("intent:contact_worker", "intent.contact_worker")])
        elif turn.last:
            say(dispatcher, "plain.from_now")
            again(dispatcher, turn, "place.ask")  # a question is no answer to say plainly
        else:
            say(dispatcher, "plain.from_now", MENU)
        return []


def _says_only_no(text: str) -> bool:
    """Return whether a no has nothing else in it: "ei mikään kiinnosta" is another thing."""
    return text.startswith("/") or clear_answer(text, HOME) is False


def again(dispatcher: Any, turn: Turn, *but: str) -> None:
    """Say all of the last answer again, buttons included, but for some keys."""
    say_again(dispatcher, [said for said in turn.last if said["key"] not in but])
