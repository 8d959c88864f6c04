"""Text messages through a gateway that speaks HTTP: one neutral notice with a link, no answers.

Only ``bot/runtime/notices.py`` sends here. Gateways differ: a county writes how its own one wants
the request (JSON or a form), and which header carries the key.
"""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx

from bot.channels.email import LOOPBACK, Mail
from bot.domain.errors import DeliveryFailed, SettingsProblems

TIMEOUT_S = 15.0
LONGEST_RETRY_S = 3600.0
DEFAULT_BODY = '{"to": "{to}", "from": "{from}", "text": "{text}"}'

_URL = "RINNALLA_SMS_URL is the gateway's https:// address, without a name or password in it"
_HEADER = "RINNALLA_SMS_HEADER is like: Authorization: Bearer KEY"
_BODY = "RINNALLA_SMS_BODY is JSON or a form (To={to}&Body={text}) with {to} and {text} in it"

_BEFORE_SENDING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""Not a byte of the request has gone out."""


@dataclass(frozen=True, slots=True)
class TextGateway:
    """One address that takes text messages, and how it wants them. Its key is in no ``repr``."""

    url: str
    sender: str
    body: str = DEFAULT_BODY
    header: tuple[str, str] | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, url: str, sender: str, body: str, header: str | None) -> "TextGateway":
        """Read the settings.

        Raises:
            SettingsProblems: with everything that cannot be used. Without TLS no other machine
                is spoken to.
        """
        problems = [] if _is_safe(url) else [_URL]
        name, colon, value = (header or "").partition(":")
        if header is not None and not (colon and name.strip().isascii() and value.strip()):
            problems.append(_HEADER)
        if not all(mark in body for mark in ("{to}", "{text}")) or _pieces(body) is None:
            problems.append(_BODY)
        if problems:
            raise SettingsProblems(problems)
        return cls(url, sender, body, (name.strip(), value.strip()) if colon else None)

    async def send(self, mail: Mail) -> None:
        """Hand one text message in: ``mail.body`` to the number ``mail.to``.

        Raises:
            DeliveryFailed: with what to do next.
        """
        kind, content = self._request(mail)
        # A gateway that knows the key drops a repeat after a cut connection.
        headers = {"Content-Type": kind, "Idempotency-Key": mail.id}
        if self.header is not None:
            headers[self.header[0]] = self.header[1]
        here = urlsplit(self.url).hostname in LOOPBACK
        client = httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=False, trust_env=not here)
        try:
            async with asyncio.timeout(TIMEOUT_S), client:
                response = await client.post(self.url, content=content, headers=headers)
        except _BEFORE_SENDING:
            raise DeliveryFailed("unreachable", retryable=True) from None
        except (httpx.HTTPError, TimeoutError):
            # Without the cause: its text may hold the address.
            raise DeliveryFailed("cut", retryable=True, maybe_delivered=True) from None
        _check(response)

    def _request(self, mail: Mail) -> tuple[str, bytes]:
        given = {"to": mail.to, "text": mail.body.strip(), "from": self.sender, "id": mail.id}
        pieces = _pieces(self.body)
        if isinstance(pieces, list):
            form = [(name, str(_filled(value, given))) for name, value in pieces]
            return "application/x-www-form-urlencoded", urlencode(form).encode()
        return "application/json", json.dumps(_filled(pieces, given)).encode()


def _is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if not parts.hostname or "@" in parts.netloc or parts.fragment or not port_is_fine:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _pieces(body: str) -> Any:
    """Return the written body as JSON, or as a list of form fields; None when it is neither."""
    if body.lstrip().startswith("{"):
        try:
            return json.loads(body)
        except ValueError:
            return None
    return parse_qsl(body, keep_blank_values=True) or None


def _filled(value: Any, given: dict[str, str]) -> Any:
    """Put the values into every string, one pass: what is put in is not looked at again."""
    if isinstance(value, dict):
        return {name: _filled(one, given) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, given) for one in value]
    if not isinstance(value, str):
        return value
    parts = value.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        filled.append(given[name] + rest if brace and name in given else "{" + part)
    return "".join(filled)


def _check(response: httpx.Response) -> None:
    """Raise what an answer other than "taken" means."""
    code = response.status_code
    if 200 <= code < 300:
        return
    if code == 429:
        wait = _seconds(response.headers.get("Retry-After"))
        raise DeliveryFailed("rate_limited", retryable=True, retry_after_s=wait)
    if code in (401, 403):
        # The operator's mistake: notices wait until the key is right.
        raise DeliveryFailed("login_refused", retryable=True)
    if code >= 500 or code in (408, 425):
        raise DeliveryFailed("later", retryable=True, maybe_delivered=code in (502, 504))
    if code < 400:
        raise DeliveryFailed("redirected", retryable=True)  # never followed: it would leave TLS
    raise DeliveryFailed("refused", retryable=False)


def _seconds(written: str | None) -> float | None:
    return min(float(written), LONGEST_RETRY_S) if written and written.isdigit() else None
