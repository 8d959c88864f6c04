"""Letters without their dots, rings and accents: the one place that takes them away; and slips.

For looking words up, however they were typed. The safety scanner makes writing even in more ways
(``safety_letters``, ``safety_folding``): hidden signs, look-alike letters, words spelt out.
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


def one_edit_apart(one: str, other: str) -> bool:
    """Return whether a letter more, less or changed, or two swapped, makes one of the other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or one == other:
        return one == other
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    swapped = one[start + 1 : start + 2] + one[start : start + 1]
    return other[start : start + 2] == swapped and one[start + 2 :] == other[start + 2 :]
