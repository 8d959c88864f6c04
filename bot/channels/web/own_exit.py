"""Quick exit of the pages without the widget: the talk ends, and a harmless page follows."""

import logging

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.callers import check_form_origin
from bot.channels.web.channel import WebChannel
from bot.channels.web.sessions import Token, drop_cookie
from bot.domain.errors import StorageUnavailable

log = logging.getLogger(__name__)


class OwnExit:
    """The endpoint under ``/own/exit/``."""

    def __init__(self, web: WebChannel) -> None:
        self._web = web

    async def leave(self, request: Request) -> Response:
        """End the session, where there is one, and jump to a harmless page in any case.

        The chat in Telegram that a page was opened from stays: it is not ours to close.
        """
        check_form_origin(request, self._web.options)
        own = self._web.own_pages.read(request.path_params["ticket"])
        session = own.session if own is not None else None
        response = await left(self._web, session)
        if session is not None:
            drop_cookie(response, self._web.options)
        return response


async def left(web: WebChannel, session: Token | None) -> Response:
    """End a session, whether or not it can be ended, and jump to a harmless page."""
    try:
        if session is not None:
            await anyio.to_thread.run_sync(web.end, session)
    except StorageUnavailable:
        log.warning("widget.exit_unsaved")
    return RedirectResponse(web.options.quick_exit_url, 303)
