"""The people's side of the tests' Bot API server (see ``tests/botapi.py``), and what it knows."""

import itertools
import threading
import time
from dataclasses import dataclass, field
from typing import Any

TOKEN = "4242424242:AAFakeTokenOfTheTestsOwnServer_0123456"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the server took."""

    chat: int
    text: str  # as a person reads it
    raw: str
    rows: list[list[dict[str, Any]]]
    message_id: int
    at: float  # monotonic


@dataclass(frozen=True, slots=True)
class Call:
    """A call that reached the server, whatever came of it."""

    method: str
    params: dict[str, str]
    at: float


@dataclass(slots=True)
class Fault:
    """What shall happen to the next calls. ``kind``: a status, or slow, cut_before, cut_after,
    garbage."""

    method: str
    kind: str
    chat: int | None
    times: int
    retry_after: int
    seconds: float

    def fits(self, method: str, params: dict[str, str]) -> bool:
        if self.times < 1 or method != self.method:
            return False
        return self.chat is None or params.get("chat_id") == str(self.chat)


@dataclass(slots=True)
class Webhook:
    url: str = ""
    secret: str = ""


@dataclass(slots=True)
class State:
    updates: list[dict[str, Any]] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    chats: dict[int, str] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    queries: set[str] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    webhook: Webhook = field(default_factory=Webhook)
    poll: int = 0


class People:
    """What people do in Telegram; each deed becomes an update for the bot."""

    def __init__(self, token: str = TOKEN, first_update_id: int = 731_000_001) -> None:
        self.token = token
        self.bot_id = int(token.partition(":")[0])
        self.state = State()
        self._numbers = itertools.count(first_update_id)
        self._messages = itertools.count(100)
        self._lock = threading.RLock()

    def say(self, chat: int, text: str, *, code: str | None = "fi", **more: Any) -> int:
        """A person writes; return the update id."""
        return self.message(chat, {"text": text, **more}, code=code)

    def message(
        self, chat: int, content: dict[str, Any], *, code: str | None = "fi", kind: str = "message"
    ) -> int:
        """A person sends a message of any content (``{"photo": [...], "caption": ...}``)."""
        self.state.chats.setdefault(chat, "private")
        body = {
            "message_id": next(self._messages),
            "date": int(time.time()),
            "chat": {"id": chat, "type": self.state.chats[chat], "first_name": "Aino"},
            "from": self._person(chat, code),
            **content,
        }
        return self.update(kind, body)

    def press(self, chat: int, data: str, *, code: str | None = "fi") -> int:
        """A person presses the button with this data under the bot's last message."""
        last = [sent for sent in self.state.sent if sent.chat == chat][-1:]
        query = f"query-{next(self._messages)}"
        self.state.queries.add(query)
        message: dict[str, Any] = {
            "message_id": last[0].message_id if last else 1,
            "date": int(time.time()),
            "chat": {"id": chat, "type": self.state.chats.get(chat, "private")},
        }
        if last:
            message["reply_markup"] = {"inline_keyboard": last[0].rows}
        body = {"id": query, "from": self._person(chat, code), "message": message, "data": data}
        return self.update("callback_query", body)

    def block(self, chat: int) -> int:
        """A person blocks the bot."""
        self.state.blocked.add(chat)
        return self._membership(chat, "kicked")

    def unblock(self, chat: int) -> int:
        """A person lets the bot in again."""
        self.state.blocked.discard(chat)
        return self._membership(chat, "member")

    def invite(self, chat: int, kind: str = "supergroup", code: str = "fi") -> int:
        """Somebody adds the bot to a group or a channel."""
        self.state.chats[chat] = kind
        return self._membership(chat, "administrator" if kind == "channel" else "member", code)

    def update(self, kind: str, body: Any) -> int:
        """Any update at all, also one that nobody can read."""
        with self._lock:
            number = next(self._numbers)
            if kind in self.state.allowed or not self.state.allowed:
                self.state.updates.append({"update_id": number, kind: body})
            return number

    def redeliver(self, update: dict[str, Any]) -> None:
        """Hand over an update once more, as Telegram does when it missed the answer."""
        with self._lock:
            self.state.updates.insert(0, update)

    def repeat_last(self) -> None:
        """Queue the newest unacknowledged update a second time."""
        with self._lock:
            self.state.updates += [dict(update) for update in self.state.updates[-1:]]

    def _membership(self, chat: int, status: str, code: str = "fi") -> int:
        self.state.chats.setdefault(chat, "private")
        return self.update(
            "my_chat_member",
            {
                "chat": {"id": chat, "type": self.state.chats[chat]},
                "from": self._person(chat, code),
                "date": int(time.time()),
                "old_chat_member": {"status": "left"},
                "new_chat_member": {"status": status},
            },
        )

    @staticmethod
    def _person(chat: int, code: str | None) -> dict[str, Any]:
        person: dict[str, Any] = {"id": abs(chat), "is_bot": False, "first_name": "Aino"}
        return person | ({"language_code": code} if code else {})
