"""Where notices are handed in, by the settings: the mailer, and the gateway of text messages."""

from bot.channels.email import Mailer, MailServer
from bot.channels.text_message import TextGateway
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


def gateway_of(settings: Settings) -> TextGateway | None:
    """Return the gateway of text messages, or None when they are off.

    Raises:
        SettingsProblems: RINNALLA_SMS_* cannot be used.
    """
    if settings.sms_url is None:
        return None
    header = settings.sms_header.get_secret_value() if settings.sms_header else None
    return TextGateway.parse(settings.sms_url, settings.sms_from, settings.sms_body, header)
