"""Writing made even before it is compared: invisible characters, spacing, stretched letters."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"\s+")
_LONG = re.compile(r"([^\W\d_])\1{2,}")  # letters only: 1000 must not become 100
_EMOJI_AGAIN = re.compile("([\u2190-\u2bff\U0001f000-\U0001faff])\ufe0f?(?:\\1\ufe0f?)+")


def tidy(text: str) -> str:
    """Return the text without invisible characters, odd spaces, stretched letters and emoji."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    visible = _EMOJI_AGAIN.sub(r"\1", visible)
    return _SPACES.sub(" ", _LONG.sub(r"\1\1", visible)).strip()


def scripts_of(text: str) -> set[str]:
    """Return the scripts of a text's letters by their Unicode names ("LATIN", "ARABIC")."""
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}
