"""Plain data from the YAML that editors write, with the line of every key and every mistake.

PyYAML's C reader is used for speed (it comes with Rasa); nothing but plain data is built.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.domain.errors import Problem


class Lined(dict[str, Any]):
    """A YAML mapping that knows the lines of its keys."""

    line: int = 0
    lines: dict[str, int]


class _Loader(yaml.CSafeLoader):
    """Plain data with lines; a key given twice is kept as a mistake instead of silently won."""

    def __init__(self, stream: Any) -> None:
        super().__init__(stream)
        self.repeated: list[tuple[int, str]] = []


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lined:
    found = Lined()
    found.line = node.start_mark.line + 1
    found.lines = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        name = key if isinstance(key, str) else str(key)
        line = key_node.start_mark.line + 1
        if name in found or not isinstance(key, Hashable):
            loader.repeated.append((line, name))
        found[name] = loader.construct_object(value_node, deep=True)
        found.lines[name] = line
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


@dataclass(slots=True)
class Notes:
    """What reading has met: problems, and where each text stands ("topic.eating.now.0.fi")."""

    problems: list[Problem] = field(default_factory=list)
    origins: dict[str, tuple[str, int]] = field(default_factory=dict)


def read_yaml(path: Path, shown: str, notes: Notes) -> Any:
    """Return the plain data of a file; None when there is none in it, with the problem noted."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        try:
            data = loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        notes.problems.append(Problem(shown, line, f"is not YAML: {error.problem}"))
        return None
    except (OSError, ValueError, yaml.YAMLError) as error:
        notes.problems.append(Problem(shown, None, f"cannot be read: {type(error).__name__}"))
        return None
    if data is None:
        notes.problems.append(Problem(shown, None, "is empty"))
    for line, key in loader.repeated:
        notes.problems.append(Problem(shown, line, f"{key!r} is given twice"))
    return data


def shown(path: Path) -> str:
    """Return a path the way an editor would type it from where they stand."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
