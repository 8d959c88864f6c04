"""The only place where the parts meet: settings in, a running service out.

Import time does nothing; everything starts in ``build`` and in ``App.start``. The stop order is
part of the design: first nothing new is taken in, then the turns in work are finished, then what
was decided is sent, then the database closes.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute

from bot.channels.rest import RestChannel
from bot.channels.signals import Signals
from bot.channels.telegram.pictures import TelegramPictures
from bot.channels.web.channel import WebChannel
from bot.channels.web.options import WebOptions
from bot.channels.web.routes import web_errors, web_routes
from bot.content.compose import Composer
from bot.content.handoff_words import load_flags
from bot.content.last_results import LastResults
from bot.content.loader import DATA, Content
from bot.content.places import Places
from bot.content.safety_rules import FOLDER, load_scanner
from bot.domain.messages import Address, Inbound, Reply
from bot.domain.ways import Passing
from bot.i18n import Words
from bot.nlu.both_ears import Listening
from bot.nlu.encoder import loaded_encoder
from bot.pictures.drawing import Drawing
from bot.runtime.chat_notices import ChatNotices
from bot.runtime.clock import SystemClock
from bot.runtime.due import due_job
from bot.runtime.health import health_routes
from bot.runtime.heartbeat import Heartbeat, retention_jobs
from bot.runtime.mail import gateway_of, mailer_of
from bot.runtime.metrics import Metrics
from bot.runtime.notices import Carrier, NoticeSender, Way, handoff_jobs
from bot.runtime.urgent import urgent_answers
from bot.runtime.worker import Worker
from bot.services.ports import Clock, Engine, Storage
from bot.services.receive import receive
from bot.services.tokens import ButtonSigner
from bot.services.whose import whose_worker
from bot.settings import Settings
from bot.storage.crypto import Keyring, load_secret
from bot.storage.unanswered import UnansweredFiles
from bot.storage.unit_of_work import SqlStorage, open_storage
from bot.turn_state import Parts

if TYPE_CHECKING:
    from bot.runtime.telegram import TelegramLine

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 20.0
"""How long a caller that waits (REST, terminal) waits: the engine's limit and some queueing."""

LOOK_EVERY_S = 0.5
"""How often a waiting caller looks by itself: another process may have taken the turn."""


@dataclass(slots=True)
class App:
    """The parts of one process."""

    settings: Settings
    clock: Clock
    storage: SqlStorage
    worker: Worker
    heartbeat: Heartbeat
    signals: Signals
    telegram: "TelegramLine | None" = None
    notices: list[NoticeSender] = field(default_factory=list)
    chats: ChatNotices | None = None
    routes: list[BaseRoute] = field(default_factory=list)
    on_error: dict[Any, Callable[..., Any]] = field(default_factory=dict)

    async def start(self) -> None:
        """Start taking turns, sending, and doing what is due."""
        self.worker.start()
        self.heartbeat.start()
        if self.telegram is not None:
            self.telegram.start()
        for notices in self.notices:
            notices.start()
        if self.chats is not None:
            self.chats.start()

    async def stop(self) -> None:
        """Stop in the order of the module's promise."""
        self.heartbeat.stop()
        self.signals.close()
        if self.telegram is not None:
            await self.telegram.stop_taking_in()
        await self.worker.stop()
        if self.chats is not None:
            await self.chats.stop()
        if self.telegram is not None:
            await self.telegram.stop_sending()
        for notices in self.notices:
            await notices.stop()
        self.storage.close()

    async def converse(self, inbound: Inbound) -> list[Reply]:
        """Take a message in and return all that is answered to it.

        Raises:
            StorageUnavailable: it was not kept.
            TimeoutError: no answer in time; the message is kept and will be answered.
        """
        address, until = inbound.address, time.monotonic() + ANSWER_WITHIN_S
        with self.signals.listen(address) as bell:  # hung up first: no answer is there unheard
            asked = await asyncio.to_thread(self._take_in, inbound)
            self.worker.wake()
            while time.monotonic() < until:
                await bell.wait(LOOK_EVERY_S)
                replies = await asyncio.to_thread(_replies, self.storage, address, asked)
                if replies:
                    return replies
        raise TimeoutError

    def web(self) -> Starlette:
        """Return the gateway that faces the network."""

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            await self.start()
            yield
            await self.stop()

        return Starlette(
            routes=self.routes,
            lifespan=lifespan,
            exception_handlers=self.on_error,
            middleware=[Middleware(GZipMiddleware, minimum_size=500)],
        )

    def _take_in(self, inbound: Inbound) -> int:
        """Commit a message; return its cursor: what is answered stands behind it."""
        with self.storage.begin() as work:
            receive(work, inbound)
            asked = work.conversations.last_cursor(inbound.address)
            work.commit()
        return asked


def build(settings: Settings, engine: Engine) -> App:
    """Put the parts of the gateway together. Nothing runs yet.

    Raises:
        ContentProblems: content or locales cannot be used.
        SettingsProblems: the database, the secret or a channel's settings do not fit.
        StorageUnavailable: the database does not answer.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    clock = SystemClock(settings.now)
    keys = Keyring(load_secret(_secret(settings), settings.data_dir / "secret.key"))
    storage = open_storage(settings.database, keys, clock)
    words = Words.load_what_there_is()
    metrics = Metrics()
    signals = Signals()
    unanswered = UnansweredFiles(settings.data_dir / "unanswered", keys)
    parts = _parts(settings, engine, words, clock, ButtonSigner(keys.current.buttons))
    if settings.keep_unanswered:
        parts = replace(parts, unanswered=unanswered)
    worker = Worker(storage, parts, signals.notify, metrics)
    jobs = retention_jobs(storage, settings.session_idle_hours)
    jobs |= handoff_jobs(storage, parts.composer, settings.ways)
    # Also where nothing is kept any more: what was kept before still has its 30 days.
    jobs["forget_unanswered"] = unanswered.forget
    drawing = Drawing(settings.data_dir / "matplotlib")
    jobs["list_fonts"] = drawing.list_fonts
    heartbeat = Heartbeat(clock, {**jobs, "say_due": due_job(storage, parts.composer)})
    app = App(settings, clock, storage, worker, heartbeat, signals)
    carriers: dict[Way, Carrier | None] = {
        "email": mailer_of(settings),
        "text": gateway_of(settings),
    }
    for way, carrier in carriers.items():
        if carrier is not None:
            carrying = NoticeSender(
                storage, carrier, words, parts.composer, clock, settings.ways, way
            )
            app.notices.append(carrying)
    options = WebOptions(
        public_url=settings.url,
        key=keys.current.sessions,
        allowed_origins=settings.origins,
        quick_exit_url=settings.quick_exit_url,
        trusted_proxies=settings.trusted_proxies,
    )
    urgent = urgent_answers(parts)
    web = WebChannel(storage, words, clock, options, worker.wake, signals, urgent)
    web.draw, web.paper, web.own_pages.drawn = drawing.draw, drawing.paper, True
    web.pictures = LastResults(parts.composer.words).pictures
    app.routes += health_routes(
        storage,
        lambda: _is_ready(engine),
        metrics,
        lambda: app.telegram.state if app.telegram is not None else None,
    )
    app.routes += web_routes(web)
    app.on_error |= web_errors(web)
    if settings.rest_token is not None:
        token = settings.rest_token.get_secret_value()
        app.routes += RestChannel(token, app.converse, clock).routes()
    if settings.telegram_token is not None:
        # Here, because python-telegram-bot takes 15 MB, and not every service has a bot.
        from bot.runtime.telegram import TelegramLine

        shown = TelegramPictures(
            words, drawing.draw, web.own_pages.link, full=settings.ways.young is Passing.FULL
        )
        app.telegram = TelegramLine(
            settings,
            storage,
            words,
            clock,
            worker.wake,
            keys.current,
            urgent,
            parts.sent_past,
            shown,
        )
        worker.also_tell(app.telegram.answered)
        app.routes += app.telegram.routes()
        app.chats = ChatNotices(storage, parts.composer, settings.ways, clock)
        worker.also_tell(app.chats.wake)
    return app


def _parts(
    settings: Settings, engine: Engine, words: Words, clock: Clock, signer: ButtonSigner
) -> Parts:
    content = Content.load(settings.county_dir, county_phone=settings.county_emergency_phone)
    composer = Composer(content, words, Places.load(DATA / "places"), clock, signer.sign)
    return Parts(
        engine,
        composer,
        words,
        signer,
        load_flags().urgency,
        _ears(),
        whose=whose_worker,
        ways=settings.ways,
    )


def _ears() -> Listening | None:
    """Return what hears danger. Broken patterns stop the start, like all broken content."""
    if not any(FOLDER.glob("patterns_*.yml")):
        log.error("safety.no_patterns")  # the classifier alone hears danger
        return None
    return Listening(load_scanner(), loaded_encoder)


def _is_ready(engine: Engine) -> bool:
    ready = getattr(engine, "is_ready", None)
    return bool(ready()) if ready else True


def _secret(settings: Settings) -> str | None:
    return settings.secret_key.get_secret_value() if settings.secret_key else None


def _replies(storage: Storage, address: Address, after: int) -> list[Reply]:
    with storage.begin() as work:
        history = work.conversations.history(address, after)
    return [stored.reply for stored in history if stored.said_by == "bot"]
