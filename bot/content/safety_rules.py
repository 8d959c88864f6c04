"""The safety scanner's patterns, read from ``data/safety/`` with every mistake told.

``patterns_<lang>.yml`` hold slots, idioms, contexts and patterns (notation: ``safety_lines``);
each pattern brings examples that must and must not be found, and ``faults`` runs them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from bot.content.reading import Fields
from bot.content.safety_lines import LineMistake, parse_line
from bot.content.yaml_files import Lined, Notes, read_yaml
from bot.domain.errors import ContentProblems, Problem
from bot.domain.safety import Scanner
from bot.domain.safety_letters import fold
from bot.domain.safety_lexicon import Lexicon
from bot.domain.safety_patterns import (
    CATEGORIES,
    About,
    Category,
    Context,
    Line,
    Pattern,
    Reach,
    Rules,
    Tier,
)
from bot.domain.safety_vocabulary import Vocabulary

_TIERS: tuple[Tier, ...] = ("A", "B")
FOLDER = Path(__file__).resolve().parent / "data" / "safety"
WORDS_FILE, LANGUAGE_FILE = "words.txt", "language_words.txt"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a pattern must find (``category``) or that nothing may find (None)."""

    text: str
    category: Category | None
    file: str
    line: int | None


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """Rules ready to scan with, and the examples they promise to obey."""

    rules: Rules
    examples: tuple[Example, ...]
    unreviewed: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "SafetyRules":
        """Read all pattern files.

        Raises:
            ContentProblems: with everything that is wrong in all files.
        """
        draft = _Draft()
        files = [_File(path, draft) for path in sorted(folder.glob("patterns_*.yml"))]
        if not files:
            draft.notes.problems.append(Problem(folder.name, None, "holds no patterns"))
        for file in files:
            file.read_words()
        for file in files:
            file.read_rules()
        if draft.notes.problems:
            raise ContentProblems(draft.notes.problems)
        return draft.finished(load_vocabulary(folder))

    def faults(self, scanner: Scanner | None = None) -> Iterator[Problem]:
        """Yield every example that is not obeyed, by the patterns alone or by a scanner."""
        scanner = scanner or Scanner(self.rules)
        for example in self.examples:
            finding = scanner.scan(example.text)
            heard = finding.category if finding else None
            if heard != example.category:
                why = f"{example.text!r} must give {example.category}, gives {heard}"
                reason = f" ({finding.reason})" if finding else ""
                yield Problem(example.file, example.line, why + reason)


def load_vocabulary(folder: Path) -> Vocabulary:
    """Return the words that people write, a line each; none when there are no files."""
    files = (folder / WORDS_FILE, folder / LANGUAGE_FILE)
    words, language = (one.read_text("utf-8").split() if one.exists() else () for one in files)
    return Vocabulary(words, language)


@dataclass(slots=True)
class _Draft:
    """Rules while they are being read."""

    notes: Notes = field(default_factory=Notes)
    named: dict[str, list[str]] = field(default_factory=dict)  # "fi:want" -> words
    numbers: dict[str, int] = field(default_factory=dict)
    entries: dict[str, set[int]] = field(default_factory=dict)
    ordinary: set[str] = field(default_factory=set)
    fillers: set[str] = field(default_factory=set)
    idioms: list[Line] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    unreviewed: list[str] = field(default_factory=list)

    def number(self, name: str, words: list[str]) -> int:
        """Return the number of a slot; a new one is filled with its words."""
        if name not in self.numbers:
            self.numbers[name] = len(self.numbers)
            for word in words:
                self.entries.setdefault(word, set()).add(self.numbers[name])
        return self.numbers[name]

    def finished(self, vocabulary: Vocabulary) -> SafetyRules:
        """Put everything together."""
        entries = {word: frozenset(slots) for word, slots in self.entries.items()}
        ordinary, fillers = frozenset(self.ordinary), frozenset(self.fillers)
        lexicon = Lexicon(entries, ordinary, fillers, vocabulary)
        rules = Rules(lexicon, tuple(self.patterns), tuple(self.contexts), tuple(self.idioms))
        return SafetyRules(rules, tuple(self.examples), tuple(self.unreviewed))


class _File:
    """One file of patterns."""

    def __init__(self, path: Path, draft: _Draft) -> None:
        self._draft = draft
        self._shown = path.name
        data = read_yaml(path, path.name, draft.notes)
        if not isinstance(data, Lined):
            draft.notes.problems.append(Problem(path.name, 1, "must be a mapping"))
            data = Lined(language="")
        self._fields = Fields(data, path.name, path.stem, draft.notes)
        self._language = self._fields.text("language")
        self._usual = self._fields.ids("usual")
        if self._fields.text_or_none("reviewed_by") is None:
            draft.unreviewed.append(self._language)

    def read_words(self) -> None:
        """Read the slots, so that files may use each other's."""
        draft, words = self._draft, self._fields.inner("words")
        for name in words.written() if words else ():
            found: list[str] = []
            for word in words.text(name).split() if words else ():
                if word.startswith("{"):
                    inner = draft.named.get(self._full(word[1:-1]))
                    if inner is None and words:
                        words.wrong(name, f"{word} must be written above")
                    found += inner or []
                else:
                    found.append(_folded(word))
            draft.named[f"{self._language}:{name}"] = found
        draft.ordinary |= {
            _folded(w) for w in (self._fields.text_or_none("ordinary") or "").split()
        }
        fillers = [_folded(w) for w in (self._fields.text_or_none("fillers") or "").split()]
        draft.fillers |= set(fillers)
        draft.number(f"{self._language}:(fillers)", fillers)

    def read_rules(self) -> None:
        """Read idioms, contexts and patterns."""
        draft, fields = self._draft, self._fields
        for entry in fields.entries("idioms"):
            draft.idioms += self._lines(entry, "say")
            self._examples(entry, None)
        for entry in fields.entries("contexts"):
            stops = entry.text_or_none("stops")
            draft.contexts.append(
                Context(
                    entry.text("name"),
                    cast(Reach, entry.one_of("reach", get_args(Reach))),
                    tuple(self._lines(entry, "say")),
                    entry.whole("words") or 4,
                    tuple(self._lines(entry, "lifted")),
                    tuple(s for stop in (stops or "").split() for s in self._slots(stop)),
                )
            )
            entry.done()
        for entry in fields.entries("patterns"):
            category = entry.one_of("category", CATEGORIES)
            given = entry.ids("unless")
            draft.patterns.append(
                Pattern(
                    f"{self._language}.{entry.text('id')}",
                    category,
                    entry.one_of("tier", _TIERS),
                    cast(About, entry.one_of("about", get_args(About), "auto")),
                    given if "unless" in entry.written() else self._usual,
                    tuple(self._lines(entry, "say")),
                )
            )
            self._examples(entry, category)
        fields.done()

    def _examples(self, entry: Fields, category: Category | None) -> None:
        self._draft.examples += [
            Example(text, category if wanted else None, self._shown, line)
            for text, wanted, line in entry.examples()
        ]
        entry.done()

    def _lines(self, entry: Fields, key: str) -> list[Line]:
        found: list[Line] = []
        for written in entry.ids(key):
            try:
                found += parse_line(written, self._slots)
            except LineMistake as mistake:
                entry.wrong(key, f"{written!r}: {mistake}")
        return found

    def _slots(self, element: str) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for part in element.split("|"):
            if part.startswith("{"):
                name = self._full(part[1:-1])
                words = self._draft.named.get(name)
                if words is None or not part.endswith("}"):
                    raise LineMistake(f"{part} is not among the words")
                found[self._draft.number(name, words)] = None
            elif part.strip("*"):
                word = _folded(part)
                found[self._draft.number(f"={word}", [word])] = None
            else:
                raise LineMistake(f"{element!r} has an empty alternative")
        return tuple(found)

    def _full(self, name: str) -> str:
        return name if ":" in name else f"{self._language}:{name}"


def _folded(word: str) -> str:
    """Return a word as the lexicon keeps it: folded, without apostrophes, stars kept."""
    return fold(word).replace("'", "")
