"""The commands of an office: publish times, list, name a time, confirm; times in a people file."""

from pathlib import Path

import pytest

from bot.domain.errors import RinnallaError
from bot.domain.messages import ConversationId
from bot.runtime.keyring import keyring
from bot.runtime.people_commands import opened
from bot.services.appointments import take
from bot.services.tokens import ButtonSigner
from bot.services.written import PeopleProblems
from bot.settings import load_settings
from tests.builders import composer, frozen
from tests.runtime.test_handoff_commands import Run, heard, id, run

__all__ = ["id", "run"]


def anna() -> ConversationId:
    with opened() as (work, _):
        (line,) = work.lines.of_worker("maija")  # type: ignore[arg-type]
    return line.conversation


def takes_the_first() -> str:
    who = anna()
    with opened() as (work, clock):
        first = work.free_times.of_worker("maija", clock.now())[0]
        one = take(work, who, first.id, clock.now(), composer(frozen(clock.now())), "t1")
        work.commit()
    return one.id


def test_times_are_published_listed_and_withdrawn(run: Run) -> None:
    words = ("--length", "45", "--place", "Testikatu 1")
    told = run("slot", "publish", "maija", "2026-11-17", "10-12", *words).splitlines()
    assert [line.split("\t")[1:] for line in told] == [
        ["Tue 17.11. 10:00-10:45", "meeting", "free", "Testikatu 1"],
        ["Tue 17.11. 10:45-11:30", "meeting", "free", "Testikatu 1"],
    ]
    assert run("slot", "list", "maija").splitlines() == told
    assert run("slot", "withdraw", "maija", told[0][:6]) == "withdrawn\n"
    assert run("slot", "list", "maija").splitlines() == told[1:]
    with pytest.raises(RinnallaError, match="has no single free time"):
        run("slot", "withdraw", "timo", told[1][:6])


def test_why_times_are_not_published_is_told_in_words(run: Run) -> None:
    with pytest.raises(RinnallaError, match="not at work then"):
        run("slot", "publish", "maija", "2026-11-21", "10-12")
    with pytest.raises(RinnallaError, match="is no time"):
        run("slot", "publish", "maija", "2026-11-17", "morning")
    with pytest.raises(RinnallaError, match="meeting or call"):
        run("slot", "publish", "maija", "2026-11-17", "10-12", "--kind", "party")
    assert run("slot", "list", "maija") == ""


def test_the_office_confirms_what_was_taken_and_cancels_it(run: Run, id: str) -> None:
    run("slot", "publish", "maija", "2026-11-17", "10-11", "--length", "0")
    one = takes_the_first()
    listed = run("appointment", "list", "--as", "maija")
    assert listed == (
        f"{one[:8]}\theld\tAnna K. (not confirmed)"
        "\tasked Tue 17.11. 10:00-11:00 meeting with maija\n"
    )
    assert run("appointment", "confirm", one[:6], "--as", "maija") == "confirmed\n"
    assert "Aika on sovittu (Maija Mallinen)." in heard()[-1]
    assert "agreed Tue 17.11. 10:00-11:00" in run("appointment", "list", "--as", "maija")
    assert run("appointment", "cancel", one[:6], "--as", "maija") == "cancelled\n"
    assert "Työntekijä perui ajan" in heard()[-1]
    assert run("appointment", "list", "--as", "maija") == ""
    assert run("audit", "verify")


def test_the_office_names_a_time_to_who_wrote_a_message(run: Run, id: str) -> None:
    told = run("appointment", "propose", id[:6], "2026-11-18", "10-10:30", "--as", "maija")
    assert told.startswith("proposed; kept, but" if "kept, but" in told else "proposed; ")
    assert "ehdottaa sinulle aikaa" in heard()[-1]
    listed = run("appointment", "list", "--as", "maija")
    assert "\tproposed\t" in listed
    assert run("appointment", "list", "--as", "sam") == ""
    with pytest.raises(RinnallaError, match="There is no such time"):
        run("appointment", "cancel", listed[:8], "--as", "sam")
    with pytest.raises(RinnallaError, match="there is no worker maijja"):
        run("appointment", "list", "--as", "maijja")


def test_times_stand_in_a_file_of_people_and_reading_it_twice_changes_nothing(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "times.yml"
    file.write_text(
        "free_times:\n"
        "  - {worker: maija, day: 2026-11-17, times: ['9-10:30'], length: 45, place: Testi 1}\n"
        "  - {worker: timo, day: 2026-11-18, times: ['10-10:20'], kind: call}\n",
        "utf-8",
    )
    assert "3 free times" in run("people", "import", str(file))
    assert "free times" not in run("people", "import", str(file))
    assert len(run("slot", "list", "maija").splitlines()) == 2
    exported = tmp_path / "all.yml"
    exported.write_text(run("people", "export"), "utf-8")
    assert "place: Testi 1" in exported.read_text("utf-8")
    assert "free times" not in run("people", "import", str(exported))


def test_a_wrong_file_of_times_is_told_all_at_once_and_writes_nothing(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "times.yml"
    file.write_text(
        "free_times:\n"
        "  - {worker: maija, day: 2026-11-17, times: ['10-11']}\n"
        "  - {worker: maija, day: 2026-11-21, times: ['10-11']}\n"
        "  - {worker: nobody, day: 2026-11-18, times: ['10-11']}\n",
        "utf-8",
    )
    with pytest.raises(PeopleProblems) as told:
        run("people", "import", str(file))
    assert len(told.value.problems) == 2
    assert run("slot", "list", "maija") == ""
    file.write_text("free_times: [{worker: maija, day: sometime, kind: party}]\n", "utf-8")
    with pytest.raises(PeopleProblems) as wrong:
        run("people", "import", str(file))
    assert len(wrong.value.problems) >= 2


def test_a_time_that_the_office_names_has_buttons_that_the_service_takes(
    run: Run, id: str
) -> None:
    run("appointment", "propose", id[:6], "2026-11-17", "13-13:45", "--as", "maija")
    signer = ButtonSigner(keyring(load_settings()).current.buttons)
    with opened() as (work, _):
        (last,) = work.told.last_said(anna(), 1)
    assert last.key == "appointment.proposed"
    read = [signer.read(anna(), token) for token in last.tokens]
    assert [(action or "").partition("_")[0] for action in read] == [
        *("time:yes", "time:no", "time:other")
    ]
