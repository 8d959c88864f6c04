"""Handoffs on both databases: from Saturday night to the answer, nothing lost, nothing doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from handoff_store import (
    LIISA,
    MAIJA,
    OUTI,
    PEKKA,
    SARI,
    UNIT,
    URGENCY,
    Keys,
    comes,
    events,
    fill,
    found,
    is_away,
    sends,
    told,
)
from storage_builders import MovableClock, add, address, execute, message

from bot.domain.errors import RuleBroken
from bot.domain.handoff import Event, OwnerKind, State
from bot.domain.handoff_sight import Sight
from bot.domain.handoff_status import status_of
from bot.domain.messages import ConversationId
from bot.domain.ways import Passing, Ways
from bot.services.handoff_ticks import tick
from bot.services.handoff_work import act_of_worker, answer, list_for, open_one, reached, summary
from bot.services.handoffs import ToSend, act_of_person, draft, send, talk_in, write_on
from bot.storage.unit_of_work import SqlStorage

FULL = Ways(Passing.FULL, Passing.FULL, "https://chat.county.test")
SATURDAY = datetime(2026, 11, 21, 21, 40, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WORDING = Keys()


def answers(storage: SqlStorage, id: str, text: str, at: datetime, who: str = MAIJA) -> bool:
    with storage.begin() as work:
        reached_person = answer(
            work, who, id, text, at, f"test:{text}", wording=WORDING, ways=FULL
        )
        work.commit()
    return reached_person


def test_from_saturday_night_to_the_talk_and_back_three_times(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    anna, at = comes(storage), SATURDAY
    for round_ in range(3):
        at = SATURDAY + timedelta(weeks=round_)
        monday = MONDAY + timedelta(weeks=round_)
        handoff = sends(storage, anna, at, source=f"inbox:{round_}")
        assert tick(storage, at, WORDING) == 0
        assert tick(storage, monday, WORDING) == 1
        clock.moment = monday
        with storage.begin() as work:
            claim = work.notices.claim("email", 60)
            assert claim is not None
            assert (claim.worker, claim.about) == (MAIJA, "own")
            assert summary(work, claim, monday).waiting == 1
            work.notices.sent(claim)
            assert reached(work, claim, monday, wording=WORDING) == 1
            shown = open_one(work, MAIJA, handoff.id, monday, wording=WORDING)
            assert [one.text for one in shown.words] == ["haluun että joku soittaa"]
            assert shown.known.label == "anna K."
            work.commit()
        assert answers(storage, handoff.id, f"soitan {round_}", monday)
        assert told(storage)[-2:] == [f"**Maija:**\nsoitan {round_}", "handoff.talking"]
        with storage.begin() as work:
            talking = talk_in(work.handoffs.of_person(anna), monday + timedelta(minutes=5))
            assert talking is not None
            assert talking.id == handoff.id
            write_on(
                work,
                *(handoff.id, "kiitti", monday + timedelta(minutes=5), f"inbox:k{round_}"),
                urgency=URGENCY,
                wording=WORDING,
            )
            act = {"wording": WORDING}
            act_of_worker(work, MAIJA, handoff.id, Event.CLOSE, monday + timedelta(hours=1), **act)
            assert talk_in(work.handoffs.of_person(anna), monday + timedelta(hours=1)) is None
            work.commit()
        assert found(storage, handoff.id).state is State.CLOSED
        assert told(storage)[-1] == "handoff.closed"


def test_a_message_climbs_to_the_lead_who_sees_no_words(storage: SqlStorage) -> None:
    fill(storage)
    handoff = sends(storage, comes(storage), SATURDAY)
    for hours in range(0, 24 * 4, 1):
        tick(storage, MONDAY + timedelta(hours=hours), WORDING)
    late = MONDAY + timedelta(days=3)
    assert found(storage, handoff.id).state is State.ESCALATED
    with storage.begin() as work:
        assert events(work, handoff.id) == [
            *(Event.SEND, Event.TELL, Event.REMIND, Event.HAND_OVER),
            *(Event.ESCALATE, Event.ESCALATE),
        ]
        (listed,) = list_for(work, LIISA, late)
        assert (listed.sight, listed.known.label) == (Sight.NOTICE, "")
        with pytest.raises(RuleBroken, match="gone"):
            open_one(work, LIISA, handoff.id, late, wording=WORDING)
    assert [one for one in told(storage) if one != "hei"] == ["handoff.moved", "handoff.escalated"]


def test_a_message_of_who_goes_away_later_is_told_to_who_stands_in_at_opening(
    storage: SqlStorage,
) -> None:
    fill(storage)
    at = MONDAY + timedelta(hours=6)
    handoff = sends(storage, comes(storage), at)
    tick(storage, at, WORDING)
    tuesday = MONDAY + timedelta(days=1)
    is_away(storage, MAIJA, tuesday - timedelta(hours=9), tuesday + timedelta(days=4), SARI)
    assert tick(storage, tuesday - timedelta(minutes=1), WORDING) == 0
    assert tick(storage, tuesday, WORDING) == 1
    assert tick(storage, tuesday, WORDING) == 0
    assert found(storage, handoff.id).owner.id == SARI
    with storage.begin() as work:
        notified = set()
        while (claim := work.notices.claim("email", 30)) is not None:
            notified.add(claim.worker)
    assert SARI in notified
    assert told(storage)[-1] == "handoff.moved"


def test_somebody_of_another_unit_gets_the_answer_of_one_that_does_not_exist(
    storage: SqlStorage,
) -> None:
    fill(storage)
    handoff = sends(storage, comes(storage), SATURDAY)
    with storage.begin() as work:
        for id in (handoff.id, "0" * 32):
            with pytest.raises(RuleBroken) as caught:
                open_one(work, OUTI, id, MONDAY, wording=WORDING)
            assert caught.value.key == "handoff.gone"


def test_only_my_own_worker_keeps_it_from_the_pair_and_the_substitute(
    storage: SqlStorage,
) -> None:
    fill(storage)
    is_away(storage, MAIJA, SATURDAY, SATURDAY + timedelta(days=10), SARI)
    anna = comes(storage)
    mine = sends(storage, anna, SATURDAY, "vain maijalle", source="a", only_own=True)
    open_ = sends(storage, anna, SATURDAY, "kenelle vaan", source="b")
    with storage.begin() as work:
        seen = {
            who: {one.handoff.id for one in list_for(work, who, MONDAY)}
            for who in (MAIJA, PEKKA, SARI, LIISA, OUTI)
        }
    assert seen == {
        MAIJA: {mine.id, open_.id},
        PEKKA: {open_.id},
        SARI: {open_.id},
        LIISA: set(),
        OUTI: set(),
    }


def test_the_same_words_are_kept_once_and_the_same_answer_is_said_once(
    storage: SqlStorage,
) -> None:
    fill(storage)
    handoff = sends(storage, comes(storage), SATURDAY)
    for _ in range(2):
        with storage.begin() as work:
            write_on(
                work,
                *(handoff.id, "ja vielä", SATURDAY, "inbox:2"),
                urgency=URGENCY,
                wording=WORDING,
            )
            work.commit()
        assert answers(storage, handoff.id, "soitan", MONDAY)
    with storage.begin() as work:
        words = [one.text for one in work.handoffs.words(handoff.id)]
    assert words == ["haluun että joku soittaa", "ja vielä", "soitan"]
    assert told(storage).count("**Maija:**\nsoitan") == 1


def test_urgent_words_are_flagged_with_the_time_they_came(storage: SqlStorage) -> None:
    fill(storage)
    handoff = sends(storage, comes(storage), SATURDAY, "mulla ei oo rahaa ruokaan")
    assert handoff.urgent
    assert handoff.flags == {"no_food_money"}
    assert found(storage, handoff.id).sent_at == SATURDAY


def test_an_identity_code_is_masked_before_it_is_kept(storage: SqlStorage) -> None:
    fill(storage)
    handoff = sends(storage, comes(storage), SATURDAY, "tunnus on 131052-308T")
    with storage.begin() as work:
        (kept,) = work.handoffs.words(handoff.id)
    assert "131052" not in kept.text


def test_a_message_is_withdrawn_until_it_is_opened(storage: SqlStorage) -> None:
    fill(storage)
    anna = comes(storage)
    first = sends(storage, anna, SATURDAY, source="a")
    second = sends(storage, anna, SATURDAY, source="b")
    with storage.begin() as work:
        act_of_person(work, first.id, Event.WITHDRAW, SATURDAY, wording=WORDING)
        open_one(work, MAIJA, second.id, MONDAY, wording=WORDING)
        with pytest.raises(RuleBroken, match="withdraw"):
            act_of_person(work, second.id, Event.WITHDRAW, MONDAY, wording=WORDING)
        assert [one.handoff.id for one in list_for(work, MAIJA, MONDAY)] == [second.id]


def drafts(storage: SqlStorage, conversation: ConversationId, *pieces: str) -> str:
    with storage.begin() as work:
        source = "-".join(pieces)
        kept = draft(
            work, conversation, pieces, SATURDAY, source, urgency=URGENCY, wording=WORDING
        )
        work.commit()
    return kept.id


def what_maija_reads(storage: SqlStorage) -> list[list[str]]:
    with storage.begin() as work:
        ids = [one.handoff.id for one in list_for(work, MAIJA, MONDAY)]
        shown = [open_one(work, MAIJA, id, MONDAY, wording=WORDING) for id in ids]
    return [[one.text for one in each.words] for each in shown]


def test_an_unsent_draft_goes_with_nothing_and_its_words_are_gone(
    storage: SqlStorage, url: str
) -> None:
    fill(storage)
    anna = comes(storage)
    first = drafts(storage, anna, "salainen")
    second = drafts(storage, anna, "soita mulle", "kiitos")
    what = ToSend("", "c", draft=first)
    with storage.begin() as work, pytest.raises(RuleBroken, match="gone"):
        send(work, anna, what, SATURDAY, urgency=URGENCY, wording=WORDING)
    assert what_maija_reads(storage) == []
    with storage.begin() as work:
        what = ToSend("", "c", draft=second)
        send(work, anna, what, SATURDAY, urgency=URGENCY, wording=WORDING)
        work.commit()
    assert what_maija_reads(storage) == [["soita mulle", "kiitos"]]
    drafts(storage, anna, "toinen salainen")
    sends(storage, anna, SATURDAY, "vielä yksi asia", source="d")
    assert sorted(what_maija_reads(storage)) == [["soita mulle", "kiitos"], ["vielä yksi asia"]]
    assert execute(url, "SELECT count(*) FROM handoff_message") == [(3,)]


def test_the_words_of_a_draft_cannot_be_written_on(storage: SqlStorage) -> None:
    fill(storage)
    id = drafts(storage, comes(storage), "soita mulle")
    with storage.begin() as work, pytest.raises(RuleBroken):
        write_on(work, id, "salaa", SATURDAY, "x", urgency=URGENCY, wording=WORDING)


def test_a_draft_is_sent_by_nobody_else(storage: SqlStorage) -> None:
    fill(storage)
    id, berta = drafts(storage, comes(storage), "soita mulle"), comes(storage, "berta")
    what = ToSend("", "c", draft=id)
    with storage.begin() as work, pytest.raises(RuleBroken, match="gone"):
        send(work, berta, what, SATURDAY, urgency=URGENCY, wording=WORDING)


def test_without_a_worker_it_goes_to_the_duty_queue_and_without_one_nowhere(
    storage: SqlStorage,
) -> None:
    fill(storage)
    berta = comes(storage, "berta", worker=None)
    assert sends(storage, berta, SATURDAY).owner.kind is OwnerKind.DUTY
    add(storage, message("hei", "cecilia"))
    with storage.begin() as work:
        claimed = work.inbox.claim(30)
        assert claimed is not None
        with pytest.raises(RuleBroken, match=r"handoff\.nobody"):
            draft(
                work,
                *(claimed.person.conversation, ["apua"], SATURDAY, "d"),
                urgency=URGENCY,
                wording=WORDING,
            )


def test_the_status_names_where_it_is(storage: SqlStorage) -> None:
    fill(storage)
    anna = comes(storage)
    sends(storage, anna, SATURDAY)
    with storage.begin() as work:
        (handoff,) = work.handoffs.of_person(anna)
        say = status_of(handoff, work.desks.of(anna), SATURDAY)
    assert say.key == "status.waiting"
    assert say.args == {"name": "Maija", "seen_at": MONDAY.isoformat()}


def test_two_clocks_at_once_do_everything_once(storage: SqlStorage, clock: MovableClock) -> None:
    fill(storage)
    people = [comes(storage, f"p{number}") for number in range(6)]
    ids = [sends(storage, one, SATURDAY, source=f"s{n}").id for n, one in enumerate(people)]
    clock.moment = MONDAY
    with ThreadPoolExecutor(3) as pool:
        moved = list(pool.map(lambda _: tick(storage, MONDAY, Keys()), range(3)))
    assert sum(moved) == len(ids)
    with storage.begin() as work:
        for id in ids:
            assert events(work, id) == [Event.SEND, Event.TELL]
        claim = work.notices.claim("email", 60)
        assert claim is not None
        assert summary(work, claim, MONDAY).waiting == len(ids)
        assert work.notices.claim("email", 60) is None, "one digest, not six mails"


def test_a_clock_that_dies_in_a_step_leaves_it_to_another(
    storage: SqlStorage, later: Callable[[float], None], clock: MovableClock
) -> None:
    fill(storage)
    sends(storage, comes(storage), SATURDAY)
    clock.moment = MONDAY
    with storage.begin() as work:
        assert work.handoffs.claim_due(MONDAY, 60) is not None
        work.commit()
    assert tick(storage, MONDAY, WORDING) == 0
    later(61)
    assert tick(storage, MONDAY, WORDING) == 1


def test_an_ended_handoff_is_forgotten_with_its_words(storage: SqlStorage, url: str) -> None:
    fill(storage)
    handoff = sends(storage, comes(storage), SATURDAY)
    with storage.begin() as work:
        act_of_person(work, handoff.id, Event.WITHDRAW, SATURDAY, wording=WORDING)
        work.commit()
    assert tick(storage, SATURDAY + timedelta(days=91), WORDING) == 1
    assert execute(url, "SELECT count(*) FROM handoff_message") == [(0,)]


def test_one_notice_of_who_is_back_when_for_a_closed_period_whatever_waits(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    anna, closing = comes(storage), MONDAY + timedelta(hours=7)
    for number in range(2):
        handoff = sends(storage, anna, SATURDAY, source=f"inbox:{number}")
        answers(storage, handoff.id, f"soitan {number}", closing - timedelta(minutes=10))
        with storage.begin() as work:
            said = (f"kello? {number}", closing - timedelta(minutes=5), f"inbox:more{number}")
            write_on(work, handoff.id, *said, urgency=URGENCY, wording=WORDING)
            work.commit()
    WORDING.said.clear()
    tick(storage, closing + timedelta(minutes=10), WORDING)
    kept = [row for row in told(storage) if row == "handoff.kept"]
    assert kept == ["handoff.kept"]
    with storage.begin() as work:
        states = [one.state for one in work.handoffs.of_person(anna)]
    assert states == [State.WAITING, State.WAITING], "both wait for the morning"


def test_no_dump_holds_the_words_and_every_word_is_sealed_for_its_row(
    storage: SqlStorage, url: str
) -> None:
    fill(storage)
    handoff = sends(storage, comes(storage), SATURDAY, "salaiset sanat")
    with storage.begin() as work:
        work.handoffs.wish(handoff.id, {"call": "älä soita kotiin"})
        work.commit()
        assert work.handoffs.wishes(handoff.id) == {"call": "älä soita kotiin"}
    tables = ("handoff", "handoff_message", "handoff_event", "audit_log", "outbox", "notice")
    for table in tables:
        dump = repr(execute(url, f"SELECT * FROM {table}"))  # noqa: S608
        assert "salaiset" not in dump
        assert "kotiin" not in dump


def test_a_talk_on_the_web_that_waits_for_an_answer_is_not_forgotten(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    add(storage, message("hei", "web-person", channel="web"))
    with storage.begin() as work:
        claimed = work.inbox.claim(30)
        assert claimed is not None
        work.inbox.finish(claimed, [], claimed.person, None, delivered=True)
        unit = work.people.everybody().units[UNIT]
        work.people.save_unit(replace(unit, takes_new=True))
        work.commit()
    sends(storage, claimed.person.conversation, SATURDAY)
    with storage.begin() as work:
        later_on = clock.now() + timedelta(days=5)
        assert work.conversations.forget_idle(later_on, "web") == 0
        assert work.conversations.last_cursor(address("web-person", "web")) > 0
