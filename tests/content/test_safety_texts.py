"""The crisis texts and contacts: whole, harmless, and checked by machine."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from bot.content.check_safety import BUBBLE, EMERGENCY_NUMBER, NEVER, SafetyChecks
from bot.content.checks import check_content
from bot.content.loader import DATA, Content
from bot.content.safety_kinds import ABOUTS, TIERS, Card, CardKey, CardTier, Contact, Review
from bot.content.safety_texts import FOLDER, SafetyTexts, may_offer_worker
from bot.content.wording import Wording
from bot.domain.directory import Here
from bot.domain.errors import ContentProblems, Problem
from bot.domain.hours import StateKind
from bot.domain.messages import LANGUAGES, Language
from bot.domain.safety_patterns import CATEGORIES, Category
from tests.builders import content, places, words

TODAY = date(2026, 11, 25)
NIGHT = datetime(2026, 11, 22, 0, 40, tzinfo=UTC)  # a Sunday, 02:40 in Finland
KEY: CardKey = ("crisis_suicide", "A", "self")
EVERY = list(product(CATEGORIES, TIERS, ABOUTS, LANGUAGES))


@cache
def texts() -> SafetyTexts:
    return SafetyTexts.load()


def found(
    these: SafetyTexts, of: Content | None = None, *, production: bool = False
) -> list[Problem]:
    wording = Wording.load(DATA / "wording.yml")
    checks = SafetyChecks(these, of or content(), wording, Wording.load(NEVER), TODAY)
    return list(checks.problems(production=production))


def told(these: SafetyTexts) -> str:
    return "\n".join(map(str, found(these)))


def with_say(text: str, language: Language = "fi", key: CardKey = KEY) -> SafetyTexts:
    card = texts().cards[key]
    changed = replace(card, say={**card.say, language: text})
    return replace(texts(), cards={**texts().cards, key: changed})


def with_shared(name: str, text: str, language: Language = "fi") -> SafetyTexts:
    one = {**texts().shared[name], language: text}
    return replace(texts(), shared={**texts().shared, name: one})


def with_order(*names: str, tier: CardTier = "B") -> SafetyTexts:
    return replace(texts(), order={**texts().order, ("crisis_suicide", tier): names})


def with_contact(name: str, contact: Contact) -> SafetyTexts:
    return replace(texts(), contacts={**texts().contacts, name: contact})


def a_copy(folder: Path, name: str, changes: Mapping[str, str]) -> Path:
    """Copy our files and change one of them; each text changed must be there."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, folder / path.name)
    text = (folder / name).read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, "utf-8")
    return folder


def mistakes(folder: Path) -> list[Problem]:
    with pytest.raises(ContentProblems) as caught:
        SafetyTexts.load(folder)
    return caught.value.problems


# --- what we say ------------------------------------------------------------------------------


@pytest.mark.parametrize(("category", "tier", "about", "language"), EVERY)
def test_every_danger_has_words_in_every_language(
    category: Category, tier: CardTier, about: str, language: Language
) -> None:
    card: Card = texts().cards[category, tier, about]  # type: ignore[index]
    assert 40 < len(card.say[language]) <= BUBBLE
    assert card.ask[language].endswith("?")
    assert card.if_nobody_answers[language]
    if tier == "A":
        assert "112" in card.say[language].split(".")[0]


def test_our_texts_and_contacts_break_no_rule() -> None:
    assert list(map(str, found(texts()))) == []


def test_self_and_other_are_told_different_things() -> None:
    for category, tier, _, language in EVERY:
        mine = texts().card(category, tier, "self").say[language]
        assert mine != texts().card(category, tier, "other").say[language]


def test_somebody_unknown_hears_that_no_help_can_be_sent_and_never_that_they_cannot_be_found() -> (
    None
):
    said = (
        "En tiedä kuka tai missä olet enkä voi lähettää apua. "
        "Soita 112; 112 Suomi -sovellus kertoo sijainnin."
    )
    assert texts().shared["anonymous"]["fi"] == said


def test_the_worker_is_offered_only_out_of_immediate_danger_and_with_a_time() -> None:
    assert [may_offer_worker(tier) for tier in TIERS] == [False, True]
    assert all("{read_at}" in text for text in texts().shared["worker"].values())


# --- who can be reached -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "tier", "language"), list(product(CATEGORIES, TIERS, LANGUAGES))
)
def test_at_night_there_are_two_open_ways_besides_the_emergency_number(
    category: Category, tier: CardTier, language: Language
) -> None:
    here = Here(county="04")
    ways = [one.service for one in texts().ways(category, tier, language)]
    services = [content().branch(content().services[name], here) for name in ways]
    open_now = [one.id for one in services if one.state(NIGHT).kind is StateKind.ALWAYS_OPEN]
    assert open_now[0] == EMERGENCY_NUMBER
    assert len(open_now) >= 3
    assert "sosiaalipaivystys.county" in open_now


def test_a_line_in_the_own_language_comes_before_the_one_in_finnish() -> None:
    swedish = [one.service for one in texts().ways("crisis_suicide", "B", "sv")]
    assert swedish.index("mieli_sv") < swedish.index("mieli_fi")
    assert "mieli_sv" not in [one.service for one in texts().ways("crisis_suicide", "B", "fi")]


def test_who_cannot_talk_is_shown_where_to_write() -> None:
    written = [one.service for one in texts().ways("crisis_suicide", "B", "fi", how="write")]
    assert written == ["sekasin", "mll_116111", "tukinet"]


def test_our_contacts_claim_no_fresher_check_than_the_directory() -> None:
    for one in texts().contacts.values():
        service = content().services[one.service]
        assert one.checked_on is not None
        assert service.checked_on is not None
        assert one.checked_on <= service.checked_on, one.service


# --- what check tells -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Soita 112. " + "Hyvä. " * 60, "characters (at most 350)"),
        ("Mene jonkun luo.", "does not name 112"),
        ("Hyvä, että kirjoitit tästä minulle juuri nyt. Soita 112.", "does not come first"),
        ("Soita 112 tai 040 123 4567.", "digits that are no contact's number"),
        ("Soita 112. Missä olet?", "the one question of a card stands in ask"),
        ("Soita 112. {name}", "placeholders are not those"),
        ("Soita 112 " + "ja kerro " * 8, "a sentence of 18 words (at most 15)"),
        ("Soita 112. Sinulla on masennus.", "no diagnosis"),
        ("Soita 112. Lupaa, ettet tee mitään.", "never ask for a promise"),
        ("Soita 112. En voi puhua tästä.", "never end or refuse the talk"),
        ("Soita 112. Heitä pillerit pois.", "name no means"),
        ("Soita 112. Siellä vastaa aina ihminen.", "lines can be full"),
        ("Soita 112. Sinulla on pieni riski.", "nobody is graded"),
    ],
)
def test_a_card_that_breaks_a_rule_is_told(text: str, reason: str) -> None:
    assert reason in told(with_say(text))


@pytest.mark.parametrize(
    ("language", "promise"),
    [
        ("fi", "Työntekijäsi vastaa pian."),
        ("fi", "Joku lukee tämän heti."),
        ("fi", "Apu on tulossa."),
        ("fi", "Olet turvassa."),
        ("fi", "Hälytin apua."),
        ("fi", "Tämä jää meidän väliseksi."),
        ("fi", "Kukaan muu ei näe."),
        ("fi", "Kaikki järjestyy varmasti."),
        ("fi", "Sinua ei voi jäljittää."),
        ("sv", "Din kontaktperson svarar snart."),
        ("sv", "Någon läser det här genast."),
        ("sv", "Hjälpen är på väg."),
        ("sv", "Du är trygg."),
        ("sv", "Jag larmade hjälp."),
        ("sv", "Det här stannar mellan oss."),
        ("sv", "Ingen annan ser det här."),
        ("sv", "Allt ordnar sig säkert."),
        ("sv", "Du kan inte spåras."),
        ("en", "Your worker will answer soon."),
        ("en", "Someone will read this at once."),
        ("en", "Help is coming."),
        ("en", "You are safe."),
        ("en", "I have called for help."),
        ("en", "This stays between us."),
        ("en", "Nobody else can see this."),
        ("en", "Everything will be all right."),
        ("en", "You cannot be traced."),
    ],
)
def test_promises_that_are_not_ours_are_told(language: Language, promise: str) -> None:
    assert "data/safety/texts.yml:" in told(with_say(f"112. {promise}", language))


def test_a_card_must_say_that_it_is_a_machine_that_nobody_reads() -> None:
    assert "a machine, and nobody reads" in told(with_shared("machine", "Hei, olen Rinnalla."))
    assert "a machine, and nobody reads" in told(
        with_shared("machine", "I am a machine. Write to me.", "en")
    )


def test_problems_say_in_which_file_and_line_the_words_stand() -> None:
    problem = found(with_say("Mene jonkun luo."))[0]
    line = (FOLDER / "texts.yml").read_text("utf-8").splitlines()[(problem.line or 0) - 1]
    assert problem.file.endswith("bot/content/data/safety/texts.yml")
    assert line == f'          fi: "{texts().card(*KEY).say["fi"]}"'


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("mieli_fi", EMERGENCY_NUMBER), "must begin with emergency_112"),
        ((EMERGENCY_NUMBER, "mieli_fi"), "fewer than 2 ways besides 112"),
        ((EMERGENCY_NUMBER, "sekasin", "tukinet"), "nothing besides 112 is open day and night"),
        ((EMERGENCY_NUMBER, "mieli_fi", "sosiaalipaivystys"), "no way to write"),
    ],
)
def test_a_list_of_ways_that_may_leave_somebody_alone_is_told(
    names: tuple[str, ...], reason: str
) -> None:
    assert reason in told(with_order(*names))


def test_a_contact_that_leads_nowhere_is_told() -> None:
    mieli = texts().contacts["mieli_fi"]
    nobody = replace(mieli, service="nobody")
    assert "there is no service nobody" in told(with_contact("nobody", nobody))
    unused = replace(mieli, service="irti")
    assert "irti serves nothing" in told(with_contact("irti", unused))
    chat = replace(texts().contacts["sekasin"], how=("call",))
    assert "sekasin has no number to call" in told(with_contact("sekasin", chat))


# --- files with mistakes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("texts.yml", "      other:", "      others:", "other: must be given"),
        ("texts.yml", "  crisis_fire_now:", "  crisis_flood:", "crisis_fire_now: must be given"),
        ("texts.yml", "          sv:", "          se:", "sv: must have words"),
        ("texts.yml", "  machine:", "  robot:", "machine: must have words in fi, sv and en"),
        ("texts.yml", "reviewer: null", "reviewer: A", "given together or not at all"),
        ("contacts.yml", "[emergency_112,", "[emergency,", "there is no contact emergency"),
        ("contacts.yml", "how: [call]", "how: [fax]", "must be a list of call, write"),
        ("contacts.yml", "readers: [fi, sv, en]", "readers: [xx]", "must be a list of fi, sv, en"),
        ("contacts.yml", "service: mieli_sv", "service: mieli_fi", "mieli_fi is given twice"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(
    tmp_path: Path, name: str, old: str, new: str, reason: str
) -> None:
    problems = mistakes(a_copy(tmp_path, name, {old: new}))
    ours = [one for one in problems if reason in one.why]
    assert ours
    assert all(one.line and one.file.endswith(name) for one in ours)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert {Path(one.file).name for one in mistakes(tmp_path)} == {"texts.yml", "contacts.yml"}


# --- production ----------------------------------------------------------------


def errors(of: Content) -> str:
    problems = check_content(of, words(), places(), TODAY, production=True)
    return "\n".join(str(one) for one in problems if one.severity == "error")


def test_production_wants_a_named_reviewer_and_the_countys_emergency_number() -> None:
    assert "no named professional has reviewed the crisis texts" in errors(content())
    assert "emergency service is missing" in errors(Content.load())
    assert not any("reviewed" in one.why for one in found(texts()))


def test_a_recorded_reviewer_satisfies_production() -> None:
    reviewed = replace(texts(), review=Review("Aino Esimerkki, psychologist", TODAY))
    assert reviewed.is_reviewed
    assert not texts().is_reviewed
    problems = found(reviewed, production=True)
    assert [one for one in problems if one.severity == "error"] == []


def test_production_warns_of_numbers_that_nobody_has_tried_for_long() -> None:
    old = [one.why for one in found(texts(), production=True) if one.severity == "warning"]
    assert any("mieli_sv: not checked since 2022-06-30" in why for why in old)
