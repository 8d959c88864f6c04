"""The worker on the card, over a real database: offered to whom it is true for, and it works."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.handoff import State
from bot.domain.messages import InboundKind, Reply
from bot.domain.people import Assignment, Line, Worker, WorkerId
from bot.services.handoff_ticks import tick
from bot.services.people import set_away
from bot.services.people_ports import LinkedLine
from tests.builders import SIGNER
from tests.danger import FRIEND, PILLS, SAD
from tests.test_handoff_turn import LONG_AGO, MAIJA, MONDAY, UNIT, Chat, ask
from tests.test_handoff_turn import chat as _chat

chat = _chat
TIMO = WorkerId("timo")
WEDNESDAY_NIGHT = datetime(2026, 12, 23, 20, tzinfo=UTC)
OFFER = "Voit kertoa tästä myös työntekijälle."


def offered(chat: Chat, said: list[str]) -> Reply | None:
    """Return the bubble of the last answer that offers the worker."""
    return next((one for one in chat.heard()[-len(said) :] if OFFER in one.text), None)


def pressed(chat: Chat, action: str) -> list[str]:
    return chat.says(SIGNER.sign(chat.conversation, action), InboundKind.BUTTON)


def lines_to(chat: Chat, *given: Assignment) -> None:
    with chat.storage.begin() as work:
        line = LinkedLine(chat.conversation, Line(UNIT, given), "Anna K.", LONG_AGO, LONG_AGO)
        work.lines.save(line)
        work.commit()


def test_on_a_saturday_night_it_says_monday_below_who_is_there_now(chat: Chat) -> None:
    said = chat.says(SAD)
    bubbles, offer = [one.text for one in chat.heard()], offered(chat, said)
    assert offer is not None
    assert "aikaisintaan maanantaina klo 9." in offer.text
    assert [one.label for one in offer.buttons] == ["Kerro työntekijälle"]
    lines = next(n for n, text in enumerate(bubbles) if "09 2525 0111" in text)
    assert bubbles.index(offer.text) > lines


def test_at_working_time_nobody_is_said_to_be_reading(chat: Chat) -> None:
    chat.clock.at = MONDAY + timedelta(hours=1)
    offer = offered(chat, chat.says(SAD))
    assert offer is not None
    assert "Nyt on työaika. En tiedä, milloin viesti avataan." in offer.text
    assert "klo" not in offer.text


def test_in_danger_of_life_it_is_never_there(chat: Chat) -> None:
    assert offered(chat, chat.says(PILLS)) is None


def test_for_a_friend_it_is_there_too(chat: Chat) -> None:
    assert offered(chat, chat.says(FRIEND)) is not None


def test_the_card_after_yes_and_after_a_worse_day_has_it_as_well(chat: Chat) -> None:
    chat.clock.move(hours=3)
    for action in ("crisis:yes", "crisis:unsure", "checkin:worse"):
        chat.clock.move(minutes=11)
        offer = offered(chat, pressed(chat, action))
        assert offer is not None, action
        assert "huomenna klo 9." in offer.text


def test_a_stand_in_and_a_holiday_are_minded(chat: Chat) -> None:
    with chat.storage.begin() as work:
        work.people.save_worker(Worker(TIMO, "Timo", UNIT))
        set_away(work, MAIJA, date(2026, 12, 21), date(2027, 1, 3), TIMO, by="test")
        work.commit()
    chat.clock.at = WEDNESDAY_NIGHT
    offer = offered(chat, chat.says(SAD))
    assert offer is not None
    assert "aikaisintaan maanantaina klo 9." in offer.text  # 28.12., after Christmas


def test_who_has_left_without_a_successor_is_not_offered(chat: Chat) -> None:
    with chat.storage.begin() as work:
        worker = work.people.everybody().workers[MAIJA]
        work.people.save_worker(replace(worker, left_at=LONG_AGO + timedelta(days=1)))
        unit = work.people.everybody().units[UNIT]
        work.people.save_unit(replace(unit, has_duty=False))
        work.commit()
    assert offered(chat, chat.says(SAD)) is None


def test_between_two_workers_the_unit_reads(chat: Chat) -> None:
    lines_to(chat, Assignment(LONG_AGO, None))
    assert offered(chat, chat.says(SAD)) is not None


def test_who_has_come_to_nobody_is_not_offered(chat: Chat) -> None:
    with chat.storage.begin() as work:
        work.lines.remove(chat.conversation)
        unit = work.people.everybody().units[UNIT]
        work.people.save_unit(replace(unit, takes_new=True))
        work.commit()
    assert offered(chat, chat.says(SAD)) is None


def test_in_an_open_talk_it_is_not_offered_for_the_words_have_gone(chat: Chat) -> None:
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    chat.clock.at = MONDAY
    tick(chat.storage, chat.clock.now(), chat.wording)
    chat.maija("mitä kuuluu")
    assert offered(chat, chat.says(SAD)) is None


def test_its_button_leads_to_a_message_that_says_it_and_goes_urgent(chat: Chat) -> None:
    chat.was_told(None)
    chat.says(SAD)
    assert "handoff.ask" in chat.presses("Kerro työntekijälle")
    said = chat.says(SAD)
    assert said == ["crisis.again", "receipt.before", "policy.must", "handoff.show"]
    assert SAD in chat.heard()[-1].text
    assert chat.state() is State.DRAFT, "nothing goes before the person has pressed"
    assert "handoff.sent" in chat.presses("Lähetä tämä")
    with chat.storage.begin() as work:
        (handoff,) = work.handoffs.of_person(chat.conversation)
        assert (handoff.state, handoff.urgent) == (State.WAITING, True)
        assert [one.text for one in work.handoffs.words(handoff.id)] == [SAD]


def test_words_of_immediate_danger_are_kept_and_neither_shown_nor_sent(chat: Chat) -> None:
    chat.says(SAD)
    chat.presses("Kerro työntekijälle")
    assert set(chat.says(PILLS)) == {"crisis.card"}
    assert chat.state() is State.DRAFT
    assert "Lähetä tämä" not in chat.buttons


def test_words_that_were_not_asked_for_are_never_made_a_message(chat: Chat) -> None:
    assert set(chat.says(SAD)) == {"crisis.card"}
    with chat.storage.begin() as work:
        assert work.handoffs.of_person(chat.conversation) == []
