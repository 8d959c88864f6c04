"""E-mail against a real SMTP server on loopback: with and without TLS, refused, cut, bounced."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from bot.channels.email import Mail, Mailer, MailServer
from bot.channels.email_incoming import Answered, Bounced, read_incoming
from bot.domain.errors import DeliveryFailed, SettingsProblems
from tests.mail_server import Office, Server

SENDER = "rinnalla@county.test"
MAIL = Mail("maija@county.test", "Rinnalla: 3", "Sinua odottaa viestejä: 3.", "a" * 32)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def server(office: Office) -> Iterator[Server]:
    controller = Server(office)
    controller.start()
    yield controller
    controller.stop()


def mailer(controller: Server, scheme: str = "smtp", **how: Any) -> Mailer:
    at = f"{how.pop('login', '')}127.0.0.1:{controller.port}"
    return Mailer(MailServer.parse(f"{scheme}://{at}"), SENDER, **how)


async def test_a_notice_arrives_and_says_that_no_person_wrote_it(
    server: Server, office: Office
) -> None:
    await mailer(server).send(MAIL)
    (got,) = office.taken
    assert got["To"] == "maija@county.test"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"] == f"<{'a' * 32}.rinnalla@county.test>"
    assert got.get_content().strip() == "Sinua odottaa viestejä: 3."


async def test_an_address_that_is_gone_is_stopped_and_a_full_one_is_tried_again(
    server: Server,
) -> None:
    with pytest.raises(DeliveryFailed) as gone:
        await mailer(server).send(Mail("gone@county.test", "s", "b", "b" * 32))
    assert (gone.value.retryable, gone.value.stop_address) == (False, True)
    with pytest.raises(DeliveryFailed) as full:
        await mailer(server).send(Mail("full@county.test", "s", "b", "c" * 32))
    assert (full.value.retryable, full.value.stop_address) == (True, False)


async def test_a_connection_cut_in_the_middle_may_have_delivered(server: Server) -> None:
    with pytest.raises(DeliveryFailed) as caught:
        await mailer(server).send(Mail("maija@county.test", "s", "cut me off", "d" * 32))
    assert (caught.value.reason, caught.value.maybe_delivered) == ("cut", True)


async def test_a_server_that_is_not_there_is_tried_again() -> None:
    nowhere = MailServer.parse("smtp://127.0.0.1:9")
    with pytest.raises(DeliveryFailed) as caught:
        await Mailer(nowhere, SENDER).send(MAIL)
    assert (caught.value.reason, caught.value.retryable) == ("unreachable", True)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody else trusts."""
    import ipaddress
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    made = datetime.now(UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(made - timedelta(days=1))
        .not_valid_after(made + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem", folder / "key.pem"


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # of the test's server, inside TLS
@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
async def test_tls_is_used_with_a_password_and_a_strange_certificate_is_refused(
    office: Office, certificate: tuple[Path, Path], scheme: str, trusted: bool
) -> None:
    logins: list[bytes] = []

    def login(*given: Any) -> AuthResult:
        data = given[-1]
        assert isinstance(data, LoginPassword)
        logins.append(data.password)
        return AuthResult(success=data.password == b"pass word")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    how = {"ssl_context": context} if scheme == "smtps" else {"tls_context": context}
    controller = Server(
        office,
        server_hostname="127.0.0.1",
        authenticator=login,
        auth_required=True,
        auth_require_tls=scheme != "smtps",
        **how,
    )
    controller.start()
    trust = ssl.create_default_context(cafile=str(certificate[0])) if trusted else None
    try:
        sending = mailer(controller, scheme, login="maija:pass%20word@", trust=trust)
        if trusted:
            await sending.send(MAIL)
        else:
            with pytest.raises(DeliveryFailed):
                await sending.send(MAIL)
    finally:
        controller.stop()
    assert logins == ([b"pass word"] if trusted else [])
    assert len(office.taken) == trusted


@pytest.mark.parametrize(
    "url", ["", "http://mail.test", "smtp://mail.county.fi", "smtps://", "smtp://127.0.0.1:x"]
)
def test_an_address_without_tls_or_sense_is_refused_in_words(url: str) -> None:
    with pytest.raises(SettingsProblems, match="RINNALLA_SMTP_URL"):
        MailServer.parse(url)


def test_a_password_is_in_no_representation() -> None:
    server = MailServer.parse("smtps://name:secret@mail.county.fi")
    assert (server.password, server.port) == ("secret", 465)
    assert "secret" not in repr(server)


BOUNCE = f"""From: MAILER-DAEMON@county.test
To: {SENDER}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Sorry.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.county.test

Final-Recipient: rfc822; maija@county.test
Action: failed
Status: STATUS

--x
Content-Type: text/rfc822-headers

Message-ID: <{"a" * 32}.rinnalla@county.test>

--x--
"""


@pytest.mark.parametrize(("status", "forever"), [("5.1.1", True), ("4.2.2", False)])
def test_a_bounce_names_the_notice_and_the_address(status: str, forever: bool) -> None:
    raw = BOUNCE.replace("STATUS", status).encode()
    assert read_incoming(raw) == Bounced("a" * 32, "maija@county.test", forever)


def test_a_bounce_of_somebody_elses_mail_is_nothing() -> None:
    strange = BOUNCE.replace("a" * 32, "not-ours").replace("STATUS", "5.1.1")
    assert read_incoming(strange.encode()) is None


def test_an_answer_is_seen_and_its_words_are_not() -> None:
    raw = b"From: Maija <maija@county.test>\nMessage-ID: <1@x>\n\nAnna, soitan sulle"
    found = read_incoming(raw)
    assert found == Answered("maija@county.test", "<1@x>")
    assert "Anna" not in repr(found)


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <a>", "Return-Path: <>"],
)
def test_a_machine_gets_no_answer(header: str) -> None:
    assert read_incoming(f"From: a@b.test\n{header}\n\nPoissa".encode()) is None


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"From: nobody\n\nhei", b"a" * 2_000_000])
def test_what_is_no_mail_breaks_nothing(raw: bytes) -> None:
    assert read_incoming(raw) is None
