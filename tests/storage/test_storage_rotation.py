"""A new secret: everything sealed anew in batches, while people write, stopped and begun again."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from handoff_store import MAIJA, Keys, comes, fill, sends, told
from sqlalchemy import select
from storage_builders import MovableClock, add, execute, finish, message, must_claim

from bot.domain.appointment import Meet
from bot.domain.linking import Invite, InviteKind
from bot.services.appointment_work import propose
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.rotation import SEALED, Progress
from bot.storage.tables import Base
from bot.storage.unit_of_work import SqlStorage

OLD_SECRET = b"a secret of thirty-two bytes or so"  # the one of KEYS
NEW_SECRET = sha256(b"the new one").digest()
SATURDAY = datetime(2026, 11, 21, 21, 40, tzinfo=UTC)


@pytest.fixture
def both(storage: SqlStorage, url: str, clock: MovableClock) -> Iterator[SqlStorage]:
    """The service with the new secret and the old one behind a comma."""
    storage.check_keys()  # the old service was there first
    opened = SqlStorage(open_engine(url), Keyring([NEW_SECRET, OLD_SECRET]), clock)
    opened.check_keys()
    yield opened
    opened.close()


def fill_everything(storage: SqlStorage) -> str:
    fill(storage)
    anna = comes(storage)
    handoff = sends(storage, anna, SATURDAY, "salaiset sanat")
    add(storage, message("vielä odottava", "anna"))
    with storage.begin() as work:
        work.handoffs.wish(handoff.id, {"call": "ei"})
        start = SATURDAY + timedelta(days=3, hours=13)
        meet = Meet(MAIJA, start, start + timedelta(minutes=30), place="salainen kahvila")
        propose(work, MAIJA, anna, meet, SATURDAY, Keys(), "p1")
        work.records.keep(anna, "plan", {"a": 1})
        work.notices.stop_mail("Gone@county.test", "bounced")
        work.sessions.open(b"t" * 32, "web-1", SATURDAY, keep=True)
        work.commit()
    return handoff.id


def rotate(storage: SqlStorage, batch: int = 3) -> Progress:
    return storage.rotate_keys(batch=batch, pause=lambda: None)


def sealed_with(url: str) -> dict[str, set[str]]:
    """Return by column which keys its values begin with."""
    engine, found = open_engine(url), {}
    with engine.connect() as connection:
        for one in SEALED:
            column = one.rows.c[one.column]
            values = connection.execute(select(column).where(column.is_not(None))).scalars()
            found[one.place] = {bytes(value)[:4].hex() for value in values}
    engine.dispose()
    return found


def test_every_sealed_column_and_every_keyed_hash_of_the_tables_is_thought_of() -> None:
    columns = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
    }
    sealed = {(one.rows.name, one.column) for one in SEALED}
    assert {one for one in columns if one[1].endswith("_enc")} == sealed
    hashes = {one for one in columns if one[1].endswith("_index")}
    reindexed = {(one.rows.name, one.index) for one in SEALED if one.index}
    of_unkept_secrets = {("invite", "token_index"), ("invite", "code_index")}
    assert hashes == reindexed | of_unkept_secrets


def test_after_a_rotation_the_new_secret_alone_opens_everything(
    storage: SqlStorage, both: SqlStorage, url: str, clock: MovableClock
) -> None:
    id = fill_everything(storage)
    done = rotate(both)
    assert done.is_done
    assert done.resealed > 10
    for place, used in sealed_with(url).items():
        assert used <= {both_id(0)}, place
    assert execute(url, "SELECT key_id FROM known_key") == [(both_id(0),)]
    alone = SqlStorage(open_engine(url), Keyring([NEW_SECRET]), clock)
    alone.check_keys()
    with alone.begin() as work:
        assert [one.text for one in work.handoffs.words(id)] == ["salaiset sanat"]
        assert work.handoffs.wishes(id) == {"call": "ei"}
        assert work.notices.mail_stopped("gone@county.test") == "bounced"
        assert work.sessions.touch(b"t" * 32, SATURDAY) == "web-1"
    assert told(alone)[0] == "hei"
    assert add(alone, message("hei taas", "anna")) is not None
    claimed = must_claim(alone)
    assert claimed.inbound.text == "vielä odottava"
    alone.close()


def test_a_message_taken_before_is_still_known_after(
    storage: SqlStorage, both: SqlStorage, url: str, clock: MovableClock
) -> None:
    taken = message("hei", "anna", update="u-77")
    add(storage, taken)
    finish(storage, must_claim(storage), "hei")
    assert rotate(both).is_done
    alone = SqlStorage(open_engine(url), Keyring([NEW_SECRET]), clock)
    assert add(alone, taken) is None
    alone.close()


def test_a_rotation_that_is_stopped_goes_on_where_it_was(
    storage: SqlStorage, both: SqlStorage, url: str
) -> None:
    fill_everything(storage)

    class Stopped(Exception):
        pass

    batches = 0

    def stop() -> None:
        nonlocal batches
        batches += 1
        if batches == 2:
            raise Stopped

    with pytest.raises(Stopped):
        both.rotate_keys(batch=1, pause=stop)
    halfway = sealed_with(url)
    assert any(both_id(1) in used for used in halfway.values())
    assert rotate(both).is_done


def test_people_write_while_it_runs_and_nothing_is_lost(
    storage: SqlStorage, both: SqlStorage, url: str, clock: MovableClock
) -> None:
    fill_everything(storage)
    # A process that knows the new secret and still seals with the old one.
    behind = SqlStorage(open_engine(url), Keyring([OLD_SECRET, NEW_SECRET]), clock)
    for number in range(30):
        add(storage, message(f"vanha {number}", f"p{number % 5}"))
    written: list[str] = []
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set() and len(written) < 40:
            text = f"uusi {len(written)}"
            add(behind, message(text, f"p{len(written) % 5}"))
            finish(behind, must_claim(behind), f"re: {text}")
            written.append(text)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            rotate(both, batch=2)
    finally:
        stop.set()
        writer.join()
        behind.close()
    assert written
    assert rotate(both).is_done
    inbox = execute(url, "SELECT count(*) FROM inbox")[0][0]
    assert inbox == 2 + 30 + len(written)
    with both.begin() as work:
        assert work.audit.verify()[2] == []


def test_what_no_secret_opens_is_left_and_told(
    storage: SqlStorage, both: SqlStorage, url: str
) -> None:
    fill_everything(storage)
    literal = "X'{}'" if url.startswith("sqlite") else "decode('{}', 'hex')"
    execute(url, f"UPDATE record SET body_enc = {literal.format('ff' * 40)}")  # noqa: S608
    done = rotate(both)
    assert (done.unreadable, done.is_done) == (1, False)
    assert len(execute(url, "SELECT key_id FROM known_key")) == 2


def test_open_invites_of_the_old_time_keep_the_old_secret(
    storage: SqlStorage, both: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    made = clock.now() - timedelta(hours=1)
    invite = Invite(
        "i" * 32, InviteKind.WORKER, made, made + timedelta(days=14), worker=MAIJA, label="Anna"
    )
    with storage.begin() as work:
        work.invites.add(invite, "token", "code")
        work.commit()
    done = rotate(both)
    assert (done.left, done.open_invites, done.is_done) == (0, 1, False)
    clock.advance(15 * 24 * 3600)
    assert rotate(both).is_done


def both_id(number: int) -> str:
    return Keyring([NEW_SECRET, OLD_SECRET]).ids[number]
