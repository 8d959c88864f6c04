"""What is counted of a turn in which danger was heard: one number goes up, nobody is noted."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.crisis_counts import Event, Tally, month_of
from bot.domain.messages import Person, Say
from bot.services import crisis
from bot.services.ports import UnitOfWork
from bot.services.writes import Write

_EVENTS: Mapping[str, Event] = {
    crisis.CARD: "card",
    crisis.AGAIN: "again",
    crisis.SOS: "sos",
    crisis.SAFE: "safe",
    crisis.FALSE: "false_alarm",
}


def counted(
    says: Sequence[Say], asks: Say | None, person: Person, at: datetime
) -> tuple[Write, ...]:
    """Return what counts a turn; nothing where danger was not heard.

    Args:
        says: What is said.
        asks: The question whether one is safe, where it follows the answer.
        person: To whom, the card of this turn noted.
        at: When they wrote.
    """
    event = _EVENTS.get(says[0].key) if says else None
    if event == "false_alarm" and not says[0].args.get("of_card"):
        event = None  # "no" to a gentle question takes no card back
    if event is None and asks is None:
        return ()
    month, language = month_of(at), person.language
    if event in (None, "sos"):
        return (_adding(Tally(month, event or "question", language=language)),)
    category, tier, heard_by = crisis.kind_of(person.last_card)
    return (_adding(Tally(month, event, category, tier, heard_by, language)),)


def _adding(tally: Tally) -> Write:
    def add(work: UnitOfWork) -> None:
        work.crisis_counts.add(tally)

    return add
