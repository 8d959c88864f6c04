"""Where do I get help? The answer to a topic, to two topics, and what follows an answer."""

from typing import Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.common import AWAITING, HELP_ASKED, MENU, Turn, asking, content, remember, say, search

PLACE_ASKED = "place_asked"


class AnswerTopic(Action):
    """Say the topic's answer; then, once, ask where the person lives."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_answer_topic"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Answer one or two topics and remember the place if one was named."""
        turn = Turn.of(tracker)
        for topic in filter(None, (turn.intent, turn.second_intent)):
            if topic in content().topics:
                say(dispatcher, "topic.answer", args=_arguments(turn, topic))
        remember(dispatcher, last_topic=turn.intent)
        if turn.places:
            remember(dispatcher, municipality=turn.places[0])
        elif turn.municipality is None and not tracker.get_slot(PLACE_ASKED):
            say(dispatcher, "place.ask", [("intent:deny", "place.skip")])
            return [SlotSet(AWAITING, "place"), SlotSet(PLACE_ASKED, True)]
        return [SlotSet(AWAITING, None)]


class RememberPlace(Action):
    """Thank for the place and say the last answer again with what is near."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_remember_place"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Remember the first place; repeat the last topic's services for it."""
        turn = Turn.of(tracker)
        code = turn.places[0]
        remember(dispatcher, municipality=code)
        topic = turn.last_topic() or turn.remembered_topic
        say(dispatcher, "place.thanks", () if topic else MENU, args={"place": code})
        if topic is not None:
            services = ",".join(content().topics[topic].services)
            say(dispatcher, "directory.results", args=asking(turn, services=services))
        return [SlotSet(AWAITING, None)]


class Helped(Action):
    """The person says that the answer helped."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_helped"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Be glad, briefly, and stay near."""
        say(dispatcher, "help.glad", [("intent:menu", "menu.open")])
        return []


class DidNotHelp(Action):
    """The person says that the answer did not help: other roads, people first."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_did_not_help"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Offer people who answer, other words, and the menu."""
        say(
            dispatcher,
            "help.sorry",
            [("intent:plain_language", "help.simpler"), ("intent:menu", "menu.open")],
        )
        say(dispatcher, "directory.results", args={"services": HUMANS})
        return []


HUMANS = "jalkihuolto,aikuissosiaalityo,sosiaalipaivystys"
"""Services with people who take any matter of the young person's life, now or later."""

WORKERS = "jalkihuolto,aikuissosiaalityo"
"""Services whose people know one's own worker and can do what is not built here yet."""


def ask_whether_it_helped(dispatcher: Any, tracker: Any, turn: Turn) -> list[Any]:
    """Ask "did this help?" after a topic's answer, at most once for each topic."""
    topic = to_ask_about(tracker, turn)
    if topic is None:
        return []
    choices = [("intent:help_yes", "help.yes"), ("intent:help_no", "help.no")]
    say(dispatcher, "help.ask", choices)
    return [SlotSet(HELP_ASKED, [*(tracker.get_slot(HELP_ASKED) or ()), topic])]


def to_ask_about(tracker: Any, turn: Turn) -> str | None:
    """Return the topic in hand when it has not been asked whether its answer helped."""
    topic = turn.last_topic()
    return None if topic in (tracker.get_slot(HELP_ASKED) or ()) else topic


def _arguments(turn: Turn, topic: str) -> dict[str, str]:
    """Return the answer's arguments: the topic, a place, and a service named in the message."""
    args = asking(turn, topic=topic)
    if turn.text and not turn.text.startswith("/"):
        named = search().sure(turn.text, turn.language, args.get("place"))
        if named:
            args["also"] = ",".join(named[:2])
    return args
