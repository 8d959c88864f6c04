"""What belongs around the answer of a turn: a greeting, a masked code, an edit, help near by."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.messages import Inbound, InboundKind, Person, Reply, Say
from bot.services import crisis
from bot.services.commands import MASKED, MENU

RECEIPT = "receipt."

PRIVACY = frozenset({"privacy.text", "privacy.reported", "assessment.who_sees"})
"""What is said of privacy; each has words of its own ("_kept") where messages are kept."""


def framed(
    says: Sequence[Say], person: Person, inbound: Inbound, *, grave: bool, near: bool
) -> list[Say]:
    """Return what is said with its frame.

    Args:
        says: The answer.
        person: Whom it is for.
        inbound: What they sent.
        grave: It is a crisis card or SOS: nothing else stands before it.
        near: Help is the first button of the last answer.
    """
    said = list(says)
    if inbound.kind is InboundKind.EDITED and not grave:
        said.insert(0, Say("message.edited"))
    if inbound.masked and all(say.key != MASKED for say in said):
        said.append(Say(MASKED))
    if grave:
        return said
    if not person.greeted:
        said = [say for say in said if say.key != "talk.greet"]
        said.insert(0, Say("greet.first", choices=() if said else MENU))
    if near:
        said = crisis.with_help(said)
    return said


def gathered(replies: Sequence[Reply]) -> list[Reply]:
    """Return the replies with the lines of one receipt in one bubble, not in six."""
    said: list[Reply] = []
    for reply in replies:
        if said and _same_receipt(said[-1], reply):
            said[-1] = replace(said[-1], text=f"{said[-1].text}\n{reply.text}")
        else:
            said.append(reply)
    return said


def _same_receipt(before: Reply, reply: Reply) -> bool:
    both = (before, reply)
    plain = all(one.key.startswith(RECEIPT) and not one.buttons for one in both)
    return plain and before.language == reply.language


def truly(says: Sequence[Say], *, kept: bool) -> list[Say]:
    """Return what is said of privacy as it is here: where messages are kept, that is told."""
    return [
        replace(say, key=f"{say.key}_kept") if kept and say.key in PRIVACY else say for say in says
    ]
