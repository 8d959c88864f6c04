"""Whose a young person is, as sharing asks it: the own worker, and who stands in while away."""

from datetime import datetime

from bot.domain.absences import stand_in
from bot.domain.answering import own_worker
from bot.domain.consent import Standing
from bot.domain.messages import ConversationId
from bot.domain.people import is_away
from bot.services.handoff_ports import HandoffWork


def whose_worker(work: HandoffWork, conversation: ConversationId, at: datetime) -> Standing:
    """Return whose a young person is at a moment; of somebody unconfirmed nobody is.

    A pair worker sees nothing by being one: a share is with the own worker, and with who was
    named to stand in for an absence, the pair worker or not, where the young person allowed that.
    """
    linked = work.lines.of(conversation)
    if linked is None or linked.confirmed_at is None:
        return Standing()
    people = work.people.everybody()
    own = own_worker(people, linked.line, at)
    named = own.id if own else None
    away = own is not None and is_away(people, own.id, at)
    substitute = stand_in(people, own.id, at) if own and away else None
    names = {str(id): worker.name for id, worker in people.workers.items()}
    return Standing(
        str(named) if named else None,
        frozenset({str(substitute)} if substitute else ()),
        names,
    )
