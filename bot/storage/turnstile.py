"""A lock that is given in the order it was asked for."""

import threading
from collections import deque

from bot.domain.errors import StorageUnavailable


class Turnstile:
    """Lets one writer of this process through at a time, first come first served.

    SQLite has one writer too, but lets the others sleep and try again: a thread that asks often
    can keep another out for seconds (measured: five, then an error). Other processes still meet
    at SQLite's own lock.
    """

    def __init__(self, wait_s: float) -> None:
        self._wait_s = wait_s
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Lock] = deque()

    def enter(self) -> None:
        """Wait for our turn.

        Raises:
            StorageUnavailable: the turn did not come in time.
        """
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=self._wait_s):
            return
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise StorageUnavailable("other writers take too long")
        # It was handed to us between the two lines.

    def leave(self) -> None:
        """Hand over to the one who has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
