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


def storable(text: str) -> str:
    """Return text that every database and cipher takes: no NUL, no half of a surrogate pair."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "")


def one_edit_apart(one: str, other: str) -> bool:
    """Return whether a letter more, less or changed, or two swapped, makes one of the other."""
    size, wide = len(one), len(other)
    if abs(size - wide) > 1:
        return False
    place = 0
    while place < size and place < wide and one[place] == other[place]:
        place += 1
    if size > wide:
        return one[place + 1 :] == other[place:]
    if size < wide:
        return one[place:] == other[place + 1 :]
    return one[place + 1 :] == other[place + 1 :] or (
        one[place : place + 2] == other[place : place + 2][::-1]
        and one[place + 2 :] == other[place + 2 :]
    )
