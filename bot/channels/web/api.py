"""The widget's API. Its only caller is the frame on our own origin."""

import logging
from collections.abc import Mapping

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.callers import check_origin
from bot.channels.web.channel import WebChannel
from bot.channels.web.headers import refusal
from bot.channels.web.hearing import Heard, listen
from bot.channels.web.own_pages import OwnPages
from bot.channels.web.reading import heard_of, page_language, read_json, read_language, read_sent
from bot.channels.web.refusals import Refused, TooLong, not_saved, over, unreadable
from bot.channels.web.sessions import (
    Token,
    brought_token,
    drop_cookie,
    ended_tokens,
    kept_token,
    new_token,
    set_cookie,
    swap_session,
)
from bot.channels.web.spoken import parts, spoken
from bot.channels.web.talk import Sent, link_of, own_id
from bot.channels.web.waiting import lines_after
from bot.domain.errors import StorageUnavailable
from bot.domain.messages import Button, Reply
from bot.services.delivery_ports import StoredReply

log = logging.getLogger(__name__)

URGENT_S = 0.25
"""How long the database may take before somebody in danger gets the card from the page."""


class WidgetApi:
    """The endpoints under ``/api/widget/``."""

    def __init__(self, web: WebChannel) -> None:
        self._web = web

    async def session(self, request: Request) -> Response:
        """Begin a conversation and show its token; a kept device goes on with its own."""
        check_origin(request, self._web.options)
        token = brought_token(request, self._web.options)
        if token is not None and token.kept:
            try:
                await anyio.to_thread.run_sync(self._web.talk.find, token)
            except Refused:
                log.info("widget.kept_session_over")
            else:
                return JSONResponse({"kept": True})
        self._web.limits.check_opening(request)
        made = new_token()
        await anyio.to_thread.run_sync(self._web.talk.open, made)
        response = JSONResponse({"kept": False, "token": made}, 201)
        if kept_token(request, self._web.options) is not None:
            drop_cookie(response, self._web.options)  # the next load must find this talk
        return response

    async def send(self, request: Request) -> Response:
        """Take one message in: 202 means that it is committed.

        Who could not even begin a session (429, 503) may ask without one: danger is answered.
        """
        check_origin(request, self._web.options)
        token = brought_token(request, self._web.options)
        body: Mapping[str, object] = {}
        try:
            body = await read_json(request)
            sent = read_sent(body)
        except TooLong as refused:
            return self._too_long(request, body, refused)
        if token is not None:
            return await self._take(request, token, sent)
        return self._stranger(request, sent)

    async def language(self, request: Request) -> Response:
        """Tell the assistant which language the person chose."""
        token = self._token(request)
        body = await read_json(request)
        chosen, message_id = read_language(body.get("language")), body.get("id")
        if not isinstance(message_id, str):
            raise unreadable()
        sent = Sent(message_id, "command", f"language {chosen}", chosen)
        return await self._take(request, token, sent)

    async def messages(self, request: Request) -> Response:
        """Return what stands behind a cursor, waiting for it when asked to."""
        token = self._token(request)
        self._web.limits.check_reading(token)
        after = _number(request.query_params, "after")
        wait_s = min(_number(request.query_params, "wait"), self._web.options.longest_wait_s)
        try:
            lines = await lines_after(self._web, request, token, after, wait_s)
        except Refused:
            self._web.limits.check_guess(request)
            raise
        cursor = lines[-1].cursor if lines else after
        said = [_line(line, self._web.own_pages, token) for line in lines]
        answer: dict[str, object] = {"lines": said, "cursor": cursor}
        worker = await anyio.to_thread.run_sync(self._web.talk.with_whom, token)
        if worker is not None:  # a person has the word: the page must not say that it is a bot
            answer["with"] = worker
        return JSONResponse(answer)

    async def keep(self, request: Request) -> Response:
        """Move the conversation from the tab to this device's cookie, or back."""
        token = self._token(request)
        self._web.limits.check_message(request, token, sos=False)
        keep = (await read_json(request)).get("keep")
        if not isinstance(keep, bool):
            raise unreadable()
        made = await anyio.to_thread.run_sync(self._swap, token, keep)
        if keep:
            response: Response = JSONResponse({"kept": True})
            set_cookie(response, self._web.options, made)
        else:
            response = JSONResponse({"kept": False, "token": made})
            drop_cookie(response, self._web.options)
        return response

    async def leave(self, request: Request) -> Response:
        """End the session at once, wherever its token is kept; nothing to end is no error."""
        check_origin(request, self._web.options)
        try:
            for token in ended_tokens(request, self._web.options):
                await anyio.to_thread.run_sync(self._web.end, token)
            response = Response(status_code=204)
        except StorageUnavailable:
            log.warning("widget.exit_unsaved")
            response = refusal(not_saved())
        # The device forgets, whether or not the database could.
        drop_cookie(response, self._web.options)
        return response

    async def _take(self, request: Request, token: Token, sent: Sent) -> Response:
        heard = listen(self._web, request, sent)
        sos = bool(heard.card) or (sent.kind == "command" and sent.text == "sos")
        try:
            self._web.limits.check_message(request, token, sos=sos)
            await self._keep_known(request, token, sent, URGENT_S if heard.card else None)
        except Refused as refused:
            return _refused(refused, heard)
        except (StorageUnavailable, TimeoutError):
            if not heard.refused:
                raise
            log.warning("widget.urgent_unsaved")
            return _refused(not_saved(), heard)
        self._web.wake()
        if not heard.card:
            return Response(status_code=202)
        # Should the answer not come at once, the page has it already (``static/help.js``).
        return JSONResponse({"card": [_said(reply) for reply in heard.card]}, 202)

    def _stranger(self, request: Request, sent: Sent) -> Response:
        """Answer danger, and nothing else, to whoever has no session."""
        heard = listen(self._web, request, sent)
        try:
            self._web.limits.check_stranger(request)
        except Refused as refused:
            return _refused(refused, heard)
        return _refused(not_saved() if heard.card else over(), heard)

    def _too_long(
        self, request: Request, body: Mapping[str, object], refused: TooLong
    ) -> Response:
        """Refuse what is too long, with the card when there is danger in what was read of it."""
        words = heard_of(refused.words)
        # Of a body that was cut off nothing is known but its words.
        language = read_language(body["language"]) if body else page_language(request)
        return _refused(
            refused, listen(self._web, request, Sent("too-long-to-keep", "text", words, language))
        )

    async def _keep_known(
        self, request: Request, token: Token, sent: Sent, limit_s: float | None
    ) -> None:
        """Commit a message of a session; a token that opens nothing is counted as a guess."""
        try:
            await self._keep_message(token, sent, limit_s)
        except Refused:
            self._web.limits.check_guess(request)

    async def _keep_message(self, token: Token, sent: Sent, limit_s: float | None) -> None:
        """Commit a message. Past the limit its writer is told so and sends it again: one row."""
        with anyio.fail_after(limit_s):
            await anyio.to_thread.run_sync(
                self._web.talk.take, token, sent, abandon_on_cancel=limit_s is not None
            )

    def _swap(self, token: Token, keep: bool) -> str:
        with self._web.storage.begin() as work:
            made = swap_session(work, self._web.clock, token, keep=keep)
            work.commit()
            return made

    def _token(self, request: Request) -> Token:
        check_origin(request, self._web.options)
        token = brought_token(request, self._web.options)
        if token is None:
            raise over()
        return token


def _number(params: Mapping[str, str], name: str) -> int:
    text = params.get(name, "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise unreadable()
    return int(text)


def _refused(refused: Refused, heard: Heard) -> Response:
    """Return a refusal, with the card where there is danger in what was refused."""
    if not heard.refused:
        return refusal(refused)
    return refusal(refused, card=[_said(reply) for reply in heard.refused])


def _line(line: StoredReply, pages: OwnPages, token: Token) -> dict[str, object]:
    return {
        "cursor": line.cursor,
        "by": line.said_by,
        **_said(line.reply),
        "at": line.at.isoformat(),
        "id": own_id(line),
        **pages.of_line(line, token),
    }


def _said(reply: Reply) -> dict[str, object]:
    buttons = [told for one in reply.buttons if (told := _button(one, reply)) is not None]
    of = parts(reply)
    apart = [{"lang": one.language, "text": one.text} for one in of] if len(of) > 1 else None
    said: dict[str, object] = {"text": reply.text, "lang": reply.language, "buttons": buttons}
    return {**said, "parts": apart} if apart else said


def _button(button: Button, reply: Reply) -> dict[str, str] | None:
    lang, link = spoken(button, reply), link_of(button)
    if link is not None:
        return {"kind": button.kind, "label": button.label, "lang": lang, "link": link}
    if button.kind != "reply":
        return None
    return {"kind": "reply", "label": button.label, "lang": lang, "value": button.value}
