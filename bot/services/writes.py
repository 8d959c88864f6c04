"""What a turn decides beside words: names and types that every use case shares."""

from collections.abc import Callable

from bot.services.ports import UnitOfWork

RECORDS = "records"
"""In the facts: everything kept for the person by name. In the effects: what changes in it."""

PENDING = "pending"
"""In the facts: the question of an assessment that is being asked, for the pipeline to see."""

Write = Callable[[UnitOfWork], None]
"""Something that a turn decided, done in its one commit: all of it happens or nothing."""
