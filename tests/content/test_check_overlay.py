"""A slip in the name of a county's file or folder is told: nobody would read it."""

from pathlib import Path

import pytest

from bot.content.check_overlay import overlay_problems
from bot.content.loader import Content
from bot.domain.errors import ContentProblems
from tests.trained import COUNTY


def told(folder: Path) -> list[tuple[str, str]]:
    return [(one.severity, str(one)) for one in overlay_problems(folder)]


def lay(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x", "utf-8")
    return file


def test_a_whole_county_has_nothing_that_nobody_reads() -> None:
    assert told(COUNTY) == []


@pytest.mark.parametrize("name", ["county.yaml", "County.yml", "policy.YML"])
def test_a_county_under_another_name_is_an_error(name: str, tmp_path: Path) -> None:
    file = lay(tmp_path / name)
    meant = file.stem.lower()
    expected = f"{file}: nobody reads this file: its name must be {meant}.yml"
    assert told(tmp_path) == [("error", expected)]


@pytest.mark.parametrize(
    "name", ["services/own.yaml", "nlu/fi/own.yaml", "other.yml", "service/own.yml"]
)
def test_yaml_that_nobody_reads_is_an_error(name: str, tmp_path: Path) -> None:
    lay(tmp_path / name)
    ((severity, words),) = told(tmp_path)
    assert severity == "error"
    assert "nobody reads this" in words


@pytest.mark.parametrize("name", ["learned.yml", "suomi/own.yml", "fi/more/own.yml"])
def test_rows_that_lie_under_no_language_are_an_error(name: str, tmp_path: Path) -> None:
    lay(tmp_path / "nlu" / name)
    ((severity, words),) = told(tmp_path)
    assert severity == "error"
    assert words.endswith("nobody reads rows here: they lie in nlu/fi/, nlu/sv/, nlu/en/")


@pytest.mark.parametrize("name", ["README.md", "services/notes.txt", "pictures/logo.png"])
def test_other_things_are_only_warned_of(name: str, tmp_path: Path) -> None:
    lay(tmp_path / name)
    assert [severity for severity, _ in told(tmp_path)] == ["warning"]


@pytest.mark.parametrize(
    "name", [".git/config.yml", ".gitignore", "nlu/fi/.own.yml.swp", "topics/money/rent.yml"]
)
def test_hidden_files_and_what_is_read_are_left_alone(name: str, tmp_path: Path) -> None:
    lay(tmp_path / name)
    assert told(tmp_path) == []


def test_a_file_that_nobody_reads_keeps_the_service_from_starting(tmp_path: Path) -> None:
    """Without it the county's emergency number would be missing, and nobody would know."""
    (tmp_path / "county.yaml").write_text("id: demo\n")
    (tmp_path / "notes.txt").write_text("who to ask\n")  # only told by ``rinnalla check``
    with pytest.raises(ContentProblems) as raised:
        Content.load(tmp_path)
    assert [one.severity for one in raised.value.problems] == ["error"]
    assert "its name must be county.yml" in str(raised.value)
