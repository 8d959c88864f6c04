"""The words of handoffs: flags keep their promises, receipts say nothing that is not true."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.check_safety import NEVER
from bot.content.handoff_words import load_flags
from bot.content.loader import DATA
from bot.content.wording import Wording
from bot.domain.errors import ContentProblems
from bot.domain.handoff import State
from bot.domain.messages import LANGUAGES, Language, Say
from bot.domain.opening_times import UNKNOWN, Schedule
from bot.domain.people import Unit, UnitId
from bot.services.handoff_work import Summary
from bot.services.notice_ports import NoticeAbout
from bot.services.notice_texts import notice_words, refusal_words
from tests.builders import a_person, composer, frozen, words

OURS = ("receipt.", "handoff.", "status.", "notice.", "wish.")
SOON = {
    "fi": r"\b(pian|kohta|heti|hetken päästä)\b",
    "sv": r"\b(snart|strax|genast|inom kort)\b",
    "en": r"\b(soon|shortly|right away|at once|in a moment)\b",
}


def ours(language: Language) -> dict[str, str]:
    return {k: t for k, t in words().catalogues[language].items() if k.startswith(OURS)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_ours_promises_what_is_not_true(language: Language) -> None:
    rules = (Wording.load(DATA / "wording.yml"), Wording.load(NEVER))
    faults = [
        f"{key}: {why}"
        for key, text in ours(language).items()
        for rule in rules
        for why in rule.faults(text, language)
    ]
    assert faults == []
    soon = [k for k, text in ours(language).items() if re.search(SOON[language], text.lower())]
    assert soon == []


def test_the_lint_itself_finds_the_promises_it_is_there_for() -> None:
    rules = Wording.load(DATA / "wording.yml")
    assert list(rules.faults("Viesti on tallessa. Työntekijäsi vastaa pian.", "fi"))
    assert list(rules.faults("Somebody is reading this.", "en"))
    assert list(rules.faults("Någon läser det här nu", "sv"))


def test_every_language_has_the_same_keys() -> None:
    assert ours("fi").keys() == ours("sv").keys() == ours("en").keys()


def test_every_key_the_code_names_has_words() -> None:
    root = Path(__file__).resolve().parents[2] / "bot"
    said = re.compile(
        r'(?:Say|Tell|RuleBroken|key =)[( ]\s*"((?:receipt|handoff|status)\.[a-z_.]+)"'
    )
    named = {key for path in root.rglob("*.py") for key in said.findall(path.read_text("utf-8"))}
    assert len(named) > 25
    assert {key for key in named if not words().has(key)} == set()


def test_every_state_has_a_sentence() -> None:
    assert all(words().has(f"status.{state.value}") for state in State)


def test_the_examples_of_the_flags_are_obeyed() -> None:
    assert list(load_flags().faults()) == []


def test_every_flag_has_a_word_for_the_worker() -> None:
    assert all(words().has(f"handoff.flag.{id}") for id in load_flags().urgency.flags)


def test_a_broken_file_of_flags_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "flags.yml"
    file.write_text("flags:\n  - id: x\n    urgent: true\n    patterns: ['(']\n    other: 1\n")
    with pytest.raises(ContentProblems) as caught:
        load_flags(file)
    assert [(one.line, "expression" in one.why) for one in caught.value.problems] == [
        (4, True),
        (5, False),
    ]


def test_a_receipt_reads_as_a_person_would_say_it() -> None:
    maker = composer(frozen(datetime(2026, 11, 14, 21, 40, tzinfo=UTC)))
    unit = Unit(UnitId("u"), "Jälkihuolto", Schedule(UNKNOWN), {"sv": "Eftervården"})
    promise = {"unit_named": unit.named, "answer_at": "2026-11-17T14:00:00+00:00"}
    said = {
        language: [
            maker.compose(say, a_person(language=language))[0].text
            for say in (
                Say("receipt.saved.own", {"name": "Maija"}),
                Say("receipt.seen.from", {"seen_at": "2026-11-16T07:00:00+00:00"}),
                Say("receipt.promise", promise),
            )
        ]
        for language in LANGUAGES
    }
    assert said["fi"] == [
        "Viesti on tallessa. Sen saa työntekijäsi Maija.",
        "Se nähdään aikaisintaan maanantaina klo 9.",
        "Yksikkö Jälkihuolto on luvannut vastata viimeistään tiistaina klo 16.",
    ]
    assert said["sv"][1:] == [
        "Det ses tidigast på måndag kl. 9.",
        "Enheten Eftervården har lovat svara senast på tisdag kl. 16.",
    ]
    assert said["en"][1:] == [
        "It will be seen on Monday at 9:00 at the earliest.",
        "The unit Jälkihuolto has promised an answer on Tuesday at 16:00 at the latest.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("about", ["own", "lead"])
def test_a_notice_has_numbers_and_no_names(language: Language, about: str) -> None:
    told = Summary(3, 1, datetime(2026, 11, 14, 21, 40, tzinfo=UTC), 1)
    of: NoticeAbout = "lead" if about == "lead" else "own"
    said = notice_words(words(), language, of, told, "maija", first_today=True)
    assert "rinnalla handoff list --as maija" in said.body
    assert "Telegram" not in said.body
    both = notice_words(words(), language, of, told, "maija", first_today=True, in_chat=True)
    assert "/start" in both.body
    assert "3" in said.subject
    times = {"fi": "14.11. klo 23.40", "sv": "14.11. kl. 23.40", "en": "on 14.11. at 23:40"}
    assert times[language] in said.body
    assert "{" not in said.subject + said.body


def test_a_refusal_speaks_every_language() -> None:
    body = refusal_words(words()).body
    assert "Kiitos viestistä" in body
    assert "Tack för meddelandet" in body
    assert "Thank you for the message" in body
