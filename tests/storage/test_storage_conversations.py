"""Both sides of a talk under one cursor; forgetting; web sessions; offsets."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from storage_builders import (
    SATURDAY_NIGHT,
    MovableClock,
    add,
    address,
    claim,
    finish,
    message,
    must_claim,
    must_take,
    say,
    sent,
    take,
)

from bot.domain.errors import LateTurn
from bot.domain.messages import Button, ConversationId, InboundKind, Reply
from bot.services.delivery_ports import StoredReply
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage

ANNA = address("anna", "web")


PAGE = Button("url", "Sivu", "https://county.test")


def must_whose(storage: SqlStorage) -> ConversationId:
    with storage.begin() as work:
        found = work.conversations.whose(ANNA)
    assert found is not None
    return found


def history(storage: SqlStorage, after: int = 0, limit: int = 200) -> list[StoredReply]:
    with storage.begin() as work:
        return work.conversations.history(ANNA, after, limit)


def talk(storage: SqlStorage, said: str, *answers: str, person: str = "anna") -> None:
    add(storage, message(said, person, channel="web", update=f"{person}-{said}"))
    finish(storage, must_claim(storage), *answers, delivered=True)


def rows_left(url: str) -> dict[str, int]:
    engine = open_engine(url)
    tables = ("conversation", "address", "inbox", "turn", "outbox", "web_session")
    with engine.connect() as connection:
        left = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
            for table in tables
        }
    engine.dispose()
    return left


def test_what_was_said_last_is_told_with_its_buttons_the_newest_first(
    storage: SqlStorage,
) -> None:
    talk(storage, "hei", "Hei", "Mitä kuuluu?")
    conversation = must_whose(storage)
    asked = Reply("Sopiiko?", (Button("reply", "Joo", "time:yes_1~s"), PAGE), key="x.ask")
    with storage.begin() as work:
        work.told.tell(conversation, [asked], "outside")
        work.commit()
    with storage.begin() as work:
        last, *before = work.told.last_said(conversation, 2)
        assert (last.key, last.tokens) == ("x.ask", ("time:yes_1~s",))
        assert last.labels == ("Joo",), "in the order of the tokens, and of those alone"
        assert len(before) == 1
        assert work.told.last_said(ConversationId("nobody"), 2) == []


def test_history_tells_both_sides_in_order(storage: SqlStorage) -> None:
    talk(storage, "rahat loppu", "Hei", "Näin saat apua")
    talk(storage, "kiitos", "Ole hyvä")
    told = history(storage)
    assert [(each.said_by, each.reply.text) for each in told] == [
        ("person", "rahat loppu"),
        ("bot", "Hei"),
        ("bot", "Näin saat apua"),
        ("person", "kiitos"),
        ("bot", "Ole hyvä"),
    ]
    assert told[0].client_id == "anna-rahat loppu"
    assert told[1].client_id is None
    assert all(each.at == SATURDAY_NIGHT for each in told)
    cursors = [each.cursor for each in told]
    assert cursors == sorted(set(cursors))


def test_history_goes_on_behind_a_cursor(storage: SqlStorage) -> None:
    talk(storage, "1", "a", "b")
    talk(storage, "2", "c")
    whole = history(storage)
    assert history(storage, whole[1].cursor) == whole[2:]
    assert history(storage, whole[-1].cursor) == []
    pages: list[StoredReply] = []
    while page := history(storage, pages[-1].cursor if pages else 0, 2):
        pages.extend(page)
    assert pages == whole


def test_history_shows_labels_of_buttons_and_no_tokens_or_commands(storage: SqlStorage) -> None:
    for kind, label in (
        (InboundKind.BUTTON, "Raha"),
        (InboundKind.BUTTON, None),
        (InboundKind.COMMAND, None),
        (InboundKind.MEDIA, None),
    ):
        add(storage, message("token", kind=kind, label=label, channel="web"))
        finish(storage, must_claim(storage), delivered=True)
    assert [each.reply.text for each in history(storage)] == ["Raha"]


def test_history_of_somebody_else_or_nobody_is_empty(storage: SqlStorage) -> None:
    talk(storage, "salaisuus", "vastaus", person="besa")
    assert history(storage) == []


def test_a_puller_misses_nothing_while_others_write(storage: SqlStorage) -> None:
    rounds = 25
    done = threading.Event()

    def write() -> None:
        for number in range(rounds):
            add(storage, message(f"q{number}", channel="web"))

    def answer() -> None:
        answered = 0
        while answered < rounds:
            if (claimed := claim(storage)) is not None:
                finish(storage, claimed, f"a{answered}", delivered=True)
                answered += 1

    threads = [threading.Thread(target=write), threading.Thread(target=answer)]
    for thread in threads:
        thread.start()
    pulled: list[StoredReply] = []
    while not done.is_set():
        if not any(thread.is_alive() for thread in threads):
            done.set()  # one more pull after the last write
        while page := history(storage, pulled[-1].cursor if pulled else 0):
            pulled.extend(page)
    assert [each.reply.text for each in pulled if each.said_by == "person"] == [
        f"q{number}" for number in range(rounds)
    ]
    assert [each.reply.text for each in pulled if each.said_by == "bot"] == [
        f"a{number}" for number in range(rounds)
    ]
    assert pulled == history(storage)


def test_erasing_forgets_everything_of_one_person_only(storage: SqlStorage, url: str) -> None:
    for person in ("anna", "besa"):
        talk(storage, "hei", "moi", person=person)
    for person in ("anna", "besa"):
        add(storage, message("vielä", person, channel="web"))
        with storage.begin() as work:
            work.sessions.open(person.encode(), person, SATURDAY_NIGHT, keep=True)
            work.commit()
    with storage.begin() as work:
        work.conversations.erase(ANNA)
        work.commit()
    assert history(storage) == []
    assert rows_left(url) == {
        "conversation": 1,
        "address": 1,
        "inbox": 2,
        "turn": 1,
        "outbox": 1,
        "web_session": 1,
    }
    with storage.begin() as work:
        assert work.sessions.touch(b"anna", SATURDAY_NIGHT) is None
        assert work.sessions.touch(b"besa", SATURDAY_NIGHT) == "besa"


def test_a_turn_that_is_erased_while_it_thinks_is_late(storage: SqlStorage, url: str) -> None:
    add(storage, message("unohda minut", channel="web"))
    claimed = must_claim(storage)
    with storage.begin() as work:
        work.conversations.erase(ANNA)
        work.commit()
    with pytest.raises(LateTurn):
        finish(storage, claimed, "moi")
    assert set(rows_left(url).values()) == {0}


def erase_due(storage: SqlStorage, clock: MovableClock) -> int:
    with storage.begin() as work:
        erased = work.conversations.erase_due(clock.now())
        work.commit()
    return erased


def test_an_erasure_waits_for_the_last_words(
    storage: SqlStorage, clock: MovableClock, url: str
) -> None:
    add(storage, message("unohda minut"))
    claimed = must_claim(storage)
    with storage.begin() as work:
        work.conversations.erase_soon(address("anna"))
        work.commit()
    assert erase_due(storage, clock) == 0  # the turn is in work
    finish(storage, claimed, "kaikki poistetaan")
    assert erase_due(storage, clock) == 0  # its answer is on its way
    sent(storage, must_take(storage))
    assert erase_due(storage, clock) == 1
    assert set(rows_left(url).values()) == {0}
    assert erase_due(storage, clock) == 0


def test_an_erasure_waits_ten_minutes_at_most(
    storage: SqlStorage, clock: MovableClock, url: str
) -> None:
    say(storage, "anna", "ei mene perille")
    say(storage, "besa", "hei")
    with storage.begin() as work:
        work.conversations.erase_soon(address("anna"))
        work.commit()
    clock.advance(599)
    assert erase_due(storage, clock) == 0
    clock.advance(1)
    assert erase_due(storage, clock) == 1
    assert rows_left(url)["conversation"] == 1


def test_somebody_who_comes_back_after_an_erasure_is_new(storage: SqlStorage) -> None:
    talk(storage, "hei", "moi")
    with storage.begin() as work:
        work.conversations.erase(ANNA)
        work.commit()
    add(storage, message("hei taas", channel="web"))
    claimed = must_claim(storage)
    assert not claimed.person.greeted
    assert claimed.tracker is None


def test_erasing_an_unknown_address_is_no_error(storage: SqlStorage) -> None:
    with storage.begin() as work:
        work.conversations.erase(ANNA)
        work.commit()


def test_conversations_that_nobody_uses_are_forgotten(
    storage: SqlStorage, clock: MovableClock
) -> None:
    talk(storage, "hei", "moi", person="idle")
    talk(storage, "hei", "moi", person="reader")
    say(storage, "on telegram", "moi")
    add(storage, message("hei", "unanswered", channel="web"))
    claim(storage)
    with storage.begin() as work:
        work.sessions.open(b"t", "reader", clock.now(), keep=True)
        work.commit()
    clock.advance(80_000)
    add(storage, message("hei", channel="web"))
    with storage.begin() as work:
        work.sessions.touch(b"t", clock.now())
        assert work.conversations.forget_idle(clock.now() - timedelta(hours=1), "web") == 1
        work.commit()
    with storage.begin() as work:
        for person, lines in (("anna", 1), ("idle", 0), ("reader", 2), ("unanswered", 1)):
            told = work.conversations.history(address(person, "web"), 0)
            assert len(told) == lines, person


def test_a_session_lives_while_it_is_used(storage: SqlStorage) -> None:
    with storage.begin() as work:
        work.sessions.open(b"tab", "anna", SATURDAY_NIGHT, keep=False)
        work.sessions.open(b"cookie", "anna", SATURDAY_NIGHT, keep=True)
        work.commit()
    day = timedelta(hours=23)
    with storage.begin() as work:
        assert work.sessions.touch(b"tab", SATURDAY_NIGHT + day) == "anna"
        assert work.sessions.touch(b"tab", SATURDAY_NIGHT + 2 * day) == "anna"
        assert work.sessions.touch(b"tab", SATURDAY_NIGHT + 4 * day) is None
        assert work.sessions.touch(b"cookie", SATURDAY_NIGHT + timedelta(days=89)) == "anna"
        assert work.sessions.touch(b"cookie", SATURDAY_NIGHT + timedelta(days=180)) is None
        assert work.sessions.touch(b"unknown", SATURDAY_NIGHT) is None
        work.commit()


def test_a_closed_session_opens_nothing(storage: SqlStorage) -> None:
    with storage.begin() as work:
        work.sessions.open(b"tab", "anna", SATURDAY_NIGHT, keep=False)
        work.sessions.close(b"tab")
        assert work.sessions.touch(b"tab", SATURDAY_NIGHT) is None
        work.commit()


def test_an_offset_moves_with_the_messages_or_not_at_all(storage: SqlStorage) -> None:
    with storage.begin() as work:
        assert work.offsets.get("rinnalla") == 0
        work.inbox.add(message("hei", update="41"))
        work.offsets.set("rinnalla", 42)
        work.commit()
    with storage.begin() as work:
        work.inbox.add(message("hei", update="42"))
        work.offsets.set("rinnalla", 2**40)
    with storage.begin() as work:
        assert work.offsets.get("rinnalla") == 42
        assert work.offsets.get("another") == 0
    finish(storage, must_claim(storage))
    assert claim(storage) is None
    assert take(storage) is None


def test_looking_before_writing_in_one_unit_works(storage: SqlStorage) -> None:
    with storage.begin() as looking:
        assert looking.offsets.get("rinnalla") == 0
        with storage.begin() as writing:
            writing.offsets.set("rinnalla", 1)
            writing.commit()
        looking.inbox.add(replace(message("hei"), language_hint="fi"))
        assert looking.offsets.get("rinnalla") == 1
        looking.commit()
    assert claim(storage) is not None


def keeps_three_days(storage: SqlStorage, clock: MovableClock) -> None:
    """Somebody lets the device keep their talk, and three days pass."""
    talk(storage, "hei", "moi", person="keeper")
    with storage.begin() as work:
        work.sessions.open(b"k" * 32, "keeper", clock.now(), keep=True)
        work.commit()
    clock.advance(3 * 86_400)


def test_a_talk_that_the_person_chose_to_keep_is_not_forgotten_with_the_idle_ones(
    storage: SqlStorage, clock: MovableClock
) -> None:
    keeps_three_days(storage, clock)
    with storage.begin() as work:
        assert work.conversations.forget_idle(clock.now() - timedelta(hours=12), "web") == 0
        work.commit()
    with storage.begin() as work:
        assert len(work.conversations.history(address("keeper", "web"), 0)) == 2


def test_results_of_an_anonymous_visitor_go_with_the_talk_unless_the_device_keeps_it(
    storage: SqlStorage, clock: MovableClock
) -> None:
    kept = {}
    for person, keep in (("leaves", False), ("keeps", True)):
        add(storage, message("hei", person, channel="web"))
        claimed = must_claim(storage)
        finish(storage, claimed, delivered=True)
        kept[person] = claimed.person.conversation
        with storage.begin() as work:
            work.sessions.open(person.encode(), person, clock.now(), keep=keep)
            work.records.keep(kept[person], "results:budget", [{"on": "2026-11-14"}])
            work.records.keep(kept[person], "meeting", {"topics": "vuokra"})
            work.commit()
    clock.advance(timedelta(hours=13).total_seconds())
    with storage.begin() as work:
        assert work.conversations.forget_idle(clock.now() - timedelta(hours=12), "web") == 1
        work.commit()
    with storage.begin() as work:
        assert work.records.of(kept["leaves"]) == {}
        assert set(work.records.of(kept["keeps"])) == {"results:budget", "meeting"}


def test_looking_for_who_left_makes_no_writer_wait(
    storage: SqlStorage, clock: MovableClock
) -> None:
    keeps_three_days(storage, clock)
    with storage.begin() as writing:
        writing.offsets.set("rinnalla", 1)
        with storage.begin() as looking:  # on SQLite a second writer would be refused
            left = looking.conversations.forget_idle(clock.now() - timedelta(hours=12), "web")
            looking.commit()
        writing.commit()
    assert left == 0
