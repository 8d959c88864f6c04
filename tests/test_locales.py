"""What is wrong in a locale file is told, with its line."""

import shutil
from pathlib import Path

from bot.i18n import LOCALES, Words

FILE = Path("sv") / "LC_MESSAGES" / "rinnalla.po"


def _with(folder: Path, more: str) -> list[str]:
    shutil.copytree(LOCALES, folder / "locales")
    with (folder / "locales" / FILE).open("a", encoding="utf-8") as file:
        file.write(more)
    problems = Words.load(folder / "locales").problems(folder / "locales")
    return [f"{one.line}: {one.why}" for one in problems]


def test_our_own_files_are_whole() -> None:
    assert Words.load().problems() == []


def test_a_key_that_stands_twice_is_told_with_its_line(tmp_path: Path) -> None:
    lines = len((LOCALES / FILE).read_text("utf-8").splitlines())
    (told,) = _with(tmp_path, '\nmsgid "handoff.sent"\nmsgstr "Sparat."\n')
    assert told == f'{lines + 2}: "handoff.sent" stands twice'


def test_words_that_stand_twice_under_one_key_are_told_with_their_line(tmp_path: Path) -> None:
    lines = len((LOCALES / FILE).read_text("utf-8").splitlines())
    (told,) = _with(tmp_path, 'msgstr "En gång till."\n')
    assert told == f"{lines + 1}: a second msgstr for one msgid"
