"""The question that is being asked overrules the classifier, except in danger."""

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.pending import PendingReader, is_plain_answer

RENT = {"question": "rent", "type": "money", "unit": "eur/month"}
AT = "2026-11-12T20:40:00+00:00"


def understood(
    text: str,
    pending: dict[str, Any] | None,
    intent: str = "housing_allowance",
    confidence: float = 0.9,
    **found: Any,
) -> Message:
    ranking = [{"name": intent, "confidence": confidence}, {"name": "menu", "confidence": 0.05}]
    data = {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "intent_ranking": ranking,
        "metadata": {"at": AT, **({"pending": pending} if pending else {})},
        **found,
    }
    message = Message(data=data)
    PendingReader().process([message])
    return message


def name(message: Message) -> str:
    return str(message.get("intent")["name"])


def test_an_answer_is_an_answer_whatever_the_classifier_says() -> None:
    message = understood("650 asumistuki menee siitä", RENT)
    assert name(message) == "answer"
    assert message.get("answer") == {"kind": "amount", "low_cents": 65000, "high_cents": 65000}
    assert {"intent", "answer"} <= set(message.as_dict(only_output_properties=True))


def test_without_a_question_nothing_is_an_answer() -> None:
    message = understood("650", None)
    assert name(message) == "housing_allowance"
    assert message.get("answer") is None


@pytest.mark.parametrize("text", ["mitä asumistuki on?", "jäin oven taa", "mikset kysy muuta"])
def test_other_matters_stay_what_they_are(text: str) -> None:
    assert name(understood(text, RENT)) == "housing_allowance"


def test_skipping_is_an_answer_of_its_kind() -> None:
    message = understood("ohita", RENT, "skip_question")
    assert (name(message), message.get("answer")["kind"]) == ("answer", "skip")


def test_danger_comes_before_an_answer() -> None:
    crisis = understood("650", RENT, "crisis_suicide")
    assert name(crisis) == "crisis_suicide"
    heard = understood("0", {"question": "mind", "type": "scale"}, safety={"category": "x"})
    assert name(heard) == "housing_allowance"


def test_likely_danger_is_asked_about_unless_the_answer_is_plain() -> None:
    wish = {"question": "wish", "type": "text"}
    ranking = [
        {"name": "cancel", "confidence": 0.45},
        {"name": "crisis_suicide", "confidence": 0.4},
    ]
    feared = understood("en jaksa enää mitään", wish, "unsure", 0.45, intent_ranking=ranking)
    assert name(feared) == "unsure"
    assert name(understood("650", RENT, "unsure", 0.45, intent_ranking=ranking)) == "answer"


def test_a_sure_topic_wins_over_an_amount_among_other_words() -> None:
    text = "poliisi vei 200 euroo"
    assert name(understood(text, RENT, "crime_victim", 0.9)) == "crime_victim"
    assert name(understood(text, RENT, "crime_victim", 0.3)) == "answer"


def test_free_words_are_an_answer_and_a_wish_to_stop_is_not() -> None:
    wish = {"question": "wish", "type": "text"}
    assert name(understood("haluan puhua vuokrasta", wish, "rent_arrears")) == "answer"
    assert name(understood("ei jatketa enempää", wish, "cancel")) == "cancel"


def test_the_day_is_that_of_the_turn_in_helsinki() -> None:
    # 22:40 on Thursday in Helsinki.
    day = {"question": "next_income_day", "type": "date"}
    assert understood("huomenna", day).get("answer")["day"] == "2026-11-13"


def test_two_matters_in_one_answer_are_both_told() -> None:
    message = understood("vuokra 650 sähkö 40", {**RENT, "matters": ["rent"]})
    assert message.get("answer") == {
        "kind": "amount",
        "low_cents": 65000,
        "high_cents": 65000,
        "others": [{"matter": "electricity", "low_cents": 4000, "high_cents": 4000}],
    }


def test_what_a_question_is_about_is_known_by_its_matters_where_its_name_does_not_say() -> None:
    ours = {"question": "luukku_ja_muut", "type": "money", "unit": "eur/month"}
    told = understood("vuokra 650 sähkö 40", {**ours, "matters": ["rent"]}).get("answer")
    assert (told["low_cents"], told["others"][0]["matter"]) == (65000, "electricity")


ENDED = {"question": "", "type": "ended", "unit": "2026-11-12", "matters": ["rent", "electricity"]}


@pytest.mark.parametrize("text", ["eiku vuokra onki 560", "sori sähkö on 45", "vuokra onkin 560e"])
def test_after_the_end_a_named_amount_that_is_taken_back_is_an_answer(text: str) -> None:
    assert name(understood(text, ENDED, "rent_arrears")) == "answer"


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("vuokra on 560", ENDED),
        ("eiku meen nukkuu", ENDED),
        ("eiku paljonko vuokra saa olla", ENDED),
        ("eiku vuokra onki 560", {**ENDED, "unit": "2026-11-09"}),
    ],
)
def test_after_the_end_other_words_are_what_they_are(text: str, ended: dict[str, Any]) -> None:
    assert name(understood(text, ended, "rent_arrears")) == "rent_arrears"


@pytest.mark.parametrize(
    ("text", "pending", "plain"),
    [
        ("650", RENT, True),
        ("n. 600 kuussa", RENT, True),
        ("650 asumistuki menee siitä", RENT, True),
        ("vuokra 650 mut häätö tulee", RENT, False),
        ("paljon", RENT, False),
        ("perjantaina", {"question": "day", "type": "date"}, True),
        ("7", {"question": "mind", "type": "scale", "unit": "0-10"}, True),
        ("en jaksa enää", {"question": "mind", "type": "scale", "unit": "0-10"}, False),
        ("ei mitään", {"question": "wish", "type": "text"}, False),
        ("650", None, False),
    ],
)
def test_only_what_is_an_answer_through_and_through_is_not_classified(
    text: str, pending: dict[str, Any] | None, plain: bool
) -> None:
    facts = {"at": AT, **({"pending": pending} if pending else {})}
    assert is_plain_answer(Message(data={"text": text, "metadata": facts})) is plain


def test_danger_that_the_scanner_hears_comes_before_an_answer_that_was_not_classified() -> None:
    message = Message(
        data={
            "text": "650",
            "metadata": {"at": AT, "pending": RENT},
            "safety": {"category": "crisis_suicide"},
        }
    )
    PendingReader().process([message])
    assert name(message) == "crisis_suicide"


@pytest.mark.parametrize(
    "text", ["näytä tulokset", "kan du visa menyn", "could you open the menu", "mistä saan ruokaa"]
)
def test_a_wish_to_us_is_no_answer_in_free_words(text: str) -> None:
    wish = {"question": "wish", "type": "text"}
    assert name(understood(text, wish, "menu", 0.4)) == "menu"


def test_a_goodbye_is_short_and_talk_of_money_begins_no_other_assessment() -> None:
    wish = {"question": "wish", "type": "text"}
    assert name(understood("moi moi", wish, "goodbye")) == "goodbye"
    assert name(understood("i need some peace", wish, "goodbye")) == "answer"
    assert name(understood("rahat menee aina", wish, "start_budget", 0.95)) == "answer"
