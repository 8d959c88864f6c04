"""Which message goes out next: crisis first, in order for each address, others wait for nobody."""

import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from storage_builders import (
    MovableClock,
    add,
    failed,
    finish,
    message,
    must_claim,
    must_take,
    say,
    send_all,
    sent,
    take,
)

from bot.domain.messages import Lane
from bot.storage.unit_of_work import SqlStorage

Later = Callable[[float], None]


def test_replies_go_out_in_the_order_they_were_decided(storage: SqlStorage) -> None:
    say(storage, "anna", "1", "2")
    say(storage, "anna", "3")
    assert send_all(storage) == ["1", "2", "3"]


def test_the_second_waits_while_the_first_is_being_sent(storage: SqlStorage) -> None:
    say(storage, "anna", "1", "2")
    say(storage, "besa", "b")
    first = must_take(storage)
    assert must_take(storage).reply.text == "b"
    assert take(storage) is None
    sent(storage, first)
    assert must_take(storage).reply.text == "2"


def test_notices_wait_for_replies_but_never_overtake_in_one_address(storage: SqlStorage) -> None:
    say(storage, "anna", "muistutus", lane=Lane.NOTICE)
    say(storage, "anna", "vastaus")
    say(storage, "besa", "b")
    assert send_all(storage) == ["b", "muistutus", "vastaus"]


def test_a_channel_that_says_wait_holds_what_comes_after(
    storage: SqlStorage, clock: MovableClock, later: Later
) -> None:
    say(storage, "anna", "1", "2")
    first = must_take(storage)
    failed(storage, first, not_before=clock.now() + timedelta(seconds=5))
    assert take(storage) is None
    later(4)
    assert take(storage) is None
    later(2)
    again = must_take(storage)
    assert (again.reply.text, again.attempts, again.maybe_dup) == ("1", 2, False)
    sent(storage, again)
    assert send_all(storage) == ["2"]


def test_crisis_goes_before_everything_of_everybody(storage: SqlStorage) -> None:
    say(storage, "besa", "b")
    say(storage, "anna", "1", "2")
    say(storage, "anna", "kortti 1", "kortti 2", lane=Lane.CRISIS)
    assert send_all(storage) == ["kortti 1", "kortti 2", "b", "1", "2"]


def test_crisis_waits_for_no_hung_or_backing_off_message(
    storage: SqlStorage, clock: MovableClock
) -> None:
    say(storage, "anna", "1")
    say(storage, "besa", "b")
    must_take(storage)  # anna's hangs
    failed(storage, must_take(storage), not_before=clock.now() + timedelta(hours=1))
    say(storage, "anna", "kortti a", lane=Lane.CRISIS)
    say(storage, "besa", "kortti b", lane=Lane.CRISIS)
    assert send_all(storage) == ["kortti a", "kortti b"]


def test_crisis_that_backs_off_holds_the_rest_of_its_address(
    storage: SqlStorage, clock: MovableClock
) -> None:
    say(storage, "anna", "1")
    say(storage, "anna", "kortti", lane=Lane.CRISIS)
    failed(storage, must_take(storage), not_before=clock.now() + timedelta(seconds=5))
    assert take(storage) is None


def test_crisis_is_found_fast_behind_thousands(storage: SqlStorage) -> None:
    for person in range(20):
        say(storage, f"p{person}", *map(str, range(250)), lane=Lane.NOTICE)
    say(storage, "anna", "kortti", lane=Lane.CRISIS)
    began = time.monotonic()
    assert must_take(storage).reply.text == "kortti"
    assert time.monotonic() - began < 0.3


def test_only_its_own_channel_takes_a_message(storage: SqlStorage) -> None:
    add(storage, message("hei", channel="web"))
    finish(storage, must_claim(storage), "1")
    assert take(storage) is None


def test_many_senders_send_each_message_once_and_in_order(storage: SqlStorage) -> None:
    people = [f"p{number}" for number in range(12)]
    for _ in range(3):
        for person in people:
            say(storage, person, "a", "b")
    seen: dict[str, list[int]] = defaultdict(list)

    def work() -> None:
        idle = 0
        while idle < 20:
            taken = take(storage)
            if taken is None:
                idle += 1
                time.sleep(0.005)
                continue
            idle = 0
            seen[taken.address.external].append(taken.outbox_id)
            sent(storage, taken)

    with ThreadPoolExecutor(8) as pool:
        for running in [pool.submit(work) for _ in range(8)]:
            running.result()
    assert {person: len(ids) for person, ids in seen.items()} == dict.fromkeys(people, 6)
    assert all(ids == sorted(set(ids)) for ids in seen.values())
