"""The only place where the parts meet: settings in, a running service out.

Import time does nothing; everything starts in ``build`` and in ``App.start``. The stop order is
part of the design: first nothing new is taken in, then the turns in work are finished, then what
was decided is sent, then the database closes.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.channels.rest import RestChannel, Waiting
from bot.content.compose import Composer
from bot.content.loader import DATA, Content
from bot.content.places import Places
from bot.domain.messages import Address, Inbound, Reply
from bot.i18n import Words
from bot.runtime.clock import SystemClock
from bot.runtime.health import health_routes
from bot.runtime.heartbeat import Heartbeat, retention_jobs
from bot.runtime.metrics import Metrics
from bot.runtime.worker import Worker
from bot.services.ports import Clock, Engine, Storage
from bot.services.receive import receive
from bot.services.tokens import ButtonSigner
from bot.settings import Settings
from bot.storage.crypto import Keyring, load_secret
from bot.storage.unit_of_work import SqlStorage, open_storage
from bot.turn import Parts

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 20.0
"""How long a caller that waits (REST, terminal) waits: the engine's limit and some queueing."""


@dataclass(slots=True)
class App:
    """The parts of one process."""

    settings: Settings
    clock: Clock
    words: Words
    storage: SqlStorage
    keys: Keyring
    engine: Engine
    worker: Worker
    heartbeat: Heartbeat
    waiting: Waiting
    metrics: Metrics
    routes: list[BaseRoute] = field(default_factory=list)

    async def start(self) -> None:
        """Start taking turns and doing what is due."""
        self.worker.start()
        self.heartbeat.start()

    async def stop(self) -> None:
        """Stop in the order of the module's promise."""
        self.heartbeat.stop()
        await self.worker.stop()
        self.storage.close()

    async def take_in(self, inbound: Inbound) -> int | None:
        """Commit a message to the inbox and wake the worker; None when it was here already.

        Raises:
            StorageUnavailable: it was not kept; tell its sender so.
        """

        def commit() -> int | None:
            with self.storage.begin() as work:
                inbox_id = receive(work, inbound)
                work.commit()
            return inbox_id

        inbox_id = await asyncio.to_thread(commit)
        self.worker.wake()
        return inbox_id

    async def converse(self, inbound: Inbound) -> list[Reply]:
        """Take a message in and return all that is answered to it.

        Raises:
            StorageUnavailable: it was not kept.
            TimeoutError: no answer in time; the message is kept and will be answered.
        """
        address = inbound.address
        before = await asyncio.to_thread(_cursor, self.storage, address)
        await self.take_in(inbound)
        until = time.monotonic() + ANSWER_WITHIN_S
        while time.monotonic() < until:
            # Short waits behind the signal: another process may take the turn.
            await self.waiting.wait(address, 0.5)
            replies = await asyncio.to_thread(_replies, self.storage, address, before)
            if replies:
                return replies
        raise TimeoutError

    def answered(self, address: Address) -> None:
        """Tell everybody who waits that a turn of this address has been committed."""
        self.waiting.notify(address)

    def web(self) -> Starlette:
        """Return the gateway that faces the network."""

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            await self.start()
            yield
            await self.stop()

        return Starlette(routes=self.routes, lifespan=lifespan)


def build(settings: Settings, engine: Engine) -> App:
    """Put the parts of the gateway together. Nothing runs yet.

    Raises:
        ContentProblems: content or locales cannot be used.
        SettingsProblems: the database or the secret does not fit.
        StorageUnavailable: the database does not answer.
    """
    clock = SystemClock(settings.now)
    keys = Keyring(load_secret(_secret(settings), settings.data_dir / "secret.key"))
    storage = open_storage(_prepared(settings), keys, clock)
    words = Words.load()
    signer = ButtonSigner(keys.current.buttons)
    content = Content.load(settings.county_dir, county_phone=settings.county_emergency_phone)
    places = Places.load(DATA / "places")
    composer = Composer(content, words, places, clock, signer.sign)
    metrics = Metrics()
    waiting = Waiting()
    worker = Worker(storage, Parts(engine, composer, words, signer), waiting.notify, metrics)
    heartbeat = Heartbeat(clock, retention_jobs(storage, settings.session_idle_hours))
    app = App(settings, clock, words, storage, keys, engine, worker, heartbeat, waiting, metrics)
    app.routes += health_routes(storage, lambda: _is_ready(engine), metrics, None)
    if settings.rest_token is not None:
        token = settings.rest_token.get_secret_value()
        app.routes += RestChannel(token, app.converse, clock).routes()
    return app


def _is_ready(engine: Engine) -> bool:
    ready = getattr(engine, "is_ready", None)
    return bool(ready()) if ready else True


def _secret(settings: Settings) -> str | None:
    return settings.secret_key.get_secret_value() if settings.secret_key else None


def _prepared(settings: Settings) -> str:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return settings.database


def _cursor(storage: Storage, address: Address) -> int:
    with storage.begin() as work:
        history = work.conversations.history(address, 0, limit=100_000)
    return history[-1].cursor if history else 0


def _replies(storage: Storage, address: Address, after: int) -> list[Reply]:
    with storage.begin() as work:
        history = work.conversations.history(address, after)
    return [stored.reply for stored in history if stored.said_by == "bot"]
