"""What keeps the conversation going: greetings, thanks, yes and no, the menu, saying it again."""

from typing import Any, ClassVar

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.acts import ERASE_CHOICES
from actions.answer_topic import ask_whether_it_helped, to_ask_about, what_else
from actions.common import AWAITING, MENU, Turn, asking, keep_last, remember, say
from bot.nlu.folding import fold

PEOPLE = (("intent:contact_worker", "menu.worker"), ("intent:menu", "menu.open"))
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
        say(dispatcher, f"talk.{turn.intent}", self.choices.get(turn.intent, ()))
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
        if turn.last_key() == "help.ask":
            say(dispatcher, "help.glad", [("intent:menu", "menu.open")])
            return []
        if turn.last_key() in ERASE:  # free words erase nothing: the button does
            say(dispatcher, "erase.press", ERASE_CHOICES)
            return []
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
        if last == "help.ask":
            what_else(dispatcher, turn)
        elif last in ERASE:
            say(dispatcher, "erase.kept")
        elif tracker.get_slot(AWAITING) == "place":
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
        """Repeat what was said last, buttons included."""
        turn = Turn.of(tracker)
        if not turn.last:
            say(dispatcher, "talk.nothing_yet", MENU)
            return []
        _again(dispatcher, turn)
        keep_last(dispatcher)
        return []


class SayMoreSimply(Action):
    """Say the last answer in plain language, and stay with plain language."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_say_more_simply"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """First time: the plain variant. Already plain: one thing at a time, and a person."""
        turn = Turn.of(tracker)
        remember(dispatcher, plain=True)
        topic = turn.last_topic()
        plainer_still = any(said["key"] == "topic.plainest" for said in turn.last)
        if turn.plain and not _ALWAYS.isdisjoint(fold(turn.text).split()):
            topic = turn.remembered_topic
            say(dispatcher, "plain.from_now", [(f"topic:{topic}", "")] if topic else MENU)
            keep_last(dispatcher)
        elif plainer_still:
            say(dispatcher, "plain.person", [("intent:contact_worker", "intent.contact_worker")])
        elif topic is not None and turn.plain:
            say(dispatcher, "topic.plainest", args={"topic": topic})
        elif topic is not None and not any(said["key"] == "topic.answer" for said in turn.last):
            say(dispatcher, "plain.from_now")
            say(dispatcher, "topic.answer", args=asking(turn, topic=topic))
        elif turn.last:
            say(dispatcher, "plain.from_now")
            _again(dispatcher, turn, but="place.ask")  # a question is no answer to say plainly
        else:
            say(dispatcher, "plain.from_now", MENU)
        return []


def _again(dispatcher: Any, turn: Turn, but: str = "") -> None:
    for said in turn.last:
        if said["key"] == but:
            continue
        choices = [(action, label or "") for action, label in said["choices"]]
        say(dispatcher, said["key"], choices, args=said["args"])
