"""Counts for operators, in Prometheus' text form. Never a person, never a word of theirs."""

import threading
from collections import Counter

Queue = tuple[int, float]
"""How many messages wait, and the age of the oldest in seconds."""

_BUCKETS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 8.0)


class Metrics:
    """Counters of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._turn_seconds = 0.0

    def count(self, name: str, **labels: str) -> None:
        """Add one to a counter."""
        told = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
        with self._lock:
            self._counts[f"rinnalla_{name}{{{told}}}" if told else f"rinnalla_{name}"] += 1

    def turn(self, intent: str | None, seconds: float) -> None:
        """Count a turn by what was understood and how long it took."""
        self.count("turns_total", intent=intent or "button")
        with self._lock:
            self._turn_seconds += seconds
            for bucket in _BUCKETS_S:
                if seconds <= bucket:
                    self._counts[f'rinnalla_turn_seconds_bucket{{le="{bucket}"}}'] += 1
            self._counts['rinnalla_turn_seconds_bucket{le="+Inf"}'] += 1

    def text(self, inbox: Queue | None, outbox: Queue | None) -> str:
        """Return the page: counters, and how much waits.

        Args:
            inbox: What has no answer yet; None when nobody knows: then the page says nothing of
                it, because zero would be a lie.
            outbox: What is to be sent.
        """
        with self._lock:
            lines = [f"{name} {value}" for name, value in sorted(self._counts.items())]
            lines.append(f"rinnalla_turn_seconds_sum {self._turn_seconds:.6f}")
        for name, queue in (("inbox", inbox), ("outbox", outbox)):
            if queue is not None:
                lines.append(f"rinnalla_{name}_waiting {queue[0]}")
                lines.append(f"rinnalla_{name}_oldest_s {queue[1]:.1f}")
        return "\n".join(lines) + "\n"
