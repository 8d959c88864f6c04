import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.channels.web.assets import STATIC
from bot.channels.web.markup import Piece, blocks, choices, unbroken
from bot.domain.messages import Button

CASES = json.loads((Path(__file__).parent / "markup_cases.json").read_text())


def _run(piece: Piece) -> list[object]:
    return [piece.text, piece.bold, *([piece.call] if piece.call else [])]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_becomes_paragraphs_lists_and_bold_runs(text: str, expected: object) -> None:
    found = [
        {
            "start": block.start,
            "lines": [[_run(piece) for piece in line] for line in block.lines],
        }
        for block in blocks(text)
    ]
    assert found == expected


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_widget_reads_the_marks_in_the_same_way(tmp_path: Path) -> None:
    script = tmp_path / "run.mjs"
    script.write_text(
        (STATIC / "markup.js").read_text()
        + """
        import { readFileSync } from "node:fs";
        const cases = JSON.parse(readFileSync(0, "utf8"));
        console.log(JSON.stringify(cases.map(([text]) => blocks(text).map((block) => ({
          start: block.start,
          lines: block.lines.map((line) => line.map(
            ({ text, bold, call }) => (call ? [text, bold, call] : [text, bold]))),
        })))));
        """
    )
    done = subprocess.run(
        ["node", script], input=json.dumps(CASES), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [expected for _, expected in CASES]


LINES = {
    "Soita 112, klo 9": "Soita\u00a0112, klo\u00a09",
    "040 000 0112": "040\u00a0000\u00a00112",
    "1 200 € kuussa": "1\u00a0200\u00a0€ kuussa",
    "öppnar kl. 9, opens at 9": "öppnar kl.\u00a09, opens at\u00a09",
    "Soita ": "Soita\u00a0",
    "kello 9 illalla": "kello 9 illalla",
    "0\u201310 tai 9.15\u201316": "0\u2060\u2013\u206010 tai 9.15\u2060\u2013\u206016",
    "Vuokra \u2013 650 €": "Vuokra \u2013 650\u00a0€",
}


@pytest.mark.parametrize(("text", "shown"), LINES.items())
def test_numbers_hours_and_sums_stay_on_one_line(text: str, shown: str) -> None:
    assert unbroken(text) == shown


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_widget_keeps_them_on_one_line_too(tmp_path: Path) -> None:
    script = tmp_path / "run.mjs"
    ask = f"console.log(JSON.stringify({json.dumps(list(LINES))}.map(unbroken)));"
    script.write_text((STATIC / "markup.js").read_text() + ask)
    done = subprocess.run(["node", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == list(LINES.values())


def test_the_numbers_of_a_scale_stand_together_before_the_other_choices() -> None:
    labels = ("Ohita", "0", "1", "10", "En tiedä")
    buttons = [Button("reply", label, f"answer:{label}") for label in labels]
    scale, others = choices([Button("call", "112", "112"), *buttons])
    assert [one.label for one in scale] == ["0", "1", "10"]
    assert [one.label for one in others] == ["Ohita", "En tiedä"]
