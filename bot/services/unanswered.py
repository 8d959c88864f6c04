"""Which messages are kept for the content editor, where a county has decided that some are.

Off unless ``RINNALLA_KEEP_UNANSWERED`` is set. Kept are only the scrubbed words of a message that
got no answer, without who wrote it or when on that day, and never where danger may be meant. The
person is told of it when they ask what is stored.
"""

from collections.abc import Sequence

from bot.domain.messages import TYPED, Say
from bot.services.delivery_ports import ClaimedTurn
from bot.services.ports import EngineAnswer

NOT_ANSWERED = frozenset({"out_of_scope", "unsure"})
_DANGER = "crisis"


def worth_keeping(claim: ClaimedTurn, answer: EngineAnswer) -> bool:
    """Return whether free words got no answer and hold no danger that the model saw."""
    if claim.inbound.kind not in TYPED or answer.intent not in NOT_ANSWERED:
        return False
    return not _speaks_of_danger(answer.says)


def _speaks_of_danger(says: Sequence[Say]) -> bool:
    offered = (choice.action for say in says for choice in say.choices)
    return any(_DANGER in action for action in offered) or any(_DANGER in say.key for say in says)
