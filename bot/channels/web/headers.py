"""The headers of every answer, and turning refusals into answers."""

import logging
import math
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.options import WebOptions
from bot.channels.web.refusals import Refused, not_saved
from bot.domain.errors import StorageUnavailable

log = logging.getLogger(__name__)

Endpoint = Callable[[Request], Awaitable[Response]]

_EVERYWHERE: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_PAGE: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    # Nothing of ours writes HTML from text, and the browser sees to it that it stays so.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)


def page_policy(options: WebOptions, *, ancestors: str = "'none'") -> str:
    """Return the Content-Security-Policy of a page.

    Args:
        ancestors: Who may show it in a frame; nobody by default.
    """
    # Browsers check a form's redirects too, and quick exit without JavaScript is a form.
    forms = f"form-action 'self' {options.quick_exit_url}"
    return "; ".join((*_PAGE, forms, f"frame-ancestors {ancestors}"))


def with_headers(options: WebOptions, endpoint: Endpoint) -> Endpoint:
    """Return the endpoint with our headers on every answer; its own headers go first."""

    async def guarded(request: Request) -> Response:
        try:
            response = await endpoint(request)
        except Refused as refused:
            response = refusal(refused)
        except StorageUnavailable:
            log.warning("widget.storage_unavailable")
            response = refusal(not_saved())
        dress(response, options)
        return response

    return guarded


def dress(response: Response, options: WebOptions) -> None:
    """Put on the headers that an answer does not have yet."""
    for name, value in _EVERYWHERE.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"
    )
    if options.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")


def refusal(refused: Refused, **more: object) -> Response:
    """Return a refusal as JSON: its key, and what must be said all the same."""
    response = JSONResponse({"key": refused.key, **more}, refused.status)
    if refused.retry_after_s is not None:
        response.headers["Retry-After"] = str(max(1, math.ceil(refused.retry_after_s)))
    return response
