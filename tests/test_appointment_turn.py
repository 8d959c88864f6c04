"""Appointments in the chat, over a real database: offered, taken, confirmed, moved, cancelled."""

from datetime import UTC, datetime, timedelta

from bot.domain.appointment import Event, State
from bot.domain.messages import InboundKind
from bot.services.appointments import take
from bot.services.handoff_ticks import tick as tick_handoffs
from tests.appointment_story import MONDAY, NEXT_WEEK, Story, make_chat
from tests.test_handoff_turn import MAIJA

__all__ = ["make_chat"]


def test_the_whole_story_from_asking_to_cancelling(chat: Story) -> None:
    chat.offers(*(NEXT_WEEK + timedelta(days=day) for day in range(4)))
    assert chat.asks() == ["appointment.offer"]
    labels = [one.label for one in chat.last().buttons]
    assert labels == ["ti 17.11. klo 10", "ke 18.11. klo 10", "to 19.11. klo 10", "Muu aika"]
    assert chat.presses("ti 17.11. klo 10") == ["appointment.held"]
    assert "vasta, kun Maija on vahvistanut" in chat.last().text
    assert chat.last().calendar is None, "nothing for a calendar before both have agreed"
    assert chat.has().state is State.HELD
    assert chat.news() == [State.HELD]

    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    said = chat.last()
    assert said.key == "appointment.confirmed"
    assert "**ti 17.11. klo 10–10.45**" in said.text
    assert "Testikatu 1" in said.text
    assert "Muistutan sinua tänään klo 17." in said.text
    assert said.calendar is not None
    assert (said.calendar.title, said.calendar.sequence) == ("Tapaaminen", 0)
    uid = said.calendar.uid

    chat.ticks(datetime(2026, 11, 16, 15, 0, tzinfo=UTC))  # 17.00 the evening before
    assert chat.last().text == "Muistutus: sovittu aika on huomenna klo 10."
    chat.ticks(datetime(2026, 11, 17, 6, 0, tzinfo=UTC))  # 8.00
    assert chat.last().text == "Muistutus: sovittu aika on tänään klo 10."
    reminders = len(chat.heard())
    chat.ticks(datetime(2026, 11, 17, 6, 5, tzinfo=UTC))
    assert len(chat.heard()) == reminders, "each reminder comes once"

    assert chat.says("en pääsekään, siirretäänkö") == ["appointment.move"]
    assert "Siihen asti voimassa on ti 17.11. klo 10–10.45." in chat.last().text
    assert chat.presses("to 19.11. klo 10") == ["appointment.move_asked"]
    assert chat.has().time is not None, "the agreed time stands meanwhile"
    chat.clock.at = datetime(2026, 11, 17, 7, 0, tzinfo=UTC)
    chat.worker(Event.CONFIRM)
    moved = chat.last().calendar
    assert moved is not None
    assert (moved.uid, moved.sequence, moved.cancelled) == (uid, 1, False)
    assert moved.start == "2026-11-19T08:00:00+00:00"
    assert chat.says("milloin mun tapaaminen on") == ["appointment.when.confirmed"]
    assert "Tapaamisesi on **to 19.11. klo 10–10.45** (Maija)." in chat.last().text

    assert chat.says("perun sen ajan") == ["appointment.cancel.ask"]
    assert chat.has().state is State.CONFIRMED, "words alone cancel nothing"
    assert chat.presses("Kyllä, peru") == ["appointment.cancelled.own"]
    gone = chat.last().calendar
    assert gone is not None
    assert (gone.uid, gone.sequence, gone.cancelled) == (uid, 2, True)
    assert chat.has().state is State.CANCELLED
    assert chat.news() == [State.CANCELLED], "the worker is told"
    chat.ticks(datetime(2026, 11, 18, 15, 0, tzinfo=UTC))
    assert chat.last().key == "appointment.cancelled.own", "nobody is reminded of it"
    with chat.storage.begin() as work:
        free = work.free_times.of_worker(MAIJA, chat.clock.now())
        assert [one.taken_by for one in free] == [None, None]


def test_without_published_times_a_wish_travels_as_a_message_and_comes_back_as_a_time(
    chat: Story,
) -> None:
    assert chat.asks() == ["appointment.wish.ask"]
    wish = "arkiaamut, mieluummin puhelimessa, saa soittaa"
    assert chat.says(wish) == ["receipt.before", "handoff.show"]
    said = chat.presses("Lähetä tämä")
    assert "receipt.saved.own" in said, "the whole receipt is one bubble"
    assert chat.has().state is State.WISHED
    with chat.storage.begin() as work:
        (handoff,) = work.handoffs.of_person(chat.conversation)
        assert "appointment" in handoff.flags
        assert [one.text for one in work.handoffs.words(handoff.id)] == [wish]
    assert chat.asks() == ["appointment.when.wished", "appointment.tell_worker"]

    chat.clock.at = MONDAY
    tick_handoffs(chat.storage, MONDAY, chat.wording)
    chat.names(NEXT_WEEK)
    assert chat.last().key == "appointment.proposed"
    assert chat.last().calendar is None
    with chat.storage.begin() as work:
        answered = work.handoffs.of_person(chat.conversation)[0]
    assert (answered.state.value, answered.talk) == ("answered", None), "no talk begins"
    chat.engine.intent = "greet"
    assert chat.says("moi") == ["talk.thanks"], "the assistant is not silenced"
    assert chat.says("joo sopii") == ["appointment.when.proposed"], "words alone agree to nothing"
    assert chat.presses("Sopii") == ["appointment.confirmed"]
    assert chat.last().calendar is not None
    assert chat.news() == [State.CONFIRMED]


def test_a_time_that_does_not_suit_is_refused_and_the_worker_may_name_another(
    chat: Story,
) -> None:
    chat.clock.at = MONDAY
    chat.names(NEXT_WEEK)
    assert chat.presses("Ei käy") == ["appointment.refused_by_you"]
    assert chat.has().state is State.WISHED
    with chat.storage.begin() as work:
        assert work.free_times.of_worker(MAIJA, MONDAY) == [], "the time is the worker's again"
    chat.names(NEXT_WEEK + timedelta(hours=2))
    assert chat.presses("Sopii") == ["appointment.confirmed"]


def test_two_take_the_same_time_and_the_other_is_offered_the_next(chat: Story) -> None:
    chat.offers(NEXT_WEEK, NEXT_WEEK + timedelta(hours=1))
    chat.asks()
    taken = chat.buttons["ti 17.11. klo 10"]
    slot = taken.partition("_")[2].partition("~")[0]
    first, bo = chat.conversation, chat.bo()
    with chat.storage.begin() as work:  # somebody else is faster
        take(work, bo, slot, chat.clock.now(), chat.wording, "bo")
        work.commit()
    assert chat.says(taken, InboundKind.BUTTON) == ["appointment.refused.taken"]
    assert [one.label for one in chat.last().buttons] == ["ti 17.11. klo 11", "Muu aika"]
    with chat.storage.begin() as work:
        assert work.appointments.all_open(first) == []
    assert chat.presses("ti 17.11. klo 11") == ["appointment.held"]


def test_nobody_is_told_that_a_time_is_agreed_when_the_worker_did_not_say_yes(
    chat: Story,
) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    chat.ticks(NEXT_WEEK - timedelta(hours=1))
    assert chat.last().key == "appointment.lapsed.held"
    assert "appointment.confirmed" not in [one.key for one in chat.heard()]
    assert chat.has().state is State.LAPSED


def test_a_worker_who_declines_a_move_leaves_the_agreed_time_as_it_was(chat: Story) -> None:
    chat.offers(NEXT_WEEK, NEXT_WEEK + timedelta(days=1))
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    chat.presses("Siirrä")
    chat.presses("ke 18.11. klo 10")
    chat.worker(Event.DECLINE)
    assert chat.last().key == "appointment.move_declined"
    has = chat.has()
    assert has.state is State.CONFIRMED
    assert has.time is not None
    assert has.time.start == NEXT_WEEK


def test_the_worker_cancels_and_the_time_is_not_offered_to_anybody(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    chat.worker(Event.CANCEL)
    assert chat.last().key == "appointment.cancelled.theirs"
    assert chat.last().calendar is not None
    assert chat.last().calendar.cancelled
    assert chat.asks() == ["appointment.wish.ask"]


def test_a_clear_answer_right_below_a_proposal_is_as_good_as_the_button(chat: Story) -> None:
    chat.clock.at = MONDAY
    chat.names(NEXT_WEEK)
    assert chat.says("mut mul on koulua sillon") == ["appointment.when.proposed"]
    assert chat.has().state is State.PROPOSED, "a reason alone refuses nothing"
    assert chat.says("joo käy se") == ["appointment.confirmed"]
    assert chat.says("peru se aika") == ["appointment.cancel.ask"]
    assert chat.says("en peru") == ["appointment.when.confirmed"]
    assert chat.says("peru se aika") == ["appointment.cancel.ask"]
    assert chat.says("joo") == ["appointment.cancelled.own"]
    chat.names(NEXT_WEEK + timedelta(hours=2))
    assert chat.says("ei käy") == ["appointment.refused_by_you"]


def test_a_bare_yes_agrees_to_nothing_once_something_else_has_been_said(chat: Story) -> None:
    chat.clock.at = MONDAY
    chat.names(NEXT_WEEK)
    chat.engine.intent = "greet"
    assert chat.says("moi") == ["talk.thanks"]
    assert chat.says("joo") == ["talk.thanks"]
    assert chat.has().state is State.PROPOSED


def test_offered_times_are_chosen_and_narrowed_in_words(chat: Story) -> None:
    week = (NEXT_WEEK, NEXT_WEEK + timedelta(hours=3), NEXT_WEEK + timedelta(days=1))
    chat.offers(*week, NEXT_WEEK + timedelta(days=2))
    chat.asks()
    assert chat.says("mut en ti") == ["appointment.move"]
    assert [one.label for one in chat.last().buttons] == [
        *("ke 18.11. klo 10", "to 19.11. klo 10", "Muu aika")
    ]
    assert chat.says("mis se paikka on") == ["appointment.offer.where", "appointment.move"]
    assert chat.says("joku ilta") == ["appointment.narrowed.none"]
    assert chat.says("otan sen torstain") == ["appointment.move"], "it was not shown before"
    assert [one.label for one in chat.last().buttons] == ["to 19.11. klo 10", "Muu aika"]
    assert chat.says("iltapäivällä") == ["appointment.move"]
    assert chat.says("eka käy") == ["appointment.held"]
    assert chat.has().asked is not None
    assert chat.has().asked.start == week[1]  # type: ignore[union-attr]


def test_who_says_no_to_all_times_is_asked_kindly_for_a_wish(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    assert chat.says("ei käy mikää noista") == ["appointment.none_suits", "appointment.wish.ask"]
    assert chat.says("arkiaamut") == ["receipt.before", "handoff.show"]


def test_whether_a_time_is_agreed_and_where_it_is_can_be_asked_in_few_words(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    assert chat.says("onks se nyt sovittu") == ["appointment.when.held"]
    assert "ei ole vielä vahvistanut" in chat.last().text
    assert chat.says("mis se paikka on") == ["appointment.when.held"]
    assert "Paikka: Testikatu 1" in chat.last().text
    chat.engine.intent = "message_status"
    assert chat.says("onks tullu mitään") == ["appointment.when.held"]
    assert chat.says("en muistanu peruu, oonks mä pulas") == [
        *("appointment.missed", "appointment.when.held")
    ]
    chat.engine.intent = "greet"
    assert chat.says("missä saa ruokaa") == ["talk.thanks"], "another place is another matter"
