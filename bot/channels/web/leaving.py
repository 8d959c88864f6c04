"""Quick exit of the pages without the widget, and what a browser that was left opens no more.

Ending a session is not always enough: a page that was opened from Telegram has none, and another
tab has another. So the browser notes when it was left, and no address from before then opens
anything in it, whatever "back" leads to. The note says nothing else and goes after half a day.
"""

import logging

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.channel import WebChannel
from bot.channels.web.options import WebOptions
from bot.channels.web.own_pages import LATE, LIFE, Own
from bot.channels.web.sessions import Token, cookie_name, drop_cookie, kept_token
from bot.domain.errors import StorageUnavailable

log = logging.getLogger(__name__)


async def left(web: WebChannel, request: Request, session: Token | None) -> Response:
    """End a page's session and what the device keeps, and jump to a harmless page.

    Leads away whether or not they can be ended.
    """
    response = RedirectResponse(web.options.quick_exit_url, 303)
    try:
        for token in (session, kept_token(request, web.options)):
            if token is not None:
                await anyio.to_thread.run_sync(web.end, token)
    except StorageUnavailable:
        log.warning("widget.exit_unsaved")
    drop_cookie(response, web.options)
    response.set_cookie(
        _name(web.options),
        str(int(web.clock.now().timestamp())),
        max_age=int((LATE + LIFE).total_seconds()),
        secure=web.options.is_secure,
        httponly=True,
        samesite="lax",
    )
    return response


def was_left_since(request: Request, options: WebOptions, written: int) -> bool:
    """Return whether quick exit was used in this browser since an address was written."""
    noted = request.cookies.get(_name(options), "")
    return noted.isascii() and noted.isdigit() and len(noted) < 19 and written <= int(noted)


def opened(web: WebChannel, request: Request) -> Own | None:
    """Return whose page an address opens, None when it opens nothing, here or any more.

    Raises:
        Refused: 429.
    """
    own = web.own_pages.read(request.path_params["ticket"])
    if own is None or was_left_since(request, web.options, own.written):
        return None
    if own.session is not None:
        web.limits.check_reading(own.session)
    return own


def _name(options: WebOptions) -> str:
    return f"{cookie_name(options)}-exit"
