"""``rinnalla nlu parse``: what a line comes in as, and the shape that stays stable."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import ContentProblems
from bot.nlu.commands import read_table, understood

RANKING = [{"name": "housing_allowance", "confidence": 0.9}, {"name": "menu", "confidence": 0.1}]


class Core:
    """Answers as the pipeline does: with ``answer`` when a question was named."""

    def __init__(self, **told: Any) -> None:
        self.told = told
        self.heard: list[tuple[str, dict[str, Any]]] = []

    async def parse(self, text: str, *, facts: dict[str, Any]) -> dict[str, Any]:
        self.heard.append((text, facts))
        told: dict[str, Any] = {"language": "fi", "intent_ranking": RANKING}
        if "pending" not in facts:
            return told | {"intent": RANKING[0]} | self.told
        answer = {"kind": "amount", "low_cents": 65000, "high_cents": 65000}
        return told | {"intent": {"name": "answer", "confidence": 1.0}, "answer": answer}


def test_a_plain_line_is_a_message_alone() -> None:
    core = Core()
    told = understood(core, "650 asumistuki menee siitä")
    assert core.heard == [("650 asumistuki menee siitä", {})]
    assert (told["intent"], told["confidence"]) == ("housing_allowance", 0.9)
    assert "answer" not in told


def test_a_json_line_names_the_question_and_gets_the_answer_with_its_amount() -> None:
    core = Core()
    pending = {"question": "rent", "type": "money", "unit": "eur/month"}
    told = understood(core, json.dumps({"text": "650", "pending": pending}))
    assert core.heard == [("650", {"pending": pending})]
    assert (told["text"], told["intent"], told["confidence"]) == ("650", "answer", 1.0)
    assert told["answer"] == {"kind": "amount", "low_cents": 65000, "high_cents": 65000}
    assert told["ranking"] == RANKING


def test_a_brace_alone_is_no_json() -> None:
    core = Core()
    for line in ("{", "{moi}", '{"texti": 1}'):
        assert understood(core, line)["text"] == line


FINDING = {
    "category": "crisis_suicide",
    "tier": "B",
    "about_other": True,
    "reason": "fi.plans",
}


def test_the_whole_finding_is_shown_as_a_turn_has_it() -> None:
    told = understood(Core(safety=FINDING), "kaveri aikoo tappaa itsensä")
    assert told["safety"] == "crisis_suicide"
    assert told["finding"] == {**FINDING, "doubted": False}


def test_a_finding_that_is_doubted_is_shown_and_gets_no_card() -> None:
    told = understood(Core(safety=None, doubted=FINDING), "kms my bangs")
    assert told["safety"] is None
    assert told["finding"] == {**FINDING, "doubted": True}


def test_what_only_the_classifier_reads_is_no_finding_and_a_card_where_a_turn_shows_one() -> None:
    ranking = [{"name": "crisis_suicide", "confidence": 0.9}]
    unsure = {"name": "unsure", "confidence": 0.0}
    asked = understood(Core(intent=unsure, intent_ranking=ranking), "en aio tappaa itseäni")
    assert (asked["intent"], asked["safety"], asked["finding"]) == ("crisis_suicide", None, None)
    shown = understood(Core(intent=ranking[0], intent_ranking=ranking), "en jaksa")
    assert (shown["safety"], shown["finding"]) == ("crisis_suicide", None)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (b"intent\tlang\ttext\n", "holds no rows below its heading"),
        (b"", "holds no rows below its heading"),
        (b"intent\tlang\ttext\nmenu\tfi\n", ":2: needs intent, lang, text, with a tab between"),
        ("intent\tlang\ttext\nmenu\tfi\tmitä\n".encode("latin-1"), ":2: is not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_measured_on_is_told(
    written: bytes, why: str, tmp_path: Path
) -> None:
    file = tmp_path / "rows.tsv"
    file.write_bytes(written)
    with pytest.raises(ContentProblems) as caught:
        read_table(file)
    assert why in str(caught.value)
