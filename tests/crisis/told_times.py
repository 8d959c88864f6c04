"""Every time that an answer tells about a worker, read back out of its words and looked up.

The sentences are found by the texts they were made of; the times in them are read here by rules
of their own. A time in a sentence that is not known here is a fault too.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import product

from bot.content.safety_texts import SafetyTexts
from bot.domain.messages import LANGUAGES, Language, Reply
from tests.builders import words
from tests.crisis.worker_calendar import CASES, County
from tests.domain.people_oracle import local

Fault = tuple[str, str]

OWN = ("receipt.own.from", "receipt.own.now")
RECEIPTS = ("receipt.seen.from", "receipt.seen.today", "receipt.promise", *OWN)
OF_ONE = ("status.", "handoff.moved", "handoff.kept", "worker.card")
"""What tells when one worker is at work in person, whoever else reads messages."""

_OF_WORKERS = ("receipt.", "handoff.", "status.", "worker.")
_CLOCK = {"fi": r"klo (\d+)", "sv": r"kl\. (\d+)", "en": r"at (\d+):00"}
_MOMENT = r"[^\n]{0,30}?(?:klo|kl\.|at) \d+(?:[.:]\d\d)?"
_ANY_TIME = re.compile(r"\bklo \d|\bkl\. ?\d|\bat \d{1,2}:\d\d")
_TODAY = {"fi": "tänään", "sv": "i dag", "en": "today"}
_TOMORROW = {"fi": "huomenna", "sv": "i morgon", "en": "tomorrow"}
_DAYS = {
    "fi": "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def untrue_times(
    replies: list[Reply], case: str, county: County, now: datetime, seen: Counter[str]
) -> Iterator[Fault]:
    """Yield what an answer says of a worker's times and the calendar does not."""
    said = "\n".join(one.text for one in replies)
    only = any(_only(language).search(said) for language in LANGUAGES)
    for reply in replies:
        if not reply.key.startswith(_OF_WORKERS):
            continue
        keys = RECEIPTS if reply.key.startswith("receipt.") else (reply.key,)
        rest = reply.text
        for key, language in product(keys, LANGUAGES):
            for found in (one for line in _lines(key, language) for one in line.finditer(rest)):
                seen[key] += 1
                rest = rest.replace(found[0], "")
                yield from _wrong(key, found, language, case, county, now, only=only)
        if _ANY_TIME.search(rest):
            yield reply.key, f"tells a time that nobody has looked up: {rest}"


def untrue_offer(
    replies: list[Reply], case: str, county: County, now: datetime, tier: str, seen: Counter[str]
) -> Iterator[Fault]:
    """Yield what is wrong with the worker on a whole card."""
    offers = [one for one in replies if "intent:contact_worker" in str(one.buttons)]
    expected = county.next(case, now) if tier == "B" and CASES[case].is_linked else None
    if bool(offers) != (expected is not None):
        yield "crisis.card", f"tier {tier}, {case}: {len(offers)} offers, the calendar {expected}"
        return
    for offer in offers:
        told = list(_offered(offer.text))
        seen["card now" if expected == now else "card"] += 1
        if not told:
            yield offer.key, f"no time and no working time: {offer.text}"
        for language, when in told:
            if when is None and expected != now:
                yield offer.key, f"working time at {now}"
            elif when is not None and (
                expected == now or not means(when, expected, now, language)
            ):
                yield offer.key, f"{when} at {now}, the calendar {expected}"


def means(said: str, at: datetime | None, now: datetime, language: Language) -> bool:
    """Return whether words tell an instant on the hour, and no other of the next days."""
    clock = re.search(_CLOCK[language] + "$", said)
    if at is None or clock is None:
        return False
    (day, hour), (today, _) = local(at), local(now)
    ahead, weekday = (day - today).days, _DAYS[language].split()[day.weekday()]
    if int(clock[1]) != hour:
        return False
    if _TODAY[language] in said:
        return ahead == 0
    if _TOMORROW[language] in said:
        return ahead == 1
    if re.search(rf"\b{weekday}\b", said):
        return 2 <= ahead <= 6
    date = f"{day.day} {_MONTHS[day.month - 1]}" if language == "en" else f"{day.day}.{day.month}."
    year = re.search(r"\b20\d\d\b", said)
    told_year = int(year[0]) if year else today.year
    return bool(re.search(rf"(?<!\d){re.escape(date)}", said)) and told_year == day.year


def _wrong(
    key: str,
    found: re.Match[str],
    language: Language,
    case: str,
    county: County,
    now: datetime,
    *,
    only: bool,
) -> Iterator[Fault]:
    told = [words for name, words in found.groupdict().items() if name.endswith("_at")]
    named = str(CASES[case].named(local(now)[0]))
    only = only or key in OWN
    if key in OWN and _who(found) != county.reader(case, now, only=True):
        yield key, f"names {_who(found)} at {now}, {case}"
    if "back_at" in found.groupdict() and not county.is_away(named, now):
        yield key, f"says away at {now}, {case}"
    working = "until_at" in found.groupdict() or key == "receipt.own.now"
    expected = county.next(case, now, only=only)
    if working != (expected == now) and not key.startswith((*OF_ONE, "receipt.promise")):
        yield key, f"working time is {working} at {now}, {case}, the calendar {expected}"
        return
    if working:
        expected = county.until(case, now, only=only)
    elif key == "receipt.promise":
        expected = county.promised(case, now, only=only)
    elif "meanwhile_at" in found.groupdict():
        expected = county.next(case, now)  # whoever has the matter first
        if _told_name(found["meanwhile"]) != county.reader(case, now):
            yield key, f"names {found['meanwhile']} at {now}, {case}"
    elif key.startswith(OF_ONE):
        expected = county.own(named if key == "worker.card" else _who(found), now)
    for words_ in told:
        if expected == now or not means(words_, expected, now, language):
            yield key, f"{words_} at {now}, {case}, the calendar {expected}"


def _who(found: re.Match[str]) -> str:
    return _told_name(found.groupdict().get("name"))


def _told_name(name: str | None) -> str:
    return "duty" if name in (None, "Tiimi") else str(name).lower()


@cache
def _lines(key: str, language: Language) -> tuple[re.Pattern[str], ...]:
    """Return the lines of a text that tell a time, or that somebody is at work now."""
    text = words().catalogues[language].get(key, "")
    told = [line for line in text.splitlines() if "_at}" in line or key == "receipt.own.now"]
    return tuple(_pattern(line) for line in told)


@cache
def _only(language: Language) -> re.Pattern[str]:
    return _pattern(words().catalogues[language]["receipt.readers.only"])


def _pattern(template: str) -> re.Pattern[str]:
    def slot(name: str) -> str:
        return rf"(?P<{name}>{_MOMENT if name.endswith('_at') else '.+?'})"

    parts = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(slot(one) if n % 2 else re.escape(one) for n, one in enumerate(parts))
    )


def _offered(text: str) -> Iterator[tuple[Language, str | None]]:
    """Yield the times that the offer on a card tells; None: it says that it is working time."""
    shared = SafetyTexts.load().shared
    for language in LANGUAGES:
        if shared["worker_now"][language] in text:
            yield language, None
        for found in _pattern(shared["worker"][language]).finditer(text):
            yield language, found["read_at"]
