"""The same conversation without JavaScript: a page with a form, post, redirect, get.

The token travels in a hidden field and, for a while, encrypted in the page's address
(``tickets.py``). What was written is never lost on a refusal: the page shows it again.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.api import WidgetApi
from bot.channels.web.callers import check_form_origin
from bot.channels.web.channel import WebChannel
from bot.channels.web.headers import refusal
from bot.channels.web.hearing import Heard, listen, sos_answer
from bot.channels.web.pages import Pages
from bot.channels.web.reading import (
    fitting,
    heard_of,
    page_language,
    read_form,
    read_language,
    read_typed,
)
from bot.channels.web.refusals import Refused, TooLong, not_saved, unreadable
from bot.channels.web.sessions import Token, new_token
from bot.channels.web.talk import Sent, is_message_id
from bot.channels.web.tickets import Ticket
from bot.channels.web.waiting import answer_after
from bot.domain.errors import StorageUnavailable
from bot.domain.messages import Language, Reply
from bot.services.delivery_ports import StoredReply

WAIT_FOR_ANSWER_S = 8.0
WAIT_IN_DANGER_S = 3.0
"""Afterwards the page gives the SOS answer itself, whatever holds the assistant up."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What came with the form.

    Args:
        token: Empty before the first message.
        begin: The token that the first message begins with, encrypted; empty afterwards.
        message_id: Made with the page, so that a form sent twice is taken once.
        do: The button that was pressed: "send", "sos", "look", "press CURSOR TOKEN" or
            "language CODE".
    """

    token: str
    begin: str
    message_id: str
    text: str
    do: str
    language: Language


class FormPage:
    """The endpoints of ``/chat``."""

    def __init__(self, web: WebChannel, pages: Pages, api: WidgetApi) -> None:
        self._web = web
        self._pages = pages
        self._api = api

    async def show(self, request: Request) -> Response:
        """Return the page: a new talk, or the one that the address opens."""
        written, is_urgent = request.query_params.get("v"), "sos" in request.query_params
        blank = self._blank(page_language(request))
        sos = self._as_lines(sos_answer(self._web, blank.language)) if is_urgent else []
        if written is None:  # a saved page's SOS leads here
            return self._page(blank, sos)
        ticket = self._web.tickets.read(written)
        if ticket is None:
            return self._page(blank, sos, "web.form.expired", 410)
        token, going = Token(ticket.token), replace(blank, token=ticket.token, begin="")
        try:
            longest_s = WAIT_IN_DANGER_S if is_urgent else WAIT_FOR_ANSWER_S
            wait_s = min(longest_s, self._web.options.longest_wait_s)
            is_answered = await answer_after(self._web, request, token, ticket.seen, wait_s)
            lines = await anyio.to_thread.run_sync(self._web.talk.read_all, token)
            worker = await anyio.to_thread.run_sync(self._web.talk.with_whom, token)
        except Refused as refused:
            return self._page(blank, sos, refused.key, 410)
        except StorageUnavailable:
            return self._page(going, sos, "web.form.unseen", 503)
        return self._page(going, lines if is_answered else [*lines, *sos], worker=worker)

    async def post(self, request: Request) -> Response:
        """Take a message in and go on to the page that shows the answer."""
        check_form_origin(request, self._web.options)
        form, is_whole = await read_typed(request)
        filled = _filled(form)
        said = _said(filled)
        heard = listen(self._web, request, said) if said else Heard()
        try:
            if not is_whole:
                raise TooLong
            is_urgent = bool(heard.card) or filled.do == "sos"
            return await self._post(request, filled, is_urgent=is_urgent)
        except StorageUnavailable:
            return await self._refused(filled, not_saved(), heard)
        except Refused as refused:
            if refused.status == 401:  # the text stays; sending it again begins a new talk
                blank = self._blank(filled.language)
                filled = replace(blank, text=filled.text)
            return await self._refused(filled, refused, heard)

    async def leave(self, request: Request) -> Response:
        """End the session and jump to a harmless page."""
        check_form_origin(request, self._web.options)
        token = (await read_form(request)).get("token")
        if token:
            await anyio.to_thread.run_sync(self._api.end, Token(token))
        return RedirectResponse(self._web.options.quick_exit_url, 303)

    async def _post(self, request: Request, filled: Filled, *, is_urgent: bool) -> Response:
        sent = _sent(filled)
        if sent is not None:
            if not filled.token:
                self._web.limits.check_opening(request)
                filled = replace(filled, token=self._first_token(filled))
                await anyio.to_thread.run_sync(self._web.talk.open, filled.token)
            token = Token(filled.token)
            self._web.limits.check_message(request, token, sos=is_urgent)
        if not filled.token:
            return self.onward(filled.language, None)
        before = await anyio.to_thread.run_sync(self._last, Token(filled.token))
        if sent is not None:
            await anyio.to_thread.run_sync(self._web.talk.take, Token(filled.token), sent)
            self._web.wake()
        return self.onward(filled.language, Ticket(filled.token, before), is_urgent=is_urgent)

    def _last(self, token: Token) -> int:
        lines = self._web.talk.read_all(token)
        said = [line.cursor for line in lines if line.said_by == "bot"]
        return said[-1] if said else 0

    def onward(
        self, language: Language, ticket: Ticket | None, *, is_urgent: bool = False
    ) -> Response:
        """Go on to the page of a talk, or to a new one."""
        query: dict[str, str] = {"lang": language}
        if ticket is not None:
            query["v"] = self._web.tickets.write(ticket)
        if is_urgent:
            query["sos"] = ""
        return RedirectResponse(f"/chat?{urlencode(query)}#last", 303)

    def _first_token(self, filled: Filled) -> str:
        begin = self._web.tickets.read(filled.begin)
        return begin.token if begin else new_token()

    def _blank(self, language: Language) -> Filled:
        begin = self._web.tickets.write(Ticket(new_token(), 0))
        return Filled("", begin, secrets.token_urlsafe(12), "", "", language)

    async def _seen(self, filled: Filled) -> list[StoredReply]:
        """Return the talk for a page that says what went wrong, as far as it can be read."""
        if not filled.token:
            return []
        try:
            return await anyio.to_thread.run_sync(self._web.talk.read_all, Token(filled.token))
        except (Refused, StorageUnavailable):
            return []

    def _as_lines(self, card: Sequence[Reply]) -> list[StoredReply]:
        at = self._web.clock.now()
        return [StoredReply(0, one, "bot", at) for one in card]

    async def _refused(self, filled: Filled, refused: Refused, heard: Heard) -> Response:
        # The widget tries again by itself; here the person does, so the words differ.
        own = refused.key.replace("web.", "web.form.", 1)
        key = own if self._web.words.has(own) else refused.key
        lines = [*await self._seen(filled), *self._as_lines(heard.refused)]
        response = self._page(filled, lines, key, refused.status)
        retry = refusal(refused).headers.get("Retry-After")
        if retry:
            response.headers["Retry-After"] = retry
        return response

    def _page(
        self,
        filled: Filled,
        lines: list[StoredReply],
        trouble: str | None = None,
        status: int = 200,
        worker: str | None = None,
    ) -> Response:
        token, pages = Token(filled.token), self._web.own_pages
        return self._pages.render(
            "chat.html",
            filled.language,
            status,
            filled=filled,
            lines=lines,
            trouble=trouble,
            worker=worker,
            own=lambda picture: {"light": "", "dark": "", **pages.of_picture(picture, token)},
            own_calendar=lambda entry: pages.of_calendar(entry, token),
            own_page=lambda page: f"{pages.of_session(token, page)}?lang={filled.language}",
        )


def _filled(form: Mapping[str, str]) -> Filled:
    do = form.get("do", "send")
    language: Language = read_language(form.get("lang"))
    if do.startswith("language "):
        language = read_language(do.removeprefix("language "))
    message_id = form.get("id", "")
    return Filled(
        token=form.get("token", "")[:200],
        begin=form.get("begin", "")[:400],
        message_id=message_id if is_message_id(message_id) else secrets.token_urlsafe(12),
        text=form.get("text", "").replace("\r\n", "\n"),  # what a form makes of a line's end
        do=do,
        language=language,
    )


def _said(filled: Filled) -> Sent | None:
    """Return what is read for danger, of words of any length; None when nothing was said."""
    words = heard_of(filled.text)
    if filled.do == "send" and words.strip():
        return Sent(filled.message_id, "text", words, filled.language)
    return _sent(filled) if filled.do == "sos" else None


def _sent(filled: Filled) -> Sent | None:
    """Return what the pressed button sends; None when it only looks."""
    what, _, rest = filled.do.partition(" ")
    match what:
        case "send":
            text = fitting(filled.text)
            if not text.strip():
                raise Refused(422, "web.form.empty")
            return Sent(filled.message_id, "text", text, filled.language)
        case "sos":
            return Sent(filled.message_id, "command", "sos", filled.language)
        case "press":
            of, _, value = rest.partition(" ")
            cursor = int(of) if of.isascii() and of.isdigit() and len(of) < 19 else 0
            return Sent(filled.message_id, "button", value[:256], filled.language, cursor)
        case "language" if filled.token:
            chosen = f"language {filled.language}"
            return Sent(filled.message_id, "command", chosen, filled.language)
        case "look" | "language":
            return None
        case _:
            raise unreadable()
