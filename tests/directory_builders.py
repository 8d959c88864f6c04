"""Services and topics as tests speak of them."""

from datetime import date, datetime
from typing import Any

from bot.domain.directory import NATIONAL, Phone, Service
from bot.domain.hours import ALWAYS, UNKNOWN, Schedule, parse_hours
from bot.domain.messages import LANGUAGES
from bot.domain.ranking import Asker

FRIDAY_NOON = datetime.fromisoformat("2026-11-27T12:00:00+02:00")
SATURDAY_LATE = datetime.fromisoformat("2026-11-28T23:40:00+02:00")
CHRISTMAS_EVE = datetime.fromisoformat("2026-12-24T15:00:00+02:00")
MIDSUMMER = datetime.fromisoformat("2026-06-20T12:00:00+03:00")

OFFICE = Schedule(parse_hours({"mon-fri": ["9-16"]}))
DAY_AND_NIGHT = Schedule(ALWAYS, "open")
NOT_KNOWN = Schedule(UNKNOWN)


def same(text: str) -> dict[Any, str]:
    """Return one text for every language."""
    return dict.fromkeys(LANGUAGES, text)


def a_phone(number: str = "09 123 456", cost: str = "normal", *languages: str) -> Phone:
    return Phone(number, languages or ("fi",), cost)  # type: ignore[arg-type]


def a_service(service_id: str = "linja", **changes: Any) -> Service:
    """Return a Finnish-speaking national service that is open in office hours."""
    known: dict[str, Any] = {
        "id": service_id,
        "name": same(service_id.capitalize()),
        "does": same("Auttaa."),
        "kinds": ("talk",),
        "phones": (a_phone(),),
        "chat": None,
        "web": None,
        "address": None,
        "whatsapp": None,
        "schedule": OFFICE,
        "chat_schedule": None,
        "holidays_known": True,
        "hours_words": None,
        "languages": ("fi",),
        "ages": (None, None),
        "cost": "free",
        "anonymous": None,
        "walk_in": False,
        "areas": (NATIONAL,),
        "confidence": "high",
        "hours_confidence": "high",
        "checked_on": date(2026, 6, 30),
        "source": "a page",
        "owner": "directory",
        "role": False,
        "how_to_find": None,
        "on_county_site": False,
        "local_of": None,
        "same_as": None,
        "other_languages": {},
        "words": {},
    }
    return Service(**{**known, **changes})


def an_asker(at: datetime = FRIDAY_NOON, **changes: Any) -> Asker:
    return Asker(**{"language": "fi", "now": at, **changes})
