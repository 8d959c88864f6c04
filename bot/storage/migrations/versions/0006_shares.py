"""Showing a result to one's own worker: offers and their ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "share",
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("worker", sa.String(length=64), nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.Column("substitute", sa.Boolean(), nullable=False),
        sa.Column("about_enc", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=True),
        sa.Column("offered_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_share_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_share"),
    )
    op.create_index("ix_share_conversation", "share", ["conversation"])
    op.create_index("ix_share_until", "share", ["until"])
    op.create_table(
        "share_event",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("share", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("name_enc", sa.LargeBinary(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_share_event_conversation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["share"], ["share.uid"], name="fk_share_event_share", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_share_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_share_event_conversation_id", "share_event", ["conversation", "id"])
    op.create_index("ix_share_event_share", "share_event", ["share"])
