"""How fast messages may go out. Pure arithmetic on monotonic seconds; nobody sleeps here.

Telegram takes about 30 messages a second from a bot and one a second for a chat. The library's own
limiter stops every chat when one is refused (promises F15); this one stops that one alone.
"""

from collections import deque
from dataclasses import dataclass, field

from bot.domain.messages import Lane


@dataclass(frozen=True, slots=True)
class SenderLimits:
    """Every number of the sender.

    The buckets belong to one process: with several senders, divide ``per_second`` among them.

    Args:
        lease_s: How long a claimed row is ours; longer than ``send_s`` by the wait before sending.
        send_s: A call to a channel takes no longer than this.
        per_second: Messages a second in all, without the crisis lane.
        crisis_per_second: The crisis lane's own; it never waits for the others.
        chat_gap_s: Between two messages to one chat; crisis messages do not wait for it.
        in_flight: Claimed rows at once, each waiting its turn or being sent.
        poll_s: How often to look for rows that nobody told of (retries that are due).
        backoff_cap_s: The longest wait after a failure.
        most_attempts: Then the message is given up: about a day of a channel being down.
        storm_chats: So many chats refused for their rate within ``storm_s`` mean the whole bot is
            too fast: then everything but the crisis lane waits.
        record_s: How long a stopping sender tries to write down how its last sends ended.
    """

    lease_s: float = 30.0
    send_s: float = 20.0
    per_second: float = 25.0
    crisis_per_second: float = 5.0
    chat_gap_s: float = 1.0
    in_flight: int = 64
    poll_s: float = 0.5
    backoff_cap_s: float = 300.0
    most_attempts: int = 300
    storm_chats: int = 3
    storm_s: float = 1.0
    record_s: float = 5.0


@dataclass(slots=True)
class Bucket:
    """A token bucket that hands out places in the future."""

    rate: float
    burst: float = 1.0
    _tokens: float = field(init=False)
    _at: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        self._tokens = self.burst

    def wait_s(self, now: float) -> float:
        """Return how many seconds from now the next token is free."""
        if now > self._at:
            if self._at > float("-inf"):
                self._tokens = min(self.burst, self._tokens + (now - self._at) * self.rate)
            self._at = now
        return max(0.0, (1.0 - self._tokens) / self.rate)

    def take(self) -> None:
        """Take the next token, free or still to come."""
        self._tokens -= 1.0


class Pace:
    """The pace of one channel."""

    def __init__(self, limits: SenderLimits) -> None:
        self._limits = limits
        self._all = Bucket(limits.per_second)
        # A card is several bubbles: they may go together, Telegram takes short bursts.
        self._crisis = Bucket(limits.crisis_per_second, burst=limits.crisis_per_second)
        self._chat_free_at: dict[str, float] = {}
        self._refused: deque[tuple[float, str, float]] = deque()
        self._storm_until = float("-inf")

    def wait_s(self, lane: Lane, now: float) -> float:
        """Return how many seconds from now a lane has its next place."""
        return self._bucket(lane).wait_s(now)

    def reserve(self, chat: str, lane: Lane, now: float, within_s: float) -> float | None:
        """Return how many seconds from now a message may go out, and take that place for it.

        None when that is later than ``within_s``: no place is taken, or those who come to nothing
        would push everybody else's further and further away.
        """
        at = now + self.wait_s(lane, now)
        if lane is not Lane.CRISIS:
            at = max(at, self._chat_free_at.get(chat, now))
        if at - now > within_s:
            return None
        self._bucket(lane).take()
        self._forget_old(now)
        self._chat_free_at[chat] = at + self._limits.chat_gap_s
        return at - now

    def refused(self, chat: str, retry_after_s: float, now: float) -> None:
        """Note that a chat was refused for its rate. The chat itself waits in the outbox."""
        self._refused.append((now, chat, retry_after_s))
        while self._refused[0][0] < now - self._limits.storm_s:
            self._refused.popleft()
        if len({chat for _, chat, _ in self._refused}) >= self._limits.storm_chats:
            longest = max(wait_s for _, _, wait_s in self._refused)
            self._storm_until = max(self._storm_until, now + longest)

    def in_storm(self, now: float) -> bool:
        """Return whether the whole bot is too fast, so that all but the crisis lane waits."""
        return now < self._storm_until

    def _bucket(self, lane: Lane) -> Bucket:
        return self._crisis if lane is Lane.CRISIS else self._all

    def _forget_old(self, now: float) -> None:
        if len(self._chat_free_at) > 10_000:
            self._chat_free_at = {chat: at for chat, at in self._chat_free_at.items() if at > now}
