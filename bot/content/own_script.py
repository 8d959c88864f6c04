"""A message in the letters of its own language: "ya ne hochu zhit" is read as "я не хочу жить".

People who have no other keyboard write Russian, Ukrainian, Arabic, Dari and Farsi in Latin
letters. What hears danger and meaning knows those languages as they are written: read back, it
hears them about as well as written so. Words of other languages in such a message stay.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.content.romanised import Guess, is_latin
from bot.content.romanised_arabic import ArabicScript
from bot.content.romanised_cyrillic import to_cyrillic
from bot.domain.safety_folding import IN_LETTERS, together
from bot.domain.safety_letters import visible

FOLDER = Path(__file__).parent / "data" / "scripts"
GUESS_FILE = "romanised.npz"
WORDS = {"ar": "ar.txt", "fa": "fa.txt"}

MOST = 1_000
"""Characters that are read back: of a longer message its beginning."""

_WORD = re.compile(r"[^\W_]+(?:['’\-‐][^\W_]+)*'?")
_WITH_DIGIT = re.compile(r"\b(?=\w*[^\W\d_])(?=\w*\d)\w+")
_WITH_NO_SOUND = re.compile(r"[^\W\d_][01]|[01][^\W\d_]")
_ARTICLE_APART = re.compile(r"\bال (?=[\u0621-\u064a])")


class OwnScript:
    """Reads messages back.

    Args:
        guess: Tells which language it is.
        words: Persian and Arabic by their ISO codes.
    """

    def __init__(self, guess: Guess, words: Mapping[str, ArabicScript]) -> None:
        self._guess = guess
        self._words = words

    def language(self, text: str) -> str | None:
        """Return the ISO code of a romanised language, None where a text is in no such."""
        return self._told(text)[0]

    def _told(self, text: str) -> tuple[str | None, str]:
        """Return the language, and the beginning of a text as it shows there.

        It may be hidden, spelt out, or typed with digits.

        Digits are sounds ("3am" in Arabic, "ho4u" in Russian) before they are letters, but for 0
        and 1, which are none in any of them ("h0chu").
        """
        even = together(visible(text[:MOST]))
        readings = [even, _WITH_DIGIT.sub(_in_letters, even)]
        if _WITH_NO_SOUND.search(even):
            readings.reverse()
        for shown in dict.fromkeys(readings):
            if language := self._guess.language(shown):
                return language, shown
        return None, even

    def read(self, text: str) -> str | None:
        """Return a romanised text in its own letters; None where it is in no such language."""
        language, shown = self._told(text)
        if language is None:
            return None
        read = _WORD.sub(lambda found: self._read(found.group(), language), shown) + text[MOST:]
        return _ARTICLE_APART.sub("ال", read) if language == "ar" else read

    def _read(self, word: str, language: str) -> str:
        lower = word.lower()
        if not is_latin(lower) or not self._guess.is_of(lower, language):
            return word
        if language in self._words:
            return self._words[language].read(lower)
        return to_cyrillic(lower, language)


def _in_letters(found: re.Match[str]) -> str:
    return found.group().translate(IN_LETTERS)


def in_own_script(text: str) -> str:
    """Return a text as those who hear it know its language: a romanised one read back."""
    return load_own_script().read(text) or text


@cache
def load_own_script(folder: Path = FOLDER) -> OwnScript:
    """Return the shipped one, read once a process.

    Raises:
        ContentProblems: the model is none.
    """
    words = {
        language: ArabicScript(language, (folder / name).read_text("utf-8").split())
        for language, name in WORDS.items()
    }
    return OwnScript(Guess.load(folder / GUESS_FILE), words)
