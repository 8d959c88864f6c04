"""A worker's own chat, answers that reached nobody, and what settled notices are found by."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Time = sa.DateTime(timezone=True)


def only(condition: str) -> dict[str, Any]:
    """Return what makes an index partial."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "worker_chat",
        sa.Column("conversation", sa.String(32), nullable=False),
        sa.Column("worker", sa.String(64), nullable=False),
        sa.Column("linked_at", Time, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_worker_chat_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation", name="pk_worker_chat"),
        sa.UniqueConstraint("worker", name="uq_worker_chat_worker"),
    )
    op.add_column("handoff", sa.Column("unreached_at", Time, nullable=True))
    op.create_index("ix_outbox_dead", "outbox", ["settled_at"], **only("dead_reason IS NOT NULL"))
    op.create_index("ix_notice_settled_at", "notice", ["settled_at"])

