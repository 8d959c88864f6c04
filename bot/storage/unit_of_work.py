"""Units of work over the database: rolled back unless committed.

No unit stays open across a call of the engine or of a channel: claim and commit, make the call,
then finish in another unit. The lease holds the row meanwhile, not a transaction.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import DatabaseError

from bot.domain.errors import RinnallaError, SettingsProblems, StorageUnavailable
from bot.services.appointment_ports import Appointments, FreeTimes
from bot.services.count_ports import CrisisCounts
from bot.services.delivery_ports import Conversations, Inbox, Offsets, Outbox, Sessions
from bot.services.due_ports import Due
from bot.services.handoff_ports import Audit, Desks, Handoffs
from bot.services.notice_ports import Chats, Notices
from bot.services.people_ports import Invites, Joins, Lines, PeopleStore
from bot.services.person_ports import Records, Told, Undelivered
from bot.services.ports import Clock, UnitOfWork
from bot.services.share_ports import Shares
from bot.storage.appointments import SqlAppointments
from bot.storage.audit import SqlAudit
from bot.storage.chats import SqlChats
from bot.storage.conversations import SqlConversations
from bot.storage.crisis_counts import SqlCrisisCounts
from bot.storage.crypto import Keyring
from bot.storage.database import WAIT_S, connect, in_words, open_engine
from bot.storage.desks import SqlDesks
from bot.storage.due import SqlDue
from bot.storage.free_times import SqlFreeTimes
from bot.storage.handoffs import SqlHandoffs
from bot.storage.inbox import SqlInbox
from bot.storage.invites import SqlInvites
from bot.storage.joins import SqlJoins
from bot.storage.lines import SqlLines
from bot.storage.migrations import migrate
from bot.storage.notices import SqlNotices
from bot.storage.offsets import SqlOffsets
from bot.storage.outbox import SqlOutbox
from bot.storage.people import PeopleCopy, SqlPeople
from bot.storage.records import SqlRecords
from bot.storage.rotation import Progress, rotate
from bot.storage.sessions import SqlSessions
from bot.storage.shares import SqlShares
from bot.storage.tables import KnownKeyRow
from bot.storage.telling import SqlTold
from bot.storage.transaction import Transaction
from bot.storage.turnstile import Turnstile
from bot.storage.undelivered import SqlUndelivered

_log = logging.getLogger(__name__)


class SqlUnitOfWork:
    """The repositories of one transaction."""

    def __init__(self, transaction: Transaction, people: PeopleCopy) -> None:
        self._transaction = transaction
        self.inbox: Inbox = SqlInbox(transaction)
        self.outbox: Outbox = SqlOutbox(transaction)
        self.conversations: Conversations = SqlConversations(transaction)
        self.records: Records = SqlRecords(transaction)
        self.due: Due = SqlDue(transaction)
        self.sessions: Sessions = SqlSessions(transaction)
        self.offsets: Offsets = SqlOffsets(transaction)
        self.people: PeopleStore = SqlPeople(transaction, people)
        self.lines: Lines = SqlLines(transaction)
        self.invites: Invites = SqlInvites(transaction)
        self.joins: Joins = SqlJoins(transaction)
        self.told: Told = SqlTold(transaction)
        self.undelivered: Undelivered = SqlUndelivered(transaction)
        self.chats: Chats = SqlChats(transaction)
        self.desks: Desks = SqlDesks(self.people, self.lines, self.told)
        self.handoffs: Handoffs = SqlHandoffs(transaction)
        self.appointments: Appointments = SqlAppointments(transaction)
        self.free_times: FreeTimes = SqlFreeTimes(transaction)
        self.notices: Notices = SqlNotices(transaction)
        self.audit: Audit = SqlAudit(transaction)
        self.shares: Shares = SqlShares(transaction)
        self.crisis_counts: CrisisCounts = SqlCrisisCounts(transaction)

    def commit(self) -> None:
        """Make it so, or raise StorageUnavailable."""
        self._transaction.commit()


class SqlStorage:
    """The ``Storage``: SQLite or PostgreSQL behind one engine. Safe to share between threads.

    Args:
        engine: From ``open_engine``; the schema is there already (``migrate``).
        keys: What sealed columns open with.
        clock: The service's time; leases follow the database's on PostgreSQL.
    """

    def __init__(self, engine: Engine, keys: Keyring, clock: Clock) -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock
        self._turnstile = Turnstile(WAIT_S)
        self._people = PeopleCopy()

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Open a unit of work; leaving it without ``commit`` undoes it.

        Raises:
            StorageUnavailable: from here and from everything inside.
        """
        with self._transaction() as transaction:
            yield SqlUnitOfWork(transaction, self._people)

    def ready(self) -> bool:
        """Return whether the database has our tables and keeps what is written now.

        Looking alone would miss a full disk and a server that only reads: no message could be
        taken in then, and operators must see it.
        """
        row = {"key_id": "ready?", "first_used_at": self._clock.now()}
        try:
            with self._transaction() as transaction:
                # Gone again in the same commit. An update without a change is not written at all.
                transaction.write().execute(insert(KnownKeyRow).values(row))
                transaction.write().execute(
                    delete(KnownKeyRow).where(KnownKeyRow.key_id == row["key_id"])
                )
                transaction.commit()
        except (StorageUnavailable, DatabaseError):  # the latter: no tables yet
            return False
        return True

    def check_keys(self) -> None:
        """Note our keys in the database; refuse to start without one that it was written with.

        With a wrong secret every known person would look like a new one, and say so too late.

        Raises:
            SettingsProblems: rows were sealed with a secret that is not given.
        """
        with self._transaction() as transaction:
            known = transaction.write().execute(select(KnownKeyRow.key_id)).scalars().all()
            missing = sorted(set(known) - set(self._keys.ids))
            if missing:
                problem = (
                    f"the database was written with another secret (key id {', '.join(missing)}): "
                    "give that one in RINNALLA_SECRET_KEY, behind the new one after a comma"
                )
                raise SettingsProblems([problem])
            transaction.write().execute(
                transaction.insert(KnownKeyRow)
                .values(
                    # Older ones were noted in their time; once rotated away they stay away.
                    [{"key_id": i, "first_used_at": self._clock.now()} for i in self._keys.ids[:1]]
                )
                .on_conflict_do_nothing()
            )
            transaction.commit()

    def rotate_keys(self, *, batch: int, pause: Callable[[], None]) -> Progress:
        """Seal everything anew with the present secret; may be stopped and started again."""
        return rotate(self._transaction, batch=batch, pause=pause)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Transaction]:
        with connect(self._engine) as connection:
            transaction = Transaction(connection, self._keys, self._clock, self._turnstile)
            try:
                yield transaction
            finally:
                transaction.end()


def open_storage(url: str, keys: Keyring, clock: Clock) -> SqlStorage:
    """Bring the database up to date and open it.

    Raises:
        StorageUnavailable: it does not answer.
        SettingsProblems: the address or the secret does not fit.
    """
    storage = None
    try:
        migrate(url)
        storage = SqlStorage(open_engine(url), keys, clock)
        storage.check_keys()
    except RinnallaError as error:
        if storage is not None:
            storage.close()
        if isinstance(error, StorageUnavailable):
            raise StorageUnavailable(in_words(url, error)) from error
        raise
    _log.info("storage_open", extra={"key_ids": keys.ids})
    return storage
