"""A real SMTP server on loopback that keeps what comes."""

import asyncio
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Office:
    """A mail server's handler: keeps what comes; some addresses it does not know."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_RCPT(
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if address.startswith("gone"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("full"):
            return "452 4.2.2 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:
        if b"cut me off" in (envelope.content or b""):
            assert server.transport is not None
            server.transport.abort()
            await asyncio.sleep(0)
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 OK"


class Server(Controller):
    """A server on a free port; the library's own probe would not trust our certificate."""

    def __init__(self, office: Office, **how: Any) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        super().__init__(office, hostname="127.0.0.1", port=port, **how)

    def _trigger_server(self) -> None:
        socket.create_connection((self.hostname, self.port)).close()
