"""What a button about an appointment writes, in the turn's one commit, and what is said of it.

Only there it is known who was faster: what is refused is told in words and breaks nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.appointment import Event
from bot.domain.errors import RuleBroken
from bot.domain.messages import Say
from bot.domain.people import WorkerId
from bot.domain.ways import Ways
from bot.services.appointment_doing import OTHER, choices_of, tell, time_choice
from bot.services.appointments import (
    all_open,
    answer,
    chosen,
    meant,
    offer,
    say_again,
    set_contact,
    set_reminders,
    take,
)
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_doing import channel_of
from bot.services.handoff_ports import HandoffWork, Wording
from bot.services.handoff_preview import WRITE
from bot.services.returning import return_says

AWAITS = "appointment_awaits"
"""The record that says what the next words are, and until when: "wish" or "number"."""

AWAITS_FOR = timedelta(minutes=30)

AppointmentWrite = Callable[[HandoffWork], None]


def taking(claim: ClaimedTurn, slot: str, wording: Wording, ways: Ways) -> AppointmentWrite:
    """Take a time; when somebody was faster, say so and offer the next ones.

    Then ask for the number to call, and on the web how the person hears of the answer.
    """
    conversation, at, source = claim.person.conversation, claim.inbound.at, _source(claim)

    def write(work: HandoffWork) -> None:
        try:
            one = take(work, conversation, slot, at, wording, source)
        except RuleBroken as error:
            every, desk = all_open(work, conversation), work.desks.of(conversation)
            has = meant(every, chosen(work, conversation, at))
            free = offer(work, desk, has, at).times
            many = error.key == "appointment.refused.many"
            choices = WRITE if many else (*(time_choice(time) for time in free), OTHER)
            tell(work, conversation, Say(error.key, choices=choices), wording, source)
            return
        if one.asked is not None and one.asked.kind == "call" and one.contact is None:
            until = (at + AWAITS_FOR).isoformat()
            work.records.keep(conversation, AWAITS, {"until": until, "what": "number"})
            say = Say("appointment.call.number", choices=choices_of(one))
            tell(work, conversation, say, wording, f"{source}:number")
        reach = work.told.reach(conversation, at)
        if reach is not None and reach.channel == "web" and not (reach.code or reach.notice):
            for say in return_says(claim, ways):
                how = replace(say, choices=(*say.choices, *choices_of(one)))
                tell(work, conversation, how, wording, f"{source}:return")

    return write


def answering(claim: ClaimedTurn, id: str, event: Event, wording: Wording) -> AppointmentWrite:
    """Accept, refuse or cancel."""
    conversation, at, source = claim.person.conversation, claim.inbound.at, _source(claim)
    return _careful(
        claim, wording, lambda work: answer(work, conversation, id, event, at, wording, source)
    )


def reminding(claim: ClaimedTurn, wording: Wording, *, wanted: bool) -> AppointmentWrite:
    """Switch reminders on or off."""
    conversation, at = claim.person.conversation, claim.inbound.at
    return _careful(
        claim, wording, lambda work: set_reminders(work, conversation, at, wanted=wanted)
    )


def noting_number(claim: ClaimedTurn, number: str, wording: Wording) -> AppointmentWrite:
    """Keep the number that the person may be called at."""
    conversation, at = claim.person.conversation, claim.inbound.at
    return _careful(claim, wording, lambda work: set_contact(work, conversation, number, at))


def erasing(claim: ClaimedTurn, ids: Sequence[str], wording: Wording) -> AppointmentWrite:
    """Cancel all before everything of a person is erased.

    What a notice looks up when it is sent may be gone by then: one of another kind says that an
    appointment is off and no more.
    """
    conversation, at, source = claim.person.conversation, claim.inbound.at, _source(claim)

    def write(work: HandoffWork) -> None:
        for number, id in enumerate(ids):
            mark = f"{source}:{number}"
            one = answer(work, conversation, id, Event.CANCEL, at, wording, mark)
            id_ = one.time.worker if one.time else one.worker
            worker = work.people.everybody().worker(WorkerId(id_)) if id_ else None
            channel = channel_of(work, worker) if worker else None
            if worker is not None and channel is not None:
                work.notices.add(worker.id, channel, "lost")

    return _careful(claim, wording, write)


def _careful(
    claim: ClaimedTurn, wording: Wording, write: Callable[[HandoffWork], object]
) -> AppointmentWrite:
    """Return a write that tells why, when the worker or the clock was faster."""
    conversation, at = claim.person.conversation, claim.inbound.at

    def careful(work: HandoffWork) -> None:
        try:
            write(work)
        except RuleBroken as error:
            say_again(work, conversation, error.key, at, wording, f"{_source(claim)}:refused")

    return careful


def _source(claim: ClaimedTurn) -> str:
    return f"inbox:{claim.inbox_id}:time"
