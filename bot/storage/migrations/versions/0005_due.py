"""What is to be said to a person at a time of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "due",
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_due_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_due"),
        sa.UniqueConstraint("conversation", "kind", name="uq_due_conversation_kind"),
    )
    op.create_index("ix_due_due_at", "due", ["due_at"])
