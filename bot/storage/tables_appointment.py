"""The tables of appointments and of workers' times.

The same rules as in ``tables``: columns that end in ``_enc`` are sealed, everything else may be
read by whoever reads a dump: ids, times, states.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base, Uid
from bot.storage.tables_handoff import PersonId


class AppointmentRow(Base):
    """One meeting or call. Goes with its conversation.

    ``body_enc``: both times with their places, and the number to call.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        Index(None, "conversation"),
        Index(None, "due_at"),
        Index(None, "worker"),
        Index(None, "untold"),
    )

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    conversation: Mapped[str] = mapped_column(
        Uid, ForeignKey("conversation.uid", ondelete="CASCADE")
    )
    unit: Mapped[str] = mapped_column(PersonId)
    worker: Mapped[str | None] = mapped_column(PersonId)
    state: Mapped[str] = mapped_column(String(16))
    owner_kind: Mapped[str] = mapped_column(String(16))
    owner: Mapped[str] = mapped_column(PersonId)
    due_at: Mapped[datetime]  # never empty: without a timer it would be lost
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sequence: Mapped[int]
    rung: Mapped[int]
    untold: Mapped[bool]
    handoff: Mapped[str | None] = mapped_column(Uid)
    body_enc: Mapped[bytes]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int]


class FreeTimeRow(Base):
    """A piece of a worker's time. Free again when the appointment that held it is erased."""

    __tablename__ = "free_time"
    __table_args__ = (Index(None, "worker", "start_at"), Index(None, "taken_by"))

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    worker: Mapped[str] = mapped_column(PersonId)
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(16))
    place_enc: Mapped[bytes | None]
    published: Mapped[bool]
    taken_by: Mapped[str | None] = mapped_column(
        Uid,
        # Looked at with the commit: a time is taken before what takes it is kept.
        ForeignKey("appointment.uid", ondelete="SET NULL", deferrable=True, initially="DEFERRED"),
    )
