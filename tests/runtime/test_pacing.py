"""The arithmetic of how fast messages may go out."""

import pytest

from bot.domain.messages import Lane
from bot.runtime.pacing import Bucket, Pace, SenderLimits
from bot.services.backoff import backoff_s


def taken(bucket: Bucket, now: float) -> float:
    wait_s = bucket.wait_s(now)
    bucket.take()
    return wait_s


def reserved(pace: Pace, chat: str, lane: Lane, now: float) -> float:
    wait_s = pace.reserve(chat, lane, now, within_s=1e9)
    assert wait_s is not None
    return wait_s


def test_a_bucket_hands_out_places_at_its_rate() -> None:
    bucket = Bucket(rate=25.0)
    places = [taken(bucket, 100.0) for _ in range(51)]
    assert places[0] == 0
    assert places[25] == pytest.approx(1.0)
    assert places[50] == pytest.approx(2.0)


def test_a_bucket_that_rested_does_not_save_up_more_than_its_burst() -> None:
    bucket = Bucket(rate=25.0, burst=5.0)
    taken(bucket, 0.0)
    places = [taken(bucket, 1000.0) for _ in range(6)]
    assert places == [0, 0, 0, 0, 0, pytest.approx(0.04)]


def test_in_any_second_no_more_go_out_than_telegram_takes() -> None:
    pace, now, times = Pace(SenderLimits()), 50.0, []
    for number in range(500):
        now += 0.001
        times.append(now + reserved(pace, str(number), Lane.REPLY, now))
    assert max(sum(at <= t < at + 1 for t in times) for at in times) <= 26


def test_a_chat_gets_one_message_a_second() -> None:
    pace = Pace(SenderLimits())
    places = [reserved(pace, "7", Lane.REPLY, 10.0) for _ in range(3)]
    assert places == [0, pytest.approx(1.0), pytest.approx(2.0)]
    assert reserved(pace, "8", Lane.REPLY, 10.0) < 0.2


def test_the_crisis_lane_has_its_own_bucket_and_waits_for_no_chat() -> None:
    pace = Pace(SenderLimits())
    for number in range(1000):
        reserved(pace, str(number), Lane.NOTICE, 10.0)
    assert [reserved(pace, "7", Lane.CRISIS, 10.0) for _ in range(5)] == [0] * 5


def test_a_place_that_would_come_too_late_is_taken_from_nobody() -> None:
    pace = Pace(SenderLimits(crisis_per_second=5.0))
    asked = [pace.reserve(str(number), Lane.CRISIS, 10.0, within_s=10.0) for number in range(200)]
    assert sum(wait_s is not None for wait_s in asked) == 55  # five at once, fifty in ten seconds
    assert pace.wait_s(Lane.CRISIS, 10.0) == pytest.approx(10.2)
    assert reserved(pace, "later", Lane.CRISIS, 20.0) == pytest.approx(0.2)


def test_one_refused_chat_is_no_storm_and_three_within_a_second_are() -> None:
    pace = Pace(SenderLimits())
    for at in (10.0, 10.1, 10.2):
        pace.refused("7", 5.0, at)
    pace.refused("8", 5.0, 10.3)
    assert not pace.in_storm(10.3)
    pace.refused("9", 4.0, 10.4)
    assert pace.in_storm(15.3)
    assert not pace.in_storm(15.5)


def test_three_refused_chats_far_apart_are_no_storm() -> None:
    pace = Pace(SenderLimits())
    for number in range(3):
        pace.refused(str(number), 60.0, 10.0 + 1.1 * number)
    assert not pace.in_storm(12.3)


def test_old_chats_are_forgotten() -> None:
    pace = Pace(SenderLimits(per_second=1e9))
    for number in range(20_000):
        reserved(pace, str(number), Lane.REPLY, float(number))
    assert len(pace._chat_free_at) <= 10_001


@pytest.mark.parametrize(
    ("failures", "base"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 300), (999, 300)]
)
def test_waits_double_up_to_a_cap_with_chance_in_them(failures: int, base: int) -> None:
    waits = [backoff_s(failures, 300) for _ in range(200)]
    assert all(0.75 * base <= wait <= 1.25 * base for wait in waits)
    assert len(set(waits)) > 1
