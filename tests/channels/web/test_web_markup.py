import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.channels.web.assets import STATIC
from bot.channels.web.markup import blocks

CASES = json.loads((Path(__file__).parent / "markup_cases.json").read_text())


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_becomes_paragraphs_lists_and_bold_runs(text: str, expected: object) -> None:
    found = [
        {
            "start": block.start,
            "lines": [[[piece.text, piece.bold] for piece in line] for line in block.lines],
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
          lines: block.lines.map((line) => line.map(({ text, bold }) => [text, bold])),
        })))));
        """
    )
    done = subprocess.run(
        ["node", script], input=json.dumps(CASES), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [expected for _, expected in CASES]
