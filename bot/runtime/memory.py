"""How the process keeps its memory: one heap for all threads, what is loaded left in peace."""

import ctypes
import gc
from contextlib import suppress

_M_ARENA_MAX = -8  # of malloc.h


def share_arenas() -> None:
    """Let all threads share one heap where the C library is glibc: each would keep its own."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


_PATIENCE = (2_000, 5, 100)
"""How many new objects, and how many rounds, the collector waits for: so many that it comes
seldom, so few that a round takes 1 to 2 ms (7 to 11 with 5,000 and 10: in the midst of a turn)."""


def settle() -> None:
    """Call once everything is loaded, before the first turn.

    What is loaded lives as long as the process. The garbage collector is told not to walk through
    it again: every few hundred messages one would wait for that, longer than all its turn takes
    (measured: 50 to 100 ms). What loading has let go of is returned to the system; glibc would
    keep it for ever.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_PATIENCE)
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
