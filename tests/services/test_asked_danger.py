"""Questions about danger: a "yes, but" is no yes, fear is heard, who asks who is told is told."""

import pytest

from bot.domain.answer_acts import says_none
from tests.assessment_builders import Talk


def asked_of_oneself() -> Talk:
    """A low mind: thoughts of hurting oneself are asked about."""
    return in_wellbeing("2")


def asked_of_others() -> Talk:
    """A hard time with people: it is asked whether one is safe with them."""
    return in_wellbeing("5", "6", "2")


def in_wellbeing(*words: str) -> Talk:
    talk = Talk()
    talk.does("start_wellbeing")
    for one in words:
        talk.says(one)
    return talk


def is_card(talk: Talk) -> bool:
    return talk.keys == ["crisis.card"] and "pending" not in talk.records


@pytest.mark.parametrize(
    "words",
    [
        *("joo mut pelkään naapurii", "joo mut pelkään veljee", "olen mut exä uhkailee"),
        *("yes but im afraid of my neighbour", "ja men jag är rädd för min bror"),
    ],
)
def test_fear_after_a_yes_is_answered_as_fear(words: str) -> None:
    talk = asked_of_others()
    talk.says(words)
    assert is_card(talk)


@pytest.mark.parametrize("words", ["joo mut", "ja men ibland", "yes except at home", "joo paitsi"])
@pytest.mark.parametrize("asked", [asked_of_others, asked_of_oneself])
def test_a_yes_or_no_that_holds_something_back_is_asked_again(asked: object, words: str) -> None:
    talk = asked()  # type: ignore[operator]
    before = talk.asked
    talk.says(words.replace("joo", "ei") if asked is asked_of_oneself else words)
    assert is_card(talk) or (talk.asked == before and talk.args["lead"] == "assessment.yes_but")


@pytest.mark.parametrize("words", ["joo en pelkää ketään", "kyllä", "yes", "ja"])
def test_a_plain_yes_is_one(words: str) -> None:
    talk = asked_of_others()
    talk.says(words)
    assert talk.asked == "everyday"


@pytest.mark.parametrize("number", ["1", "2", "3", "10"])
@pytest.mark.parametrize("asked", [asked_of_others, asked_of_oneself])
def test_a_number_picks_nothing_where_no_numbers_are_shown(asked: object, number: str) -> None:
    talk = asked()  # type: ignore[operator]
    before = talk.asked
    talk.says(number)
    assert talk.asked == before
    assert talk.args["lead"] == "assessment.unclear_1"


@pytest.mark.parametrize(
    "words",
    [
        *("hyvin paitsi exä vainoo", "8 mut mun ex stalkkaa", "ok mut pelkään faijaa"),
        *("good but im scared of my dad", "bra men jag är rädd för pappa"),
    ],
)
def test_fear_of_somebody_told_beside_a_step_is_heard(words: str) -> None:
    talk = in_wellbeing("5", "6")
    talk.does("unsure", words)
    assert is_card(talk)


@pytest.mark.parametrize("words", ["hyvin, en pelkää ketään", "7", "pelkään tulevaisuutta"])
def test_fear_of_nobody_is_no_card(words: str) -> None:
    talk = in_wellbeing("5", "6")
    talk.says(words)
    assert not is_card(talk)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("kerrotko sä jollekki", "assessment.who_sees"),
        ("soitatteko poliisit", "assessment.who_sees"),
        ("vem ser det här", "assessment.who_sees"),
        ("will you tell someone", "assessment.who_sees"),
        ("mitä jos vastaan joo", "assessment.if_yes"),
        ("vad händer om jag säger ja", "assessment.if_yes"),
        ("what do you do if i say yes", "assessment.if_yes"),
    ],
)
def test_who_asks_what_comes_of_an_answer_hears_it_and_is_asked_again(
    words: str, key: str
) -> None:
    talk = asked_of_oneself()
    talk.does("how_are_you", words)
    assert talk.keys == [key, "assessment.ask"]
    assert talk.asked == "safety"


@pytest.mark.parametrize("words", ["joskus ennen", "ennen joo mut en enää", "i used to", "förr"])
def test_what_was_before_is_asked_about_gently(words: str) -> None:
    talk = asked_of_oneself()
    talk.does("violence_help", words)
    assert talk.keys == ["assessment.ask", "crisis.hint"]
    assert talk.asked == "body"
    others = asked_of_others()
    others.does("violence_help", words)
    assert others.keys == ["assessment.ask", "crisis.soft"]


@pytest.mark.parametrize("words", ["älä kysy", "fråga inte", "don't ask", "ohita"])
def test_who_does_not_want_to_tell_hears_who_helps(words: str) -> None:
    talk = asked_of_oneself()
    talk.says(words)
    assert talk.keys == ["assessment.untold", "directory.results", "assessment.ask"]
    assert "mieli_fi" in str(talk.says_now[1].args["services"])
    assert talk.asked == "body"


def test_a_bare_no_is_a_bare_no() -> None:
    assert says_none("ei oo")
    assert not says_none("en käytä")


@pytest.mark.parametrize("words", ["ja för det mesta", "joo kai", "yes i guess", "yes mostly"])
def test_a_yes_that_is_only_nearly_one_is_asked_again(words: str) -> None:
    talk = asked_of_others()
    talk.says(words)
    assert talk.args["lead"] == "assessment.yes_but"


@pytest.mark.parametrize("words", ["oon turvassa", "turvassa", "yes im safe", "jag är trygg"])
def test_who_says_to_be_safe_is_believed(words: str) -> None:
    talk = asked_of_others()
    talk.says(words)
    assert talk.asked == "everyday"


@pytest.mark.parametrize(
    "words", ["välil", "iltasin", "silloin tällöin", "öisin", "då och då", "at night"]
)
def test_thoughts_that_come_sometimes_are_a_yes(words: str) -> None:
    talk = asked_of_oneself()
    talk.says(words)
    assert is_card(talk)


@pytest.mark.parametrize("words", ["välil", "iltasin", "då och då", "at night"])
def test_safe_sometimes_is_never_taken_for_safe(words: str) -> None:
    talk = asked_of_others()
    talk.says(words)
    assert is_card(talk) or talk.args["lead"] == "assessment.yes_but"


@pytest.mark.parametrize("words", ["on ollu", "ennen oli", "det har varit", "i used to"])
def test_thoughts_that_were_are_asked_about_gently(words: str) -> None:
    talk = asked_of_oneself()
    talk.says(words)
    assert any(key.startswith("crisis.") for key in talk.keys)
