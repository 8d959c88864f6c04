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
_NAMES = {code: tuple(map(fold, names)) for code, names in _NAMES.items()}
_COUNTRY = re.compile(
    r"(suome|ruotsi|englanni|ukraina|somalia|arabia|persia)(ss|ssa|st|sta|s|lle)\b"
    r"|(suomeen|ruotsiin|englantiin|ukrainaan|somaliaan)\b|(suoma|ukraina|somalia)lai"
)
"""Words that begin like a language and mean its country or people: "tuoda äidin Suomeen"."""

_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"[.,;:!?\n]|\b(?:but|mutta|mut|vaan|men|utan)\b")
_MARKS = re.compile(r"['’`´]")
_DENIES = re.compile(
    r"\b(en|ei|emma|emmaa|enka|eika|huono\w*|vahan|vaike\w*|inte|int|ej|daligt?|lite|lita"
    r"|not|dont|doesnt|cant|cannot|no|little|bad|poor|only a bit)\b"
)
"""Folded words that say of a language that it is not spoken, or little."""

_WISHES = re.compile(
    r"\b(voitko|voitsa|voiksa|voiko|voidaanko|voisko|(kan|kunde|skulle|ska) (vi|du|man|ni)"
    r"|(can|cant|could|dont|wont) (you|we))\b"
)
"""A wish in the shape of a no: "cant you speak English"."""


OTHER = "other"
"""Stands for a language that is none of those we write, where nobody has named it."""


def named_language(text: str) -> str | None:
    """Return the ISO code of the language named last in the text and not denied, or None.

    The last wins: "puhun suomea, no English please" asks for English.
    """
    wanted = [code for code, denied in _named(text) if not denied]
    return wanted[-1] if wanted else None


def denied_languages(text: str) -> frozenset[str]:
    """Return the ISO codes of the languages that a text says are not spoken, or only a little."""
    return frozenset(code for code, denied in _named(text) if denied)


def own_language(text: str, written: str) -> str:
    """Return the code of the language that somebody misses where they call, as far as it is told.

    Named, spoken there or not ("dom talar int svenska"); else the one they write in, but for
    Finnish, which nobody misses.
    """
    named = [code for code, _ in _named(text)]
    return named[-1] if named else OTHER if written == "fi" else written


def _named(text: str) -> list[tuple[str, bool]]:
    """Return each language that is named, in order, with whether its clause denies it."""
    found = []
    for clause in _CLAUSE.split(_MARKS.sub("", fold(text))):
        denied = _DENIES.search(clause) is not None and _WISHES.search(clause) is None
        found += [(code, denied) for word in _WORD.findall(clause) if (code := _code(word))]
    return found


def _code(word: str) -> str | None:
    if _COUNTRY.match(word):
        return None
    return next((code for code, names in _NAMES.items() if word.startswith(names)), None)


def told_language(word: str) -> str | None:
    """Return the ISO code that a word alone stands for ("sv", "svenska", "Ruotsi"), or None."""
    code = fold(word)
    return code if code in _NAMES else named_language(word)
