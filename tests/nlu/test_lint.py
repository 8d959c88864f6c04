"""The training rows keep their limits; and what breaks one is found."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.lint import LEAST_ROWS, OWN_VOICE, doubtful, look
from bot.nlu.rows import Row, read_rows, write_rows
from bot.settings import ROOT

VOICES = ("eetu", "aada", "savo", "nelli")


def test_the_projects_own_rows_have_nothing_wrong_with_them() -> None:
    assert [finding.told for finding in look(read_rows(ROOT / "nlu_data" / "nlu"))] == []


def test_every_voice_stands_in_the_list_of_voices() -> None:
    told = (ROOT / "nlu_data" / "personas.md").read_text("utf-8")
    rows = read_rows(ROOT / "nlu_data" / "nlu")
    assert {row.persona for row in rows} == {
        line.split("|")[1].strip() for line in told.splitlines() if line.startswith("| ")
    } - {"id"}


def plenty(intent: str, count: int = LEAST_ROWS["fi"], language: str = "fi") -> list[Row]:
    """Rows that have nothing in common."""
    random = np.random.default_rng(sum(map(ord, intent)))
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = ["".join(random.choice(letters, 6)) for _ in range(4 * count)]
    texts = [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]
    return [Row(text, intent, language, VOICES[n % 4]) for n, text in enumerate(texts)]


def told_of(rows: list[Row], kind: str) -> list[str]:
    return [finding.told for finding in look(rows) if finding.kind == kind]


def test_too_few_rows_are_told() -> None:
    rows = plenty("scam", 99)
    assert "fi scam: 99 rows" in told_of(rows, "few")


def test_an_intent_with_far_more_rows_than_the_others_is_told() -> None:
    rows = [*plenty("scam", 350), *plenty("taxes"), *plenty("eating")]
    assert told_of(rows, "many") == ["fi scam: 350 rows, the median 100"]


def test_one_voice_alone_is_told_but_not_for_what_a_county_learned() -> None:
    alone = [replace(row, persona="eetu") for row in plenty("scam")]
    assert told_of(alone, "voice") == ["fi scam: 100 of 100 by eetu"]
    learned = [replace(row, persona=OWN_VOICE) for row in plenty("scam")]
    assert told_of(learned, "voice") == []


def test_nearly_equal_rows_are_told_within_and_between_intents() -> None:
    one = Row("kela ei oo maksanu mulle tukia kuukauteen", "letter_or_decision", "fi", "eetu")
    near = replace(one, text="Kela ei oo maksanu mulle tukia kuukauteen!")
    assert len(told_of([one, near], "copy")) == 1
    assert len(told_of([one, replace(near, intent="scam")], "two intents")) == 1
    far = replace(one, text="kela maksoi liikaa ja nyt ne perii sitä")
    assert told_of([one, far], "copy") == []


def test_a_frame_that_many_intents_share_is_told() -> None:
    intents = [f"intent{chr(97 + number)}" for number in range(13)]
    rows = [Row(f"mistä minä saan apua asiaan {one}", one, "fi", "aada") for one in intents]
    assert told_of(rows, "frame") == ["mista mina saan apua asiaan: 13 intents"]
    assert told_of(rows[:11], "frame") == []


def test_a_label_that_models_firmly_deny_is_told() -> None:
    rows = [
        Row("avaimet hukassa", "taxes", "fi", "eetu"),
        Row("verokortti", "taxes", "fi", "eetu"),
    ]
    sure = np.array([[0.99, 0.005], [0.02, 0.98]], dtype=np.float32)
    found = doubtful(rows, ("locked_out", "taxes"), sure)
    assert [finding.told for finding in found] == ["taxes or locked_out? avaimet hukassa"]


def test_rows_that_are_written_are_read_again(tmp_path: Path) -> None:
    rows = [Row("rahat loppu: mitä nyt", "money_run_out", "fi", "eetu")]
    write_rows(rows, tmp_path / "fi" / "x.yml")
    assert read_rows(tmp_path) == rows
    with pytest.raises(ValueError, match="plain"):
        write_rows([replace(rows[0], text="[a](place)")], tmp_path / "fi" / "x.yml")
