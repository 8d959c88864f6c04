"""Messages that got a card by mistake, kept for whoever looks after crisis content: by consent.

Asked only after somebody said that the card was a mistake, and only where a county has named who
reads such messages. Kept are the scrubbed words alone, sealed, for 30 days.
"""

from datetime import datetime

from bot.domain.messages import Choice, Say
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.kept_messages import KeepsMessages
from bot.services.ports import UnitOfWork

ALLOWED = "crisis:sample"
_YES = (Choice(ALLOWED, "sample.yes"),)


def offer(samples: KeepsMessages | None) -> tuple[Say, ...]:
    """Return the question whether the message may be read; nothing where nobody would."""
    return (Say("sample.offer", choices=_YES),) if samples is not None else ()


def allowed(claim: ClaimedTurn, samples: KeepsMessages | None) -> Command:
    """Keep the message that got the last card: its person has just allowed it."""
    since, conversation = claim.person.last_card_at, claim.person.conversation
    if samples is None or since is None:
        return Command((Say("sample.gone"),))
    said_at = datetime.fromisoformat(since)

    def keep(work: UnitOfWork) -> None:
        words = work.inbox.words_at(conversation, said_at)
        if words is not None:
            samples.keep(words, claim.inbound.at)

    return Command((Say("sample.kept"),), writes=(keep,))
