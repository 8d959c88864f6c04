"""A county's own training rows are looked at before a training stops at them."""

from pathlib import Path

import pytest

from bot.nlu.check_rows import check_rows


def told(folder: Path, text: str) -> list[str]:
    file = folder / "fi" / "own.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return [str(one).removeprefix(f"{file}") for one in check_rows(folder, {"scam"})]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nlu:\n- [\n", ":3: is not YAML"),
        ("", ": is empty"),
        ("- intent: scam", ":1: must hold rows"),
        ("nlu: scam", ":1: must hold rows"),
        ("nlu:\n- scam\n", ":1: each entry of nlu has an intent and examples"),
        ("nlu:\n- examples: foo\n", ":2: an entry without an intent"),
        ("nlu:\n- intent: scamm\n  examples: '- foo'\n", ":2: there is no intent scamm"),
        ("nlu:\n- intent: scam\n", ":2: examples must be one text"),
        ("nlu:\n- intent: scam\n  examples: [foo]\n", ":3: examples must be one text"),
    ],
)
def test_what_training_would_stop_at_is_told_with_file_and_line(
    text: str, why: str, tmp_path: Path
) -> None:
    (said,) = told(tmp_path, text)
    assert said.startswith(why)


def test_good_rows_and_synonyms_pass(tmp_path: Path) -> None:
    rows = "version: '3.1'\nnlu:\n- intent: scam\n  examples: |\n    - huijaus\n"
    assert told(tmp_path, rows + "- synonym: Kela\n  examples: |\n    - kansaneläkelaitos\n") == []
