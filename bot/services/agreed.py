"""What was agreed at a meeting, in the chat: reminded of by wish, and told to the worker by wish.

A reminder says no word of the matter: a locked screen shows it to anybody. It comes by day, waits
a day after a crisis card unless an appeal is among its lines, and is turned off with one tap. The
lines go to the worker like any message: the exact words are shown, and a signed button sends them.
"""

from datetime import date, datetime
from typing import Any

from bot.domain.calendar import local_date
from bot.domain.made_words import names_meeting_page
from bot.domain.meeting import (
    Meeting,
    meeting_from_json,
    meeting_to_json,
    next_reminder,
    reminded,
    without_reminders,
)
from bot.domain.messages import TYPED, Choice, Say
from bot.domain.urgency import Urgency
from bot.i18n import Words
from bot.services.commands import Command
from bot.services.crisis import NoticeKind
from bot.services.delivery_ports import ClaimedTurn
from bot.services.due_ports import DueRow
from bot.services.handoff_talk import show_words
from bot.services.meeting_page import MEETING, REMINDER, agreed_lines, load, save, told_day
from bot.services.ports import UnitOfWork
from bot.services.writes import RECORDS

OPEN = Choice("meeting:open", "meeting.button")
SEND = Choice("agreed:send", "meeting.send")
OFF = Choice("agreed:off", "meeting.reminder.stop")


def reminder(work: UnitOfWork, row: DueRow, now: datetime) -> Say | None:
    """Return the reminder that has become due, and keep the next one; None: nothing to say.

    A line whose day has passed while it waited is still told, as it is: nobody is blamed.
    """
    meeting, _ = load(work, row.conversation)
    days = [one.by for one in reminded(meeting, now) if one.by is not None]
    save(work, row.conversation, without_reminders(meeting, now))
    if not days:  # the page was emptied, or another channel has brought its own
        return None
    when = _when(min(days), local_date(now))
    return Say(f"meeting.reminder.{when}", choices=(OPEN, OFF))


def notice(work: UnitOfWork, row: DueRow, now: datetime) -> NoticeKind:
    """Return what the reminder that has become due is beside a crisis card."""
    meeting, _ = load(work, row.conversation)
    return "deadline" if any(one.is_appeal for one in reminded(meeting, now)) else "routine"


def meeting_command(claim: ClaimedTurn, action: str | None) -> Command | None:
    """Return the page for a meeting, or by a button the end of its reminders; else None."""
    meeting = _meeting(claim)
    by_words = action is None and claim.inbound.kind in TYPED
    if action == OPEN.action or (by_words and names_meeting_page(claim.inbound.text)):
        more = (SEND,) if meeting.agreed else ()
        off = (OFF,) if next_reminder(meeting) else ()
        return Command((Say("meeting.open", choices=(*more, *off)),))
    if action != OFF.action:
        return None
    effects: dict[str, Any] = {}
    if next_reminder(meeting) is not None:
        effects = {RECORDS: {MEETING: meeting_to_json(without_reminders(meeting))}}
    person = claim.person.conversation
    said = Say("meeting.reminder.off", choices=(OPEN,))
    return Command((said,), effects, writes=(lambda work: work.due.drop(person, REMINDER),))


def agreed_to_worker(
    claim: ClaimedTurn, action: str | None, urgency: Urgency, words: Words
) -> Command | None:
    """Return the agreed lines as a message to the worker, shown before it is sent; else None."""
    meeting = _meeting(claim)
    if action != SEND.action:
        return None
    if not meeting.agreed:
        return Command((Say("meeting.open"),))
    title = words.text(claim.person.language, "meeting.agreed")
    on = f" {told_day(meeting.on)}" if meeting.on else ""
    lines = agreed_lines(meeting, claim.person.language, words)
    return show_words(claim, "\n".join([f"{title}{on}:", *lines]), urgency)


def _when(by: date, today: date) -> str:
    if by < today:
        return "late"
    return "today" if by == today else "soon"


def _meeting(claim: ClaimedTurn) -> Meeting:
    return meeting_from_json((claim.facts.get(RECORDS) or {}).get(MEETING))
