"""Tells open questions for new messages that there is something to read.

In this process only and without promises: whoever waits also looks by itself now and then,
because another process may have written (a worker's answer, a second gateway).
"""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.messages import Address


class Bell:
    """One waiting question. Rings that come between two waits are not lost."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake the waiter; from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)

    async def wait(self, timeout_s: float) -> bool:
        """Return whether it rang within the time."""
        try:
            await asyncio.wait_for(self._event.wait(), timeout_s)
        except TimeoutError:
            return False
        self._event.clear()
        return True


class Signals:
    """Bells by address. ``notify`` may be called from any thread."""

    def __init__(self) -> None:
        self._bells: dict[Address, set[Bell]] = defaultdict(set)
        self._lock = threading.Lock()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether the service is stopping: nobody should go on waiting."""
        return self._closed

    def notify(self, address: Address) -> None:
        """Wake everybody who waits for this address."""
        with self._lock:
            bells = tuple(self._bells.get(address, ()))
        for bell in bells:
            bell.ring()

    def close(self) -> None:
        """Wake everybody: the service stops and open questions should end now."""
        with self._lock:
            self._closed = True
            bells = [bell for some in self._bells.values() for bell in some]
        for bell in bells:
            bell.ring()

    @contextmanager
    def listen(self, address: Address) -> Iterator[Bell]:
        """Hang up a bell before looking, so that nothing falls between looking and waiting."""
        bell = Bell()
        with self._lock:
            self._bells[address].add(bell)
        try:
            yield bell
        finally:
            with self._lock:
                self._bells[address].discard(bell)
                if not self._bells[address]:
                    del self._bells[address]

    async def wait(self, address: Address, timeout_s: float) -> bool:
        """Return whether somebody notified this address within the time."""
        with self.listen(address) as bell:
            return await bell.wait(timeout_s)
