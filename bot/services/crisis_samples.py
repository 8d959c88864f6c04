"""Messages that got a card by mistake, kept for whoever looks after crisis content: by consent.

Asked only after somebody said that the card was a mistake, and only where a county has named who
reads such messages. Kept are the scrubbed words alone, sealed, for 30 days.
"""

from datetime import UTC, datetime, timedelta

from bot.domain.messages import Choice, Person, Say
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_ports import Wording
from bot.services.kept_messages import KeepsMessages
from bot.services.ports import UnitOfWork

ALLOWED = "crisis:sample:"
"""The button's action, before the time of the message that it allows, in microseconds."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def offer(person: Person, samples: KeepsMessages | None) -> tuple[Say, ...]:
    """Return the question whether the message of the last card may be read.

    Nothing where nobody would read it. The button names the message: pressed after another card,
    it allows no more than it asked for.
    """
    if samples is None or person.last_card is None or person.last_card_at is None:
        return ()
    tick = (datetime.fromisoformat(person.last_card_at) - _EPOCH) // _TICK
    return (Say("sample.offer", choices=(Choice(f"{ALLOWED}{tick}", "sample.yes"),)),)


def sample_command(
    claim: ClaimedTurn, action: str | None, samples: KeepsMessages | None, wording: Wording
) -> Command | None:
    """Keep the message that somebody allows, and say whether it was still there.

    Returns:
        None when the button is another's.
    """
    if action is None or not action.startswith(ALLOWED):
        return None
    if samples is None:
        return Command((Say("sample.gone"),))
    conversation, source = claim.person.conversation, f"inbox:{claim.inbox_id}:sample"
    said_at = _EPOCH + int(action.removeprefix(ALLOWED)) * _TICK

    def keep(work: UnitOfWork) -> None:
        words = work.inbox.words_at(conversation, said_at)
        if words is not None:
            samples.keep(words, claim.inbound.at)
        said = Say("sample.gone" if words is None else "sample.kept")
        work.told.tell(conversation, wording.compose(said, claim.person), source)

    return Command(silent=True, writes=(keep,))
