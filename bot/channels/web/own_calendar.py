"""The calendar's file of an appointment, by an address that opens it for a while."""

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.calendar_file import FILE, MEDIA_TYPE, as_ics
from bot.channels.web.channel import WebChannel
from bot.channels.web.own_pages import Own, find_entry
from bot.channels.web.pages import Pages
from bot.channels.web.reading import page_language
from bot.channels.web.refusals import Refused
from bot.domain.calendar_entry import CalendarEntry


class OwnCalendar:
    """The endpoint under ``/own/calendar/``."""

    def __init__(self, web: WebChannel, pages: Pages) -> None:
        self._web = web
        self._pages = pages

    async def file(self, request: Request) -> Response:
        """Return the file; the version that was said, whatever has happened since."""
        own = self._web.own_pages.read(request.path_params["ticket"])
        if own is not None and own.session is not None:
            self._web.limits.check_reading(own.session)
        entry = await anyio.to_thread.run_sync(self._look, own) if own else None
        if entry is None:
            language = page_language(request)
            return self._pages.render("missing.html", language, 410, wrong="web.own.over")
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"'}
        return Response(as_ics(entry), headers=headers, media_type=MEDIA_TYPE)

    def _look(self, own: Own) -> CalendarEntry | None:
        with self._web.storage.begin() as work:
            try:
                address = own.address(work, self._web.clock)
            except Refused:
                return None
            found = find_entry(work, address, own.what)
            work.commit()
            return found
