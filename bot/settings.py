"""Every setting, typed, from ``RINNALLA_*`` environment variables and nothing else.

Each is documented in docs/settings.md (a test fails if one is missing there). All mistakes are
told at once, in words. Secrets have no default: a development key file is made on first start,
production wants them given (``rinnalla check --production``).
"""

import os
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.calendar import written_day
from bot.domain.errors import SettingsProblems
from bot.domain.ways import Passing, Ways

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "RINNALLA_"
_OF_THE_TESTS = ("RINNALLA_TEST_", "RINNALLA_POSTGRES_DIR")
_OF_PYDANTIC = "Value error, "


class Settings(BaseSettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(
        # A line of an environment file that was left empty turns nothing on.
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    # where things are
    data_dir: Path = Field(ROOT / "var", description="Database, key file and caches.")
    model_dir: Path = Field(ROOT / "models", description="Trained models; the newest is used.")
    encoder: Path | None = Field(None, description="A folder with one's own sentence encoder.")
    county_dir: Path | None = Field(None, description="The county's overlay of content.")
    county_emergency_phone: str | None = Field(
        None, description="The county's social and crisis emergency service."
    )
    database_url: str | None = Field(
        None, description="SQLAlchemy address; SQLite in the data folder when empty."
    )

    # the network
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8080, ge=1, le=65535, description="Port to listen on.")
    public_url: str | None = Field(None, description="Address that people see, with https.")
    allowed_origins: str = Field("", description="Pages that may embed the widget, by commas.")
    trusted_proxies: int = Field(0, ge=0, description="Proxies of ours that stand in front.")
    quick_exit_url: str = Field(
        "https://www.ilmatieteenlaitos.fi/", description="Quick exit page."
    )

    # the engine
    engine: Literal["local", "http"] = Field("local", description="Rasa here or over loopback.")
    engine_url: str = Field("http://127.0.0.1:5015", description="Where the http engine answers.")
    engine_port: int = Field(5015, ge=1, le=65535, description="Port of serve --role engine.")
    engine_token: SecretStr | None = Field(None, description="Secret between gateway and engine.")

    # channels
    rest_token: SecretStr | None = Field(None, description="Turns the REST channel on.")
    telegram_token: SecretStr | None = Field(None, description="Turns Telegram on.")
    telegram_name: str | None = Field(
        None, description="The bot's name, for links and codes of invites."
    )
    telegram_api_base: str = Field(
        "https://api.telegram.org", description="Bot API server, for tests or one's own."
    )
    telegram_mode: Literal["polling", "webhook"] = Field(
        "polling", description="How updates come in."
    )
    telegram_webhook_secret: SecretStr | None = Field(
        None, description="Secret header of the webhook, 32 characters or more."
    )
    telegram_young: Passing = Field(
        Passing.LINK,
        description="How much of a worker's words young people get there.",
    )
    telegram_workers: Passing = Field(
        Passing.LINK, description="How much of young people's words workers get in Telegram."
    )
    telegram_decided_on: date | None = Field(
        None, description="The date of the county's decision on both."
    )
    smtp_url: SecretStr | None = Field(None, description="Turns e-mail to workers on.")
    mail_from: str | None = Field(None, description="The address that notices come from.")

    sms_url: str | None = Field(None, description="Turns text messages on: the gateway, https.")
    sms_header: SecretStr | None = Field(None, description="The header with the gateway's key.")
    sms_from: str = Field("Rinnalla", description="Whom a text message comes from.")
    sms_body: str = Field(
        '{"to": "{to}", "from": "{from}", "text": "{text}"}',
        description="How the gateway wants its request: JSON or a form.",
    )

    # secrets and time
    secret_key: SecretStr | None = Field(None, description="Master secret, 32 bytes or more.")
    now: datetime | None = Field(None, description="Moves the clock for demonstrations.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much is logged; never message text."
    )
    keep_unanswered: bool = Field(
        False, description="Keep what was not answered, scrubbed and sealed, for 30 days."
    )
    session_idle_hours: int = Field(
        12, ge=1, description="An anonymous web talk is forgotten after this."
    )

    @field_validator("*", mode="before")
    @classmethod
    def _not_blank(cls, value: Any) -> Any:
        if isinstance(value, str) and value and not value.strip():
            raise ValueError("holds only spaces")
        return value

    @field_validator("telegram_decided_on", mode="before")
    @classmethod
    def _day(cls, value: Any) -> Any:
        return written_day(value) or value

    @field_validator("now")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("needs a time zone, for example 2026-11-14T22:40:00+02:00")
        return value

    @property
    def database(self) -> str:
        """Return the database's address."""
        return self.database_url or f"sqlite:///{self.data_dir / 'rinnalla.sqlite'}"

    @property
    def origins(self) -> tuple[str, ...]:
        """Return the pages that may embed the widget."""
        return _listed(self.allowed_origins)

    @property
    def ways(self) -> Ways:
        """Return what may pass where."""
        mail, text = self.smtp_url is not None, self.sms_url is not None
        return Ways(self.telegram_young, self.telegram_workers, self.url, mail, text)

    @property
    def url(self) -> str:
        """Return the address to tell people."""
        host = f"[{self.host}]" if ":" in self.host else self.host  # ::1 has colons of its own
        port = "" if self.port == 80 else f":{self.port}"  # browsers leave that one out
        return (self.public_url or f"http://{host}{port}").rstrip("/")


def load_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsProblems: with every mistake, in words.
    """
    settings, problems = read_settings()
    if problems:
        raise SettingsProblems(problems)
    return settings


def read_settings() -> tuple[Settings, list[str]]:
    """Return the settings, and every mistake in words.

    What cannot be read has its default, so that the others can be looked at all the same.
    """
    try:
        return Settings(), []  # pydantic fills the fields from the environment
    except ValidationError as error:
        wrong = error.errors()
    defaults: dict[str, Any] = {
        str(one["loc"][0]): Settings.model_fields[str(one["loc"][0])].default for one in wrong
    }
    return Settings(**defaults), [_in_words(one) for one in wrong]


def unknown_names(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return, in words, every name that looks like one of our settings and is none."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    found = []
    for name in sorted(map(str.upper, environment)):
        is_ours = bool(get_close_matches(name.partition("_")[0] + "_", [PREFIX], cutoff=0.8))
        if is_ours and name not in known and not name.startswith(_OF_THE_TESTS):
            near = get_close_matches(name, known, n=1, cutoff=0.8)
            hint = f": is {near[0]} meant?" if near else ": see docs/settings.md"
            found.append(f"{name} is no setting, nobody reads it{hint}")
    return found


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip().rstrip("/") for part in text.split(",") if part.strip())


def _in_words(error: ErrorDetails) -> str:
    """Return a mistake in words of ours; what was written is said of what is no secret."""
    name = PREFIX + str(error["loc"][0]).upper()
    kind, context = error["type"], error.get("ctx", {})
    wanted = _WANTED.get(kind, "").format(**context)
    if not wanted:
        return f"{name}: {error['msg'].removeprefix(_OF_PYDANTIC)}"
    return f"{name}: must be {wanted}, not {error['input']!r}"


_WANTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "int_parsing": "a whole number",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "literal_error": "{expected}",
    "enum": "{expected}",
    "date_from_datetime_parsing": "a day like 2026-08-01 or 1.8.2026",
    "date_parsing": "a day like 2026-08-01 or 1.8.2026",
    "date_from_datetime_inexact": "a day like 2026-08-01 or 1.8.2026",
    "datetime_parsing": "a time like 2026-11-14T22:40:00+02:00",
    "datetime_from_date_parsing": "a time like 2026-11-14T22:40:00+02:00",
}
"""What pydantic finds wrong, by its own names, and what must stand there."""
