"""The commands of people: what they write, show and refuse. Real database, moved clock."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import app
from bot.domain.errors import RinnallaError
from bot.settings import ROOT

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("RINNALLA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RINNALLA_NOW", "2026-11-14T22:40:00+02:00")
    monkeypatch.setenv("RINNALLA_TELEGRAM_NAME", "rinnalla_bot")
    monkeypatch.delenv("RINNALLA_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def command(*words: str) -> str:
        result = CliRunner().invoke(app, list(words))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.output

    return command


def refused(run: Run, *words: str) -> list[str]:
    with pytest.raises(RinnallaError) as told:
        run(*words)
    return str(told.value).splitlines()


@pytest.fixture
def county(run: Run) -> Run:
    run("people", "import", str(ROOT / "demo" / "county" / "people.yml"))
    return run


def test_the_demo_county_is_whole(county: Run) -> None:
    workers = county("worker", "list")
    assert "maija\tMaija Mallinen\tjalkihuolto\tnext Mon 2026-11-16 09:00" in workers
    assert workers.count("\n") == 4
    assert "Mon 2026-11-16 09:00\t040 000 0010" in county("unit", "list")
    assert "2026-12-21" in county("absence", "list")


def test_what_is_exported_imports_to_the_same(county: Run, tmp_path: Path) -> None:
    county("absence", "today", "timo", "--substitute", "maija")
    first = county("people", "export")
    file = tmp_path / "all.yml"
    file.write_text(first, "utf-8")
    county("people", "import", str(file))
    assert county("people", "export") == first
    for kind in ("units", "workers", "absences", "rosters"):
        table = tmp_path / f"{kind}.csv"
        table.write_text(county("people", "export", "--format", "csv", "--kind", kind), "utf-8")
        if yaml.safe_load(first)[kind]:
            county("people", "import", str(table))
    assert yaml.safe_load(county("people", "export")) == yaml.safe_load(first)


def test_a_semicolon_table_with_a_byte_order_mark_is_read(county: Run, tmp_path: Path) -> None:
    table = tmp_path / "excel.csv"
    rows = "id;name;unit;hours\nuusi;Åke Örn;jalkihuolto;{mon-fri: ['8-16']}\n"
    table.write_text(rows, "utf-8-sig")
    county("people", "import", str(table))
    assert "uusi\tÅke Örn\tjalkihuolto\tnext Mon 2026-11-16 08:00" in county("worker", "list")


def test_a_dry_run_writes_nothing(run: Run) -> None:
    said = run("people", "import", "--dry-run", str(ROOT / "demo" / "county" / "people.yml"))
    assert "would write 2 units" in said
    assert run("worker", "list") == ""


def test_every_mistake_is_told_at_once(county: Run, tmp_path: Path) -> None:
    told = refused(county, "worker", "set", "uusi", "nimi=x", "hours=abc", "channels=fax", "foo")
    assert len(told) == 6
    assert any("unknown field 'nimi'" in line for line in told)
    assert any("'foo' is not FIELD=VALUE" in line for line in told)
    file = tmp_path / "bad.yml"
    file.write_text("units: [{id: a}]\nworkers: [{id: b, unit: c}]\npeople: []\n", "utf-8")
    told = refused(county, "people", "import", str(file))
    assert len(told) == 5
    assert f"{file}:2: worker b: there is no unit c" in told, "also what shows between them"
    assert "uusi" not in county("worker", "list")


PEOPLE = """\
units:
  - {id: a, name: {fi: A}, hours: {mon: ["9-15"]}, lead: leeena}
workers:
  - id: b
    name: B
    unit: a
    phone: 0401234567
    email: maija.testila
  - {id: c, name: C, unit: a, phone: kysy, languages: [suomi], id: d}
  - {id: e, name: E, unit: a, phone: “040 000 0011”, hours: {monday: ["9-15"]}}
absences:
  - {worker: b, from: 2026-11-31}
"""


def test_a_file_is_told_all_of_its_mistakes_with_their_lines(county: Run, tmp_path: Path) -> None:
    """Also those between its parts, and numbers that YAML reads as other ones."""
    file = tmp_path / "bad.yml"
    file.write_text(PEOPLE, "utf-8")
    told = "\n".join(refused(county, "people", "import", str(file)))
    for line, why in (
        (2, "unit a: there is no worker leeena to lead it"),
        (7, 'worker b: phone must be words: put it in quotes: "0401234567"'),
        (8, "worker b: email must be an e-mail address"),
        (9, "worker d: phone must be a telephone number"),
        (9, "worker d: languages are codes like fi, sv, en, ar, not 'suomi'"),
        (9, "'id' is given twice, first on line 9"),
        (10, 'worker e: phone has curly quotes, write straight ones: "040 000 0011"'),
        (10, "worker e: hours: 'monday' is not a day"),
        (12, "absence of b: from is a day like 2026-12-31, not '2026-11-31'"),
    ):
        assert f"{file}:{line}: {why}" in told


def test_a_number_that_is_none_is_refused_from_the_command_line_too(county: Run) -> None:
    (told,) = refused(county, "worker", "set", "maija", "phone=abc")
    assert told.startswith("maija: phone must be a telephone number")
    (told,) = refused(county, "unit", "set", "jalkihuolto", "email=abc")
    assert told.startswith("jalkihuolto: email must be an e-mail address")


def test_a_table_that_is_not_utf_8_is_told_what_to_do(county: Run, tmp_path: Path) -> None:
    table = tmp_path / "excel.csv"
    table.write_text("id;name;unit\nuusi;Åke Örn;jalkihuolto\n", "latin-1")
    assert refused(county, "people", "import", str(table)) == [
        f"{table}:2: is not UTF-8: save the file again as UTF-8"
    ]


def test_days_are_taken_as_finns_write_them(county: Run) -> None:
    county("absence", "add", "maija", "16.11.2026", "18.11.2026", "--substitute", "timo")
    assert "2026-11-16" in county("absence", "list")
    county("worker", "set", "timo", "exceptions={17.11.2026: closed}")
    assert "'2026-11-17': closed" in county("worker", "show", "timo")


def test_a_worker_is_changed_field_by_field(county: Run) -> None:
    county("worker", "set", "timo", "phone=040 000 9999", 'hours={mon: ["12-13"]}')
    shown = county("worker", "show", "timo")
    assert "phone: 040 000 9999" in shown
    assert "next Mon 2026-11-16 12:00" in shown
    county("worker", "set", "timo", "hours=")
    assert "next Mon 2026-11-16 09:00" in county("worker", "show", "timo")


def test_a_unit_is_changed_and_shown(county: Run) -> None:
    county("unit", "set", "jalkihuolto", "promise_days=2", "limits={remind: 2 h}")
    shown = yaml.safe_load(county("unit", "show", "jalkihuolto"))
    assert (shown["promise_days"], shown["limits"]["remind"]) == (2, "2 h")
    assert refused(county, "unit", "show", "x") == [
        "there is no unit x: rinnalla unit list shows them"
    ]


def test_an_absence_is_added_refused_in_a_loop_and_ended(county: Run) -> None:
    county("absence", "add", "maija", "2026-11-16", "2026-11-18", "--substitute", "timo")
    told = refused(county, "absence", "add", "timo", "2026-11-17", "--substitute", "maija")
    assert len(told) == 1
    assert told[0].startswith("absence of timo: on 2026-11-17 nobody would answer")
    assert told[0].endswith("go round: timo -> maija -> timo")
    assert "maija\tMaija Mallinen\tjalkihuolto\tnext Thu 2026-11-19 11:00" in county(
        "worker", "list"
    )
    line = next(one for one in county("absence", "list").splitlines() if "2026-11-16" in one)
    county("absence", "end", line.split("\t")[0])
    assert "2026-11-16" not in county("absence", "list")


ICAL = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//
BEGIN:VEVENT
UID:1
DTSTART:20261116T060000Z
DTEND:20261116T140000Z
SUMMARY:aamuvuoro
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;TZID=Europe/Helsinki:20261117T210000
DTEND;TZID=Europe/Helsinki:20261118T070000
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;VALUE=DATE:20261119
DTEND;VALUE=DATE:20261121
SUMMARY:sairasloma
END:VEVENT
BEGIN:VEVENT
UID:4
STATUS:CANCELLED
DTSTART:20261123T060000Z
DTEND:20261123T140000Z
END:VEVENT
END:VCALENDAR
"""


def test_an_ical_roster_confirms_shifts_and_days_off_and_no_title_is_kept(
    county: Run, tmp_path: Path
) -> None:
    file = tmp_path / "sam.ics"
    file.write_text(ICAL, "utf-8")
    assert refused(county, "roster", "import", str(file)) == [
        "sam.ics: say whose calendar it is with --worker"
    ]
    county("roster", "import", str(file), "--worker", "sam")
    days = [
        line.split("\t") for line in county("roster", "show", "sam", "--days", "10").splitlines()
    ]
    assert [(day[4:], times, known) for day, times, known in days[2:7]] == [
        ("2026-11-16", "8:00-16:00", "confirmed"),
        ("2026-11-17", "21:00-7:00", "confirmed"),
        ("2026-11-18", "9:00-12:00, 13:00-15:00", "unit's hours"),
        ("2026-11-19", "off", "confirmed"),
        ("2026-11-20", "off", "confirmed"),
    ]
    assert days[9][1:] == ["9:00-12:00, 13:00-15:00", "unit's hours"]
    assert "sairasloma" not in county("people", "export")


def test_a_csv_roster_tells_every_bad_row(county: Run, tmp_path: Path) -> None:
    file = tmp_path / "lista.csv"
    file.write_text(
        "worker,day,times\nsam,2026-11-16,8-16\nsam,31.13.2026,8-16\nsam,2026-11-17,aamu\n",
        "utf-8",
    )
    told = refused(county, "roster", "import", str(file))
    assert [line.split(": ")[0] for line in told] == ["lista.csv:3", "lista.csv:4"]
    file.write_text('day,times\n16.11.2026,"7-9, 12-15"\n2026-11-17,off\n2026-11-18,\n', "utf-8")
    county("roster", "import", str(file), "--worker", "sam")
    shown = county("roster", "show", "sam", "--days", "5")
    assert "7:00-9:00, 12:00-15:00\tconfirmed" in shown
    assert "Tue 2026-11-17\toff\tconfirmed" in shown
    assert "Wed 2026-11-18\t9:00-12:00, 13:00-15:00\tunit's hours" in shown


def test_an_invite_is_made_once_listed_without_secrets_and_cancelled(county: Run) -> None:
    made = county("invite", "make", "maija", "--name", "Anna", "--paper")
    assert "valid until Sat 2026-11-28 22:40" in made
    token = made.split("?start=")[1].split()[0]
    code = made.split("code:")[1].split()[0]
    assert f"/#code={token}" in made.split("web:")[1].split()[0]
    assert "▄" in made  # the picture
    listed = county("invite", "list")
    assert "maija\tAnna\topen until Sat 2026-11-28 22:40" in listed
    assert token not in listed
    assert code not in listed
    id = listed.split("\t")[0]
    assert refused(county, "invite", "confirm", id) == [f"nobody has used the invite {id} yet"]
    county("invite", "cancel", id)
    assert county("invite", "list") == ""
    assert refused(county, "invite", "make", "nobody")[0].startswith("there is no worker nobody")


def test_who_leaves_is_told_with_who_takes_over(county: Run) -> None:
    said = county("worker", "deactivate", "maija", "--to", "timo", "--on", "2026-12-01")
    assert said.startswith("maija leaves Tue 2026-12-01 00:00; 0 young people get timo")
    told = refused(county, "worker", "deactivate", "timo", "--to", "ghost")
    assert told == ["ghost does not work here then and cannot take over"]


def test_every_command_has_help_with_an_example(county: Run) -> None:
    groups = {
        "people": ["import", "export"],
        "unit": ["list", "set", "show"],
        "worker": ["list", "set", "show", "deactivate", "change"],
        "absence": ["add", "today", "list", "end"],
        "roster": ["import", "show"],
        "invite": ["make", "list", "confirm", "cancel"],
    }
    for group, commands in groups.items():
        for command in commands:
            assert f"Example: rinnalla {group} {command}" in " ".join(
                county(group, command, "--help").replace("│", " ").split()
            ), (group, command)


def test_acts_of_administrators_stand_in_the_audit_log(county: Run) -> None:
    county("absence", "today", "timo")
    from bot.runtime.people_commands import opened

    with opened() as (work, _):
        count, _, breaks = work.audit.verify()
    assert (count, breaks) == (2, [])
