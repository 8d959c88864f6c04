"""Names of languages in words that young people use ("suomeks", "på svenska", "af-soomaali")."""

import re

from bot.domain.letters import fold

# The first letters of a name in Finnish, Swedish, English and the language itself, folded.
_NAMES = {
    "fi": ("suom", "selkosuom", "finsk", "finnish"),
    "sv": ("ruotsi", "svensk", "swedish"),
    "en": ("englanti", "englanni", "engelsk", "english", "enkku", "enkuks"),
    "ar": ("arabia", "arabisk", "arabic", "عرب"),
    "so": ("somali", "soomaali"),
    "fa": ("dari", "farsi", "persia", "دری", "فارسی"),
    "uk": ("ukraina", "ukrainsk", "ukrainian", "україн"),
    "ru": ("venaja", "ryska", "russian", "русск"),
}
_WORD = re.compile(r"\w+")


def named_language(text: str) -> str | None:
    """Return the ISO code of the language named last in the text, or None.

    The last wins: "en puhu suomea, english please" asks for English.
    """
    found = None
    for word in _WORD.findall(fold(text)):
        for code, names in _NAMES.items():
            if word.startswith(tuple(fold(name) for name in names)):
                found = code
    return found


def told_language(word: str) -> str | None:
    """Return the ISO code that a word alone stands for ("sv", "svenska", "Ruotsi"), or None."""
    code = fold(word)
    return code if code in _NAMES else named_language(word)
