"""Every address of the web channel on one page."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.calendar_file import FILE as CALENDAR
from bot.channels.web.api import WidgetApi
from bot.channels.web.channel import WebChannel
from bot.channels.web.come_back import ComeBack
from bot.channels.web.form import FormPage
from bot.channels.web.headers import Endpoint, dress, refusal, with_headers
from bot.channels.web.own_calendar import OwnCalendar
from bot.channels.web.own_exit import OwnExit
from bot.channels.web.own_meeting import OwnMeeting
from bot.channels.web.own_picture import OwnPicture
from bot.channels.web.pages import Pages
from bot.channels.web.refusals import Refused
from bot.channels.web.sessions import forgetting


def web_routes(web: WebChannel) -> list[Route]:
    """Return the routes; they stand beside other routes of the app."""
    pages, api = Pages(web), WidgetApi(web)
    form = FormPage(web, pages)
    own, meeting = OwnPicture(web, pages), OwnMeeting(web, pages)
    calendar, back = OwnCalendar(web, pages), ComeBack(web, pages, form)

    def route(path: str, endpoint: Endpoint, method: str = "GET") -> Route:
        return Route(path, with_headers(web.options, endpoint), methods=[method])

    def widget(path: str, endpoint: Endpoint, method: str = "POST") -> Route:
        guarded = forgetting(web.options, web.end, with_headers(web.options, endpoint))
        return Route(f"/api/widget/{path}", guarded, methods=[method])

    return [
        route("/", pages.home),
        route("/widget.js", pages.loader),
        route("/widget/frame", pages.frame),
        route("/widget/static/{version}/{name}", pages.file),
        widget("session", api.session),
        widget("messages", api.messages, "GET"),
        widget("messages", api.send),
        widget("language", api.language),
        widget("keep", api.keep),
        widget("exit", api.leave),
        route("/chat", form.show),
        route("/chat", form.post, "POST"),
        route("/chat/exit", form.leave, "POST"),
        route("/own/exit/{ticket}", OwnExit(web).leave, "POST"),
        route("/own/meeting/{ticket}", meeting.page),
        route("/own/meeting/{ticket}", meeting.save, "POST"),
        route("/own/meeting/{ticket}/print", meeting.print),
        route("/own/meeting/{ticket}/meeting.pdf", meeting.pdf),
        route("/own/meeting/{ticket}/{picture}.svg", meeting.drawing),
        route(f"/own/calendar/{{ticket}}/{CALENDAR}", calendar.file),
        route("/own/picture/{ticket}", own.page),
        route("/own/picture/{ticket}/{file}", own.file),
        route("/return", back.show),
        route("/return", back.open, "POST"),
    ]


def web_errors(web: WebChannel) -> Mapping[Any, Callable[..., Any]]:
    """Return the app's handlers of wrong addresses, wrong methods and bugs, dressed like the rest.

    Usage: ``Starlette(routes=[*web_routes(web), ...], exception_handlers=web_errors(web))``.
    """
    pages = Pages(web)

    async def wrong(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith("/api/"):
            response = refusal(Refused(error.status_code, "web.not_understood"))
        elif error.status_code == 404:
            response = await pages.missing(request)
        else:
            response = Response(status_code=error.status_code)
        for name, value in (error.headers or {}).items():
            response.headers[name] = value
        dress(response, web.options)
        return response

    async def broken(request: Request, _: Exception) -> Response:
        wants_page = "text/html" in request.headers.get("accept", "")
        failed = Refused(500, "web.not_understood")
        response = await pages.broken(request) if wants_page else refusal(failed)
        dress(response, web.options)
        return response

    return {404: wrong, 405: wrong, 500: broken}
