"""Words that must never be printed, and every way of sending them."""

import itertools
import secrets
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.botapi import BotApi
from tests.chaos.people import WebPerson
from tests.chaos.processes import Process

FIRST_CHAT = 7_700_100_000
"""Large enough that a chat's number in the output is no accident."""

NAME = "Aino"
"""What the tests' Bot API server says of everybody."""


@dataclass(slots=True)
class Canaries:
    """Makes unique words with a telephone number, and finds them again."""

    sent: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def text(self, about: str = "") -> str:
        """Return a message with a word, a number, an address and a name in it."""
        number = next(self._numbers)
        word, phone = f"kanaria{secrets.token_hex(5)}", f"+358 45 {7_000_000 + number}"
        self.sent.append(word)
        self.secrets += [word, phone, phone.replace(" ", ""), phone.split()[-1]]
        return f"{about} {word} soita {phone} tai {word}@esimerkki.example".strip()

    def leaks(self, printed: str) -> set[str]:
        """Return every secret that stands in the output."""
        return {secret for secret in (*self.secrets, NAME, "kanaria") if secret in printed}


def telegram_deeds(telegram: BotApi, chat: int, canaries: Canaries) -> None:
    """One person does in Telegram everything that a person can do."""
    text = canaries.text
    telegram.say(chat, text())
    telegram.say(chat, text("nappi"))
    telegram.say(chat, f"/start {canaries.text().split()[0]}")
    telegram.say(chat, f"/{text()}")
    telegram.say(chat, text("131052-308T on tunnukseni"))
    telegram.say(chat, text("x" * 4050))
    for trouble in ("rikki", "tyhjä", "avain", "pitkä"):
        telegram.say(chat, text(trouble))
    telegram.press(chat, f"topic:scam~{text().split()[0]}")
    telegram.message(chat, {"photo": [{"file_id": text()}], "caption": text()})
    telegram.message(chat, {"document": {"file_name": text(), "file_id": "1"}})
    telegram.message(chat, {"contact": {"phone_number": text(), "first_name": text()}})
    telegram.message(chat, {"location": {"latitude": 60.17, "longitude": 24.94}})
    telegram.message(chat, {"text": text()}, kind="edited_message")
    telegram.update("message", {"text": text(), "chat": text()})
    telegram.update("message", text())


def web_deeds(person: WebPerson, canaries: Canaries) -> None:
    """One person does everything in the widget, and some things that the widget never would."""
    text = canaries.text
    person.say(text())
    person.say(text("nappi"))
    person.say(text("131052-308T on tunnukseni"))
    for trouble in ("rikki", "tyhjä", "pitkä"):
        person.say(text(trouble))
    person.say(f"topic:scam~{text().split()[0]}", kind="button")
    too_long = {"id": "liian-pitka", "kind": "text", "text": text("x" * 4050), "language": "fi"}
    wrong: tuple[Any, ...] = (
        too_long,
        {"id": text(), "kind": "text", "text": text(), "language": "fi"},
        {"id": "kieli-on-vaara", "kind": "text", "text": text(), "language": text()},
        [text()],
        {"id": "syvyyksista", "text": {"text": [text()]}},
    )
    for body in wrong:
        answer = person.post("messages", body)
        assert answer is not None
        assert 400 <= answer.status_code < 500


def stray_requests(gateway: Process, canaries: Canaries, rest_token: str) -> None:
    """What reaches an open port besides our own pages."""
    text, bearer = canaries.text, {"Authorization": f"Bearer {rest_token}"}
    rest = f"{gateway.url}/webhooks/rest/webhook"
    for headers in (bearer, {"Authorization": f"Bearer {text()}"}):
        body = {"sender": text(), "message": text()}
        httpx.post(rest, json=body, headers=headers, timeout=30)
        httpx.post(rest, content=text().encode(), headers=headers, timeout=30)
        httpx.post(rest, json={"sender": [text()]}, headers=headers, timeout=30)
    httpx.get(f"{gateway.url}/{text()}?{text()}", headers={"X-Forwarded-For": text()})
    httpx.post(f"{gateway.url}/chat", data={"text": text(), "token": text()}, timeout=30)
    httpx.post(f"{gateway.url}/api/widget/messages", content=b"\xff" + text().encode())
    with socket.create_connection(("127.0.0.1", gateway.port)) as raw:
        raw.sendall(f"{text()} HTTP/9\r\n\r\n".encode())
        raw.recv(1000)
