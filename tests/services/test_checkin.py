"""One question the day after: by consent, at a day's hour, once, taken back with one tap."""

from datetime import datetime

import pytest

from bot.domain.messages import InboundKind, Lane
from bot.runtime.due import due_job
from bot.services import checkin
from tests.builders import composer, frozen
from tests.danger import SAD, UKRAINIAN
from tests.talking import Talk


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("agreed", "asked"),
    [
        ("2026-11-14T22:40:00+02:00", "2026-11-15T12:00:00+02:00"),
        ("2026-11-15T02:10:00+02:00", "2026-11-15T12:00:00+02:00"),
        ("2026-11-15T08:00:00+02:00", "2026-11-16T12:00:00+02:00"),
        ("2026-10-24T23:00:00+03:00", "2026-10-25T12:00:00+02:00"),  # the night the clocks change
        ("2026-12-31T23:59:00+02:00", "2027-01-01T12:00:00+02:00"),
    ],
)
def test_it_is_asked_at_noon_of_the_next_day(agreed: str, asked: str) -> None:
    assert checkin.asked_at(at(agreed)) == at(asked)


@pytest.mark.parametrize(
    ("hour", "day"), [("08:59", False), ("09:00", True), ("19:59", True), ("20:00", False)]
)
def test_nothing_is_sent_at_night(hour: str, day: bool) -> None:
    assert checkin.is_day(at(f"2026-11-15T{hour}:00+02:00")) is day


async def agreed(channel: str = "telegram") -> Talk:
    talk = await Talk(frozen(), channel=channel).say(SAD)  # type: ignore[arg-type]
    await talk.press("Olen nyt turvassa")
    assert "huomenna klo 12" in talk.text
    await talk.press("Kysy silloin")
    assert "huomenna klo 12" in talk.text
    return talk


def beat(talk: Talk) -> int:
    return due_job(talk.storage, composer(talk.clock))(talk.now)


def notices(talk: Talk) -> list[str]:
    rows = talk.storage.state.outbox.values()
    return [row.reply.key for row in rows if row.lane is Lane.NOTICE]


async def test_it_is_asked_once_at_the_time_that_was_said() -> None:
    talk = await agreed()
    assert beat(talk) == 0
    talk.clock.at = at("2026-11-15T11:59:50+02:00")
    assert beat(talk) == 0
    talk.clock.at = at("2026-11-15T12:00:05+02:00")
    assert beat(talk) == 1
    assert notices(talk) == ["checkin.ask"]
    for _ in range(3):
        talk.clock.move(hours=24)
        assert beat(talk) == 0
    assert notices(talk) == ["checkin.ask"]


async def test_no_consent_no_question() -> None:
    talk = await Talk(frozen(), channel="telegram").say(SAD)
    await talk.press("Olen nyt turvassa")
    await talk.press("Ei kiitos")
    talk.clock.at = at("2026-11-15T13:00:00+02:00")
    assert beat(talk) == 0
    assert notices(talk) == []


async def test_it_is_taken_back_with_one_tap() -> None:
    talk = await agreed()
    await talk.press("Peru kysymys")
    talk.clock.at = at("2026-11-15T13:00:00+02:00")
    assert beat(talk) == 0


async def test_agreeing_twice_is_one_question() -> None:
    talk = await agreed()
    talk.clock.move(minutes=20)
    await talk.say(SAD)
    await talk.press("Olen nyt turvassa")
    await talk.press("Kysy silloin")
    talk.clock.at = at("2026-11-15T13:00:00+02:00")
    assert beat(talk) == 1
    assert notices(talk) == ["checkin.ask"]


async def test_after_an_outage_it_waits_for_the_morning_and_a_day_later_it_is_dropped() -> None:
    talk = await agreed()
    talk.clock.at = at("2026-11-15T23:00:00+02:00")
    assert beat(talk) == 0
    talk.clock.at = at("2026-11-16T09:00:05+02:00")
    assert beat(talk) == 1
    late = await agreed()
    late.clock.at = at("2026-11-17T10:00:00+02:00")
    assert beat(late) == 0
    assert notices(late) == []


async def test_whoever_was_forgotten_is_not_asked() -> None:
    talk = await agreed()
    with talk.storage.begin() as work:
        work.conversations.erase(talk.address)
        work.commit()
    talk.clock.at = at("2026-11-15T13:00:00+02:00")
    assert beat(talk) == 0


async def test_worse_gets_the_card_and_better_a_kind_word() -> None:
    for label, key in (("Huonommin", "crisis.card"), ("Paremmin", "checkin.heard_better")):
        talk = await agreed("web")
        talk.clock.at = at("2026-11-15T12:00:05+02:00")
        beat(talk)
        talk.replies = tuple(
            row.reply for row in talk.storage.state.outbox.values() if row.lane is Lane.NOTICE
        )
        await talk.press(label)
        assert talk.keys[0] == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("huonosti", "crisis.card"),
        ("samoin", "checkin.heard_same"),
        ("paremmin, kiitos", "checkin.heard_better"),
    ],
)
async def test_it_is_answered_in_words_too(typed: str, key: str) -> None:
    talk = await agreed()
    talk.clock.at = at("2026-11-15T12:00:05+02:00")
    assert beat(talk) == 1
    talk.clock.move(hours=3)
    await talk.say(typed)
    assert talk.keys[0] == key


async def test_after_other_words_they_answer_it_no_more() -> None:
    talk = await agreed()
    talk.clock.at = at("2026-11-15T12:00:05+02:00")
    beat(talk)
    await talk.say("mistä saan rahaa")
    await talk.say("huonosti")
    assert "crisis.card" not in talk.keys


@pytest.mark.parametrize("hint", ["fi", "so", None])
async def test_who_speaks_another_language_is_offered_it_in_english_and_finnish(
    hint: str | None,
) -> None:
    talk = await Talk(frozen(), channel="telegram", hint=hint).say(UKRAINIAN)
    await talk.press("I am safe now / Olen nyt turvassa")
    assert "I will ask tomorrow at 12:00" in talk.text
    assert "kysyn huomenna klo 12" in talk.text
    await talk.press("Ask me then")
    assert "I will ask tomorrow" in talk.text
    assert "Kysyn huomenna" in talk.text
    talk.clock.at = at("2026-11-15T12:00:05+02:00")
    assert beat(talk) == 1
    told = [row.reply for row in talk.storage.state.outbox.values() if row.lane is Lane.NOTICE]
    assert [one.language for one in told] == ["en", "fi"]
    assert "How are you now?" in told[0].text
    await talk.say(told[0].buttons[-1].value, InboundKind.BUTTON)
    assert talk.text.startswith("Thank you for saying it.")
    assert "Kiitos, että sanoit sen." in talk.text
