"""Shares in memory, with the promises of ``bot/services/share_ports.py``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.consent import OFFER_FOR, Event, ShareId
from bot.domain.messages import ConversationId
from bot.services.share_ports import Offer
from tests.fake_rows import State


@dataclass(slots=True)
class MemoryShares:
    """The ``Shares`` of one transaction."""

    state: State

    def offer(self, offer: Offer) -> None:
        """Keep an offer in the place of open ones."""
        for old in self.of(offer.conversation):
            if old.used_at is None:
                del self.state.shares[old.id]
        self.state.shares[offer.id] = offer

    def use(self, id: ShareId, conversation: ConversationId, at: datetime) -> bool:
        """Use an offer up once."""
        offer = self.find(id)
        if offer is None or offer.conversation != conversation or offer.used_at is not None:
            return False
        self.state.shares[id] = replace(offer, used_at=at)
        return True

    def find(self, id: ShareId) -> Offer | None:
        """Return an offer."""
        return self.state.shares.get(id)

    def of(self, conversation: ConversationId) -> list[Offer]:
        """Return a person's offers without bodies."""
        mine = [one for one in self.state.shares.values() if one.conversation == conversation]
        return [replace(one, body=None) for one in sorted(mine, key=lambda one: one.offered_at)]

    def ledger(self, conversation: ConversationId) -> list[Event]:
        """Return the lines."""
        return list(self.state.share_events.get(conversation, ()))

    def note(self, conversation: ConversationId, events: Sequence[Event]) -> None:
        """Add lines."""
        self.state.share_events[conversation] = (*self.ledger(conversation), *events)

    def empty(self, id: ShareId) -> None:
        """Forget what was shown."""
        self.state.shares[id] = replace(self.state.shares[id], body=None)

    def shown_now(self, at: datetime) -> list[ConversationId]:
        """Return who shows something."""
        return sorted(
            {
                one.conversation
                for one in self.state.shares.values()
                if one.terms.until > at and one.body is not None and self._given(one)
            }
        )

    def forget_ended(self, at: datetime) -> int:
        """Empty what has ended."""
        count = 0
        for one in list(self.state.shares.values()):
            if not self._given(one) and one.offered_at <= at - OFFER_FOR:
                del self.state.shares[one.id]
                count += 1
            elif one.body is not None and one.terms.until <= at:
                self.empty(one.id)
                count += 1
        return count

    def _given(self, offer: Offer) -> bool:
        events = self.ledger(offer.conversation)
        return any(one.kind == "given" and one.share == offer.id for one in events)
