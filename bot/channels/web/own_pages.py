"""Addresses of pages of one's own: pictures of results, the page for a meeting, calendar files.

An address holds, encrypted and for half an hour, whose page it is. In the widget it leans on the
session: quick exit ends the session and with it every such address. A link in Telegram leans on
the chat it was sent to.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from bot.channels.calendar_file import FILE as CALENDAR
from bot.channels.web.options import WebOptions
from bot.channels.web.sessions import Token, whose
from bot.channels.web.sessions import address_of as address_of_session
from bot.channels.web.tickets import Ticket, Tickets
from bot.domain.calendar_entry import CalendarEntry
from bot.domain.messages import Address, ChannelName
from bot.domain.pictures import Picture
from bot.services.delivery_ports import StoredReply
from bot.services.ports import Clock, UnitOfWork

LIFE = timedelta(minutes=30)
LATE = timedelta(hours=12)
"""How long after that what was written on a page can still be saved. Nothing is shown then."""

EVER = timedelta(days=3650)
"""For leaving no address is too old."""

FILES = ("picture.svg", "picture-dark.svg", "picture.png", "table.csv", "page.html")

_PAGE = 200
_CHANNELS: dict[str, ChannelName] = {"telegram": "telegram", "web": "web", "rest": "rest"}


@dataclass(frozen=True, slots=True)
class Own:
    """Whose page an address opens: a live session, or a chat; which picture; written when."""

    session: Token | None
    chat: Address | None
    what: str
    written: int = 0

    def address(self, work: UnitOfWork, clock: Clock) -> Address:
        """Return the conversation's address.

        Raises:
            Refused: the session has ended.
        """
        if self.session is not None:
            return address_of_session(whose(work, clock, self.session))
        assert self.chat is not None  # noqa: S101 - one of the two is always there
        return self.chat


@dataclass(slots=True)
class OwnPages:
    """Writes and reads such addresses.

    ``drawn`` is set where pictures can be drawn; else lines carry their table alone.
    """

    options: WebOptions
    clock: Clock
    drawn: bool = False
    _tickets: Tickets = field(init=False)

    def __post_init__(self) -> None:
        key = sha256(b"own pages" + self.options.key).digest()
        self._tickets = Tickets(key, LIFE, self.clock)

    def link(self, address: Address, page: str, what: str) -> str:
        """Return a full address for a chat: "picture" with its id, or "meeting"."""
        parts = ("c", address.channel, address.bot, address.external, what)
        return f"{self.options.origin}{self._path(page, parts)}"

    def of_session(self, token: Token, page: str, what: str = "") -> str:
        """Return a path for the widget and the form page."""
        return self._path(page, ("s", "1" if token.kept else "0", token.text, what))

    def read(self, ticket: str, late: timedelta = timedelta()) -> Own | None:
        """Return whose page it is, or None when the address is old, changed or made up."""
        found = self._tickets.read(ticket, late)
        if found is None:
            return None
        match found.token.split("\n"):
            case ("s", kept, text, what):
                return Own(Token(text, kept == "1"), None, what, found.written)
            case ("c", channel, bot, external, what) if channel in _CHANNELS:
                chat = Address(_CHANNELS[channel], bot, external)
                return Own(None, chat, what, found.written)
        return None

    def of_line(self, line: StoredReply, token: Token) -> dict[str, object]:
        """Return what the widget is told of a line's picture and page, with their addresses."""
        told: dict[str, object] = {}
        picture = line.reply.picture
        if picture is not None:
            told["picture"] = self.of_picture(picture, token)
        if line.reply.page is not None:
            path = self.of_session(token, line.reply.page)
            told["page"] = f"{path}?lang={line.reply.language}"
        if line.reply.calendar is not None:
            told["calendar"] = self.of_calendar(line.reply.calendar, token)
        return told

    def of_calendar(self, entry: CalendarEntry, token: Token) -> str:
        """Return the path of an appointment's file."""
        return f"{self.of_session(token, 'calendar', _version(entry))}/{CALENDAR}"

    def of_picture(self, picture: Picture, token: Token) -> dict[str, object]:
        """Return a picture for a page: where its files are, and the same as a table."""
        base = self.of_session(token, "picture", picture.id)
        files = {"light": FILES[0], "dark": FILES[1], "png": FILES[2], "csv": FILES[3]}
        where = {name: f"{base}/{file}" for name, file in files.items()} if self.drawn else {}
        return {
            **where,
            "alt": picture.alt,
            "title": picture.title,
            "head": list(picture.head),
            "rows": [list(row) for row in picture.rows],
            "notes": list(picture.notes),
        }

    def _path(self, page: str, parts: tuple[str, ...]) -> str:
        return f"/own/{page}/{self._tickets.write(Ticket(chr(10).join(parts), 0))}"


def find_entry(work: UnitOfWork, address: Address, version: str) -> CalendarEntry | None:
    """Return what a calendar was told of an appointment, or None when it is there no more."""
    for line in _lines(work, address):
        entry = line.reply.calendar
        if entry is not None and _version(entry) == version:
            return entry
    return None


def _version(entry: CalendarEntry) -> str:
    return f"{entry.uid}/{entry.sequence}"


def _lines(work: UnitOfWork, address: Address) -> Iterator[StoredReply]:
    cursor = 0
    while lines := work.conversations.history(address, cursor, _PAGE):
        yield from lines
        cursor = lines[-1].cursor


def find_picture(work: UnitOfWork, address: Address, id: str) -> Picture | None:
    """Return a picture that was said to somebody, or None when it is there no more."""
    for line in _lines(work, address):
        picture = line.reply.picture
        if picture is not None and picture.id == id:
            return picture
    return None
