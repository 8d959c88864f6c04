"""From the YAML of the directory to values."""

from typing import Literal

from bot.content.reading import Fields
from bot.domain.directory import NATIONAL, Area, Cost, Phone, Service
from bot.domain.hours import (
    NO_SPECIAL_DAYS,
    UNKNOWN,
    Exceptions,
    Schedule,
    parse_exceptions,
    parse_hours,
    parse_special_days,
)
from bot.domain.messages import LANGUAGES, Language
from bot.domain.topics import Confidence

_CONFIDENCE: tuple[Confidence, ...] = ("high", "medium", "low")
COST: tuple[Cost, ...] = ("free", "normal", "queued", "unknown")
_SERVICE_COST: tuple[Literal["free", "fee", "unknown"], ...] = ("free", "fee", "unknown")


def read_service(entry: Fields) -> Service:
    """Return one entry of the directory."""
    confidence = entry.one_of("confidence", _CONFIDENCE)
    holidays = entry.one_of("on_holidays", ("open", "closed", "unknown"), "unknown")
    # Unknown holidays are treated as closed: nobody is sent to a shut door.
    on_holidays: Literal["open", "closed"] = "open" if holidays == "open" else "closed"
    hours = entry.read("hours", parse_hours, UNKNOWN)
    chat_hours = entry.read("chat_hours", parse_hours, UNKNOWN)
    has_chat_hours = entry.raw("chat_hours") is not None
    if entry.raw("hours") is None:
        entry.wrong("hours", "must be given: unknown where nobody knows them")
    if entry.raw("area") is None:
        entry.wrong("area", "must be given: national, county:CODE or municipality:NAME")
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
        topics=entry.ids("topics"),
    )
    # For the people who keep the directory; never said to anybody.
    for key in ("note", "unconfirmed_names", "unconfirmed_phones", "chat_hours_confidence"):
        entry.raw(key)
    entry.done()
    return service


def _phones(entry: Fields) -> tuple[Phone, ...]:
    phones = []
    for given in entry.entries("phones"):
        cost = given.one_of("cost", COST, "unknown")
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
