"""The tables of units, workers, rosters, absences, lines and invites.

An absence has no column for a reason: what is not kept cannot be told. Names, phones and addresses
of workers are sealed like everything that people are known by.
"""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base, BigId, Uid

StaffId = String(64)


class UnitRow(Base):
    """A team; the body is its written form."""

    __tablename__ = "unit"

    id: Mapped[str] = mapped_column(StaffId, primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    body_enc: Mapped[bytes]
    changed_at: Mapped[datetime]


class WorkerRow(Base):
    """A worker; the body is their written form, without the roster."""

    __tablename__ = "worker"

    id: Mapped[str] = mapped_column(StaffId, primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    unit: Mapped[str] = mapped_column(StaffId, ForeignKey("unit.id"))
    body_enc: Mapped[bytes]
    changed_at: Mapped[datetime]


class RosterDayRow(Base):
    """One confirmed day of period work; no slots means a day off."""

    __tablename__ = "roster_day"

    worker: Mapped[str] = mapped_column(
        StaffId, ForeignKey("worker.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    slots: Mapped[str] = mapped_column(String(200))


class AbsenceRow(Base):
    """Somebody is away, and who stands in."""

    __tablename__ = "absence"
    __table_args__ = (Index(None, "worker"),)

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    worker: Mapped[str] = mapped_column(StaffId, ForeignKey("worker.id", ondelete="CASCADE"))
    substitute: Mapped[str | None] = mapped_column(StaffId)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    written_by: Mapped[str] = mapped_column(StaffId)
    written_at: Mapped[datetime]


class PeopleChangeRow(Base):
    """One row whose number grows whenever anything above changes: copies in memory look here."""

    __tablename__ = "people_change"

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigId)


class LineRow(Base):
    """A young person who has come to a worker or a unit."""

    __tablename__ = "line"

    conversation: Mapped[str] = mapped_column(
        Uid, ForeignKey("conversation.uid", ondelete="CASCADE"), primary_key=True
    )
    unit: Mapped[str | None] = mapped_column(StaffId)
    label_enc: Mapped[bytes]
    invite: Mapped[str | None] = mapped_column(Uid)
    linked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class AssignmentRow(Base):
    """Who a young person's workers are from an instant on."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("conversation", "since"),
        Index(None, "worker"),
        Index(None, "pair"),
    )

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    conversation: Mapped[str] = mapped_column(
        Uid, ForeignKey("line.conversation", ondelete="CASCADE")
    )
    since: Mapped[datetime]
    worker: Mapped[str | None] = mapped_column(StaffId)
    pair: Mapped[str | None] = mapped_column(StaffId)


class InviteRow(Base):
    """A one-use invite. Its secrets are here as keyed hashes alone."""

    __tablename__ = "invite"
    __table_args__ = (
        UniqueConstraint("token_index"),
        UniqueConstraint("code_index"),
        Index(None, "used_by"),
        Index(None, "conversation"),
    )

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    worker: Mapped[str | None] = mapped_column(StaffId)
    unit: Mapped[str | None] = mapped_column(StaffId)
    conversation: Mapped[str | None] = mapped_column(
        Uid, ForeignKey("conversation.uid", ondelete="CASCADE")
    )
    label_enc: Mapped[bytes]
    token_index: Mapped[bytes]
    code_index: Mapped[bytes]
    face_to_face: Mapped[bool]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[str | None] = mapped_column(
        Uid, ForeignKey("conversation.uid", ondelete="SET NULL")
    )
    confirmed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    alarmed_at: Mapped[datetime | None]


class CodeTryRow(Base):
    """A wrong code that somebody tried: when and by whom, never what."""

    __tablename__ = "code_try"
    __table_args__ = (Index(None, "at"), Index(None, "conversation"))

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    conversation: Mapped[str] = mapped_column(
        Uid, ForeignKey("conversation.uid", ondelete="CASCADE")
    )
    at: Mapped[datetime]
