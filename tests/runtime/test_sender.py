"""The sender: at least once, in order, marked when it may be a repeat, and never stuck."""

import asyncio
import logging

import pytest

from bot.domain.errors import DeliveryFailed, StorageUnavailable
from bot.domain.messages import Address
from tests.fakes import State
from tests.runtime.conftest import (
    Outbox,
    Recorder,
    a_sender,
    an_outbox,
    at_work,
    decide,
    run_until_settled,
    states,
    until,
)

MARK = "(voi olla toisto)"
LATER = DeliveryFailed("server_error", retryable=True)
CUT = DeliveryFailed("cut", retryable=True, maybe_delivered=True)
BLOCKED = DeliveryFailed("blocked", retryable=False, stop_address=True)
REFUSED = DeliveryFailed("refused", retryable=False)


def test_everybody_gets_their_messages_in_order_and_once() -> None:
    storage, channel = an_outbox(), Recorder()
    for chat in "123":
        decide(storage, chat, [f"{chat}-{number}" for number in range(10)])
    run_until_settled(storage, channel)
    for chat in "123":
        assert channel.texts(chat) == [f"{chat}-{number}" for number in range(10)]
    assert {mark for _, _, mark in channel.sent} == {None}


def test_what_telegram_called_it_is_kept() -> None:
    storage, channel = an_outbox(), Recorder()
    decide(storage, "1", ["a"])
    run_until_settled(storage, channel)
    assert [row.provider_id for row in storage.state.outbox.values()] == ["id-1"]


def test_a_failure_is_tried_again_without_a_mark_and_keeps_the_order() -> None:
    storage, channel = an_outbox(), Recorder({"a": [LATER, LATER]})
    decide(storage, "1", ["a", "b"])
    run_until_settled(storage, channel)
    assert channel.sent == [("1", "a", None), ("1", "b", None)]


def test_a_cut_is_repeated_under_the_mark_in_the_words_language() -> None:
    storage, channel = an_outbox(), Recorder({"a": [CUT, LATER]})
    decide(storage, "1", ["a", "b"])
    run_until_settled(storage, channel)
    assert channel.sent == [("1", "a", MARK), ("1", "b", None)]


def test_a_call_that_takes_too_long_is_cut_and_may_be_a_repeat() -> None:
    storage, channel = an_outbox(), Recorder({"a": [5.0]})
    decide(storage, "1", ["a"])
    run_until_settled(storage, channel, send_s=0.1)
    assert channel.sent == [("1", "a", MARK)]


def test_a_bug_in_one_message_stops_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    storage, channel = an_outbox(), Recorder({"a": [ValueError("salainen")]})
    decide(storage, "1", ["a"])
    decide(storage, "2", ["b"])
    run_until_settled(storage, channel)
    assert ("1", "a", MARK) in channel.sent
    assert ("2", "b", None) in channel.sent
    assert "salainen" not in caplog.text


def test_a_blocked_person_is_unreachable_and_what_waits_for_them_is_dead() -> None:
    storage, channel = an_outbox(), Recorder({"a": [BLOCKED]})
    decide(storage, "1", ["a", "b", "c"])
    run_until_settled(storage, channel)
    assert channel.begun == ["a"]
    assert {row.dead for row in storage.state.outbox.values()} == {"blocked"}
    assert storage.state.stopped == {Address("telegram", "42", "1"): "blocked"}


def test_a_refused_message_dies_alone_and_somebody_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    storage, channel = an_outbox(), Recorder({"a": [REFUSED]})
    decide(storage, "1", ["a", "b"])
    run_until_settled(storage, channel)
    assert states(storage) == ["dead", "sent"]
    assert [one.levelname for one in caplog.records if one.message == "delivery.failed"] == [
        "ERROR"
    ]


def test_a_message_is_given_up_after_about_a_day() -> None:
    storage, channel = an_outbox(), Recorder({"a": [LATER] * 9})
    decide(storage, "1", ["a"])
    run_until_settled(storage, channel, most_attempts=3)
    assert [row.dead for row in storage.state.outbox.values()] == ["gave_up"]
    assert len(channel.begun) == 3


def test_stopping_ends_the_calls_under_way_and_gives_back_what_has_not_begun() -> None:
    storage, channel = an_outbox(), Recorder({"begun": [0.3]})
    decide(storage, "1", ["begun"])
    decide(storage, "2", ["first"])
    decide(storage, "2", ["paced"])

    async def run() -> None:
        async with at_work(a_sender(storage, channel, chat_gap_s=20.0, send_s=1.0)):
            await until(lambda: "begun" in channel.begun and "first" in channel.texts())
            await until(
                lambda: any(
                    r.lease for r in storage.state.outbox.values() if r.reply.text == "paced"
                )
            )

    asyncio.run(run())
    assert set(channel.texts()) == {"begun", "first"}
    (paced,) = [row for row in storage.state.outbox.values() if row.reply.text == "paced"]
    assert (paced.lease, paced.attempts, paced.maybe_dup) == (None, 0, False)
    again = Recorder()
    run_until_settled(storage, again)
    assert again.sent == [("2", "paced", None)]


@pytest.mark.parametrize("begun", [True, False])
def test_a_row_whose_sender_died_is_marked_only_if_its_call_had_begun(*, begun: bool) -> None:
    storage, channel = an_outbox(), Recorder()
    decide(storage, "1", ["a"])
    with storage.begin() as work:
        claim = work.outbox.claim("telegram", 0.1)
        assert claim is not None
        assert not begun or work.outbox.begin(claim)
        work.commit()
    run_until_settled(storage, channel)
    assert channel.sent == [("1", "a", MARK if begun else None)]


def test_a_row_that_has_waited_too_long_for_its_lease_is_not_begun() -> None:
    storage, channel = an_outbox(), Recorder()
    decide(storage, "1", ["a", "b"])

    async def run() -> None:
        # b would have to wait 2 s of a lease that leaves 0.5 s.
        async with at_work(a_sender(storage, channel, chat_gap_s=2.0, lease_s=1.5, send_s=1.0)):
            await until(lambda: channel.texts() == ["a"])
            await asyncio.sleep(0.3)

    asyncio.run(run())
    (row,) = [row for row in storage.state.outbox.values() if row.state == "waiting"]
    assert (row.lease, row.attempts) == (None, 0)


class Flaky(Outbox):
    """A database that goes away between a claim and its outcome."""

    refuse = 0

    def keep(self, state: State) -> None:
        if self.refuse and any(row.state == "sent" for row in state.outbox.values()):
            self.refuse -= 1
            raise StorageUnavailable("gone")
        super().keep(state)


def test_an_outcome_is_written_when_the_database_is_back_and_nothing_is_sent_twice() -> None:
    storage, channel = Flaky(clock=an_outbox().clock), Recorder()
    storage.refuse = 2
    decide(storage, "1", ["a", "b"])
    run_until_settled(storage, channel)
    assert channel.sent == [("1", "a", None), ("1", "b", None)]


def test_a_row_is_not_claimed_again_before_its_outcome_is_written() -> None:
    storage, channel = Flaky(clock=an_outbox().clock), Recorder()
    storage.refuse = 3  # longer than the lease
    decide(storage, "1", ["a"])
    run_until_settled(storage, channel, lease_s=0.6, send_s=0.3)
    assert channel.sent == [("1", "a", None)]


def test_a_database_that_stays_away_does_not_keep_the_process_from_stopping(
    caplog: pytest.LogCaptureFixture,
) -> None:
    storage, channel = Flaky(clock=an_outbox().clock), Recorder()
    storage.refuse = 1000
    decide(storage, "1", ["a"])

    async def run() -> None:
        async with at_work(a_sender(storage, channel)):
            await until(lambda: channel.texts() == ["a"])

    asyncio.run(run())
    assert "delivery.outcome_lost" in [one.message for one in caplog.records]


def test_a_database_that_is_down_is_waited_for() -> None:
    storage, channel = an_outbox(), Recorder()
    decide(storage, "1", ["a"])
    storage.down = True

    async def run() -> None:
        async with at_work(a_sender(storage, channel)):
            await asyncio.sleep(0.1)
            storage.down = False
            await until(lambda: channel.texts() == ["a"])

    asyncio.run(run())


def test_two_senders_over_one_outbox_send_everything_once_and_in_order() -> None:
    storage, channels = an_outbox(), (Recorder(), Recorder())
    for chat in range(10):
        decide(storage, str(chat), [f"{chat}-{number}" for number in range(5)])

    async def run() -> None:
        first, second = (a_sender(storage, channel) for channel in channels)
        async with at_work(first), at_work(second):
            await until(lambda: "waiting" not in states(storage))

    asyncio.run(run())
    together = sorted(
        (at, text)
        for channel in channels
        for at, text in zip(channel.at, channel.texts(), strict=True)
    )
    for chat in range(10):
        texts = [text for _, text in together if text.startswith(f"{chat}-")]
        assert texts == [f"{chat}-{number}" for number in range(5)]


def test_logs_hold_ids_and_no_words(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    storage, channel = an_outbox(), Recorder({"kanarialintu": [LATER, CUT, REFUSED]})
    decide(storage, "90210", ["kanarialintu"])
    run_until_settled(storage, channel)
    log = "\n".join(repr(vars(one)) for one in caplog.records)
    assert "delivery.failed" in log
    assert "kanarialintu" not in log
    assert "90210" not in log
