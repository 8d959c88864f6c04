"""How much one session or one network address may do. In memory, per process, nothing kept.

The numbers protect the service, not a quota: several young people share one address (a group
home, a school), so the address limits are wide and a refusal says when to try again.
"""

import hmac
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

MOST_KEYS = 20_000
"""Counters kept in memory for each rule; the ones unused longest are forgotten first."""


@dataclass(slots=True)
class Bucket:
    """A bucket of tokens for each key: ``burst`` at once, refilled over ``period_s``."""

    burst: int
    period_s: float
    timer: Callable[[], float] = time.monotonic
    _left: OrderedDict[bytes, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, key: bytes) -> float:
        """Take one; return 0.0, or the seconds until there is one again."""
        now = self.timer()
        left, at = self._left.pop(key, (float(self.burst), now))
        left = min(float(self.burst), left + (now - at) * self.burst / self.period_s)
        wait = 0.0 if left >= 1 else (1 - left) * self.period_s / self.burst
        self._left[key] = (left - 1 if wait == 0.0 else left, now)
        while len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return wait


def address_hash(key: bytes, address: str) -> bytes:
    """Return what an address is counted under: a keyed hash, of the /64 for IPv6.

    One household has a whole /64, so counting single IPv6 addresses would count nothing.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        counted = address
    else:
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        prefix = 64 if ip.version == 6 else 32
        counted = str(ipaddress.ip_network((ip, prefix), strict=False))
    return hmac.new(key, counted.encode(), sha256).digest()[:16]
