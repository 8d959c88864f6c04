"""Danger in a message: the card before everything, not twice in a row, help near for a day."""

import time
from datetime import timedelta

import pytest

from bot.content.compose import Composer
from bot.domain.errors import EngineUnavailable
from bot.domain.messages import LANGUAGES, Button, Choice, InboundKind, Lane, Person, Reply, Say
from bot.engine.scripted import ScriptedEngine
from bot.i18n import Words
from bot.services import crisis
from bot.services.delivery_ports import ClaimedTurn
from bot.services.worker_chat import STAFF
from bot.services.writes import RECORDS
from bot.turn import take_turn
from bot.turn_state import Outcome, Parts
from tests.builders import (
    MONDAY_NOON,
    SATURDAY_NIGHT,
    SIGNER,
    a_person,
    an_inbound,
    composer,
    content,
    frozen,
    places,
    words,
)
from tests.danger import (
    DENIED,
    ENGLISH,
    FRIEND,
    PILLS,
    ROMANISED,
    SAD,
    SWEDISH,
    UKRAINIAN,
    FewWords,
    calls,
    urgent,
)

TOPIC = Say("topic.answer", {"topic": "money_run_out"})
COUNTY, MIELI = "040 000 0112", "09 2525 0111"


async def said(
    text: str,
    kind: InboundKind = InboundKind.TEXT,
    *,
    by: Person | None = None,
    engine: ScriptedEngine | None = None,
    after: timedelta = timedelta(),
    make: Composer | None = None,
    **inbound: object,
) -> Outcome:
    heard = an_inbound(text, kind, **{"at": SATURDAY_NIGHT + after, **inbound})
    claim = ClaimedTurn(1, "lease", heard, by or a_person(), '{"kept": "as it was"}', 1)
    make = make or composer(frozen())
    asked = engine or ScriptedEngine({}, otherwise=())
    return await take_turn(claim, Parts(asked, make, words(), SIGNER, scanner=FewWords()))


def keys(outcome: Outcome) -> list[str]:
    return list(dict.fromkeys(reply.key for reply, _ in outcome.replies))


def replies(outcome: Outcome) -> list[Reply]:
    return [reply for reply, _ in outcome.replies]


def text_of(outcome: Outcome) -> str:
    return "\n\n".join(reply.text for reply in replies(outcome))


def actions(outcome: Outcome) -> list[str]:
    buttons: list[Button] = [one for reply in replies(outcome) for one in reply.buttons]
    read = (SIGNER.read(a_person().conversation, one.value) for one in buttons)
    return [action for action in read if action]


async def pressed(action: str, by: Person, after: timedelta = timedelta()) -> Outcome:
    token = SIGNER.sign(by.conversation, action)
    return await said(token, InboundKind.BUTTON, by=by, after=after)


@pytest.mark.parametrize("kind", [InboundKind.TEXT, InboundKind.EDITED])
async def test_the_card_comes_before_everything_and_the_engine_is_not_asked(
    kind: InboundKind,
) -> None:
    engine = ScriptedEngine({}, otherwise=())
    outcome = await said(SAD, kind, engine=engine, by=a_person(greeted=False))
    assert keys(outcome) == ["crisis.card"]
    assert {lane for _, lane in outcome.replies} == {Lane.CRISIS}
    assert engine.heard == []
    assert {"soita 112", COUNTY, MIELI} <= {
        one for one in ("soita 112", COUNTY, MIELI) if one in text_of(outcome)
    }


async def test_in_the_middle_of_a_dialogue_the_card_leaves_what_was_begun_as_it_was() -> None:
    outcome = await said(f"Tuo summa on oikein. {SAD}", by=a_person(last_topic="money_run_out"))
    assert keys(outcome) == ["crisis.card"]
    assert outcome.tracker == '{"kept": "as it was"}'
    assert outcome.person.last_topic == "money_run_out"


async def test_life_in_danger_begins_with_112() -> None:
    first = replies(await said(PILLS))[0]
    assert first.text.startswith("**Soita 112 nyt**")


async def test_somebody_elses_danger_has_words_of_its_own() -> None:
    assert replies(await said(FRIEND))[0].text != replies(await said(SAD))[0].text


async def test_a_card_says_that_it_is_a_machine_and_what_to_do_if_nobody_answers() -> None:
    text = text_of(await said(SAD))
    for part in ("Olen kone", "En tiedä kuka tai missä olet", "Jos yksi ei vastaa"):
        assert part in text


async def test_the_first_words_have_the_calls_under_them_and_the_last_the_other_ways() -> None:
    outcome = await said(SAD)
    first, last = replies(outcome)[0], replies(outcome)[-1]
    assert [one.value for one in calls([first])] == ["112", COUNTY]
    assert [one.kind for one in last.buttons] == ["reply"] * 6
    of = "suicide.B.self"
    answers = [f"crisis:said.yes.{of}", f"crisis:said.no.{of}"]
    others = ["crisis:safe", "crisis:tips", "plan:now", "crisis:false"]
    assert actions(outcome) == [*answers, *others]


async def test_who_is_shut_is_not_among_those_to_call() -> None:
    night = await said(ENGLISH, by=a_person(language="en"))
    assert "mieli_en" not in {one for reply in replies(night) for one in reply.services}


@pytest.mark.parametrize("token", ["intent:menu", "topic:violence_help~AAAAAAAAAAAAAAAA", ""])
async def test_words_on_a_button_that_is_not_ours_are_heard(token: str) -> None:
    outcome = await said(token, InboundKind.BUTTON, label=SAD)
    assert keys(outcome) == ["crisis.card"]


async def test_words_on_a_button_of_ours_say_what_it_does_and_nothing_of_danger() -> None:
    token = SIGNER.sign(a_person().conversation, "menu:money")
    assert keys(await said(token, InboundKind.BUTTON, label=SAD)) == ["menu.list"]


async def test_a_button_of_ours_that_names_danger_itself_is_heard() -> None:
    token = SIGNER.sign(a_person().conversation, "intent:crisis_suicide")
    assert keys(await said(token, InboundKind.BUTTON, label=SAD)) == ["crisis.card"]


async def test_a_button_in_a_workers_own_chat_says_nothing_of_danger() -> None:
    fact = {"worker": "maija", "works": True, "replies": False, "handoff": None}
    pressed = an_inbound("staff:team", InboundKind.BUTTON, at=SATURDAY_NIGHT, label=SAD)
    for facts, shown in (({}, True), ({STAFF: fact}, False)):
        claim = ClaimedTurn(1, "lease", pressed, a_person(), "{}", 1, facts=facts)
        asked = Parts(
            ScriptedEngine({}, otherwise=()),
            composer(frozen()),
            words(),
            SIGNER,
            scanner=FewWords(),
        )
        assert ("crisis.card" in keys(await take_turn(claim, asked))) is shown


async def test_within_ten_minutes_the_same_card_becomes_a_short_form_with_the_numbers() -> None:
    first = await said(SAD)
    again = await said(SAD, by=first.person, after=timedelta(minutes=9))
    assert keys(again) == ["crisis.again"]
    assert len(again.replies) == 1
    assert {lane for _, lane in again.replies} == {Lane.CRISIS}
    assert COUNTY in text_of(again)
    assert MIELI in text_of(again)
    later = await said(SAD, by=again.person, after=timedelta(minutes=11))
    assert keys(later) == ["crisis.card"]


async def test_what_telegram_has_got_past_the_database_is_not_said_whole_again() -> None:
    parts = Parts(ScriptedEngine(), composer(frozen()), words(), SIGNER, scanner=FewWords())
    claim = ClaimedTurn(1, "lease", an_inbound(SAD), a_person(), None, 1)
    parts.sent_past.note(claim.inbound)
    outcome = await take_turn(claim, parts)
    assert keys(outcome) == ["crisis.again"]
    assert outcome.person.last_card_at is not None


async def test_graver_danger_is_another_card() -> None:
    first = await said(SAD)
    assert keys(await said(PILLS, by=first.person)) == ["crisis.card"]


async def test_for_a_day_help_is_one_tap_away_under_every_answer() -> None:
    person = (await said(SAD)).person
    engine = ScriptedEngine({"rahat loppu": [TOPIC]})
    near = await said("rahat loppu", by=person, engine=engine, after=timedelta(hours=23))
    assert "sos:" in actions(near)
    assert all(len(reply.buttons) <= 6 for reply in replies(near))
    gone = await said("rahat loppu", by=near.person, engine=engine, after=timedelta(hours=25))
    assert "sos:" not in actions(gone)
    never = await said("rahat loppu", engine=engine)
    assert "sos:" not in actions(never)


async def test_help_stays_near_also_while_the_engine_is_down() -> None:
    person = (await said(SAD)).person
    engine = ScriptedEngine({"hei": EngineUnavailable("down")})
    outcome = await said("hei", by=person, engine=engine)
    assert keys(outcome)[0] == "fallback.engine"
    assert "sos:" in actions(outcome)


async def test_a_false_alarm_is_taken_kindly_and_leads_back_in_one_tap() -> None:
    person = (await said(SAD, by=a_person(last_topic="money_run_out"))).person
    outcome = await pressed("crisis:false", person)
    assert keys(outcome) == ["crisis.false"]
    assert "ymmärsin väärin" in text_of(outcome)
    assert actions(outcome) == ["topic:money_run_out"]


async def test_tips_and_being_safe_are_answered_from_the_texts() -> None:
    person = (await said(SAD)).person
    tips, safe = await pressed("crisis:tips", person), await pressed("crisis:safe", person)
    assert "5. " in text_of(tips)
    assert [one.value for one in calls(replies(tips))] == ["112", COUNTY]
    assert "112" in text_of(safe)


async def test_denied_danger_gets_the_answer_and_then_a_gentle_question() -> None:
    outcome = await said(DENIED, engine=ScriptedEngine({DENIED: [TOPIC]}))
    assert keys(outcome) == ["topic.answer", "crisis.soft"]
    assert {lane for _, lane in outcome.replies} == {Lane.REPLY}
    assert actions(outcome)[-3:] == ["crisis:yes.suicide", "crisis:no", "crisis:unsure.suicide"]


HINT = "huomenna ei tarvii enää miettiä vuokraa"


async def hinted(at: str | None, text: str = HINT) -> Outcome:
    engine = ScriptedEngine({text: [TOPIC]}, hints=frozenset({text}))
    facts = {RECORDS: {crisis.HINT_AT: at} if at else {}}
    heard = an_inbound(text, InboundKind.TEXT, at=SATURDAY_NIGHT)
    claim = ClaimedTurn(1, "lease", heard, a_person(), "{}", 1, facts=facts)
    make = composer(frozen())
    return await take_turn(claim, Parts(engine, make, words(), SIGNER, scanner=FewWords()))


async def test_a_question_about_the_answer_in_hand_hints_at_nothing() -> None:
    about = Say("answer.about", {"topic": "money_run_out", "about": "refused"})
    engine = ScriptedEngine({HINT: [about]}, hints=frozenset({HINT}))
    assert "crisis.hint" not in keys(await said(HINT, engine=engine))


async def test_words_that_hint_get_their_answer_and_the_question_whether_one_is_safe() -> None:
    outcome = await hinted(None)
    assert keys(outcome) == ["topic.answer", "crisis.hint"]
    assert actions(outcome)[-3:] == ["crisis:no", "crisis:unsafe", "crisis:yes"]
    assert text_of(outcome).endswith("Onko sinulla nyt turvallista olla?")


async def test_it_is_asked_once_a_day_and_what_was_denied_has_its_own_question() -> None:
    for hours, asked in ((1, False), (23, False), (25, True)):
        outcome = await hinted((SATURDAY_NIGHT - timedelta(hours=hours)).isoformat())
        assert ("crisis.hint" in keys(outcome)) is asked
    assert keys(await hinted(None, DENIED)) == ["topic.answer", "crisis.soft"]


async def test_who_is_not_safe_is_shown_whom_to_call_at_once() -> None:
    outcome = await pressed("crisis:unsafe", a_person())
    assert keys(outcome) == ["crisis.sos"]
    assert calls(replies(outcome))[0].value == "112"


@pytest.mark.parametrize("answer", ["crisis:yes", "crisis:unsure"])
async def test_yes_and_not_sure_to_the_gentle_question_get_the_card(answer: str) -> None:
    outcome = await pressed(answer, a_person())
    assert keys(outcome) == ["crisis.card"]
    assert outcome.person.last_card_at is not None


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [(SAD, "fi", "Soita"), (SWEDISH, "sv", "Ring"), (ENGLISH, "en", "Call")],
)
async def test_the_card_is_in_the_language_of_the_person(
    text: str, language: str, number: str
) -> None:
    outcome = await said(text, by=a_person(language=language))
    assert number in calls(replies(outcome))[0].label
    assert COUNTY in text_of(outcome) + str(calls(replies(outcome)))


@pytest.mark.parametrize("text", [UKRAINIAN, ROMANISED])
async def test_words_in_another_script_get_english_and_finnish_together(text: str) -> None:
    outcome = await said(text)
    assert "Thank you for saying it" in replies(outcome)[0].text
    assert "Kiitos, että sanoit sen" in replies(outcome)[0].text
    tips = await pressed("crisis:tips-both", outcome.person)
    assert "Breathe out slowly" in text_of(tips)
    assert "Hengitä ulos hitaasti" in text_of(tips)


async def test_the_classifiers_danger_gets_the_same_card_and_is_not_repeated_either() -> None:
    args = {"category": "crisis_fire_now", "tier": "A", "about": "self"}
    engine = ScriptedEngine({"savua": [Say("crisis.card", args)]})
    first = await said("savua", engine=engine)
    again = await said("savua", engine=engine, by=first.person)
    assert (keys(first), keys(again)) == (["crisis.card"], ["crisis.again"])
    assert {lane for _, lane in first.replies} == {Lane.CRISIS}


async def test_an_action_cannot_make_a_person_miss_a_card() -> None:
    class Engine(ScriptedEngine):
        async def respond(self, turn):  # type: ignore[no-untyped-def]
            answer = await super().respond(turn)
            return type(answer)(answer.says, answer.tracker, {"last_card": "x"})

    assert (await said("hei", engine=Engine())).person.last_card is None


# --- what else may be broken ------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_without_any_locale_the_card_is_whole(language: str) -> None:
    none = Words({one: {} for one in LANGUAGES})
    make = Composer(content(), none, places(), frozen(MONDAY_NOON), SIGNER.sign)
    outcome = await said(SAD, InboundKind.EDITED, by=a_person(language=language), make=make)
    assert keys(outcome) == ["crisis.card"]
    assert COUNTY in text_of(outcome)
    assert all(one.label for reply in replies(outcome) for one in reply.buttons)


@pytest.mark.parametrize("broken", [EngineUnavailable("stopped"), RuntimeError("a bug")])
async def test_with_the_engine_stopped_the_card_is_the_same(broken: Exception) -> None:
    engine = ScriptedEngine({SAD: broken})
    assert text_of(await said(SAD, engine=engine)) == text_of(await said(SAD))


@pytest.mark.parametrize("hint", [*LANGUAGES, None, "uk"])
def test_without_a_database_the_card_has_no_button_that_needs_a_talk(hint: str | None) -> None:
    card = list(urgent()(an_inbound(SAD, language_hint=hint)))
    assert {one.key for one in card} == {"crisis.card"}
    assert {one.kind for reply in card for one in reply.buttons} == {"call"}
    told = {card[0].language, *card[0].line_languages}
    assert "fi" in told, "the words decide, whatever page they stand on"


def test_without_a_database_a_bare_cry_is_answered_and_ordinary_words_are_not() -> None:
    assert urgent()(an_inbound("apua"))[0].key == "crisis.sos"
    assert urgent()(an_inbound("sos", InboundKind.COMMAND))[0].key == "crisis.sos"
    assert list(urgent()(an_inbound("rahat loppu"))) == []


@pytest.mark.parametrize("hint", ["ru", "ar", "so"])
@pytest.mark.parametrize("cry", ["sos", "apua", "112"])
def test_without_a_database_a_cry_in_another_language_is_answered_in_both(
    cry: str, hint: str
) -> None:
    for kind in (InboundKind.TEXT, InboundKind.COMMAND):
        words = "\n".join(one.text for one in urgent()(an_inbound(cry, kind, language_hint=hint)))
        assert "I am a machine" in words
        assert "Olen kone" in words


async def test_who_is_answered_in_two_languages_gets_the_card_in_both_once() -> None:
    outcome = await said(UKRAINIAN, by=a_person(language="en", beside="fi"))
    text = text_of(outcome)
    assert [text.count(one) for one in ("Thank you for saying", "Kiitos, että sanoit")] == [1, 1]


async def test_a_card_is_found_and_put_into_words_in_fifty_milliseconds() -> None:
    make = composer(frozen())
    await said(SAD, make=make)  # the calendar's first look
    began = time.perf_counter()
    for _ in range(20):
        await said(SAD, make=make)
    assert (time.perf_counter() - began) / 20 < 0.05


async def test_a_choice_of_help_is_the_first_of_the_last_answer() -> None:
    says = [Say("a"), Say("b", choices=(Choice("menu:money"),))]
    assert crisis.with_help(says)[-1].choices[0] == crisis.HELP
    assert crisis.with_help([]) == []
