"""One "how are you now?" the day after a crisis card: by consent, once, by day, one tap to undo.

A row of ours becomes due (``Due`` in ``ports``) and the heartbeat tells it (``runtime/due.py``).
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from bot.domain.calendar import HELSINKI, as_utc, instant, local_date
from bot.domain.card_questions import Told
from bot.domain.messages import Choice, ConversationId, Person, Say, Scalar
from bot.services import crisis
from bot.services.commands import MENU, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.due_ports import DueRow
from bot.services.plan import OPEN
from bot.services.ports import UnitOfWork
from bot.services.writes import RECORDS, Write

KIND = "checkin"
"""The kind of the row."""

AT_NOON = time(12)
_MORNING = 5  # who writes at two at night means by "tomorrow" the day after this night
DAY_FROM, DAY_TO = 9, 20
"""Hours of the Finnish wall clock in which such words may be sent."""

OFFERED_AT = "checkin_offered_at"
"""The record of when it was offered last: who presses "I am safe now" twice is asked once."""

_NOT_AGAIN = timedelta(minutes=10)

BOTH_AT = "checkin_both"
"""The record that the question is asked in English and Finnish together."""

WAITS = timedelta(hours=12)
"""How long typed words may answer the question."""

_TOGETHER = "-both"
_ON = (Choice("intent:menu", "menu.open"),)

_WORSE: Told = ("crisis_suicide", "B", "self")

TOO_LATE = timedelta(hours=30)
"""Later than this after its time it is not asked at all: the service stood still for a day."""


def asked_at(now: datetime) -> datetime:
    """Return when a person is asked who has agreed now: noon of the next day, in UTC."""
    local = as_utc(now).astimezone(HELSINKI)
    day = local_date(now) + timedelta(days=0 if local.hour < _MORNING else 1)
    return instant(day, AT_NOON)


def is_day(at: datetime) -> bool:
    """Return whether words of ours may be sent at this hour without being asked."""
    return DAY_FROM <= as_utc(at).astimezone(HELSINKI).hour < DAY_TO


def offer(claim: ClaimedTurn, *, both: bool) -> tuple[tuple[Say, ...], dict[str, Any]]:
    """Return the offer with the time, so that the yes is to something, and what is kept of it.

    On the web nobody is reached who has closed the page: that is said too.

    Args:
        both: In English and Finnish together, for whose language we have no words in.
    """
    records, at = claim.facts.get(RECORDS) or {}, claim.inbound.at
    if crisis.within(_NOT_AGAIN, records.get(OFFERED_AT), at):
        return (), {}
    choices = _choices("yes", "not", both=both)
    args: dict[str, Scalar] = {"asked_at": asked_at(at).isoformat(), "both": both}
    noted = {RECORDS: {OFFERED_AT: at.isoformat()}}
    if claim.inbound.address.channel == "web":
        return (Say("checkin.offer", args), Say("checkin.web", {"both": both}, choices)), noted
    return (Say("checkin.offer", args, choices),), noted


def question(*, both: bool) -> Say:
    """Return the question itself."""
    return Say("checkin.ask", {"both": both}, _choices("better", "same", "worse", both=both))


def ask(work: UnitOfWork, row: DueRow, now: datetime) -> Say:
    """Return the question when it is due, and keep that words may answer it."""
    person = row.conversation
    both = bool(work.records.of(person).get(BOTH_AT))
    asked = {"of": KIND, "both": both, "at": now.isoformat(), "next": True}
    if now - row.at <= TOO_LATE:  # later it is not said
        work.records.keep(person, crisis.OPEN, asked)
    work.records.keep(person, BOTH_AT, None)
    return question(both=both)


def checkin_command(claim: ClaimedTurn, action: str | None, person: Person) -> Command | None:
    """Return what a button of the check-in does, None when the button is another's."""
    kind, _, pressed = (action or "").partition(":")
    if kind != KIND:
        return None
    what, _, together = pressed.partition("-")
    both = together == "both"
    command = _done(claim, what, person.conversation, both=both)
    if not both:
        return command
    says = tuple(replace(say, args={**say.args, "both": True}) for say in command.says)
    return replace(command, says=says)


def _done(claim: ClaimedTurn, what: str, conversation: ConversationId, *, both: bool) -> Command:
    if what == "yes":
        return _agreed(conversation, claim.inbound.at, both=both)
    if what == "no":
        withdrawn = Say("checkin.withdrawn", choices=_ON)
        return Command((withdrawn,), writes=(_forgetting(conversation),))
    if what == "worse":
        return Command((crisis.card_of(_WORSE, claim.facts, both=both),), sos=True)
    if what in {"better", "same"}:
        return Command((Say(f"checkin.heard_{what}", choices=(OPEN, *MENU[:4])),))
    return Command((Say("checkin.fine", choices=_ON),))


def _choices(*answers: str, both: bool) -> tuple[Choice, ...]:
    more = _TOGETHER if both else ""
    return tuple(Choice(f"{KIND}:{one}{more}", f"checkin.{one}") for one in answers)


def _agreed(conversation: ConversationId, now: datetime, *, both: bool) -> Command:
    at = asked_at(now)
    says = Say("checkin.agreed", {"asked_at": at.isoformat()}, _choices("no", both=both))
    kept = {RECORDS: {BOTH_AT: both or None}}
    return Command((says,), kept, writes=(_keeping(conversation, at),))


def _keeping(conversation: ConversationId, at: datetime) -> Write:
    def write(work: UnitOfWork) -> None:
        work.due.put(conversation, KIND, at)

    return write


def _forgetting(conversation: ConversationId) -> Write:
    def write(work: UnitOfWork) -> None:
        work.due.drop(conversation, KIND)

    return write
