"""The page for a meeting as a value: kept and read again, tidy, never longer than its limits."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meeting import (
    LONGEST,
    LONGEST_LINE,
    MOST_AGREED,
    THINGS,
    Agreed,
    Meeting,
    meeting_from_json,
    meeting_to_json,
    open_tasks,
    tidy,
)

_days = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
_agreed = st.builds(Agreed, st.sampled_from(["me", "worker"]), st.text(), _days, _days)
_meetings = st.builds(
    Meeting,
    st.text(),
    st.lists(st.text(), max_size=6).map(tuple),
    st.lists(st.sampled_from(["budget", "wellbeing"])).map(tuple),
    _days,
    st.sampled_from(["fi", "sv", "en"]),
    st.lists(_agreed, max_size=20).map(tuple),
)


@given(_meetings)
def test_a_page_is_kept_and_read_again_unchanged(meeting: Meeting) -> None:
    assert meeting_from_json(meeting_to_json(meeting)) == meeting


@given(_meetings)
def test_tidying_keeps_the_limits_and_is_done_once(meeting: Meeting) -> None:
    neat = tidy(meeting)
    assert tidy(neat) == neat
    assert len(neat.topics) <= LONGEST
    assert len(neat.things) <= THINGS
    assert len(neat.agreed) <= MOST_AGREED
    assert all(0 < len(one.what) <= LONGEST_LINE for one in neat.agreed)


def test_what_has_a_day_comes_first_and_in_order() -> None:
    late, soon = Agreed("me", "b", date(2026, 12, 8)), Agreed("worker", "a", date(2026, 12, 1))
    whenever = Agreed("me", "c")
    assert open_tasks(Meeting(agreed=(whenever, late, soon))) == [soon, late, whenever]
