"""People who write while the service dies: in Telegram, and in the widget with its own retries."""

import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.i18n import Words
from tests.botapi import BotApi
from tests.chaos.processes import PUBLIC_URL
from tests.chaos.standin_engine import ECHO

WORDS = Words.load()
MARK = WORDS.text("fi", "delivery.repeat")
GREETING = WORDS.text("fi", "greet.first").split("\n")[0]
FALLBACK = WORDS.text("fi", "fallback.engine")
RETRY_S = 0.2

_AFTER = WORDS.text("fi", ECHO, n="").strip()


def echo(text: str) -> str:
    """Return the stand-in engine's answer to a text."""
    return WORDS.text("fi", ECHO, n=text)


def echoed(answer: str) -> str | None:
    """Return what an answer repeats; None when it is no echo."""
    bare = unmarked(answer)
    return bare.removesuffix(_AFTER).strip() if bare.endswith(_AFTER) else None


def unmarked(answer: str) -> str:
    return answer.removeprefix(f"{MARK}\n\n")


@dataclass
class WebPerson:
    """A tab with the widget: an unanswered request is repeated with the same id, as there."""

    name: str
    place: str  # network address
    gateways: Callable[[], list[str]]
    origin: str = PUBLIC_URL
    acknowledged: list[str] = field(default_factory=list)
    refusals: list[Any] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self._client = httpx.Client(timeout=15)
        self._token: str | None = None

    @property
    def token(self) -> str:
        """What opens this talk: nobody else may read it anywhere."""
        assert self._token is not None
        return self._token

    def close(self) -> None:
        self._client.close()

    def open(self) -> None:
        """Begin a session."""
        answer = self.insist("session", {})
        self._token = answer.json()["token"]

    def say(self, text: str, **more: object) -> str:
        """Send until it is acknowledged; return its id."""
        message_id = f"{self.name}-message-{next(self._numbers)}"
        body = {"id": message_id, "kind": "text", "text": text, "language": "fi"} | more
        self.insist("messages", body)
        self.acknowledged.append(message_id)
        return message_id

    def insist(self, path: str, body: object) -> httpx.Response:
        """Ask any gateway until one takes it."""
        while True:
            answer = self.post(path, body)
            if answer is not None and answer.is_success:
                return answer
            if answer is not None:
                assert answer.status_code in (429, 503), (answer.status_code, answer.text)
                self.refusals.append(answer.status_code)
            time.sleep(RETRY_S * random.uniform(0.5, 1.5))

    def post(self, path: str, body: object) -> httpx.Response | None:
        """Ask once; None when nobody answered."""
        url = f"{random.choice(self.gateways())}/api/widget/{path}"
        try:
            return self._client.post(url, json=body, headers=self._headers())
        except httpx.HTTPError:
            return None

    def lines(self, after: int = 0, wait_s: int = 0) -> list[dict[str, Any]]:
        """Return the talk; raises when nobody answers."""
        url = f"{random.choice(self.gateways())}/api/widget/messages?after={after}&wait={wait_s}"
        answer = self._client.get(url, headers=self._headers(), timeout=wait_s + 15)
        answer.raise_for_status()
        lines: list[dict[str, Any]] = answer.json()["lines"]
        return lines

    def echoes(self) -> list[str]:
        """Return what has been answered, in order."""
        said = (echoed(line["text"]) for line in self.lines() if line["by"] == "bot")
        return [text for text in said if text is not None]

    def _headers(self) -> dict[str, str]:
        headers = {"Origin": self.origin, "X-Forwarded-For": self.place}
        return headers | ({"Authorization": f"Bearer {self._token}"} if self._token else {})


@dataclass
class Crowd:
    """Everybody at once, each in their own order, until they have said all they want to."""

    telegram: BotApi
    web: list[WebPerson]
    chats: int
    each_in_telegram: int
    each_on_the_web: int
    chance: random.Random
    service_is_up: threading.Event = field(default_factory=threading.Event)
    failures: list[BaseException] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        work = [self._talk_in_telegram]
        work += [lambda person=person: self._talk_on_the_web(person) for person in self.web]  # type: ignore[misc]
        self._threads = [threading.Thread(target=self._guarded, args=(one,)) for one in work]
        for thread in self._threads:
            thread.start()

    def is_done(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)

    def join(self, within_s: float) -> None:
        end = time.monotonic() + within_s
        for thread in self._threads:
            thread.join(max(0.1, end - time.monotonic()))
        assert self.is_done(), "people are still trying to send"
        assert self.failures == []

    def wanted(self, chat: int) -> list[str]:
        """Return what a chat says, in order."""
        return [f"kysymys {chat}.{number}" for number in range(self.each_in_telegram)]

    def _talk_in_telegram(self) -> None:
        for number, chat in itertools.product(
            range(self.each_in_telegram), range(1, self.chats + 1)
        ):
            self.telegram.say(chat, f"kysymys {chat}.{number}")
            if self.chance.random() < 0.05:  # Telegram hands some over twice
                self.telegram.repeat_last()
            # People write while the service is down too, and most of all when it is there.
            self.service_is_up.wait(1.0)
            time.sleep(0.04)

    def _talk_on_the_web(self, person: WebPerson) -> None:
        person.open()
        for number in range(self.each_on_the_web):
            person.say(f"kysymys {person.name}.{number}")
            time.sleep(random.uniform(0.3, 1.0))

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # shown by the test's own thread
            self.failures.append(error)
