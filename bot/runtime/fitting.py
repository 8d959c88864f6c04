"""Whether the settings fit: everything that a start would stumble over, told before it, at once.

``rinnalla check`` and every start ask here first. Nothing is made, opened or called.
"""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from bot.channels.email import LOOPBACK
from bot.channels.telegram.secrets import bot_id, check_secret
from bot.domain.errors import SettingsProblems
from bot.runtime.folders import unusable
from bot.runtime.keyring import keyring, needs_a_new_secret
from bot.runtime.mail import gateway_of, mailer_of
from bot.runtime.web_options import web_options
from bot.settings import ROOT, Settings, read_settings
from bot.storage.database import read_url

Role = Literal["all", "gateway", "engine"]

_ANY_KEY = bytes(32)


def fitting_settings(role: Role = "all") -> Settings:
    """Read the environment for a process of the service.

    Raises:
        SettingsProblems: with everything that is wrong, in words.
    """
    settings, problems = read_settings()
    problems += settings_problems(settings, role)
    if problems:
        raise SettingsProblems(problems)
    return settings


def settings_problems(settings: Settings, role: Role = "all") -> list[str]:
    """Return what cannot be used of settings that could be read, in words."""
    looks: list[Callable[[Settings], object]] = [_county_folder, _encoder]
    if role != "engine":
        looks += [_data_folder, _secret, _database, _web, mailer_of, gateway_of]
        looks += [_engine_url, _telegram_token, _telegram_secret, _telegram_base, _webhook]
    found: list[str] = []
    for look in looks:
        try:
            look(settings)
        except SettingsProblems as error:
            found += error.problems
    return found


def settings_warnings(settings: Settings) -> list[str]:
    """Return what may be meant so, and is more often a slip."""
    folder = settings.model_dir
    if folder != ROOT / "models" and not folder.is_dir():
        why = "the first start makes it and trains a model there"
        return [f"RINNALLA_MODEL_DIR: there is no folder {folder}: {why}"]
    return []


def _county_folder(settings: Settings) -> None:
    folder = settings.county_dir
    if folder is not None and not folder.is_dir():
        raise SettingsProblems([f"RINNALLA_COUNTY_DIR: there is no folder {folder}"])


def _encoder(settings: Settings) -> None:
    if settings.encoder is not None:
        from bot.nlu.own_encoder import check_folder

        check_folder(settings.encoder)


def _data_folder(settings: Settings) -> None:
    problem = unusable("RINNALLA_DATA_DIR", settings.data_dir)
    if problem is not None:
        raise SettingsProblems([problem])


def _secret(settings: Settings) -> None:
    if not needs_a_new_secret(settings):
        keyring(settings)


def _database(settings: Settings) -> None:
    read_url(settings.database)


def _web(settings: Settings) -> None:
    web_options(settings, _ANY_KEY)


def _engine_url(settings: Settings) -> None:
    name, url = "RINNALLA_ENGINE_URL", settings.engine_url
    _check_address(name, url, "http://127.0.0.1:5015")
    if _is_public(_host(url) or ""):
        why = "must be this machine or a private network: everything that people write goes there"
        raise SettingsProblems([f"{name}: {_host(url)} is a public address; it {why}"])


def _telegram_base(settings: Settings) -> None:
    base = settings.telegram_api_base
    _check_address("RINNALLA_TELEGRAM_API_BASE", base, "https://api.telegram.org")


def _telegram_token(settings: Settings) -> None:
    if settings.telegram_token is not None:
        bot_id(settings.telegram_token.get_secret_value())


def _telegram_secret(settings: Settings) -> None:
    if settings.telegram_webhook_secret is not None:
        check_secret(settings.telegram_webhook_secret.get_secret_value())


def _webhook(settings: Settings) -> None:
    if settings.telegram_token is None or settings.telegram_mode != "webhook":
        return
    # A Bot API server of one's own on this machine posts to plain addresses too.
    own_server = _host(settings.telegram_api_base) in LOOPBACK
    if not own_server and not settings.url.startswith("https://"):
        problem = "RINNALLA_PUBLIC_URL must begin with https://: Telegram posts to it (webhook)"
        raise SettingsProblems([problem])


def _is_public(host: str) -> bool:
    """Return whether an address is one that everybody can reach; of a name nobody can tell."""
    try:
        return ip_address(host).is_global
    except ValueError:
        return False


def _check_address(name: str, url: str, example: str) -> None:
    if not _host(url):
        raise SettingsProblems([f"{name} must be an address like {example}"])


def _host(url: str) -> str | None:
    """Return the host of an http address; None when it is no such address."""
    try:
        parts = urlsplit(url)
        fits = parts.port != 0 and parts.scheme in ("http", "https") and url.split() == [url]
    except ValueError:
        return None
    return parts.hostname if fits else None
