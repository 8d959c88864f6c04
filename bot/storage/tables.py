"""The tables, as SQLAlchemy maps them. No behaviour; later issues add their tables below.

Columns that end in ``_enc`` hold what ``crypto`` sealed; columns that end in ``_index`` hold keyed
hashes. Everything else may be read by whoever reads a dump: ids, times, counts, channel names.

State is told by what is set, so that no two columns can disagree:

* inbox: waiting (no lease), in work (lease), done (``finished_at``);
* outbox: waiting (no lease), sending (lease), sent (``settled_at``), dead (``settled_at`` and
  ``dead_reason``).
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

BigId = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only a plain INTEGER
Uid = String(32)
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, or batch migrations on SQLite could not drop it."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time on both databases; SQLite itself knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: guessing one is how reminders go out at night."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables of ours."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime(), bytes: LargeBinary()}  # noqa: RUF012


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index over few rows: it stays tiny however long the table grows."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _of_conversation() -> Mapped[str]:
    return mapped_column(Uid, ForeignKey("conversation.uid", ondelete="CASCADE"))


def _of_address() -> Mapped[int]:
    return mapped_column(BigId, ForeignKey("address.id", ondelete="CASCADE"))


class ConversationRow(Base):
    """One person as the assistant knows them. Its row lock puts everything of theirs in order."""

    __tablename__ = "conversation"
    __table_args__ = (
        Index(None, "used_at"),
        _partial("ix_conversation_to_erase", "erase_asked_at", where="erase_asked_at IS NOT NULL"),
    )

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    person_enc: Mapped[bytes]
    tracker_enc: Mapped[bytes | None]
    cursor: Mapped[int] = mapped_column(BigId)  # the last one given to a message, of either side
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]  # when the person last wrote
    erase_asked_at: Mapped[datetime | None]


class AddressRow(Base):
    """Where a conversation is reached."""

    __tablename__ = "address"
    __table_args__ = (
        UniqueConstraint("channel", "bot", "external_index"),
        Index(None, "conversation"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    conversation: Mapped[str] = _of_conversation()
    channel: Mapped[str] = mapped_column(String(16))
    bot: Mapped[str] = mapped_column(String(64))
    external_index: Mapped[bytes]
    external_enc: Mapped[bytes]
    stopped_reason: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]


class InboxRow(Base):
    """A message that has been acknowledged. Ids are never used again, even after an erasure."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "bot", "update_index"),
        UniqueConstraint("conversation", "cursor"),
        Index(None, "address_id"),
        _partial("ix_inbox_open", "id", where="finished_at IS NULL"),
        _partial(
            "ix_inbox_open_of_conversation", "conversation", "id", where="finished_at IS NULL"
        ),
        # Two turns of one person at once are impossible, whatever a query of ours gets wrong.
        _partial("ux_inbox_one_in_work", "conversation", where="lease IS NOT NULL", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    conversation: Mapped[str] = _of_conversation()
    address_id: Mapped[int] = _of_address()
    channel: Mapped[str] = mapped_column(String(16))
    bot: Mapped[str] = mapped_column(String(64))
    update_index: Mapped[bytes]
    cursor: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str] = mapped_column(String(16))
    shown: Mapped[bool]  # the person sees it in their history
    body_enc: Mapped[bytes]
    said_at: Mapped[datetime]
    received_at: Mapped[datetime]
    attempts: Mapped[int]
    lease: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class RecordRow(Base):
    """What is kept for a person under a name: a safety plan, the answers of an assessment."""

    __tablename__ = "record"
    __table_args__ = (UniqueConstraint("conversation", "name"),)

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    conversation: Mapped[str] = _of_conversation()
    name: Mapped[str] = mapped_column(String(64))
    body_enc: Mapped[bytes]
    changed_at: Mapped[datetime]


class DueTable(Base):
    """Something to be said to a person at a time. Taken out when it is: then it is done.

    ``about`` is the id of what it is about where a person may have several; else empty.
    """

    __tablename__ = "due"
    __table_args__ = (UniqueConstraint("conversation", "kind", "about"), Index(None, "due_at"))

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    conversation: Mapped[str] = _of_conversation()
    kind: Mapped[str] = mapped_column(String(32))
    about: Mapped[str] = mapped_column(String(32), server_default="")
    due_at: Mapped[datetime]


class TurnRow(Base):
    """That an inbox row has been answered: one row, in the same commit as the answer."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("inbox_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inbox_id: Mapped[int] = mapped_column(BigId, ForeignKey("inbox.id", ondelete="CASCADE"))
    replies: Mapped[int]
    attempts: Mapped[int]
    finished_at: Mapped[datetime]


class OutboxRow(Base):
    """A message that has been decided. ``dedupe_key`` names what it answers: "inbox id:n"."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("dedupe_key"),
        UniqueConstraint("conversation", "cursor"),
        Index(None, "address_id"),
        _partial("ix_outbox_open", "channel", "lane", "id", where="settled_at IS NULL"),
        _partial("ix_outbox_open_of_address", "address_id", "id", where="settled_at IS NULL"),
        _partial("ix_outbox_dead", "settled_at", where="dead_reason IS NOT NULL"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    conversation: Mapped[str] = _of_conversation()
    address_id: Mapped[int] = _of_address()
    channel: Mapped[str] = mapped_column(String(16))  # the address's: claims stay in one table
    dedupe_key: Mapped[str] = mapped_column(String(128))
    cursor: Mapped[int] = mapped_column(BigId)
    lane: Mapped[str] = mapped_column(String(16))
    body_enc: Mapped[bytes]
    created_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    attempts: Mapped[int]
    maybe_dup: Mapped[bool]
    lease: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    dead_reason: Mapped[str | None] = mapped_column(String(32))
    provider_id: Mapped[str | None] = mapped_column(String(64))


class WebSessionRow(Base):
    """A browser that may speak for a web address. The token is known by its hash alone."""

    __tablename__ = "web_session"
    __table_args__ = (Index(None, "external_index"), Index(None, "used_at"))

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    external_index: Mapped[bytes]
    external_enc: Mapped[bytes]
    kept: Mapped[bool]
    opened_at: Mapped[datetime]
    used_at: Mapped[datetime]


class ChannelOffsetRow(Base):
    """How far a polled channel has been read."""

    __tablename__ = "channel_offset"

    bot: Mapped[str] = mapped_column(String(64), primary_key=True)
    position: Mapped[int] = mapped_column(BigId)


class KnownKeyRow(Base):
    """Ids of the keys that rows were sealed with: a wrong secret is seen at the start."""

    __tablename__ = "known_key"

    key_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    first_used_at: Mapped[datetime]
