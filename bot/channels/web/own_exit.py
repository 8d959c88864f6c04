"""Quick exit on a page of one's own: the talk that the page belongs to ends too."""

import logging

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.callers import check_form_origin
from bot.channels.web.channel import WebChannel
from bot.channels.web.refusals import Refused
from bot.channels.web.sessions import drop_cookie
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
        response = RedirectResponse(self._web.options.quick_exit_url, 303)
        if own is not None and own.session is not None:
            try:
                await anyio.to_thread.run_sync(self._web.end, own.session)
            except (Refused, StorageUnavailable):
                log.warning("own.exit_unsaved")
            drop_cookie(response, self._web.options)
        return response
