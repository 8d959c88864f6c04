"""The tables of sharing: offers, and the ledger of what came of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base, BigId, Uid


class ShareRow(Base):
    """A preview with its button. ``body_enc`` is what is shown, and is gone when it has ended."""

    __tablename__ = "share"
    __table_args__ = (Index(None, "conversation"), Index(None, "until"))

    uid: Mapped[str] = mapped_column(Uid, primary_key=True)
    conversation: Mapped[str] = mapped_column(
        Uid, ForeignKey("conversation.uid", ondelete="CASCADE")
    )
    worker: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]
    substitute: Mapped[bool]
    about_enc: Mapped[bytes]
    body_enc: Mapped[bytes | None]
    offered_at: Mapped[datetime]
    used_at: Mapped[datetime | None]  # set once, whichever button it was


class ShareEventRow(Base):
    """One line of a young person's ledger. Rows are added and never changed."""

    __tablename__ = "share_event"
    __table_args__ = (
        Index(None, "conversation", "id"),
        Index(None, "share"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    conversation: Mapped[str] = mapped_column(
        Uid, ForeignKey("conversation.uid", ondelete="CASCADE")
    )
    share: Mapped[str | None] = mapped_column(Uid, ForeignKey("share.uid", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    worker: Mapped[str | None] = mapped_column(String(64))
    name_enc: Mapped[bytes]
    at: Mapped[datetime]
