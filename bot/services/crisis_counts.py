"""What is counted of a turn in which danger was heard: one number goes up, nobody is noted."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.crisis_counts import Event, Tally, month_of
from bot.domain.messages import Person, Say
from bot.services import crisis
from bot.services.ports import UnitOfWork
from bot.services.repeating import kind_of
from bot.services.writes import Write

_EVENTS: Mapping[str, Event] = {
    crisis.CARD: "card",
    crisis.AGAIN: "again",
    crisis.SOS: "sos",
    crisis.SAFE: "safe",
    crisis.FALSE: "false_alarm",
    crisis.SOFT: "question",
    crisis.HINT: "question",
}


def counted(said: Sequence[Say], person: Person, at: datetime) -> tuple[Write, ...]:
    """Return what counts a turn; nothing where danger was not heard.

    Args:
        said: All that is said.
        person: To whom, the card of this turn noted.
        at: When they wrote.
    """
    about = next((say for say in said if say.key in _EVENTS), None)
    # "No" to a gentle question takes no card back.
    if about is None or (about.key == crisis.FALSE and not about.args.get("of_card")):
        return ()
    event, month, language = _EVENTS[about.key], month_of(at), person.language
    if event in ("sos", "question"):
        return (_adding(Tally(month, event, language=language)),)
    category, tier, heard_by = kind_of(person.last_card)
    return (_adding(Tally(month, event, category, tier, heard_by, language)),)


def _adding(tally: Tally) -> Write:
    def add(work: UnitOfWork) -> None:
        work.crisis_counts.add(tally)

    return add
