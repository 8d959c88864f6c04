"""A message to the worker, in the chat, over a real database: shown, sent, answered, talked."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.content.handoff_words import load_flags
from bot.domain.handoff import Event, State
from bot.domain.meeting import Agreed, Meeting
from bot.domain.messages import Address, ConversationId, Inbound, InboundKind, Reply, Say
from bot.domain.opening_times import Schedule, Slot, WeeklyHours
from bot.domain.people import Assignment, Line, Unit, UnitId, Worker, WorkerId
from bot.domain.ways import Passing, Ways
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_ticks import tick
from bot.services.handoff_work import act_of_worker, answer, open_one
from bot.services.handoffs import write_on
from bot.services.meeting_page import save
from bot.services.memory import recall
from bot.services.people import set_away
from bot.services.people_ports import LinkedLine
from bot.services.ports import EngineAnswer, EngineTurn
from bot.services.sharing import TOLD
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from bot.turn import take_turn
from bot.turn_state import Parts
from tests.builders import SIGNER, composer, words
from tests.danger import SAD, Doubting, FewWords
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock

FULL = Ways(Passing.FULL, Passing.FULL, "https://chat.county.test")
SATURDAY = datetime(2026, 11, 14, 21, 40, tzinfo=UTC)
MONDAY = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
MAIJA, UNIT = WorkerId("maija"), UnitId("jalkihuolto")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ANNA = Address("telegram", "bot", "anna")
_numbers = count(1)


class Understands:
    """An engine that understands one intent; counts how often it was asked."""

    def __init__(self) -> None:
        self.intent, self.asked = "greet", 0

    async def respond(self, _: EngineTurn) -> EngineAnswer:
        self.asked += 1
        return EngineAnswer((Say("talk.thanks"),), "{}", intent=self.intent)


class Chat:
    """A young person, the assistant, and a clock."""

    def __init__(self, storage: SqlStorage, clock: FrozenClock) -> None:
        self.storage, self.clock, self.engine = storage, clock, Understands()
        self.wording = composer(clock)
        self.parts = Parts(
            self.engine, self.wording, words(), SIGNER, load_flags().urgency, FewWords()
        )
        self.conversation = ConversationId("")
        self.buttons: dict[str, str] = {}

    def says(self, text: str, kind: InboundKind = InboundKind.TEXT) -> list[str]:
        """Send a message, take the turn, commit; return the keys of what is said."""
        inbound = Inbound(ANNA, f"u{next(_numbers)}", kind, text, self.clock.now())
        with self.storage.begin() as work:
            before = work.conversations.last_cursor(ANNA)
            work.inbox.add(inbound)
            claim = work.inbox.claim(30)
            assert claim is not None
            claim = ClaimedTurn(
                claim.inbox_id,
                claim.lease,
                claim.inbound,
                claim.person,
                claim.tracker,
                claim.attempts,
                recall(work, claim),
            )
            work.commit()
        self.conversation = claim.person.conversation
        outcome = asyncio.run(take_turn(claim, self.parts))
        with self.storage.begin() as work:
            work.inbox.finish(
                claim, outcome.replies, outcome.person, outcome.tracker, delivered=False
            )
            for write in outcome.writes:
                write(work)
            work.commit()
        return [reply.key for reply in self.heard(before)]

    def heard(self, after: int = 0) -> list[Reply]:
        with self.storage.begin() as work:
            history = work.conversations.history(ANNA, after)
        replies = [one.reply for one in history if one.said_by == "bot"]
        for reply in replies:
            self.buttons |= {one.label: one.value for one in reply.buttons}
        return replies

    def presses(self, label: str) -> list[str]:
        return self.says(self.buttons[label], InboundKind.BUTTON)

    def comes_to_maija(self) -> None:
        line = Line(UNIT, (Assignment(LONG_AGO, MAIJA),))
        with self.storage.begin() as work:
            work.lines.save(LinkedLine(self.conversation, line, "Anna K.", LONG_AGO, LONG_AGO))
            work.commit()

    def was_told(self, policy: str | None) -> None:
        """Let the county's policy have been told already; None: never."""
        with self.storage.begin() as work:
            work.records.keep(self.conversation, TOLD, policy)
            work.commit()

    def state(self) -> State:
        with self.storage.begin() as work:
            return work.handoffs.of_person(self.conversation)[0].state

    def maija(self, text: str) -> None:
        with self.storage.begin() as work:
            id = work.handoffs.of_person(self.conversation)[0].id
            open_one(work, MAIJA, id, self.clock.now(), wording=self.wording)
            source = f"w{next(_numbers)}"
            now = self.clock.now()
            answer(work, MAIJA, id, text, now, source, wording=self.wording, ways=FULL)
            work.commit()


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    url = sqlite_database(tmp_path / "rinnalla.sqlite")
    clock = FrozenClock(SATURDAY)
    storage = SqlStorage(open_engine(url), Keyring([b"k" * 32]), clock)
    week = WeeklyHours(days=(((Slot(time(9), time(16)),),) * 5) + ((), ()))
    with storage.begin() as work:
        unit = Unit(UNIT, "J", Schedule(week), takes_new=False, promise_days=1)
        work.people.save_unit(unit)
        work.people.save_worker(Worker(MAIJA, "Maija", UNIT, email="m@county.test"))
        work.commit()
    chat = Chat(storage, clock)
    chat.says("hei")
    chat.comes_to_maija()
    chat.was_told(chat.parts.policy)
    yield chat
    storage.close()


def ask(chat: Chat, text: str) -> list[str]:
    chat.engine.intent = "contact_worker"
    return chat.says(text)


def test_one_line_and_one_button_are_enough(chat: Chat) -> None:
    shown = ask(chat, "haluun että joku soittaa")
    assert shown == ["receipt.before", "handoff.show"]
    assert "haluun että joku soittaa" in chat.heard()[-1].text
    assert chat.state() is State.DRAFT
    said = chat.presses("Lähetä tämä")
    assert said == ["receipt.saved.own", "directory.results", "handoff.sent"], "one bubble each"
    receipt = next(one.text for one in chat.heard() if one.key == "receipt.saved.own")
    lines = receipt.splitlines()
    assert lines[1] == "Se nähdään aikaisintaan maanantaina klo 9."
    assert lines[3] == "Jos hän on poissa, sen voi lukea hänen sijaisensa."
    assert chat.state() is State.WAITING
    assert chat.presses("Lähetä tämä") == ["status.waiting"], "a second press sends nothing"


def test_the_menu_button_asks_first_and_the_next_words_are_shown(chat: Chat) -> None:
    token = SIGNER.sign(chat.conversation, "intent:contact_worker")
    asked = ["handoff.away", "handoff.ask", "directory.results"]
    assert chat.says(token, InboundKind.BUTTON) == asked
    shown = chat.says("tuutko mukaan kelaan?")
    assert shown == ["receipt.before", "handoff.show"]
    assert chat.presses("Älä lähetä") == ["handoff.discarded"]
    chat.engine.intent = "greet"
    assert chat.says("moi") == ["talk.thanks"], "the next words are for the assistant again"


def test_a_wish_without_a_matter_is_asked_what_it_is_about(chat: Chat) -> None:
    chat.comes_to_maija()
    assert ask(chat, "haluun puhuu jollekki ihmisel") == [
        *("handoff.away", "handoff.ask", "directory.results")
    ]
    away = next(one.text for one in chat.heard() if one.key == "handoff.away")
    assert "maanantaina klo 9" in away
    assert chat.says("no millon se lukee sen?")[0] == "handoff.away", "a question is no message"
    assert chat.says("äh, antaa olla") == ["handoff.discarded"]
    chat.engine.intent = "greet"
    assert chat.says("moi") == ["talk.thanks"]


def test_words_that_cannot_wait_show_who_answers_now_and_give_no_narrow_choice(
    chat: Chat,
) -> None:
    said = ask(chat, "mulla ei oo rahaa ruokaan, haluun puhua työntekijälle")
    assert said == [
        *("handoff.urgent_first", "directory.results", "receipt.before", "handoff.show")
    ]
    assert "Vain omalle työntekijälle" not in chat.buttons
    chat.presses("Lähetä tämä")
    assert any("johon voi ehkä hakea tukea" in one.text for one in chat.heard())


def test_the_talk_passes_words_and_the_assistant_is_silent_three_times_over(chat: Chat) -> None:
    for round_ in range(3):
        chat.clock.at = SATURDAY + timedelta(weeks=round_)
        ask(chat, f"soita mulle {round_}")
        chat.presses("Lähetä tämä")
        chat.clock.at = MONDAY + timedelta(weeks=round_)
        tick(chat.storage, chat.clock.now(), chat.wording)
        chat.maija("soitan kello 14")
        assert [one.key for one in chat.heard()[-2:]] == ["handoff.answer", "handoff.talking"]
        asked = chat.engine.asked
        assert chat.says("kiitti, rahat loppu muuten") == []
        assert chat.engine.asked == asked, "the assistant was not even asked"
        assert set(chat.says("112")) == {"crisis.sos"}
        with chat.storage.begin() as work:
            id = work.handoffs.of_person(chat.conversation)[0].id
            assert [one.text for one in work.handoffs.words(id)] == [
                *(f"soita mulle {round_}", "soitan kello 14", "kiitti, rahat loppu muuten", "112")
            ]
        assert chat.says("botti") == ["handoff.talk_over.own"]
        chat.engine.intent = "greet"
        assert chat.says("moi") == ["talk.thanks"]
        chat.maija("vielä yksi asia")
        assert chat.says("joo") == []
        with chat.storage.begin() as work:
            now = chat.clock.now()
            act_of_worker(work, MAIJA, id, Event.CLOSE, now, wording=chat.wording)
            work.commit()
        assert chat.says("moi") == ["talk.thanks"]


def test_a_message_is_withdrawn_by_its_button_until_it_is_opened(chat: Chat) -> None:
    ask(chat, "soita")
    chat.presses("Lähetä tämä")
    assert chat.presses("Peru viesti") == ["handoff.withdrawn"]
    assert chat.state() is State.WITHDRAWN


def test_where_is_my_message_is_answered_in_one_sentence(chat: Chat) -> None:
    chat.engine.intent = "message_status"
    assert chat.says("joko maija luki") == ["status.none"]
    ask(chat, "soita")
    chat.presses("Lähetä tämä")
    chat.engine.intent = "message_status"
    assert chat.says("joko maija luki") == ["status.waiting"]


def test_without_anybody_who_could_take_it_the_way_to_people_is_shown(chat: Chat) -> None:
    with chat.storage.begin() as work:
        work.lines.remove(chat.conversation)
        work.commit()
    assert ask(chat, "haluun puhua työntekijälle") == ["handoff.unlinked", "directory.results"]


def test_an_offered_draft_that_was_thrown_away_meanwhile_breaks_nothing(chat: Chat) -> None:
    ask(chat, "soita")
    chat.presses("Älä lähetä")
    assert chat.presses("Lähetä tämä") == ["handoff.not_this"]


def test_a_draft_left_unsent_is_offered_next_morning_with_its_buttons(chat: Chat) -> None:
    ask(chat, "soita")
    chat.buttons.clear()
    chat.clock.at = SATURDAY + timedelta(hours=10)
    assert tick(chat.storage, chat.clock.now(), chat.wording) == 1
    assert chat.heard()[-1].key == "handoff.draft_offer"
    assert chat.presses("Näytä viesti")[-1] == "handoff.show", "nothing goes unseen"
    assert "receipt.saved.own" in chat.presses("Lähetä tämä")
    assert chat.state() is State.WAITING


def test_only_my_own_worker_is_widened_by_its_button_when_it_cannot_wait(chat: Chat) -> None:
    ask(chat, "soita")
    chat.presses("Vain omalle työntekijälle")
    assert any("Muut työntekijät eivät saa sitä." in one.text for one in chat.heard())
    with chat.storage.begin() as work:
        (handoff,) = work.handoffs.of_person(chat.conversation)
        assert handoff.only_own
        write_on(
            work,
            *(handoff.id, "ei oo rahaa ruokaan", chat.clock.now(), "x"),
            urgency=chat.parts.urgency,
            wording=chat.wording,
        )
        work.commit()
    assert chat.heard()[-1].key == "handoff.only_own.urgent_now"
    assert chat.presses("Muutkin saavat lukea") == ["handoff.widened"]
    with chat.storage.begin() as work:
        assert not work.handoffs.of_person(chat.conversation)[0].only_own


@pytest.mark.parametrize("ears", [FewWords(), Doubting()])
def test_words_of_danger_in_a_talk_go_to_the_worker_as_urgent_and_the_card_is_shown_too(
    chat: Chat, ears: FewWords
) -> None:
    chat.parts = replace(chat.parts, scanner=ears)  # doubted or not: to a worker nothing is asked
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    chat.clock.at = MONDAY
    tick(chat.storage, chat.clock.now(), chat.wording)
    chat.maija("mitä kuuluu")
    assert set(chat.says(SAD)) == {"crisis.card"}
    with chat.storage.begin() as work:
        handoff = work.handoffs.of_person(chat.conversation)[0]
        assert handoff.urgent
        assert SAD in [one.text for one in work.handoffs.words(handoff.id)]


def test_a_text_too_long_to_be_taken_goes_to_the_worker_where_danger_is_in_it(chat: Chat) -> None:
    chat.parts = replace(chat.parts, scanner=FewWords())
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    chat.clock.at = MONDAY
    tick(chat.storage, chat.clock.now(), chat.wording)
    chat.maija("mitä kuuluu")
    assert set(chat.says(SAD, InboundKind.TOO_LONG)) == {"crisis.card"}
    assert any("Viestisi menee myös työntekijälle" in reply.text for reply in chat.heard())
    with chat.storage.begin() as work:
        handoff = work.handoffs.of_person(chat.conversation)[0]
        assert handoff.urgent
        assert SAD in [one.text for one in work.handoffs.words(handoff.id)]


def test_what_was_agreed_is_shown_word_for_word_and_kept_by_the_worker_after_the_button(
    chat: Chat,
) -> None:
    lines = (Agreed("worker", "Hakee avaimen"), Agreed("me", "Vien kuitit", date(2026, 11, 18)))
    with chat.storage.begin() as work:
        save(work, chat.conversation, Meeting(on=date(2026, 11, 13), agreed=lines))
        work.commit()
    chat.says(SIGNER.sign(chat.conversation, "meeting:open"), InboundKind.BUTTON)
    said = chat.presses("Lähetä sovitut työntekijälle")
    assert said == ["receipt.before", "handoff.show"]
    assert chat.state() is State.DRAFT
    assert "Minä: Vien kuitit – viimeistään 18.11.2026" in chat.heard()[-1].text
    chat.presses("Lähetä tämä")
    with chat.storage.begin() as work:
        id = work.handoffs.of_person(chat.conversation)[0].id
        (sent,) = [one.text for one in work.handoffs.words(id)]
    assert sent.splitlines() == [
        "Mitä sovimme 13.11.2026:",
        "Minä: Vien kuitit – viimeistään 18.11.2026",
        "Työntekijä: Hakee avaimen",
    ]


def told_wishes(chat: Chat) -> dict[str, str]:
    with chat.storage.begin() as work:
        return work.handoffs.wishes(work.handoffs.of_person(chat.conversation)[0].id)


def test_after_the_message_waits_more_may_be_told_one_question_at_a_time(chat: Chat) -> None:
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    assert chat.presses("Kerro lisää") == ["wish.start", "wish.about.ask"]
    assert chat.presses("Raha") == ["wish.urgent.ask"]
    chat.engine.intent = "greet"
    assert chat.says("vuokra perjantaina") == ["wish.how.ask"]
    assert chat.presses("Soittamalla") == ["wish.safe.ask"]
    assert chat.says("vain koulupäivinä") == ["wish.here.ask"]
    assert chat.presses("Ohita") == ["wish.when.ask"]
    assert chat.presses("Iltapäivällä") == ["wish.language.ask"]
    assert chat.says("dari") == ["wish.interpreter.ask"]
    assert chat.says("kyllä") == ["wish.plain.ask"]
    assert chat.presses("Ohita") == ["wish.where.ask"]
    assert chat.presses("Toimistolla") == ["wish.come.ask"]
    assert chat.says("tuletko mukaan kelaan?") == ["wish.told"]
    assert "Mukaan: tuletko mukaan kelaan?" in chat.heard()[-1].text
    assert told_wishes(chat) == {
        "about": "money",
        "urgent": "vuokra perjantaina",
        "how": "call",
        "safe": "vain koulupäivinä",
        "when": "afternoon",
        "language": "dari",
        "interpreter": "yes",
        "where": "office",
        "come": "tuletko mukaan kelaan?",
    }
    assert chat.says("moi") == ["talk.thanks"], "the next words are for the assistant again"


def test_what_was_told_is_changed_and_taken_back_until_the_message_is_opened(chat: Chat) -> None:
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    chat.presses("Kerro lisää")
    chat.presses("Raha")
    assert chat.presses("Tämä riittää") == ["wish.told"]
    assert chat.presses("Lisää tai muuta") == ["wish.menu", "wish.menu.more"]
    assert chat.presses("Tulkki") == ["wish.interpreter.ask"]
    assert chat.presses("Kyllä") == ["wish.told"]
    assert told_wishes(chat) == {"about": "money", "interpreter": "yes"}
    chat.presses("Lisää tai muuta")
    chat.presses("Aihe")
    assert chat.presses("Poista vastaus") == ["wish.told"]
    assert told_wishes(chat) == {"interpreter": "yes"}
    chat.presses("Lisää tai muuta")
    chat.presses("Kieli")
    with chat.storage.begin() as work:
        id = work.handoffs.of_person(chat.conversation)[0].id
        shown = open_one(work, MAIJA, id, chat.clock.now(), wording=chat.wording)
        work.commit()
    assert shown.wishes == {"interpreter": "yes"}
    assert chat.presses("Ruotsi") == ["wish.late"]
    assert told_wishes(chat) == {"interpreter": "yes"}


def test_who_asks_for_something_else_is_answered_and_words_that_cannot_wait_show_help_now(
    chat: Chat,
) -> None:
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    chat.presses("Kerro lisää")
    chat.presses("Ohita")
    chat.engine.intent = "greet"
    assert chat.says("miten haen asumistukea?") == ["talk.thanks"]
    assert chat.presses("Takaisin kysymykseen") == ["wish.urgent.ask"]
    assert chat.says("ei oo rahaa ruokaan") == [
        *("handoff.urgent_first", "directory.results", "wish.how.ask")
    ]
    with chat.storage.begin() as work:
        handoff = work.handoffs.of_person(chat.conversation)[0]
    assert handoff.urgent
    assert handoff.flags == {"no_food_money"}
    assert handoff.state is State.WAITING


def test_answers_in_ones_own_words_are_put_where_they_belong_and_none_is_lost(
    chat: Chat,
) -> None:
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    assert chat.says("kerro lisää") == ["wish.start", "wish.about.ask"]
    assert chat.says("puhelu ei käy") == ["wish.noted", "wish.about.ask"]
    assert chat.says("rahasta") == ["wish.urgent.ask"]
    assert chat.says("tulkki joo somali") == ["wish.noted", "wish.urgent.ask"]
    assert chat.says("ei väliä") == ["wish.how.ask"]
    assert chat.says("tekstarilla kiitos") == ["wish.here.ask"]
    assert chat.says("riittää") == ["wish.told"]
    assert told_wishes(chat) == {
        "safe": "puhelu ei käy",
        "about": "money",
        "language": "somali",
        "interpreter": "yes",
        "how": "text",
    }


def test_words_that_are_no_answer_bring_the_question_again_or_the_way_back(chat: Chat) -> None:
    class Lost(Understands):
        says = "unsure.none"

        async def respond(self, _: EngineTurn) -> EngineAnswer:
            return EngineAnswer((Say(self.says),), "{}", intent="greet")

    lost = Lost()
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    chat.says("kerro lisää")
    chat.presses("Ohita")
    chat.presses("Ohita")
    chat.parts = replace(chat.parts, engine=lost)
    assert chat.says("kissa istuu puussa") == ["wish.unread", "wish.how.ask"]
    lost.says = "privacy.text"
    assert chat.says("kuka tän näkee") == ["privacy.text"]
    assert "Takaisin kysymykseen" in [one.label for one in chat.heard()[-1].buttons]
    assert chat.says("tekstarilla") == ["wish.safe.ask"], "a closed word is an answer even now"
    assert chat.says("ei oo turvallista") == ["wish.here.ask"]
    assert told_wishes(chat) == {"how": "text", "safe": "no"}


def test_in_a_talk_clear_words_call_the_bot_and_erasing_is_asked_nothing_else_is_kept(
    chat: Chat,
) -> None:
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    chat.clock.at = MONDAY
    chat.maija("Hei")
    assert chat.says("poista tietoni") == ["erase.ask"]
    assert chat.says("joo") == ["erase.press"], "the button erases"
    assert chat.says("ei") == ["erase.kept"]
    assert chat.says("lopetetaan se vuokrasopimus") == []
    assert chat.says("botti puhu sä mulle") == ["handoff.talk_over.own"]
    with chat.storage.begin() as work:
        id = work.handoffs.of_person(chat.conversation)[0].id
        texts = [one.text for one in work.handoffs.words(id) if one.worker is None]
    assert texts == ["soita mulle", "lopetetaan se vuokrasopimus"]


def test_a_wish_is_sealed_and_no_engine_gets_it(chat: Chat) -> None:
    class Listens(Understands):
        heard = ""

        async def respond(self, turn: EngineTurn) -> EngineAnswer:
            self.heard = repr(turn)
            return await super().respond(turn)

    chat.engine = Listens()
    chat.parts = replace(chat.parts, engine=chat.engine)
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    chat.presses("Kerro lisää")
    chat.presses("Ohita")
    chat.says("kissanpentuni takia kiire")
    chat.presses("Tämä riittää")
    chat.engine.intent = "greet"
    assert chat.says("moi") == ["talk.thanks"]
    assert "kissanpentu" not in chat.engine.heard


def test_only_my_own_worker_is_offered_with_the_real_date_of_their_return(chat: Chat) -> None:
    with chat.storage.begin() as work:
        set_away(work, MAIJA, date(2026, 11, 16), date(2026, 11, 20), None, "test")
        work.people.save_worker(Worker(WorkerId("timo"), "Timo", UNIT))
        line = Line(UNIT, (Assignment(LONG_AGO, MAIJA, WorkerId("timo")),))
        work.lines.save(LinkedLine(chat.conversation, line, "Anna K.", LONG_AGO, LONG_AGO))
        work.commit()
    ask(chat, "soita")
    (told,) = [one.text for one in chat.heard() if one.key == "receipt.before.also"]
    assert told.endswith("viestin lukee vain Maija, aikaisintaan ma 23.11. klo 9.")
    chat.presses("Vain omalle työntekijälle")
    lines = [line for reply in chat.heard() for line in reply.text.splitlines()]
    assert "Se nähdään aikaisintaan ma 23.11. klo 9." in lines


def test_words_that_may_be_an_application_show_who_answers_at_any_hour_before_they_are_kept(
    chat: Chat,
) -> None:
    said = ask(chat, "haen toimeentulotukea, voitko auttaa työntekijä")
    assert said[:2] == ["receipt.cannot_wait", "directory.results"]
    assert said[-1] == "handoff.show"
    chat.presses("Lähetä tämä")
    assert any("johon voi ehkä hakea tukea" in one.text for one in chat.heard())
    with chat.storage.begin() as work:
        handoff = work.handoffs.of_person(chat.conversation)[0]
    assert handoff.flags == {"application"}
    assert handoff.sent_at == SATURDAY
    assert not handoff.urgent


def test_nothing_about_opening_hours_comes_within_five_minutes_of_the_persons_words(
    chat: Chat,
) -> None:
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    closing = MONDAY + timedelta(hours=7)
    chat.clock.at = closing - timedelta(minutes=10)
    tick(chat.storage, chat.clock.now(), chat.wording)
    chat.maija("soitan huomenna")
    chat.clock.at = closing + timedelta(minutes=8)
    assert chat.says("mihin aikaan?") == []
    after = len(chat.heard())
    for minute in (10, 11, 12):
        chat.clock.at = closing + timedelta(minutes=minute)
        tick(chat.storage, chat.clock.now(), chat.wording)
    assert [one.key for one in chat.heard()[after:]] == ["handoff.talk_over"]
    chat.clock.at = closing + timedelta(minutes=14)
    tick(chat.storage, chat.clock.now(), chat.wording)
    assert [one.key for one in chat.heard()[after:]] == ["handoff.talk_over", "handoff.kept"]
    assert chat.heard()[-1].text.endswith("Se nähdään aikaisintaan huomenna klo 9.")


def test_when_the_assistant_could_not_help_twice_a_worker_is_offered_once(chat: Chat) -> None:
    class Lost(Understands):
        async def respond(self, _: EngineTurn) -> EngineAnswer:
            return EngineAnswer((Say(self.intent),), "{}", intent="nlu_fallback")

    chat.parts = replace(chat.parts, engine=(engine := Lost()))
    engine.intent = "unsure.options"
    assert chat.says("asdf") == ["unsure.options"]
    engine.intent = "unsure.again"
    assert chat.says("qwer") == ["unsure.again", "handoff.offer"]
    asked = ["handoff.away", "handoff.ask", "directory.results"]
    assert chat.presses("Oma työntekijä") == asked
    chat.says("/menu", InboundKind.COMMAND)
    assert chat.says("zxcv") != ["unsure.again"], "these words were awaited as the message"
    chat.presses("Älä lähetä")
    assert chat.says("asdf") == ["unsure.again"]
    engine.intent = "talk.thanks"
    assert chat.says("kiitti") == ["talk.thanks"]
    engine.intent = "unsure.again"
    assert chat.says("asdf") == ["unsure.again"], "what helped in between begins the count anew"
