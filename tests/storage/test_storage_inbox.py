"""Messages that have been acknowledged: kept once, in order, one at a time for each person."""

import json
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from storage_builders import (
    KEYS,
    MovableClock,
    add,
    claim,
    execute,
    finish,
    message,
    must_claim,
    take,
)

from bot.domain.errors import LateTurn
from bot.domain.messages import Address, ConversationId, Inbound, InboundKind, Lane, Reply
from bot.storage.addresses import change_conversation
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage

Later = Callable[[float], None]
THREADS = 8


def test_a_message_comes_back_as_it_was_said(storage: SqlStorage) -> None:
    said = replace(
        message("rahat loppu", update="7"), language_hint="fi", label="Raha", masked=True
    )
    add(storage, said)
    claimed = must_claim(storage)
    assert claimed.inbound == said
    assert claimed.attempts == 1
    assert claimed.tracker is None


def test_words_that_were_too_long_are_gone_with_the_turn(storage: SqlStorage, url: str) -> None:
    add(storage, message("alku ja loppu", update="7", kind=InboundKind.TOO_LONG))
    claimed = must_claim(storage)
    assert claimed.inbound.text == "alku ja loppu"  # until then they can be read for danger
    finish(storage, claimed, "liian pitkä")
    ((uid, body),) = execute(url, "SELECT uid, body_enc FROM inbox")
    kept = KEYS.open("inbox.body", uid, bytes(body))
    assert "alku" not in kept
    # What tells that it has come stays: a repeat is known, and a new secret seals it.
    assert json.loads(kept)["update_id"] == "7"
    assert add(storage, message("alku ja loppu", update="7", kind=InboundKind.TOO_LONG)) is None


def test_an_update_that_comes_again_is_kept_once(storage: SqlStorage) -> None:
    assert add(storage, message("hei", update="7")) is not None
    assert add(storage, message("hei", update="7")) is None
    finish(storage, must_claim(storage), "moi")
    assert add(storage, message("hei", update="7")) is None
    assert claim(storage) is None


def test_what_comes_again_takes_no_place_in_the_talk(storage: SqlStorage) -> None:
    said = message("hei", update="7")
    add(storage, said)
    with storage.begin() as work:
        before = work.conversations.last_cursor(said.address)
        assert work.inbox.add(said) is None
        assert work.conversations.last_cursor(said.address) == before


def test_a_claim_tells_whose_chat_it_is(storage: SqlStorage) -> None:
    add(storage, message("hei"))
    first = must_claim(storage)
    assert first.worker is None
    assert first.addresses == 1
    with storage.begin() as work:
        work.chats.link(first.person.conversation, "maija", first.inbound.at)
        work.commit()
    finish(storage, first)
    add(storage, message("hei taas"))
    add(storage, message("moi", "besa"))
    assert [must_claim(storage).worker for _ in range(2)] == ["maija", None]


def test_the_same_update_id_of_another_bot_is_another_message(storage: SqlStorage) -> None:
    first = message("hei", update="7")
    assert add(storage, first) is not None
    other = replace(first, address=Address("telegram", "other", "anna"))
    assert add(storage, other) is not None


def test_an_update_is_known_after_a_new_secret(url: str, clock: MovableClock) -> None:
    old = SqlStorage(open_engine(url), KEYS, clock)
    add(old, message("hei", update="7"))
    renewed = type(KEYS)([b"n" * 32, b"a secret of thirty-two bytes or so"])
    new = SqlStorage(open_engine(url), renewed, clock)
    assert add(new, message("hei", update="7")) is None
    add(new, message("vielä", update="8"))
    first = must_claim(new)
    finish(new, first)
    assert must_claim(new).person.conversation == first.person.conversation
    old.close()
    new.close()


def test_messages_of_a_person_share_a_conversation_and_what_is_known(storage: SqlStorage) -> None:
    add(storage, message("hei"))
    first = must_claim(storage)
    with storage.begin() as work:
        known = replace(
            first.person, language="sv", municipality="853", helped_asked=("debt", "rent")
        )
        work.inbox.finish(first, [], known, '{"slots":{}}', delivered=False)
        work.commit()
    add(storage, message("mitä nyt"))
    second = must_claim(storage)
    assert second.person == known
    assert second.tracker == '{"slots":{}}'


def test_the_oldest_message_goes_first(storage: SqlStorage) -> None:
    for person in ("anna", "besa", "carl"):
        add(storage, message("hei", person))
    assert [must_claim(storage).inbound.address.external for _ in range(3)] == [
        "anna",
        "besa",
        "carl",
    ]


def test_a_person_has_one_message_in_work(storage: SqlStorage) -> None:
    add(storage, message("yksi"))
    add(storage, message("kaksi", kind=InboundKind.EDITED))
    add(storage, message("kolme", "besa"))
    first = must_claim(storage)
    assert must_claim(storage).inbound.address.external == "besa"
    assert claim(storage) is None
    finish(storage, first, "moi")
    assert must_claim(storage).inbound.kind is InboundKind.EDITED


def test_the_database_itself_refuses_two_messages_in_work(storage: SqlStorage, url: str) -> None:
    add(storage, message("yksi"))
    add(storage, message("kaksi"))
    must_claim(storage)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        execute(url, "UPDATE inbox SET lease = 'another'")


def test_a_claim_without_commit_is_no_claim(storage: SqlStorage) -> None:
    add(storage, message("hei"))
    with storage.begin() as work:
        assert work.inbox.claim(30) is not None
    assert must_claim(storage).attempts == 1


def test_a_turn_whose_lease_ran_out_is_taken_by_another(storage: SqlStorage, later: Later) -> None:
    add(storage, message("hei"))
    slow = must_claim(storage, 30)
    later(29)
    assert claim(storage) is None
    later(2)
    quick = must_claim(storage)
    assert quick.attempts == 2
    with pytest.raises(LateTurn):
        finish(storage, slow, "hidas")
    assert take(storage) is None
    finish(storage, quick, "nopea")
    with pytest.raises(LateTurn):
        finish(storage, slow, "hidas")
    answer = take(storage)
    assert answer is not None
    assert answer.reply.text == "nopea"
    assert take(storage) is None


def test_a_late_turn_writes_nothing_even_if_its_unit_is_committed(
    storage: SqlStorage, later: Later
) -> None:
    add(storage, message("hei"))
    slow = must_claim(storage, 1)
    later(2)
    quick = must_claim(storage)
    with storage.begin() as work:
        with pytest.raises(LateTurn):
            work.inbox.finish(
                slow, [(Reply("hidas"), Lane.REPLY)], slow.person, "hidas", delivered=False
            )
        work.commit()
    finish(storage, quick)
    add(storage, message("uudestaan"))
    assert must_claim(storage).tracker == "tracker"
    assert take(storage) is None


def test_a_late_turn_that_nobody_else_has_is_still_good(storage: SqlStorage, later: Later) -> None:
    add(storage, message("hei"))
    claimed = must_claim(storage, 1)
    later(5)
    finish(storage, claimed, "moi")
    assert claim(storage) is None


def test_a_released_message_is_as_if_not_taken(storage: SqlStorage) -> None:
    add(storage, message("hei"))
    with storage.begin() as work:
        work.inbox.release(must_claim(storage))
        work.commit()
    assert must_claim(storage).attempts == 1


def test_a_message_is_never_given_up(storage: SqlStorage, later: Later) -> None:
    add(storage, message("hei"))
    for attempt in range(1, 7):
        assert must_claim(storage, 1).attempts == attempt
        later(2)


def test_a_message_whose_answer_stands_is_not_thought_about_again(
    storage: SqlStorage, url: str
) -> None:
    add(storage, message("yksi"))
    finish(storage, must_claim(storage), "moi")
    add(storage, message("kaksi"))
    execute(url, "UPDATE inbox SET finished_at = NULL")
    assert must_claim(storage).inbound.text == "kaksi"


def test_a_turn_is_written_once_whatever_its_lease_says(storage: SqlStorage, url: str) -> None:
    add(storage, message("hei"))
    claimed = must_claim(storage)
    finish(storage, claimed, "moi")
    execute(url, f"UPDATE inbox SET finished_at = NULL, lease = '{claimed.lease}'")  # noqa: S608
    with pytest.raises(LateTurn):
        finish(storage, claimed, "moi")


def test_a_message_of_which_nobody_knows_whose_it_is_stops_nobody_else_and_is_not_lost(
    storage: SqlStorage, url: str, later: Later
) -> None:
    add(storage, message("hei", "anna"))
    ((uid,),) = execute(url, "SELECT uid FROM address")
    execute(url, "UPDATE address SET uid = 'moved'")
    add(storage, message("hei", "besa"))
    assert must_claim(storage, 800).inbound.address.external == "besa"
    assert claim(storage) is None
    execute(url, f"UPDATE address SET uid = '{uid}' WHERE uid = 'moved'")  # noqa: S608
    later(599)
    assert claim(storage) is None
    with storage.begin() as work:
        assert work.inbox.waiting()[0] == 2, "the operator sees that it waits"
    later(2)
    assert must_claim(storage).inbound.text == "hei"


def of_another_secret(storage: SqlStorage, conversation: ConversationId) -> None:
    sealed = Keyring([b"o" * 32]).seal("conversation.person", conversation, "{}")
    with storage.begin() as work:
        change_conversation(work.inbox._transaction, conversation, person_enc=sealed)  # type: ignore[attr-defined]
        work.commit()


@pytest.mark.parametrize(
    ("damage", "left"),
    [
        ("UPDATE inbox SET uid = 'moved'", ""),
        ("UPDATE inbox SET kind = 'reaction'", "hei"),
        ("another secret", "hei"),
    ],
)
def test_what_cannot_be_read_now_is_left_out_of_a_claim_and_never_written_over(
    storage: SqlStorage, url: str, damage: str, left: str
) -> None:
    add(storage, message("moi"))
    first = must_claim(storage)
    finish(storage, first)
    add(storage, message("hei"))
    if damage == "another secret":
        of_another_secret(storage, first.person.conversation)
    else:
        execute(url, damage)
    before = execute(url, "SELECT person_enc, tracker_enc FROM conversation")
    claimed = must_claim(storage)
    assert claimed.broken
    assert claimed.inbound.text == left, "what can be read is heard for danger"
    finish(storage, claimed, "en saanut valmiiksi")
    assert execute(url, "SELECT person_enc, tracker_enc FROM conversation") == before
    answer = take(storage)
    assert answer is not None
    assert answer.reply.text == "en saanut valmiiksi"
    assert claim(storage) is None


def test_what_nobody_can_ever_read_of_a_person_begins_anew(storage: SqlStorage, url: str) -> None:
    add(storage, message("moi"))
    finish(storage, must_claim(storage))
    add(storage, message("hei"))
    execute(url, "UPDATE conversation SET person_enc = tracker_enc, tracker_enc = person_enc")
    claimed = must_claim(storage)
    assert (claimed.broken, claimed.person.greeted, claimed.tracker) == (False, False, None)
    finish(storage, claimed, "moi")
    add(storage, message("hei taas"))
    again = must_claim(storage)
    assert (again.person.greeted, again.tracker) == (True, "tracker")


def test_a_clock_set_back_holds_no_message(
    storage: SqlStorage, clock: MovableClock, url: str
) -> None:
    add(storage, message("hei"))
    clock.advance(86_400)
    must_claim(storage)
    clock.advance(-86_400)
    second = claim(storage)
    # On PostgreSQL leases follow the database's clock: ours says nothing there.
    assert (second is not None) == url.startswith("sqlite")


def test_many_threads_answer_each_message_once_and_in_order(storage: SqlStorage) -> None:
    people, each = 12, 5
    expected = defaultdict(list)
    for number in range(each):
        for person in range(people):
            add(storage, message(str(number), f"p{person}"))
            expected[f"p{person}"].append(str(number))
    seen: dict[str, list[str]] = defaultdict(list)
    working: set[str] = set()
    overlaps: list[str] = []
    guard = threading.Lock()

    def work() -> None:
        idle = 0
        while idle < 20:
            claimed = claim(storage)
            if claimed is None:
                idle += 1
                threading.Event().wait(0.005)
                continue
            idle = 0
            person = claimed.inbound.address.external
            with guard:
                if person in working:
                    overlaps.append(person)
                working.add(person)
                seen[person].append(claimed.inbound.text)
            threading.Event().wait(0.001)
            with guard:
                working.discard(person)
            finish(storage, claimed, "ok")

    with ThreadPoolExecutor(THREADS) as pool:
        for running in [pool.submit(work) for _ in range(THREADS)]:
            running.result()
    assert seen == expected
    assert overlaps == []


def test_many_threads_with_one_update_keep_it_once(storage: SqlStorage) -> None:
    same: list[Inbound] = [message("hei", update="once")] * THREADS
    with ThreadPoolExecutor(THREADS) as pool:
        kept = list(pool.map(lambda each: add(storage, each), same))
    assert sum(each is not None for each in kept) == 1


def test_first_messages_at_the_same_moment_make_one_conversation(
    storage: SqlStorage, url: str
) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda number: add(storage, message(str(number))), range(THREADS)))
    conversations = set()
    for _ in range(THREADS):
        claimed = must_claim(storage)
        conversations.add(claimed.person.conversation)
        finish(storage, claimed)
    assert len(conversations) == 1
    assert execute(url, "SELECT count(*) FROM conversation") == [(1,)]
