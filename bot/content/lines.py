"""Filling the placeholders of an editor's words, line by line, so that nothing false is said.

A line whose figure is out of date, or whose number is not known, vanishes whole; the steps that
are left are numbered anew. No raw placeholder ever comes out.
"""

import re
from collections.abc import Callable

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+(?:\.[a-z_]+)?)\}")
_STEP = re.compile(r"(\d+)\. ")

Fill = Callable[[str], str | None]
"""Gives the words of a placeholder, or None when they must not be said."""


def fill_lines(text: str, fill: Fill) -> str:
    """Return the text with its placeholders filled and lines without words left out."""
    kept: list[str] = []
    dropped = False
    for line in text.strip().splitlines():
        filled = _fill_line(line, fill)
        if filled is None:
            dropped = True
        else:
            kept.append(filled)
    return "\n".join(_numbered(kept) if dropped else kept).strip()


def _fill_line(line: str, fill: Fill) -> str | None:
    words: dict[str, str] = {}
    for name in PLACEHOLDER.findall(line):
        found = fill(name)
        if found is None:
            return None
        words[name] = found
    return PLACEHOLDER.sub(lambda match: words[match[1]], line)


def _numbered(lines: list[str]) -> list[str]:
    """Number the steps anew; a list begins again wherever a step 1 stood or no step follows.

    A single step that is left of a list loses its number: "1." alone asks where 2 is.
    """
    steps = [index for index, line in enumerate(lines) if _STEP.match(line)]
    if len(steps) == 1:
        lines[steps[0]] = _STEP.sub("", lines[steps[0]], count=1)
        return lines
    number = 0
    for index in steps:
        match = _STEP.match(lines[index])
        number = 1 if match and match[1] == "1" else number + 1
        lines[index] = _STEP.sub(f"{number}. ", lines[index], count=1)
    return lines
