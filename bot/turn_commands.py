"""What needs no understanding, as commands that are asked in turn until one knows the message.

All are asked in one way: with the claim, the parts and the action of a button that was pressed or
typed. Each knows its own buttons, so their order matters to words and where it says so. Below
``turn.py``, whose stage ``commands`` asks them.
"""

from collections.abc import Callable, Sequence

from bot.services import plan
from bot.services.after_card import after_card_command
from bot.services.agreed import meeting_command
from bot.services.appointment_talk import appointment_command
from bot.services.card_talk import reply_command
from bot.services.checkin import checkin_command
from bot.services.commands import Command, command_of
from bot.services.crisis_samples import sample_command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.going_on import going_on
from bot.services.link_commands import link_command
from bot.services.result_help import result_command
from bot.services.returning import return_command
from bot.services.said_last import PRESSED
from bot.services.share_commands import share_command
from bot.services.typed_buttons import shown_again
from bot.turn_state import Parts

Asked = Callable[[ClaimedTurn, Parts, str | None], Command | None]


def first_of(
    asked: Sequence[Asked], claim: ClaimedTurn, parts: Parts, action: str | None
) -> Command | None:
    """Return what the first command came to that knows the message; None when none does."""
    return next((found for one in asked if (found := one(claim, parts, action)) is not None), None)


def _link(claim: ClaimedTurn, parts: Parts, action: str | None) -> Command | None:
    return link_command(claim, action, parts.words)


def _appointment(claim: ClaimedTurn, parts: Parts, action: str | None) -> Command | None:
    return appointment_command(claim, action, parts.urgency, parts.composer, parts.ways)


def _by_words(claim: ClaimedTurn, parts: Parts, _: str | None) -> Command | None:
    """Return what a button comes to that words press: a yes or a no right after its question."""
    pressed: str | None = claim.facts.get(PRESSED)
    return first_of((_link, _appointment), claim, parts, pressed) if pressed else None


MATTERS: tuple[Asked, ...] = (
    # "Joo" right after a question of ours is its button, and nothing else that words could be.
    _by_words,
    # What opens a code or has its form is never taken for an answer, a number or a time.
    _link,
    # Who names the plan means it, also below a card, whose answers come next.
    lambda claim, _, action: plan.plan_command(claim, action),
    # One of the card's own buttons ("crisis:"), all of which the next command takes for its own.
    lambda claim, parts, action: sample_command(claim, action, parts.samples, parts.composer),
    lambda claim, parts, action: after_card_command(claim, action, parts.samples),
    # A card is graver than any question of ours that waits: words answer it first.
    lambda claim, parts, _: reply_command(claim, parts.samples),
    lambda claim, _, action: checkin_command(claim, action, claim.person),
    # Who names the page for the meeting means it, also while another question waits.
    lambda claim, _, action: meeting_command(claim, action),
    # An address or a number that was asked for, before the wishes, to which a number is a way too.
    lambda claim, parts, action: return_command(claim, action, parts.ways),
    lambda claim, parts, action: parts.wishing.command(claim, action),
    # Last: of whoever has a time nearly any words may be about it.
    _appointment,
)
"""Matters of the gateway's own. What they come to may be or become a message to the worker."""

REST: tuple[Asked, ...] = (
    lambda claim, parts, action: share_command(
        action, claim, parts.whose, parts.policy, parts.ways
    ),
    # Takes every button that is left and says that it is stale: after all that know theirs.
    lambda claim, parts, action: command_of(claim, action, parts.words.has),
    # Words that take up or show again what was begun, or ask of a result; no button is theirs.
    lambda claim, _, __: result_command(claim),
    lambda claim, _, __: going_on(claim),
    lambda claim, _, __: shown_again(claim),
)
"""Consent, fixed answers, and going on. A plan that was being made waits below them."""
