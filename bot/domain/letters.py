"""Letters without their dots, rings and accents: the one place that takes them away.

For looking words up, however they were typed. The safety scanner makes writing even in more ways
(``safety_folding``): hidden signs, look-alike letters, words spelt out.
"""

import unicodedata


def without_marks(text: str) -> str:
    """Return bare letters in their case: "Pitää" becomes "Pitaa"."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """Return bare letters in lower case: "Pitää" and "PITAA" become the same."""
    return without_marks(text.lower())
