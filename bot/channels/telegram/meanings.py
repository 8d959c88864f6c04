"""What an update can mean for us: one of four things. ``updates`` finds out which."""

from dataclasses import dataclass

from bot.domain.messages import Address, Inbound, Language


@dataclass(frozen=True, slots=True)
class Received:
    """Something a person said or pressed. ``query_id``: the press waits for an acknowledgement."""

    inbounds: tuple[Inbound, ...]
    query_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing to answer; ``why`` in one word, for counting."""

    why: str
    query_id: str | None = None


@dataclass(frozen=True, slots=True)
class LeaveGroup:
    """The bot is among several people, where nothing personal may be said."""

    chat: int
    language: Language
    speak: bool  # a channel's readers are not told: they did not invite anybody


@dataclass(frozen=True, slots=True)
class Reach:
    """The person blocked the bot or let it in again."""

    address: Address
    reachable: bool


Update = Received | Ignored | LeaveGroup | Reach
