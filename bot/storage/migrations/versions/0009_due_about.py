"""What becomes due may be about one of several: each appointment has its own reminders."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_due = sa.table(
    "due",
    *(sa.column(name, sa.String) for name in ("uid", "conversation", "kind", "about")),
    sa.column("due_at", sa.DateTime(timezone=True)),
)
_appointment = sa.table(
    "appointment",
    *(sa.column(name, sa.String) for name in ("uid", "conversation")),
    sa.column("ended_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Add the column, and give each open appointment the reminders of its person.

    Its time is sealed, so of several appointments each gets the moment of the first: a reminder
    may come early, and none is lost.
    """
    with op.batch_alter_table("due") as due:
        due.add_column(sa.Column("about", sa.String(32), nullable=False, server_default=""))
        due.drop_constraint("uq_due_conversation_kind", type_="unique")
        due.create_unique_constraint(
            "uq_due_conversation_kind_about", ["conversation", "kind", "about"]
        )
    connection = op.get_bind()
    old = connection.execute(
        sa.select(_due.c.kind, _due.c.due_at, _appointment.c.conversation, _appointment.c.uid)
        .join(_appointment, _appointment.c.conversation == _due.c.conversation)
        .where(_due.c.kind.like("appointment~_%", escape="~"), _appointment.c.ended_at.is_(None))
    ).all()
    connection.execute(sa.delete(_due).where(_due.c.kind.like("appointment~_%", escape="~")))
    for kind, due_at, conversation, uid in old:
        connection.execute(
            sa.insert(_due).values(
                uid=uuid4().hex, conversation=conversation, kind=kind, about=uid, due_at=due_at
            )
        )
