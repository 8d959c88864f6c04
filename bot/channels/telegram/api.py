"""The Bot API: one bot's requests, their time limits, and libraries that keep quiet.

python-telegram-bot logs what it cannot read (promises F13) and httpx logs every address with the
token in it (F14). Both are silenced here, and nothing here logs or repeats the token.
"""

import json
import logging
from typing import Any
from urllib.parse import urlencode

import httpx
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram.secrets import bot_id

API_BASE = "https://api.telegram.org"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

CONNECT_S = 5.0
READ_S = 15.0
POOL_SIZE = 128
"""More connections than the sender and the courtesies together have calls under way."""

_POLL_GRACE_S = 10.0
_DEFAULT_RETRY_S = 5
_LONGEST_RETRY_S = 3600

# Failures of the connection itself: not a byte of the request has gone out.
_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
_GATEWAY_CODES = (502, 504)


class NotSent(NetworkError):
    """There was no connection: Telegram knows nothing of the request."""


class AnswerLost(NetworkError):
    """The request went out and no readable answer came: it may have been carried out."""


class BotRequest(HTTPXRequest):
    """HTTP for the ``Bot`` that says whether a failed request may have been carried out.

    The library calls all of it NetworkError; a marked repeat depends on the difference.
    """

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Return status and body.

        Raises:
            NotSent, AnswerLost, RetryAfter: instead of the library's own guesses.
        """
        try:
            code, payload = await super().do_request(*args, **kwargs)
        except NetworkError as error:
            before = isinstance(error.__cause__, _BEFORE_SENDING)
            # Without the cause: a traceback of httpx may name the address, and so the token.
            raise (NotSent if before else AnswerLost)(type(error.__cause__).__name__) from None
        if code == 429:
            raise RetryAfter(_retry_after_s(payload))
        if code in _GATEWAY_CODES:  # what stands between us and Telegram does not know either
            raise AnswerLost(str(code))
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the body as a JSON object; the library's own version logs what it cannot read."""
        try:
            parsed = json.loads(payload)
        except (ValueError, RecursionError):
            parsed = None
        if not isinstance(parsed, dict):
            raise AnswerLost("unreadable")
        return parsed


class TelegramApi:
    """One bot at one Bot API server.

    Args:
        token: From BotFather. Kept inside ``bot`` and never shown.
        base: Address of the server without a path (RINNALLA_TELEGRAM_API_BASE).

    Raises:
        SettingsProblems: the token does not look like one.
    """

    def __init__(self, token: str, base: str = API_BASE) -> None:
        self.bot_id = bot_id(token)
        quiet_libraries()
        # Reading the trusted certificates takes a tenth of a second and some memory: once.
        shared: dict[str, Any] = {"verify": httpx.create_ssl_context()}
        self._calls = BotRequest(
            connection_pool_size=POOL_SIZE,
            connect_timeout=CONNECT_S,
            read_timeout=READ_S,
            write_timeout=CONNECT_S,
            pool_timeout=CONNECT_S,
            httpx_kwargs=shared,
        )
        self._polls = BotRequest(
            connection_pool_size=1, connect_timeout=CONNECT_S, httpx_kwargs=shared
        )
        self.bot = Bot(
            token,
            base_url=f"{base.rstrip('/')}/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )

    async def updates(self, offset: int, wait_s: int, limit: int = 100) -> list[object]:
        """Return the next updates as raw JSON, waiting up to ``wait_s`` for the first.

        Not ``Bot.get_updates``: that one raises for the whole batch when it cannot read a single
        update, and logs it.

        Raises:
            TelegramError: any of its kinds.
        """
        asked = {
            "offset": offset,
            "limit": limit,
            "timeout": wait_s,
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
        }
        body = await self._polls.retrieve(
            f"{self.bot.base_url}/getUpdates?{urlencode(asked)}",
            read_timeout=wait_s + _POLL_GRACE_S,
        )
        updates = BotRequest.parse_json_payload(body).get("result")
        if not isinstance(updates, list):
            raise TelegramError("getUpdates without a list")
        return updates

    async def close(self) -> None:
        """Close the connections."""
        await self._calls.shutdown()
        await self._polls.shutdown()


def quiet_libraries() -> None:
    """Keep the libraries from logging addresses (with the token) and bodies (with the words)."""
    for name in ("telegram", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _retry_after_s(payload: bytes) -> int:
    try:
        asked = json.loads(payload)["parameters"]["retry_after"]
        return max(1, min(int(asked), _LONGEST_RETRY_S))
    except (ValueError, KeyError, TypeError, RecursionError):
        return _DEFAULT_RETRY_S
