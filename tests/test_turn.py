"""The flow of one message: stages in order, always an answer, words only at the end."""

from types import SimpleNamespace

import pytest

from bot.domain.errors import EngineUnavailable
from bot.domain.messages import Choice, InboundKind, Lane, Say
from bot.domain.redact import MASK
from bot.engine.scripted import ScriptedEngine
from bot.services.receive import harmless
from bot.turn import STAGES, commands, dialogue, human, making_plan, safety, staff, take_turn
from bot.turn_dialogue import more_of_message
from bot.turn_state import Outcome, Parts
from tests.builders import SIGNER, a_claim, a_person, an_inbound, composer, frozen, words
from tests.fake_counts import MemoryCrisisCounts
from tests.fake_rows import State
from tests.fake_talks import MemoryRecords

TOPIC = Say("topic.answer", {"topic": "money_run_out"})


async def taken(claim: object, engine: ScriptedEngine | None = None) -> Outcome:
    parts = Parts(engine or ScriptedEngine(), composer(frozen()), words(), SIGNER)
    return await take_turn(claim, parts)  # type: ignore[arg-type]


def keys(outcome: Outcome) -> list[str]:
    return [reply.key for reply, _ in outcome.replies]


def test_safety_is_the_first_stage() -> None:
    after = [staff, human, commands, more_of_message, making_plan, dialogue]
    assert list(STAGES) == [safety, *after]


async def test_free_words_are_answered_by_the_dialogue() -> None:
    engine = ScriptedEngine({"rahat loppu": [TOPIC]})
    outcome = await taken(a_claim("rahat loppu"), engine)
    assert set(keys(outcome)) == {"topic.answer"}
    assert all(reply.topic == "money_run_out" for reply, _ in outcome.replies)
    assert all(reply.text for reply, _ in outcome.replies)


@pytest.mark.parametrize(
    "cry",
    [
        *("apua", "SOS!", "112", "Hjälp!!", "help", "Apua apua", "🆘"),
        *("apua nopee", "APUA, nyt!", "hjälp mig nu", "help me please"),
        *("Apuaaaa", "a p u a", "s.o.s", "1 1 2", "🆘🆘", "auttakaa", "hätä", "tarvin apua heti"),
    ],
)
async def test_a_bare_cry_for_help_needs_no_engine_and_goes_first(cry: str) -> None:
    engine = ScriptedEngine({}, otherwise=())
    outcome = await taken(a_claim(cry), engine)
    assert set(keys(outcome)) == {"crisis.sos"}
    assert {"Olen kone", "Jag är en maskin", "I am a machine"} & {
        outcome.replies[-1][0].text.partition(",")[0]
    }
    assert {lane for _, lane in outcome.replies} == {Lane.CRISIS}
    assert "112" in outcome.replies[0][0].text
    assert engine.heard == []


async def test_a_cry_is_answered_in_its_language_where_the_person_has_chosen_none() -> None:
    heard = await taken(a_claim("hjälp mig"))
    chosen = await taken(a_claim("hjälp mig", language_chosen=True))
    assert [one.replies[0][0].language for one in (heard, chosen)] == ["sv", "fi"]


@pytest.mark.parametrize("cry", ["помогите", "النجدة", "کمک", "caawimaad", "al-najda"])
async def test_a_cry_in_another_language_gets_english_and_finnish(cry: str) -> None:
    words = (await taken(a_claim(cry))).replies[-1][0].text
    assert "I am a machine" in words
    assert "Olen kone" in words


async def test_a_wish_for_help_gets_its_answer_and_help_at_once_one_tap_away() -> None:
    outcome = await taken(a_claim("tarvin apua"), ScriptedEngine({"tarvin apua": [TOPIC]}))
    assert set(keys(outcome)) == {"topic.answer"}
    assert outcome.replies[-1][0].buttons[0].label == "Apua heti"


@pytest.mark.parametrize("words", ["apua rahaan", "nyt heti", "help me find a home"])
async def test_help_with_something_is_no_bare_cry(words: str) -> None:
    outcome = await taken(a_claim(words), ScriptedEngine({words: [TOPIC]}))
    assert "crisis.sos" not in keys(outcome)


@pytest.mark.parametrize(
    "failure", [EngineUnavailable("down"), RuntimeError("a bug"), KeyError("x")]
)
async def test_when_the_engine_fails_the_person_gets_honest_words_and_people(
    failure: Exception,
) -> None:
    outcome = await taken(a_claim("mitä teen"), ScriptedEngine({"mitä teen": failure}))
    assert keys(outcome) == ["fallback.engine", "directory.results"]
    assert outcome.replies[1][0].services


async def test_an_engine_without_words_is_a_failed_turn() -> None:
    outcome = await taken(a_claim("hei"), ScriptedEngine({"hei": ()}))
    assert keys(outcome)[0] == "fallback.engine"


async def test_the_first_answer_says_what_this_is_and_later_ones_do_not() -> None:
    engine = ScriptedEngine({"rahat loppu": [TOPIC]})
    first = await taken(a_claim("rahat loppu", greeted=False), engine)
    assert keys(first)[0] == "greet.first"
    assert first.person.greeted
    later = await taken(a_claim("rahat loppu", greeted=True), engine)
    assert "greet.first" not in keys(later)


async def test_a_greeting_is_not_greeted_twice() -> None:
    engine = ScriptedEngine({"moi": [Say("talk.greet")]})
    outcome = await taken(a_claim("moi", greeted=False), engine)
    assert keys(outcome) == ["greet.first"]
    assert outcome.replies[0][0].buttons


async def test_somebody_new_is_met_in_the_language_of_their_device() -> None:
    claim = a_claim("hej", greeted=False)
    claim = type(claim)(
        1, "lease", an_inbound("hej", language_hint="sv"), a_person(greeted=False), None, 1
    )
    outcome = await taken(claim)
    assert outcome.person.language == "sv"


async def test_a_device_in_a_language_without_our_words_is_met_in_english_and_finnish() -> None:
    claim = a_claim("1", greeted=False)
    claim = type(claim)(
        1, "lease", an_inbound("1", language_hint="uk"), a_person(greeted=False), None, 1
    )
    outcome = await taken(claim)
    assert (outcome.person.language, outcome.person.beside) == ("en", "fi")
    assert {reply.language for reply, _ in outcome.replies} == {"en", "fi"}


async def test_a_chosen_language_ends_the_second_one() -> None:
    token = SIGNER.sign(a_person().conversation, "language:sv")
    outcome = await taken(a_claim(token, InboundKind.BUTTON, language="en", beside="fi"))
    assert (outcome.person.language, outcome.person.beside) == ("sv", None)


async def test_a_button_of_ours_reaches_the_dialogue_as_a_trusted_intent() -> None:
    engine = ScriptedEngine({"locked_out": [Say("topic.answer", {"topic": "locked_out"})]})
    token = SIGNER.sign(a_person().conversation, "topic:locked_out")
    outcome = await taken(a_claim(token, InboundKind.BUTTON), engine)
    assert engine.heard[0].intent == "locked_out"
    assert engine.heard[0].text is None
    assert outcome.replies[0][0].topic == "locked_out"


@pytest.mark.parametrize("token", ["topic:scam~AAAAAAAAAAAAAAAA", "topic:scam", "~", "x" * 64])
async def test_a_button_that_is_not_ours_is_refused_kindly(token: str) -> None:
    engine = ScriptedEngine()
    outcome = await taken(a_claim(token, InboundKind.BUTTON), engine)
    assert keys(outcome) == ["button.stale"]
    assert engine.heard == []


async def test_another_persons_button_is_refused() -> None:
    token = SIGNER.sign(type(a_person().conversation)("somebody-else"), "topic:scam")
    assert keys(await taken(a_claim(token, InboundKind.BUTTON))) == ["button.stale"]


async def test_language_is_changed_by_a_button_while_the_engine_is_down() -> None:
    engine = ScriptedEngine({}, otherwise=())
    token = SIGNER.sign(a_person().conversation, "language:sv")
    outcome = await taken(a_claim(token, InboundKind.BUTTON), engine)
    assert outcome.person.language == "sv"
    assert outcome.person.language_chosen
    assert "svenska" in outcome.replies[0][0].text


@pytest.mark.parametrize("kind", ["photo", "voice", "location", "sticker", "contact", "poll", "x"])
async def test_what_cannot_be_read_gets_a_kind_answer_and_the_way_back(kind: str) -> None:
    claim = a_claim(kind, InboundKind.MEDIA, last_topic="locked_out")
    outcome = await taken(claim)
    assert keys(outcome)[0].startswith("media.")
    assert [button.label for button in outcome.replies[0][0].buttons]


async def test_a_masked_identity_code_is_told_gently() -> None:
    engine = ScriptedEngine({"x": [TOPIC]})
    inbound = an_inbound("x", masked=True)
    claim = type(a_claim("x"))(1, "l", inbound, a_person(), None, 1)
    assert keys(await taken(claim, engine))[-1] == "privacy.masked"


async def test_an_identity_code_alone_gets_the_notice_alone() -> None:
    engine = ScriptedEngine({}, otherwise=[TOPIC])
    inbound = an_inbound(f"hetu {MASK}", masked=True)
    claim = type(a_claim("x"))(1, "l", inbound, a_person(greeted=True), None, 1)
    assert keys(await taken(claim, engine)) == ["privacy.masked"]


async def test_erasing_is_asked_for_by_a_signed_button_alone() -> None:
    token = SIGNER.sign(a_person().conversation, "erase:yes")
    assert (await taken(a_claim(token, InboundKind.BUTTON))).erase
    assert not (await taken(a_claim("erase:yes"))).erase


async def test_effects_change_only_what_we_remember_of_a_person() -> None:
    class Engine(ScriptedEngine):
        async def respond(self, turn):  # type: ignore[no-untyped-def]
            answer = await super().respond(turn)
            effects = {"municipality": "186", "conversation": "stolen", "nonsense": 1}
            return type(answer)(answer.says, answer.tracker, effects)

    outcome = await taken(a_claim("asun järvenpäässä"), Engine())
    assert outcome.person.municipality == "186"
    assert outcome.person.conversation == a_person().conversation


@pytest.mark.parametrize(
    "text",
    [
        *("/greet", "//greet", "\uff0fgreet", "\u200b/greet", "/ \u200b/restart"),
        ' /grant_share{"a":1}',
    ],
)
def test_words_can_never_be_an_intent_of_rasa(text: str) -> None:
    assert not harmless(text).startswith(("/", "\uff0f", "\u200b"))


def test_nothing_left_is_still_a_message() -> None:
    assert harmless("///") == "…"


async def test_choices_become_signed_buttons_with_words() -> None:
    engine = ScriptedEngine({"x": [Say("unsure.options", choices=(Choice("topic:scam"),))]})
    outcome = await taken(a_claim("x"), engine)
    button = outcome.replies[0][0].buttons[0]
    assert SIGNER.read(a_person().conversation, button.value) == "topic:scam"
    assert button.label
    assert len(button.value.encode()) <= 64


async def test_after_a_cry_for_help_no_question_of_an_assessment_waits() -> None:
    outcome = await taken(a_claim("apua"))
    records = MemoryRecords(State())
    person = outcome.person.conversation
    records.keep(person, "pending", {"question": "rent"})
    for write in outcome.writes:
        write(SimpleNamespace(records=records, crisis_counts=MemoryCrisisCounts(State())))
    assert "pending" not in records.of(person)


@pytest.mark.parametrize(
    ("action", "intent"),
    [
        ("answer:budget-rent-_skip", "answer"),
        ("assess:budget", "start_assessment"),
        ("again:budget", "start_assessment"),
        ("forget:budget", "forget_assessment"),
        ("show:budget", "show_results"),
    ],
)
async def test_a_button_of_an_assessment_reaches_the_dialogue_with_what_it_was(
    action: str, intent: str
) -> None:
    engine = ScriptedEngine({f"/{intent}": [TOPIC]}, otherwise=[TOPIC])
    claim = a_claim(SIGNER.sign(a_person().conversation, action), InboundKind.BUTTON)
    await taken(claim, engine)
    (heard,) = engine.heard
    assert (heard.intent, heard.facts["pressed"]) == (intent, action)


class Kept:
    """Where a county keeps what was not answered, in a list."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.at: object = None

    def keep(self, text: str, at: object) -> None:
        self.texts.append(text)
        self.at = at


async def kept_of(text: str, intent: str, *says: Say, on: bool = True) -> list[str]:
    kept = Kept()
    engine = ScriptedEngine({text: list(says)}, intents={text: intent})
    parts = Parts(engine, composer(frozen()), words(), SIGNER, unanswered=kept if on else None)
    outcome = await take_turn(a_claim(text), parts)
    for done in outcome.afterwards:
        done()
    return kept.texts


async def test_what_was_not_answered_is_kept_only_where_the_county_keeps_it() -> None:
    out = Say("scope.out")
    assert await kept_of("mikä on kuun massa", "out_of_scope", out) == ["mikä on kuun massa"]
    assert await kept_of("mikä on kuun massa", "out_of_scope", out, on=False) == []
    assert await kept_of("rahat loppu", "money_run_out", TOPIC) == []


async def test_words_that_may_mean_danger_are_never_kept() -> None:
    asked = Say(
        "unsure.options", choices=(Choice("intent:crisis_suicide", "intent.crisis_suicide"),)
    )
    assert await kept_of("en jaksa enää", "unsure", asked) == []


async def test_where_messages_are_kept_the_answer_on_privacy_says_so() -> None:
    engine = ScriptedEngine({"kuka lukee": [Say("privacy.text")]})
    parts = Parts(engine, composer(frozen()), words(), SIGNER, unanswered=Kept())
    outcome = await take_turn(a_claim("kuka lukee"), parts)
    assert keys(outcome) == ["privacy.text_kept"]
    assert "30 päivää" in outcome.replies[0][0].text
    assert keys(await taken(a_claim("kuka lukee"), engine)) == ["privacy.text"]
