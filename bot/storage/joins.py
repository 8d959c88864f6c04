"""Two channels of one person become one conversation, or part again.

Rows are sealed under ids of their own, so they may change their conversation. Cursors only grow
for every reader: what is moved gets new ones behind everything that either side has seen.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, exists, func, select, update

from bot.domain.errors import LateTurn
from bot.domain.handoff import State
from bot.domain.messages import ConversationId
from bot.storage.addresses import lock_conversation, make_conversation
from bot.storage.rows import pack_person, unpack_person
from bot.storage.tables import (
    AddressRow,
    Base,
    ConversationRow,
    DueTable,
    InboxRow,
    OutboxRow,
    RecordRow,
)
from bot.storage.tables_handoff import HandoffRow
from bot.storage.tables_people import AssignmentRow, CodeTryRow, InviteRow, LineRow
from bot.storage.transaction import Transaction

_HANDLED = {
    table.__tablename__
    for table in (AddressRow, InboxRow, OutboxRow, RecordRow, LineRow, AssignmentRow)
} | {InviteRow.__tablename__, CodeTryRow.__tablename__}


@dataclass(frozen=True, slots=True)
class _Turn:
    id: int
    conversation: ConversationId
    address_id: int
    cursor: int


class SqlJoins:
    """The ``Joins`` of one transaction. The turn must be finished in it already."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def join(self, inbox_id: int, to: ConversationId, *, bring: bool) -> None:
        """Move the address of a finished turn, and the turn itself, to another conversation."""
        turn = self._turn(inbox_id)
        if turn.conversation == to:
            return
        if lock_conversation(self._transaction, to) is None:
            raise LateTurn("the conversation to join has been erased")
        self._move(turn, to, everything=bring)
        write = self._transaction.write()
        if bring:
            theirs = select(RecordRow.name).where(RecordRow.conversation == to)
            write.execute(
                update(RecordRow)
                .where(RecordRow.conversation == turn.conversation)
                .where(RecordRow.name.not_in(theirs))
                .values(conversation=to)
            )
        self._move_line(turn.conversation, to)
        if self._addresses(turn.conversation) == 0:
            self._take_along(turn.conversation, to)
            write.execute(delete(ConversationRow).where(ConversationRow.uid == turn.conversation))
            self._transaction.erased = True

    def part(self, inbox_id: int) -> None:
        """Give the address of a finished turn a conversation of its own."""
        turn, keys = self._turn(inbox_id), self._transaction.keys
        if self._addresses(turn.conversation) < 2:
            return
        write, new = self._transaction.write(), make_conversation(self._transaction)
        sealed = write.execute(
            select(ConversationRow.person_enc).where(ConversationRow.uid == turn.conversation)
        ).scalar_one()
        packed = keys.open("conversation.person", turn.conversation, sealed)
        person = replace(unpack_person(packed, new), municipality=None, last_topic=None)
        write.execute(
            update(ConversationRow)
            .where(ConversationRow.uid == new)
            .values(person_enc=keys.seal("conversation.person", new, pack_person(person)))
        )
        self._move(turn, new, everything=False)

    def start_anew(self, inbox_id: int) -> None:
        """Erase what was said and kept before a finished turn; the line stays."""
        turn, write = self._turn(inbox_id), self._transaction.write()
        of_person = turn.conversation
        for table, done in (
            (InboxRow, InboxRow.finished_at.is_not(None)),
            (OutboxRow, OutboxRow.settled_at.is_not(None)),
        ):
            write.execute(
                delete(table).where(
                    table.conversation == of_person, table.cursor < turn.cursor, done
                )
            )
        write.execute(delete(RecordRow).where(RecordRow.conversation == of_person))
        write.execute(
            update(ConversationRow)
            .where(ConversationRow.uid == of_person)
            .values(tracker_enc=None)
        )
        self._transaction.erased = True

    def _addresses(self, conversation: ConversationId) -> int:
        """Return how many addresses a conversation has."""
        theirs = select(func.count(AddressRow.id)).where(AddressRow.conversation == conversation)
        return self._transaction.read().execute(theirs).scalar_one()

    def _turn(self, inbox_id: int) -> _Turn:
        row = (
            self._transaction.write()
            .execute(
                select(InboxRow.conversation, InboxRow.address_id, InboxRow.cursor).where(
                    InboxRow.id == inbox_id
                )
            )
            .one()
        )
        return _Turn(inbox_id, ConversationId(row.conversation), row.address_id, row.cursor)

    def _move(self, turn: _Turn, to: ConversationId, *, everything: bool) -> None:
        """Move the address with its turn, what is unfinished, and perhaps all that was said."""
        write = self._transaction.write()
        cursors = [
            lock_conversation(self._transaction, one) or 0 for one in (turn.conversation, to)
        ]
        rows: list[tuple[int, type[Any], int]] = []
        for table, open_ in (
            (InboxRow, InboxRow.finished_at.is_(None)),
            (OutboxRow, OutboxRow.settled_at.is_(None)),
        ):
            wanted = select(table.cursor, table.id).where(
                table.conversation == turn.conversation, table.address_id == turn.address_id
            )
            if not everything:
                wanted = wanted.where(open_ | (table.cursor >= turn.cursor))
            rows += [(row.cursor, table, row.id) for row in write.execute(wanted)]
        cursor = max(cursors)
        for _, table, id in sorted(rows, key=lambda row: row[0]):
            cursor += 1
            write.execute(
                update(table).where(table.id == id).values(conversation=to, cursor=cursor)
            )
        write.execute(
            update(AddressRow).where(AddressRow.id == turn.address_id).values(conversation=to)
        )
        write.execute(
            update(ConversationRow)
            .where(ConversationRow.uid == to)
            .values(cursor=cursor, used_at=self._transaction.now())
        )

    def _move_line(self, source: ConversationId, to: ConversationId) -> None:
        """Take a line along to who has none. Two lines are refused before it comes to this."""
        write, keys = self._transaction.write(), self._transaction.keys
        has_one = write.execute(select(exists().where(LineRow.conversation == to))).scalar_one()
        row = write.execute(
            select(LineRow.__table__).where(LineRow.conversation == source)
        ).first()
        if row is None or has_one:
            return
        label = keys.open("line.label", source, row.label_enc)
        values = {
            **row._mapping,
            "conversation": to,
            "label_enc": keys.seal("line.label", to, label),
        }
        write.execute(self._transaction.insert(LineRow).values(values))
        write.execute(
            update(AssignmentRow)
            .where(AssignmentRow.conversation == source)
            .values(conversation=to)
        )
        write.execute(delete(LineRow).where(LineRow.conversation == source))
        write.execute(update(InviteRow).where(InviteRow.used_by == source).values(used_by=to))

    def _take_along(self, source: ConversationId, to: ConversationId) -> None:
        """Move what else hangs on a conversation that ends: a matter sent to a worker is not
        lost because two channels became one, whatever was left behind of the talk."""
        drafts = select(HandoffRow.id).where(HandoffRow.state == State.DRAFT.value)
        if self._transaction.read().execute(drafts.where(HandoffRow.conversation == to)).first():
            # One draft a person: the one where they go on stays, nothing of either was sent.
            own = drafts.where(HandoffRow.conversation == source)
            self._transaction.write().execute(delete(HandoffRow).where(HandoffRow.id.in_(own)))
        # One of a kind a person becomes due: what was set where they go on stays. What is about
        # one thing of several goes along with its thing.
        theirs = select(DueTable.kind).where(DueTable.conversation == to)
        self._transaction.write().execute(
            delete(DueTable).where(
                DueTable.conversation == source,
                DueTable.about == "",
                DueTable.kind.in_(theirs),
            )
        )
        for table in Base.metadata.sorted_tables:
            columns = [
                column
                for column in table.columns
                if any(key.column.table.name == "conversation" for key in column.foreign_keys)
            ]
            if table.name in _HANDLED:
                continue
            for column in columns:
                self._transaction.write().execute(
                    update(table).where(column == source).values({column: to})
                )
