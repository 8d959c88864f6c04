"""Writing made even before the safety scanner reads it: who hides a word still means it.

Case, accents, invisible characters, look-alike letters, "k u o l e n", "t4pan", "kuoooolen" and
emoji between words are taken away here; typing slips are the lexicon's work. Knows no words.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from bot.domain.safety_letters import fold

WHOLE = 8_000
"""Characters read of a text; of a longer one the first ``WHOLE`` and the last ``TAIL``."""

TAIL = 2_000
_MOST_FOLDED = 12_000  # one character can decompose into eighteen
LONGEST_WORD = 64
_MOST_PARTS = 16

REMEMBERED = 1 << 15
"""Words whose reading is remembered from text to text: people use the same few thousand."""

SENTENCE_GAP = 16
"""Empty positions between two sentences: no pattern of one sentence reaches across."""

_LINE_GAP = 2
_PAUSE_GAP = 1

# Letters of other alphabets that look like ours; used only inside a word that has both.
_LOOK_ALIKES = str.maketrans("авеікмнорстухуѕјԁɡαεικορτυνω", "abeikmhopctyxysjdgaeikoptuvw")
_CYRILLIC_OR_GREEK = re.compile("[\u0370-\u03ff\u0400-\u052f\u0250-\u02af]")
_LATIN = re.compile("[a-z]")

# One letter, then letters one by one with a few marks or an emoji between: "k u o l e n", "k.u.o".
_BETWEEN = r"[\s.\-_*,/|·•~+\u2010-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
# A stretched one is one letter: "k u o llllll e n".
_SPELT = re.compile(
    rf"(?<![^\W_])([^\W_])(?:\1{{3,}})?(?:{_BETWEEN}{{1,3}}([^\W_])(?:\2{{3,}})?(?![^\W_])){{2,}}"
)
_GAPS = re.compile(rf"{_BETWEEN}+")

_CHUNK = re.compile(r"\n+|\S+")
_TOKEN = re.compile(r"[@$€]?[^\W_]+(?:['@$€*|!+#%]+[^\W_]+)*|\n+|[.!?,;:()\-]+|[^\w\s]|_+")
_SIGNS = re.compile(r"['@$€*|!+#%]")
_REPEATED = re.compile(r"(.)\1\1+")
_STRETCHED = re.compile(r"([a-z])\1\1")  # somewhere in the text; few have one
IN_LETTERS = str.maketrans("013456789@$€!|+", "oieasgtbgaseilt")
_LEET_OTHER = str.maketrans("013456789@$€!|+", "olzahgtbgasciit")
_LEAST_MIXED, _MIXED_SHARE = 3, 3
"""So many words, and one in so many, have digits in them where "1 w4nt" is meant."""

_HAS_DIGIT = re.compile(r"[0-9@$€!|+]")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_IN_NUMBER = re.compile(r"\d[.:]\d")
_ENDS = frozenset(".!?;؟۔。")
_PAUSES = frozenset(",:()،–—…")


def capped(text: str) -> str:
    """Return what is read of a text of any length."""
    return text if len(text) <= WHOLE else f"{text[:WHOLE]}\n{text[-TAIL:]}"


class Word(NamedTuple):
    """One word of a text.

    Attributes:
        forms: How it can be read, the likeliest first: "1tteni" is "itteni" or "ltteni".
        gap: Empty positions before it: a pause is one, a new sentence ``SENTENCE_GAP``.
        stretched: Letters were repeated: doubled letters say nothing in it.
    """

    forms: tuple[str, ...]
    gap: int = 0
    stretched: bool = False


def together(text: str, least: int = 0) -> str:
    """Return a text with letters that were typed one by one as words: "k u o l e n".

    Args:
        text: Folded or as it was typed.
        least: So many letters, digits aside, make a word; 0: what the pattern finds does.
    """

    def joined(found: re.Match[str]) -> str:
        letters = sum(letter.isalpha() for letter in found.group())
        return _joined(found) if letters >= least else found.group()

    return _SPELT.sub(joined, text)


def read(text: str, signs: frozenset[str] = frozenset()) -> list[Word]:
    """Cut a text into words.

    Args:
        text: Of any length.
        signs: Single characters (emoji) that count as words; others are passed over.
    """
    shown = capped(text)
    if not shown.isascii():
        shown = unicodedata.normalize("NFKD", shown)[:_MOST_FOLDED]
    words: list[Word] = []
    gap = mixed = 0
    even = together(fold(shown))
    is_plain = not _STRETCHED.search(even)
    for chunk in _CHUNK.findall(even) if "\n" in even else even.split():
        if is_plain and chunk.isascii() and chunk.isalpha():
            # Nearly every word of every text.
            words.append(
                Word((chunk[:LONGEST_WORD],), gap) if gap else _plain(chunk[:LONGEST_WORD])
            )
            gap = 0
            continue
        # Only words are remembered, never a text that has no end.
        cut = _known if len(chunk) <= LONGEST_WORD else _cut
        new, after, readings = cut(chunk, signs)
        mixed += readings
        if not new:
            gap = max(gap, after)
            continue
        if gap > new[0].gap:
            words.append(Word(new[0].forms, gap, new[0].stretched))
            words += new[1:]
        else:
            words += new
        gap = after
    return _in_letters(words) if _LEAST_MIXED <= mixed >= len(words) / _MIXED_SHARE else words


def _in_letters(words: list[Word]) -> list[Word]:
    """Return words with numbers read as letters too: digits stand for letters all over."""
    return [
        word._replace(forms=(word.forms[0].translate(IN_LETTERS), *word.forms))
        if word.forms[0].isdigit()
        else word
        for word in words
    ]


def _cut(chunk: str, signs: frozenset[str]) -> tuple[tuple[Word, ...], int, int]:
    """Return the words between two spaces, the gap after, and in how many digits are letters."""
    if chunk.isascii() and chunk.isalpha():
        return _words(chunk, signs), 0, 0
    words: list[Word] = []
    gap = 0
    for found in _TOKEN.finditer(chunk):
        new = _words(found.group(), signs)
        if not new:
            gap = max(gap, _gap(found.group(), chunk, found.end()))
            continue
        words += [new[0]._replace(gap=gap), *new[1:]]
        gap = 0
    mixed = sum(len(word.forms) > 1 and not word.stretched for word in words)
    return tuple(words), gap, mixed


def _plain_anew(word: str) -> Word:
    return Word((word,))


_known, _plain = lru_cache(REMEMBERED)(_cut), lru_cache(REMEMBERED)(_plain_anew)


def _joined(found: re.Match[str]) -> str:
    """Return letters typed one by one as words; a wider gap among narrow ones ends a word."""
    narrow = min(map(len, _GAPS.findall(found.group())))
    return _GAPS.sub(lambda gap: " " if len(gap.group()) > narrow else "", found.group())


def _gap(token: str, chunk: str, end: int) -> int:
    mark = token[0]
    if not _ENDS.isdisjoint(token):
        pause = chunk[end - 2 : end] == ".." or _IN_NUMBER.match(chunk, end - 2)
        return _PAUSE_GAP if pause else SENTENCE_GAP  # "mä en... jaksa", "1.5"
    if mark == "\n":
        return SENTENCE_GAP if len(token) > 1 else _LINE_GAP
    return _PAUSE_GAP if mark in _PAUSES else 0


def _words(token: str, signs: frozenset[str]) -> tuple[Word, ...]:
    """Return the words of a token: none for marks, several when signs divide it."""
    if token.isascii() and token.isalpha() and not _REPEATED.search(token):
        return (Word((token[:LONGEST_WORD],)),)
    if token in signs:
        return (Word((token,)),)
    if not _HAS_LETTER.search(token):
        digits = token.strip("@$€'*|!+#%")
        return (Word((digits,)),) if digits[:1].isdigit() else ()
    bare = token.replace("'", "")
    parts = [part for part in _SIGNS.split(bare) if part][:_MOST_PARTS]
    if len(parts) > 1 and "*" not in bare and "@" not in bare and "$" not in bare:
        # "apua!nyt": two words, unless the sign stands for a letter; then the last one has both.
        words = [_word((part,)) for part in parts]
        whole = _word(_readings(bare))
        last = words[-1]
        words[-1] = Word((*last.forms, *whole.forms), 0, whole.stretched)
        return tuple(words)
    return (_word(_readings(bare)),)


def _readings(token: str) -> tuple[str, ...]:
    token = token.replace("*", "").replace("#", "").replace("%", "")
    if not _HAS_DIGIT.search(token):
        return (token,)
    if token[:1].isdigit() and token.lstrip("0123456789").isalpha() and len(token) > 4:
        rest = token.lstrip("0123456789")
        extra = (rest,) if len(rest) < len(token) - 1 else ()
    else:
        extra = ()
    readings = (token.translate(IN_LETTERS), token.translate(_LEET_OTHER), token, *extra)
    return tuple(dict.fromkeys(readings))


def _word(readings: tuple[str, ...]) -> Word:
    found: dict[str, None] = {}
    stretched = False
    for reading in readings:
        form = reading
        if _CYRILLIC_OR_GREEK.search(form) and _LATIN.search(form):
            form = form.translate(_LOOK_ALIKES)
        if _REPEATED.search(form):
            stretched = True
            found[_REPEATED.sub(r"\1", form)[:LONGEST_WORD]] = None
            found[_REPEATED.sub(r"\1\1", form)[:LONGEST_WORD]] = None
        else:
            found[form[:LONGEST_WORD]] = None
    return Word(tuple(found), 0, stretched)


_DOUBLE = re.compile(r"(.)\1+")


def squeezed(word: str) -> str:
    """Return a word with every run of one letter as one letter."""
    return _DOUBLE.sub(r"\1", word)
