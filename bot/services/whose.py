"""Whose a young person is, as sharing asks it: the own worker, and who stands in while away."""

from datetime import datetime

from bot.domain.consent import Standing
from bot.domain.messages import ConversationId
from bot.domain.people import Role, who_answers
from bot.services.ports import UnitOfWork


def whose_worker(work: UnitOfWork, conversation: ConversationId, at: datetime) -> Standing:
    """Return whose a young person is at a moment; of somebody unconfirmed nobody is.

    A pair worker sees nothing by being one: a share is with the own worker, and with the
    substitute of an absence where the young person allowed that.
    """
    linked = work.lines.of(conversation)
    if linked is None or linked.confirmed_at is None:
        return Standing()
    people = work.people.everybody()
    watch = who_answers(people, linked.line, at)
    named = watch.named.id if watch.named else None
    stand_in = watch.stand_in if watch.named_away else None
    substitute = stand_in.worker if stand_in and stand_in.role is Role.SUBSTITUTE else None
    names = {str(id): worker.name for id, worker in people.workers.items()}
    return Standing(
        str(named) if named else None,
        frozenset({str(substitute)} if substitute else ()),
        names,
    )
