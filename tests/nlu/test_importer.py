"""Training rows are read quickly, and exactly as Rasa reads them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.importer import RowsImporter
from bot.settings import ROOT

PLAIN = """version: "3.1"
nlu:
- intent: greet
  metadata: {persona: aada}
  examples: |
    - moi
    - huomenta päivää
- intent: thanks
  examples: |
    - kiitti - tosi paljon
"""
MARKED = """version: "3.1"
nlu:
- intent: tell_place
  examples: |
    - asun [Turussa](place)
- synonym: Turku
  examples: |
    - Åbo
"""

Read = Callable[[str], TrainingData]


def pairs(data: TrainingData) -> list[tuple[str, str, str]]:
    return sorted(
        (row.get("intent"), row.get("text"), str(row.get("metadata")))
        for row in data.intent_examples
    )


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(text: str) -> TrainingData:
        (tmp_path / "rows.yml").write_text(text, "utf-8")
        return RowsImporter(training_data_paths=[str(tmp_path)]).get_nlu_data()

    return read


def test_rows_are_what_rasa_reads(read: Read, tmp_path: Path) -> None:
    assert pairs(read(PLAIN)) == pairs(load_data(str(tmp_path / "rows.yml")))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_our_own_files_are_what_rasa_reads(language: str) -> None:
    file = ROOT / "nlu_data" / "nlu" / language / "core.yml"
    ours = RowsImporter(training_data_paths=[str(file)]).get_nlu_data()
    assert pairs(ours) == pairs(load_data(str(file)))


def test_a_file_with_more_in_it_goes_to_rasas_reader(read: Read) -> None:
    data = read(MARKED)
    assert [row.get("entities")[0]["entity"] for row in data.entity_examples] == ["place"]
    assert data.entity_synonyms == {"Åbo": "Turku"}


def test_equal_rows_count_once(read: Read) -> None:
    assert len(read(PLAIN + PLAIN.split("nlu:")[1]).intent_examples) == 3
