"""What an editor's slip is told: in their words, with its line, and nothing is read otherwise."""

from functools import cache
from pathlib import Path

import pytest

from bot.content.check_assessments import AssessmentChecks
from bot.content.check_directory import DirectoryChecks
from bot.content.loader import DATA, Content
from bot.content.wording import Wording
from tests.builders import SERVICE, places, words
from tests.content.test_checks import TODAY

COUNTY = """\
name: {fi: A, sv: B, en: C}
code: "19"
municipalities: ["069"]
emergency_phone: "040 000 0112"
"""

RATE = """\
- id: oma_raja
  says: {fi: 20 euroa, sv: 20 euro, en: 20 euros}
  rule: x
  source: x
  checked_on: "2026-11-02"
  confidence: high
  owner: home
"""
ASSESSMENT = """\
id: oma_kartoitus
version: 1
title: Oma
intro: Alku
why: Siksi
outcome: answers
questions:
  - id: koti
    type: choice
    name: Koti
    ask: Onko koti?
    options:
      - {id: "yes", label: Joo}
      - {id: "no", label: Ei ole}
"""


@cache
def wording() -> Wording:
    return Wording.load(DATA / "wording.yml")


def told(folder: Path, **files: str | bytes) -> list[str]:
    """Everything that is said of the files of a county, without the folder before their names."""
    for name, text in {"county": COUNTY, **files}.items():
        path = folder / (name.replace("__", "/") + ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    common = folder / ".common"
    common.mkdir()
    for name in ("services", "safety"):
        (common / name).symlink_to(DATA / name)
    read = Content.read(folder, data=common)
    found = [
        *read.problems,
        *DirectoryChecks(read.content, places(), wording(), TODAY).problems(),
        *AssessmentChecks(read.content, words(), wording()).problems(),
    ]
    ours = [one for one in found if str(folder) in one.file and str(common) not in one.file]
    return [str(one).removeprefix(f"{folder}/") for one in ours]


def role(folder: Path, written: str) -> list[str]:
    return told(folder, county=f"{COUNTY}roles:\n  jalkihuolto: {written}\n")


GOOD_ROLE = '{phone: "040 1234567", checked_on: "2026-11-02"}'


def test_what_is_right_is_told_nothing(tmp_path: Path) -> None:
    county = f"{COUNTY}roles:\n  jalkihuolto: {GOOD_ROLE}\n"
    files = {"services__a": SERVICE, "rates__a": RATE, "assessments__oma_kartoitus": ASSESSMENT}
    found = told(tmp_path, county=county, **files)
    assert [one for one in found if "left out" not in one] == [
        "rates/a.yml:1: no text says this figure"
    ]


@pytest.mark.parametrize("written", ["0401234567", "040", "1:30", "2026-12-31", "yes", "1_0"])
def test_what_yaml_reads_as_something_else_than_words_must_stand_in_quotes(
    written: str, tmp_path: Path
) -> None:
    """0401234567 without quotes is 67451255 to YAML, and nobody would have seen it."""
    (found,) = [one for one in role(tmp_path, f"{{phone: {written}}}") if "phone" in one]
    assert found == f'county.yml:6: phone: must be words: put it in quotes: "{written}"'


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('{phone: tulossa, checked_on: "2026"}', "must be a telephone number like"),
        ('{phone: “040 123 4567”, checked_on: "2026"}', 'write straight ones: "040 123 4567"'),
        ('{web: "https://a.fi", checked_on: "2026"}', "write it like sekasin.fi"),
        ('{phone: "040 1", languages: [suomi], checked_on: "2026"}', "codes like fi, sv, en"),
        (f'{{name: {"a" * 150}, phone: "040 1", checked_on: "2026"}}', "150 characters"),
        ('{phone: "040 1"}', "must say when the source was read"),
        ('{phone: "040 1", checked_on: "2024"}', "not checked since 2024-12-31"),
        ('{phone: "040 1", checked_on: "2026-12-24"}', "lies in the future"),
        ('{phone: "040 1", checked_on: "2026", hours: {mon: ["9-9"]}}', "at the same time"),
        ('{checked_on: "2026"}', "no number, page or address"),
        ("", "is empty: give its phone"),
    ],
)
def test_what_a_county_says_under_a_role_is_checked_like_a_service(
    written: str, why: str, tmp_path: Path
) -> None:
    assert [one for one in role(tmp_path, written) if why in one and "county.yml:6" in one]


@pytest.mark.parametrize("name", ["mieli_fi", "emergency_112", "sosiaalipaivystys", "velkalinja"])
def test_only_roles_have_a_countys_number(name: str, tmp_path: Path) -> None:
    """A county's hours for a line of the crisis cards would take it off them at night."""
    hours = '{phone: "040 1", hours: {mon: ["9-10"]}, checked_on: "2026"}'
    content = Content.read(tmp_path)
    (tmp_path / "county.yml").write_text(f"{COUNTY}roles:\n  {name}: {hours}\n")
    read = Content.read(tmp_path)
    assert [one.line for one in read.problems] == [6]
    assert f"{name}.county" not in read.content.services.keys() - {"sosiaalipaivystys.county"}
    assert read.content.services[name] == content.content.services[name]


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("id: oma", "id: mieli_fi", "mieli_fi is on the crisis cards: no county replaces it"),
        ("id: oma", "id: sosiaalipaivystys", "as emergency_phone in county.yml"),
        (
            "owner: county",
            "owner: county\n  local_of: nollalinja",
            "nothing is shown in its place",
        ),
        (
            "hours: always",
            'hours: {mon: ["9-15"]}\n  local_of: sosiaalipaivystys',
            "that answers day and night",
        ),
    ],
)
def test_nothing_of_a_county_stands_on_a_crisis_card_in_place_of_the_common_entry(
    was: str, becomes: str, why: str, tmp_path: Path
) -> None:
    assert [one for one in told(tmp_path, services__a=SERVICE.replace(was, becomes)) if why in one]


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("kinds: [talk]", "kinds: [asuminen]", "a.yml:4: 'asuminen' is none of crisis, talk"),
        ("kinds: [talk]", "kinds: []", "a.yml:4: must be some of"),
        ("languages: [fi]\n", "languages: [suomi]\n", "'suomi': languages are codes"),
        ("  area: national\n", "", "area: must be given"),
        ("  hours: always\n", "", "hours: must be given"),
        ("2026-11-02", "2027-11-02", "a.yml:10: 2027-11-02 lies in the future"),
        ('"2026-11-02"', "2026-11-31", "a.yml:10: checked_on: must be like"),
        ("id: oma", "id: oma-palvelu", "a.yml:1: id: must be small letters"),
    ],
)
def test_a_slip_in_a_service_is_told(was: str, becomes: str, why: str, tmp_path: Path) -> None:
    found = told(tmp_path, services__a=SERVICE.replace(was, becomes))
    assert [one for one in found if why in one], found


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("{fi: 20 euroa,", "{fi: 20,50 euroa,", "a text with a comma needs quotes"),
        ("rule: x", "rule: Pantti: 20", "a.yml:3: is not YAML: a colon in a text"),
        ("rule: x", 'rule: "x', "a.yml:3: is not YAML: a quote is opened here"),
        ("rule: x", "\trule: x", "a tab (indent with spaces)"),
        ("en: 20 euros}", "en: 20 euros", "the brackets of line 2 are not closed"),
        ("rule: x", "rule: x\n  rule: y", "a.yml:4: 'rule' is given twice, first on line 3"),
        (
            "says: {fi: 20 euroa, sv: 20 euro, en: 20 euros}",
            "says:\n    fi: Kortti #1\n    sv: Kort\n    en: Card",
            "a.yml:3: fi: what stands after # is not read",
        ),
    ],
)
def test_what_yaml_stumbles_over_is_told_in_an_editors_words(
    was: str, becomes: str, why: str, tmp_path: Path
) -> None:
    found = told(tmp_path, rates__a=RATE.replace(was, becomes))
    assert [one for one in found if why in one], found


@pytest.mark.parametrize("coding", ["latin-1", "utf-16"])
def test_another_coding_than_utf_8_is_told_with_what_to_do(coding: str, tmp_path: Path) -> None:
    written = RATE.replace("20 euroa", "päivää").encode(coding)
    line = 2 if coding == "latin-1" else 1
    assert f"rates/a.yml:{line}: is not UTF-8: save the file again as UTF-8" in told(
        tmp_path, rates__a=written
    )


@pytest.mark.parametrize("written", ['"2026-12-31"', "2026-12-31", "31.12.2026", '"31.12.2026"'])
def test_a_day_may_be_written_in_both_ways_and_in_quotes(written: str, tmp_path: Path) -> None:
    (tmp_path / "rates").mkdir()
    (tmp_path / "rates" / "a.yml").write_text(f"{RATE}  valid_until: {written}\n")
    until = Content.load(tmp_path).rates["oma_raja"].valid_until
    assert until is not None
    assert until.isoformat() == "2026-12-31"


def test_an_entry_that_is_there_twice_is_told_with_both_places(tmp_path: Path) -> None:
    found = told(tmp_path, rates__a=RATE, rates__b=f"\n{RATE}")
    why = f"rate oma_raja is given twice, first in {tmp_path}/rates/a.yml:1"
    assert f"rates/b.yml:2: {why}" in found


def test_a_file_whose_name_can_be_no_id_is_told_how_to_be_called(tmp_path: Path) -> None:
    written = ASSESSMENT.replace("oma_kartoitus", "oma-kartoitus")
    found = told(tmp_path, **{"assessments__oma-kartoitus": written})
    assert [one for one in found if "the file must be called oma_kartoitus.yml" in one]


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ('municipalities: ["069"]', "municipalities: []", "must list your towns"),
        ('["069"]', '["837"]', "837 is Tampere, a town of county"),
        ("code:", 'office_hours: {mon-fri: ["15:00-9:00"]}\ncode:', "closes before it opens"),
        ("code:", 'office_hours: {mon-fri: ["9-9"]}\ncode:', "closes before it opens, or at"),
    ],
)
def test_a_slip_in_the_county_is_told(was: str, becomes: str, why: str, tmp_path: Path) -> None:
    found = told(tmp_path, county=COUNTY.replace(was, becomes))
    assert [one for one in found if why in one], found


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("outcome: answers", "outcome: areas", "'areas' needs areas"),
        ("outcome: answers", "outcome: budget", "'budget' needs the questions of our budget"),
        ("    name: Koti", "    before: flags\n    name: Koti", "'flags' needs options with"),
        ("label: Ei ole", "label: Joo", "two options are called 'joo'"),
        ("Onko koti?", "Soita 040 123 4567?", "gives a telephone number"),
        ("Onko koti?", "Hei {name}, onko koti?", "has a brace"),
        ('"yes"', "yes", 'id: must be words: put it in quotes: "yes"'),
        ("  - id: koti", "  -\n  - id: koti", "entry 1 of the list holds nothing alone"),
        ("  - id: koti", "  - sana\n  - id: koti", "entry 1 of the list holds 'sana' alone"),
    ],
)
def test_a_slip_in_an_assessment_is_told(was: str, becomes: str, why: str, tmp_path: Path) -> None:
    found = told(tmp_path, assessments__oma_kartoitus=ASSESSMENT.replace(was, becomes))
    assert [one for one in found if why in one], found


@pytest.mark.parametrize("questions", ["", "questions:\n", "questions: []\n", "questions: koti\n"])
def test_an_assessment_without_questions_is_told(questions: str, tmp_path: Path) -> None:
    written = ASSESSMENT.partition("questions:")[0] + questions
    found = told(tmp_path, assessments__oma_kartoitus=written)
    assert [one for one in found if "questions: must be a list of" in one], found


def test_a_mistake_in_one_file_hides_none_in_another(tmp_path: Path) -> None:
    """What leans on an entry that could not be read is told once that one can be."""
    service = SERVICE.replace("confidence: high", "confidence: sure")
    role = f"{COUNTY}roles:\n  mieli_fi: {GOOD_ROLE}\nconfirm: [eioo, oma]\n"
    found = told(
        tmp_path,
        county=role,
        rates__a=RATE.replace("20 euroa", "20"),
        services__a=service,
        services__b=SERVICE.replace("id: oma", "id: toinen").replace("[talk]", "[asuminen]"),
    )
    for why in ("county.yml:6", "rates/a.yml:2", "services/a.yml:9", "services/b.yml:4", "eioo"):
        assert [one for one in found if why in one], (why, found)
