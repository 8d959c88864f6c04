"""From ``county.yml`` to values: who the county is, and its own numbers for common roles."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.content.reading import Fields
from bot.content.service_files import COST
from bot.content.yaml_files import Lined, Notes, read_yaml, shown
from bot.domain.directory import Area, County, OwnPlace, Phone, Service
from bot.domain.hours import ALWAYS, Exceptions, Schedule, parse_exceptions, parse_hours
from bot.domain.messages import Language
from bot.domain.staff import EMERGENCY
from bot.domain.topics import Texts

_WHERE = re.compile(r"(?:ss|ll)[aä]$")

OFFICE_HOURS = parse_hours({"mon-fri": ["8-16"]})
"""Ordinary office hours in Finland, until the county has told its own."""


def county_in(folder: Path) -> County | None:
    """Return who a county is by its folder; None where the folder does not say it.

    For whoever needs no content. What is wrong in it, ``Content.load`` tells.
    """
    notes = Notes()
    file = folder / "county.yml"
    data = read_yaml(file, shown(file), notes) if file.exists() else None
    return (
        read_county(Fields(data, "", "county", notes), None) if isinstance(data, Lined) else None
    )


def read_county(fields: Fields, phone: str | None) -> County:
    """Return the county of an overlay. ``phone`` is given from outside and wins."""
    name = fields.inner("name")
    names: dict[Language, str] = {}
    if name is None:
        fields.wrong("name", "must have the county's names in fi and sv")
    else:
        names = {"fi": name.text("fi"), "sv": name.text("sv")}
        names["en"] = name.text_or_none("en") or names["fi"]
        name.done()
    written = fields.text_or_none("emergency_phone")
    code = fields.text("code")
    return County(
        name=names,
        code=code,
        municipalities=fields.ids("municipalities"),
        emergency_phone=phone or written,
        office=Schedule(
            fields.read("office_hours", parse_hours, OFFICE_HOURS),
            exceptions=fields.read("office_exceptions", parse_exceptions, Exceptions()),
        ),
        confirmed=frozenset(fields.ids("confirm")),
        web=fields.text_or_none("web"),
        crisis_owner=fields.text_or_none("crisis_owner"),
        places=tuple(_place(entry, code) for entry in fields.entries("places")),
    )


def read_roles(
    fields: Fields, county: County, services: Mapping[str, Service]
) -> dict[str, Service]:
    """Return the county's own numbers for the roles of the directory, as their local branches."""
    found: dict[str, Service] = {}
    given = fields.inner("roles")
    for role in given.written() if given else ():
        entry = given.inner(role) if given else None
        if given is None:
            continue
        if (why := _no_role(role, services.get(role))) is not None:
            given.wrong(role, why)
        elif entry is not None:
            found[f"{role}.county"] = _branch(entry, services[role], county)
        elif given.raw(role) is None:
            given.wrong(role, "is empty: give its phone, or take the line away")
    fields.done()
    if county.emergency_phone and EMERGENCY in services:
        found[f"{EMERGENCY}.county"] = replace(
            with_number(services[EMERGENCY], county.emergency_phone),
            id=f"{EMERGENCY}.county",
            areas=(Area("county", county.code),),
            role=False,
            local_of=EMERGENCY,
        )
    return found


def _place(entry: Fields, county: str) -> OwnPlace:
    name, where = entry.text("name"), entry.text("where")
    if where and not _WHERE.search(where):
        entry.wrong("where", f"must tell where in Finnish (-ssa, -lla), not {where!r}")
    swedish, code = entry.text_or_none("name_sv"), entry.text_or_none("code")
    place = OwnPlace(name, swedish or name, where, code or county)
    entry.done()
    return place


def _no_role(name: str, service: Service | None) -> str | None:
    """Return why a name under ``roles`` is none; None: a county may give it its own number."""
    if service is None:
        return "is not a service of the directory"
    if name == EMERGENCY:
        return "is the county's emergency service: write its number as emergency_phone"
    if not service.role:
        return "is the same for all of Finland: only roles (role: true) have a county's number"
    return None


def with_number(role: Service, number: str) -> Service:
    """Return the social emergency service with a number: by law it answers day and night."""
    return replace(
        role,
        phones=(Phone(number, ("fi", "sv"), "normal"),),
        schedule=Schedule(ALWAYS, "open"),
        hours_confidence="high",
        how_to_find=None,
    )


def _branch(entry: Fields, role: Service, county: County) -> Service:
    name = entry.texts("name", required=False) or role.name
    number = entry.text_or_none("phone")
    cost = entry.one_of("cost", COST, "normal")
    languages = entry.ids("languages") or ("fi", "sv")
    phones = (Phone(number, languages, cost),) if number else ()
    hours = entry.read("hours", parse_hours, county.office.hours)
    exceptions = entry.read("exceptions", parse_exceptions, county.office.exceptions)
    schedule = Schedule(hours, county.office.on_holidays, exceptions)
    branch = _local(role, county, name, phones, schedule, entry.period("checked_on"))
    branch = replace(
        branch,
        languages=languages,
        chat=entry.text_or_none("chat"),
        web=entry.text_or_none("web"),
        address=entry.text_or_none("address"),
    )
    entry.done()
    return branch


def _local(
    role: Service,
    county: County,
    name: Texts,
    phones: tuple[Phone, ...],
    schedule: Schedule,
    checked_on: date | None,
) -> Service:
    return replace(
        role,
        id=f"{role.id}.county",
        name=name,
        phones=phones,
        schedule=schedule,
        chat_schedule=None,
        holidays_known=True,
        hours_words=None,
        areas=(Area("county", county.code),),
        confidence="high",
        hours_confidence="high",
        checked_on=checked_on,
        source="the county itself",
        role=False,
        how_to_find=role.how_to_find if not phones else None,
        local_of=role.id,
        same_as=None,
    )
