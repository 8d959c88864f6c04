"""Units, workers, rosters, absences, lines and invites."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Time = sa.DateTime(timezone=True)
Uid = sa.String(length=32)
StaffId = sa.String(length=64)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "unit",
        sa.Column("id", StaffId, nullable=False),
        sa.Column("uid", Uid, nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", Time, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
    )
    op.create_table(
        "worker",
        sa.Column("id", StaffId, nullable=False),
        sa.Column("uid", Uid, nullable=False),
        sa.Column("unit", StaffId, nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", Time, nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_worker_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_worker"),
    )
    op.create_table(
        "roster_day",
        sa.Column("worker", StaffId, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slots", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["worker"], ["worker.id"], name="fk_roster_day_worker", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worker", "day", name="pk_roster_day"),
    )
    op.create_table(
        "absence",
        sa.Column("uid", Uid, nullable=False),
        sa.Column("worker", StaffId, nullable=False),
        sa.Column("substitute", StaffId, nullable=True),
        sa.Column("starts_at", Time, nullable=False),
        sa.Column("ends_at", Time, nullable=True),
        sa.Column("written_by", StaffId, nullable=False),
        sa.Column("written_at", Time, nullable=False),
        sa.ForeignKeyConstraint(
            ["worker"], ["worker.id"], name="fk_absence_worker", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_absence"),
    )
    op.create_index("ix_absence_worker", "absence", ["worker"])
    op.create_table(
        "people_change",
        sa.Column("id", BigId, autoincrement=False, nullable=False),
        sa.Column("number", BigId, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people_change"),
    )
    _lines()
    _invites()


def _lines() -> None:
    op.create_table(
        "line",
        sa.Column("conversation", Uid, nullable=False),
        sa.Column("unit", StaffId, nullable=True),
        sa.Column("label_enc", sa.LargeBinary(), nullable=False),
        sa.Column("invite", Uid, nullable=True),
        sa.Column("linked_at", Time, nullable=False),
        sa.Column("confirmed_at", Time, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.uid"], name="fk_line_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation", name="pk_line"),
    )
    op.create_table(
        "assignment",
        sa.Column("uid", Uid, nullable=False),
        sa.Column("conversation", Uid, nullable=False),
        sa.Column("since", Time, nullable=False),
        sa.Column("worker", StaffId, nullable=True),
        sa.Column("pair", StaffId, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["line.conversation"],
            name="fk_assignment_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_assignment"),
        sa.UniqueConstraint("conversation", "since", name="uq_assignment_conversation_since"),
    )
    op.create_index("ix_assignment_worker", "assignment", ["worker"])
    op.create_index("ix_assignment_pair", "assignment", ["pair"])


def _invites() -> None:
    op.create_table(
        "invite",
        sa.Column("uid", Uid, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("worker", StaffId, nullable=True),
        sa.Column("unit", StaffId, nullable=True),
        sa.Column("conversation", Uid, nullable=True),
        sa.Column("label_enc", sa.LargeBinary(), nullable=False),
        sa.Column("token_index", sa.LargeBinary(), nullable=False),
        sa.Column("code_index", sa.LargeBinary(), nullable=False),
        sa.Column("face_to_face", sa.Boolean(), nullable=False),
        sa.Column("made_at", Time, nullable=False),
        sa.Column("expires_at", Time, nullable=False),
        sa.Column("used_at", Time, nullable=True),
        sa.Column("used_by", Uid, nullable=True),
        sa.Column("confirmed_at", Time, nullable=True),
        sa.Column("cancelled_at", Time, nullable=True),
        sa.Column("alarmed_at", Time, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_invite_conversation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["used_by"], ["conversation.uid"], name="fk_invite_used_by", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_invite"),
        sa.UniqueConstraint("token_index", name="uq_invite_token_index"),
        sa.UniqueConstraint("code_index", name="uq_invite_code_index"),
    )
    op.create_index("ix_invite_used_by", "invite", ["used_by"])
    op.create_index("ix_invite_conversation", "invite", ["conversation"])
    op.create_table(
        "code_try",
        sa.Column("uid", Uid, nullable=False),
        sa.Column("conversation", Uid, nullable=False),
        sa.Column("at", Time, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_code_try_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_code_try"),
    )
    op.create_index("ix_code_try_at", "code_try", ["at"])
    op.create_index("ix_code_try_conversation", "code_try", ["conversation"])
