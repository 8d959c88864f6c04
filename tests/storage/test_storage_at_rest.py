"""What somebody finds who steals the database: nothing that a person said or is called."""

import subprocess
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import make_url
from storage_builders import (
    KEYS,
    SATURDAY_NIGHT,
    MovableClock,
    add,
    address,
    claim,
    execute,
    message,
    must_claim,
    take,
)

from bot.domain.errors import SettingsProblems, StorageUnavailable
from bot.domain.messages import Button, Lane, Reply
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage, open_storage

SEALED = {
    "conversation": ("person_enc", "tracker_enc"),
    "address": ("external_enc",),
    "inbox": ("body_enc",),
    "outbox": ("body_enc",),
    "record": ("body_enc",),
    "web_session": ("external_enc",),
}


def dump(url: str) -> bytes:
    """Return everything a thief of the database gets."""
    if url.startswith("sqlite"):
        path = Path(make_url(url).database or "")
        return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))
    done = subprocess.run(["pg_dump", "--dbname", url], capture_output=True, check=True)
    return done.stdout


def is_in(value: bytes, dumped: bytes) -> bool:
    """Return whether the dump holds the bytes, as they are or as pg_dump writes binary values."""
    return value in dumped or value.hex().encode() in dumped


def token(person: str) -> bytes:
    return sha256(person.encode()).digest()


def live_with_canaries(storage: SqlStorage, people: int) -> list[str]:
    """Let people use everything; return every word that must not be found."""
    numbers = count(10_000)
    canaries: list[str] = []

    def canary() -> str:
        canaries.append(f"Kanarialintu{next(numbers)}ö")
        return canaries[-1]

    for person in (canary() for _ in range(people)):
        said = message(canary(), person, update=canary(), channel="web", label=canary())
        add(storage, replace(said, language_hint=canary()))
        claimed = must_claim(storage)
        button = Button("reply", canary(), canary())
        reply = Reply(canary(), (button,), key=canary(), topic=canary(), services=(canary(),))
        known = replace(claimed.person, municipality=canary(), last_topic=canary())
        with storage.begin() as work:
            work.inbox.finish(
                claimed, [(reply, Lane.REPLY)], known, f'{{"rent": "{canary()}"}}', delivered=False
            )
            work.records.keep(known.conversation, "plan", {"signs": [canary()]})
            work.sessions.open(token(person), person, SATURDAY_NIGHT, keep=True)
            work.commit()
    return canaries


def sealed_values(url: str) -> list[bytes]:
    return [
        bytes(row[0])
        for table, columns in SEALED.items()
        for column in columns
        for row in execute(url, f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")  # noqa: S608
    ]


def test_a_dump_holds_no_word_of_anybody(storage: SqlStorage, url: str) -> None:
    canaries = live_with_canaries(storage, 15)
    assert len(canaries) >= 200
    dumped = dump(url)
    assert len(sealed_values(url)) == 15 * 7
    assert all(is_in(sealed, dumped) for sealed in sealed_values(url))  # the search works
    # Without its last letter too: text may be written in another encoding.
    assert [each for each in canaries if is_in(each[:-1].encode(), dumped)] == []


def test_erasing_leaves_no_sealed_value_either(storage: SqlStorage, url: str) -> None:
    people = 3
    canaries = live_with_canaries(storage, people)
    sealed = sealed_values(url)
    with storage.begin() as work:
        for person in canaries:
            work.conversations.erase(address(person, "web"))
        work.commit()
    dumped = dump(url)
    assert sealed_values(url) == []
    assert [each for each in sealed if is_in(each, dumped)] == []
    assert [each for each in canaries if is_in(each[:-1].encode(), dumped)] == []


def test_sqlite_journals_are_read_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "rinnalla.db"
    storage = open_storage(f"sqlite:///{path}", KEYS, MovableClock())
    add(storage, message("hei"))
    assert {each.stat().st_mode & 0o777 for each in tmp_path.iterdir()} == {0o600}
    assert len(list(tmp_path.iterdir())) == 3
    storage.close()


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in SEALED for column in SEALED[table]]
)
def test_values_swapped_between_rows_do_not_open(
    storage: SqlStorage, url: str, table: str, column: str
) -> None:
    canaries = live_with_canaries(storage, 2)
    anna, besa = canaries[0], canaries[len(canaries) // 2]
    for person in (anna, besa):
        add(storage, message("vielä", person, channel="web"))
    execute(
        url,
        f"UPDATE {table} SET {column} = (SELECT other.{column} FROM {table} other "  # noqa: S608
        f"WHERE other.uid <> {table}.uid ORDER BY other.uid LIMIT 1)",
    )

    def read_everything() -> int:
        with storage.begin() as work:
            work.sessions.touch(token(anna), SATURDAY_NIGHT)
            work.conversations.history(address(anna, "web"), 0)
            # A claim of what cannot be read is broken, or begins anew without it.
            claims = [claim for _ in range(2) if (claim := work.inbox.claim(30)) is not None]
            read = sum(
                not one.broken and one.person.greeted and bool(one.tracker) for one in claims
            )
            read += sum(bool(work.records.of(claim.person.conversation)) for claim in claims)
            read += sum(work.outbox.claim("web", 30) is not None for _ in range(2))
        return read

    try:
        assert read_everything() < 6
    except StorageUnavailable:
        return


def test_a_wrong_secret_is_refused_at_the_start(url: str, clock: MovableClock) -> None:
    old, new = b"o" * 32, b"n" * 32
    first = open_storage(url, Keyring([old]), clock)
    add(first, message("hei"))
    first.close()
    with pytest.raises(SettingsProblems, match="another secret"):
        open_storage(url, Keyring([new]), clock)
    both = open_storage(url, Keyring([new, old]), clock)
    assert must_claim(both).inbound.text == "hei"
    both.close()
    with pytest.raises(SettingsProblems, match="another secret"):
        open_storage(url, Keyring([old]), clock)


def test_rows_of_a_lost_secret_wait_for_it(url: str, clock: MovableClock) -> None:
    lost = SqlStorage(open_engine(url), Keyring([b"o" * 32]), clock)
    add(lost, message("hei", "anna"))
    other = SqlStorage(open_engine(url), Keyring([b"n" * 32]), clock)
    assert claim(other) is None
    assert take(other) is None
    add(other, message("hei", "besa"))
    assert must_claim(other).inbound.address.external == "besa"
    with other.begin() as work:
        assert work.conversations.forget_idle(clock.now() + timedelta(days=1), "telegram") == 0
    lost.close()
    other.close()
