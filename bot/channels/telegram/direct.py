"""Danger while the database is down: the answer goes out without being kept.

Nothing is acknowledged: Telegram hands the same update over again until it is committed, and then
it is answered as always. Until then each update is answered once by this process.
"""

import asyncio
import logging
from collections.abc import Sequence

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.meanings import Received, Update
from bot.domain.errors import DeliveryFailed, blame
from bot.domain.messages import Inbound
from bot.services.crisis import SentPast, Urgent

log = logging.getLogger(__name__)

LIMIT_S = 10.0
"""How long one answer may take; whoever waits for the commit's failure waits for it too."""


class Direct:
    """Sends the answer to danger past inbox and outbox.

    Args:
        channel: Sends.
        urgent: Says what to send; nothing when there is no danger.
        sent_past: Where it is remembered, so that the turn taken later does not repeat it.
    """

    def __init__(self, channel: TelegramChannel, urgent: Urgent, sent_past: SentPast) -> None:
        self._channel, self._urgent, self._sent_past = channel, urgent, sent_past

    async def answer(self, updates: Sequence[Update]) -> None:
        """Answer what cannot wait. Never raises because of Telegram."""
        for update in updates:
            for inbound in update.inbounds if isinstance(update, Received) else ():
                if inbound not in self._sent_past:
                    await self._answer(inbound)

    async def _answer(self, inbound: Inbound) -> None:
        replies = self._urgent(inbound)
        if not replies:
            return
        self._sent_past.note(inbound)
        sent = 0
        try:
            async with asyncio.timeout(LIMIT_S):
                for reply in replies:
                    await self._channel.send(inbound.address, reply, repeat_mark=None)
                    sent += 1
        except (DeliveryFailed, TimeoutError) as error:
            log.warning("telegram.direct_failed", extra={"sent": sent, "why": blame(error)})
            if not sent:  # the update comes again, and with it another try
                self._sent_past.forget(inbound)
        else:
            log.info("telegram.direct_sent", extra={"sent": sent})
