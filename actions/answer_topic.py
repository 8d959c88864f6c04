"""Where do I get help? The answer to a topic, to two topics, and what follows an answer."""

import re
from typing import Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.common import (
    AWAITING,
    HELP_ASKED,
    MENU,
    Turn,
    asking,
    asking_of,
    content,
    offered,
    remember,
    say,
    say_again,
    search,
)
from actions.other_ways import tell_who_knows, what_else
from actions.told import as_told, speaks, told_all, told_first, typed_nothing, writes_on
from actions.word import tell_asked
from bot.domain.hand import FIRST, fresh
from bot.domain.letters import fold
from bot.domain.topics import Topic

PLACE_ASKED = "place_asked"
PLACE_QUESTIONS = ("place.ask", "place.ask_again")
PLACE_CHOICES = (("intent:deny", "place.skip"),)
HELP = "help.ask"
"""Did this help?"""

AFTER_CARD = "sosiaalipaivystys,mieli_fi"
"""After a crisis card the place decides who comes at once: the social emergency service there."""

WHICH = ("unsure.options", "unsure.much")
"""Questions of ours that a place does not answer."""


URGENT = (
    *("homeless_tonight", "violence_help", "sexual_violence", "water_damage", "fire_alarm"),
    *("locked_out", "money_run_out", "rent_arrears", "scam", "mental_health", "health_care"),
)
"""What cannot wait, first things first: of two matters in one message it is answered first."""
ASKED_FIRST = frozenset({"cost", "anonymous", "languages", "how_much", "sum"})
"""Asked in the same breath as the matter itself ("mitä se jälkihuolto maksaa")."""


class AnswerTopic(Action):
    """Say the topic's answer; then, once, ask where the person lives."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_answer_topic"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Answer one or two topics, or explain a word that was asked; remember a named place."""
        turn = Turn.of(tracker)
        if tell_asked(dispatcher, turn, turn.intent):
            return []
        heard = filter(None, (turn.intent, turn.second_intent))
        meant = [one for one in heard if one in content().topics]
        topics = list({one.id: one for one in (as_told(turn, name) for name in meant)}.values())
        topics.sort(key=lambda one: URGENT.index(one.id) if one.id in URGENT else len(URGENT))
        main, *others = topics
        if services := _only_named(turn):
            near = offered(topic for topic in turn.options if topic in content().topics)
            say(dispatcher, "directory.results", near[:2], asking(turn, services=services))
            return [SlotSet(AWAITING, None)]
        first = main if others else told_first(turn, main)
        remember(dispatcher, last_topic=(first or main).id)
        if first is None:
            say(dispatcher, FIRST, args={"topic": main.id})
            return [SlotSet(AWAITING, None)]
        if told_all(turn, first) and not others:
            tell_who_knows(dispatcher, turn, first)
            return [SlotSet(AWAITING, None)]
        key = "topic.more" if writes_on(turn, first) else "topic.answer"
        then = {"then": others[0].id} if others else {}
        asked_enough = others or turn.loop or tracker.get_slot(PLACE_ASKED)
        # The question that is open comes again below: the answer is short, nothing else is asked.
        brief = {"brief": True} if turn.loop else {}
        say(dispatcher, key, args={**_arguments(turn, first), **then, **brief})
        for topic in others:
            also = ",".join(topic.told_by(fold(turn.text)))
            args = asking_of(turn, topic, after=first.ref, also=also)
            say(dispatcher, "topic.short", args=args)
        if turn.places:
            remember(dispatcher, municipality=turn.places[0])
        elif turn.municipality is None and not asked_enough:
            return ask_place(dispatcher)
        return [SlotSet(AWAITING, None)]


class RememberPlace(Action):
    """Thank for the place and say the last answer again with what is near."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_remember_place"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Remember the first place; repeat the last topic's services for it.

        An unknown place is asked again, as the municipality it is in.
        """
        turn = Turn.of(tracker)
        if not turn.places:  # it was asked for, and this one we do not know
            say(dispatcher, PLACE_QUESTIONS[1], PLACE_CHOICES)
            return [SlotSet(AWAITING, "place")]
        code = turn.places[0]
        remember(dispatcher, municipality=code)
        topic = turn.last_topic() or turn.remembered_topic
        asked = topic is None and turn.said_last(*WHICH)
        services = _whoever_is_near(turn, topic)
        choices = () if services or asked else MENU
        say(dispatcher, "place.thanks", choices, args={"place": code})
        if asked:  # which of them was meant is still open
            say_again(dispatcher, [said for said in turn.last if said["key"] in WHICH])
        elif services:
            near = asking(turn, services=services, **turn.named_in_hand())
            say(dispatcher, "directory.results", args=near)
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


WORKERS = "jalkihuolto,aikuissosiaalityo"
"""Services whose people know one's own worker and can do what is not built here yet."""


def ask_place(dispatcher: Any) -> list[Any]:
    """Ask where the person lives; a bare name of a place is then the answer."""
    say(dispatcher, PLACE_QUESTIONS[0], PLACE_CHOICES)
    return [SlotSet(AWAITING, "place"), SlotSet(PLACE_ASKED, True)]


def ask_whether_it_helped(dispatcher: Any, tracker: Any, turn: Turn) -> list[Any]:
    """Ask "did this help?" after a topic's answer, at most once for each topic."""
    topic = to_ask_about(tracker, turn)
    if topic is None:
        return []
    choices = [("intent:help_yes", "help.yes"), ("intent:help_no", "help.no")]
    say(dispatcher, HELP, choices)
    return [SlotSet(HELP_ASKED, [*(tracker.get_slot(HELP_ASKED) or ()), topic])]


def to_ask_about(tracker: Any, turn: Turn) -> str | None:
    """Return the topic in hand when it has not been asked whether its answer helped."""
    topic = turn.last_topic()
    return None if topic in (tracker.get_slot(HELP_ASKED) or ()) else topic


def _whoever_is_near(turn: Turn, topic: str | None) -> str:
    """Return the services worth saying again now that the place is known, joined by commas."""
    if fresh(turn.card_at, turn.at) and turn.hand().topic is None:
        return AFTER_CARD
    if topic is not None:
        return ",".join(turn.known(topic).helpers)
    return turn.hand().services or ""


def _only_named(turn: Turn) -> str:
    """Return the services that one word alone names ("kela"), joined by commas; or nothing.

    Which matter is meant such a word does not say, whatever a classifier guesses.
    """
    words = fold(turn.text).split()
    if len(words) != 1 or typed_nothing(turn):
        return ""
    found = search().sure(turn.text, turn.language, turn.municipality)
    names = {one: fold(content().services[one].name[turn.language]) for one in found}
    named = [one for one, name in names.items() if re.match(rf"{re.escape(words[0])}\b", name)]
    return ",".join(named[:3])


def _arguments(turn: Turn, topic: Topic) -> dict[str, str]:
    """Return the answer's arguments: the topic, a place, and a service named in the message."""
    args = asking_of(turn, topic)
    if turn.about in ASKED_FIRST:
        args |= {"about": str(turn.about)}
        args |= speaks(turn) if turn.about == "languages" else {}
    if turn.text and not typed_nothing(turn):
        told = topic.told_by(fold(turn.text))
        place = args.get("place")
        told += search().among(topic.local, turn.text, turn.language, place)
        named = search().sure(turn.text, turn.language, place)
        if topic.case:  # "migri said no": who helps with it is chosen for the case
            named = [name for name in named if name in topic.services]
        if named or told:
            args["also"] = ",".join(dict.fromkeys([*told, *named[:2]]))
    return args
