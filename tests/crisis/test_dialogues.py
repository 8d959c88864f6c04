"""A thousand generated talks over the calendar: no false promise, and every time said is true.

Nights, weekends, holidays, the nights when the clocks change; with a worker of one's own, who is
at work, off or away with and without somebody standing in, with a unit alone, and without anybody.
The oracles read the written hours and share no code with what tells them.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.content.check_safety import NEVER
from bot.content.compose import Composer
from bot.content.loader import DATA
from bot.content.wording import Wording
from bot.domain.directory import Service
from bot.domain.messages import ConversationId, InboundKind, Person, Reply, Say
from bot.services import crisis
from bot.services.handoff_preview import WRITE
from bot.services.handoff_ticks import tick
from bot.services.people_ports import LinkedLine
from bot.services.ports import EngineAnswer, EngineTurn
from bot.services.repeating import kind_of
from bot.services.worker_card import WORKER, card_args
from tests.builders import composer, content
from tests.crisis.told_times import untrue_offer, untrue_times
from tests.crisis.worker_calendar import CASES, County, county
from tests.danger import DENIED, ENGLISH, FRIEND, PILLS, SAD, SWEDISH, UKRAINIAN
from tests.domain.people_builders import LONG_AGO
from tests.fake_rows import FrozenClock
from tests.talking import Talk

DIALOGUES = 1_000
PARTS = 10
HELSINKI = ZoneInfo("Europe/Helsinki")
SAID = (SAD, PILLS, FRIEND, SWEDISH, ENGLISH, UKRAINIAN, DENIED, "apua", "moi", "turvasuunnitelma")
WHO = ConversationId("anna")
TO_WORKER = ("soita mulle", "milloin hän on töissä", "joko se on luettu", "soita mulle")
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


class Understands:
    """Knows three things about a worker, as the dialogue's actions tell them."""

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        if turn.text == TO_WORKER[1]:
            fact = turn.facts[WORKER]
            key = {"named": "worker.card", "unit": "worker.unit"}.get(fact["state"], "worker.none")
            card = Say(key, card_args(fact, turn.facts["language"]), WRITE)
            return EngineAnswer((card,), "{}", intent="worker_hours")
        known = {TO_WORKER[0]: "contact_worker", TO_WORKER[2]: "message_status"}
        return EngineAnswer((Say("unsure.none"),), "{}", intent=known.get(turn.text or ""))


@pytest.mark.parametrize("part", range(PARTS))
async def test_nothing_false_is_said_in_a_thousand_talks(part: int) -> None:
    chance, wrong, seen = random.Random(part), list[Any](), Counter[str]()
    at, around = moments(chance), county(part)
    for _ in range(DIALOGUES // PARTS):
        hint, case = chance.choice(("fi", "sv", "en", "uk", None)), chance.choice([*CASES])
        CLOCK.at = next(at)
        talk = Talk(CLOCK, Understands(), hint=hint, make=composing())
        come(talk, case, around)
        for _ in range(chance.randint(2, 6)):
            before = max(talk.storage.state.lines, default=0)
            tick(talk.storage, talk.now, composing())
            await step(talk, chance)
            heard = said_since(talk, before)
            found = (
                *faults(heard, talk.now, seen),
                *untrue_times(heard, case, around, talk.now, seen),
                *of_card(talk, case, around, seen),
            )
            wrong += [(talk.now, case, fault) for fault in found]
            talk.clock.move(minutes=chance.choice((1, 4, 11, 90, 600)))
    assert not wrong, wrong[:5]
    assert seen["until"] > 5  # the calendars were really asked
    assert seen["bubbles"] > 500
    assert seen["card"] > 10
    assert seen["card now"] > 0
    assert min(seen[key] for key in ("handoff.away", "receipt.own.from", "worker.card")) > 5
    assert min(seen[key] for key in ("receipt.seen.from", "receipt.promise")) > 3


def come(talk: Talk, case: str, around: County) -> None:
    """Let the county have its people, and the person their worker, before the first word."""
    state, line = talk.storage.state, CASES[case].line
    state.staff["people"] = around.people
    if line is not None:
        state.conversations[talk.address] = WHO
        state.people[WHO] = Person(WHO)
        state.links[WHO] = LinkedLine(WHO, line, "Anna K.", LONG_AGO, LONG_AGO)


def said_since(talk: Talk, before: int) -> list[Reply]:
    """Return the answer, and what the clock and the worker's side said beside it."""
    lines = talk.storage.state.lines.items()
    return [one.reply for n, (_, one) in lines if n > before and one.said_by == "bot"]


async def step(talk: Talk, chance: random.Random) -> None:
    presses = [one for one in talk.buttons if one.kind == "reply"]
    to_worker = [one for one in presses if re.search("contact_worker|handoff:", one.value)]
    if presses and chance.random() < 0.5:
        some = to_worker if to_worker and chance.random() < 0.5 else presses
        await talk.say(chance.choice(some).value, InboundKind.BUTTON)
    else:
        await talk.say(chance.choice(SAID if chance.random() < 0.6 else TO_WORKER))


def of_card(
    talk: Talk, case: str, around: County, seen: Counter[str]
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the worker on the card of this answer; in a short form is none."""
    replies = [one for one in talk.replies if one.key.startswith("crisis.")]
    if any(one.key == crisis.CARD for one in replies):
        (person,) = talk.storage.state.people.values()
        tier = kind_of(person.last_card)[1]
        yield from untrue_offer(replies, case, around, talk.now, tier, seen)
    # Whoever is safe, or was misunderstood, may go on with the message that a card interrupted.
    others = [one for one in replies if one.key not in (crisis.SAFE, crisis.FALSE)]
    if not replies or replies[0].key == crisis.CARD:
        return
    if "intent:contact_worker" in str([one.buttons for one in others]):
        yield replies[0].key, "offers the worker"


def faults(replies: list[Reply], now: datetime, seen: Counter[str]) -> Iterator[tuple[str, str]]:
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
