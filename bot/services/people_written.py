"""Units, workers and absences as people write them, and back: one form for files and for storage.

The form is plain mappings, lists and words, as YAML and JSON have them. Reading collects every
problem in words before it gives up; writing leaves out what has its default.
"""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from bot.domain.calendar import instant, written_day
from bot.domain.opening_times import (
    UNKNOWN,
    WEEKDAYS,
    Exceptions,
    HoursKind,
    Schedule,
    Slots,
    WeeklyHours,
    parse_exceptions,
    parse_hours,
)
from bot.domain.staff import EMERGENCY, Limits, Span, Unit, UnitId, Worker, WorkerId, parse_span
from bot.services.written import Reading

CHANNELS = ("telegram", "email", "inbox")

UNIT_FIELDS = (
    *("id", "name", "hours", "on_holidays", "exceptions", "phone", "phone_hours", "email"),
    *("emergency", "lead", "duty", "takes_new", "municipalities", "limits", "promise_days"),
)
WORKER_FIELDS = (
    *("id", "name", "unit", "title", "phone", "email", "hours", "exceptions", "phone_hours"),
    *("roster", "languages", "channels", "left", "successor"),
)


def read_unit(given: Mapping[str, Any], problems: list[str]) -> Unit:
    """Read a unit; what is wrong is added to ``problems``, and then the unit is of no use."""
    take = Reading(given, f"unit {given.get('id', '?')}", problems)
    take.known(UNIT_FIELDS)
    name, names = take.translated("name")
    if not name:
        take.wrong("name is missing")
    hours = take.read("hours", parse_hours, UNKNOWN)
    if "hours" not in given:
        take.wrong("hours are missing: write unknown if nobody knows them")
    on_holidays = _on_holidays(take)
    exceptions = take.read("exceptions", parse_exceptions, Exceptions())
    schedule = Schedule(hours, on_holidays, exceptions)
    phone_hours: WeeklyHours | None = take.read("phone_hours", parse_hours, None)
    return Unit(
        id=UnitId(take.needed("id")),
        name=name,
        schedule=schedule,
        names=names,
        phone=take.text("phone"),
        phone_hours=Schedule(phone_hours, on_holidays, exceptions) if phone_hours else None,
        email=take.text("email"),
        emergency=take.text("emergency") or EMERGENCY,
        lead=_worker_id(take.text("lead")),
        has_duty=take.flag("duty", default=True),
        takes_new=take.flag("takes_new", default=True),
        municipalities=take.words("municipalities"),
        limits=_limits(take),
        promise_days=_days(take, "promise_days"),
    )


def read_worker(given: Mapping[str, Any], problems: list[str]) -> Worker:
    """Read a worker without the days of the roster; problems as in ``read_unit``."""
    take = Reading(given, f"worker {given.get('id', '?')}", problems)
    take.known(WORKER_FIELDS)
    title, titles = take.translated("title")
    channels = take.words("channels", ("email",))
    for one in channels:
        if one not in CHANNELS:
            take.wrong(f"channels are {', '.join(CHANNELS)}, not {one!r}", "channels")
    left = take.mark("left")
    return Worker(
        id=WorkerId(take.needed("id")),
        name=take.needed("name"),
        unit=UnitId(take.needed("unit")),
        title=title,
        titles=titles,
        phone=take.text("phone"),
        email=take.text("email"),
        hours=take.read("hours", parse_hours, None),
        exceptions=take.read("exceptions", parse_exceptions, Exceptions()),
        on_roster=take.flag("roster", default=False),
        phone_hours=take.read("phone_hours", parse_hours, None),
        languages=take.words("languages", ("fi",)),
        channels=channels,
        left_at=_instant(take, "left", left) if left else None,
        successor=_worker_id(take.text("successor")),
    )


def write_unit(unit: Unit) -> dict[str, Any]:
    """Return a unit in its written form."""
    schedule, limits = unit.schedule, unit.limits
    written: dict[str, Any] = {
        "id": unit.id,
        "name": _translations(unit.name, unit.names),
        "hours": write_hours(schedule.hours),
        "on_holidays": schedule.on_holidays if schedule.on_holidays != "closed" else None,
        "exceptions": write_exceptions(schedule.exceptions),
        "phone": unit.phone,
        "phone_hours": write_hours(unit.phone_hours.hours) if unit.phone_hours else None,
        "email": unit.email,
        "emergency": unit.emergency if unit.emergency != EMERGENCY else None,
        "lead": unit.lead,
        "duty": None if unit.has_duty else False,
        "takes_new": None if unit.takes_new else False,
        "municipalities": list(unit.municipalities),
        "limits": {name: str(getattr(limits, name)) for name in ("remind", "pass_on", "lead")},
        "promise_days": unit.promise_days,
    }
    return _without_defaults(written)


def write_worker(worker: Worker) -> dict[str, Any]:
    """Return a worker in their written form, without the days of the roster."""
    written: dict[str, Any] = {
        "id": worker.id,
        "name": worker.name,
        "unit": worker.unit,
        "title": _translations(worker.title, worker.titles) or None,
        "phone": worker.phone,
        "email": worker.email,
        "hours": write_hours(worker.hours) if worker.hours else None,
        "exceptions": write_exceptions(worker.exceptions),
        "phone_hours": write_hours(worker.phone_hours) if worker.phone_hours else None,
        "roster": worker.on_roster or None,
        "languages": list(worker.languages),
        "channels": list(worker.channels),
        "left": worker.left_at.isoformat() if worker.left_at else None,
        "successor": worker.successor,
    }
    return _without_defaults(written)


def write_hours(hours: WeeklyHours) -> Any:
    """Return a week as an editor writes it; ``parse_hours`` reads it back."""
    if hours.kind is not HoursKind.WEEKLY:
        return hours.kind.value
    days = {day: write_slots(slots) for day, slots in zip(WEEKDAYS, hours.days, strict=True)}
    return {day: slots for day, slots in days.items() if slots} or {"mon": []}


def write_slots(slots: Slots) -> list[str]:
    """Return the times of a day as an editor writes them."""
    return [f"{_clock(slot.start)}-{_clock(slot.end)}" for slot in slots]


def write_exceptions(exceptions: Exceptions) -> dict[str, Any]:
    """Return dated times as an editor writes them."""
    return {
        day.isoformat(): write_slots(slots) if slots else "closed"
        for day, slots in sorted(exceptions.days.items())
    }


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


def _without_defaults(written: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in written.items() if value not in (None, [], {})}


def _translations(text: str, others: Mapping[str, str]) -> Any:
    return {"fi": text, **others} if others else text


def _worker_id(text: str | None) -> WorkerId | None:
    return WorkerId(text) if text else None


def _on_holidays(take: Reading) -> Any:
    value = take.text("on_holidays", "closed")
    if value not in ("closed", "open"):
        take.wrong(f"on_holidays is closed or open, not {value!r}", "on_holidays")
    return value


def _limits(take: Reading) -> Limits:
    given = take.given.get("limits") or {}
    if not isinstance(given, Mapping):
        take.wrong(f"limits are remind, pass_on and lead, not {given!r}", "limits")
        return Limits()
    spans: dict[str, Span] = {}
    for name, value in given.items():
        span = parse_span(value)
        if name not in ("remind", "pass_on", "lead") or span is None or span.amount == 0:
            why = f"limits: {name}: {value!r} is not a limit like remind: 4 h or lead: 2 d"
            take.wrong(why, "limits")
        else:
            spans[name] = span
    return Limits(**spans)


def _days(take: Reading, name: str) -> int | None:
    value = take.mark(name)
    if value is None:
        return None
    if not value.isdigit():
        take.wrong(f"{name} is a number of working days, not {value!r}", name)
        return None
    return int(value)


def _instant(take: Reading, name: str, value: str) -> datetime | None:
    day = written_day(value)
    if day is not None:
        return instant(day, time(0))
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        take.wrong(f"{name} is a day like 2026-12-31, not {value!r}", name)
        return None
    return at
