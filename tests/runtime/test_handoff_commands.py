"""The commands of an office without Telegram: list, show, reply, give, close; audit and keys."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.content.handoff_words import load_flags
from bot.domain.errors import RinnallaError
from bot.domain.messages import Address, Inbound, InboundKind
from bot.domain.people import Assignment, Line, UnitId, WorkerId
from bot.runtime.people_commands import opened
from bot.services.handoffs import ToSend, send
from bot.services.people_ports import LinkedLine
from bot.settings import ROOT
from tests.builders import composer, frozen

Run = Callable[..., str]
ANNA = Address("web", "widget", "anna")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("RINNALLA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RINNALLA_NOW", "2026-11-16T09:30:00+02:00")
    monkeypatch.delenv("RINNALLA_DATABASE_URL", raising=False)
    monkeypatch.delenv("RINNALLA_SECRET_KEY", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def command(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, list(words))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    command("people", "import", str(ROOT / "demo" / "county" / "people.yml"))
    return command


@pytest.fixture
def id(run: Run) -> str:
    """A message of a young person to maija, sent on Sunday night."""
    at = datetime(2026, 11, 15, 21, 0, tzinfo=UTC)
    with opened() as (work, _):
        work.inbox.add(Inbound(ANNA, "u1", InboundKind.TEXT, "hei", at))
        claim = work.inbox.claim(30)
        assert claim is not None
        work.inbox.finish(claim, [], claim.person, None, delivered=True)
        conversation = claim.person.conversation
        line = Line(UnitId("jalkihuolto"), (Assignment(LONG_AGO, WorkerId("maija")),))
        work.lines.save(LinkedLine(conversation, line, "Anna K.", LONG_AGO, None))
        what = ToSend("ei oo rahaa ruokaan", "inbox:1")
        urgency, wording = load_flags().urgency, composer(frozen())
        handoff, _ = send(work, conversation, what, at, urgency=urgency, wording=wording)
        work.commit()
    return handoff.id


def heard() -> list[str]:
    with opened() as (work, _):
        history = work.conversations.history(ANNA, 0)
    return [one.reply.text for one in history if one.said_by == "bot"]


def test_a_worker_lists_opens_answers_and_closes(run: Run, id: str) -> None:
    listed = run("handoff", "list", "--as", "maija")
    assert listed == f"{id[:8]}\twaiting\tURGENT 15.11. 23:00\tAnna K. (not confirmed)\n"
    shown = run("handoff", "show", id[:6], "--as", "maija")
    assert "! perhaps no money for food, came 15.11. 23:00" in shown
    assert "[15.11. 23:00] -: ei oo rahaa ruokaan" in shown
    assert run("handoff", "reply", id[:6], "Soitan kello 14.", "--as", "maija").startswith(
        "saved, but the browser is closed"
    ), "nobody has the page open: the worker hears it at once"
    assert "**Maija Mallinen:**\nSoitan kello 14." in heard()
    assert run("handoff", "close", id[:6], "--as", "maija") == "closed\n"
    assert run("handoff", "list", "--as", "maija") == ""


def test_who_may_not_see_it_is_told_that_there_is_none(run: Run, id: str) -> None:
    workers = run("worker", "list").splitlines()
    strangers = [one.split("\t")[0] for one in workers if "\tjalkihuolto\t" not in one]
    for stranger in strangers:
        assert run("handoff", "list", "--as", stranger) == ""
        with pytest.raises(RinnallaError, match="There is no such message"):
            run("handoff", "show", id, "--as", stranger)
    with pytest.raises(RinnallaError, match="there is no worker maijja"):
        run("handoff", "list", "--as", "maijja")


def test_everything_is_in_the_audit_log_and_the_log_holds(run: Run, id: str) -> None:
    run("handoff", "show", id, "--as", "maija")
    verified = run("audit", "verify")
    head = verified.split("head ")[1].strip()
    run("handoff", "list", "--as", "maija")
    assert run("audit", "verify", "--head", head).startswith(
        f"{int(verified.split()[0]) + 2} entries"
    )
    assert "not in the log" in run("audit", "verify", "--head", "00" * 32, code=1)


def test_the_secret_is_changed_and_the_old_one_is_needed_no_more(
    run: Run, id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = (tmp_path / "data" / "secret.key").read_text().strip()
    new = base64.b64encode(b"n" * 32).decode()
    monkeypatch.setenv("RINNALLA_SECRET_KEY", f"{new},{old}")
    told = run("keys", "rotate", "--pause-ms", "0")
    assert "handoff_message.body\t1" in told
    assert "The old secret is no longer needed" in told
    monkeypatch.setenv("RINNALLA_SECRET_KEY", new)
    assert "ei oo rahaa ruokaan" in run("handoff", "show", id, "--as", "maija")
    assert run("audit", "verify")
