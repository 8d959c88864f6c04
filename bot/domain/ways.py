"""What may pass where: the county's decision about Telegram, and whether there is e-mail.

A county decides for each side by itself. Without a decision nothing of a talk with a worker goes
through Telegram: only that something waits, and a link to where it is read.
"""

from dataclasses import dataclass
from enum import StrEnum


class Passing(StrEnum):
    """How much of a talk with a worker may be in Telegram."""

    LINK = "notice-with-link"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways that are open here.

    Args:
        young: What young people get in their Telegram of their worker's words.
        workers: What workers get in theirs of young people's words and names.
        public_url: Where the web is reached, without a slash at the end.
        mail: Whether notices can go out by e-mail.
        text: Whether they can go out as text messages.
    """

    young: Passing = Passing.LINK
    workers: Passing = Passing.LINK
    public_url: str = ""
    mail: bool = False
    text: bool = False
