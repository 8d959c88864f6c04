"""Letters made even before the safety scanner reads them: case, accents, what cannot be seen."""

import re
import unicodedata

# Combining marks, zero-width and direction characters, variation selectors, the Arabic tatweel.
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061c\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u08d3-\u08ff\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\u3164\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
    "\uffa0\U000e0000-\U000e01ef]"
)
_LETTERS = {
    "ø": "o",
    "æ": "a",
    "œ": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "t",
    "ı": "i",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ک": "ك",
    "ة": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ٱ": "ا",
    "ٲ": "ا",
    "ٳ": "ا",
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "ʼ": "'",
    **{chr(0x660 + digit): str(digit) for digit in range(10)},
    **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
}
_LETTER = re.compile(f"[{''.join(_LETTERS)}]")


def visible(text: str) -> str:
    """Return a text without characters and marks that are not seen."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def fold(text: str) -> str:
    """Return lower case without accents, invisible characters and letter variants.

    Folding twice changes nothing more.
    """
    once = _fold_once(text)
    # A few letters decompose into capitals or marks only after their case is folded.
    return once if once.isascii() else _fold_once(once)


def _fold_once(text: str) -> str:
    if text.isascii():
        return text.lower()
    bare = _UNSEEN.sub("", unicodedata.normalize("NFKD", text)).casefold()
    if not bare.isascii():
        bare = _UNSEEN.sub("", unicodedata.normalize("NFKD", bare))
    return _LETTER.sub(lambda found: _LETTERS[found.group()], bare)
