"""What the web channel needs to know of its surroundings. Checked once, when it is built."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from bot.domain.errors import SettingsProblems

_LOCAL = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class WebOptions:
    """Settings of the web channel.

    Args:
        public_url: Where people reach us, without a path: "https://chat.example.fi".
        key: 32 secret bytes of this channel's own (form tickets, address hashes in memory).
        allowed_origins: Pages that may show the widget, each as a browser writes an origin:
            "https://www.example.fi". No wildcards. Our own pages are always allowed.
        quick_exit_url: The harmless page that quick exit jumps to.
        session_idle: How long the address of a form page opens its conversation.
        kept_for: How long a device that the person chose to keep remembers.
        trusted_proxies: How many proxies of ours stand in front; 0: X-Forwarded-For is not read.
        session_messages: Messages that one session may send in a minute.
        address_messages: Messages that one network address may send in a minute.
        address_sessions: Sessions that one network address may open in an hour: a school or a
            mobile operator has one address for hundreds.
        longest_wait_s: The longest that one question for new messages stays open.
        look_every_s: How often an open question looks by itself: another process may have written.

    Raises:
        SettingsProblems: something cannot be used, all of it in words.
    """

    public_url: str
    key: bytes
    allowed_origins: tuple[str, ...] = ()
    quick_exit_url: str = "https://www.ilmatieteenlaitos.fi/"
    session_idle: timedelta = timedelta(minutes=30)
    kept_for: timedelta = timedelta(days=90)
    trusted_proxies: int = 0
    session_messages: int = 20
    address_messages: int = 120
    address_sessions: int = 200
    longest_wait_s: float = 25.0
    look_every_s: float = 1.0

    def __post_init__(self) -> None:
        named = [("RINNALLA_PUBLIC_URL", self.origin)]
        named += [("RINNALLA_ALLOWED_ORIGINS", origin) for origin in self.allowed_origins]
        problems = [
            f"{name}: {origin!r} is not an origin: write it as https://www.example.fi, "
            "without a path and without :443"
            for name, origin in named
            if not _is_origin(origin)
        ]
        if self.origin.partition("://")[2].partition("/")[2]:
            problems.append("RINNALLA_PUBLIC_URL has a path: the widget lives at the root")
        if not _is_https(self.quick_exit_url):
            problems.append(
                f"RINNALLA_QUICK_EXIT_URL: {self.quick_exit_url!r} is not an https address"
            )
        if len(self.key) != 32:
            problems.append("the web channel's key must be 32 bytes")
        if problems:
            raise SettingsProblems(problems)

    @property
    def origin(self) -> str:
        """Our own origin, as browsers write it."""
        return self.public_url.rstrip("/")

    @property
    def own_origins(self) -> tuple[str, ...]:
        """Every origin that is ours: the one that people are told, and no other.

        On one's own machine that is every name of the machine itself at our port: who is told
        127.0.0.1 types "localhost" as readily.
        """
        parts = urlsplit(self.origin)
        port = f":{parts.port}" if parts.port else ""
        if parts.netloc.removesuffix(port) not in _LOCAL:
            return (self.origin,)
        return tuple(f"{parts.scheme}://{name}{port}" for name in _LOCAL)

    @property
    def is_secure(self) -> bool:
        """Whether people come over https: cookies are then Secure and host-bound."""
        return self.origin.startswith("https://")

    def may_embed(self, origin: str) -> bool:
        """Return whether a page of this exact origin may show the widget."""
        return origin in self.own_origins or origin in self.allowed_origins


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and " " not in url


def _is_origin(text: str) -> bool:
    """Return whether a browser would write this origin so: scheme, host, port, nothing else."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.netloc.rpartition(":")[0] if port is not None else parts.netloc
    # Plain http is for development on one's own machine.
    standard = {"https": 443, "http": 80} if host in _LOCAL else {"https": 443}
    plain = text.isascii() and text == text.lower() and not set("*@ /") & set(parts.netloc)
    whole = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in standard or port == standard[parts.scheme]:
        return False
    return bool(host) and plain and text == whole
