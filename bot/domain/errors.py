"""Every error of ours on one page. Foreign exceptions become one of these in their adapter."""

from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from typing import Literal


class RinnallaError(Exception):
    """Root of our errors."""


class RuleBroken(RinnallaError):
    """Something a person asked for is not allowed. ``key`` is a text that is safe to show."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file that people edit: said in words, with where it is.

    A warning can wait; an error keeps the content from being used.
    """

    file: str
    line: int | None
    why: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.why}"


class ContentProblems(RinnallaError):
    """Content or locales cannot be used. All problems at once, never the first alone."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class SettingsProblems(RinnallaError):
    """The environment cannot be used. All problems at once, in words."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    @classmethod
    def refused(cls, where: str, path: object, error: OSError) -> "SettingsProblems":
        """Return what the system did not let us do: which setting, which path, and why."""
        return cls([f"{where}: {error.filename or path}: {error.strerror or error}"])


class EngineUnavailable(RinnallaError):
    """The dialogue engine is down, too slow, threw, or said nothing: use the fallback words."""


class StorageUnavailable(RinnallaError):
    """The database did not take it. Nothing was kept: say so, or let the channel try again."""


class Unreadable(StorageUnavailable):
    """A sealed value does not open: another secret, another row, or altered bytes.

    Unlike a database that is down it will not go better in a while: nobody else waits for it.
    """


class UnknownKey(Unreadable):
    """It is sealed with a secret that is not given: with that one it opens."""


class LateTurn(RinnallaError):
    """This turn's lease ran out while it was thinking. Somebody else has it: discard ours."""


class DeliveryFailed(RinnallaError):
    """A channel did not take a message.

    Args:
        reason: One word for logs and metrics: "blocked", "rate_limited", "cut", "refused"...
        retryable: Try again later.
        stop_address: The person cannot be reached at this address any more.
        maybe_delivered: The bytes went out and no answer came: a repeat must be marked.
        retry_after_s: The channel said how long to wait for this address.
    """

    def __init__(
        self,
        reason: str,
        *,
        retryable: bool,
        stop_address: bool = False,
        maybe_delivered: bool = False,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retryable = retryable
        self.stop_address = stop_address
        self.maybe_delivered = maybe_delivered
        self.retry_after_s = retry_after_s


def is_away(error: Exception) -> bool:
    """Return whether the database is away, so that the same may go well in a while."""
    return isinstance(error, StorageUnavailable) and not isinstance(error, Unreadable)


def blame(error: BaseException) -> str:
    """Return what went wrong and in which line, for a log: "KeyError in compose.py:235".

    Never its text, which may quote a person.
    """
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    where = f" in {Path(lines[-1][0]).name}:{lines[-1][1]}" if lines else ""
    return type(error).__name__ + where
