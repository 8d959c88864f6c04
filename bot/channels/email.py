"""E-mail to workers: notices without names or words, over SMTP with TLS.

Only ``bot/runtime/notices.py`` sends here. Young people's words never go through e-mail, in
either direction: what comes in is refused politely (``email_incoming``).
"""

import asyncio
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bot.domain.errors import DeliveryFailed, SettingsProblems

TIMEOUT_S = 20.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SCHEMES = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
_HOW = "RINNALLA_SMTP_URL is like smtps://name:password@mail.county.fi or smtp+starttls://..."

_NO_TLS = "RINNALLA_SMTP_URL: without TLS only on this machine; use smtps:// or smtp+starttls://"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where notices are handed in. The password is in no representation of it."""

    host: str
    port: int
    scheme: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, url: str) -> "MailServer":
        """Read RINNALLA_SMTP_URL.

        Raises:
            SettingsProblems: not such an address, or without TLS to another machine.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise SettingsProblems([_HOW]) from None
        if parts.scheme not in _SCHEMES or not parts.hostname:
            raise SettingsProblems([_HOW])
        if parts.scheme == "smtp" and parts.hostname not in LOOPBACK:
            raise SettingsProblems([_NO_TLS])
        return cls(
            parts.hostname,
            port or _SCHEMES[parts.scheme],
            parts.scheme,
            unquote(parts.username) if parts.username else None,
            unquote(parts.password) if parts.password else None,
        )


@dataclass(frozen=True, slots=True)
class Mail:
    """One message. ``id`` is ours and comes back in a bounce."""

    to: str
    subject: str
    body: str
    id: str
    answers: str | None = None  # the Message-ID it answers


class Mailer:
    """Hands mail to the server, one connection a message: there are few.

    Args:
        server: Where.
        sender: The address it comes from (RINNALLA_MAIL_FROM).
        trust: For tests with a certificate of their own; by default the system's.
    """

    def __init__(
        self, server: MailServer, sender: str, trust: ssl.SSLContext | None = None
    ) -> None:
        self._server, self.sender, self._trust = server, sender, trust

    async def send(self, mail: Mail) -> None:
        """Hand one message in.

        Raises:
            DeliveryFailed: with what to do next.
        """
        server = self._server
        try:
            async with asyncio.timeout(TIMEOUT_S):
                await aiosmtplib.send(
                    compose(mail, self.sender),
                    sender=self.sender,
                    recipients=[mail.to],
                    hostname=server.host,
                    port=server.port,
                    username=server.user,
                    password=server.password,
                    use_tls=server.scheme == "smtps",
                    start_tls=server.scheme == "smtp+starttls",
                    tls_context=self._trust,
                    timeout=TIMEOUT_S,
                )
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise _failed(error) from error


def compose(mail: Mail, sender: str) -> EmailMessage:
    """Return the message as it goes out. It says that no person wrote it (RFC 3834)."""
    message = EmailMessage()
    message["From"] = f"Rinnalla <{sender}>"
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = message_id(mail.id, sender)
    message["Auto-Submitted"] = "auto-replied" if mail.answers else "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if mail.answers:
        message["In-Reply-To"] = mail.answers
    message.set_content(mail.body)
    return message


def message_id(id: str, sender: str) -> str:
    """Return the Message-ID of a mail of ours."""
    return f"<{id}.rinnalla@{sender.rpartition('@')[2]}>"


def _failed(error: Exception) -> DeliveryFailed:
    """Return our error for what the library or the network said."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        code = max((one.code for one in error.recipients), default=550)
        return _refused(code, stop=True)
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        # The operator's mistake: notices wait until the password is right.
        return DeliveryFailed("login_refused", retryable=True)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return _refused(error.code, stop=False)
    lost = isinstance(error, aiosmtplib.SMTPServerDisconnected | TimeoutError)
    return DeliveryFailed("cut" if lost else "unreachable", retryable=True, maybe_delivered=lost)


def _refused(code: int, *, stop: bool) -> DeliveryFailed:
    """5xx is for ever, 4xx for now; only a refused recipient says something of the address."""
    forever = code >= 500
    return DeliveryFailed(
        "refused" if forever else "later", retryable=not forever, stop_address=forever and stop
    )
