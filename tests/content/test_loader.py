"""Reading content: everything of ours loads fast, everything wrong is told at once."""

import time
from pathlib import Path

import pytest

from bot.content.loader import DATA, Content
from bot.domain.directory import Here, Nearness
from bot.domain.errors import ContentProblems
from bot.domain.hours import StateKind
from bot.settings import ROOT
from tests.directory_builders import FRIDAY_NOON, SATURDAY_LATE

DEMO = ROOT / "demo" / "county"
OURS = Here(county="04")

TOPIC = """\
id: cold
owner: home
title: {fi: Kylmä, sv: Kallt, en: Cold}
now:
  - fi: Pue villasukat.
    sv: Ta på yllesockor.
    en: Put on warm socks.
    plain: {fi: Pue sukat., sv: Ta sockor., en: Wear socks.}
help:
  lead: {fi: "Apua:", sv: "Hjälp:", en: "Help:"}
  services: [huoltoyhtio]
next:
  - fi: Soita.
    sv: Ring.
    en: Call.
    plain: {fi: Soita., sv: Ring., en: Call.}
buttons: []
facts: []
"""


def an_overlay(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def problems_of(overlay: Path) -> list[str]:
    with pytest.raises(ContentProblems) as caught:
        Content.load(overlay)
    return [str(problem) for problem in caught.value.problems]


def test_all_content_loads_within_a_second_and_a_half() -> None:
    begun = time.process_time()
    content = Content.load(DEMO)
    assert time.process_time() - begun < 1.5
    assert len(content.topics) == 72
    assert len(content.services) > 100


def test_an_overlay_adds_and_replaces_topics_by_id(tmp_path: Path) -> None:
    changed = TOPIC.replace("id: cold", "id: locked_out")
    content = Content.load(
        an_overlay(tmp_path, topics__cold=TOPIC, topics__home__locked_out=changed)
    )
    assert content.topics["cold"].title["fi"] == "Kylmä"
    assert content.topics["locked_out"].title["sv"] == "Kallt"
    assert len(content.topics) == 73


def test_every_problem_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    bad = TOPIC.replace("owner: home\n", "").replace("sv: Kallt", "sv: 7") + "colour: red\n"
    rate = "- id: x\n  says: {fi: a}\n  year: soon\n  confidence: sure\n"
    found = problems_of(an_overlay(tmp_path, topics__cold=bad, rates__mine=rate))
    assert any("cold.yml:1: owner: must have words" in line for line in found)
    assert any("cold.yml:2: sv: must be words" in line for line in found)
    assert any("colour: is not a known key" in line for line in found)
    assert any("mine.yml:3: year: must be a whole number" in line for line in found)
    assert any("mine.yml:4: confidence" in line for line in found)
    assert any("checked_on: must be given" in line for line in found)


def test_a_comma_that_splits_a_title_is_noticed(tmp_path: Path) -> None:
    bad = TOPIC.replace("fi: Kylmä,", "fi: Kylmä, pimeä,")
    assert any(
        "pimeä: is not a known key" in line
        for line in problems_of(an_overlay(tmp_path, topics__cold=bad))
    )


def test_a_key_given_twice_is_noticed(tmp_path: Path) -> None:
    found = problems_of(an_overlay(tmp_path, topics__cold=TOPIC + "owner: money\n"))
    assert any("'owner' is given twice" in line for line in found)


def test_the_last_wording_must_suit_every_hour(tmp_path: Path) -> None:
    bad = TOPIC.replace("now:\n  - fi", "now:\n  - when: night\n    fi")
    found = problems_of(an_overlay(tmp_path, topics__cold=bad))
    assert any("the last wording must suit every hour" in line for line in found)


def test_a_first_question_needs_two_answers_and_patterns_that_can_be_read(tmp_path: Path) -> None:
    lone = "first:\n  ask: {fi: Mikä?, sv: Vad?, en: What?}\n  answers:\n"
    lone += "    - {title: {fi: Se, sv: Det, en: It}, topic: scam, told: ['(']}\n"
    found = problems_of(an_overlay(tmp_path, topics__cold=TOPIC + lone))
    assert any("must be at least 2 entries" in line for line in found)
    assert any("told: holds what is no regular expression" in line for line in found)


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    found = problems_of(an_overlay(tmp_path, topics__cold="id: [cold\nowner: x\n"))
    assert any("cold.yml:2: is not YAML" in line for line in found)


def test_a_missing_overlay_folder_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere") == [
        f"{tmp_path / 'nowhere'}: there is no such folder"
    ]


def test_the_countys_numbers_are_branches_of_the_roles() -> None:
    content = Content.load(DEMO)
    branch = content.branch(content.services["jalkihuolto"], OURS)
    assert branch.phones[0].number == "040 000 0010"
    assert branch.name["fi"] == "Jälkihuollon tiimi"
    assert branch.nearness(OURS) is Nearness.COUNTY
    assert branch.state(FRIDAY_NOON).kind is StateKind.OPEN


def test_people_of_other_counties_do_not_get_this_countys_numbers() -> None:
    content = Content.load(DEMO)
    role = content.services["jalkihuolto"]
    assert content.branch(role, Here("837", "Tampere", "08")) is role


def test_a_town_that_is_known_has_its_own_branch_without_any_overlay() -> None:
    content = Content.load()
    branch = content.branch(content.services["sosiaalipaivystys"], Here("091", "Helsinki", "90"))
    assert branch.id == "sosiaalipaivystys_helsinki"


def test_the_emergency_number_of_the_settings_wins() -> None:
    content = Content.load(DEMO, county_phone="040 111 2222")
    branch = content.branch(content.services["sosiaalipaivystys"], OURS)
    assert branch.phones[0].number == "040 111 2222"
    assert branch.state(SATURDAY_LATE).kind is StateKind.ALWAYS_OPEN


def test_the_emergency_number_of_the_settings_needs_no_overlay() -> None:
    service = Content.load(county_phone="040 111 2222").services["sosiaalipaivystys"]
    assert service.phones[0].number == "040 111 2222"


def test_a_county_confirms_what_is_hidden(tmp_path: Path) -> None:
    hidden = next(one for one in Content.load().services.values() if one.confidence == "low")
    county = f'name: {{fi: A, sv: B}}\ncode: "04"\nmunicipalities: []\nconfirm: [{hidden.id}]\n'
    content = Content.load(an_overlay(tmp_path, county=county))
    assert not Content.load().shown(hidden)
    assert content.shown(hidden)


def test_a_role_that_the_directory_does_not_know_is_told(tmp_path: Path) -> None:
    county = 'name: {fi: A, sv: B}\ncode: "04"\nroles:\n  kahvila: {phone: "1"}\n'
    found = problems_of(an_overlay(tmp_path, county=county))
    assert any("county.yml:4: kahvila: is not a service" in line for line in found)


def test_the_origin_of_a_text_is_known() -> None:
    file, line = Content.load().origin("topic.money_run_out.title.fi")
    assert file.endswith("money/money_run_out.yml")
    assert line == 3
    assert DATA.is_dir()
