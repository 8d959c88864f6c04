"""The safety plan in the talk: made, seen, changed, deleted; what else is asked is answered."""

from datetime import timedelta

import pytest

from bot.domain.errors import EngineUnavailable
from bot.domain.hand import WORD_TOLD
from bot.domain.messages import InboundKind, Lane, Say
from bot.engine.scripted import ScriptedEngine
from bot.services.ports import EngineAnswer, EngineTurn
from tests.builders import frozen
from tests.danger import PILLS, SAD
from tests.talking import Talk

SIGNS, HELPS, COMPANY = "en nuku enkä vastaa viesteihin", "suihku ja musiikki", "siskon luona"
CALLS = "Äiti 040 123 4567"
FOOD = "mistä saan ruokaa?"
TOPIC = Say("topic.answer", {"topic": "money_run_out"})
WORD = "toi soviteltu, en tajuu"
TOLD = Say(WORD_TOLD, {"word": "adjusted_benefit", "topic": "unemployment_benefit"})


class Engine(ScriptedEngine):
    """Understands a question about food; remembers what it was told of the person."""

    def __init__(self) -> None:
        super().__init__({FOOD: [TOPIC], WORD: [TOLD]})
        self.asked: list[EngineTurn] = []

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        self.asked.append(turn)
        answer = await super().respond(turn)
        intents = {FOOD: "money_run_out", "lopeta": "cancel", "ohita": "skip_question"}
        intents[WORD] = "unemployment_benefit"
        return EngineAnswer(
            answer.says, answer.tracker, {"last_topic": "x"}, intents.get(turn.text or "")
        )


def a_talk(**more: object) -> Talk:
    return Talk(frozen(), **{"engine": Engine(), **more})  # type: ignore[arg-type]


async def made(talk: Talk) -> Talk:
    await talk.say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    for answer in (SIGNS, HELPS, COMPANY, CALLS):
        await talk.say(answer)
    return talk


@pytest.mark.parametrize(
    "words", ["joo", "joo aloitetaan", "aloitetaan", "vi börjar", "let's start"]
)
async def test_a_typed_yes_begins_it_as_the_button_does(words: str) -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.say(words)
    assert talk.keys == ["plan.ask.signs"]


async def test_a_yes_later_begins_nothing() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.say(FOOD)
    await talk.say("joo")
    assert "plan.ask.signs" not in talk.keys


@pytest.mark.parametrize("words", ["ei", "ei nyt", "joo ei"])
async def test_a_typed_no_begins_nothing(words: str) -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.say(words)
    assert "plan.ask.signs" not in talk.keys


async def a_plan_half_made() -> Talk:
    talk = a_talk()
    await talk.say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.say(SIGNS)
    return await talk.say(HELPS)


async def test_an_earlier_part_is_changed_by_words_and_the_rest_stays() -> None:
    talk = await a_plan_half_made()
    await talk.say("ei ku vaihda eka")
    assert talk.keys == ["plan.ask.signs"]
    assert SIGNS in talk.text
    for words in ("en syö", "ohita", COMPANY, CALLS):
        await talk.say(words)
    assert "en syö" in talk.text
    assert HELPS in talk.text


async def test_that_one_is_taken_away_erases_one_answer_and_not_everything() -> None:
    talk = await a_plan_half_made()
    await talk.say("poista toi")
    assert talk.keys == ["plan.cleared", "plan.ask.helps"]
    assert HELPS not in talk.text
    await talk.say("takaisin")
    assert SIGNS in talk.text


async def test_the_answer_before_is_said_again_in_other_words() -> None:
    talk = await a_plan_half_made()
    await talk.say("ei ku kävely")
    assert talk.keys == ["plan.changed", "plan.ask.company"]
    assert "kävely" in talk.text


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("turvasuunnitelma", InboundKind.TEXT),
        ("haluan tehdä turvasuunnitelman", InboundKind.TEXT),
        ("trygghetsplan", InboundKind.TEXT),
        ("show my safety plan", InboundKind.TEXT),
        ("plan", InboundKind.COMMAND),
    ],
)
async def test_it_is_found_by_asking(asked: str, kind: InboundKind) -> None:
    talk = await a_talk().say(asked, kind)
    assert "plan.intro" in talk.keys


async def test_four_answers_make_a_plan_that_is_shown_and_kept() -> None:
    talk = await made(a_talk())
    assert talk.keys == ["plan.saved", "plan.show"]
    for words in (SIGNS, HELPS, COMPANY, CALLS, "112", "09 2525 0111", "040 000 0112"):
        assert words in talk.text
    assert talk.kept == {
        "plan": {"signs": SIGNS, "helps": HELPS, "company": COMPANY, "calls": CALLS}
    }
    call = next(one for one in talk.buttons if one.kind == "call")
    assert (call.label, call.value) == ("Soita: Äiti", "040 123 4567")


async def test_it_is_there_later_and_a_new_process_knows_it_too() -> None:
    talk = await made(a_talk())
    talk.clock.move(days=30)
    talk.parts = a_talk().parts
    await talk.say("näytä mun turvasuunnitelma")
    assert HELPS in talk.text


async def test_a_question_about_something_else_is_answered_and_then_the_plan_goes_on() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.say(FOOD)
    assert talk.keys[-2:] == ["topic.answer", "plan.ask.signs"]
    await talk.say(SIGNS)
    assert talk.keys == ["plan.ask.helps"]
    assert talk.kept["plan_draft"]["answers"] == {"signs": SIGNS}


async def test_a_word_that_is_asked_is_no_answer_of_the_plan() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.say(WORD)
    assert talk.keys == ["word.told", "plan.ask.signs"]
    assert talk.kept["plan_draft"]["answers"] == {}


async def test_words_taken_for_a_question_can_be_the_answer_in_one_tap() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.say(FOOD)
    await talk.press("Se oli vastaukseni")
    assert talk.keys == ["plan.ask.helps"]
    assert talk.kept["plan_draft"]["answers"] == {"signs": FOOD}


async def test_what_is_no_answer_leaves_the_dialogue_as_it_was() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.say(SIGNS)
    (person,) = talk.storage.state.people.values()
    assert person.last_topic is None  # the engine was asked what it means, no more


async def test_the_engine_is_never_told_the_plan() -> None:
    engine = Engine()
    talk = await made(a_talk(engine=engine))
    await talk.say("hei")
    kept = [turn.facts["records"] for turn in engine.asked]
    assert all("plan" not in records and "plan_draft" not in records for records in kept)


async def test_without_the_engine_it_is_made_all_the_same() -> None:
    down = ScriptedEngine(
        {one: EngineUnavailable("down") for one in (SIGNS, HELPS, COMPANY, CALLS, FOOD)}
    )
    talk = a_talk(engine=down)
    await talk.say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.say(FOOD)
    assert "fallback.engine" in talk.keys
    for answer in (SIGNS, HELPS, COMPANY, CALLS):
        await talk.say(answer)
    assert talk.keys == ["plan.saved", "plan.show"]


async def test_parts_can_be_skipped_and_gone_back_to() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.press("Ohita")
    assert talk.keys == ["plan.ask.helps"]
    await talk.press("Edellinen")
    assert talk.keys == ["plan.ask.signs"]
    await talk.say("ohita")
    assert talk.keys == ["plan.ask.helps"]
    for _ in range(3):
        await talk.press("Ohita")
    assert talk.keys == ["plan.nothing"]
    assert talk.kept == {}


async def test_it_is_stopped_at_any_time_and_what_was_written_is_kept_only_when_asked_for() -> (
    None
):
    for answer, kept in (("Tallenna nämä", {"plan": {"signs": SIGNS}}), ("Älä tallenna", {})):
        talk = await a_talk().say("turvasuunnitelma")
        await talk.press("Aloitetaan")
        await talk.say(SIGNS)
        await talk.say("lopeta")
        assert talk.keys == ["plan.stop_ask"]
        await talk.press(answer)
        assert talk.kept == kept


async def test_nothing_written_is_stopped_at_once() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.press("Lopeta")
    assert talk.keys == ["plan.stopped"]
    assert talk.kept == {}


async def test_one_part_is_changed_alone() -> None:
    talk = await made(a_talk())
    await talk.press("Muuta")
    await talk.press("Mikä auttaa")
    assert HELPS in talk.text
    await talk.say("koira")
    assert talk.kept == {
        "plan": {"signs": SIGNS, "helps": "koira", "company": COMPANY, "calls": CALLS}
    }
    await talk.press("Muuta")
    await talk.press("Kenelle soitan")
    await talk.press("Tyhjennä tämä kohta")
    assert CALLS not in talk.text
    await talk.press("Muuta")
    await talk.press("Mikä auttaa")
    await talk.press("Jätä ennalleen")
    assert "koira" in talk.text


async def test_it_is_deleted_after_one_question() -> None:
    talk = await made(a_talk())
    await talk.press("Poista suunnitelma")
    await talk.press("Älä poista")
    assert HELPS in talk.text
    await talk.press("Poista suunnitelma")
    await talk.press("Poista")
    assert talk.kept == {}
    await talk.say("turvasuunnitelma")
    assert talk.keys[-1] == "plan.intro"


async def test_being_forgotten_takes_the_plan_with_it() -> None:
    talk = await made(a_talk())
    token = talk.parts.signer.sign(_conversation(talk), "erase:yes")
    await talk.say(token, InboundKind.BUTTON)
    with talk.storage.begin() as work:
        work.conversations.erase_due(talk.now)
        work.commit()
    assert talk.kept == {}


async def test_an_answer_too_long_to_be_read_in_a_bad_moment_is_asked_for_again() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.say("sana " * 200)
    assert talk.keys == ["plan.too_long", "plan.ask.signs"]


async def test_after_an_hour_of_silence_words_are_words_again() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    talk.clock.move(minutes=61)
    await talk.say("moi")
    assert not [key for key in talk.keys if key.startswith("plan.")]
    await talk.say("turvasuunnitelma")
    await talk.press("Jatka suunnitelmaa")
    assert talk.keys == ["plan.ask.signs"]


async def test_another_command_lets_it_wait_behind_a_button() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.say("start", InboundKind.COMMAND)
    assert talk.labels[0] == "Jatka suunnitelmaa"
    await talk.say("moi")
    assert not [key for key in talk.keys if key.startswith("plan.")]


async def test_danger_comes_before_it_and_it_waits_for_the_way_back() -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.press("Aloitetaan")
    await talk.say(PILLS)
    assert talk.keys == ["crisis.card"]
    assert set(talk.lanes) == {Lane.CRISIS}
    await talk.say("en tiedä mitä teen")
    assert talk.kept["plan_draft"]["answers"] == {}  # no answer to a question of before
    await talk.say(SAD)
    await talk.press("Olen nyt turvassa")
    await talk.press("Jatka siitä, mihin jäätiin")
    assert talk.keys[-1] == "plan.ask.signs"


async def test_the_card_opens_it_with_ones_own_people_to_call() -> None:
    talk = await made(a_talk())
    await talk.say(SAD)
    await talk.press("Oma turvasuunnitelma")
    assert talk.keys == ["crisis.plan"]
    assert HELPS in talk.text
    calls = [one.value for one in talk.buttons if one.kind == "call"]
    assert calls == ["040 123 4567", "112"]
    assert set(talk.lanes) == {Lane.CRISIS}


async def test_without_a_plan_the_card_says_what_to_do_instead_of_asking_questions() -> None:
    talk = await a_talk().say(SAD)
    await talk.press("Oma turvasuunnitelma")
    assert "Mieti yksi ihminen" in talk.text
    assert "plan_draft" not in talk.kept


async def test_right_after_a_card_a_calm_day_is_advised_and_nothing_is_forbidden() -> None:
    talk = await a_talk().say(SAD)
    talk.clock.move(hours=2)
    await talk.say("turvasuunnitelma")
    assert talk.keys[-1] == "plan.intro_hard"
    talk.clock.at += timedelta(hours=11)
    await talk.say("turvasuunnitelma")
    assert talk.keys[-1] == "plan.intro"


async def test_in_telegram_it_is_said_who_else_sees_it_before_anything_is_written() -> None:
    talk = await a_talk(channel="telegram").say("turvasuunnitelma")
    assert talk.keys.index("plan.telegram") < talk.keys.index("plan.intro")


async def test_the_topics_next_step_and_the_menu_lead_to_it() -> None:
    engine = ScriptedEngine({"ahdistaa": [Say("topic.answer", {"topic": "mental_health"})]})
    talk = await a_talk(engine=engine).say("ahdistaa")
    await talk.press("Oma turvasuunnitelma")
    assert talk.keys[-1] == "plan.intro"
    token = talk.parts.signer.sign(_conversation(talk), "menu:talk")
    await talk.say(token, InboundKind.BUTTON)
    await talk.press("Turvasuunnitelma")
    assert talk.keys[-1] == "plan.intro"


def _conversation(talk: Talk) -> str:
    (conversation,) = talk.storage.state.people
    return conversation


@pytest.mark.parametrize("sign", ["kun alkaa ahdistaa ja en saa unta", "alan itkeä"])
async def test_the_first_sign_typed_where_it_is_offered_begins_the_plan(sign: str) -> None:
    talk = await a_talk().say("turvasuunnitelma")
    await talk.say(sign)
    assert talk.keys == ["plan.ask.helps"]
    await talk.say("takaisin")
    assert sign in talk.text


@pytest.mark.parametrize("words", ["ei ketään", "nobody", "ingen", "mul ei oo ketään"])
async def test_nobody_is_nobody_to_call(words: str) -> None:
    talk = await a_plan_half_made()
    await talk.say(COMPANY)
    await talk.say(words)
    assert talk.keys == ["plan.nobody", "plan.saved", "plan.show"]
    assert words not in talk.text


async def test_done_keeps_what_is_written_and_begins_nothing_else() -> None:
    talk = await a_plan_half_made()
    await talk.say("valmis")
    assert talk.keys == ["plan.stop_ask"]
    await talk.say("done")
    assert talk.keys == ["plan.saved", "plan.show"]
    await talk.say("klar")
    assert talk.keys == ["plan.show"]
