"""What must not be so when real people use the service: ``rinnalla check --production``."""

from pydantic import SecretStr

from bot.settings import Settings


def production_problems(settings: Settings) -> list[str]:
    """Return what must not be so when real people use the service."""
    rules = {
        "RINNALLA_SECRET_KEY must be given in production": settings.secret_key is None,
        "RINNALLA_NOW moves the clock: not in production": settings.now is not None,
        "RINNALLA_PUBLIC_URL must be given and begin with https://": not (
            settings.public_url or ""
        ).startswith("https://"),
        "RINNALLA_COUNTY_DIR must name the county's own content": settings.county_dir is None,
        "RINNALLA_DATABASE_URL: use PostgreSQL, or say SQLite on purpose": (
            settings.database_url is None
        ),
        "RINNALLA_TELEGRAM_WEBHOOK_SECRET needs 32 characters or more": (
            settings.telegram_mode == "webhook" and not _long(settings.telegram_webhook_secret)
        ),
        "RINNALLA_TELEGRAM_YOUNG and RINNALLA_TELEGRAM_WORKERS must both be given: "
        "notice-with-link or full, as the county has decided": (
            settings.telegram_token is not None
            and not {"telegram_young", "telegram_workers"} <= settings.model_fields_set
        ),
        "RINNALLA_TELEGRAM_DECIDED_ON must be the date of the county's decision on them": (
            settings.telegram_token is not None and settings.telegram_decided_on is None
        ),
        "RINNALLA_REST_TOKEN needs 32 characters or more": (
            settings.rest_token is not None and not _long(settings.rest_token)
        ),
        "RINNALLA_MAIL_FROM must be given with RINNALLA_SMTP_URL": (
            settings.smtp_url is not None and not settings.mail_from
        ),
        "RINNALLA_SMS_URL must begin with https://": (
            settings.sms_url is not None and not settings.sms_url.startswith("https://")
        ),
        "RINNALLA_SMS_HEADER must carry the key of the gateway in RINNALLA_SMS_URL": (
            settings.sms_url is not None and settings.sms_header is None
        ),
        "RINNALLA_LOG_LEVEL must not be DEBUG in production": settings.log_level == "DEBUG",
    }
    return [words for words, broken in rules.items() if broken]


def _long(secret: SecretStr | None) -> bool:
    return secret is not None and len(secret.get_secret_value()) >= 32
