"""What a bot's token and a webhook's secret look like. No library is needed to look at them."""

import re

from bot.domain.errors import SettingsProblems

_TOKEN = re.compile(r"(\d{1,20}):[A-Za-z0-9_-]{3,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")


def bot_id(token: str) -> str:
    """Return the id of the bot that a token is for.

    Raises:
        SettingsProblems: it does not look like one.
    """
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise SettingsProblems(["RINNALLA_TELEGRAM_TOKEN must look like 123456:ABC-def"])
    return found[1]


def check_secret(secret: str) -> None:
    """Let a webhook's secret pass that cannot be guessed and that Telegram takes.

    Raises:
        SettingsProblems: it is neither.
    """
    if _SECRET.fullmatch(secret) is None:
        problem = "RINNALLA_TELEGRAM_WEBHOOK_SECRET needs 32 to 256 letters, digits, _ or -"
        raise SettingsProblems([problem])
