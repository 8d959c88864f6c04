"""One "how are you now?" the day after a crisis card: by consent, once, by day, one tap to undo.

A row of ours becomes due (``Due`` in ``ports``) and the heartbeat tells it (``runtime/due.py``).
"""

from datetime import datetime, time, timedelta

from bot.domain.calendar import HELSINKI, as_utc, instant, local_date
from bot.domain.messages import Choice, ConversationId, Person, Say
from bot.services import crisis
from bot.services.commands import MENU, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.plan import OPEN
from bot.services.ports import UnitOfWork
from bot.services.writes import Write

KIND = "checkin"
"""The kind of the row."""

AT_NOON = time(12)
_MORNING = 5  # who writes at two at night means by "tomorrow" the day after this night
DAY_FROM, DAY_TO = 9, 20
"""Hours of the Finnish wall clock in which such words may be sent."""

_ON = (Choice("intent:menu", "menu.open"),)

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


def offer(claim: ClaimedTurn) -> tuple[Say, ...]:
    """Return the offer with the time, so that the yes is to something.

    On the web nobody is reached who has closed the page: that is said too.
    """
    choices = (Choice("checkin:yes", "checkin.yes"), Choice("checkin:not", "checkin.not"))
    args = {"asked_at": asked_at(claim.inbound.at).isoformat()}
    if claim.inbound.address.channel == "web":
        return (Say("checkin.offer", args), Say("checkin.web", choices=choices))
    return (Say("checkin.offer", args, choices),)


def question() -> Say:
    """Return the question itself."""
    answers = ("better", "same", "worse")
    return Say(
        "checkin.ask", {}, tuple(Choice(f"checkin:{one}", f"checkin.{one}") for one in answers)
    )


def checkin_command(claim: ClaimedTurn, action: str | None, person: Person) -> Command | None:
    """Return what a button of the check-in does, None when the button is another's."""
    kind, _, what = (action or "").partition(":")
    if kind != KIND:
        return None
    conversation = person.conversation
    if what == "yes":
        return _agreed(conversation, claim.inbound.at)
    if what == "no":
        withdrawn = Say("checkin.withdrawn", choices=_ON)
        return Command((withdrawn,), writes=(_forgetting(conversation),))
    if what == "worse":
        danger = {"category": "crisis_suicide", "tier": "B", "about": "self"}
        card = crisis.with_worker(Say(crisis.CARD, danger), claim.facts)
        return Command((card,), sos=True)
    if what in {"better", "same"}:
        return Command((Say(f"checkin.heard_{what}", choices=(OPEN, *MENU[:4])),))
    return Command((Say("checkin.fine", choices=_ON),))


def _agreed(conversation: ConversationId, now: datetime) -> Command:
    at = asked_at(now)
    choices = (Choice("checkin:no", "checkin.no"),)
    says = Say("checkin.agreed", {"asked_at": at.isoformat()}, choices)
    return Command((says,), writes=(_keeping(conversation, at),))


def _keeping(conversation: ConversationId, at: datetime) -> Write:
    def write(work: UnitOfWork) -> None:
        work.due.put(conversation, KIND, at)

    return write


def _forgetting(conversation: ConversationId) -> Write:
    def write(work: UnitOfWork) -> None:
        work.due.drop(conversation, KIND)

    return write
