"""Starting the service: model, engine, gateway, and where to click."""

import logging
import secrets
from pathlib import Path
from typing import Literal

import uvicorn
from rich.console import Console

from bot.app import App, build
from bot.channels.terminal import TerminalChat
from bot.engine.local import LocalEngine
from bot.runtime.training import ensure_model
from bot.services.ports import Engine
from bot.settings import Settings

log = logging.getLogger(__name__)

Role = Literal["all", "gateway", "engine"]

STOP_WITHIN_S = 15
"""How long open connections may take to end after a stop signal."""


def serve(settings: Settings, role: Role, console: Console) -> None:
    """Run a role of the service until it is stopped.

    ``all``: everything in this process. ``gateway``: faces the network and asks an engine over
    loopback. ``engine``: Rasa alone.
    """
    if role == "engine":
        _run(_engine_app(settings, console), "127.0.0.1", settings.engine_port)
        return
    remote = role == "gateway" or settings.engine == "http"
    engine = _remote(settings) if remote else _local(settings, console)
    service = build(settings, engine)
    console.print(_where(service), highlight=False)
    _run(service.web(), settings.host, settings.port)


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
    from bot.engine.rasa_core import RasaCore

    return RasaCore(model)


def _local(settings: Settings, console: Console) -> LocalEngine:
    model = ensure_model(settings, console)
    return LocalEngine(lambda: load_core(model))


def _remote(settings: Settings) -> Engine:
    from bot.engine.http import HttpEngine

    return HttpEngine(settings.engine_url, _engine_token(settings))


def _engine_app(settings: Settings, console: Console) -> object:
    from bot.engine.http import engine_app

    return engine_app(_local(settings, console), _engine_token(settings))


def _engine_token(settings: Settings) -> str:
    """Return the secret between gateway and engine: given, or shared through the data folder."""
    if settings.engine_token is not None:
        return settings.engine_token.get_secret_value()
    file = settings.data_dir / "engine.token"
    if not file.exists():
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(32))
    return file.read_text()


def _run(app: object, host: str, port: int) -> None:
    uvicorn.run(
        app,  # type: ignore[arg-type]
        host=host,
        port=port,
        log_config=None,
        ws="none",  # Rasa's Sanic pins a websockets release that uvicorn cannot use
        access_log=False,  # an access log would hold addresses of people
        server_header=False,
        timeout_graceful_shutdown=STOP_WITHIN_S,
    )


def _where(service: App) -> str:
    settings = service.settings
    lines = [f"Rinnalla is here: [bold]{settings.url}/[/bold]  (stop: Ctrl-C)"]
    if settings.telegram_token is not None:
        lines.append(f"Telegram is on ({settings.telegram_mode}).")
    if settings.rest_token is not None:
        lines.append(f"REST is on: {settings.url}/webhooks/rest/webhook")
    return "\n".join(lines)
