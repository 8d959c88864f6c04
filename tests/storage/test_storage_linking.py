"""Codes from a worker, from the first word to the confirmation; and one's own two channels."""

from dataclasses import replace
from datetime import timedelta

import pytest
from people_county import WORDS, Talker, fill, invite, keys
from storage_builders import MovableClock, execute

from bot.domain.errors import LateTurn
from bot.domain.linking import (
    ALPHABET,
    FACE_TO_FACE,
    PAPER,
    TRIES_OF_ALL,
    TRIES_OF_ONE,
    code_within,
    secret_in,
    shown_code,
)
from bot.domain.messages import InboundKind
from bot.domain.staff import WorkerId
from bot.services.link_turns import apply_link
from bot.services.linking import (
    cancel_invite,
    confirm_invite,
    new_secrets,
    words_seen,
)
from bot.services.written import PeopleProblems
from bot.storage.unit_of_work import SqlStorage


@pytest.fixture
def county(storage: SqlStorage) -> SqlStorage:
    fill(storage)
    return storage


def test_a_typed_code_is_offered_chosen_and_confirmed(
    county: SqlStorage, clock: MovableClock
) -> None:
    anna, made = Talker(county, "anna", "web"), invite(county)
    anna.say("moi")
    offer = anna.say(f"koodi on {shown_code(made.code).lower()}")
    assert keys(offer) == ["link.offer", "link.what_follows"]
    assert offer[0].args["worker"] == "Maija M."
    used = anna.choose(offer, "link:bring")
    assert keys(used) == ["link.used", "link.unconfirmed"]
    with county.begin() as work:
        found = work.invites.get(made.invite.id)
        assert found is not None
        seen = words_seen(found, WORDS)
        linked = work.lines.of(found.used_by) if found.used_by else None
    assert used[0].args["words"] == seen["fi"]
    assert len(set(seen.values())) == 3
    assert linked is not None
    assert (linked.label, linked.confirmed_at) == ("Anna K.", None)
    with county.begin() as work:
        with pytest.raises(PeopleProblems, match="not the same"):
            confirm_invite(work, made.invite.id, clock.now(), WORDS, "aasi aasi aasi aasi")
        confirm_invite(work, made.invite.id[:8], clock.now(), WORDS, seen["sv"].upper())
        work.commit()
    with county.begin() as work:
        confirmed = work.lines.of(linked.conversation)
    assert confirmed is not None
    assert confirmed.confirmed_at == clock.now()
    assert anna.history()[-1] == "Maija M. on vahvistanut, että tämä olet sinä."


def test_a_link_opened_in_telegram_by_somebody_new_asks_only_once(county: SqlStorage) -> None:
    anna, made = Talker(county, "anna"), invite(county)
    offer = anna.say(f"start {made.token}", InboundKind.COMMAND)
    assert keys(offer) == ["link.offer"]  # nothing has been said that could follow
    assert keys(anna.choose(offer, "link:bring"))[0] == "link.used"
    assert keys(anna.say(f"start {made.token}", InboundKind.COMMAND)) == ["link.already"]


def test_the_token_and_the_code_are_not_in_the_database(county: SqlStorage, url: str) -> None:
    made = invite(county)
    rows = execute(url, "SELECT * FROM invite")
    shown = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in rows])
    assert made.token not in shown
    assert made.code not in shown
    assert "Anna" not in shown


def test_a_code_opens_once_and_the_second_try_is_an_alarm(county: SqlStorage) -> None:
    anna, thief, made = Talker(county, "anna"), Talker(county, "thief"), invite(county)
    anna.choose(anna.say(made.code), "link:bring")
    assert keys(thief.say(made.code)) == ["link.no"]
    with county.begin() as work:
        found = work.invites.get(made.invite.id)
        assert found is not None
        assert found.alarmed_at is not None
        assert [one.id for one in work.invites.waiting()] == [made.invite.id]
        assert work.lines.of(thief.conversation) is None


def test_the_worker_is_told_once_of_a_second_use_typed_or_by_a_button(county: SqlStorage) -> None:
    with county.begin() as work:
        maija = work.people.everybody().workers[WorkerId("maija")]
        work.people.save_worker(replace(maija, email="maija@county.test", channels=("email",)))
        work.commit()
    anna, thief, made = Talker(county, "anna"), Talker(county, "thief"), invite(county)
    offers = [one.say(made.code) for one in (anna, thief)]
    anna.choose(offers[0], "link:bring")
    with county.begin() as work:
        assert work.notices.claim("email", 60) is None, "the first use is no alarm"
    assert keys(thief.choose(offers[1], "link:bring")) == ["link.no"]
    assert keys(thief.say(made.code)) == ["link.no"]
    with county.begin() as work:
        told = work.notices.claim("email", 60)
        assert told is not None
        assert (told.worker, told.about) == ("maija", "alarm")
        work.notices.sent(told)
        work.commit()
    assert keys(Talker(county, "third").say(made.code)) == ["link.no"]
    with county.begin() as work:
        assert work.notices.claim("email", 60) is None, "told once"


def test_of_two_who_choose_at_once_one_alone_is_linked(county: SqlStorage) -> None:
    anna, other, made = Talker(county, "anna"), Talker(county, "other"), invite(county)
    offers = [one.say(made.code) for one in (anna, other)]
    anna.choose(offers[0], "link:bring")
    assert keys(other.choose(offers[1], "link:bring")) == ["link.no"]
    effect = {"do": "use", "at": made.invite.made_at.isoformat(), "invite": made.invite.id}
    with county.begin() as work, pytest.raises(LateTurn):
        apply_link(work, other.conversation, {**effect, "inbox": 1, "bring": True})


def test_fifteen_minutes_face_to_face_and_fourteen_days_on_paper(
    county: SqlStorage, clock: MovableClock
) -> None:
    face, paper = invite(county), invite(county, "timo", paper=True)
    clock.advance(FACE_TO_FACE.total_seconds())
    assert keys(Talker(county, "late").say(face.code)) == ["link.no"]
    clock.advance((PAPER - FACE_TO_FACE - timedelta(seconds=1)).total_seconds())
    assert keys(Talker(county, "just").say(paper.code)) == ["link.offer"]
    clock.advance(1)
    assert keys(Talker(county, "over").say(paper.code)) == ["link.no"]


def test_nobody_learns_what_was_wrong_with_a_code(county: SqlStorage, clock: MovableClock) -> None:
    used, old, gone = (invite(county) for _ in range(3))
    first = Talker(county, "first")
    first.choose(first.say(used.code), "link:bring")
    with county.begin() as work:
        cancel_invite(work, gone.invite.id, clock.now(), WORDS)
        work.commit()
    clock.advance(FACE_TO_FACE.total_seconds() + 1)
    codes = (used.code, old.code, gone.code, "ABCD2345")
    answers = [Talker(county, f"t{code}").say(code) for code in codes]
    assert all(answer == answers[0] for answer in answers)
    assert keys(answers[0]) == ["link.no"]


def test_after_some_wrong_codes_even_the_right_one_is_not_looked_at_for_a_while(
    county: SqlStorage, clock: MovableClock
) -> None:
    anna, made = Talker(county, "anna"), invite(county, paper=True)
    for number in range(TRIES_OF_ONE):
        assert keys(anna.say(f"ABCDEFG{number + 2}")) == ["link.no"]
    assert keys(anna.say(made.code)) == ["link.no"]
    clock.advance(16 * 60)
    assert keys(anna.say(made.code))[0] == "link.offer"


def test_many_people_trying_close_short_codes_and_leave_links_open(
    county: SqlStorage, clock: MovableClock
) -> None:
    made, crowd = invite(county, paper=True), Talker(county, "crowd").conversation
    with county.begin() as work:
        for _ in range(TRIES_OF_ALL):
            work.invites.note_try(crowd, clock.now())
        work.commit()
    anna = Talker(county, "anna")
    assert keys(anna.say(made.code)) == ["link.no"]
    assert keys(anna.say(f"start {made.token}", InboundKind.COMMAND))[0] == "link.offer"


def test_what_was_said_before_follows_or_is_erased_as_chosen(county: SqlStorage) -> None:
    brings, leaves = Talker(county, "brings", "web"), Talker(county, "leaves", "web")
    for talker, wish in ((brings, "link:bring"), (leaves, "link:leave")):
        made = invite(county)
        talker.say("rahat loppu")
        talker.choose(talker.say(made.code), wish)
    assert "rahat loppu" in brings.history()
    assert leaves.history() == ["link.used", "link.unconfirmed"]


def test_declining_uses_nothing(county: SqlStorage) -> None:
    anna, made = Talker(county, "anna"), invite(county)
    offer = anna.say(made.code)
    assert keys(anna.choose(offer, "link:no")) == ["link.declined"]
    assert keys(anna.say(made.code))[0] == "link.offer"


def test_a_cancelled_link_is_taken_apart_and_told(county: SqlStorage, clock: MovableClock) -> None:
    anna, made = Talker(county, "anna", "web"), invite(county)
    anna.choose(anna.say(made.code), "link:bring")
    with county.begin() as work:
        cancel_invite(work, made.invite.id, clock.now(), WORDS)
        work.commit()
    assert anna.history()[-1].startswith("Maija M. ei tunnistanut yhteyttä")
    with county.begin() as work:
        assert work.lines.of(anna.conversation) is None


def test_words_and_numbers_of_a_talk_are_no_codes() -> None:
    talk = (
        *(
            "asunnoton",
            "ASUNNOTON",
            "0401234567",
            "rahat loppu",
            "klo 17.30",
            "1.12.2026",
            "12345678",
        ),
        *("vuokra on 650", "koodi", "mulla on koodi", "HELSINKI", "", "ABCD-234", "ABCD-23456"),
    )
    assert {text: secret_in(text) for text in talk if secret_in(text)} == {}
    assert secret_in("abcd 2345.") == secret_in("Koodi: ABCD-2345") == "ABCD2345"


def test_a_code_of_ours_is_found_in_a_sentence_and_other_codes_are_not() -> None:
    ours = ("mulla olis tää koodi abcd2345", "koodi on abcd 2345 kiitos", "tässä ABCD-2345")
    assert {code_within(text) for text in ours} == {"ABCD2345"}
    others = (
        *("pankin koodi abcd2345 ei toimi", "salasana on abcd2345", "koodi abcd2345 vai abcd2346"),
        *("mulla on koodi", "helsinki koodi 12345678", "rekkari ABC-123"),
    )
    assert {text for text in others if code_within(text)} == set()


def test_new_codes_are_codes_and_differ() -> None:
    made = [new_secrets() for _ in range(200)]
    assert len({token for token, _ in made}) == len({code for _, code in made}) == 200
    for token, code in made:
        assert secret_in(token) == token
        assert secret_in(shown_code(code)) == code
        assert set(code) <= set(ALPHABET)


# --- one's own two channels -----------------------------------------------------------------


def paired(county: SqlStorage, wish: str) -> tuple[Talker, Talker]:
    """Anna on the web with a worker, and her Telegram that joined by a code."""
    web, phone = Talker(county, "anna-web", "web"), Talker(county, "anna-phone")
    web.choose(web.say(invite(county).code), "link:bring")
    web.say("verkossa")
    phone.say("puhelimessa")
    code = str(web.press("pair:make")[0].args["code"])
    offer = phone.say(code)
    assert keys(offer) == ["pair.offer"]
    assert keys(phone.choose(offer, wish)) == ["pair.done"]
    return web, phone


def test_two_channels_become_one_conversation_with_what_was_brought(county: SqlStorage) -> None:
    web, phone = paired(county, "link:bring")
    assert web.conversation == phone.conversation
    assert web.history() == phone.history()
    said = web.history()
    assert said.index("verkossa") < said.index("puhelimessa")
    assert web.hears().addresses == 2


def test_what_is_left_behind_is_gone_and_the_answer_still_arrives(county: SqlStorage) -> None:
    web, phone = paired(county, "link:leave")
    said = phone.history()
    assert "puhelimessa" not in said
    assert said[-1] == "pair.done"
    assert phone.conversation == web.conversation


def test_cursors_only_grow_for_whoever_reads(county: SqlStorage) -> None:
    web = Talker(county, "w", "web")
    for number in range(8):
        web.say(f"verkko {number}")
    with county.begin() as work:
        before = work.conversations.last_cursor(web.address)
    phone = Talker(county, "p")
    code = str(phone.press("pair:make")[0].args["code"])
    web.choose(web.say(code), "link:bring")
    with county.begin() as work:
        new = work.conversations.history(web.address, before)
        assert new[-1].reply.text == "pair.done"
        cursors = [one.cursor for one in work.conversations.history(web.address, 0)]
    assert cursors == sorted(set(cursors))


def test_parting_gives_a_channel_a_talk_of_its_own(county: SqlStorage) -> None:
    web, phone = paired(county, "link:bring")
    together = web.conversation
    assert keys(phone.press("pair:undo")) == ["pair.undone"]
    assert phone.history() == ["pair.undone"]
    assert web.conversation == together != phone.conversation
    assert "puhelimessa" in web.history()
    with county.begin() as work:
        assert work.lines.of(phone.conversation) is None
        assert work.lines.of(together) is not None
    assert keys(phone.press("pair:undo")) == ["pair.alone"]


def test_ones_own_code_on_the_same_channel_is_told_kindly_and_stays_good(
    county: SqlStorage,
) -> None:
    web, phone = Talker(county, "w", "web"), Talker(county, "p")
    code = str(web.press("pair:make")[0].args["code"])
    assert keys(web.say(code)) == ["pair.same"]
    assert keys(phone.say(code)) == ["pair.offer"]


def test_two_channels_with_two_workers_are_not_joined_silently(county: SqlStorage) -> None:
    web, phone = Talker(county, "w", "web"), Talker(county, "p")
    web.choose(web.say(invite(county).code), "link:bring")
    phone.choose(phone.say(invite(county, "timo").code), "link:bring")
    code = str(web.press("pair:make")[0].args["code"])
    assert keys(phone.say(code)) == ["pair.both_linked"]


def test_a_channel_that_has_the_worker_takes_the_line_along(county: SqlStorage) -> None:
    web, phone = Talker(county, "w", "web"), Talker(county, "p")
    phone.choose(phone.say(invite(county).code), "link:bring")
    code = str(web.press("pair:make")[0].args["code"])
    phone.choose(phone.say(code), "link:leave")
    with county.begin() as work:
        linked = work.lines.of(web.conversation)
    assert linked is not None
    assert linked.label == "Anna K."


def test_tries_and_old_pairings_are_forgotten(county: SqlStorage, clock: MovableClock) -> None:
    anna = Talker(county, "anna")
    anna.press("pair:make")
    anna.say("ABCD2345")
    clock.advance(3600)
    with county.begin() as work:
        assert work.invites.forget(clock.now()) == 2
        assert work.invites.forget(clock.now()) == 0


def test_of_two_reminders_of_a_kind_the_one_where_they_go_on_stays(
    county: SqlStorage, clock: MovableClock
) -> None:
    web, phone = Talker(county, "w", "web"), Talker(county, "p")
    at, stays, goes = clock.now(), web.conversation, phone.conversation
    with county.begin() as work:
        work.due.put(stays, "agreed", at + timedelta(hours=1))
        work.due.put(goes, "agreed", at + timedelta(hours=2))
        work.due.put(goes, "checkin", at + timedelta(hours=3))
        work.commit()
    code = str(web.press("pair:make")[0].args["code"])
    phone.choose(phone.say(code), "link:bring")
    with county.begin() as work:
        rows = work.due.take(at + timedelta(days=1))
    assert [(row.conversation, row.kind) for row in rows] == [
        (stays, "agreed"),
        (stays, "checkin"),
    ]


def test_a_token_is_a_token_whatever_letters_it_has() -> None:
    token = "3DXOEFLUK1lsZjzFKODirQ"
    assert secret_in(token) == secret_in(f" {token}.\n") == secret_in(f"koodi on {token}") == token
