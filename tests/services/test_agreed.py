"""What was agreed: reminded of by wish, neutrally, by day; sent to the worker by a button."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.domain.meeting import Agreed, Meeting, meeting_to_json, reminder_day
from bot.domain.messages import ConversationId, InboundKind, Lane
from bot.engine.scripted import ScriptedEngine
from bot.runtime.due import due_job
from bot.services.meeting_page import REMINDER, load, save
from tests.builders import SIGNER, composer, frozen
from tests.danger import SAD
from tests.talking import Talk

# Talks begin on Saturday evening, 14 November.
WEDNESDAY = date(2026, 11, 18)
SECRET = "Soitan velkaneuvontaan"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+02:00")


@pytest.mark.parametrize(
    ("now", "remind"),
    [
        ("2026-11-14T22:40", date(2026, 11, 17)),
        ("2026-11-17T09:59", date(2026, 11, 17)),
        ("2026-11-17T10:00", WEDNESDAY),  # too late for the day before
        ("2026-11-18T09:00", WEDNESDAY),
        ("2026-11-18T10:00", None),
        ("2026-05-01T12:00", None),  # more than half a year ahead
    ],
)
def test_a_reminder_comes_the_day_before_or_on_the_day(now: str, remind: date | None) -> None:
    assert reminder_day(WEDNESDAY, at(now)) == remind
    assert reminder_day(None, at(now)) is None


async def met(*agreed: Agreed, channel: str = "telegram") -> Talk:
    """Return a talk whose person has written their page and wished for reminders."""
    talk = await Talk(frozen(), channel=channel).say("moi")  # type: ignore[arg-type]
    lines = agreed or (Agreed("me", SECRET, WEDNESDAY), Agreed("worker", "Hakee avaimen"))
    wished = (replace(one, remind=reminder_day(one.by, talk.now)) for one in lines)
    write(talk, Meeting(agreed=tuple(wished)))
    return talk


def write(talk: Talk, meeting: Meeting) -> None:
    with talk.storage.begin() as work:
        save(work, person(talk), meeting)
        work.commit()


def person(talk: Talk) -> ConversationId:
    with talk.storage.begin() as work:
        found = work.conversations.whose(talk.address)
    assert found is not None
    return found


def press(talk: Talk, action: str) -> str:
    return SIGNER.sign(person(talk), action)


def page(talk: Talk) -> Meeting:
    with talk.storage.begin() as work:
        return load(work, person(talk))[0]


def beat(talk: Talk, when: str) -> int:
    talk.clock.at = at(when)
    return due_job(talk.storage, composer(talk.clock))(talk.now)


def notices(talk: Talk) -> list[str]:
    rows = [row for row in talk.storage.state.outbox.values() if row.lane is Lane.NOTICE]
    talk.replies = tuple(row.reply for row in rows) or talk.replies
    return [row.reply.key for row in rows]


async def test_it_reminds_once_at_ten_and_says_no_word_of_the_matter() -> None:
    talk = await met()
    assert beat(talk, "2026-11-17T09:59") == 0
    assert beat(talk, "2026-11-17T10:00") == 1
    assert notices(talk) == ["meeting.reminder.soon"]
    assert "huomenna" in talk.text
    assert "velka" not in talk.text.lower()
    assert page(talk).agreed[0] == Agreed("me", SECRET, WEDNESDAY)
    for when in ("2026-11-17T12:00", "2026-11-18T12:00", "2026-11-19T12:00"):
        assert beat(talk, when) == 0


async def test_lines_of_one_day_are_one_reminder_and_the_next_day_has_its_own() -> None:
    both = (Agreed("me", "a", WEDNESDAY), Agreed("worker", "b", WEDNESDAY))
    talk = await met(*both, Agreed("me", "c", date(2026, 11, 23)))
    assert beat(talk, "2026-11-17T10:00") == 1
    assert beat(talk, "2026-11-22T10:00") == 1
    assert notices(talk) == ["meeting.reminder.soon"] * 2
    assert not talk.storage.state.due


async def test_at_night_it_waits_for_the_morning() -> None:
    talk = await met()
    assert beat(talk, "2026-11-17T22:00") == 0
    assert beat(talk, "2026-11-18T09:00") == 1
    assert notices(talk) == ["meeting.reminder.today"]


async def test_after_a_crisis_card_it_waits_a_day_and_then_blames_nobody() -> None:
    talk = await met()
    talk.clock.at = at("2026-11-16T22:00")
    await talk.say(SAD)
    assert beat(talk, "2026-11-17T10:00") == 0
    assert beat(talk, "2026-11-17T19:00") == 0
    assert beat(talk, "2026-11-18T09:00") == 1
    assert notices(talk) == ["meeting.reminder.today"]
    late = await met()
    late.clock.at = at("2026-11-17T09:30")
    await late.say(SAD)
    assert beat(late, "2026-11-17T10:00") == 0
    assert beat(late, "2026-11-19T09:00") == 1
    assert notices(late) == ["meeting.reminder.late"]


@pytest.mark.parametrize(
    "line", ["Valitus Kelan päätöksestä", "Jag gör besväret till FPA", "appeal the decision"]
)
async def test_an_appeal_waits_for_no_card(line: str) -> None:
    talk = await met(Agreed("me", line, WEDNESDAY))
    talk.clock.at = at("2026-11-16T22:00")
    await talk.say(SAD)
    assert beat(talk, "2026-11-17T10:00") == 1
    assert notices(talk) == ["meeting.reminder.soon"]


async def test_one_tap_turns_reminders_off_and_keeps_what_was_agreed() -> None:
    talk = await met(Agreed("me", SECRET, WEDNESDAY), Agreed("me", "c", date(2026, 11, 23)))
    beat(talk, "2026-11-17T10:00")
    notices(talk)
    await talk.press("Älä muistuta enää")
    assert talk.keys == ["meeting.reminder.off"]
    assert beat(talk, "2026-11-22T12:00") == 0
    assert [one.what for one in page(talk).agreed] == [SECRET, "c"]
    assert not any(one.remind for one in page(talk).agreed)


async def test_the_reminder_leads_to_the_page_with_an_address_that_is_new() -> None:
    talk = await met()
    beat(talk, "2026-11-17T10:00")
    notices(talk)
    await talk.press("Sivu tapaamista varten")
    assert talk.replies[-1].page == "meeting"


async def test_saving_without_the_wish_takes_the_reminder_back() -> None:
    talk = await met()
    assert [kind for _, kind, _ in talk.storage.state.due] == [REMINDER]
    write(talk, Meeting(agreed=(Agreed("me", SECRET, WEDNESDAY),)))
    assert not talk.storage.state.due


async def test_what_was_agreed_is_offered_to_be_sent_only_where_there_is_something() -> None:
    talk = await Talk(frozen()).say("moi")
    await talk.say(press(talk, "meeting:open"), InboundKind.BUTTON)
    assert "Lähetä sovitut työntekijälle" not in talk.labels
    write(talk, Meeting(on=date(2026, 11, 13), agreed=(Agreed("me", SECRET, WEDNESDAY),)))
    await talk.say(press(talk, "meeting:open"), InboundKind.BUTTON)
    await talk.press("Lähetä sovitut työntekijälle")
    assert talk.keys[0] == "handoff.unlinked"  # nobody is named for this person


async def test_a_kept_page_of_before_reminders_can_be_read() -> None:
    talk = await Talk(frozen()).say("moi")
    row = meeting_to_json(Meeting(agreed=(Agreed("me", SECRET, WEDNESDAY),)))
    del row["agreed"][0]["remind"]
    with talk.storage.begin() as work:
        work.records.keep(person(talk), "meeting", row)
        work.commit()
    assert page(talk).agreed == (Agreed("me", SECRET, WEDNESDAY),)


async def test_the_dialogue_engine_is_not_told_the_page() -> None:
    engine = ScriptedEngine()
    talk = await Talk(frozen(), engine).say("moi")
    write(talk, Meeting("Vuokra on rästissä", agreed=(Agreed("me", SECRET, WEDNESDAY),)))
    await talk.say("rahat loppu")
    assert talk.kept["meeting"]["topics"] == "Vuokra on rästissä"
    assert "meeting" not in engine.heard[-1].facts["records"]
