"""The same message as other thumbs would type it: for measuring the scanner, and for its tests.

Deterministic: a seed always gives the same variants.
"""

import random
from collections.abc import Callable

from bot.domain.letters import without_marks

# Neighbours on a Finnish and Swedish keyboard.
_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_NEIGHBOURS = {
    letter: row[max(0, i - 1) : i] + row[i + 1 : i + 2]
    for row in _ROWS
    for i, letter in enumerate(row)
}
_LEET = str.maketrans("aeios", "43105")
_EMOJI = "😔💔🙏😭🖤"
_SHORTEST = 4


def variants(text: str) -> dict[str, str]:
    """Return variants by kind; a kind that changes nothing in a text is left out."""
    found = {kind: make(text, random.Random(f"{kind}:{text}")) for kind, make in _MAKERS.items()}  # noqa: S311
    return {kind: one for kind, one in found.items() if one != text}


def _typo(text: str, chance: random.Random) -> str:
    """One slip in every fourth word, at least one: swapped, left out, doubled, a neighbour."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= _SHORTEST and word.isalpha()]
    for i in chance.sample(long, min(len(long), max(1, len(long) // 4))):
        words[i] = _slip(words[i], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    kind = chance.choice(("swap", "drop", "double", "neighbour"))
    if kind == "swap":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == "drop":
        return word[:place] + word[place + 1 :]
    if kind == "double":
        return word[:place] + word[place] + word[place:]
    near = _NEIGHBOURS.get(word[place].lower()) or word[place]
    return word[:place] + chance.choice(near) + word[place + 1 :]


def _glued(text: str, chance: random.Random) -> str:
    """One space is missing."""
    words = text.split(" ")
    if len(words) < 2:
        return text
    place = chance.randrange(1, len(words))
    return " ".join(words[:place]) + " ".join(words[place:])


def _cut(text: str, chance: random.Random) -> str:
    """One space too many, inside a word."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    if long:
        i = chance.choice(long)
        place = chance.randrange(2, len(words[i]) - 1)
        words[i] = f"{words[i][:place]} {words[i][place:]}"
    return " ".join(words)


def _spelt(text: str, _: random.Random) -> str:
    return "  ".join(" ".join(word) for word in text.split(" "))


def _stretched(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    i = chance.randrange(len(words))
    if words[i].isalpha():
        place = chance.randrange(len(words[i]))
        words[i] = words[i][:place] + words[i][place] * 5 + words[i][place:]
    return " ".join(words)


def _emoji(text: str, chance: random.Random) -> str:
    return "".join(f" {chance.choice(_EMOJI)} " if mark == " " else mark for mark in text)


def _hidden(text: str, _: random.Random) -> str:
    return "\u200b".join(text)


_MAKERS: dict[str, Callable[[str, random.Random], str]] = {
    "typo": _typo,
    "glued": _glued,
    "cut": _cut,
    "spelt": _spelt,
    "upper": lambda text, _: text.upper(),
    "bare": lambda text, _: without_marks(text),
    "leet": lambda text, _: text.lower().translate(_LEET),
    "stretched": _stretched,
    "emoji": _emoji,
    "hidden": _hidden,
}
