"""The same conversation without JavaScript: a page with a form, post, redirect, get.

The token travels in a hidden field and, for a while, encrypted in the page's address
(``tickets.py``). What was written is never lost on a refusal: the page shows it again.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.answers import newest, opens_at
from bot.channels.web.callers import check_form_origin
from bot.channels.web.channel import WebChannel
from bot.channels.web.filled import Filled, filled_in, said_in, sent_in
from bot.channels.web.headers import refusal
from bot.channels.web.hearing import Heard, listen, sos_answer
from bot.channels.web.leaving import left, was_left_since
from bot.channels.web.pages import Pages
from bot.channels.web.reading import (
    page_language,
    read_form,
    read_typed,
)
from bot.channels.web.refusals import Refused, TooLong, not_saved
from bot.channels.web.sessions import Token, new_token
from bot.channels.web.tickets import Ticket
from bot.channels.web.waiting import answer_after
from bot.domain.errors import StorageUnavailable
from bot.domain.messages import Language, Reply
from bot.services.delivery_ports import StoredReply

log = logging.getLogger(__name__)

WAIT_FOR_ANSWER_S = 8.0
WAIT_IN_DANGER_S = 3.0
"""Afterwards the page gives the SOS answer itself, whatever holds the assistant up."""


class FormPage:
    """The endpoints of ``/chat``."""

    def __init__(self, web: WebChannel, pages: Pages) -> None:
        self._web = web
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Return the page: a new talk, or the one that the address opens."""
        written, is_urgent = request.query_params.get("v"), "sos" in request.query_params
        blank = self._blank(page_language(request))
        sos = self._as_lines(sos_answer(self._web, blank.language)) if is_urgent else []
        if written is None:  # a saved page's SOS leads here
            return self._page(blank, sos)
        ticket = self._web.tickets.read(written)
        if was_left_since(request, self._web.options, ticket.written if ticket else 0):
            return self._page(blank, [], "web.session_over", 410)
        if ticket is None:
            return self._page(blank, sos, "web.form.expired", 410)
        going = replace(blank, token=ticket.token, begin="")
        return await self._going_on(request, going, ticket.seen, is_urgent=is_urgent)

    async def _going_on(
        self,
        request: Request,
        going: Filled,
        seen: int,
        beside: Sequence[StoredReply] = (),
        *,
        is_urgent: bool,
    ) -> Response:
        """Return the page of a talk when there is an answer, or after a while without one.

        Args:
            beside: The card for what is being written and was not sent.
        """
        token = Token(going.token)
        sos = self._as_lines(sos_answer(self._web, going.language)) if is_urgent else []
        try:
            longest_s = WAIT_IN_DANGER_S if is_urgent or beside else WAIT_FOR_ANSWER_S
            wait_s = min(longest_s, self._web.options.longest_wait_s)
            is_answered = await answer_after(self._web, request, token, seen, wait_s)
            lines = await anyio.to_thread.run_sync(self._web.talk.read_all, token)
            worker = await anyio.to_thread.run_sync(self._web.talk.with_whom, token)
        except Refused as refused:
            gone = replace(self._blank(going.language), text=going.text)
            return self._page(gone, [*sos, *beside], refused.key, 410)
        except StorageUnavailable:
            return self._page(going, [*sos, *beside], "web.form.unseen", 503)
        said = lines if is_answered else [*lines, *sos]
        return self._page(going, [*said, *beside], worker=worker, seen=seen)

    async def post(self, request: Request) -> Response:
        """Take a message in and go on to the page that shows the answer."""
        check_form_origin(request, self._web.options)
        form, is_whole = await read_typed(request)
        filled = filled_in(form)
        said = said_in(filled)
        heard = listen(self._web, request, said) if said else Heard()
        try:
            if not is_whole:
                raise TooLong
            return await self._post(request, filled, heard.card)
        except StorageUnavailable:
            return await self._refused(filled, not_saved(), heard)
        except Refused as refused:
            if refused.status == 401:  # the text stays; sending it again begins a new talk
                # After quick exit "back" may send it once more: nothing of it is shown then.
                is_left = was_left_since(request, self._web.options, 0)
                blank = self._blank(filled.language)
                filled = blank if is_left else replace(blank, text=filled.text)
            return await self._refused(filled, refused, heard)

    async def leave(self, request: Request) -> Response:
        """End the session and jump to a harmless page, whether or not the session could end."""
        check_form_origin(request, self._web.options)
        try:
            token = (await read_form(request)).get("token")
        except Refused:  # a form that cannot be read keeps nobody here
            token = None
        return await left(self._web, request, Token(token) if token else None)

    async def _post(self, request: Request, filled: Filled, card: Sequence[Reply]) -> Response:
        is_urgent = filled.do == "sos" or (bool(card) and filled.do == "send")
        # Danger in what is being written, while another button was pressed: it is answered too.
        beside = [] if filled.do in ("send", "sos") else self._as_lines(card)
        sent = sent_in(filled)
        if sent is not None:
            if not filled.token:
                self._web.limits.check_opening(request)
                filled = replace(filled, token=self._first_token(filled))
                await anyio.to_thread.run_sync(self._web.talk.open, filled.token)
            token = Token(filled.token)
            self._web.limits.check_message(request, token, sos=is_urgent)
        if not filled.token:
            return (
                self._page(filled, beside) if filled.text else self.onward(filled.language, None)
            )
        before = await anyio.to_thread.run_sync(self._last, Token(filled.token))
        if sent is not None:
            await anyio.to_thread.run_sync(self._web.talk.take, Token(filled.token), sent)
            self._web.wake()
        if filled.do != "send" and filled.text:  # an address cannot carry what is being written
            going = replace(filled, begin="", message_id=secrets.token_urlsafe(12))
            return await self._going_on(request, going, before, beside, is_urgent=is_urgent)
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
        return RedirectResponse(f"/chat?{urlencode(query)}#new", 303)

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
        seen: int | None = None,
    ) -> Response:
        token, pages = Token(filled.token), self._web.own_pages
        return self._pages.render(
            "chat.html",
            filled.language,
            status,
            filled=filled,
            lines=lines,
            opens_at=opens_at(lines, seen),
            pressable=newest(lines),
            trouble=trouble,
            worker=worker,
            own=lambda picture: {
                **dict.fromkeys(("light", "dark", "png", "csv"), ""),
                **pages.of_picture(picture, token),
            },
            own_calendar=lambda entry: pages.of_calendar(entry, token),
            own_page=lambda page: f"{pages.of_session(token, page)}?lang={filled.language}",
        )
