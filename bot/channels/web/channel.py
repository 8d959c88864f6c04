"""The web channel put together: what its endpoints share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from bot.channels.signals import Signals
from bot.channels.web.assets import Assets
from bot.channels.web.callers import network_address
from bot.channels.web.limits import Bucket, address_hash
from bot.channels.web.markup import blocks, choices, unbroken
from bot.channels.web.options import WebOptions
from bot.channels.web.own_pages import OwnPages
from bot.channels.web.refusals import Refused, over, slow_down
from bot.channels.web.sessions import Token, address_of, whose
from bot.channels.web.spoken import parts, spoken
from bot.channels.web.talk import Sent, Talk, link_of
from bot.channels.web.tickets import Tickets
from bot.domain.linking import TRIES_IN, TRIES_OF_ALL
from bot.domain.messages import Address, Inbound, InboundKind, Reply
from bot.i18n import Words
from bot.services.crisis import Urgent
from bot.services.meeting_page import Pictures
from bot.services.ports import Clock, Draw, Print, Storage


@dataclass(slots=True)
class WebChannel:
    """Everything that the web's endpoints need.

    Args:
        storage: Where messages are taken in and read.
        words: The texts of every language.
        clock: The service's clock.
        options: Settings.
        wake: Called on the event loop after a message has been committed.
        signals: Notified by whoever writes an answer, with the person's address.
        urgent: Answers danger when the database does not take a message.
        draw: Draws pictures of results; without it they are told as tables.
        paper: Makes the PDF of a page for a meeting; without it the browser prints it.
        pictures: Draws up the results in a person's records, to choose from for a meeting.
    """

    storage: Storage
    words: Words
    clock: Clock
    options: WebOptions
    wake: Callable[[], None]
    signals: Signals
    urgent: Urgent = lambda _: ()
    draw: Draw | None = None
    paper: Print | None = None
    pictures: Pictures | None = None
    own_pages: OwnPages = field(init=False)
    talk: Talk = field(init=False)
    assets: Assets = field(init=False)
    tickets: Tickets = field(init=False)
    templates: Environment = field(init=False)
    limits: "Limits" = field(init=False)

    def __post_init__(self) -> None:
        self.talk = Talk(self.storage, self.clock)
        self.assets = Assets.load(self.words)
        key = sha256(b"tickets" + self.options.key).digest()
        self.tickets = Tickets(key, self.options.session_idle, self.clock)
        self.own_pages = OwnPages(self.options, self.clock)
        self.templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals["asset"] = self.assets.url
        self.templates.filters["blocks"] = blocks
        self.templates.filters["link"] = link_of
        self.templates.filters["parts"] = parts
        self.templates.filters["spoken"] = spoken
        self.templates.filters["choices"] = choices
        self.templates.filters["unbroken"] = unbroken
        self.limits = Limits(self.options)

    def end(self, token: Token) -> None:
        """Close a session and wake its open questions, so that they end too."""
        with self.storage.begin() as work:
            try:
                external = whose(work, self.clock, token)
            except Refused:
                return
            work.sessions.close(token.hash)
            work.commit()
        self.signals.notify(address_of(external))

    def card(self, sent: Sent) -> list[Reply]:
        """Return the answer to danger in what was sent, without storage; empty when none."""
        address = Address("web", "", "")
        inbound = Inbound(
            address=address,
            update_id=sent.message_id,
            kind=InboundKind(sent.kind),
            text=sent.text,
            at=self.clock.now(),
            language_hint=sent.language,
        )
        return list(self.urgent(inbound))


class Limits:
    """The rates of this channel."""

    def __init__(self, options: WebOptions) -> None:
        self._options = options
        self._sessions = Bucket(options.address_sessions, 3600.0)
        self._by_address = Bucket(options.address_messages, 60.0)
        self._by_session = Bucket(options.session_messages, 60.0)
        # A call for help is not made to wait because of what was written before it.
        self._sos = Bucket(10, 60.0)
        self._reading = Bucket(120, 60.0)
        self._hearing = Bucket(4 * options.address_messages, 60.0)
        self._codes = Bucket(TRIES_OF_ALL, TRIES_IN.total_seconds())

    def check_opening(self, request: Request) -> None:
        """Count a new session.

        Raises:
            Refused: 429.
        """
        self._take(self._sessions, self._address(request))

    def check_message(self, request: Request, token: Token, *, sos: bool) -> None:
        """Count a message of a session and of an address.

        Raises:
            Refused: 429.
        """
        if sos:
            self._take(self._sos, token.hash)
            return
        self._take(self._by_session, token.hash)
        self._take(self._by_address, self._address(request))

    def check_reading(self, token: Token) -> None:
        """Count a question for new messages; several tabs of one person fit in.

        Raises:
            Refused: 429.
        """
        self._take(self._reading, token.hash)

    def check_stranger(self, request: Request) -> None:
        """Count a message that came without a session.

        Raises:
            Refused: 429.
        """
        self._take(self._by_address, self._address(request))

    def may_be_heard(self, request: Request) -> bool:
        """Count a message that is read for danger; several times what an address may send."""
        return not self._hearing.take(self._address(request))

    def check_code(self) -> None:
        """Count a short code that somebody typed, of everybody together: it can be guessed.

        Raises:
            Refused: 429. Links go on working meanwhile.
        """
        self._take(self._codes, b"")

    def check_guess(self, request: Request) -> None:
        """Count a token that opened nothing, so that guessing is slow as well as hopeless.

        Raises:
            Refused: 401, or 429 after many.
        """
        self._take(self._by_address, self._address(request))
        raise over()

    def _address(self, request: Request) -> bytes:
        address = network_address(request, self._options.trusted_proxies)
        return address_hash(self._options.key, address)

    def _take(self, bucket: Bucket, key: bytes) -> None:
        wait = bucket.take(key)
        if wait:
            raise slow_down(wait)
