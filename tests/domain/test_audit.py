"""A chain of entries shows every change but a cut at its end, and a known head shows that too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audit import FIRST, Deed, Entry, breaks, chained

START = datetime(2026, 11, 16, 7, tzinfo=UTC)


def chain(count: int) -> list[Entry]:
    entries: list[Entry] = []
    before = FIRST
    for number in range(1, count + 1):
        deed = Deed(
            "worker:maija", "handoff.open", START + timedelta(minutes=number), f"h{number}"
        )
        entries.append(chained(deed, number, before))
        before = entries[-1].hash
    return entries


def test_an_untouched_chain_holds() -> None:
    assert list(breaks(chain(20))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"who": "worker:other"},
        {"what": "handoff.list"},
        {"about": "h999"},
        {"at": START},
        {"more": (("count", "1"),)},
    ],
)
def test_any_change_of_any_part_is_seen(change: dict[str, object]) -> None:
    entries = chain(9)
    entries[4] = replace(entries[4], deed=replace(entries[4].deed, **change))  # type: ignore[arg-type]
    assert [one.number for one in breaks(entries)] == [5]


@given(st.integers(0, 18), st.integers(0, 18))
def test_leaving_out_or_moving_entries_is_seen(one: int, other: int) -> None:
    missing = chain(20)
    del missing[one]
    assert list(breaks(missing))
    if one != other:
        moved = chain(20)
        moved[one], moved[other] = moved[other], moved[one]
        assert list(breaks(moved))


def test_a_rewritten_entry_breaks_the_one_behind_it() -> None:
    entries = chain(5)
    forged = replace(entries[1].deed, about="h7")
    entries[1] = chained(forged, 2, entries[0].hash)
    assert [(one.number, one.why) for one in breaks(entries)] == [
        (3, "does not follow the entry before it")
    ]
