"""What the storage tests are made of: messages, and the steps of a turn as one call each."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import text

from bot.domain.messages import Address, ChannelName, Inbound, InboundKind, Lane, Reply
from bot.services.delivery_ports import ClaimedReply, ClaimedTurn
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage

SATURDAY_NIGHT = datetime(2026, 11, 21, 20, 40, tzinfo=UTC)
KEYS = Keyring([b"a secret of thirty-two bytes or so"])
_updates = count(1)


@dataclass
class MovableClock:
    """The service's clock, standing until it is moved."""

    moment: datetime = SATURDAY_NIGHT

    def now(self) -> datetime:
        return self.moment

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


def address(external: str, channel: ChannelName = "telegram", bot: str = "rinnalla") -> Address:
    return Address(channel, bot, external)


def message(
    text: str,
    person: str = "anna",
    *,
    update: str | None = None,
    kind: InboundKind = InboundKind.TEXT,
    channel: ChannelName = "telegram",
    label: str | None = None,
) -> Inbound:
    return Inbound(
        address=address(person, channel),
        update_id=update or f"u{next(_updates)}",
        kind=kind,
        text=text,
        at=SATURDAY_NIGHT,
        label=label,
    )


def add(storage: SqlStorage, inbound: Inbound) -> int | None:
    with storage.begin() as work:
        inbox_id = work.inbox.add(inbound)
        work.commit()
    return inbox_id


def claim(storage: SqlStorage, lease_s: float = 30) -> ClaimedTurn | None:
    with storage.begin() as work:
        claimed = work.inbox.claim(lease_s)
        work.commit()
    return claimed


def must_claim(storage: SqlStorage, lease_s: float = 30) -> ClaimedTurn:
    claimed = claim(storage, lease_s)
    assert claimed is not None
    return claimed


def finish(
    storage: SqlStorage,
    claimed: ClaimedTurn,
    *texts: str,
    lane: Lane = Lane.REPLY,
    delivered: bool = False,
) -> None:
    with storage.begin() as work:
        work.inbox.finish(
            claimed,
            [(Reply(text), lane) for text in texts],
            replace(claimed.person, greeted=True),
            "tracker",
            delivered=delivered,
        )
        work.commit()


def say(
    storage: SqlStorage, person: str, *texts: str, lane: Lane = Lane.REPLY, delivered: bool = False
) -> None:
    """Bring replies for a person into the outbox, by a whole turn."""
    add(storage, message("hei", person, channel="telegram"))
    finish(storage, must_claim(storage), *texts, lane=lane, delivered=delivered)


def take(storage: SqlStorage, lease_s: float = 30) -> ClaimedReply | None:
    with storage.begin() as work:
        claimed = work.outbox.claim("telegram", lease_s)
        work.commit()
    return claimed


def must_take(storage: SqlStorage, lease_s: float = 30) -> ClaimedReply:
    claimed = take(storage, lease_s)
    assert claimed is not None
    return claimed


def begin(storage: SqlStorage, claimed: ClaimedReply) -> bool:
    with storage.begin() as work:
        ours = work.outbox.begin(claimed)
        work.commit()
    return ours


def sent(storage: SqlStorage, claimed: ClaimedReply) -> None:
    with storage.begin() as work:
        work.outbox.sent(claimed, "77")
        work.commit()


def failed(
    storage: SqlStorage,
    claimed: ClaimedReply,
    *,
    not_before: datetime | None = None,
    dead: str | None = None,
    maybe_dup: bool = False,
) -> None:
    with storage.begin() as work:
        work.outbox.failed(claimed, not_before=not_before, dead=dead, maybe_dup=maybe_dup)
        work.commit()


def send_all(storage: SqlStorage) -> list[str]:
    """Send whatever can be sent; return the texts in order."""
    texts = []
    while (claimed := take(storage)) is not None:
        texts.append(claimed.reply.text)
        sent(storage, claimed)
    return texts


def execute(url: str, statement: str) -> list[Any]:
    """Do what no code of ours does: reach into the tables."""
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return list(result) if result.returns_rows else []
    finally:
        engine.dispose()
