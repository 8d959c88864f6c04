"""Who is my worker, when are they at work, can I have another, and how to use a code."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action

from actions.answer_topic import WORKERS
from actions.common import Turn, asking, say
from bot.domain.staff import EMERGENCY
from bot.services.handoff_fact import HANDOFF
from bot.services.worker_card import WORKER, card_args

TO_WORKER = ("intent:contact_worker", "menu.worker")
BOOK = ("intent:book_appointment", "intent.book_appointment")
TO_UNIT = ("intent:contact_worker", "intent.contact_worker")
UNANSWERED = "unanswered"
"""How "worker_hours" is meant when somebody says that their worker does not answer."""

OWN_CHANNELS = (("pair:make", "pair.make"), ("pair:undo", "pair.undo"))


class TellWorker(Action):
    """The card of one's own worker, or who answers when there is none."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_tell_worker"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say the card, what is coming, and who answers what cannot wait."""
        turn = Turn.of(tracker)
        unanswered = turn.about == UNANSWERED
        if unanswered:
            tell_waiting(dispatcher, tracker)
        tell_worker(dispatcher, turn, fact_of(tracker))
        if unanswered:
            say(dispatcher, "worker.unanswered.long", [("topic:rights_complaint", "")])
        return []


class ChangeWorker(Action):
    """Another worker can be asked for; the unit decides. A known change is told ahead."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_change_worker"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say how to ask, and give the card of who it is now."""
        turn, fact = Turn.of(tracker), fact_of(tracker)
        if turn.said_last("worker.change_how", "worker.wish"):  # "haluisin naisen"
            say(dispatcher, "worker.wish", [TO_UNIT])
            return []
        say(dispatcher, "worker.change_how", [("topic:rights_complaint", "")])
        tell_worker(dispatcher, turn, fact)
        return []


class UseCode(Action):
    """A code from a worker is typed here; the gateway takes it, without understanding."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_use_code"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say where to type it, or that there is a worker already."""
        fact = fact_of(tracker)
        linked = fact.get("state") == "named" and fact.get("linked")
        say(dispatcher, "link.have" if linked else "link.type", OWN_CHANNELS)
        return []


def fact_of(tracker: Any) -> Mapping[str, Any]:
    """Return what the gateway knows of the person's worker at this turn."""
    metadata = (tracker.latest_message or {}).get("metadata") or {}
    return metadata.get(WORKER) or {"state": "none"}


def tell_waiting(dispatcher: Any, tracker: Any) -> None:
    """Say where a message of theirs is that waits for an answer."""
    say(dispatcher, "worker.unanswered")
    metadata = (tracker.latest_message or {}).get("metadata") or {}
    handoff = metadata.get(HANDOFF) or {}
    for key, args in handoff["status"] if handoff.get("waits") else ():
        say(dispatcher, key, args=args)


def tell_worker(dispatcher: Any, turn: Turn, fact: Mapping[str, Any]) -> None:
    """Say the card, or without a worker who takes a matter now and how to get one."""
    args = card_args(fact, turn.language)
    if fact["state"] == "named":
        say(dispatcher, "worker.card", [TO_WORKER, BOOK], args)
        if turn.said_last("worker.card") and not fact.get("change_on"):
            return  # what stands below it has just been read
        if not fact.get("confirmed"):
            say(dispatcher, "worker.unconfirmed")
        if fact.get("change_on"):
            key = "worker.changes" if fact.get("change_to") else "worker.changes_to_unit"
            say(
                dispatcher, key, args={"new": fact.get("change_to"), "start_on": fact["change_on"]}
            )
        services = str(fact.get("emergency") or "")
        lead = {"services": services, "lead": "worker.cannot_wait"}
        say(dispatcher, "directory.results", args={**asking(turn), **lead})
        return
    if fact["state"] == "unit":
        say(dispatcher, "worker.unit", [TO_UNIT], args)
        # The unit's own number stands on the card already.
        services = str(fact.get("emergency") or EMERGENCY)
        lead = {"services": services, "lead": "worker.cannot_wait"}
        say(dispatcher, "directory.results", args={**asking(turn), **lead})
        return
    say(dispatcher, "worker.none", [("topic:become_client", "")])
    say(dispatcher, "directory.results", args=asking(turn, services=WORKERS))
