"""What is said of appointments: where each stands, times that are offered, which one is meant.

What a turn knows is in ``appointment_fact``; when which of these is said, in ``appointment_talk``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.appointment_asked import asks_where
from bot.domain.linking import CONTACTS
from bot.domain.meeting_words import is_ours, meaning_of
from bot.domain.messages import Choice, Say
from bot.services.appointment_doing import BOOK, OTHER
from bot.services.appointments import MOST_OPEN
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_preview import WRITE

MORE = Choice("time:more_", "appointment.button.more")
MOST_BUTTONS = 5


def now(every: Sequence[Mapping[str, Any]]) -> tuple[Say, ...]:
    """Return where each of them stands, with what can be done about it."""
    return tuple(Say(one["key"], one["args"], buttons_of(one)) for one in every)


def buttons_of(has: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Return the buttons of an appointment."""
    return tuple(Choice(*one) for one in has["choices"])


def to_ask_where(claim: ClaimedTurn, fact: Mapping[str, Any]) -> tuple[Say, ...]:
    """Offer to ask the worker, where a place is asked for that nobody has told."""
    args = [one["args"] for one in fact["has"] if one["kind"] == "meeting"]
    known = all(one.get("where") or one.get("ask_where") for one in args)
    if known or not asks_where(claim.inbound.text):
        return ()
    return (Say("appointment.tell_worker", choices=WRITE),)


def another(fact: Mapping[str, Any]) -> tuple[Say, ...]:
    """Offer to book one more, where nothing waits for a yes and there are not too many."""
    waits = any(one["waits"] for one in fact["has"])
    if waits or not fact["can"] or len(fact["has"]) >= MOST_OPEN:
        return ()
    return (Say("appointment.another", choices=(MORE,)),)


def which(every: Sequence[Mapping[str, Any]], verb: str) -> Command:
    """Ask which of several is meant: none is moved or cancelled by guessing."""
    labels = {"meeting": "appointment.button.take", "call": "appointment.button.take.call"}
    choices = tuple(
        Choice(
            f"time:{verb}_{one['id']}",
            labels.get(one["kind"], "appointment.button.wished"),
            at=one["start"],
        )
        for one in every[:MOST_BUTTONS]
    )
    return Command((Say(f"appointment.which.{verb}", choices=choices),))


def ask_to_cancel(has: Mapping[str, Any]) -> Command | None:
    """Ask whether the time is called off that is agreed, or waits; None: there is none."""
    id, args = has["id"], has["args"]
    if not has["agreed"]:
        args = {name: args.get(f"ask_{name}") for name in ("meet_when", "call_when")}
    if not any(args.get(name) for name in ("meet_when", "call_when")):
        return None
    choices = tuple(
        Choice(f"time:{verb}_{id}", f"appointment.button.{verb}")
        for verb in ("drop", "move", "stay")
    )
    return Command((Say("appointment.cancel.ask", args, choices),))


def offered(
    fact: Mapping[str, Any], key: str, *more: Choice, has: Mapping[str, Any] | None = None
) -> Command | None:
    """Offer the next free times; None when there are none.

    Args:
        has: The appointment that is moved: its worker's times.
    """
    of = has if has is not None and has["times"] is not None else fact
    if not of["times"]:
        return None
    choices = (*(Choice(*one) for one in of["times"]), OTHER, *more)
    args = {**(has["args"] if has else {}), "name": of["name"]}
    return Command((Say(key, args, choices),))


def page_only(claim: ClaimedTurn) -> str | None:
    """Return what makes it said that nobody is reminded who has closed the page, or None."""
    records = claim.facts.get("records") or {}
    on_web = claim.inbound.address.channel == "web"
    return "" if on_web and not any(records.get(one) for one in CONTACTS) else None


def of_none(text: str, *, spoken_of: bool) -> Command | None:
    """Return the answer to words about a time of whoever has none here; None: they are not.

    Args:
        spoken_of: The worker was spoken of right before: then it is them who waits.
    """
    meaning = meaning_of(text)
    if meaning == "late" and (spoken_of or is_ours(text)):
        return late_for_none()
    if meaning == "missed" and is_ours(text):
        return Command((Say("appointment.missed", choices=(*WRITE, BOOK)),))
    return None


def late_for_none() -> Command:
    """Say that no time is known here, and how to tell the worker."""
    return Command((Say("appointment.when.none"), Say("appointment.late", choices=WRITE)))
