"""How far a polled channel has been read."""

from sqlalchemy import select

from bot.storage.tables import ChannelOffsetRow
from bot.storage.transaction import Transaction


class SqlOffsets:
    """The ``Offsets`` of one transaction: moved in the same commit as the messages."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, bot: str) -> int:
        """Return the offset of a bot; 0 before the first one."""
        return (
            self._transaction.read()
            .execute(select(ChannelOffsetRow.position).where(ChannelOffsetRow.bot == bot))
            .scalar_one_or_none()
        ) or 0

    def set(self, bot: str, offset: int) -> None:
        """Keep the offset of a bot."""
        self._transaction.write().execute(
            self._transaction.insert(ChannelOffsetRow)
            .values(bot=bot, position=offset)
            .on_conflict_do_update(
                index_elements=[ChannelOffsetRow.bot], set_={"position": offset}
            )
        )
