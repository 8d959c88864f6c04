"""The table of numbers that belong to nobody."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base


class CrisisCountRow(Base):
    """How often danger was heard in a month: no person, no word (``domain/crisis_counts.py``)."""

    __tablename__ = "crisis_count"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    event: Mapped[str] = mapped_column(String(16), primary_key=True)
    category: Mapped[str] = mapped_column(String(32), primary_key=True)
    tier: Mapped[str] = mapped_column(String(1), primary_key=True)
    heard_by: Mapped[str] = mapped_column(String(80), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    many: Mapped[int]
