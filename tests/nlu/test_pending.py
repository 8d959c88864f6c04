"""The question that is being asked overrules the classifier, except in danger."""

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.pending import PendingReader

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
