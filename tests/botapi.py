"""A Bot API server of the tests' own, over real sockets, that behaves as the real one documents.

Update ids grow by one; ``getUpdates`` forgets what lies below the offset, waits, and is refused
with 409 beside a webhook or a second poll; a webhook is posted to until it answers 2xx;
``sendMessage`` is checked as Telegram checks it. Faults are scripted: 429 with ``retry_after``,
403, any status, slow answers, a connection cut before or after the message was taken, answers that
are no JSON.

    with BotApi() as telegram:
        telegram.say(7, "Moi")                       # a person writes
        telegram.fault("sendMessage", "429", retry_after=3)
        ...                                          # a bot with telegram.token, telegram.url
        assert telegram.texts(7) == ["Moi! ..."]
"""

import asyncio
import email
import email.policy
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.botapi_people import TOKEN, Call, Fault, People, Sent, Webhook
from tests.botapi_rules import MAX_CAPTION, Refused, bad_request, read_keyboard, read_text

_TICK_S = 0.005


class BotApi(People):
    """The server, as a context manager. Its methods may be called from the test's thread."""

    def __init__(self, token: str = TOKEN, first_update_id: int = 731_000_001) -> None:
        super().__init__(token, first_update_id)
        self.url = ""
        self._stopped = threading.Event()

    # --- the test ----------------------------------------------------------------------------

    def fault(
        self,
        method: str,
        kind: str,
        *,
        chat: int | None = None,
        times: int = 1,
        retry_after: int = 1,
        seconds: float = 1.0,
    ) -> None:
        """Let the next calls of a method fail."""
        self.state.faults.append(Fault(method, kind, chat, times, retry_after, seconds))

    def texts(self, chat: int) -> list[str]:
        """Return what a person has got, in order."""
        return [sent.text for sent in self.state.sent if sent.chat == chat]

    def calls(self, method: str) -> list[Call]:
        """Return every call of a method that arrived."""
        return [call for call in self.state.calls if call.method == method]

    def pending(self) -> list[int]:
        """Return the ids of updates that the bot has not acknowledged."""
        with self._lock:
            return [update["update_id"] for update in self.state.updates]

    def __enter__(self) -> "BotApi":
        listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = Starlette(
            routes=[Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"])]
        )
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            ws="none",
            lifespan="off",
            timeout_keep_alive=60,
        )
        self._server = uvicorn.Server(config)
        self._threads = [
            threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}),
            threading.Thread(target=self._post_updates),
        ]
        for thread in self._threads:
            thread.start()
        while not self._server.started:
            time.sleep(_TICK_S)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._server.should_exit = self._server.force_exit = True
        for thread in self._threads:
            thread.join(10)

    # --- the server ------------------------------------------------------------------------

    async def _answer(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            params = await _params(request)
        except ClientDisconnect:  # the caller died while it was asking
            return Response()
        if request.path_params["token"] != self.token:
            return _refusal(Refused(401, "Unauthorized"))
        self.state.calls.append(Call(method, params, time.monotonic()))
        with self._struck(method, params) as fault:
            if fault is not None and fault.kind == "cut_before":
                return _cut(request)
            try:
                if fault is not None and fault.kind == "slow":
                    await self._wait(fault.seconds)
                elif fault is not None and fault.kind.isdigit():
                    raise _scripted(fault)
                result = await self._do(method, params)
            except Refused as refused:
                return _refusal(refused)
            if fault is not None and fault.kind == "cut_after":
                return _cut(request)
            if fault is not None and fault.kind == "garbage":
                return Response("<html>all is well</html>")
            return JSONResponse({"ok": True, "result": result})

    @contextmanager
    def _struck(self, method: str, params: dict[str, str]) -> Iterator[Fault | None]:
        fault = next((one for one in self.state.faults if one.fits(method, params)), None)
        if fault is not None:
            fault.times -= 1
        yield fault

    async def _do(self, method: str, params: dict[str, str]) -> Any:
        known = {
            "sendMessage": self._send,
            "sendPhoto": self._send_photo,
            "sendDocument": self._send_document,
            "answerCallbackQuery": self._acknowledge,
            "leaveChat": self._leave,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
        }
        if method == "getUpdates":
            return await self._get_updates(params)
        if method == "getMe":
            return {
                "id": self.bot_id,
                "is_bot": True,
                "first_name": "Rinnalla",
                "username": "r_bot",
            }
        if method in ("sendChatAction", "setMyCommands"):
            return True
        if method not in known:
            raise Refused(404, "Not Found: method not found")
        return known[method](params)

    def _send(self, params: dict[str, str]) -> dict[str, Any]:
        chat = int(params["chat_id"])
        if chat not in self.state.chats:
            raise bad_request("chat not found")
        if chat in self.state.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        text, rows = read_text(params), read_keyboard(params)
        sent = Sent(chat, text, params["text"], rows, next(self._messages), time.monotonic())
        self.state.sent.append(sent)
        return {
            "message_id": sent.message_id,
            "date": int(time.time()),
            "chat": {"id": chat, "type": self.state.chats[chat]},
            "text": text,
        }

    def _send_photo(self, params: dict[str, str]) -> dict[str, Any]:
        if not params.get("photo"):
            raise bad_request("there is no photo in the request")
        caption = params.get("caption", "")
        if len(caption.encode("utf-16-le")) // 2 > MAX_CAPTION:
            raise bad_request("message caption is too long")
        # A photograph may come without words; a message may not.
        sent = self._send({**params, "text": caption or "-"})
        if not caption:
            last = self.state.sent[-1]
            self.state.sent[-1] = replace(last, text="", raw="")
        del sent["text"]
        size = {"file_id": "p", "file_unique_id": "p", "width": 1080, "height": 900}
        return {**sent, "photo": [size]}

    def _send_document(self, params: dict[str, str]) -> dict[str, Any]:
        if not params.get("document"):
            raise bad_request("there is no document in the request")
        caption = params.get("caption", "")
        if len(caption.encode("utf-16-le")) // 2 > MAX_CAPTION:
            raise bad_request("message caption is too long")
        sent = self._send({**params, "text": caption or "-"})
        del sent["text"]
        return {**sent, "document": {"file_id": "d", "file_unique_id": "d"}}

    def _acknowledge(self, params: dict[str, str]) -> bool:
        if params.get("callback_query_id") not in self.state.queries:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        self.state.queries.discard(params["callback_query_id"])
        return True

    def _leave(self, params: dict[str, str]) -> bool:
        if self.state.chats.pop(int(params["chat_id"]), "private") == "private":
            raise bad_request("chat not found")
        return True

    def _set_webhook(self, params: dict[str, str]) -> bool:
        self.state.webhook = Webhook(params["url"], params.get("secret_token", ""))
        self.state.allowed = json.loads(params.get("allowed_updates", "[]"))
        return True

    def _delete_webhook(self, _: dict[str, str]) -> bool:
        self.state.webhook = Webhook()
        return True

    async def _get_updates(self, params: dict[str, str]) -> list[dict[str, Any]]:
        if self.state.webhook.url:
            why = (
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete"
            )
            raise Refused(409, f"Conflict: {why} the webhook first")
        self.state.poll += 1
        mine = self.state.poll
        if "allowed_updates" in params:
            self.state.allowed = json.loads(params["allowed_updates"])
        offset, limit = int(params.get("offset", 0)), int(params.get("limit", 100))
        with self._lock:  # what lies below the offset is acknowledged and forgotten
            self.state.updates = [u for u in self.state.updates if u["update_id"] >= offset]
        until = time.monotonic() + float(params.get("timeout", 0))
        while not self.state.updates and time.monotonic() < until:
            await asyncio.sleep(_TICK_S)
            if self._stopped.is_set():
                break
            if self.state.poll != mine:
                why = (
                    "terminated by other getUpdates request; make sure that only one bot instance"
                )
                raise Refused(409, f"Conflict: {why} is running")
        with self._lock:
            return self.state.updates[:limit]

    async def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._stopped.is_set():  # noqa: ASYNC110
            await asyncio.sleep(min(_TICK_S, seconds))  # told to stop from another thread

    def _post_updates(self) -> None:
        """Post updates to the webhook, the oldest first, each until it is answered with 2xx."""
        with httpx.Client(timeout=10) as client:
            while not self._stopped.wait(_TICK_S):
                hook = self.state.webhook
                update = next(iter(self.state.updates), None) if hook.url else None
                if update is None:
                    continue
                headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
                try:
                    answer = client.post(hook.url, json=update, headers=headers)
                except httpx.HTTPError:
                    continue
                if answer.is_success:
                    with self._lock:
                        self.state.updates.remove(update)


async def _params(request: Request) -> dict[str, str]:
    params = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        body = await request.json()
        return params | {k: v if isinstance(v, str) else json.dumps(v) for k, v in body.items()}
    if request.headers.get("content-type", "").startswith("multipart/"):
        return params | _parts(request.headers["content-type"], await request.body())
    return params | dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


def _parts(kind: str, body: bytes) -> dict[str, str]:
    """Return the fields of a form with files; a file as the text that it is not."""
    whole = email.message_from_bytes(
        f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=email.policy.HTTP
    )
    return {
        str(part.get_param("name", header="content-disposition")): (
            part.get_payload(decode=True) or b""  # type: ignore[union-attr]
        ).decode("utf-8", "replace")
        for part in whole.iter_parts()  # type: ignore[attr-defined]
    }


def _scripted(fault: Fault) -> Refused:
    if fault.kind == "429":
        why = f"Too Many Requests: retry after {fault.retry_after}"
        return Refused(429, why, retry_after=fault.retry_after)
    if fault.kind == "403":
        return Refused(403, "Forbidden: bot was blocked by the user")
    return Refused(int(fault.kind), "Internal Server Error")


def _refusal(refused: Refused) -> Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    if refused.parameters:
        body["parameters"] = refused.parameters
    return JSONResponse(body, status_code=refused.code)


def _cut(request: Request) -> Response:
    """Break the connection under the caller, as a network does."""
    # uvicorn keeps the socket of a request in the object that its ``receive`` belongs to.
    request.receive.__self__.transport.abort()  # type: ignore[attr-defined]
    return Response()
