"""What YAML's own reader complains of, in the words of somebody who writes texts."""

import yaml

_QUOTES = 'put the whole text in quotes ("...")'
_BEGINS_BEFORE = ("unexpected end of stream", "could not find expected ':'")
"""Complaints that come lines after what they are about: the line where it began is the one."""

_MEANT = (
    ("mapping values", f"a colon in a text: {_QUOTES}; or the line is indented too far"),
    ("unexpected end of stream", "a quote is opened here and not closed"),
    ("expected ',' or", f"the brackets of line {{begun}} are not closed, or a text: {_QUOTES}"),
    ("expected key", f"a text begins with a quote or a bracket: {_QUOTES}; or wrong indenting"),
    ("expected '-'", "it is not indented like its neighbours, or the - of a list is missing"),
    ("could not find expected ':'", "neither a key with a colon nor part of the text above"),
    ("alphabetic or numeric", f"a text begins with * or &: {_QUOTES}"),
    ("undefined alias", f"a text begins with *: {_QUOTES}"),
    ("start any token", f"a tab (indent with spaces), or a text begins with % @ or `: {_QUOTES}"),
    ("unknown escape", "a \\ in a text: put '...' around it instead of \"...\""),
    ("comment or line break", f"a text begins with | or >: {_QUOTES}, or go on in the next line"),
    ("node content", f"a text begins with a bracket or a comma: {_QUOTES}"),
    ("block sequence entries", "a list begins in the middle of a line"),
    ("another document", "a line of --- parts the file in two: take it away"),
    ("a constructor", f"a text begins with !: {_QUOTES}"),
    ("document start", "it is not indented like what stands above"),
)
"""Part of the reader's complaint, and what an editor has written to earn it."""


def in_words(error: yaml.MarkedYAMLError, text: str) -> tuple[int | None, str]:
    """Return the line to look at, and what is most likely wrong there."""
    problem, mark, begun = str(error.problem), error.problem_mark, error.context_mark
    meant = next((words for part, words in _MEANT if part in problem), problem)
    if begun and any(part in problem for part in _BEGINS_BEFORE):
        mark = begun
    line = mark.line + 1 if mark else None
    half = _half_quoted(text.splitlines()[:line]) if "expected" in problem else None
    if half is not None:
        return half, "a quote is opened here and not closed, or closed and not opened"
    return line, meant.replace("{begun}", str(begun.line + 1) if begun else "above")


def _half_quoted(lines: list[str]) -> int | None:
    """Return the first line with one quote too many: the reader runs on from there to the next."""
    odd = (number for number, line in enumerate(lines, 1) if line.count('"') % 2)
    return next(odd, None)
