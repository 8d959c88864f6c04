"""The first tables: conversations, inbox, turns, outbox, web sessions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out and not imported: a migration stays as it was when the tables move on.
BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Time = sa.DateTime(timezone=True)


def only(condition: str) -> dict[str, Any]:
    """Return what makes an index partial."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "channel_offset",
        sa.Column("bot", sa.String(length=64), nullable=False),
        sa.Column("position", BigId, nullable=False),
        sa.PrimaryKeyConstraint("bot", name="pk_channel_offset"),
    )
    op.create_table(
        "conversation",
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("person_enc", sa.LargeBinary(), nullable=False),
        sa.Column("tracker_enc", sa.LargeBinary(), nullable=True),
        sa.Column("cursor", BigId, nullable=False),
        sa.Column("created_at", Time, nullable=False),
        sa.Column("used_at", Time, nullable=False),
        sa.Column("erase_asked_at", Time, nullable=True),
        sa.PrimaryKeyConstraint("uid", name="pk_conversation"),
    )
    op.create_index(
        "ix_conversation_to_erase",
        "conversation",
        ["erase_asked_at"],
        **only("erase_asked_at IS NOT NULL"),
    )
    op.create_index("ix_conversation_used_at", "conversation", ["used_at"])
    op.create_table(
        "known_key",
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("first_used_at", Time, nullable=False),
        sa.PrimaryKeyConstraint("key_id", name="pk_known_key"),
    )
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("external_index", sa.LargeBinary(), nullable=False),
        sa.Column("external_enc", sa.LargeBinary(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("opened_at", Time, nullable=False),
        sa.Column("used_at", Time, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_web_session"),
    )
    op.create_index("ix_web_session_external_index", "web_session", ["external_index"])
    op.create_index("ix_web_session_used_at", "web_session", ["used_at"])
    op.create_table(
        "address",
        sa.Column("id", BigId, nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("bot", sa.String(length=64), nullable=False),
        sa.Column("external_index", sa.LargeBinary(), nullable=False),
        sa.Column("external_enc", sa.LargeBinary(), nullable=False),
        sa.Column("stopped_reason", sa.String(length=32), nullable=True),
        sa.Column("created_at", Time, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_address_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_address"),
        sa.UniqueConstraint(
            "channel", "bot", "external_index", name="uq_address_channel_bot_external_index"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_address_conversation", "address", ["conversation"])
    op.create_table(
        "inbox",
        sa.Column("id", BigId, nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("address_id", BigId, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("bot", sa.String(length=64), nullable=False),
        sa.Column("update_index", sa.LargeBinary(), nullable=False),
        sa.Column("cursor", BigId, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("said_at", Time, nullable=False),
        sa.Column("received_at", Time, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=True),
        sa.Column("lease_until", Time, nullable=True),
        sa.Column("finished_at", Time, nullable=True),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name="fk_inbox_address_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_inbox_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint(
            "channel", "bot", "update_index", name="uq_inbox_channel_bot_update_index"
        ),
        sa.UniqueConstraint("conversation", "cursor", name="uq_inbox_conversation_cursor"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_address_id", "inbox", ["address_id"])
    op.create_index("ix_inbox_open", "inbox", ["id"], **only("finished_at IS NULL"))
    op.create_index(
        "ix_inbox_open_of_conversation",
        "inbox",
        ["conversation", "id"],
        **only("finished_at IS NULL"),
    )
    op.create_index(
        "ux_inbox_one_in_work", "inbox", ["conversation"], unique=True, **only("lease IS NOT NULL")
    )
    op.create_table(
        "outbox",
        sa.Column("id", BigId, nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("address_id", BigId, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("dedupe_key", sa.String(length=128), nullable=False),
        sa.Column("cursor", BigId, nullable=False),
        sa.Column("lane", sa.String(length=16), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Time, nullable=False),
        sa.Column("not_before", Time, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("maybe_dup", sa.Boolean(), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=True),
        sa.Column("lease_until", Time, nullable=True),
        sa.Column("settled_at", Time, nullable=True),
        sa.Column("dead_reason", sa.String(length=32), nullable=True),
        sa.Column("provider_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name="fk_outbox_address_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.uid"],
            name="fk_outbox_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("conversation", "cursor", name="uq_outbox_conversation_cursor"),
        sa.UniqueConstraint("dedupe_key", name="uq_outbox_dedupe_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_address_id", "outbox", ["address_id"])
    op.create_index("ix_outbox_open", "outbox", ["channel", "lane", "id"], **only("settled_at IS NULL"))
    op.create_index(
        "ix_outbox_open_of_address", "outbox", ["address_id", "id"], **only("settled_at IS NULL")
    )
    op.create_table(
        "turn",
        sa.Column("id", BigId, nullable=False),
        sa.Column("inbox_id", BigId, nullable=False),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("finished_at", Time, nullable=False),
        sa.ForeignKeyConstraint(
            ["inbox_id"], ["inbox.id"], name="fk_turn_inbox_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_turn"),
        sa.UniqueConstraint("inbox_id", name="uq_turn_inbox_id"),
        sqlite_autoincrement=True,
    )
