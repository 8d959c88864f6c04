"""Telegram posts here: secret, size and shape are checked, the update is committed, then 200.

Everything that is not Telegram gets a short no and leaves no trace in the database. An answer
other than 2xx makes Telegram try again, which is what an unavailable database asks for.
"""

import asyncio
import hmac
import json
import logging

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.api import ALLOWED_UPDATES, TelegramApi
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.secrets import check_secret
from bot.domain.errors import StorageUnavailable, blame
from bot.services.backoff import backoff_s

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MAX_BODY = 1024 * 1024
READ_LIMIT_S = 10.0
LONGEST_PAUSE_S = 60.0


class Webhook:
    """The receiving end of one bot.

    Args:
        api: Tells Telegram where to post.
        intake: Commits what comes.
        secret: What Telegram sends along, at least 32 random characters of A-Z a-z 0-9 _ -.
        public_url: Where this server is reached from outside, without a path.

    Raises:
        SettingsProblems: the secret could be guessed.
    """

    def __init__(self, api: TelegramApi, intake: Intake, *, secret: str, public_url: str) -> None:
        check_secret(secret)
        self._api = api
        self._intake = intake
        self._secret = secret.encode()
        self._public_url = public_url.rstrip("/")
        self.path = f"/telegram/{api.bot_id}"

    def routes(self) -> list[Route]:
        """Return what the gateway has to serve."""
        return [Route(self.path, self._receive, methods=["POST"])]

    async def register(self) -> None:
        """Tell Telegram where to post and with which secret; try until it is taken.

        Cancel it to give up. Several gateways may do it at once: they say the same.
        """
        failures = 0
        while True:
            try:
                await self._api.bot.set_webhook(
                    f"{self._public_url}{self.path}",
                    secret_token=self._secret.decode(),
                    allowed_updates=ALLOWED_UPDATES,
                )
            except TelegramError as error:
                failures += 1
                level = logging.ERROR if isinstance(error, InvalidToken) else logging.WARNING
                why = {"why": blame(error), "failures": failures}
                log.log(level, "telegram.set_webhook_failed", extra=why)
                await asyncio.sleep(backoff_s(failures, LONGEST_PAUSE_S))
            else:
                log.info("telegram.webhook_set")
                return

    async def _receive(self, request: Request) -> Response:
        # First of all, before a byte of the body is read.
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret):
            return Response(status_code=401)
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return Response(status_code=415)
        try:
            async with asyncio.timeout(READ_LIMIT_S):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=408)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return Response(status_code=400)
        try:
            await self._intake.take([update])
        except StorageUnavailable:
            log.warning("telegram.not_taken")
            return Response(status_code=503)
        return Response(status_code=200)


async def _body(request: Request) -> bytes | None:
    """Return the body, or None when it is too big, whatever its header says."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)
