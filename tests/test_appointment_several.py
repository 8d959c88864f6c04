"""Several appointments of one young person: none is moved or cancelled by guessing."""

from datetime import UTC, datetime, timedelta

from bot.domain.appointment import Appointment, Event, Meet, State
from bot.domain.messages import InboundKind
from bot.services.appointment_work import act_of_worker, propose
from tests.appointment_story import MONDAY, NEXT_WEEK, Story, make_chat
from tests.builders import SIGNER
from tests.test_handoff_turn import MAIJA

__all__ = ["make_chat"]

EARLY, LATE = NEXT_WEEK, NEXT_WEEK + timedelta(hours=3)
THURSDAY = NEXT_WEEK + timedelta(days=2)
EVENING = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)


def every(chat: Story) -> list[Appointment]:
    with chat.storage.begin() as work:
        return work.appointments.all_open(chat.conversation)


def agrees(chat: Story, label: str) -> Appointment:
    """Take a time and let Maija say yes to it."""
    before = {one.id for one in every(chat)}
    assert chat.presses(label) == ["appointment.held"]
    (new,) = [one for one in every(chat) if one.id not in before]
    with chat.storage.begin() as work:
        now, wording = chat.clock.now(), chat.wording
        one = act_of_worker(work, MAIJA, new.id, Event.CONFIRM, now, wording, chat.source())
        work.commit()
    return one


def two(chat: Story, second: datetime = THURSDAY) -> tuple[Appointment, Appointment]:
    chat.offers(EARLY, second)
    chat.clock.at = MONDAY
    chat.asks()
    first = agrees(chat, next(one for one in chat.buttons if "klo 10" in one))
    assert chat.asks() == [
        *("appointment.when.confirmed", "appointment.another", "appointment.tell_worker"),
    ]
    assert chat.presses("Varaa toinen aika") == ["appointment.offer"]
    labels = [one for one in chat.buttons if "19.11." in one or "klo 13" in one]
    return first, agrees(chat, labels[-1])


def presses_of(chat: Story, verb: str, one: Appointment) -> list[str]:
    return chat.says(SIGNER.sign(chat.conversation, f"time:{verb}_{one.id}"), InboundKind.BUTTON)


def test_a_second_time_is_booked_and_the_first_stays_as_it_was(chat: Story) -> None:
    first, second = two(chat)
    kept = {one.id: (one.state, one.time.start) for one in every(chat) if one.time}
    assert kept == {
        first.id: (State.CONFIRMED, EARLY),
        second.id: (State.CONFIRMED, THURSDAY),
    }
    assert chat.says("milloin mun tapaaminen on") == ["appointment.when.confirmed"] * 2


def test_which_one_is_moved_or_cancelled_is_asked_and_the_other_stays(chat: Story) -> None:
    first, second = two(chat)
    assert chat.says("haluan perua tapaamisen") == ["appointment.which.cancel"]
    assert presses_of(chat, "cancel", second) == ["appointment.cancel.ask"]
    assert {one.id for one in every(chat)} == {first.id, second.id}, "words alone cancel nothing"
    assert presses_of(chat, "drop", second) == ["appointment.cancelled.own"]
    assert [one.id for one in every(chat)] == [first.id]


def test_a_move_is_of_the_one_that_was_chosen(chat: Story) -> None:
    first, second = two(chat)
    chat.offers(THURSDAY + timedelta(hours=2))
    assert chat.says("voinko siirtää tapaamista") == ["appointment.which.move"]
    assert presses_of(chat, "move", second) == ["appointment.move"]
    label = next(one for one in chat.buttons if "klo 12" in one)
    assert chat.presses(label) == ["appointment.move_asked"]
    states = {one.id: one.state for one in every(chat)}
    assert states == {first.id: State.CONFIRMED, second.id: State.MOVE_ASKED}


def test_a_time_that_a_worker_names_moves_only_what_it_is_named_for(chat: Story) -> None:
    chat.offers(EARLY)
    chat.asks()
    first = agrees(chat, "ti 17.11. klo 10")
    for id, state in ((None, State.PROPOSED), (first.id, State.MOVE_OFFERED)):
        start = THURSDAY if id is None else LATE
        meet = Meet(MAIJA, start, start + timedelta(minutes=30), "meeting", "koti")
        with chat.storage.begin() as work:
            args = (work, MAIJA, chat.conversation, meet, chat.clock.now(), chat.wording)
            named = propose(*args, chat.source(), id=id)
            work.commit()
        assert (named.id == first.id, named.state) == (id is not None, state)


def test_more_than_three_are_not_taken_and_the_way_to_the_worker_is_shown(chat: Story) -> None:
    chat.clock.at = MONDAY
    starts = [EARLY + timedelta(days=day) for day in (0, 1, 2, 3)]
    chat.offers(*starts[:1])
    chat.asks()
    old = dict(chat.buttons)
    agrees(chat, next(one for one in old if "klo 10" in one))
    for start in starts[1:]:
        chat.offers(start)
        chat.asks()
        if len(every(chat)) == 3:
            break
        chat.presses("Varaa toinen aika")
        agrees(chat, next(one for one in reversed(chat.buttons) if "klo 10" in one))
    assert "appointment.another" not in chat.asks()
    with chat.storage.begin() as work:
        (free,) = [one for one in work.free_times.of_worker(MAIJA, MONDAY) if one.taken_by is None]
    taken = chat.says(SIGNER.sign(chat.conversation, f"time:take_{free.id}"), InboundKind.BUTTON)
    assert taken == ["appointment.refused.many"]
    assert len(every(chat)) == 3


def test_each_is_reminded_of_with_its_own_buttons_two_of_one_day_as_well(chat: Story) -> None:
    every_one = two(chat, LATE)
    chat.ticks(EVENING)
    *_, early, late = chat.heard()
    for said, one, hour in zip((early, late), every_one, (10, 13), strict=True):
        assert said.key == "appointment.reminder.day"
        assert f"huomenna klo {hour}" in said.text
        assert any(f"time:move_{one.id}" in button.value for button in said.buttons)
    for hours in (0, 3):
        chat.ticks(datetime(2026, 11, 17, 6 + hours, 0, tzinfo=UTC))
        assert chat.last().key == "appointment.reminder.soon"
        assert f"klo {10 + hours}" in chat.last().text


def test_moving_one_in_the_moment_another_is_reminded_of_takes_nothing_from_it(
    chat: Story,
) -> None:
    _, second = two(chat, LATE)
    chat.clock.at = EVENING + timedelta(seconds=1)  # due, and the clock has not looked yet
    moved = Meet(MAIJA, THURSDAY, THURSDAY + timedelta(minutes=30), "meeting", "koti")
    with chat.storage.begin() as work:
        args = (work, MAIJA, chat.conversation, moved, chat.clock.now(), chat.wording)
        propose(*args, chat.source(), id=second.id)
        work.commit()
    assert presses_of(chat, "yes", second) == ["appointment.moved"]
    chat.ticks(EVENING + timedelta(seconds=5))
    assert (chat.last().key, "klo 10" in chat.last().text) == ("appointment.reminder.day", True)
    chat.ticks(EVENING + timedelta(days=2))
    evenings = [one for one in chat.heard() if one.key == "appointment.reminder.day"]
    assert len(evenings) == 2
    assert evenings[-1] == chat.last()


def test_erasing_cancels_all_of_them(chat: Story) -> None:
    two(chat)
    said = chat.says(SIGNER.sign(chat.conversation, "erase:yes"), InboundKind.BUTTON)
    assert said.count("appointment.cancelled.own") == 2
    assert every(chat) == []


def test_a_reminder_that_came_too_late_leaves_the_next_one(chat: Story) -> None:
    two(chat)
    chat.ticks(datetime(2026, 11, 17, 12, 0, tzinfo=UTC))
    assert not chat.last().key.startswith("appointment.reminder"), "the service stood still"
    chat.ticks(datetime(2026, 11, 18, 15, 0, tzinfo=UTC))
    assert chat.last().key == "appointment.reminder.day"
    chat.ticks(datetime(2026, 11, 19, 6, 0, tzinfo=UTC))
    assert chat.last().key == "appointment.reminder.soon"


def test_which_of_two_is_meant_is_said_in_words_and_then_still_asked(chat: Story) -> None:
    _, second = two(chat)
    assert chat.says("haluun perua mun ajan") == ["appointment.which.cancel"]
    assert chat.says("se torstain") == ["appointment.cancel.ask"]
    assert chat.says("joo peru se") == ["appointment.cancelled.own"]
    assert [one.id for one in every(chat)] != [second.id]
    assert len(every(chat)) == 1
