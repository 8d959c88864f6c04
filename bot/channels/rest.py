"""Rasa's REST contract, for tests and for front ends that speak it already.

``POST /webhooks/rest/webhook`` with ``{"sender", "message"}`` answers a list of
``{"recipient_id", "text", "buttons", "custom"}``. Only with a bearer token; the channel does not
exist when no token is set. The replies are outbox rows like any other, written as delivered.
"""

import hmac
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.domain.errors import SettingsProblems, StorageUnavailable
from bot.domain.messages import Address, Inbound, InboundKind, Reply
from bot.services.ports import Clock
from bot.services.tokens import looks_like_token

PATH = "/webhooks/rest/webhook"
MAX_SENDER = 200

Converse = Callable[[Inbound], Awaitable[list[Reply]]]
"""Takes a message in and waits for all that is answered to it."""


class RestChannel:
    """The REST front door.

    Args:
        token: The bearer token that callers must show.
        converse: Takes a message in and waits for its answer.

    Raises:
        SettingsProblems: without a token anybody could come in.
    """

    def __init__(self, token: str, converse: Converse, clock: Clock) -> None:
        if not token.strip():
            raise SettingsProblems(["RINNALLA_REST_TOKEN is empty"])
        self._expected = f"Bearer {token}".encode()
        self._converse = converse
        self._clock = clock

    def routes(self) -> list[Route]:
        """Return the one route."""
        return [Route(PATH, self._message, methods=["POST"])]

    async def _message(self, request: Request) -> Response:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._expected):
            return _problem(401, "a bearer token is needed")
        try:
            body = await request.json()
        except ValueError:
            return _problem(400, "the body must be JSON")
        sender, message = _fields(body)
        if sender is None or message is None:
            return _problem(400, '"sender" and "message" must be texts')
        try:
            replies = await self._converse(self._inbound(sender, message))
        except StorageUnavailable:
            return _problem(503, "the message was not saved: try again")
        except TimeoutError:
            return _problem(504, "no answer in time; the message is saved")
        return JSONResponse([as_rest(sender, reply) for reply in replies])

    def _inbound(self, sender: str, message: str) -> Inbound:
        kind = InboundKind.TEXT
        if looks_like_token(message):
            kind = InboundKind.BUTTON
        elif message.strip().startswith("/") and message.strip("/ ").isalnum():
            kind, message = InboundKind.COMMAND, message.strip("/ ").lower()
        address = Address("rest", "rest", sender)
        return Inbound(address, uuid.uuid4().hex, kind, message, self._clock.now())


def as_rest(sender: str, reply: Reply) -> dict[str, Any]:
    """Return one reply as Rasa's REST channel writes it, with what was meant in ``custom``."""
    item: dict[str, Any] = {"recipient_id": sender, "text": reply.text}
    if reply.buttons:
        item["buttons"] = [
            {"title": button.label, "payload": button.value, "type": button.kind}
            for button in reply.buttons
        ]
    item["custom"] = {
        "key": reply.key,
        "topic": reply.topic,
        "services": list(reply.services),
    }
    return item


def _fields(body: Any) -> tuple[str | None, str | None]:
    if not isinstance(body, dict):
        return None, None
    sender, message = body.get("sender"), body.get("message")
    if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER:
        return None, None
    return sender, message if isinstance(message, str) and message.strip() else None


def _problem(status: int, words: str) -> Response:
    return JSONResponse({"error": words}, status_code=status)
