"""What Telegram's errors mean for a message: one table, and nowhere else."""

from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.channels.telegram.api import AnswerLost, NotSent
from bot.domain.errors import DeliveryFailed


@dataclass(frozen=True, slots=True)
class _Fate:
    reason: str
    again: bool = False
    stop: bool = False
    maybe: bool = False


# The first class that fits counts, so subclasses stand above their bases.
_FATES: tuple[tuple[type[TelegramError], _Fate], ...] = (
    (Forbidden, _Fate("blocked", stop=True)),
    (ChatMigrated, _Fate("migrated", stop=True)),
    (RetryAfter, _Fate("rate_limited", again=True)),
    # The operator's mistake, not the person's: their messages wait until the token is right.
    (InvalidToken, _Fate("token_refused", again=True)),
    (NotSent, _Fate("unreachable", again=True)),
    (AnswerLost, _Fate("cut", again=True, maybe=True)),
    (BadRequest, _Fate("refused")),
    (NetworkError, _Fate("server_error", again=True)),
    (TelegramError, _Fate("unknown", again=True, maybe=True)),
)
_NOBODY_THERE = _Fate("no_chat", stop=True)
_NOBODY_THERE_WORDS = ("chat not found", "user not found", "peer_id_invalid", "deactivated")


def delivery_failed(error: TelegramError, *, parts_delivered: int = 0) -> DeliveryFailed:
    """Return our error for one of Telegram's.

    Args:
        error: What a call raised.
        parts_delivered: Parts of the same message that Telegram has taken already: sending the
            whole message again then repeats them for certain.
    """
    fate = _fate(error)
    return DeliveryFailed(
        fate.reason,
        retryable=fate.again,
        stop_address=fate.stop,
        maybe_delivered=fate.maybe or parts_delivered > 0,
        retry_after_s=_seconds(error.retry_after) if isinstance(error, RetryAfter) else None,
    )


def is_about_the_chat(error: BadRequest) -> bool:
    """Return whether a refusal is about who it goes to and not about how it is written."""
    return _fate(error).stop


def _fate(error: TelegramError) -> _Fate:
    said = error.message.lower()
    if isinstance(error, BadRequest) and any(words in said for words in _NOBODY_THERE_WORDS):
        return _NOBODY_THERE
    return next(fate for kind, fate in _FATES if isinstance(error, kind))


def _seconds(period: int | float | timedelta) -> float:
    # The library is on its way from one to the other.
    return period.total_seconds() if isinstance(period, timedelta) else float(period)
