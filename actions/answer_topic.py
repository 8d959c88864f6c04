"""Where do I get help? The answer to a topic, to two topics, and what follows an answer."""

from datetime import datetime, timedelta
from typing import Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.common import AWAITING, HELP_ASKED, MENU, Turn, asking, content, remember, say, search

PLACE_ASKED = "place_asked"


URGENT = (
    *("homeless_tonight", "violence_help", "sexual_violence", "water_damage", "fire_alarm"),
    *("locked_out", "money_run_out", "rent_arrears", "scam", "mental_health", "health_care"),
)
"""What cannot wait, first things first: of two matters in one message it is answered first."""

JUST_NOW = timedelta(hours=2)
"""Somebody who writes on about the same topic within this has what to do still before them."""


class AnswerTopic(Action):
    """Say the topic's answer; then, once, ask where the person lives."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_answer_topic"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Answer one or two topics and remember the place if one was named."""
        turn = Turn.of(tracker)
        meant = filter(None, (turn.intent, turn.second_intent))
        topics = [one for one in meant if one in content().topics]
        topics.sort(key=lambda one: URGENT.index(one) if one in URGENT else len(URGENT))
        first, *others = topics or [turn.intent]
        key = "topic.more" if _writes_on(turn, first) else "topic.answer"
        then = {"then": others[0]} if others else {}
        say(dispatcher, key, args={**_arguments(turn, first), **then, "said_at": turn.at})
        for topic in others:
            say(dispatcher, "topic.short", args=asking(turn, topic=topic, after=first))
        remember(dispatcher, last_topic=first)
        if turn.places:
            remember(dispatcher, municipality=turn.places[0])
        elif turn.municipality is None and not tracker.get_slot(PLACE_ASKED) and not others:
            return ask_place(dispatcher)
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
        """Offer other words, a neighbouring topic, services not yet shown, and people."""
        turn = Turn.of(tracker)
        what_else(dispatcher, turn)
        topic = turn.last_topic() or turn.remembered_topic
        asked = [*(tracker.get_slot(HELP_ASKED) or ()), *([topic] if topic else ())]
        return [SlotSet(AWAITING, None), SlotSet(HELP_ASKED, list(dict.fromkeys(asked)))]


HUMANS = "jalkihuolto,aikuissosiaalityo,sosiaalipaivystys"
"""Services with people who take any matter of the young person's life, now or later."""

WORKERS = "jalkihuolto,aikuissosiaalityo"
"""Services whose people know one's own worker and can do what is not built here yet."""


def what_else(dispatcher: Any, turn: Turn) -> None:
    """Say what else there is when an answer did not help."""
    topic = turn.last_topic() or turn.remembered_topic
    topics = content().topics
    known = topics.get(topic or "")
    near = [one for one in known.buttons if one in topics][:2] if known else []
    choices = [(f"topic:{one}", "") for one in near]
    choices += [("intent:plain_language", "help.simpler")] if topic else []
    say(dispatcher, "help.sorry", [*choices, ("intent:menu", "menu.open")])
    services = [*(known.services if known else ()), HUMANS]
    args = asking(turn, services=",".join(services), lead="help.others")
    say(dispatcher, "directory.results", args={**args, **({"after": topic} if topic else {})})


def ask_place(dispatcher: Any) -> list[Any]:
    """Ask where the person lives; a bare name of a place is then the answer."""
    say(dispatcher, "place.ask", [("intent:deny", "place.skip")])
    return [SlotSet(AWAITING, "place"), SlotSet(PLACE_ASKED, True)]


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


def _writes_on(turn: Turn, topic: str) -> bool:
    """Return whether the topic has just been answered and the person writes more of it.

    A pressed button asks for the answer itself, and so does a new question of another day.
    """
    last = [said for said in turn.last if said["key"] in ("topic.answer", "topic.more")]
    if turn.text.startswith("/") or not last or last[-1]["args"].get("topic") != topic:
        return False
    before, now = last[-1]["args"].get("said_at"), turn.at
    if not before or not now:
        return False
    return datetime.fromisoformat(now) - datetime.fromisoformat(before) < JUST_NOW


def _arguments(turn: Turn, topic: str) -> dict[str, str]:
    """Return the answer's arguments: the topic, a place, and a service named in the message."""
    args = asking(turn, topic=topic)
    if turn.text and not turn.text.startswith("/"):
        named = search().sure(turn.text, turn.language, args.get("place"))
        if named:
            args["also"] = ",".join(named[:2])
    return args
