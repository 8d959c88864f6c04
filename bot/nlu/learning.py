"""Learning from messages that were not answered: propose, accept, compare. Pure but for files.

A content editor decides every label. What is proposed is scrubbed first (``redact.py``); what is
accepted lies in the county's own folder as rows like any others, and a model trained with them
takes the place of the one in use only when it reads no worse.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.letters import fold
from bot.domain.redact import scrubbed
from bot.nlu.evaluation import Result, top_shares
from bot.nlu.folding import tidy
from bot.nlu.lint import OWN_VOICE
from bot.nlu.rows import Row, read_rows, write_rows

HEAD = ("accept", "intent", "language", "text", "confidence", "other")
YES = frozenset({"x", "1", "y", "yes", "k", "kyllä", "j", "ja"})
LEARNED = "learned.yml"

MOST_LOST = 0.005
"""Share of messages that a new model may read worse than the one in use, chance and all."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A message and what it may have meant. ``others`` are the next guesses."""

    text: str
    language: str
    intent: str
    confidence: float
    others: tuple[str, ...]


def propose(
    texts: Iterable[str],
    understand: Callable[[str], dict[str, Any]],
    known: Iterable[Row],
) -> list[Proposal]:
    """Return messages worth a label, the surest first; what the rows say already is left out.

    Args:
        texts: Messages as they came; they are scrubbed here once more.
        understand: What ``rinnalla nlu parse`` says of a message.
        known: The training rows.
    """
    seen = {_same(row.text) for row in known}
    found = []
    for text in texts:
        words = tidy(scrubbed(text))
        if not words or _same(words) in seen:
            continue
        seen.add(_same(words))
        said = understand(words)
        first, *others = (one["name"] for one in said["ranking"][:3])
        confidence, language = said["ranking"][0]["confidence"], said["language"] or ""
        found.append(Proposal(words, language, first, confidence, tuple(others)))
    return sorted(found, key=lambda one: -one.confidence)


def as_table(proposals: Sequence[Proposal]) -> str:
    """Return the table that a content editor fills in: "x" under accept, the right intent."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(HEAD)
    for one in proposals:
        sure = f"{one.confidence:.2f}"
        writer.writerow(("", one.intent, one.language, one.text, sure, ", ".join(one.others)))
    return out.getvalue()


def accepted(table: str, intents: Iterable[str], languages: Iterable[str]) -> list[Row]:
    """Return the rows that the editor accepted.

    Raises:
        ValueError: every line that cannot be taken, with why.
    """
    known, spoken = frozenset(intents), frozenset(languages)
    rows, wrong = [], []
    lines = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_MINIMAL)
    if not set(HEAD[:4]) <= set(lines.fieldnames or ()):
        raise ValueError(f"the table needs the columns {', '.join(HEAD[:4])}")
    for number, line in enumerate(lines, start=2):
        if (line["accept"] or "").strip().lower() not in YES:
            continue
        intent, language = (line["intent"] or "").strip(), (line["language"] or "").strip()
        text = tidy(scrubbed(line["text"] or ""))
        if intent not in known:
            wrong.append(f"line {number}: no intent is called {intent!r}")
        elif language not in spoken:
            wrong.append(f"line {number}: the language is one of {', '.join(sorted(spoken))}")
        elif not text or text.startswith("/") or any(mark in text for mark in "[]{}<>"):
            wrong.append(f"line {number}: not plain words")
        else:
            rows.append(Row(text, intent, language, OWN_VOICE))
    if wrong:
        raise ValueError("\n".join(wrong))
    return rows


def add(rows: Sequence[Row], folder: Path) -> int:
    """Add rows to a county's ``nlu/<language>/learned.yml``; return how many were new."""
    new = 0
    for language in sorted({row.language for row in rows}):
        file = folder / language / LEARNED
        kept = [one for one in read_rows(folder) if one.language == language]
        mine = [one for one in kept if one.persona == OWN_VOICE]
        said = {_same(one.text) for one in kept}
        fresh = [row for row in rows if row.language == language and _same(row.text) not in said]
        write_rows([*mine, *fresh], file)
        new += len(fresh)
    return new


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same messages: shares of first readings that are right."""

    messages: int
    before: float
    after: float

    @property
    def keeps(self) -> bool:
        """Whether the new model may take the old one's place."""
        return self.after >= self.before - MOST_LOST


def compare(before: Sequence[Result], after: Sequence[Result]) -> Comparison:
    """Compare two readings of the same messages."""
    return Comparison(len(before), top_shares(before)[0], top_shares(after)[0])


def _same(text: str) -> str:
    return " ".join(fold(text).split())
