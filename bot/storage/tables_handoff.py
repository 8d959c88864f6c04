"""The tables of handoffs, of notices to workers, and of the audit log.

The same rules as in ``tables``: columns that end in ``_enc`` are sealed, ``_index`` are keyed
hashes, everything else may be read by whoever reads a dump: ids, times, states.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base, BigId, Uid

PersonId = String(64)
"""A worker's or a unit's id: a stable word of the county's."""


class HandoffRow(Base):
    """One matter on its way to a worker. Goes with its conversation."""

    __tablename__ = "handoff"
    __table_args__ = (
        UniqueConstraint("uid"),
        Index(None, "conversation"),
        Index(None, "due_at"),
        Index(
            "ix_handoff_open_of_owner",
            *("owner_kind", "owner", "id"),
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        # One draft a person: other words take its place, whichever process takes them.
        Index(
            "ux_handoff_one_draft",
            "conversation",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    conversation: Mapped[str] = mapped_column(
        Uid, ForeignKey("conversation.uid", ondelete="CASCADE")
    )
    unit: Mapped[str] = mapped_column(PersonId)
    worker: Mapped[str | None] = mapped_column(PersonId)
    state: Mapped[str] = mapped_column(String(16))
    owner_kind: Mapped[str] = mapped_column(String(16))
    owner: Mapped[str] = mapped_column(PersonId)
    due_at: Mapped[datetime]  # never empty: a handoff without a timer would be lost
    rung: Mapped[int]
    clock_from: Mapped[datetime | None]
    only_own: Mapped[bool]
    urgent: Mapped[bool]
    flags: Mapped[str] = mapped_column(String(128))  # ids by commas
    unanswered: Mapped[bool]
    offered: Mapped[bool]
    wishes_enc: Mapped[bytes | None]  # how and when to answer, in the person's words
    talk_worker: Mapped[str | None] = mapped_column(PersonId)
    talk_opened_at: Mapped[datetime | None]
    talk_worker_at: Mapped[datetime | None]
    talk_person_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    lease: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    unreached_at: Mapped[datetime | None]  # when an answer last reached nobody, and was told


class HandoffMessageRow(Base):
    """Words in a handoff, of either side. ``source`` names what they came from: never twice."""

    __tablename__ = "handoff_message"
    __table_args__ = (
        UniqueConstraint("source"),
        Index(None, "handoff_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    handoff_id: Mapped[int] = mapped_column(BigId, ForeignKey("handoff.id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(String(128))
    said_by: Mapped[str] = mapped_column(String(16))  # "person" or "worker"
    worker: Mapped[str | None] = mapped_column(PersonId)
    body_enc: Mapped[bytes]
    said_at: Mapped[datetime]


class HandoffEventRow(Base):
    """What happened to a handoff, without words: for its status and for counting."""

    __tablename__ = "handoff_event"
    __table_args__ = (Index(None, "handoff_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    handoff_id: Mapped[int] = mapped_column(BigId, ForeignKey("handoff.id", ondelete="CASCADE"))
    event: Mapped[str] = mapped_column(String(16))
    actor_kind: Mapped[str] = mapped_column(String(16))
    actor: Mapped[str] = mapped_column(PersonId)
    state: Mapped[str] = mapped_column(String(16))  # after it
    owner_kind: Mapped[str] = mapped_column(String(16))
    owner: Mapped[str] = mapped_column(PersonId)
    happened_at: Mapped[datetime]


class NoticeRow(Base):
    """That a worker has to be told that something waits. What waits is looked up when it is sent.

    One unsent notice a worker, channel and kind: what comes meanwhile is in the same one.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index(
            "ux_notice_one_unsent",
            *("worker", "channel", "kind"),
            unique=True,
            sqlite_where=text("settled_at IS NULL AND lease IS NULL"),
            postgresql_where=text("settled_at IS NULL AND lease IS NULL"),
        ),
        Index(
            "ix_notice_open",
            *("channel", "id"),
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index(None, "settled_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)  # in the message's id: a bounce names it
    worker: Mapped[str] = mapped_column(PersonId)  # of kind "answer": the conversation it is for
    channel: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))  # handoff_ports.NoticeAbout
    created_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    attempts: Mapped[int]
    lease: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    dead_reason: Mapped[str | None] = mapped_column(String(32))


class WorkerChatRow(Base):
    """A chat that is a worker's own: nobody is a young person in it. One chat a worker."""

    __tablename__ = "worker_chat"
    __table_args__ = (UniqueConstraint("worker"),)

    conversation: Mapped[str] = mapped_column(
        Uid, ForeignKey("conversation.uid", ondelete="CASCADE"), primary_key=True
    )
    worker: Mapped[str] = mapped_column(PersonId)
    linked_at: Mapped[datetime]


class StoppedMailRow(Base):
    """An e-mail address that bounced. Another address of the same worker is not in it."""

    __tablename__ = "stopped_mail"

    address_index: Mapped[bytes] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    address_enc: Mapped[bytes]
    reason: Mapped[str] = mapped_column(String(32))
    stopped_at: Mapped[datetime]


class AuditRow(Base):
    """Who did or read what, when. The database refuses to change or delete one (migration 0004).

    ``mark`` is keyed with the secret of ``mark_key``: who has the database alone cannot write a
    chain of their own.
    """

    __tablename__ = "audit_log"
    __table_args__ = (Index(None, "about"),)

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    done_at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(128))
    what: Mapped[str] = mapped_column(String(64))
    about: Mapped[str] = mapped_column(String(64))
    more: Mapped[str] = mapped_column(String(1024))  # JSON: pairs of numbers and ids
    before: Mapped[bytes]
    hash: Mapped[bytes]
    mark: Mapped[bytes]
    mark_key: Mapped[str] = mapped_column(String(16))
