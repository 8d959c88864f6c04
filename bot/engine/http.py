"""Rasa behind loopback HTTP: the gateway's side, and the small server (``serve --role engine``).

Rasa's own server is not used: its ``rest`` channel answers ``200 []`` on errors and logs the text
(promises F8), and its Sanic must never be on the public side (F10). Reasons: docs/adr/0003.
"""

import asyncio
import hmac
import logging

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.errors import EngineUnavailable
from bot.engine.local import LIMIT_S, LocalEngine
from bot.engine.wire import answer_from_json, answer_to_json, turn_from_json, turn_to_json
from bot.services.ports import EngineAnswer, EngineTurn

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""How long ``/readyz`` waits for the engine's own sign."""

_KEEP = httpx.Limits(keepalive_expiry=2.0)
"""Given up well before the engine's side closes an idle connection (uvicorn: 5 s). At the same
moment, a turn met the closing one and a person got the fallback words for nothing (measured: 3 of
450 turns sent 4.985 to 5.015 s after the one before)."""


class HttpEngine:
    """The engine port over HTTP. ``token`` proves to the engine that the gateway asks."""

    def __init__(self, url: str, token: str, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
        self._client = httpx.AsyncClient(
            base_url=url,
            timeout=limit_s,
            limits=_KEEP,
            headers={"Authorization": f"Bearer {token}"},
        )
        self._looks = httpx.Client(base_url=url, timeout=LOOK_S, limits=_KEEP)

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        """Return the answer, or raise EngineUnavailable within the limit."""
        try:
            # The client's own limit is for each wait: an answer that drips would never end.
            async with asyncio.timeout(self._limit_s):
                response = await self._client.post("/turn", content=turn_to_json(turn))
            response.raise_for_status()
            return answer_from_json(response.content)
        except (httpx.HTTPError, TimeoutError, ValueError, KeyError) as error:
            raise EngineUnavailable(type(error).__name__) from error

    async def ready(self) -> None:
        """Raise EngineUnavailable unless the engine answers and its model is loaded."""
        try:
            (await self._client.get("/readyz")).raise_for_status()
        except httpx.HTTPError as error:
            raise EngineUnavailable(type(error).__name__) from error

    def is_ready(self) -> bool:
        """Return whether the engine answers now with its model loaded. Blocks for up to 2 s."""
        try:
            return self._looks.get("/readyz").is_success
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Close the connections."""
        self._looks.close()
        await self._client.aclose()


def engine_app(engine: LocalEngine, token: str) -> Starlette:
    """Return the engine's server: ``POST /turn`` and ``GET /readyz``, nothing else."""

    def allowed(request: Request) -> bool:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())

    async def turn(request: Request) -> Response:
        if not allowed(request):
            return Response(status_code=401)
        try:
            asked = turn_from_json(await request.body())
        except (ValueError, KeyError):
            return Response(status_code=400)
        try:
            answer = await engine.respond(asked)
        except EngineUnavailable as error:
            log.warning("engine.unavailable", extra={"reason": str(error)})
            return Response(status_code=503)
        return Response(answer_to_json(answer), media_type="application/json")

    async def readyz(_: Request) -> Response:
        return Response(status_code=200 if engine.is_ready() else 503)

    return Starlette(
        routes=[Route("/turn", turn, methods=["POST"]), Route("/readyz", readyz, methods=["GET"])]
    )
