"""What the web channel has to know of its surroundings, by the settings."""

from bot.channels.email import LOOPBACK
from bot.channels.web.options import WebOptions
from bot.domain.errors import SettingsProblems
from bot.settings import Settings

_UNKNOWN = "https://unknown.invalid"


def web_options(settings: Settings, key: bytes) -> WebOptions:
    """Return the options of the web channel.

    Raises:
        SettingsProblems: with everything that cannot be used.
    """
    problems, url = [], settings.url
    if settings.public_url is None and settings.host not in LOOPBACK:
        problems.append(
            f"RINNALLA_PUBLIC_URL must be given where RINNALLA_HOST is {settings.host}: "
            "the address that people see, as https://chat.example.fi"
        )
        url = _UNKNOWN  # the rest is looked at all the same
    try:
        options = WebOptions(
            public_url=url,
            key=key,
            allowed_origins=settings.origins,
            quick_exit_url=settings.quick_exit_url,
            trusted_proxies=settings.trusted_proxies,
        )
    except SettingsProblems as error:
        problems += error.problems
    if problems:
        raise SettingsProblems(problems)
    return options
