"""The only place where the parts meet: settings in, a running service out.

Import time does nothing; everything starts in ``build`` and in ``App.start``
(``runtime/process.py``).
"""

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.channels.rest import RestChannel
from bot.channels.signals import Signals
from bot.channels.telegram.pictures import TelegramPictures
from bot.channels.web.channel import WebChannel
from bot.channels.web.routes import web_errors, web_routes
from bot.content.compose import Composer
from bot.content.handoff_words import load_flags
from bot.content.last_results import LastResults
from bot.content.loader import DATA, Content
from bot.content.places import Places
from bot.content.safety_rules import FOLDER
from bot.content.safety_scanner import load_scanner
from bot.domain.ways import Passing
from bot.i18n import Words
from bot.nlu.encoder import loaded_encoder
from bot.nlu.listening import Listening
from bot.pictures.drawing import Drawing
from bot.runtime.chat_notices import ChatNotices
from bot.runtime.clock import SystemClock
from bot.runtime.due import due_job
from bot.runtime.folders import made
from bot.runtime.handoff_jobs import handoff_jobs
from bot.runtime.health import health_routes
from bot.runtime.heartbeat import Heartbeat, Job, retention_jobs
from bot.runtime.keyring import keyring
from bot.runtime.mail import gateway_of, mailer_of
from bot.runtime.metrics import Metrics
from bot.runtime.notices import Carrier, NoticeSender, Way
from bot.runtime.process import App
from bot.runtime.urgent import urgent_answers
from bot.runtime.web_options import web_options
from bot.runtime.worker import Worker
from bot.services.crisis import Urgent
from bot.services.fixed_options import FixedOptions
from bot.services.ports import Clock, Engine
from bot.services.tokens import ButtonSigner
from bot.services.whose import whose_worker
from bot.settings import Settings
from bot.storage.crypto import Keys
from bot.storage.kept_messages import MessageFiles
from bot.storage.unit_of_work import SqlStorage, open_storage
from bot.turn_state import Parts

log = logging.getLogger(__name__)


def build(settings: Settings, engine: Engine) -> App:
    """Put the parts of the gateway together. Nothing runs yet.

    Raises:
        ContentProblems: content or locales cannot be used.
        SettingsProblems: the database, the secret or a channel's settings do not fit.
        StorageUnavailable: the database does not answer.
    """
    made("RINNALLA_DATA_DIR", settings.data_dir)
    clock = SystemClock(settings.now)
    keys = keyring(settings)
    storage = open_storage(settings.database, keys, clock)
    words = Words.load_what_there_is()
    metrics = Metrics()
    signals = Signals()
    unanswered = MessageFiles(settings.data_dir, "unanswered", keys)
    samples = MessageFiles(settings.data_dir, "crisis_sample", keys)
    parts = _parts(settings, engine, words, clock, ButtonSigner(keys.current.buttons))
    if settings.keep_unanswered:
        parts = replace(parts, unanswered=unanswered)
    if parts.composer.crisis_owner is not None:
        parts = replace(parts, samples=samples)
    worker = Worker(storage, parts, signals.notify, metrics)
    drawing = Drawing(settings.data_dir / "matplotlib")
    jobs = _jobs(settings, storage, parts.composer, (unanswered, samples), drawing)
    app = App(settings, clock, storage, worker, Heartbeat(clock, jobs), signals)
    app.notices += _notices(settings, storage, parts, clock)
    urgent = urgent_answers(parts)
    web = _web(app, parts, keys.current, urgent, drawing)
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
        app.routes += RestChannel(token, app.converse, clock, urgent).routes()
    if settings.telegram_token is not None:
        shown = TelegramPictures(
            words, drawing.draw, web.own_pages.link, full=settings.ways.young is Passing.FULL
        )
        _add_telegram(app, parts, keys.current, urgent, shown)
    return app


def _jobs(
    settings: Settings,
    storage: SqlStorage,
    composer: Composer,
    kept: Sequence[MessageFiles],
    drawing: Drawing,
) -> dict[str, Job]:
    """Return what the heartbeat does, in this order."""
    jobs = retention_jobs(storage, settings.session_idle_hours)
    jobs |= handoff_jobs(storage, composer, settings.ways)
    # Also where nothing is kept any more: what was kept before still has its 30 days.
    jobs["forget_kept_messages"] = lambda now: sum(files.forget(now) for files in kept)
    jobs["list_fonts"] = drawing.list_fonts
    return {**jobs, "say_due": due_job(storage, composer)}


def _notices(
    settings: Settings, storage: SqlStorage, parts: Parts, clock: Clock
) -> list[NoticeSender]:
    """Return what carries notices outside the chat, for each way that the county has set up."""
    carriers: dict[Way, Carrier | None] = {
        "email": mailer_of(settings),
        "text": gateway_of(settings),
    }
    return [
        NoticeSender(storage, carrier, parts.words, parts.composer, clock, settings.ways, way)
        for way, carrier in carriers.items()
        if carrier is not None
    ]


def _web(app: App, parts: Parts, keys: Keys, urgent: Urgent, drawing: Drawing) -> WebChannel:
    options = web_options(app.settings, keys.sessions)
    web = WebChannel(
        app.storage, parts.words, app.clock, options, app.worker.wake, app.signals, urgent
    )
    web.draw, web.paper, web.own_pages.drawn = drawing.draw, drawing.paper, True
    web.pictures = LastResults(parts.composer.words).pictures
    return web


def _add_telegram(
    app: App, parts: Parts, keys: Keys, urgent: Urgent, shown: TelegramPictures
) -> None:
    # Here, because python-telegram-bot takes 15 MB, and not every service has a bot.
    from bot.runtime.telegram import TelegramLine

    app.telegram = TelegramLine(
        app.settings,
        app.storage,
        parts.words,
        app.clock,
        app.worker.wake,
        keys,
        urgent,
        parts.sent_past,
        shown,
    )
    app.worker.also_tell(app.telegram.answered)
    app.routes += app.telegram.routes()
    app.chats = ChatNotices(app.storage, parts.composer, app.settings.ways, app.clock)
    app.worker.also_tell(app.chats.wake)


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
        options=FixedOptions(content.assessments, words),
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
