"""``rinnalla share`` at an office: only what is shown, and every look is in the ledger."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.domain.consent import ShareId
from bot.domain.hours import Schedule, WeeklyHours
from bot.domain.messages import Address, ConversationId, Inbound, InboundKind
from bot.domain.people import Assignment, Line, Unit, UnitId, Worker, WorkerId
from bot.runtime.share_commands import NothingShown, share
from bot.services.people_ports import LinkedLine
from bot.services.ports import UnitOfWork
from bot.services.shares import apply_share, body_of, withdraw
from bot.storage.crypto import Keyring, load_secret
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock
from tests.result_builders import BUDGET

NOW = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlStorage:
    monkeypatch.setenv("RINNALLA_DATA_DIR", str(tmp_path))
    keys = Keyring(load_secret(None, tmp_path / "secret.key"))
    url = sqlite_database(tmp_path / "rinnalla.sqlite")
    return SqlStorage(open_engine(url), keys, FrozenClock(NOW))


def comes_to(work: UnitOfWork, who: ConversationId) -> None:
    """Let the young person have Maija as their own worker."""
    unit, maija, before = UnitId("u"), WorkerId("maija.v"), NOW - timedelta(days=30)
    work.people.save_unit(Unit(unit, "J", Schedule(WeeklyHours(days=((),) * 7))))
    work.people.save_worker(Worker(maija, "Maija Virtanen", unit))
    work.people.save_worker(Worker(WorkerId("pekka.k"), "Pekka Kivi", unit))
    line = Line(unit, (Assignment(before, maija),))
    work.lines.save(LinkedLine(who, line, "Anna", before, before))


@pytest.fixture
def person(storage: SqlStorage) -> ConversationId:
    said = Inbound(Address("web", "widget", "x"), "u1", InboundKind.TEXT, "hei", NOW)
    with storage.begin() as work:
        work.inbox.add(said)
        claim = work.inbox.claim(30.0)
        assert claim is not None
        offer = {
            "do": "offer",
            "id": "a1",
            "at": NOW.isoformat(),
            "what": "budget",
            "worker": "maija.v",
            "worker_name": "Maija Virtanen",
            "until": (NOW + timedelta(days=7)).isoformat(),
            "substitute": False,
            **body_of(BUDGET, None),
        }
        who = claim.person.conversation
        comes_to(work, who)
        apply_share(work, who, offer, None)
        apply_share(work, who, {"do": "give", "id": "a1", "at": NOW.isoformat()}, None)
        work.commit()
    return who


def test_the_worker_sees_what_is_shown_and_the_look_is_noted(
    storage: SqlStorage, person: ConversationId
) -> None:
    listed = CliRunner().invoke(share, ["list", "--as", "maija.v"]).output
    assert listed.split()[:2] == ["a1", "Budjetti"]
    assert listed.split()[-1] == "Anna"
    shown = CliRunner().invoke(share, ["show", "a1", "--as", "maija.v"])
    assert shown.exit_code == 0
    assert "560" in shown.output
    with storage.begin() as work:
        last = work.shares.ledger(person)[-1]
        entries, _, broken = work.audit.verify()
    assert (last.kind, last.worker, last.name) == ("viewed", "maija.v", "Maija Virtanen")
    assert (entries, broken) == (1, []), "a look is in the audit log too"


def test_another_worker_sees_nothing(storage: SqlStorage, person: ConversationId) -> None:
    assert "a1" not in CliRunner().invoke(share, ["list", "--as", "pekka.k"]).output
    refused = CliRunner().invoke(share, ["show", "a1", "--as", "pekka.k"])
    assert isinstance(refused.exception, NothingShown)
    assert "560" not in refused.output
    mistyped = CliRunner().invoke(share, ["list", "--as", "pekka"])
    assert "there is no worker pekka" in str(mistyped.exception)
    with storage.begin() as work:
        assert all(one.kind != "viewed" for one in work.shares.ledger(person))


def test_what_was_taken_back_is_gone(storage: SqlStorage, person: ConversationId) -> None:
    with storage.begin() as work:
        assert withdraw(work, person, ShareId("a1"), NOW + timedelta(seconds=1))
        work.commit()
    refused = CliRunner().invoke(share, ["show", "a1", "--as", "maija.v"])
    assert isinstance(refused.exception, NothingShown)
