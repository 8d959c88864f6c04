"""What is typed in one way and meant in another: "kh x: х" reads both as one letter."""

import re


class Respelling:
    """Replaces spellings in a word, the longest first.

    Args:
        lines: A line each: spellings, a colon, and what all of them stand for.
    """

    def __init__(self, lines: str) -> None:
        pairs = (line.split(":") for line in lines.strip().splitlines())
        self._meant = {one: meant.strip() for many, meant in pairs for one in many.split()}
        longest_first = sorted(map(re.escape, self._meant), key=len, reverse=True)
        self._spelling = re.compile("|".join(longest_first))

    def __call__(self, word: str) -> str:
        """Return a word, in lower case, as it is meant."""
        return self._spelling.sub(lambda found: self._meant[found.group()], word)
