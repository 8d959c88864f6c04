"""What is kept for a person by name."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "record",
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_record_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_record"),
        sa.UniqueConstraint("conversation", "name", name="uq_record_conversation_name"),
    )
