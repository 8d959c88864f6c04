"""Appointments, and the times of workers that they take."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Uid = sa.String(32)
Time = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "appointment",
        sa.Column("uid", Uid, nullable=False),
        sa.Column("conversation", Uid, nullable=False),
        sa.Column("unit", sa.String(64), nullable=False),
        sa.Column("worker", sa.String(64), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("owner_kind", sa.String(16), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("due_at", Time, nullable=False),
        sa.Column("created_at", Time, nullable=False),
        sa.Column("changed_at", Time, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("untold", sa.Boolean(), nullable=False),
        sa.Column("handoff", Uid, nullable=True),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("ended_at", Time, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_appointment_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_appointment"),
    )
    for column in ("conversation", "due_at", "worker", "untold"):
        op.create_index(f"ix_appointment_{column}", "appointment", [column])
    op.create_table(
        "free_time",
        sa.Column("uid", Uid, nullable=False),
        sa.Column("worker", sa.String(64), nullable=False),
        sa.Column("start_at", Time, nullable=False),
        sa.Column("end_at", Time, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("place_enc", sa.LargeBinary(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("taken_by", Uid, nullable=True),
        sa.ForeignKeyConstraint(
            ["taken_by"],
            ["appointment.uid"],
            name="fk_free_time_taken_by",
            ondelete="SET NULL",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_free_time"),
    )
    op.create_index("ix_free_time_worker_start_at", "free_time", ["worker", "start_at"])
    op.create_index("ix_free_time_taken_by", "free_time", ["taken_by"])
