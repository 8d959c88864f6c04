"""What a worker must, may and may not do: read, told to the person, decided by the county."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content.check_safety import BUBBLE
from bot.content.checks import check_content
from bot.content.county_policy import CountyPolicy, policy_beside
from bot.content.loader import DATA, Content
from bot.content.wording import Wording
from bot.domain.errors import ContentProblems
from bot.domain.messages import LANGUAGES, Language
from bot.settings import ROOT
from tests.builders import places, words

DEMO = ROOT / "demo" / "county"
TODAY = date(2026, 11, 25)


def errors(of: Content) -> str:
    problems = check_content(of, words(), places(), TODAY, production=True)
    return "\n".join(str(one) for one in problems if one.severity == "error")


def test_a_county_in_production_must_have_a_policy_that_somebody_decided(tmp_path: Path) -> None:
    shutil.copy(DEMO / "county.yml", tmp_path / "county.yml")
    county = Content.load(tmp_path)
    assert policy_beside(county) == tmp_path / "policy.yml"
    assert "the county's policy is missing" in errors(county)
    shutil.copy(DEMO / "policy.yml", tmp_path / "policy.yml")
    assert "nobody has decided this policy" in errors(county)
    policy = tmp_path / "policy.yml"
    decided = policy.read_text("utf-8").replace("decided_by: null", 'decided_by: "A, lawyer"')
    policy.write_text(decided.replace("decided_on: null", "decided_on: 2026-11-02"), "utf-8")
    assert "policy" not in errors(county)


def test_without_a_county_no_policy_is_asked_for() -> None:
    assert policy_beside(Content.load()) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_is_told_what_a_worker_must_may_and_may_not_do(language: Language) -> None:
    policy = CountyPolicy.load(DEMO / "policy.yml")
    bubbles = policy.told(language)
    assert len(bubbles) == 4
    assert all(len(bubble) <= BUBBLE for bubble in bubbles)
    laws = {duty.law for _, duties in policy.groups.values() for duty in duties}
    assert any("1301/2014 35 §" in law for law in laws)
    assert any("417/2007 25 §" in law for law in laws)
    assert any("812/2000 18 §" in law for law in laws)


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        (
            "decided_on: null",
            "decided_on: 2027-01-01",
            "decided_on: 2027-01-01 lies in the future",
        ),
        ("Ilmoittaa sosiaalihuoltoon", "Soittaa 040 000 0010", "fi: a telephone number"),
    ],
)
def test_a_slip_in_the_policy_is_told(was: str, becomes: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    path.write_text((DEMO / "policy.yml").read_text("utf-8").replace(was, becomes), "utf-8")
    wording = Wording.load(DATA / "wording.yml")
    found = [one.why for one in CountyPolicy.load(path).problems(wording, TODAY)]
    assert [one for one in found if why in one], found


def test_a_duty_that_is_there_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    text = (DEMO / "policy.yml").read_text("utf-8")
    path.write_text(text.replace("id: child_at_risk", "id: adult_in_need"), "utf-8")
    with pytest.raises(ContentProblems, match="adult_in_need is given twice"):
        CountyPolicy.load(path)


def test_no_policy_lets_a_crisis_note_go_without_a_yes(tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    text = (DEMO / "policy.yml").read_text("utf-8")
    path.write_text(f"{text}\ncrisis_note_without_consent: true\n", "utf-8")
    with pytest.raises(ContentProblems) as caught:
        CountyPolicy.load(path)
    assert "crisis_note_without_consent" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("may_not:", "might_not:", "may_not: must be given"),
        ("      sv:", "      se:", "sv: must have words"),
        ("decided_on: null", "decided_on: soon", "decided_on: must be a date"),
    ],
)
def test_a_mistake_in_a_policy_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    text = (DEMO / "policy.yml").read_text("utf-8")
    path = tmp_path / "policy.yml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentProblems) as caught:
        CountyPolicy.load(path)
    assert any(reason in one.why and one.line for one in caught.value.problems)


def test_a_promise_in_a_policy_is_told(tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "county")
    path = tmp_path / "county" / "policy.yml"
    text = path.read_text("utf-8")
    promise = text.replace("Sinä päätät, mitä näytät tai lähetät.", "Kukaan muu ei näe.")
    path.write_text(promise, "utf-8")
    assert "never promise secrecy" in errors(Content.load(tmp_path / "county"))
