"""What follows a card: reminders held, the worker offered only in time, the policy told first."""

from datetime import timedelta

import pytest

from bot.content.county_policy import CountyPolicy
from bot.domain.messages import Say
from bot.domain.safety import Finding
from bot.services import crisis
from bot.services.repeating import once
from bot.services.sharing import before_first_share
from bot.services.writes import RECORDS
from bot.settings import ROOT
from tests.builders import SATURDAY_NIGHT, a_person, composer, frozen
from tests.danger import PILLS, SAD
from tests.talking import Talk

MONDAY_NINE = "2026-11-16T09:00:00+02:00"


async def test_a_card_holds_routine_notices_for_a_day_and_no_others() -> None:
    talk = await Talk(frozen()).say(SAD)
    at, until = talk.now, talk.now + timedelta(hours=24)
    assert crisis.held_until(talk.kept, "routine", at) == until
    assert crisis.held_until(talk.kept, "routine", at + timedelta(hours=23)) == until
    assert crisis.held_until(talk.kept, "routine", at + timedelta(hours=24)) is None
    for kind in ("appointment", "deadline", "answer"):
        assert crisis.held_until(talk.kept, kind, at) is None  # type: ignore[arg-type]
    assert crisis.held_until({}, "routine", at) is None


async def test_a_false_alarm_lets_reminders_go_on() -> None:
    talk = await Talk(frozen()).say(SAD)
    await talk.press("Ymmärsit väärin")
    assert crisis.held_until(talk.kept, "routine", talk.now) is None


async def test_the_short_form_does_not_hold_them_longer() -> None:
    talk = await Talk(frozen()).say(SAD)
    first = talk.kept["crisis_at"]
    talk.clock.move(minutes=5)
    await talk.say(SAD)
    assert talk.keys == ["crisis.again"]
    assert talk.kept["crisis_at"] == first


def test_the_worker_is_offered_below_the_lines_with_the_time_and_never_in_danger_of_life() -> None:
    facts = {crisis.WORKER_READS_AT: MONDAY_NINE}
    make, person = composer(frozen()), a_person()
    told = crisis.card(Finding("crisis_suicide", "B", False, "fi.x"), SAD, facts)
    bubbles = make.compose(told, person)
    words = [reply.text for reply in bubbles]
    place = next(n for n, text in enumerate(words) if "maanantaina klo 9" in text)
    assert place > next(n for n, text in enumerate(words) if "09 2525 0111" in text)
    assert [one.label for one in bubbles[place].buttons] == ["Kerro työntekijälle"]

    grave = crisis.card(Finding("crisis_medical_now", "A", False, "fi.x"), PILLS, facts)
    assert "työntekijä" not in "".join(one.text for one in make.compose(grave, person))
    forced = Say(crisis.CARD, {**grave.args, crisis.WORKER_READS_AT: MONDAY_NINE})
    assert "työntekijä" not in "".join(one.text for one in make.compose(forced, person))


async def test_without_a_named_worker_nobody_is_offered() -> None:
    assert "työntekij" not in (await Talk(frozen()).say(SAD)).text


def test_the_policy_is_told_before_the_first_share_and_again_when_it_has_changed() -> None:
    policy = CountyPolicy.load(ROOT / "demo" / "county" / "policy.yml")
    first = before_first_share({}, policy.version)
    assert first.allowed
    bubbles = composer(frozen()).compose(first.says[0], a_person())
    assert [one.text for one in bubbles] == list(policy.told("fi"))
    later = before_first_share({RECORDS: first.effects[RECORDS]}, policy.version)
    assert (later.allowed, later.says) == (True, ())
    changed = before_first_share({RECORDS: first.effects[RECORDS]}, "another")
    assert changed.says == first.says


def test_where_the_county_has_no_policy_nothing_is_shared() -> None:
    assert not before_first_share({}, None).allowed


@pytest.mark.parametrize(
    ("text", "reason", "foreign"),
    [
        ("waxaan rabaa inaan dhinto", "other.wants", True),
        ("أريد أن أموت", "other.wants", True),
        ("я не хочу жити", "model", True),
        ("i want to die", "en.wants", False),
        ("haluan kuolla 😢", "model", False),
    ],
)
def test_words_in_another_language_get_both_also_in_latin_letters(
    text: str, reason: str, foreign: bool
) -> None:
    finding = Finding("crisis_suicide", "B", False, reason)
    assert crisis.is_foreign(text, finding) is foreign
    assert crisis.card(finding, text).args["both"] is foreign


def test_a_device_in_another_language_gets_both_where_the_words_do_not_tell() -> None:
    by_model = Finding("crisis_suicide", "B", False, "model")
    assert crisis.card(by_model, "naftayda", hint="so").args["both"] is True
    assert crisis.card(by_model, "naftayda", hint="sv").args["both"] is False
    finnish = Finding("crisis_suicide", "B", False, "fi.want_to_die")
    assert crisis.card(finnish, "haluan kuolla", hint="ru").args["both"] is False


@pytest.mark.parametrize(
    ("reason", "language"),
    [("sv.wants", "sv"), ("en.x", "en"), ("fi.x", "fi"), ("other.x", None), ("model", None)],
)
def test_the_patterns_know_the_language_of_the_card(reason: str, language: str | None) -> None:
    assert crisis.spoken(Finding("crisis_suicide", "B", False, reason)) == language


def test_what_went_out_past_the_database_is_remembered_and_bounded() -> None:
    from tests.builders import an_inbound

    sent, first = crisis.SentPast(), an_inbound("a", update_id="first")
    sent.note(first)
    assert first in sent
    for number in range(10_000):
        sent.note(an_inbound("b", update_id=f"u{number}"))
    assert first not in sent
    assert len(sent.ids) == 10_000


def test_a_repeat_of_what_went_out_past_the_database_is_the_short_form() -> None:
    says = (crisis.card(Finding("crisis_suicide", "B", False, "fi.x"), SAD),)
    told, person, _ = once(says, a_person(), SATURDAY_NIGHT, {}, told=True)
    assert told[0].key == crisis.AGAIN
    assert person.last_card_at == SATURDAY_NIGHT.isoformat()
