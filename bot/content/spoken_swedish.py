"""Swedish as it is typed in Finland, word by word, as the patterns of ``follow_ups.yml`` write it.

"hu snabbt går he" is "hur snabbt går det" there. One word for one word: nothing else is guessed.
"""

from bot.domain.letters import fold

_SPOKEN = {
    "ja": "jag",
    "e": "är",
    "de": "det",
    "he": "det",
    "di": "de",
    "va": "vad",
    "int": "inte",
    "sku": "skulle",
    "mej": "mig",
    "dej": "dig",
    "nån": "någon",
    "nå": "något",
    "o": "och",
    "å": "och",
    "ha": "har",
    "hu": "hur",
    "ti": "till",
    "opp": "upp",
    "måst": "måste",
    "ring": "ringa",
    "skriv": "skriva",
    "skjut": "skjuta",
    "säjer": "säger",
    "tibaks": "tillbaka",
    "tibaka": "tillbaka",
    "tebax": "tillbaka",
    "pengana": "pengarna",
}

_WRITTEN = {fold(spoken): fold(written) for spoken, written in _SPOKEN.items()}


def written_swedish(text: str) -> str:
    """Return folded text with spoken Swedish as it is written ("e de" -> "är det").

    Finnish and English become nonsense: look for the text itself first.
    """
    return " ".join(_WRITTEN.get(word, word) for word in text.split())
