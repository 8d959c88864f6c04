"""How long to wait before trying again, for everything of ours that tries again."""

from random import SystemRandom

_random = SystemRandom()


def backoff_s(failures: int, cap_s: float) -> float:
    """Return 1, 2, 4, 8 ... ``cap_s`` seconds after the 1st, 2nd, 3rd ... failure in a row.

    A quarter up or down by chance, so that what failed together does not come back together.
    """
    base = min(cap_s, 2.0 ** min(failures - 1, 30))
    return base * _random.uniform(0.75, 1.25)
