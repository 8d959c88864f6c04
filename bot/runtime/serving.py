"""Starting the service: model, engine, gateway, and where to click."""

import asyncio
import logging
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn
from rich.console import Console
from rinnalla_standin import left_out
from starlette.applications import Starlette

from bot.app import build
from bot.channels.terminal import TerminalChat
from bot.domain.errors import SettingsProblems
from bot.engine.local import LocalEngine
from bot.engine.needless import NEEDLESS
from bot.nlu.encoder import is_built, shared_encoder
from bot.runtime.fitting import Role
from bot.runtime.listening import taken
from bot.runtime.memory import settle, share_arenas
from bot.runtime.process import App
from bot.runtime.training import ensure_model
from bot.services.ports import Engine
from bot.settings import Settings
from bot.storage.crypto import load_secret

log = logging.getLogger(__name__)

LOOK_FOR_ENCODER_S = 10
"""How often a gateway looks whether its engine has built the encoder."""

STOP_WITHIN_S = 15
"""How long open connections may take to end after a stop signal."""


def serve(settings: Settings, role: Role, console: Console) -> None:
    """Run a role of the service until it is stopped.

    ``all``: everything in this process. ``gateway``: faces the network and asks an engine over
    loopback. ``engine``: Rasa alone.
    """
    share_arenas()
    if role == "engine":
        held = taken("127.0.0.1", settings.engine_port, "RINNALLA_ENGINE_PORT")
        _run(_engine_app(settings, console), held)
        return
    held = taken(settings.host, settings.port)  # before a training that would be for nothing
    remote = role == "gateway" or settings.engine == "http"
    engine = _remote(settings) if remote else _local(settings, console)
    service = build(settings, engine)
    settle()
    console.print(_where(service), highlight=False)
    ending = threading.Event()
    if remote:
        _listen_by_meaning(settings, ending)
    try:
        _run(service.web(), held, service.signals.close)
    finally:
        ending.set()


async def chat(settings: Settings, console: Console) -> None:
    """Talk in the terminal with everything but the network."""
    engine = _local(settings, console)
    with console.status("Waking up"):
        service = build(settings, engine)
        await engine.ready()
        await service.start()
    try:
        await TerminalChat(service.converse, service.clock, console, input).run()
    finally:
        await service.stop()
        engine.stop()


def load_core(model: Path) -> Engine:
    """Load a trained model. Imported here, because Rasa takes seconds and logs must be set up."""
    with left_out(NEEDLESS):
        from bot.engine.rasa_core import RasaCore

        core = RasaCore(model)
    # The first turn of a process reads content and builds the search: nobody should wait for it.
    asyncio.get_event_loop_policy().get_event_loop().run_until_complete(core.warm_up())
    settle()
    return core


def _local(settings: Settings, console: Console) -> LocalEngine:
    model = ensure_model(settings, console)

    def load() -> Engine:
        try:
            return load_core(model)
        except Exception as error:
            console.print(_unusable(model, error), style="red", highlight=False, soft_wrap=True)
            raise

    return LocalEngine(load)


def _unusable(model: Path, error: Exception) -> str:
    return (
        f"The model {model} could not be loaded ({type(error).__name__}: {error}). Until the next "
        "start every message gets the fallback words. A new model: rinnalla train"
    )


def _remote(settings: Settings) -> Engine:
    from bot.engine.http import HttpEngine

    return HttpEngine(settings.engine_url, _engine_token(settings))


def _listen_by_meaning(settings: Settings, ending: threading.Event) -> None:
    """Load the sentence encoder beside the gateway, so that both ears hear without the engine.

    Nobody waits for it: until it is there, and where there is none, the scanner is alone. The
    engine builds it, which at the very first start takes a minute. The end of the process waits
    for a load that has begun: to be cut off in the middle of one would be a crash.
    """
    folder, own = settings.model_dir / "encoder", settings.encoder

    def load() -> None:
        try:
            while own is None and not is_built(folder):
                if ending.wait(LOOK_FOR_ENCODER_S):
                    return
            shared_encoder(folder, own)
        except (OSError, ValueError, SettingsProblems) as error:
            log.error("encoder.unusable", extra={"reason": str(error)})  # noqa: TRY400 - in words

    threading.Thread(target=load, name="encoder").start()


def _engine_app(settings: Settings, console: Console) -> Starlette:
    from bot.engine.http import engine_app

    return engine_app(_local(settings, console), _engine_token(settings))


def _engine_token(settings: Settings) -> str:
    """Return the secret between gateway and engine: given, or shared through the data folder."""
    if settings.engine_token is not None:
        return settings.engine_token.get_secret_value()
    # Both sides may be started at the same moment: the file appears whole or not at all.
    return load_secret(None, settings.data_dir / "engine.token")[0].hex()


class _Server(uvicorn.Server):
    """Ends open questions for new messages first: each would hold the stop for up to 25 s.

    The app's own stop comes only after uvicorn has waited for every open connection.
    """

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, in uvicorn's order after ours."""
        self._stopping()
        await super().shutdown(sockets)


def _run(
    app: Starlette, held: list[socket.socket], stopping: Callable[[], None] = lambda: None
) -> None:
    config = uvicorn.Config(
        app,
        log_config=None,
        ws="none",  # Rasa's Sanic pins a websockets release that uvicorn cannot use
        access_log=False,  # an access log would hold addresses of people
        server_header=False,
        proxy_headers=False,  # who is believed is RINNALLA_TRUSTED_PROXIES, and nobody else
        timeout_graceful_shutdown=STOP_WITHIN_S,
    )
    server = _Server(config, stopping)
    with suppress(KeyboardInterrupt):  # uvicorn has stopped in order and hands Ctrl-C on
        server.run(held)
    if not server.started:
        sys.exit(1)


def _where(service: App) -> str:
    settings = service.settings
    lines = [f"Rinnalla is here: [bold]{settings.url}/[/bold]  (stop: Ctrl-C)"]
    if settings.telegram_token is not None:
        lines.append(f"Telegram is on ({settings.telegram_mode}).")
    if settings.rest_token is not None:
        lines.append(f"REST is on: {settings.url}/webhooks/rest/webhook")
    return "\n".join(lines)
