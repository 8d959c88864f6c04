"""A thousand generated talks over the calendar: no false promise, and every time said is true.

Nights, weekends, holidays, the nights when the clocks change, with a worker who can read and
without one. The oracle reads the written opening hours minute by minute and shares no code with
what tells them.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.content.check_safety import NEVER
from bot.content.compose import Composer
from bot.content.loader import DATA
from bot.content.wording import Wording
from bot.domain.directory import Service
from bot.domain.hours import next_opening
from bot.domain.messages import InboundKind, Language, Reply
from bot.domain.safety import Finding
from bot.services import crisis
from tests.builders import a_person, composer, content
from tests.danger import DENIED, ENGLISH, FRIEND, PILLS, SAD, SWEDISH, UKRAINIAN
from tests.fake_rows import FrozenClock
from tests.talking import Talk

DIALOGUES = 1_000
PARTS = 10
HELSINKI = ZoneInfo("Europe/Helsinki")
SAID = (SAD, PILLS, FRIEND, SWEDISH, ENGLISH, UKRAINIAN, DENIED, "apua", "moi", "turvasuunnitelma")
HARD_DAYS = (
    *(date(2026, 12, day) for day in (6, 24, 25, 26, 31)),
    *(
        date(2027, month, day)
        for month, day in ((1, 1), (1, 6), (3, 26), (3, 29), (5, 1), (6, 25))
    ),
    *(date(2026, 10, 25), date(2027, 3, 28)),  # the clocks change
)
CALLS = re.compile(
    r"\*\*(?P<name>[^*]+)\*\* – (?P<number>[0-9 +]+) – (?P<hours>[^–\n]+)", re.MULTILINE
)
UNTIL = re.compile(r"(?:sulkeutuu klo|stänger kl\.?|closes at) (\d{1,2})(?:[.:](\d{2}))?")
ALWAYS = ("ympäri vuorokauden", "dygnet runt", "day and night", "around the clock", "24 hours")


CLOCK = FrozenClock()


@cache
def composing() -> Composer:
    return composer(CLOCK)


@cache
def rules() -> tuple[Wording, ...]:
    return Wording.load(NEVER), Wording.load(DATA / "wording.yml")


def moments(chance: random.Random) -> Iterator[datetime]:
    """Yield hours of every kind, the hard days as often as the others."""
    while True:
        if chance.random() < 0.4:
            day = chance.choice(HARD_DAYS)
        else:
            day = date(2026, 11, 1) + timedelta(days=chance.randrange(240))
        minute = chance.choice((0, 1, 29, 59, chance.randrange(60)))
        yield datetime(day.year, day.month, day.day, chance.randrange(24), minute, tzinfo=HELSINKI)


@pytest.mark.parametrize("part", range(PARTS))
async def test_nothing_false_is_said_in_a_thousand_talks(part: int) -> None:
    chance, wrong, seen = random.Random(part), [], Counter[str]()
    at = moments(chance)
    for _ in range(DIALOGUES // PARTS):
        hint = chance.choice(("fi", "sv", "en", "uk", None))
        CLOCK.at = next(at)
        talk = Talk(CLOCK, hint=hint, make=composing())
        for _ in range(chance.randint(2, 6)):
            await step(talk, chance)
            wrong += [(talk.now, fault) for fault in faults(talk.replies, talk.now, seen)]
            talk.clock.move(minutes=chance.choice((1, 4, 11, 90, 600)))
    assert not wrong, wrong[:5]
    assert seen["until"] > 5  # the calendar was really asked
    assert seen["bubbles"] > 500


async def step(talk: Talk, chance: random.Random) -> None:
    presses = [one for one in talk.buttons if one.kind == "reply"]
    if presses and chance.random() < 0.5:
        await talk.say(chance.choice(presses).value, InboundKind.BUTTON)
    else:
        await talk.say(chance.choice(SAID))


def faults(
    replies: tuple[Reply, ...], now: datetime, seen: Counter[str]
) -> Iterator[tuple[str, str]]:
    """Yield what must not have been said."""
    for reply in replies:
        seen["bubbles"] += 1
        mine = reply.key.startswith(("crisis.", "checkin.", "plan."))
        for wording in rules():
            # The reviewed rules are for words of danger; topics have their own checks.
            for fault in wording.faults(reply.text, reply.language) if mine else ():
                yield reply.key, fault
        if reply.key.startswith("crisis."):
            for found in CALLS.finditer(reply.text):
                yield from untrue(found, now, seen)
        if "checkin" in reply.key and (said := _hour_said(reply.text)) is not None:
            seen["checkin"] += 1
            if said != 12:
                yield reply.key, f"is asked at {said}"


def untrue(found: re.Match[str], now: datetime, seen: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield what a line of the card says of a service and the written hours do not."""
    number, hours = found["number"].strip(), found["hours"]
    services = [one for one in content().services.values() if number in _numbers(one)]
    assert services, number
    if any(word in hours for word in ALWAYS):
        if not all(_open(services, now + timedelta(hours=h)) for h in (0, 1, 11, 23)):
            yield number, f"is not open day and night: {hours}"
    elif until := UNTIL.search(hours):
        seen["until"] += 1
        end = _clock(now, int(until[1]), int(until[2] or 0))
        before = end - timedelta(minutes=1)
        if not (_open(services, now) and _open(services, before)) or _open(services, end):
            yield number, f"{hours} at {now}"


def _numbers(service: Service) -> set[str]:
    return {phone.number for phone in service.phones}


def _open(services: list[Service], at: datetime) -> bool:
    """Read the written slots of the day; no function that tells hours is used."""
    local = at.astimezone(HELSINKI)
    for service in services:
        if service.schedule.hours.kind.name == "ALWAYS":
            return True
        for back in (0, 1):
            day = local.date() - timedelta(days=back)
            for slot in service.schedule.slots_on(day):
                start = _clock(local, slot.start.hour, slot.start.minute, day)
                last = day + timedelta(days=slot.end <= slot.start)
                if start <= local < _clock(local, slot.end.hour, slot.end.minute, last):
                    return True
    return False


def _clock(now: datetime, hour: int, minute: int, day: date | None = None) -> datetime:
    local = now.astimezone(HELSINKI)
    on = day or local.date()
    if hour == 24:
        on, hour = on + timedelta(days=1), 0
    at = datetime(on.year, on.month, on.day, hour, minute, tzinfo=HELSINKI)
    return at if day or at > local else at + timedelta(days=1)


def _hour_said(text: str) -> int | None:
    found = re.search(r"(?:klo|kl\.?|at) (\d{1,2})", text)
    return int(found[1]) if found else None


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_time_at_which_a_worker_reads_is_the_one_of_the_duty_calendar(
    language: Language,
) -> None:
    chance = random.Random(7)
    at = moments(chance)
    for _ in range(200):
        now = next(at)
        reads_at = next_opening(content().office, now)
        assert reads_at is not None
        facts = {crisis.WORKER_READS_AT: reads_at.isoformat()}
        say = crisis.card(Finding("crisis_suicide", "B", False, "fi.x"), SAD, facts)
        CLOCK.at = now
        bubbles = composing().compose(say, a_person(language=language))
        told = next(one.text for one in bubbles if "intent:contact_worker" in str(one.buttons))
        local = reads_at.astimezone(HELSINKI)
        assert str(local.hour) in told
        if local.date() == now.astimezone(HELSINKI).date():
            assert {"fi": "tänään", "sv": "i dag", "en": "today"}[language] in told
