"""The service's clock. It can be moved from outside; timeouts are monotonic and never use it."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The wall clock, or one that runs on from a given moment.

    Args:
        moved_to: The time it shall be now (RINNALLA_NOW); None for the real time.
    """

    def __init__(self, moved_to: datetime | None = None) -> None:
        self._shift = moved_to - datetime.now(UTC) if moved_to else timedelta()

    def now(self) -> datetime:
        """Return the aware time now, in UTC."""
        return datetime.now(UTC) + self._shift
