"""The card of one's own worker as facts of a turn: who, where, when, who stands in, what is next.

Values only, in every language where the county gave several; the action picks the language and
the composer finds the words. Times are ISO instants, weeks are in their written form. Nothing in
it tells why somebody is away: nobody here knows.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.calendar import HELSINKI
from bot.domain.hours import HoursKind, WeeklyHours
from bot.domain.messages import Say
from bot.domain.people import (
    Answerer,
    Line,
    People,
    Role,
    Unit,
    Watch,
    Worker,
    own_worker,
    who_answers,
)
from bot.services.people_ports import LinkedLine
from bot.services.people_written import write_hours

NEWS = timedelta(days=7)
"""How long after its day a change is still told, when the service could not tell it before."""

WORKER = "worker"
"""In the facts of a turn: what ``worker_fact`` returns."""


WORKER_CHANGES = "worker_changes"
"""The kind of a row: the person is told once, by day, that their worker changes."""


def change_told(people: People, linked: LinkedLine | None, at: datetime) -> Say | None:
    """Return that a person's worker changes or has changed; None when they have no worker.

    Looked up when it is said: a change that was taken back meanwhile is not told.
    """
    fact = worker_fact(people, linked, at, None)
    if linked is None or fact["state"] == "none":
        return None
    if fact.get("change_on") and fact.get("change_to") != fact.get("name"):
        key = "worker.changes" if fact.get("change_to") else "worker.changes_to_unit"
        return Say(key, {"new": fact.get("change_to"), "start_on": fact["change_on"]})
    given = linked.line.assigned(at)
    before = linked.line.assigned(given.since - timedelta(microseconds=1)) if given else None
    if before is None or given is None or before.worker == given.worker:
        return None  # the first worker was told when they were linked; a pair worker is no news
    if at - given.since > NEWS:
        return None
    if fact["state"] == "unit":
        return Say("worker.changed.unit")
    return Say("worker.changed", {"name": fact["name"]})


def worker_fact(
    people: People, linked: LinkedLine | None, at: datetime, municipality: str | None
) -> dict[str, Any]:
    """Return what a card needs; ``state`` says which card.

    "named": there is a worker. "unit": the duty queue of a unit answers. "none": nobody, and the
    way is to become a client.
    """
    line = linked.line if linked else Line()
    if linked is None or (own_worker(people, line, at) is None and line.unit is None):
        unit = people.unit_for(municipality)
        line = Line(unit.id) if unit else Line()
    watch = who_answers(people, line, at)
    state = "named" if watch.named else "unit" if watch.unit and watch.answerer else "none"
    fact: dict[str, Any] = {
        "state": state,
        "linked": linked is not None,
        "confirmed": linked is not None and linked.confirmed_at is not None,
        "at_work": watch.at_work,
        "sees_at": _iso(watch.sees_at),
        "until_at": _iso(watch.works_until) if watch.at_work else None,
    }
    if watch.unit is not None:
        fact |= _unit_facts(watch.unit)
    if watch.named is not None:
        fact |= _named_facts(people, watch, watch.named)
    return fact


def card_args(fact: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the arguments of the texts ``worker.card`` and ``worker.unit`` in a language.

    What is not so is None, and its line is left out of the text.
    """
    hours = fact.get("hours")
    args: dict[str, Any] = {
        "name": fact.get("name"),
        "title": _in(fact.get("title"), language),
        "unit": _in(fact.get("unit"), language),
        "phone": fact.get("phone") or fact.get("unit_phone"),
        "call_hours": fact.get("phone_hours"),
        "week_hours": hours,
        "pair": fact.get("pair"),
        "until_at": None,
        "next_at": None,
        "back_at": None,
        "away": None,
        "stand_in": None,
        "duty": None,
        "meanwhile": None,
        "meanwhile_at": None,
    }
    if fact.get("state") != "named":
        args["until_at"] = fact.get("until_at")
        args["next_at"] = None if fact.get("at_work") else fact.get("sees_at")
        return args
    if fact.get("away"):
        args |= {
            "back_at": fact.get("back_at"),
            "away": None if fact.get("back_at") else "",
            "stand_in": fact.get("stand_in"),
            "duty": args["unit"] if fact.get("stand_in_role") == Role.DUTY.value else None,
        }
    else:
        args["until_at"] = fact.get("own_until_at")
        args["next_at"] = None if fact.get("own_until_at") else fact.get("back_at")
        if fact.get("others_first"):
            args |= {
                "meanwhile": fact.get("others_name") or args["unit"],
                "meanwhile_at": fact.get("sees_at"),
            }
    return args


def _unit_facts(unit: Unit) -> dict[str, Any]:
    return {
        "unit": {"fi": unit.name, **unit.names},
        "unit_phone": unit.phone,
        "emergency": unit.emergency,
        "hours": _week(unit.schedule.hours),
        "phone_hours": _week(unit.phone_hours.hours) if unit.phone_hours else None,
    }


def _named_facts(people: People, watch: Watch, named: Worker) -> dict[str, Any]:
    unit = people.units.get(named.unit)
    change = watch.change
    coming = people.worker(change.worker) if change else None
    # A roster has no ordinary week to tell: the next time at work says more.
    week = None if named.on_roster else named.hours or (unit.schedule.hours if unit else None)
    own_time = watch.named_back_at == watch.at and not watch.named_away
    return {
        **(_unit_facts(unit) if unit else {}),
        "name": named.name,
        "title": {"fi": named.title, **named.titles} if named.title else None,
        "phone": named.phone,
        "phone_hours": _week(named.phone_hours),
        "hours": _week(week),
        "pair": watch.pair.name if watch.pair else None,
        "away": watch.named_away,
        "back_at": _iso(watch.named_back_at),
        "own_until_at": _iso(watch.works_until) if own_time else None,
        "stand_in": _name(people, watch.stand_in),
        "stand_in_role": watch.stand_in.role.value if watch.stand_in else None,
        "others_first": _others_first(watch, named),
        "others_name": watch.worker.name if watch.worker else None,
        "change_on": change.since.astimezone(HELSINKI).date().isoformat() if change else None,
        "change_to": coming.name if coming else None,
    }


def _others_first(watch: Watch, named: Worker) -> bool:
    """Return whether somebody else has the matter before a worker is back who is not away yet."""
    sees, back = watch.sees_at, watch.named_back_at
    is_other = watch.answerer is not None and (watch.worker is None or watch.worker.id != named.id)
    return is_other and sees is not None and (back is None or sees < back)


def _name(people: People, answerer: Answerer | None) -> str | None:
    worker = people.worker(answerer.worker) if answerer else None
    return worker.name if worker else None


def _week(hours: WeeklyHours | None) -> str | None:
    """Return a week for an argument that ends in ``_hours``; None when it tells nothing."""
    if hours is None or hours.kind is not HoursKind.WEEKLY:
        return None
    return json.dumps(write_hours(hours))


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _in(texts: Mapping[str, str] | None, language: str) -> str | None:
    return (texts.get(language) or texts.get("fi")) if texts else None
