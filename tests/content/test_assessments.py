"""The assessments that are shipped, the reader of their files, and how they look."""

from pathlib import Path

import pytest

from bot.content.check_assessments import AssessmentChecks
from bot.content.directory import Directory
from bot.content.figures import Figures
from bot.content.loader import DATA, Content
from bot.content.wording import Wording
from bot.domain.assessment_replay import replay
from bot.domain.directory import Here
from bot.domain.errors import ContentProblems
from bot.domain.messages import LANGUAGES, Language, Say
from bot.domain.ranking import Asker
from bot.i18n import Words
from bot.services.asking import Ask
from bot.services.assessment_rules import RULES
from tests.assessment_builders import a_definition, a_question
from tests.builders import SATURDAY_NIGHT, a_person, composer_at, content, words
from tests.directory_builders import FRIDAY_NOON

QUESTIONS = [
    (definition.id, question.id)
    for definition in content().assessments.values()
    for question in definition.questions
]

TINY = """
id: tiny
version: 1
title: {fi: Pieni, sv: Liten, en: Small}
intro: {fi: Alku, sv: Början, en: Beginning}
why: {fi: Siksi, sv: Därför, en: Because}
outcome: answers
questions:
  - id: rent
    type: money
    unit: eur/month
    name: {fi: Vuokra, sv: Hyra, en: Rent}
    ask: {fi: Vuokra?, sv: Hyra?, en: Rent?}
"""


def loaded(folder: Path, text: str) -> Content:
    (folder / "assessments").mkdir(exist_ok=True)
    (folder / "assessments" / "tiny.yml").write_text(text, "utf-8")
    return Content.load(folder)


def problems(there: Content) -> list[str]:
    checks = AssessmentChecks(there, words(), Wording.load(DATA / "wording.yml"))
    return [str(problem) for problem in checks.problems()]


def test_our_assessments_have_nothing_wrong() -> None:
    assert problems(content()) == []
    assert {"budget", "housing_readiness", "wellbeing"} <= set(content().assessments)


def test_every_key_has_words_in_every_language() -> None:
    for key, texts in content().assessment_words.items():
        assert set(texts) == set(LANGUAGES), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_reads_well_and_has_its_buttons(language: Language) -> None:
    find = composer_at(SATURDAY_NIGHT)
    for name, question_id in QUESTIONS:
        definition = content().assessments[name]
        question = definition.question(question_id)
        assert question is not None
        ask = Ask(definition, question, {}, RULES)
        if question.offers is not None:
            continue
        for plain in (False, True):
            person = a_person(language=language, plain=plain)
            (reply,) = find.compose(ask.say("assessment.back_to", hint=True), person)
            assert reply.key == "assessment.ask"
            assert "{" not in reply.text
            assert len(reply.text) < 900
            assert len(reply.buttons) >= 2
        label = content().assessment_words[f"assessment.{name}.{question_id}.ask"][language]
        assert label in composed(ask.say(), language)


def composed(say: Say, language: Language) -> str:
    return "\n".join(
        one.text for one in composer_at(SATURDAY_NIGHT).compose(say, a_person(language=language))
    )


def test_what_an_offer_found_is_named_and_numbered() -> None:
    say = Say(
        "assessment.ask",
        {
            "assessment": "housing_readiness",
            "question": "practise",
            "options": "cooking,pays_bills",
        },
    )
    text = composed(say, "fi")
    assert "1. Ruoanlaitto omalla rahalla" in text
    assert "2. Laskujen maksaminen ajoissa" in text


def test_readiness_has_eight_areas_of_four_statements_and_more_for_who_wants() -> None:
    definition = content().assessments["housing_readiness"]
    sizes = {
        area: sum(question.area == area for question in definition.questions)
        for area in definition.areas
    }
    assert list(sizes.values()) == [4] * 10
    assert list(sizes)[-2:] == ["newcomer", "parent"]


@pytest.mark.parametrize("county", [content(), Content.load(None)], ids=["county", "none"])
def test_a_low_step_has_somebody_to_turn_to_wherever_one_lives(county: Content) -> None:
    directory = Directory(county)
    for language in LANGUAGES:
        asker = Asker(language, FRIDAY_NOON, Here())
        for question in county.assessments["wellbeing"].questions:
            if question.type == "scale":
                assert directory.pick(question.services, asker, 3), (language, question.id)


def test_every_income_of_the_budget_can_be_picked() -> None:
    from bot.domain.budget import INCOMES

    kinds = content().assessments["budget"].question("income_kinds")
    assert kinds is not None
    assert {pick.id for pick in kinds.options} == {*INCOMES, "none"}


def test_the_questions_that_the_reckoning_reads_are_there() -> None:
    from bot.domain.budget import DEBTS, HOME, LIVING

    there = {question.id for question in content().assessments["budget"].questions}
    assert {*HOME, *LIVING, *DEBTS, "money_on_hand", "next_income_day", "rent_state"} <= there


def test_a_county_adds_an_assessment(tmp_path: Path) -> None:
    there = loaded(tmp_path, TINY)
    assert problems(there) == []
    pending = replay(there.assessments["tiny"], {}, RULES).pending
    assert pending is not None
    assert pending.id == "rent"


_UNIT = "    unit: eur/month"


def _danger(crisis: str) -> str:
    label = "{fi: On, sv: Ja, en: Yes}"
    return f'    options: [{{id: "yes", label: {label}, crisis: {crisis}}}]'


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("id: tiny", "id: other", "id: must be the name of the file, tiny"),
        ("version: 1\n", "", "version: must be there"),
        ("{fi: Alku, sv: Början, en: Beginning}", "{fi: Alku, sv: Början}", "en: must have words"),
        ("type: money", "type: mony", "type: must be one of"),
        ("why: {fi: Siksi, sv: Därför, en: Because}\n", "", "why: must say why it is asked"),
        ("    unit: eur/month", "    unit: eur/month\n    usual: [1]", "usual: must be two whole"),
        ("    unit: eur/month", "    unit: eur/month\n    only: [a]", "only: must be the name of"),
        ("    unit: eur/month", "    unit: eur/month\n    unitt: x", "unitt: is not a known key"),
        (_UNIT, _danger("suicide"), "crisis: must be a mapping"),
        (_UNIT, _danger("{category: suicide, tier: B}"), "category: must be one of crisis_fire"),
        (_UNIT, _danger("{category: crisis_suicide}"), "tier: must be one of A, B"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    assert old in TINY
    with pytest.raises(ContentProblems) as caught:
        loaded(tmp_path, TINY.replace(old, new, 1))
    said = [str(problem) for problem in caught.value.problems]
    assert any(why in one and "tiny.yml:" in one for one in said), said


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("outcome: answers", "outcome: magic", "there is no outcome 'magic'"),
        (
            "    unit: eur/month",
            "    unit: eur/month\n    topic: magic",
            "there is no topic 'magic'",
        ),
        ("    unit: eur/month", "    unit: eur/month\n    next: rent", "leads back to 'rent'"),
        ("outcome: answers", "outcome: answers\nstarts: start_budget", "starts 'budget' already"),
        ("fi: Vuokra?", "fi: Lupaan että vuokra?", "promise nothing"),
    ],
)
def test_check_tells_what_cannot_work(tmp_path: Path, old: str, new: str, why: str) -> None:
    found = problems(loaded(tmp_path, TINY.replace(old, new, 1)))
    assert any(why in one and "tiny.yml" in one for one in found), found


@pytest.mark.parametrize(
    ("figure", "fi", "sv", "en"),
    [
        ("c:65000", "650 €", "650 €", "€650"),
        ("c:123450", "1 234,50 €", "1 234,50 €", "€1,234.50"),
        ("c:-5000", "−50 €", "−50 €", "−€50"),
        ("m:21667", "217 € kuussa", "217 € i månaden", "€217 a month"),
        ("m:450", "4,50 € kuussa", "4,50 € i månaden", "€4.50 a month"),
        ("c:60000..70000", "600 € – 700 €", "600 € – 700 €", "€600 – €700"),
        ("d:2026-11-27", "pe 27.11.", "fre 27.11.", "Fri 27 Nov"),
        ("n:7", "7", "7", "7"),
        ("n:3 > n:7", "3 → 7", "3 → 7", "3 → 7"),
        ("w:budget.word.income", "Tulot", "Inkomster", "Income"),
    ],
)
def test_a_figure_is_told_as_the_language_writes_it(
    figure: str, fi: str, sv: str, en: str
) -> None:
    figures = Figures(words())
    told = [figures.figure(figure, language) for language in LANGUAGES]
    assert [one.replace("\u00a0", " ") for one in told] == [fi, sv, en]


def test_words_of_content_join_the_locales_and_lose_nothing() -> None:
    more: Words = words().also({"assessment.x": {"fi": "a", "sv": "b", "en": "c"}})
    assert more.text("sv", "assessment.x") == "b"
    assert more.text("fi", "menu.open") == words().text("fi", "menu.open")


def test_an_assessment_that_is_gone_leaves_no_empty_bubble() -> None:
    definition = a_definition(a_question("rent"))
    say = Ask(definition, definition.questions[0], {}, RULES).say()
    assert composed(say, "fi") == words().text("fi", "fallback.engine")
