"""Plain data from the YAML that editors write, with the line of every key and every mistake.

PyYAML's C reader is used for speed (it comes with Rasa); nothing but plain data is built.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.content.yaml_words import in_words
from bot.domain.errors import ContentProblems, Problem
from bot.domain.lined import Lined
from bot.domain.messages import LANGUAGES

__all__ = ["Lined", "Notes", "read_yaml", "shown", "text_of", "words_of"]


class _Loader(yaml.CSafeLoader):
    """Plain data with lines; what would be lost or misread in silence is kept as a mistake."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text)
        self.file, self.text_lines = file, text.splitlines()
        self.mistakes: list[tuple[int, str]] = []

    def cut_off(self, node: yaml.Node) -> bool:
        """Return whether words without quotes end where a # began what YAML takes for a note."""
        if not isinstance(node, yaml.ScalarNode) or node.style or not node.value:
            return False
        end = node.end_mark
        line = self.text_lines[end.line] if end.line < len(self.text_lines) else ""
        return line[end.column :].lstrip().startswith("#")


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lined:
    found = Lined()
    found.file, found.line = loader.file, node.start_mark.line + 1
    found.is_flow = bool(node.flow_style)
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        name = key if isinstance(key, str) else _written(key_node)
        line = key_node.start_mark.line + 1
        if not isinstance(key, Hashable):
            why = 'a text begins with a bracket: put the whole text in quotes ("...")'
            loader.mistakes.append((line, why))
        elif name in found:
            first = found.lines[name]
            loader.mistakes.append((line, f"{name!r} is given twice, first on line {first}"))
        value = loader.construct_object(value_node, deep=True)
        if isinstance(value_node, yaml.ScalarNode) and not isinstance(value, str):
            found.written[name] = value_node.value
        if name in LANGUAGES and loader.cut_off(value_node):
            why = f"{name}: what stands after # is not read: put the whole text in quotes"
            loader.mistakes.append((line, f'{why}, or the note on a line of its own ("{value}")'))
        found[name], found.lines[name] = value, line
    return found


def _written(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else str(node.value)


def _day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    """Return a date; a day that no calendar has stays the words that were written."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


@dataclass(slots=True)
class Notes:
    """What reading has met: problems, and where each text stands ("topic.eating.now.0.fi")."""

    problems: list[Problem] = field(default_factory=list)
    origins: dict[str, tuple[str, int]] = field(default_factory=dict)


def read_yaml(path: Path, shown: str, notes: Notes) -> Any:
    """Return the plain data of a file; None when there is none in it, with the problem noted."""
    text = text_of(path, shown, notes)
    if text is None:
        return None
    try:
        loader = _Loader(text, shown)
        try:
            data = loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line, why = in_words(error, text)
        notes.problems.append(Problem(shown, line, f"is not YAML: {why}"))
        return None
    except ValueError as error:
        notes.problems.append(Problem(shown, None, f"is not YAML: {error}"))
        return None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        notes.problems.append(Problem(shown, line, "holds a sign that no text has: type it anew"))
        return None
    if data is None:
        notes.problems.append(Problem(shown, None, "is empty"))
    notes.problems += [Problem(shown, line, why) for line, why in loader.mistakes]
    return data


def text_of(path: Path, shown: str, notes: Notes) -> str | None:
    """Return the words of a file; None when they cannot be read, with the problem noted."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        notes.problems.append(Problem(shown, line, "is not UTF-8: save the file again as UTF-8"))
    except OSError as error:
        notes.problems.append(Problem(shown, None, f"cannot be read: {error.strerror or error}"))
    return None


def words_of(path: Path) -> str:
    """Return the words of a file that somebody names.

    Raises:
        ContentProblems: it cannot be read, or was not saved as UTF-8.
    """
    notes = Notes()
    text = text_of(path, shown(path), notes)
    if text is None:
        raise ContentProblems(notes.problems)
    return text


def shown(path: Path) -> str:
    """Return a path the way an editor would type it from where they stand."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
