"""What a young person is told when their message is safe: who sees it, when, what it is not.

Keys and arguments; the words are in the locales. Every time comes from ``people.who_answers``, so
the receipt, the card and the ladder cannot differ. Nothing is promised that the unit has not
promised, and nobody is ever said to be reading.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import Say, Scalar
from bot.domain.people import Line, People, Role, Watch, Worker, who_answers


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is said, and the two times in it, for whoever measures or repeats them.

    Args:
        seen_from: The earliest moment when a reader is at work; None: not known, nothing is told.
        answer_by: By the unit's promise; None: there is none, and nothing is told.
    """

    says: tuple[Say, ...]
    seen_from: datetime | None
    answer_by: datetime | None


def receipt(
    people: People,
    line: Line,
    at: datetime,
    *,
    only_own: bool = False,
    flags: frozenset[str] = frozenset(),
) -> Receipt:
    """Return what is said when a message has been saved.

    Args:
        at: When it was saved, aware.
        only_own: Nobody but the own worker may read it.
        flags: What the words may mean (``urgency``).
    """
    watch = who_answers(people, line, at, only_own=only_own)
    said = [_saved(watch), *_seen(watch), *_promised(watch), _readers(watch, only_own)]
    said.append(Say("receipt.application" if flags else "receipt.not_application"))
    said.append(Say("receipt.cannot_wait"))
    by = watch.answers_by if watch.sees_at else None
    return Receipt(tuple(said), watch.sees_at, by)


def readers_told(people: People, line: Line, at: datetime) -> Say:
    """Return who reads a message that is sent now: told before it is sent."""
    watch = who_answers(people, line, at)
    reader = _reader(watch)
    if watch.answerer is None or watch.answerer.worker is None or reader is None:
        return Say("receipt.before.unit", {"unit_named": _unit(watch)})
    others = [one.name for one in (watch.named, watch.pair) if one and one.id != reader.id]
    if not others:
        return Say("receipt.before", {"name": reader.name})
    return Say("receipt.before.also", {"name": reader.name, "names": ", ".join(others)})


def own_told(people: People, line: Line, at: datetime) -> Say | None:
    """Return when the own worker alone sees a message sent now: told where that can be chosen.

    None: there is no named worker.
    """
    watch = who_answers(people, line, at, only_own=True)
    reader = _reader(watch)
    if watch.named is None or reader is None:
        return None
    args: dict[str, Scalar] = {"name": reader.name}  # who is the own worker by then
    if watch.sees_at is None:
        return Say("receipt.own.unknown", args)
    if watch.at_work:
        return Say("receipt.own.now", args)
    return Say("receipt.own.from", {**args, "seen_at": watch.sees_at.isoformat()})


def _saved(watch: Watch) -> Say:
    if watch.answerer is not None and watch.answerer.role is Role.DUTY:
        return Say("receipt.saved.duty", {"unit_named": _unit(watch)})
    reader = _reader(watch)
    if watch.named is None or reader is None:
        return Say("receipt.saved")
    if reader.id == watch.named.id:
        return Say("receipt.saved.own", {"name": reader.name})
    return Say("receipt.saved.other", {"name": watch.named.name, "reader": reader.name})


def _seen(watch: Watch) -> list[Say]:
    if watch.sees_at is None:
        return [Say("receipt.seen.unknown")]
    key = "receipt.seen.today" if watch.at_work else "receipt.seen.from"
    until = watch.works_until
    args: dict[str, Scalar] = {"seen_at": watch.sees_at.isoformat()}
    if watch.at_work:
        args = {"until_at": until.isoformat() if until else None}
    return [Say(key, args)]


def _promised(watch: Watch) -> list[Say]:
    if watch.answers_by is None or watch.sees_at is None:
        return []
    args: dict[str, Scalar] = {
        "unit_named": _unit(watch),
        "answer_at": watch.answers_by.isoformat(),
    }
    return [Say("receipt.promise", args)]


def _readers(watch: Watch, only_own: bool) -> Say:
    """Return who else may see it: told before anybody does."""
    named, pair, reader = watch.named, watch.pair, _reader(watch)
    if only_own and reader is not None:
        return Say("receipt.readers.only", {"name": reader.name})
    if watch.answerer is not None and watch.answerer.role is Role.DUTY:
        return Say("receipt.readers.unit", {"unit_named": _unit(watch)})
    others = {one.id: one.name for one in (named, pair) if one is not None}
    if reader is not None:
        others.pop(reader.id, None)
    if not others:
        return Say("receipt.readers.away")
    return Say("receipt.readers.also", {"names": ", ".join(others.values())})


def _reader(watch: Watch) -> Worker | None:
    return watch.worker or watch.named


def _unit(watch: Watch) -> str:
    return watch.unit.named if watch.unit else "{}"
