"""From the YAML of the directory and of a county to values."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from bot.content.reading import Fields
from bot.domain.directory import NATIONAL, Area, Cost, County, Phone, Service
from bot.domain.hours import (
    ALWAYS,
    NO_SPECIAL_DAYS,
    UNKNOWN,
    Exceptions,
    Schedule,
    parse_exceptions,
    parse_hours,
    parse_special_days,
)
from bot.domain.messages import LANGUAGES, Language
from bot.domain.staff import EMERGENCY
from bot.domain.topics import Confidence, Texts

_CONFIDENCE: tuple[Confidence, ...] = ("high", "medium", "low")
_COST: tuple[Cost, ...] = ("free", "normal", "queued", "unknown")
_SERVICE_COST: tuple[Literal["free", "fee", "unknown"], ...] = ("free", "fee", "unknown")
OFFICE_HOURS = parse_hours({"mon-fri": ["8-16"]})
"""Ordinary office hours in Finland, until the county has told its own."""


def read_service(entry: Fields) -> Service:
    """Return one entry of the directory."""
    confidence = entry.one_of("confidence", _CONFIDENCE)
    holidays = entry.one_of("on_holidays", ("open", "closed", "unknown"), "unknown")
    # Unknown holidays are treated as closed: nobody is sent to a shut door.
    on_holidays: Literal["open", "closed"] = "open" if holidays == "open" else "closed"
    hours = entry.read("hours", parse_hours, UNKNOWN)
    chat_hours = entry.read("chat_hours", parse_hours, UNKNOWN)
    has_chat_hours = entry.raw("chat_hours") is not None
    exceptions = entry.read("exceptions", parse_exceptions, Exceptions())
    special = entry.read("special_days", parse_special_days, NO_SPECIAL_DAYS)
    chat_special = entry.read("chat_special_days", parse_special_days, NO_SPECIAL_DAYS)
    if special and has_chat_hours and not chat_special:
        entry.wrong("chat_special_days", "must be told too where the chat has its own hours")
    role = entry.raw("role")
    service = Service(
        id=entry.text("id"),
        name=entry.texts("name"),
        does=entry.texts("does"),
        kinds=entry.ids("kinds"),
        phones=_phones(entry),
        chat=entry.text_or_none("chat"),
        web=entry.text_or_none("web"),
        address=entry.text_or_none("address"),
        whatsapp=entry.text_or_none("whatsapp"),
        schedule=Schedule(hours, on_holidays, exceptions, special),
        chat_schedule=Schedule(chat_hours, on_holidays, exceptions, chat_special)
        if has_chat_hours
        else None,
        holidays_known=holidays != "unknown",
        hours_words=entry.texts("hours_words", required=False) or None,
        languages=entry.ids("languages") or ("fi",),
        ages=_ages(entry),
        cost=entry.one_of("service_cost", _SERVICE_COST, "unknown"),
        anonymous=entry.flag("anonymous"),
        walk_in=bool(entry.flag("walk_in")),
        areas=_areas(entry),
        confidence=confidence,
        hours_confidence=entry.one_of("hours_confidence", _CONFIDENCE, confidence),
        checked_on=entry.period("checked_on"),
        source=entry.text("source"),
        owner=entry.text("owner"),
        role=bool(role),
        how_to_find=entry.texts("how_to_find", required=False) or None,
        on_county_site=bool(entry.flag("on_county_site")),
        local_of=entry.text_or_none("local_of"),
        same_as=entry.text_or_none("same_as"),
        other_languages=_other_languages(entry),
        words=_words(entry),
    )
    # For the people who keep the directory; never said to anybody.
    for key in ("note", "unconfirmed_names", "unconfirmed_phones", "chat_hours_confidence"):
        entry.raw(key)
    entry.done()
    return service


def _phones(entry: Fields) -> tuple[Phone, ...]:
    phones = []
    for given in entry.entries("phones"):
        cost = given.one_of("cost", _COST, "unknown")
        phones.append(Phone(given.text("number"), given.ids("languages") or ("fi",), cost))
        given.done()
    return tuple(phones)


def _ages(entry: Fields) -> tuple[int | None, int | None]:
    given = entry.inner("ages")
    if given is None:
        return (None, None)
    ages = (given.whole("min"), given.whole("max"))
    given.done()
    return ages


def _areas(entry: Fields) -> tuple[Area, ...]:
    areas = []
    for key in ("area", "more_areas"):
        for word in entry.ids(key):
            kind, _, where = word.partition(":")
            if word == "national":
                areas.append(NATIONAL)
            elif kind == "county" and where:
                areas.append(Area("county", where))
            elif kind == "municipality" and where:
                areas.append(Area("municipality", where))
            else:
                entry.wrong(key, f"must be national, county:CODE or municipality:NAME, not {word}")
    return tuple(areas) or (NATIONAL,)


def _other_languages(entry: Fields) -> dict[Language, str]:
    given = entry.inner("other_languages")
    if given is None:
        return {}
    # Entries for languages that the assistant does not speak are for a later day.
    others = {code: given.text(code) for code in given.written()}
    return {language: others[language] for language in LANGUAGES if language in others}


def _words(entry: Fields) -> dict[Language, tuple[str, ...]]:
    given = entry.inner("words")
    if given is None:
        return {}
    words: dict[Language, tuple[str, ...]] = {
        language: given.ids(language) for language in LANGUAGES
    }
    given.done()
    return words


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
    return County(
        name=names,
        code=fields.text("code"),
        municipalities=fields.ids("municipalities"),
        emergency_phone=phone or written,
        office=Schedule(
            fields.read("office_hours", parse_hours, OFFICE_HOURS),
            exceptions=fields.read("office_exceptions", parse_exceptions, Exceptions()),
        ),
        confirmed=frozenset(fields.ids("confirm")),
        web=fields.text_or_none("web"),
        crisis_owner=fields.text_or_none("crisis_owner"),
    )


def read_roles(
    fields: Fields, county: County, services: Mapping[str, Service]
) -> dict[str, Service]:
    """Return the county's own numbers for the roles of the directory, as their local branches."""
    found: dict[str, Service] = {}
    given = fields.inner("roles")
    for role in given.written() if given else ():
        entry = given.inner(role) if given else None
        if entry is None or given is None:
            continue
        if role not in services:
            given.wrong(role, "is not a service of the directory")
            continue
        found[f"{role}.county"] = _branch(entry, services[role], county)
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
    cost = entry.one_of("cost", _COST, "normal")
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
