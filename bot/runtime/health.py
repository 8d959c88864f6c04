"""Pages for operators: alive, ready, counts."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.domain.errors import StorageUnavailable
from bot.runtime.metrics import Metrics, Queue
from bot.services.ports import Storage

TOO_OLD_S = 120
"""A message that has waited longer to be sent makes the service not ready."""


def health_routes(
    storage: Storage,
    engine_ready: Callable[[], bool],
    metrics: Metrics,
    telegram: Callable[[], str | None] = lambda: None,
) -> list[Route]:
    """Return ``/healthz`` (the process), ``/readyz`` (what it stands on) and ``/metrics``.

    How Telegram is read (``telegram``) is told, and decides nothing: while it is out of reach
    the web goes on, and a proxy must not take that away too.

    Counts only, no person can be read from them; a proxy keeps ``/metrics`` inside (deploy/).
    """

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    def readyz(_: Request) -> Response:
        outbox = _waiting(storage)[1] if storage.ready() else None
        signs = {
            "database": outbox is not None,
            "engine": engine_ready(),
            "outbox": outbox is None or outbox[1] < TOO_OLD_S,
        }
        waiting = outbox[0] if outbox else None
        body = {**signs, "outbox_waiting": waiting, "telegram": telegram()}
        return JSONResponse(body, status_code=200 if all(signs.values()) else 503)

    def page(_: Request) -> Response:
        return PlainTextResponse(metrics.text(*_waiting(storage)))

    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", page),
    ]


def _waiting(storage: Storage) -> tuple[Queue | None, Queue | None]:
    """Return what waits for an answer and to be sent; None when the database does not tell."""
    try:
        with storage.begin() as work:
            return work.inbox.waiting(), work.outbox.waiting()
    except StorageUnavailable:
        return None, None
