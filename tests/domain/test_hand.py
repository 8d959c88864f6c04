"""What a short message after an answer is about, over words between and over time."""

from typing import Any

from bot.domain.hand import Hand, in_hand, kept_in_hand

NOW, SOON, LATE = (
    "2026-11-14T22:40:00+02:00",
    "2026-11-14T22:50:00+02:00",
    "2026-11-15T09:00:00+02:00",
)


def said(key: str, **args: Any) -> dict[str, Any]:
    return {"key": key, "args": args, "choices": []}


def test_an_answer_stays_in_hand_over_words_about_nothing() -> None:
    kept = kept_in_hand([said("topic.answer", topic="scam"), said("place.ask")], None, NOW)
    assert kept == {"topic": "scam", "at": NOW}
    assert kept_in_hand([said("talk.deny")], kept, SOON) == kept
    assert in_hand([said("talk.deny")], "scam", kept, SOON) == Hand("scam", earlier=True)


def test_it_is_not_meant_any_more_the_next_morning() -> None:
    kept = {"topic": "scam", "at": NOW}
    assert in_hand([said("talk.deny")], None, kept, LATE) == Hand()


def test_another_matter_takes_its_place() -> None:
    kept = {"topic": "scam", "at": NOW}
    assert (
        kept_in_hand([said("worker.card"), said("directory.results", services="a")], kept, SOON)
        is None
    )
    assert kept_in_hand([said("directory.results", services="a")], kept, SOON) == {
        "services": "a",
        "at": SOON,
    }


def test_below_the_card_of_a_worker_it_is_the_worker_that_is_asked_about() -> None:
    kept = {"topic": "scam", "at": NOW}
    for card in ("worker.card", "worker.unit"):
        last = [said(card), said("directory.results", services="sosiaalipaivystys")]
        assert in_hand(last, "scam", kept, SOON) == Hand()


def test_services_near_a_place_that_was_told_are_the_topics_own() -> None:
    last = [said("place.thanks"), said("directory.results", services="a,b")]
    kept = {"topic": "scam", "at": NOW}
    assert in_hand(last, "scam", kept, SOON) == Hand("scam")
    assert kept_in_hand(last, kept, SOON) == kept


def test_after_a_crisis_card_its_ways_are_in_hand_until_the_next_answer() -> None:
    kept = {"topic": "scam", "at": NOW}
    services = in_hand([], "scam", kept, SOON, card_at=SOON).services
    assert services is not None
    assert "mieli_fi" in services
    newer = {"topic": "scam", "at": SOON}
    assert in_hand([said("topic.answer", topic="scam")], None, newer, SOON, card_at=NOW) == Hand(
        "scam"
    )


def test_the_case_that_a_topic_was_told_in_stays_in_hand_with_it() -> None:
    last = [said("topic.answer", topic="residence_permit", case="refused"), said("place.ask")]
    kept = kept_in_hand(last, None, NOW)
    assert kept == {"topic": "residence_permit", "case": "refused", "at": NOW}
    of_it = Hand("residence_permit", case="refused")
    assert in_hand(last, "residence_permit", None, NOW) == of_it
    assert in_hand([said("place.thanks")], "residence_permit", kept, SOON) == of_it
    assert in_hand([said("talk.deny")], None, kept, SOON).case == "refused"
    assert in_hand([said("place.thanks")], "scam", kept, SOON) == Hand("scam")
