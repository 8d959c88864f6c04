"""Rasa's REST contract, for tests and for front ends that speak it already.

``POST /webhooks/rest/webhook`` with ``{"sender", "message"}`` answers a list of
``{"recipient_id", "text", "buttons", "custom"}``. Only with a bearer token; the channel does not
exist when no token is set. The replies are outbox rows like any other, written as delivered.

What is not answered has a status and ``{"error"}`` in words; when there is danger in the message,
``{"error", "card"}``: the card is a list like an answer, to be shown all the same.
"""

import hmac
import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.reading import heard_of, read_json
from bot.channels.web.refusals import Refused, TooLong
from bot.domain.errors import SettingsProblems, StorageUnavailable
from bot.domain.language_names import told_language
from bot.domain.letters import storable
from bot.domain.messages import Address, Inbound, InboundKind, Reply
from bot.services.crisis import Urgent
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
        urgent: Answers danger when there is no other answer.

    Raises:
        SettingsProblems: without a token anybody could come in.
    """

    def __init__(self, token: str, converse: Converse, clock: Clock, urgent: Urgent) -> None:
        if not token.strip():
            raise SettingsProblems(["RINNALLA_REST_TOKEN is empty"])
        self._expected = f"Bearer {token}".encode()
        self._converse = converse
        self._clock = clock
        self._urgent = urgent

    def routes(self) -> list[Route]:
        """Return the one route."""
        return [Route(PATH, self._message, methods=["POST"])]

    async def _message(self, request: Request) -> Response:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._expected):
            return _problem(401, "a bearer token is needed")
        try:
            sender, message = _fields(await read_json(request, any_type=True))
        except TooLong as refused:
            unread = self._inbound("", heard_of(refused.words))
            return self._unanswered(413, "the body is too big", unread)
        except Refused:
            return _problem(400, "the body must be a JSON object")
        if sender is None or message is None:
            return _problem(400, '"sender" and "message" must be texts')
        inbound = self._inbound(sender, message)
        try:
            replies = await self._converse(inbound)
        except StorageUnavailable:
            return self._unanswered(503, "the message was not saved: try again", inbound)
        except TimeoutError:
            return self._unanswered(504, "no answer in time; the message is saved", inbound)
        return JSONResponse([as_rest(sender, reply) for reply in replies])

    def _inbound(self, sender: str, message: str) -> Inbound:
        kind = InboundKind.TEXT
        if looks_like_token(message):
            kind = InboundKind.BUTTON
        elif (command := _command(message)) is not None:
            kind, message = InboundKind.COMMAND, command
        address = Address("rest", "rest", sender)
        return Inbound(address, uuid.uuid4().hex, kind, message, self._clock.now())

    def _unanswered(self, status: int, words: str, inbound: Inbound) -> Response:
        sender = inbound.address.external
        card = [as_rest(sender, reply) for reply in self._urgent(inbound)]
        return _problem(status, words, card=card) if card else _problem(status, words)


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


def _fields(body: Mapping[str, object]) -> tuple[str | None, str | None]:
    sender, message = body.get("sender"), body.get("message")
    if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER:
        return None, None
    if sender != storable(sender):  # changed, it could be somebody else's
        return None, None
    message = storable(message) if isinstance(message, str) else ""
    return sender, message if message.strip() else None


def _command(message: str) -> str | None:
    """Return "sos" of "/sos", "language sv" of "/language sv"; None: these are words."""
    if not message.strip().startswith("/"):
        return None
    words = message.lower().strip("/ ").split()
    if len(words) == 2 and words[0] == "language" and told_language(words[1]) is not None:
        return " ".join(words)
    return words[0] if len(words) == 1 and words[0].isalnum() else None


def _problem(status: int, words: str, **more: object) -> Response:
    return JSONResponse({"error": words, **more}, status)
