"""The mailer of the settings: where notices are handed in and whom they come from."""

from bot.channels.email import Mailer, MailServer
from bot.settings import Settings


def mailer_of(settings: Settings) -> Mailer | None:
    """Return the mailer, or None when e-mail is off.

    Raises:
        SettingsProblems: RINNALLA_SMTP_URL cannot be used.
    """
    if settings.smtp_url is None:
        return None
    server = MailServer.parse(settings.smtp_url.get_secret_value())
    return Mailer(server, settings.mail_from or f"rinnalla@{server.host}")
