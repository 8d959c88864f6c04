"""Sessions of the web: tokens that the server makes, and the cookie of a kept device.

A tab's token is shown once and sent back as a bearer header; a kept device has its token in a
cookie that no script can read. Only hashes are stored.
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.headers import Endpoint
from bot.channels.web.options import WebOptions
from bot.channels.web.refusals import over
from bot.domain.errors import StorageUnavailable
from bot.domain.messages import Address
from bot.services.ports import Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class Token:
    """A session token as it was brought.

    ``kept``: it came in the cookie of a device that the person chose to keep.
    """

    text: str
    kept: bool = False

    @property
    def hash(self) -> bytes:
        """What is stored and counted in its place."""
        return token_hash(self.text)


def token_hash(text: str) -> bytes:
    """Return the stored form: a plain hash is enough for 256 random bits."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def address_of(external: str) -> Address:
    """Return the address of a web conversation."""
    return Address("web", "widget", external)


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def begin_session(work: UnitOfWork, clock: Clock, token: str) -> None:
    """Begin the conversation of a new token of ours; beginning it again changes nothing.

    The conversation's name is derived from the token, one way: a form posted twice at once
    begins one conversation, and its message is taken once.
    """
    name = sha256(b"conversation of " + token.encode()).digest()[:16]
    work.sessions.open(
        token_hash(token), urlsafe_b64encode(name).decode().rstrip("="), clock.now(), keep=False
    )


def swap_session(work: UnitOfWork, clock: Clock, old: Token, *, keep: bool) -> str:
    """Give the conversation of a token a new token, kept or not, and end the old one.

    Raises:
        Refused: the old token opens nothing.
    """
    external = whose(work, clock, old)
    token = new_token()
    work.sessions.close(old.hash)
    work.sessions.open(token_hash(token), external, clock.now(), keep=keep)
    return token


def whose(work: UnitOfWork, clock: Clock, token: Token) -> str:
    """Return the external id of a live session and note that it is in use.

    Raises:
        Refused: 401.
    """
    external = work.sessions.touch(token.hash, clock.now())
    if external is None:
        raise over()
    return external


def brought_token(request: Request, options: WebOptions) -> Token | None:
    """Return the token of a request: the bearer header goes before the cookie.

    The cookie of a device that was left counts no more, even when we were not told of it.
    """
    bearer = _bearer(request)
    if bearer is not None:
        return bearer
    return None if was_left(request, options) else kept_token(request, options)


def ended_tokens(request: Request, options: WebOptions) -> list[Token]:
    """Return what quick exit ends: the tab's session and the one that the device keeps."""
    both = (_bearer(request), kept_token(request, options))
    return [token for token in both if token is not None]


def kept_token(request: Request, options: WebOptions) -> Token | None:
    """Return the token that this device keeps, left or not."""
    cookie = request.cookies.get(cookie_name(options))
    return Token(cookie, kept=True) if cookie else None


def was_left(request: Request, options: WebOptions) -> bool:
    """Return whether quick exit was used on this device and could not be told to us then."""
    return _left_name(options) in request.cookies


def _bearer(request: Request) -> Token | None:
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    return Token(bearer) if scheme.lower() == "bearer" and bearer else None


def cookie_name(options: WebOptions) -> str:
    """Return the cookie's name: ``__Host-`` binds it to this host, and needs https."""
    return "__Host-rinnalla" if options.is_secure else "rinnalla"


def set_cookie(response: Response, options: WebOptions, token: str) -> None:
    """Let this device remember. Partitioned: another site that embeds us gets another cookie."""
    life = int(options.kept_for.total_seconds())
    response.headers.append("set-cookie", _cookie(options, token, life))
    response.headers.append("set-cookie", _unleft(options))


def drop_cookie(response: Response, options: WebOptions) -> None:
    """Let this device forget."""
    response.headers.append("set-cookie", _cookie(options, "", 0))
    response.headers.append("set-cookie", _unleft(options))


def left_mark(options: WebOptions) -> str:
    """Return the cookie that quick exit sets by itself: without a network it can drop none.

    It says nothing but that the kept cookie counts no more, and goes when we hear of it.
    """
    life_s = int(options.kept_for.total_seconds())
    return f"{_left_name(options)}=1; Max-Age={life_s}; Path=/; {_where(options)}"


def forgetting(options: WebOptions, end: Callable[[Token], None], endpoint: Endpoint) -> Endpoint:
    """Return an endpoint of the widget; a cookie that opens nothing (any more) is dropped.

    Args:
        end: Ends the session of a device that was left without telling us.
    """

    async def answered(request: Request) -> Response:
        kept, is_left = kept_token(request, options), was_left(request, options)
        if kept is not None and is_left:
            with suppress(StorageUnavailable):
                await anyio.to_thread.run_sync(end, kept)
        response = await endpoint(request)
        is_dead = response.status_code == over().status and _bearer(request) is None
        if is_left or (kept is not None and is_dead):
            drop_cookie(response, options)
        return response

    return answered


def _unleft(options: WebOptions) -> str:
    return f"{_left_name(options)}=; Max-Age=0; Path=/; {_where(options)}"


def _left_name(options: WebOptions) -> str:
    return f"{cookie_name(options)}-left"


def _cookie(options: WebOptions, value: str, life_s: int) -> str:
    return f"{cookie_name(options)}={value}; Max-Age={life_s}; Path=/; HttpOnly; {_where(options)}"


def _where(options: WebOptions) -> str:
    return (
        "Secure; SameSite=None; Partitioned"  # a frame on somebody else's page
        if options.is_secure
        else "SameSite=Lax"  # development on http://localhost, where Secure cookies are dropped
    )
