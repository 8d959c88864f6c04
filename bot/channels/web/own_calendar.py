"""The calendar's file of an appointment, by an address that opens it for a while."""

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.calendar_file import FILE, MEDIA_TYPE, as_ics
from bot.channels.web.channel import WebChannel
from bot.channels.web.leaving import opened
from bot.channels.web.own_pages import Own, find_entry
from bot.channels.web.pages import Pages
from bot.channels.web.refusals import Refused
from bot.domain.calendar_entry import CalendarEntry


class OwnCalendar:
    """The endpoint under ``/own/calendar/``."""

    def __init__(self, web: WebChannel, pages: Pages) -> None:
        self._web = web
        self._pages = pages

    async def file(self, request: Request) -> Response:
        """Return the file; the version that was said, whatever has happened since."""
        own = opened(self._web, request)
        entry = await anyio.to_thread.run_sync(self._look, own) if own else None
        if entry is None:
            return self._pages.over(request, "web.page.over_calendar")
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
