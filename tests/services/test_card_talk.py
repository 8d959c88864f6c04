"""What is typed while a crisis card or a gentle question is open: answered before small talk."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.domain.card_questions import QUESTIONS, Told, has_words
from bot.domain.messages import InboundKind, Lane, Person, Say
from bot.domain.safety_patterns import CRISIS
from bot.engine.scripted import ScriptedEngine
from bot.services import crisis
from bot.services.delivery_ports import ClaimedTurn
from bot.services.writes import RECORDS
from bot.turn import take_turn
from bot.turn_state import Outcome, Parts
from tests.builders import SATURDAY_NIGHT, SIGNER, a_person, an_inbound, composer, frozen, words
from tests.danger import DENIED, PILLS, SAD, FewWords
from tests.fake_counts import MemoryCrisisCounts
from tests.fake_rows import State
from tests.fake_talks import MemoryRecords

SMALL_TALK = Say("talk.affirm")
TOPIC = Say("topic.answer", {"topic": "money_run_out"})


class Talk:
    """One person's talk; what a turn keeps is there in the next one."""

    def __init__(self, said: Say = SMALL_TALK, **person: object) -> None:
        self.person: Person = a_person(**person)
        self.state = State()
        self.at = SATURDAY_NIGHT
        self.engine = ScriptedEngine({}, otherwise=(said,))

    async def say(
        self, text: str, kind: InboundKind = InboundKind.TEXT, after: int = 1, **facts: object
    ) -> list[str]:
        """Say something some minutes later; return the keys of what is answered."""
        self.at += timedelta(minutes=after)
        records = MemoryRecords(self.state)
        told = {RECORDS: records.of(self.person.conversation), **facts}
        inbound = an_inbound(text, kind, at=self.at)
        claim = ClaimedTurn(1, "lease", inbound, self.person, None, 1, facts=told)
        parts = Parts(self.engine, composer(frozen()), words(), SIGNER, scanner=FewWords())
        self.outcome: Outcome = await take_turn(claim, parts)
        self.person = self.outcome.person
        work = SimpleNamespace(records=records, crisis_counts=MemoryCrisisCounts(self.state))
        for write in self.outcome.writes:
            write(work)
        return list(dict.fromkeys(reply.key for reply, _ in self.outcome.replies))

    async def press(self, action: str) -> list[str]:
        """Press a button."""
        token = SIGNER.sign(self.person.conversation, action)
        return await self.say(token, InboundKind.BUTTON)

    @property
    def text(self) -> str:
        return "\n".join(reply.text for reply, _ in self.outcome.replies)


@pytest.mark.parametrize("said", ["joo", "oon yksin", "ehkä", "en tiiä"])
async def test_alone_in_danger_is_never_small_talk(said: str) -> None:
    talk = Talk()
    assert await talk.say(PILLS) == ["crisis.card"]
    assert await talk.say(said) == ["crisis.answered"]
    assert "Soita 112 nyt" in talk.text
    assert {lane for _, lane in talk.outcome.replies} == {Lane.CRISIS}
    assert any(
        button.value == "112" for reply, _ in talk.outcome.replies for button in reply.buttons
    )


async def test_who_is_not_alone_is_told_to_ask_the_other() -> None:
    talk = Talk()
    await talk.say(PILLS)
    assert await talk.say("en oo, kaveri on tässä") == ["crisis.answered"]
    assert "Pyydä häntä soittamaan 112" in talk.text


@pytest.mark.parametrize("said", ["joo", "joo oon vaarassa", "en tiiä", "vähän"])
async def test_danger_told_that_is_now_gets_the_card_of_danger_now(said: str) -> None:
    talk = Talk()
    await talk.say(SAD)
    assert await talk.say(said) == ["crisis.card"]
    assert talk.text.startswith("**Soita 112 nyt.**")
    assert (talk.person.last_card or "").startswith("crisis_suicide:A:self")


async def test_no_danger_now_keeps_the_lines() -> None:
    talk = Talk()
    await talk.say(SAD)
    assert await talk.say("en") == ["crisis.answered"]
    assert "09 2525 0111" in talk.text


@pytest.mark.parametrize("told", QUESTIONS)
@pytest.mark.parametrize("answer", ["yes", "no"])
async def test_every_answer_of_every_card_names_112(told: Told, answer: str) -> None:
    talk = Talk()
    kind = told[0].removeprefix(CRISIS)
    found = await talk.press(f"crisis:said.{answer}.{kind}.{told[1]}.{told[2]}")
    assert found == ["crisis.answered" if has_words(told, answer) else "crisis.card"]  # type: ignore[arg-type]
    assert "112" in talk.text


async def test_a_bare_word_answers_the_question_only_while_nothing_else_was_said() -> None:
    talk = Talk(TOPIC)
    await talk.say(SAD)
    await talk.say("mistä saan rahaa")
    assert await talk.say("joo") == ["topic.answer"]
    assert await talk.say("joo oon vaarassa") == ["crisis.card"]


async def test_a_joke_is_taken_back_in_words_and_reminders_go_on() -> None:
    talk = Talk()
    await talk.say(SAD)
    assert await talk.say("sori se oli vitsi") == ["crisis.false"]
    records = MemoryRecords(talk.state).of(talk.person.conversation)
    assert crisis.CRISIS_AT not in records
    assert await talk.say("joo") == ["talk.affirm"]


@pytest.mark.parametrize(
    ("said", "found"),
    [("on", "crisis.card"), ("en tiiä", "crisis.card"), ("ei oo", "crisis.false")],
)
async def test_the_gentle_question_is_answered_in_words_too(said: str, found: str) -> None:
    talk = Talk(TOPIC)
    assert await talk.say(DENIED) == ["topic.answer", "crisis.soft"]
    assert await talk.say(said) == [found]


async def test_no_to_a_gentle_question_takes_no_earlier_card_back() -> None:
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    await talk.say(DENIED, after=15)
    assert await talk.press("crisis:no") == ["crisis.false"]
    assert crisis.CRISIS_AT in MemoryRecords(talk.state).of(talk.person.conversation)


async def test_the_gentle_question_asks_about_what_was_denied() -> None:
    talk = Talk(TOPIC)
    await talk.press("crisis:yes.violence_now")
    assert (talk.person.last_card or "").startswith("crisis_violence_now:B:self")
    await talk.press("crisis:yes.fire_now")
    assert (talk.person.last_card or "").startswith("crisis_fire_now:A:self")


async def test_small_talk_beside_danger_now_gives_way_to_what_else_can_be_done() -> None:
    talk = Talk()
    await talk.say(PILLS)
    assert await talk.say("niinpä niin") == ["crisis.further"]
    assert "älä katkaise puhelua" in talk.text
    assert {lane for _, lane in talk.outcome.replies} == {Lane.CRISIS}


async def test_a_topic_beside_danger_now_has_112_before_it_for_half_an_hour() -> None:
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    assert await talk.say("rahat loppu") == ["crisis.still", "topic.answer"]
    assert await talk.say("rahat loppu", after=31) == ["topic.answer"]


async def test_a_person_to_talk_to_is_found_now_unless_the_worker_is_named() -> None:
    for text, found in (
        ("haluun puhua ihmiselle", "crisis.further"),
        ("kirjota mun työntekijälle", "crisis.still"),
    ):
        talk = Talk(Say("handoff.ask"))
        talk.engine.intents = {text: "contact_worker"}
        await talk.say(PILLS)
        assert (await talk.say(text))[0] == found


async def test_beside_danger_told_topics_stand_alone() -> None:
    talk = Talk(TOPIC)
    await talk.say(SAD)
    assert await talk.say("rahat loppu") == ["topic.answer"]


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("voitko lähettää ambulanssin", "En voi soittaa enkä lähettää ketään"),
        ("en haluu poliisii", "Minä en soita poliisille"),
        ("mitä tapahtuu jos soitan sinne", "ihminen kysyy"),
        ("älä kerro mun työntekijälle", "En lähetä tätä kenellekään"),
        ("soitin jo", "Hyvä, että soitit"),
    ],
)
async def test_what_people_ask_after_a_card_has_fixed_words(said: str, part: str) -> None:
    talk = Talk()
    await talk.say(SAD)
    assert await talk.say(said) == ["crisis.further"]
    assert part in talk.text


async def test_the_same_card_is_short_also_after_another_between() -> None:
    talk = Talk()
    assert await talk.say(SAD) == ["crisis.card"]
    assert await talk.say(PILLS) == ["crisis.card"]
    assert await talk.say(SAD) == ["crisis.again"]


async def test_after_a_bare_cry_for_help_help_stays_near() -> None:
    talk = Talk()
    assert await talk.say("apua") == ["crisis.sos"]
    await talk.say("kiitos", after=5)
    labels = [button.label for reply, _ in talk.outcome.replies for button in reply.buttons]
    assert "Apua heti" in labels


async def test_whom_a_worker_knows_is_not_told_that_nobody_knows_them() -> None:
    talk = Talk()
    await talk.say(SAD, worker={"linked": True})
    assert "En tiedä kuka" not in talk.text
    assert "En tiedä, missä olet" in talk.text
    stranger = Talk()
    await stranger.say(SAD)
    assert "En tiedä kuka tai missä olet" in stranger.text


@pytest.mark.parametrize(
    ("card", "part"),
    [(None, "jalkapohjat"), ("crisis_fire_now:A:self:fi:one|x", "Sulje ovet")],
)
async def test_tips_fit_the_danger(card: str | None, part: str) -> None:
    talk = Talk(last_card=card, last_card_at=SATURDAY_NIGHT.isoformat())
    assert await talk.press("crisis:tips") == ["crisis.tips"]
    assert part in talk.text


async def test_english_and_finnish_together_are_said_once() -> None:
    talk = Talk(language="en", beside="fi")
    await talk.press("crisis:yes.suicide-both")
    bubbles = [reply.text for reply, _ in talk.outcome.replies]
    assert len(bubbles) == len(set(bubbles))


async def test_whoever_asks_whether_it_is_dangerous_hears_of_the_poison_centre() -> None:
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    assert await talk.say("en tunne mitään, onks tää vaarallista") == ["crisis.further"]
    assert "0800 147 111" in talk.text


async def test_a_joke_after_a_card_leads_out_and_the_next_matter_has_its_answer() -> None:
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    assert await talk.say("haha vitsi") == ["crisis.false"]
    assert await talk.say("rahat loppu") == [TOPIC.key]


async def test_a_bare_ok_after_danger_is_not_met_with_anything_else() -> None:
    talk = Talk(Say("talk.affirm"))
    await talk.say(SAD)
    assert await talk.say("okei sit") == ["crisis.further"]
    assert "Numerot jäävät tähän" in talk.text
