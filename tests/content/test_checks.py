"""What ``rinnalla check`` finds in content."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.content.checks import check_content
from bot.content.loader import DATA, Content
from bot.content.safety_rules import SafetyRules
from bot.content.wording import Wording, plain_faults, stray_digits
from bot.domain.directory import Area
from bot.domain.errors import Problem
from bot.domain.messages import Language
from bot.domain.topics import (
    Case,
    FirstAnswer,
    FirstQuestion,
    ForWords,
    Topic,
    Variant,
    When,
)
from bot.i18n import Words
from bot.settings import ROOT
from tests.builders import content, places, words
from tests.directory_builders import same

TODAY = date(2026, 11, 25)


def problems(of: Content, day: date = TODAY, *, production: bool = False) -> list[Problem]:
    return check_content(of, words(), places(), day, production=production)


def with_topic(change: Callable[[Topic], Topic]) -> Content:
    topics = dict(content().topics)
    topics["locked_out"] = change(topics["locked_out"])
    return replace(content(), topics=topics)


def with_now(text: str, plain: str = "Soita.") -> Content:
    variant = Variant(same(text), same(plain))
    return with_topic(lambda topic: replace(topic, now=(variant,)))


def with_service(**changes: Any) -> Content:
    services = dict(content().services)
    services["velkalinja"] = replace(services["velkalinja"], **changes)
    return replace(content(), services=services)


@cache
def known_problems() -> frozenset[Problem]:
    return frozenset(problems(content()))


def reasons(of: Content, day: date = TODAY) -> str:
    fresh = set(problems(of, day)) - known_problems()
    return "\n".join(map(str, fresh))


def test_our_own_content_and_locales_have_no_errors() -> None:
    assert [str(one) for one in problems(content()) if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a " * 200, "characters (at most 380)"),
        ("Maksat 25 euroa.", "digits outside a figure"),
        ("Soita {no_such_rate}.", "in the line that says what to do first"),
        ("Hei.\nSaat {no_such_rate}.", "there is no figure {no_such_rate}"),
        ("Hei.\nSoita 112, saat {social_basic_alone}.", "an emergency number in a line"),
        ("Soita {no_such_service.phone}.", "is not phone / name / opens of a service"),
        ("Soita {office.phone}.", "an office only opens"),
        ("Mikäli ovi on kiinni, soita.", "says 'Mikäli': jos"),
        ("Apu on tulossa.", "we cannot send help"),
        ("Hei.\n1. Yksi.\n3. Kolme.", "steps are numbered [1, 3]"),
        ("Hei {.", "a brace that is no placeholder"),
    ],
)
def test_words_that_break_a_rule_are_told(text: str, reason: str) -> None:
    assert reason in reasons(with_now(text.strip()))


def test_an_emergency_number_is_said_in_every_language_and_in_plain_words() -> None:
    everywhere = same("Soita 112.")
    one = Variant(everywhere | {"sv": "Ring."}, everywhere | {"en": "Call."})
    found = reasons(with_topic(lambda topic: replace(topic, now=(one,))))
    assert found.count("112 is said elsewhere, not here") == 2
    whole = Variant(everywhere, everywhere)
    assert "not here" not in reasons(with_topic(lambda topic: replace(topic, now=(whole,))))


def test_a_missing_plain_wording_is_told() -> None:
    bare = Variant(same("Soita."), {})
    assert "no plain wording" in reasons(with_topic(lambda one: replace(one, now=(bare,))))


def test_dead_buttons_and_services_are_told() -> None:
    changed = with_topic(lambda one: replace(one, buttons=("nowhere",), services=("nobody",)))
    assert "the button nowhere leads nowhere" in reasons(changed)
    assert "there is no service nobody" in reasons(changed)


def test_services_for_some_must_be_there_and_tell_whom_they_are_for() -> None:
    some = (ForWords("nobody", re.compile("passi")), ForWords("mieli_fi"))
    found = reasons(with_topic(lambda one: replace(one, if_said=some)))
    assert "there is no service nobody" in found
    assert "mieli_fi needs the words that it is for" in found


def test_a_first_question_whose_answers_lead_nowhere_is_told() -> None:
    answers = (FirstAnswer(same("Joo"), "nowhere"), FirstAnswer(same("J" * 25), "scam"))
    first = FirstQuestion(same("Onko " + "o" * 160), answers)
    found = reasons(with_topic(lambda one: replace(one, first=first)))
    for why in ("there is no topic nowhere", "25 characters (at most 24)", "165 characters"):
        assert why in found


def test_a_case_is_held_to_the_same_rules_as_its_topic() -> None:
    long = Variant(same("a " * 200), same("Soita."))
    case = Case("cold", re.compile("kylm"), ("nowhere",), now=(long,), services=("nobody",))
    found = reasons(with_topic(lambda one: replace(one, cases=(case, case))))
    assert "characters (at most 380)" in found
    assert "there is no service nobody" in found
    assert "there is no other topic nowhere" in found
    assert "the topic has two cases cold" in found


def test_who_opens_when_is_told_of_the_line_that_serves_in_the_language() -> None:
    """ "116 006 öppnar kl. 9" stood above the line in Swedish that opens at 12."""
    shut = Variant(same("RIKU aukeaa {riku.opens}."), same("{riku.opens}"), When.CLOSED, "riku")
    found = reasons(with_topic(lambda one: replace(one, now=(shut, *one.now[-1:]))))
    assert found.count("say {riku_sv.opens} in this language") == 1


def test_a_service_that_names_a_topic_which_is_not_there_is_told() -> None:
    assert "there is no topic nowhere" in reasons(with_service(topics=("nowhere",)))


def test_advice_that_runs_in_a_circle_is_told() -> None:
    topics = dict(content().topics)
    topics["locked_out"] = replace(topics["locked_out"], buttons=("water_damage",))
    topics["water_damage"] = replace(topics["water_damage"], buttons=("locked_out",))
    found = reasons(replace(content(), topics=topics))
    assert "circular advice: from water_damage every button leads back here" in found


def test_figures_that_run_out_are_warned_of_before_and_after() -> None:
    soon = [str(one) for one in problems(content(), date(2026, 12, 1))]
    later = [str(one) for one in problems(content(), date(2027, 1, 1))]
    assert any("social_basic_alone: the figure runs out on 2026-12-31" in x for x in soon)
    assert any("social_basic_alone: the figure ran out on 2026-12-31" in line for line in later)
    assert not any("runs out" in str(one) for one in problems(content(), date(2026, 6, 1)))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"checked_on": date(2025, 10, 1)}, "velkalinja: not checked since 2025-10-01"),
        ({"checked_on": None}, "must say when the source was read"),
        ({"does": same("a" * 101)}, "101 characters (at most 100)"),
        ({"phones": ()}, ""),
        ({"web": "https://takuusaatio.fi"}, "write it like sekasin.fi"),
        ({"local_of": "nobody"}, "there is no service nobody"),
        ({"areas": (Area("municipality", "Kumpula"),)}, "there is no municipality Kumpula"),
        ({"ages": (30, 18)}, "max is below min"),
    ],
)
def test_what_is_wrong_with_a_service_is_told(changes: dict[str, Any], reason: str) -> None:
    assert reason in reasons(with_service(**changes))


def test_a_number_that_is_dead_is_told() -> None:
    phone = replace(content().services["velkalinja"].phones[0], number="010 804 550")
    assert "replaced by 0800 980 66" in reasons(with_service(phones=(phone,)))


def of_emergency_number(of: Content) -> list[str]:
    found = [one for one in problems(of) if "social emergency service is missing" in one.why]
    assert all(one.severity == "error" for one in found)
    return [str(one) for one in found]


def test_the_countys_emergency_number_is_required_and_told_where_it_goes(tmp_path: Path) -> None:
    (told,) = of_emergency_number(Content.load())
    assert told.startswith("RINNALLA_COUNTY_EMERGENCY_PHONE: ")
    assert "write emergency_phone in county.yml" in told
    written = (ROOT / "demo" / "county" / "county.yml").read_text("utf-8")
    file = tmp_path / "county.yml"
    file.write_text(written.replace("emergency_phone:", "# emergency_phone:"), "utf-8")
    (told,) = of_emergency_number(Content.load(tmp_path))
    assert "county.yml:" in told
    assert "write it here, or set RINNALLA_COUNTY_EMERGENCY_PHONE" in told
    assert of_emergency_number(content()) == []
    for overlay in (None, tmp_path):
        assert of_emergency_number(Content.load(overlay, county_phone="040 000 0112")) == []


def test_an_emergency_number_that_is_none_is_told(tmp_path: Path) -> None:
    written = (ROOT / "demo" / "county" / "county.yml").read_text("utf-8")
    line = written[: written.index("040 000 0112")].count("\n") + 1
    (tmp_path / "county.yml").write_text(written.replace("040 000 0112", "later"), "utf-8")
    found = "\n".join(map(str, problems(Content.load(tmp_path))))
    assert f"county.yml:{line}: must be a telephone number" in found
    assert "not 'later' (RINNALLA_COUNTY_EMERGENCY_PHONE wins over the file)" in found


def test_production_wants_to_know_who_looks_after_the_crisis_content() -> None:
    common = Content.load()
    assert not any("crisis_owner" in one.why for one in problems(common))
    missing = [one for one in problems(common, production=True) if "crisis_owner" in one.why]
    assert [one.severity for one in missing] == ["error"]
    assert not any("crisis_owner" in x.why for x in problems(content(), production=True))


DEAF = """
words: {die: kuolla}
patterns:
  - id: x
    category: crisis_suicide
    tier: A
    about: self
    say: ["haluan {die}"]
    must: [haluan nukkua]
"""


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (DEAF, "'haluan nukkua' must give crisis_suicide, gives None"),
        (DEAF.replace("{die}", "{live}"), "{live} is not among the words"),
    ],
)
def test_lines_of_danger_that_break_or_do_not_hear_their_examples_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, reason: str
) -> None:
    (tmp_path / "patterns_fi.yml").write_text(f"language: fi\n{written}\n", "utf-8")
    ours = SafetyRules.load
    monkeypatch.setattr(SafetyRules, "load", lambda: ours(tmp_path))
    assert reason in "\n".join(map(str, problems(content())))


def test_a_promise_in_a_locale_is_told_with_its_key() -> None:
    catalogues = {code: dict(texts) for code, texts in words().catalogues.items()}
    catalogues["en"]["talk.greet"] = "Hello. Help is on its way."
    found = check_content(content(), Words(catalogues), places(), TODAY)
    assert any("'talk.greet' says 'Help is on its way'" in one.why for one in found)


def test_a_key_that_a_language_lacks_is_told() -> None:
    catalogues = {code: dict(texts) for code, texts in words().catalogues.items()}
    del catalogues["sv"]["fallback.engine"]
    found = [str(one) for one in check_content(content(), Words(catalogues), places(), TODAY)]
    assert any("sv" in line and "fallback.engine" in line for line in found)


def test_problems_come_with_their_file_and_line_and_errors_first() -> None:
    found = problems(with_now("Mikäli ovi on kiinni, soita."))
    assert found[0].severity == "error"
    assert found[0].file.endswith("topics/home/locked_out.yml")
    assert found[0].line
    severities = [one.severity for one in found]
    assert severities == sorted(severities)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Työntekijäsi vastaa pian."),
        ("fi", "Joku lukee tämän heti."),
        ("fi", "Apua on matkalla."),
        ("fi", "Olet turvassa."),
        ("fi", "Hälytin apua."),
        ("fi", "Tämä jää meidän väliseksi."),
        ("fi", "Kukaan muu ei näe tätä."),
        ("fi", "Kaikki järjestyy varmasti."),
        ("sv", "Din kontaktperson svarar snart."),
        ("sv", "Hjälpen är på väg."),
        ("sv", "Du är i säkerhet."),
        ("sv", "Det här stannar mellan oss."),
        ("sv", "Ingen annan ser det här."),
        ("sv", "Allt ordnar sig."),
        ("en", "Your worker will answer soon."),
        ("en", "Someone will answer."),
        ("en", "Help is coming."),
        ("en", "You are safe."),
        ("en", "This stays between us."),
        ("en", "Nobody else can see this."),
        ("en", "Everything will be fine."),
    ],
)
def test_promises_that_are_not_ours_to_make_are_found(language: Language, text: str) -> None:
    assert list(Wording.load(DATA / "wording.yml").faults(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mikäli et pääse, soita."),
        ("sv", "En betalningsanmärkning hindrar inte."),
        ("sv", "Fråga din arbetare."),
        ("sv", "Din egen socialarbetare läser det."),
        ("sv", "Sök hos Försäkringskassan."),
        ("en", "A letter from the bailiff."),
    ],
)
def test_stiff_words_and_words_of_another_country_are_found(language: Language, text: str) -> None:
    assert list(Wording.load(DATA / "wording.yml").faults(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Jos ajattelet kuolemaa, soita 112 tai juttele."),
        ("sv", "Tänker du på döden? Ring 112."),
        ("en", "If you think about dying, call 112."),
    ],
)
def test_thoughts_of_death_are_not_sent_to_112_alone(language: Language, text: str) -> None:
    assert list(Wording.load(DATA / "wording.yml").faults(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Oletko turvassa?"),
        ("fi", "Soita, kun olet turvassa."),
        ("fi", "Kukaan ei lue tätä nyt."),
        ("fi", "Jos ajattelet kuolemaa, soita kriisipuhelimeen. Jos olet vaarassa, soita 112."),
        ("sv", "Kuratorn är skolans socialarbetare."),
        ("sv", "Är du i säkerhet?"),
        ("sv", "Ring när du är i säkerhet."),
        ("en", "Are you safe?"),
        ("en", "Call when you are safe."),
        ("en", "Nobody reads this now."),
    ],
)
def test_honest_words_are_let_through(language: Language, text: str) -> None:
    assert list(Wording.load(DATA / "wording.yml").faults(text, language)) == []


def test_plain_language_has_short_sentences_and_is_shorter() -> None:
    long = f"Tämä virke on liian pitkä, {'sana ' * 11}"
    assert any("a plain sentence of 16 words" in fault for fault in plain_faults(long))
    assert any("of the ordinary one" in fault for fault in plain_faults("a" * 110, "a" * 120))
    assert list(plain_faults("Soita. Odota.", "a" * 200)) == []


def test_steps_and_emergency_numbers_are_no_stray_digits() -> None:
    assert stray_digits("1. Soita 112 tai 116117.\n2. Katso {mieli_fi.phone}.") is None
    assert stray_digits("Maksat 25 euroa.") == "Maksat 25 euroa"
