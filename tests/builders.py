"""Short ways to make what tests speak of."""

from datetime import datetime
from functools import cache

from bot.content.compose import Composer
from bot.content.loader import DATA, Content
from bot.content.places import Places
from bot.domain.messages import Address, ConversationId, Inbound, InboundKind, Person
from bot.i18n import Words
from bot.services.delivery_ports import ClaimedTurn
from bot.services.ports import Clock
from bot.services.tokens import ButtonSigner
from bot.settings import ROOT
from tests.fake_rows import FrozenClock

SATURDAY_NIGHT = datetime.fromisoformat("2026-11-14T22:40:00+02:00")
MONDAY_NOON = datetime.fromisoformat("2026-11-16T12:00:00+02:00")

SIGNER = ButtonSigner(b"k" * 32)
WEB = Address("web", "widget", "session-1")


@cache
def words() -> Words:
    return Words.load()


@cache
def content() -> Content:
    return Content.load(ROOT / "demo" / "county")


@cache
def places() -> Places:
    return Places.load(DATA / "places")


def composer(clock: Clock) -> Composer:
    return Composer(content(), words(), places(), clock, SIGNER.sign)


@cache
def composer_at(at: datetime) -> Composer:
    """Return the composer whose clock stands at a time; it keeps nothing of anybody."""
    return composer(frozen(at))


def a_person(**fields: object) -> Person:
    known = {"conversation": ConversationId("c1"), "language": "fi", "greeted": True}
    return Person(**{**known, **fields})  # type: ignore[arg-type]


def an_inbound(text: str, kind: InboundKind = InboundKind.TEXT, **fields: object) -> Inbound:
    known = {
        "address": WEB,
        "update_id": f"u-{text[:20]}",
        "kind": kind,
        "text": text,
        "at": SATURDAY_NIGHT,
    }
    return Inbound(**{**known, **fields})  # type: ignore[arg-type]


def a_claim(text: str, kind: InboundKind = InboundKind.TEXT, **person: object) -> ClaimedTurn:
    return ClaimedTurn(1, "lease", an_inbound(text, kind), a_person(**person), None, 1)


def frozen(at: datetime = SATURDAY_NIGHT) -> FrozenClock:
    return FrozenClock(at)


SERVICE = """\
- id: oma
  name: {fi: Oma, sv: Egen, en: Own}
  does: {fi: Auttaa., sv: Hjälper., en: Helps.}
  kinds: [talk]
  phones: [{number: "040 000 0080", languages: [fi], cost: normal}]
  hours: always
  languages: [fi]
  area: national
  confidence: high
  checked_on: "2026-11-02"
  source: x
  owner: county
"""
"""A county's own service, as an editor writes it."""
