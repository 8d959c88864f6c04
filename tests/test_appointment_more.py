"""What stands around an appointment in the chat: reminders, calls, messages, erasing, the web."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.appointment import Event, State
from bot.domain.linking import RETURN_MAIL, RETURN_PHONE
from bot.domain.messages import Address, InboundKind
from bot.domain.people import Absence, Worker, WorkerId
from bot.runtime.heartbeat import retention_jobs
from bot.services import crisis
from bot.services.appointment_fact import appointment_fact
from bot.services.appointment_work import act_of_worker, list_for
from tests.appointment_story import MONDAY, NEXT_WEEK, Story, make_chat
from tests.builders import SIGNER
from tests.test_handoff_turn import MAIJA, UNIT

__all__ = ["make_chat"]


def test_reminders_are_switched_off_and_on_by_a_button(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    assert chat.presses("Ei muistutuksia") == ["appointment.quiet"]
    chat.ticks(datetime(2026, 11, 16, 15, 0, tzinfo=UTC))
    assert chat.last().key == "appointment.quiet"
    assert chat.presses("Muistuta minua") == ["appointment.remind"]
    chat.ticks(datetime(2026, 11, 17, 6, 0, tzinfo=UTC))
    assert chat.last().key == "appointment.reminder.soon"


def test_a_crisis_card_holds_routine_words_and_no_reminder_of_an_appointment(
    chat: Story,
) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    at = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
    with chat.storage.begin() as work:
        shown = (at - timedelta(hours=1)).isoformat()
        work.records.keep(chat.conversation, crisis.CRISIS_AT, shown)
        work.commit()
    chat.ticks(at)
    assert chat.last().key == "appointment.reminder.day"


def test_an_absence_written_down_later_is_said_instead_of_a_plain_reminder(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    with chat.storage.begin() as work:
        start = NEXT_WEEK - timedelta(hours=4)
        work.people.add_absence(Absence("a1", MAIJA, start, start + timedelta(days=1)), "test")
        work.commit()
    chat.ticks(datetime(2026, 11, 16, 15, 0, tzinfo=UTC))
    assert chat.last().key == "appointment.reminder.unsure"


def test_a_call_asks_for_the_number_and_only_workers_of_the_person_see_it(chat: Story) -> None:
    chat.offers(NEXT_WEEK, kind="call", place="040 000 0011")
    chat.engine.intent = "contact_worker"
    said = chat.says("haluun että joku soittaa")
    assert said == [
        "receipt.before",
        *("appointment.offer.call", "handoff.show"),
    ]
    said = chat.presses("ti 17.11. klo 10 (puhelu)")
    assert said == ["appointment.held", "appointment.call.number"]
    assert chat.says("040 123 4567") == ["appointment.call.noted"]
    assert chat.has().contact == "040 123 4567"
    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    calendar = chat.last().calendar
    assert calendar is not None
    assert calendar.title == "Puhelu"
    assert "040 000 0011" in chat.last().text


def test_after_a_message_the_way_to_a_time_is_offered_where_there_are_times(chat: Story) -> None:
    chat.engine.intent = "contact_worker"
    chat.says("soita mulle")
    chat.presses("Lähetä tämä")
    assert "Varaa aika" not in chat.buttons
    chat.offers(NEXT_WEEK)
    chat.says("tuutko mukaan kelaan?")
    chat.presses("Lähetä tämä")
    assert chat.presses("Varaa aika") == ["appointment.offer"]


def test_a_button_of_an_appointment_that_is_over_changes_nothing(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    chat.presses("Peru aika")
    assert chat.last().key == "appointment.dropped"
    assert chat.presses("Peru aika") == ["appointment.refused.over"]


def test_words_about_other_appointments_go_to_the_dialogue(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    chat.engine.intent = "greet"
    assert chat.says("milloin mun aika hammaslääkäriin on") == ["talk.thanks"]
    assert chat.says("moi") == ["talk.thanks"]


def test_erasing_everything_cancels_first_so_that_nobody_waits(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    said = chat.says(SIGNER.sign(chat.conversation, "erase:yes"), InboundKind.BUTTON)
    assert set(said) == {"erase.done", "appointment.cancelled.own"}
    assert chat.has().state is State.CANCELLED
    with chat.storage.begin() as work:
        kinds = set()
        while (claim := work.notices.claim("email", 30)) is not None:
            kinds.add(claim.about)
    assert "lost" in kinds


def test_what_a_worker_sees_is_noted(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    chat.asks()
    chat.presses("ti 17.11. klo 10")
    with chat.storage.begin() as work:
        assert len(list_for(work, MAIJA, MONDAY)) == 1
        assert list_for(work, WorkerId("pekka"), MONDAY) == []
        count_, _, broken = work.audit.verify()
    assert count_ >= 3
    assert broken == []


def test_the_facts_of_a_turn_are_json(chat: Story) -> None:
    chat.offers(NEXT_WEEK)
    with chat.storage.begin() as work:
        desk = work.desks.of(chat.conversation)
        fact = appointment_fact(work, desk, chat.conversation, MONDAY)
    assert json.loads(json.dumps(fact)) == fact


def test_a_time_that_waits_for_who_goes_away_is_told_to_who_stands_in(chat: Story) -> None:
    pekka = WorkerId("pekka")
    chat.offers(NEXT_WEEK + timedelta(days=2))
    chat.asks()
    chat.presses("to 19.11. klo 10")
    chat.clock.at = MONDAY
    assert noticed(chat, "email") == {(MAIJA, "appointment")}
    with chat.storage.begin() as work:
        work.people.save_worker(Worker(pekka, "Pekka", UNIT, email="p@county.test"))
        start, end = MONDAY + timedelta(hours=10), MONDAY + timedelta(days=5)
        work.people.add_absence(Absence("a1", MAIJA, start, end, pekka), "test")
        work.commit()
    chat.ticks(NEXT_WEEK)  # the first reminder
    assert noticed(chat, "email") == {(pekka, "appointment")}
    with chat.storage.begin() as work:
        (one,) = list_for(work, pekka, NEXT_WEEK)
        args = (
            work,
            pekka,
            one.appointment.id,
            Event.CONFIRM,
            NEXT_WEEK,
            chat.wording,
            "test:yes",
        )
        assert act_of_worker(*args).state is State.CONFIRMED


def on_web(chat: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let her come from the web, take a time and close the page."""
    monkeypatch.setattr("tests.test_handoff_turn.ANNA", Address("web", "widget", "w-anna"))
    chat.says("hei")
    chat.comes_to_maija()
    chat.offers(NEXT_WEEK)
    chat.asks()
    said = chat.presses("ti 17.11. klo 10")
    assert said == ["appointment.held", "return.ask"]
    assert "Peru aika" in [one.label for one in chat.last().buttons]


def noticed(chat: Story, channel: str) -> set[tuple[str, str]]:
    """Return whom notices that wait on a channel go to, and about what; they are sent then."""
    told = set()
    with chat.storage.begin() as work:
        while (claim := work.notices.claim(channel, 30)) is not None:
            told.add((claim.worker, claim.about))
            work.notices.sent(claim)
        work.commit()
    return told


@pytest.mark.parametrize(
    ("record", "channel", "address"),
    [(RETURN_MAIL, "email", "anna@example.test"), (RETURN_PHONE, "text", "+358401234567")],
)
def test_on_the_web_a_yes_and_the_reminders_go_to_who_has_gone_by_the_way_they_chose(
    chat: Story, monkeypatch: pytest.MonkeyPatch, record: str, channel: str, address: str
) -> None:
    on_web(chat, monkeypatch)
    with chat.storage.begin() as work:
        work.records.keep(chat.conversation, record, address)
        work.commit()
    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    assert "Muistutan sinua tänään klo 17" in chat.last().text
    assert "en voi muistuttaa" not in chat.last().text
    assert (chat.conversation, "answer") in noticed(chat, channel)
    forget = retention_jobs(chat.storage, 12)["forget_contacts"]
    evening = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
    assert forget(evening) == 0, "an appointment is open: the address is needed"
    chat.ticks(evening)
    assert chat.last().key == "appointment.reminder.day"
    assert noticed(chat, channel) == {(chat.conversation, "answer")}
    assert forget(NEXT_WEEK + timedelta(hours=1)) == 0
    chat.ticks(NEXT_WEEK + timedelta(hours=1))
    assert forget(NEXT_WEEK + timedelta(days=1)) == 0
    assert forget(NEXT_WEEK + timedelta(days=2)) == 1


def test_on_the_web_without_an_address_it_is_said_that_nobody_can_be_reminded(
    chat: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_web(chat, monkeypatch)
    chat.clock.at = MONDAY
    chat.worker(Event.CONFIRM)
    assert "Jos suljet tämän sivun, en voi muistuttaa sinua." in chat.last().text
    chat.presses("Ei muistutuksia")
    assert "en voi muistuttaa" not in chat.last().text
    chat.presses("Muistuta minua")
    assert "Jos suljet tämän sivun, en voi muistuttaa sinua." in chat.last().text
    assert noticed(chat, "email") <= {(MAIJA, "appointment")}
