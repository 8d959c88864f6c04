"""What lies in a county's folder and is read by nobody: most of it is a slip in a name.

A ``county.yaml`` beside nothing else would take the county's emergency number away in silence.
"""

from collections.abc import Iterator
from pathlib import Path

from bot.content.yaml_files import shown
from bot.domain.errors import Problem
from bot.domain.messages import LANGUAGES

_FILES = frozenset({"county.yml", "policy.yml", "people.yml"})
"""``people.yml`` is for ``rinnalla people import``; it may lie here too."""

_ROWS, _DEPTH_OF_ROWS = "nlu", 2
_FOLDERS = ("topics", "services", "rates", "words", "assessments", _ROWS)
_YAML = (".yml", ".yaml")


def overlay_problems(folder: Path) -> Iterator[Problem]:
    """Yield every file and folder that nobody reads; an error where somebody wrote YAML."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _in_folder(path) if path.name in _FOLDERS else _unread_folder(path)
        elif path.name not in _FILES:
            yield _unread(path, _meant(path, _FILES))


def _in_folder(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part.startswith(".") for part in parts):
            continue
        if path.suffix != ".yml":
            yield _unread(path, f"{path.stem}.yml" if path.suffix.lower() in _YAML else None)
        elif folder.name == _ROWS and (len(parts) != _DEPTH_OF_ROWS or parts[0] not in LANGUAGES):
            fits = ", ".join(f"{_ROWS}/{language}/" for language in LANGUAGES)
            yield Problem(shown(path), None, f"nobody reads rows here: they lie in {fits}")


def _unread_folder(folder: Path) -> Iterator[Problem]:
    holds_yaml = any(path.suffix.lower() in _YAML for path in folder.rglob("*"))
    why = f"nobody reads this folder: there are {', '.join(f'{name}/' for name in _FOLDERS)}"
    yield Problem(shown(folder), None, why, "error" if holds_yaml else "warning")


def _unread(path: Path, meant: str | None) -> Problem:
    why = "nobody reads this file" + (f": its name must be {meant}" if meant else "")
    is_yaml = path.suffix.lower() in _YAML
    return Problem(shown(path), None, why, "error" if is_yaml else "warning")


def _meant(path: Path, names: frozenset[str]) -> str | None:
    written = f"{path.stem.lower()}.yml"
    return written if written in names else None
