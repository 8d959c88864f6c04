"""Writing made even before it is compared: invisible characters, spacing, stretched letters."""

import re
import unicodedata

from bot.domain.safety_folding import together

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"\s+")
_LONG = re.compile(r"([^\W\d_])\1{2,}")  # letters only: 1000 must not become 100
_EMOJI_AGAIN = re.compile("([\u2190-\u2bff\U0001f000-\U0001faff])\ufe0f?(?:\\1\ufe0f?)+")

_SPELT_OUT = 4
"""Letters one by one that are a word; "o d e" is three words of spoken Swedish."""


def tidy(text: str) -> str:
    """Return the text without invisible characters, odd spaces, stretched letters and emoji.

    Letters typed one by one are words, and what is shouted is said: the sentence encoder reads
    neither (of danger in capitals it heard 6 points less, of danger spelt out 10).
    """
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    visible = _said(together(_EMOJI_AGAIN.sub(r"\1", visible), _SPELT_OUT))
    return _SPACES.sub(" ", _LONG.sub(r"\1\1", visible)).strip()


def _said(text: str) -> str:
    """Return small letters where most are capitals."""
    capitals = sum(letter.isupper() for letter in text)
    return text.lower() if 2 * capitals > sum(letter.isalpha() for letter in text) else text


def scripts_of(text: str) -> set[str]:
    """Return the scripts of a text's letters by their Unicode names ("LATIN", "ARABIC")."""
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}
