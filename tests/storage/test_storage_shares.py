"""Shares and their ledger, on both databases: sealed, used once, never rewritten."""

from dataclasses import replace
from datetime import timedelta

from storage_builders import SATURDAY_NIGHT, add, address, execute, message, must_claim

from bot.domain.consent import Event, ShareId, Terms, ledger_at
from bot.domain.messages import ConversationId
from bot.services.share_ports import Offer
from bot.storage.unit_of_work import SqlStorage

BODY = {"result": {"kind": "budget", "rent": "Kanarialintu"}, "earlier": None}


def anna(storage: SqlStorage, person: str = "anna") -> ConversationId:
    add(storage, message("hei", person))
    return must_claim(storage).person.conversation


def an_offer(conversation: ConversationId, id: str = "a1", **fields: object) -> Offer:
    terms = Terms("maija.v", SATURDAY_NIGHT + timedelta(days=7), substitute=True)
    known = Offer(
        ShareId(id), conversation, "budget", "Maija Virtanen", terms, SATURDAY_NIGHT, body=BODY
    )
    return replace(known, **fields)  # type: ignore[arg-type]


def give(storage: SqlStorage, offer: Offer) -> bool:
    with storage.begin() as work:
        work.shares.offer(offer)
        used = work.shares.use(offer.id, offer.conversation, SATURDAY_NIGHT)
        given = Event(SATURDAY_NIGHT, "given", offer.id, "maija.v", offer.terms, offer.worker_name)
        assigned = Event(SATURDAY_NIGHT, "assigned", worker="maija.v", name="Maija Virtanen")
        work.shares.note(offer.conversation, (assigned, given))
        work.commit()
    return used


def test_what_is_kept_comes_back_as_it_was(storage: SqlStorage) -> None:
    offer = an_offer(anna(storage))
    assert give(storage, offer)
    with storage.begin() as work:
        assert work.shares.find(offer.id) == replace(offer, used_at=SATURDAY_NIGHT)
        assert work.shares.of(offer.conversation)[0].body is None
        ledger = work.shares.ledger(offer.conversation)
    assert [(one.kind, one.name) for one in ledger] == [
        ("assigned", "Maija Virtanen"),
        ("given", "Maija Virtanen"),
    ]
    assert ledger[1].terms == offer.terms
    assert ledger_at(ledger, SATURDAY_NIGHT).sees("maija.v") == {offer.id}


def test_an_offer_is_used_once_and_only_by_its_person(storage: SqlStorage) -> None:
    mine, other = anna(storage), anna(storage, "bo")
    offer = an_offer(mine)
    with storage.begin() as work:
        work.shares.offer(offer)
        assert not work.shares.use(offer.id, other, SATURDAY_NIGHT)
        assert work.shares.use(offer.id, mine, SATURDAY_NIGHT)
        assert not work.shares.use(offer.id, mine, SATURDAY_NIGHT)
        work.commit()


def test_a_new_offer_takes_the_place_of_an_unused_one_alone(storage: SqlStorage) -> None:
    mine = anna(storage)
    give(storage, an_offer(mine, "a1"))
    with storage.begin() as work:
        work.shares.offer(an_offer(mine, "a2"))
        work.shares.offer(an_offer(mine, "a3"))
        work.commit()
    with storage.begin() as work:
        assert [one.id for one in work.shares.of(mine)] == ["a1", "a3"]


def test_what_is_shown_is_forgotten_when_it_ends_and_the_lines_stay(storage: SqlStorage) -> None:
    mine = anna(storage)
    give(storage, an_offer(mine))
    end = SATURDAY_NIGHT + timedelta(days=7)
    with storage.begin() as work:
        assert work.shares.shown_now(SATURDAY_NIGHT) == [mine]
        assert work.shares.forget_ended(end - timedelta(seconds=1)) == 0
        assert work.shares.forget_ended(end) == 1
        assert work.shares.forget_ended(end) == 0
        work.commit()
    with storage.begin() as work:
        kept = work.shares.find(ShareId("a1"))
        assert kept is not None
        assert kept.body is None
        assert work.shares.shown_now(end) == []
        assert len(work.shares.ledger(mine)) == 2


def test_offers_that_nobody_used_are_forgotten(storage: SqlStorage) -> None:
    mine = anna(storage)
    with storage.begin() as work:
        work.shares.offer(an_offer(mine))
        work.commit()
        assert work.shares.forget_ended(SATURDAY_NIGHT + timedelta(minutes=29)) == 0
        assert work.shares.forget_ended(SATURDAY_NIGHT + timedelta(minutes=30)) == 1
        work.commit()


def test_everything_goes_with_the_person(storage: SqlStorage, url: str) -> None:
    give(storage, an_offer(anna(storage)))
    with storage.begin() as work:
        work.conversations.erase(address("anna"))
        work.commit()
    assert execute(url, "SELECT uid FROM share") == []
    assert execute(url, "SELECT uid FROM share_event") == []


def test_no_name_and_no_figure_can_be_read_in_the_tables(storage: SqlStorage, url: str) -> None:
    give(storage, an_offer(anna(storage)))
    rows = execute(url, "SELECT about_enc, body_enc FROM share")
    names = execute(url, "SELECT name_enc FROM share_event")
    stored = b"".join(bytes(value) for row in (*rows, *names) for value in row)
    assert b"Maija" not in stored
    assert b"Kanarialintu" not in stored
    assert b"budget" not in stored
