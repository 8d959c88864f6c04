"""Who may see a result that a young person has shown, at any moment. Pure; rules only.

The ledger is a list of what has happened, in order. Everything follows from it: which shares are
on, why the others have ended, and what a worker sees. Time passes by itself, so the end of a
share is no event. Consent is to one named person: when the young person's worker changes, the
share is over and does not come back with the worker.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, NewType

ShareId = NewType("ShareId", str)

DAYS = (7, 30, 90)
"""How long something may be shown, to choose from. Nothing is shown for ever."""

OFFER_FOR = timedelta(minutes=30)
"""How long the button that gives consent works after its preview was shown."""

EventKind = Literal["given", "viewed", "withdrawn", "assigned", "stands_in", "stood_down"]
Ended = Literal["withdrawn", "expired", "reassigned"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed to: for whom, until when (not in it), and whether a substitute may look."""

    worker: str
    until: datetime
    substitute: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the ledger.

    Attributes:
        share: Which share; None for what concerns all of them ("assigned" and the like).
        worker: Who looked, who is the own worker from now (None: nobody), who stands in.
        terms: Of "given" alone.
        name: The worker's name as it was then; the ledger is read by people.
    """

    at: datetime
    kind: EventKind
    share: ShareId | None = None
    worker: str | None = None
    terms: Terms | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """One share as it stands. ``ended`` is None while it is on."""

    id: ShareId
    terms: Terms
    given_at: datetime
    ended: Ended | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose the young person is now: the own worker, and who stands in while they are away."""

    named: str | None = None
    stand_ins: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)

    def name(self, worker: str | None) -> str:
        """Return a worker's name, or their id where no name is known."""
        return self.names.get(worker or "", worker or "")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What has happened until now, worked out."""

    shares: Mapping[ShareId, Share]
    standing: Standing

    def sees(self, worker: str) -> frozenset[ShareId]:
        """Return the shares that a worker may look at."""
        return frozenset(one.id for one in self.shares.values() if self._sees(one, worker))

    def _sees(self, share: Share, worker: str) -> bool:
        if share.ended is not None or self.standing.named != share.terms.worker:
            return False
        stands_in = share.terms.substitute and worker in self.standing.stand_ins
        return worker == share.terms.worker or stands_in


def ledger_at(events: Iterable[Event], at: datetime) -> Ledger:
    """Return how things stand at a moment; later events are not minded."""
    shares: dict[ShareId, Share] = {}
    standing = Standing()
    for event in events:
        if event.at > at:
            continue
        standing = _stood(standing, event)
        if event.kind == "given" and event.share and event.terms and event.share not in shares:
            shares[event.share] = Share(event.share, event.terms, event.at)
        elif event.kind == "withdrawn" and event.share in shares:
            shares[event.share] = _end(shares[event.share], "withdrawn", event.at)
        elif event.kind == "assigned":
            for one in tuple(shares.values()):
                if one.terms.worker != event.worker:
                    shares[one.id] = _end(one, "reassigned", event.at)
    return Ledger({id: _expired(one, at) for id, one in shares.items()}, standing)


def changes_to(events: Sequence[Event], standing: Standing, at: datetime) -> tuple[Event, ...]:
    """Return the lines by which the ledger learns whose the young person is now.

    Called before every look, so that nobody sees anything on the strength of yesterday's roster.
    """
    last = ledger_at(events, at).standing
    found: list[Event] = []
    if last.named != standing.named or not any(one.kind == "assigned" for one in events):
        name = standing.name(standing.named)
        found.append(Event(at, "assigned", worker=standing.named, name=name))
        last = Standing(standing.named)
    for worker in sorted(standing.stand_ins - last.stand_ins):
        found.append(Event(at, "stands_in", worker=worker, name=standing.name(worker)))
    for worker in sorted(last.stand_ins - standing.stand_ins):
        found.append(Event(at, "stood_down", worker=worker, name=standing.name(worker)))
    return tuple(found)


def terms_for(worker: str, days: int, at: datetime, *, substitute: bool) -> Terms | None:
    """Return the terms of a share that begins now, or None for a length we do not offer."""
    return Terms(worker, at + timedelta(days=days), substitute) if days in DAYS else None


def is_open_offer(offered_at: datetime, used_at: datetime | None, at: datetime) -> bool:
    """Return whether the button under a preview still gives consent. It does so once."""
    return used_at is None and at - offered_at < OFFER_FOR


def _stood(standing: Standing, event: Event) -> Standing:
    if event.kind == "assigned":
        return Standing(event.worker)
    worker = event.worker
    if event.kind == "stands_in" and worker is not None:
        return replace(standing, stand_ins=standing.stand_ins | {worker})
    if event.kind == "stood_down" and worker is not None:
        return replace(standing, stand_ins=standing.stand_ins - {worker})
    return standing


def _end(share: Share, why: Ended, at: datetime) -> Share:
    """End a share; what has ended before stays as it ended."""
    share = _expired(share, at)
    return share if share.ended is not None else replace(share, ended=why, ended_at=at)


def _expired(share: Share, at: datetime) -> Share:
    until = share.terms.until
    if share.ended is None and until <= at:
        return replace(share, ended="expired", ended_at=until)
    return share
