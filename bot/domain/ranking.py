"""Which of several services comes first for one person at one moment.

Pure: the directory decides what exists, this decides the order. Points, not strict levels: an
editor's first choice that is open must not lose its place to five others for being national.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from bot.domain.directory import NOWHERE, Here, Nearness, Service
from bot.domain.hours import OPEN, StateKind
from bot.domain.messages import Language

_OPEN = {
    StateKind.OPEN: 6.0,
    StateKind.ALWAYS_OPEN: 6.0,
    StateKind.UNKNOWN: 3.0,
    StateKind.BY_APPOINTMENT: 2.0,
    StateKind.CLOSED: 0.0,
}
_NEAR = {
    Nearness.MUNICIPALITY: 2.0,
    Nearness.COUNTY: 1.0,
    Nearness.NATIONAL: 0.0,
    Nearness.PERHAPS: -3.0,
}
_MY_LANGUAGE = 3.0
_NO_WAY_IN = -3.0
"""For a role of the county whose number nobody has told: "look at their site" helps less."""
_FREE = 1.0
_ANONYMOUS = 0.5
_STEP = 1.5
"""What one place in the editor's order is worth: an open door beats up to three places."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, where and when. ``no_credit``: cannot pay for a call, so free ways come first."""

    language: Language
    now: datetime
    here: Here = NOWHERE
    age: int | None = None
    no_credit: bool = False


def visible(
    services: Iterable[Service], asker: Asker, confirmed: AbstractSet[str] = frozenset()
) -> list[Service]:
    """Return the services that may be shown to this person at all, order kept.

    Unsure entries are hidden until the county has confirmed them, local ones of other places
    are left out, and so are those for another age - but never a crisis service for its age.
    """
    return [
        service
        for service in services
        if (service.confidence != "low" or service.id in confirmed)
        and service.nearness(asker.here) is not Nearness.ELSEWHERE
        and service.helps_age(asker.age)
    ]


def rank(services: Sequence[Service], asker: Asker) -> list[Service]:
    """Return the services best first.

    What is open now weighs most, then the person's language, nearness, free calls and not
    having to give a name. Each place in the given order costs points and breaks ties. Without
    credit on the phone, free numbers and chats come before everything else, open ones first.
    """
    scored = [
        (_out_of_reach(service, asker), place * _STEP - points(service, asker), place)
        for place, service in enumerate(services)
    ]
    return [services[place] for *_, place in sorted(scored)]


def _out_of_reach(service: Service, asker: Asker) -> int:
    """Return 0 for who can be reached now without money, 1 for another time, 2 for never."""
    if not asker.no_credit:
        return 0
    if not is_free(service):
        return 2
    kinds = [service.chat_state(asker.now).kind]
    if any(phone.cost == "free" for phone in service.phones):
        kinds.append(service.state(asker.now).kind)
    return 0 if OPEN & set(kinds) else 1


def best(services: Sequence[Service], asker: Asker, count: int) -> list[Service]:
    """Return the first ``count`` services; a crisis service among them keeps a seat.

    When the given services hold one that is not shut, and ranking would leave it out, it takes
    the last seat: its number must not vanish behind better rows.
    """
    ranked = rank(services, asker)
    chosen = ranked[:count]
    if any(service.is_crisis for service in chosen):
        return chosen
    waiting = [
        service
        for service in ranked[count:]
        if service.is_crisis and service.state(asker.now).kind is not StateKind.CLOSED
    ]
    return [*chosen[:-1], waiting[0]] if waiting else chosen


def points(service: Service, asker: Asker) -> float:
    """Return how well a service suits the person now; only differences mean something."""
    phone = service.phone_for(asker.language)
    total = _openness(service, asker.now) + _NEAR.get(service.nearness(asker.here), -9.0)
    if asker.language in (phone.languages if phone else service.languages):
        total += _MY_LANGUAGE
    if is_free(service):
        total += _FREE
    if not reachable(service):
        total += _NO_WAY_IN
    return total + (_ANONYMOUS if service.anonymous else 0.0)


def _openness(service: Service, now: datetime) -> float:
    """Return the points of whoever answers best now: the phone, the chat or the door."""
    if not (service.phones or service.chat or service.whatsapp or service.address or service.role):
        # A page is open day and night, which says nothing of getting help from it.
        return _OPEN[StateKind.UNKNOWN]
    kinds = [service.state(now).kind]
    if service.chat:
        kinds.append(service.chat_state(now).kind)
    return max(_OPEN[kind] for kind in kinds)


def reachable(service: Service) -> bool:
    """Return whether a way to it is known: a number, a chat, a page or a street."""
    return bool(
        service.phones or service.chat or service.web or service.address or service.whatsapp
    )


def is_free(service: Service) -> bool:
    """Return whether it can be reached without money on the phone: a free number or a chat."""
    return service.chat is not None or any(phone.cost == "free" for phone in service.phones)
