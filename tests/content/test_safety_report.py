"""The measurement in lines: other languages each by itself, danger beside harmless messages."""

import re
from pathlib import Path

from bot.content.safety_eval import rows_of
from bot.content.safety_report import report
from bot.domain.safety import Finding

ROWS = """label\ttier\tabout\tkind\ttext\tlang
crisis_suicide\tA\tself\texplicit\tбольше не хочу жить\tru
none\t-\t-\tordinary\tгде мой паспорт\tru
crisis_suicide\tA\tself\texplicit\tbolshe ne hochu zhit\tru
crisis_suicide\tB\tself\texplicit\tأريد أن أموت\tar
none\t-\t-\tordinary\tأين جواز سفري\tar
none\t-\t-\tordinary\tbaasaboorkayga\tso
"""


class Always:
    """Gives a card to all Arabic and Somali text, and to nothing else."""

    def scan(self, text: str) -> Finding | None:
        """Look at the letters alone."""
        loud = text.startswith(("أ", "baa"))
        return Finding("crisis_suicide", "B", False, "test") if loud else None


def test_always_an_alarm_in_a_language_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "other.tsv"
    file.write_text(ROWS, "utf-8")
    lines = list(report(Always(), rows_of(file), [], misses=False))
    place = lines.index("Other languages: danger found; cards for harmless messages")
    shown = [re.sub(r" =[^;]*", "", line).strip() for line in lines[place + 1 : place + 5]]
    assert shown == [
        *("ar: 1/1; 1/1", "ru: 0/1; 0/1", "ru, Latin letters: 0/1; 0/0", "so: 0/0; 1/1"),
    ]


def test_a_file_of_one_language_needs_no_column(tmp_path: Path) -> None:
    file = tmp_path / "fi.tsv"
    file.write_text("label\ttier\tabout\tkind\ttext\nnone\t-\t-\tordinary\thei\n", "utf-8")
    (row,) = rows_of(file)
    assert row.told_language == "fi"
    assert not any("Other languages" in line for line in report(Always(), [row], []))
