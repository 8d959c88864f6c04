"""Why a request is refused: a status, and the key of the words that say it kindly."""


class Refused(Exception):
    """Ends a request with a status and a locale key; never with words or details.

    Args:
        status: The HTTP status.
        key: A locale key ("web.too_long"); the widget has its words.
        retry_after_s: When trying again can help.
    """

    def __init__(self, status: int, key: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.retry_after_s = retry_after_s


class TooLong(Refused):
    """A message over the limit: it is not kept, but danger in it is heard.

    Args:
        words: What was read of it.
    """

    def __init__(self, words: str = "") -> None:
        super().__init__(413, "web.too_long")
        self.words = words


def over() -> Refused:
    """Return the refusal of a session that is not there (any more)."""
    return Refused(401, "web.session_over")


def unreadable() -> Refused:
    """Return the refusal of a request that our own pages would never make."""
    return Refused(400, "web.not_understood")


def elsewhere() -> Refused:
    """Return the refusal of a page that may not talk to us."""
    return Refused(403, "web.not_allowed")


def not_saved() -> Refused:
    """Return the refusal when the database did not take it: the words stay with the person."""
    return Refused(503, "web.not_saved", retry_after_s=3)


def slow_down(wait_s: float) -> Refused:
    """Return the refusal of too much at once."""
    return Refused(429, "web.slow_down", retry_after_s=wait_s)
