"""Quick exit of a page of one's own: the talk ends, and a harmless page follows."""

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.callers import check_form_origin
from bot.channels.web.channel import WebChannel
from bot.channels.web.leaving import left
from bot.channels.web.own_pages import EVER


class OwnExit:
    """The endpoint under ``/own/exit/``."""

    def __init__(self, web: WebChannel) -> None:
        self._web = web

    async def leave(self, request: Request) -> Response:
        """End the session, where there is one, and jump to a harmless page in any case.

        The chat in Telegram that a page was opened from stays: it is not ours to close.
        """
        check_form_origin(request, self._web.options)
        own = self._web.own_pages.read(request.path_params["ticket"], EVER)
        return await left(self._web, request, own.session if own is not None else None)
