"""Short words right after a card belong to it: not to what they sound like, nor to a topic."""

import pytest

from bot.domain.messages import Say
from bot.domain.safety import MEANING, MODEL, Finding
from bot.domain.safety_patterns import Category
from tests.danger import PILLS, SAD, FewWords
from tests.services import test_card_talk
from tests.services.test_card_beside import hit
from tests.services.test_card_talk import TOPIC, Talk


def hearing(category: Category, tier: str, reason: str) -> type[FewWords]:
    """Return a scanner that hears this in everything but the usual sentences."""

    class Hearing(FewWords):
        def scan(self, text: str) -> Finding | None:
            found = Finding(category, tier, False, reason)  # type: ignore[arg-type]
            return super().scan(text) or found

    return Hearing


AFTER_VIOLENCE: list[tuple[str, Category]] = [
    ("هو الآن في العمل", "crisis_harm_others"),
    ("він зараз на роботі", "crisis_suicide"),
    ("боюся що заберуть дитину", "crisis_harm_others"),
    ("i cant, mother will die of shame", "crisis_harm_others"),
    ("i dont want him go to jail", "crisis_harm_others"),
    ("not now he is sleeping", "crisis_medical_now"),
    ("lippu on jo ostettu", "crisis_suicide"),
    ("en haluu et kukaan koskee", "crisis_suicide"),
    ("en mee turvakotiin", "crisis_harm_others"),
    ("se mun isäpuoli", "crisis_harm_others"),
    ("det hände förra veckan", "crisis_medical_now"),
    ("jag älskar honom", "crisis_suicide"),
    ("jotain ihan muuta", "crisis_fire_now"),
    ("va ska de bli av", "crisis_suicide"),
]


@pytest.mark.parametrize(("said", "category"), AFTER_VIOLENCE)
@pytest.mark.parametrize("tier", ["A", "B"])
async def test_what_an_ear_alone_hears_stays_with_the_danger_that_was_told(
    said: str, category: Category, tier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = Talk(TOPIC)
    await talk.press("crisis:yes.violence_now")
    monkeypatch.setattr(test_card_talk, "FewWords", hearing(category, tier, MEANING))
    assert await talk.say(said) == ["crisis.further"]
    assert (talk.person.last_card or "").startswith("crisis_violence_now:B:self")
    assert "080 005 005" in talk.text  # the line for violence


async def test_a_pattern_of_another_danger_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = await hit()
    heard = hearing("crisis_suicide", "A", "fi.doing_now")
    monkeypatch.setattr(test_card_talk, "FewWords", heard)
    assert await talk.say("viillän ranteet nyt") == ["crisis.card"]
    assert (talk.person.last_card or "").startswith("crisis_suicide:A:self")


async def test_pills_that_are_named_are_a_danger_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = await hit()
    monkeypatch.setattr(test_card_talk, "FewWords", hearing("crisis_suicide", "A", MODEL))
    assert await talk.say("otin pillereitä") == ["crisis.card"]


@pytest.mark.parametrize("heard", ["crisis_suicide", "crisis_medical_now"])
async def test_thoughts_that_were_told_become_danger_now_where_an_ear_hears_it(
    heard: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = Talk(TOPIC)
    await talk.say(SAD)
    monkeypatch.setattr(test_card_talk, "FewWords", hearing(heard, "A", MODEL))
    assert await talk.say("otin jo ne, en uskalla soittaa") == ["crisis.card"]
    assert (talk.person.last_card or "").startswith("crisis_suicide:A:self")


@pytest.mark.parametrize(
    "read_as", ["topic.answer", "status.nothing", "worker.none", "talk.greet"]
)
async def test_no_topic_takes_short_words_away_from_a_card(read_as: str) -> None:
    talk = Talk(Say(read_as, {"topic": "locked_out"}))
    await talk.say(SAD)
    assert await talk.say("entä sit") == ["crisis.further"]
    assert "112" in talk.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("mistä saan ruokaa", "topic.answer"),
        ("min hyra är inte betald", "topic.answer"),
        ("kirjota mun työntekijälle", "handoff.ask"),
        ("kiitos", "talk.thanks"),
        ("oletko ihminen", "talk.bot_challenge"),
    ],
)
async def test_a_practical_matter_and_politeness_have_their_own_answer(
    said: str, answer: str
) -> None:
    talk = Talk(Say(answer, {"topic": "money_run_out"}))
    await talk.say(SAD)
    assert await talk.say(said) == [answer]


async def test_after_another_matter_short_words_belong_to_that() -> None:
    talk = Talk(TOPIC)
    await talk.say(SAD)
    assert await talk.say("mistä saan ruokaa") == [TOPIC.key]
    assert await talk.say("entä sit") == [TOPIC.key]


async def test_a_topic_about_the_danger_itself_is_answered() -> None:
    talk = Talk(Say("topic.answer", {"topic": "mental_health"}))
    await talk.say(SAD)
    assert await talk.say("mua ahdistaa") == ["topic.answer"]


@pytest.mark.parametrize(
    ("joke", "meant"),
    [
        ("läppä", "mut oikeesti haluun"),
        ("läppä", "valehtelin, ei ollu läppä"),
        ("läppä", f"mut oikeesti {SAD}"),
        ("jk", "actually no i mean it"),
        ("skämt", "nä på riktigt"),
        ("это была шутка", "нет я серьёзно"),
    ],
)
async def test_a_joke_that_was_none_opens_the_cards_matter_again(joke: str, meant: str) -> None:
    talk = Talk()
    await talk.say(SAD)
    assert await talk.say(joke) == ["crisis.false"]
    assert await talk.say(meant) == ["crisis.further"]
    assert "tosissani" in talk.text
    assert "Oletko vaarassa tehdä itsellesi jotain juuri nyt?" in talk.text
    assert await talk.say("joo") == ["crisis.card"]


async def test_words_like_it_open_nothing_that_was_never_taken_back_or_long_ago() -> None:
    talk = Talk(TOPIC)
    assert await talk.say("mut oikeesti haluun") == [TOPIC.key]
    await talk.say(SAD)
    await talk.say("läppä")
    assert await talk.say("oikeesti mistä saan rahaa") == [TOPIC.key]
    assert await talk.say("mut oikeesti haluun", after=40) == [TOPIC.key]


async def test_a_mistake_that_was_pressed_may_be_taken_back_too() -> None:
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    assert await talk.press("crisis:false") == ["crisis.false"]
    assert await talk.say("ei se ollu vitsi") == ["crisis.further"]
    assert "Oletko nyt yksin?" in talk.text
