"""What belongs around the answer of a turn: a greeting, a masked code, an edit, help near by."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.messages import Inbound, InboundKind, Person, Say
from bot.services import crisis
from bot.services.commands import MENU


def framed(
    says: Sequence[Say], person: Person, inbound: Inbound, *, grave: bool, ending: bool
) -> list[Say]:
    """Return what is said with its frame.

    Args:
        says: The answer.
        person: Whom it is for.
        inbound: What they sent.
        grave: It is a crisis card or SOS: nothing else stands before it.
        ending: The conversation is being erased.
    """
    said = list(says)
    if inbound.kind is InboundKind.EDITED and not grave:
        said.insert(0, Say("message.edited"))
    if inbound.masked:
        said.append(Say("privacy.masked"))
    if grave:
        return said
    if not person.greeted:
        said = [say for say in said if say.key != "talk.greet"]
        said.insert(0, Say("greet.first", choices=() if said else MENU))
    if crisis.help_is_near(person, inbound.at) and not ending:
        said = crisis.with_help(said)
    return said


def truly(says: Sequence[Say], *, kept: bool) -> list[Say]:
    """Return what is said of privacy as it is here: where messages are kept, that is told."""
    return [
        replace(say, key="privacy.text_kept") if kept and say.key == "privacy.text" else say
        for say in says
    ]
