"""Handoffs, notices to workers, and the audit log that cannot be changed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Time = sa.DateTime(timezone=True)


def only(condition: str) -> dict[str, Any]:
    """Return what makes an index partial."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Make them."""
    _handoff()
    _handoff_message()
    _handoff_event()
    _notice()
    _stopped_mail()
    _audit_log()
    _append_only()


def _append_only() -> None:
    """Let the database itself refuse to change or delete an entry of the audit log."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_log_no_{verb.lower()} BEFORE {verb} ON audit_log "
                "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION audit_log_only_grows() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$ LANGUAGE plpgsql"
    )
    op.execute(
        "CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE ON audit_log "
        "FOR EACH ROW EXECUTE FUNCTION audit_log_only_grows()"
    )


def _handoff() -> None:
    op.create_table(
        "handoff",
        sa.Column("id", BigId, nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("owner_kind", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("due_at", Time, nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("clock_from", Time, nullable=True),
        sa.Column("only_own", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.String(length=128), nullable=False),
        sa.Column("unanswered", sa.Boolean(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("wishes_enc", sa.LargeBinary(), nullable=True),
        sa.Column("talk_worker", sa.String(length=64), nullable=True),
        sa.Column("talk_opened_at", Time, nullable=True),
        sa.Column("talk_worker_at", Time, nullable=True),
        sa.Column("talk_person_at", Time, nullable=True),
        sa.Column("created_at", Time, nullable=False),
        sa.Column("sent_at", Time, nullable=True),
        sa.Column("opened_at", Time, nullable=True),
        sa.Column("answered_at", Time, nullable=True),
        sa.Column("ended_at", Time, nullable=True),
        sa.Column("lease", sa.String(length=32), nullable=True),
        sa.Column("lease_until", Time, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_handoff_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff"),
        sa.UniqueConstraint("uid", name="uq_handoff_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handoff_conversation", "handoff", ["conversation"])
    op.create_index("ix_handoff_due_at", "handoff", ["due_at"])
    op.create_index(
        "ix_handoff_open_of_owner",
        "handoff",
        ["owner_kind", "owner", "id"],
        **only("ended_at IS NULL"),
    )
    op.create_index(
        "ux_handoff_one_draft", "handoff", ["conversation"], unique=True, **only("state = 'draft'")
    )


def _handoff_message() -> None:
    op.create_table(
        "handoff_message",
        sa.Column("id", BigId, nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("handoff_id", BigId, nullable=False),
        sa.Column("source", sa.String(length=128), nullable=False),
        sa.Column("said_by", sa.String(length=16), nullable=False),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("said_at", Time, nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoff.id"],
            name="fk_handoff_message_handoff_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_message"),
        sa.UniqueConstraint("source", name="uq_handoff_message_source"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handoff_message_handoff_id_id", "handoff_message", ["handoff_id", "id"])


def _handoff_event() -> None:
    op.create_table(
        "handoff_event",
        sa.Column("id", BigId, nullable=False),
        sa.Column("handoff_id", BigId, nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("actor_kind", sa.String(length=16), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("owner_kind", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("happened_at", Time, nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoff.id"], name="fk_handoff_event_handoff_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handoff_event_handoff_id_id", "handoff_event", ["handoff_id", "id"])


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", BigId, nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("worker", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("created_at", Time, nullable=False),
        sa.Column("not_before", Time, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=True),
        sa.Column("lease_until", Time, nullable=True),
        sa.Column("settled_at", Time, nullable=True),
        sa.Column("dead_reason", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notice_open", "notice", ["channel", "id"], **only("settled_at IS NULL"))
    op.create_index(
        "ux_notice_one_unsent",
        "notice",
        ["worker", "channel", "kind"],
        unique=True,
        **only("settled_at IS NULL AND lease IS NULL"),
    )


def _stopped_mail() -> None:
    op.create_table(
        "stopped_mail",
        sa.Column("address_index", sa.LargeBinary(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("address_enc", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("stopped_at", Time, nullable=False),
        sa.PrimaryKeyConstraint("address_index", name="pk_stopped_mail"),
    )


def _audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("done_at", Time, nullable=False),
        sa.Column("who", sa.String(length=128), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("more", sa.String(length=1024), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("mark_key", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_about", "audit_log", ["about"])
