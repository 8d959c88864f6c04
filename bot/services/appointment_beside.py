"""Free times beside a message to the worker: for who asks to be called, and after it is sent."""

from dataclasses import replace

from bot.domain.meeting_words import wants_call
from bot.domain.messages import Choice, Say
from bot.services.appointment_doing import BOOK
from bot.services.appointment_fact import APPOINTMENT
from bot.services.appointment_saying import MOST_BUTTONS
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn


def also_times(claim: ClaimedTurn, command: Command | None) -> Command | None:
    """Put free times for a call beside a message that asks to be called."""
    calls = (claim.facts.get(APPOINTMENT) or {}).get("calls")
    if command is None or not calls or not wants_call(claim.inbound.text):
        return command
    last = command.says[-1]
    if last.key != "handoff.show":
        return command
    times = tuple(Choice(*one) for one in calls[: MOST_BUTTONS - len(last.choices)])
    if not times:
        return command
    last = replace(last, choices=(*last.choices, *times))
    return replace(command, says=(*command.says[:-1], Say("appointment.offer.call"), last))


def also_book(claim: ClaimedTurn, command: Command | None) -> Command | None:
    """Put the way to a time below the words that a message has been sent."""
    fact = claim.facts.get(APPOINTMENT) or {}
    if command is None or not fact.get("times") or fact.get("has"):
        return command
    says = tuple(
        replace(say, choices=(*say.choices, BOOK)) if say.key == "handoff.sent" else say
        for say in command.says
    )
    return replace(command, says=says)
