"""Words for one's own worker, or about a message to them: tell them, only them, did they read it.

fi, sv and en at once. The worker is known by the first name, by a role, or by a pronoun.
"""

import re
from collections.abc import Sequence

from bot.domain.letters import fold
from bot.domain.sending_words import word_list, words_of

MOST = 14
"""Words of a message that is about the worker and nothing else."""

_FEWEST_LETTERS = 3
"""Of a first name that is looked for by its beginning: "maijalle", "maijan"."""

_ROLE = re.compile(
    r"(?:oma)?tyontekij\w*|ohjaaj\w*|sosiaaliohjaaj\w*|soss\w{0,5}|sosiaalityontekij\w*"
    r"|kontaktperson\w*|handlaggar\w*|socialarbetar\w*|soc|soss|handledar\w*|worker\w*"
)
PRONOUNS = word_list("se sen sita sille silta silla han hanta hanen hen hon henne he she her him")
_ASKS_READ = re.compile(
    r"(?:(?:no|ja|mut|siis|hei|och|men|and|but|so) )*(?:"
    r"(?:luki|naki|avasi|vastasi|vastas)(?:ko|ks|k) \0|joko \0 (?:luki|naki|avas|vastas)"
    r"|(?:onko|onks|onk|joko) (?:mun |oma )?\0 (?:jo )?(?:lukenut?|nahnyt?|avannut?|vastannut?)"
    r"|(?:har|ha) (?:min )?\0 (?:nu |redan |annu )*(?:last|sett|oppnat|svarat)"
    r"|(?:laste|sag|svarade|oppnade) \0"
    r"|(?:did|has|have) (?:my )?\0 (?:already )?"
    r"(?:read|seen?|open(?:ed)?|answer(?:ed)?|repl(?:y|ied))"
    r")(?: (?:\0|jo|mun|viestin|viestia|viestini|siihen|mulle|viela|det|den|de|redan|nu|an|annu"
    r"|mitt|meddelandet|meddelande|pa|mig|mej|it|that|my|the|message|to|me|yet|already|still))*"
)
"""Whether the worker has opened what was sent, and nothing else."""
_SPEAKS_TO = re.compile(
    r"(?:hei|moi|moikka|heippa|terve|moro|hej|hejsan|tjena|hi|hello|hey|dear) \0(?: \w+){3,}"
)
"""Words that begin with the worker's name are for them: "hei maija en pääse huomenna"."""
_TO_TELL = re.compile(
    r"(?:(?:hei|moi|ok|okei|joo|no|siis|ja|mut|nyt|sit|pliis|kiitos|haluun|haluan|hej|snalla|nu|och|men"
    r"|hi|hello|hey|please|pls|just|and|so|then|can|could|would|will|you|u|kan|kunde|skulle|du|ni|voitko"
    r"|voisitko|voitsa|voiksa|voiks|voisko|voitteko|sa|te|vaan|vaikka) )*"
    r"(?:sano|sanoo|sanoa|sanoisitko|sanotko|kerro|kertoa|kertoo|kerrotko|laita|laittaa|laheta|lahettaa"
    r"|valita|ilmota|ilmoita|ilmottaa|ilmoittaa|sag|saj|saga|saja|beratta|skriv|skriva|skicka|halsa"
    r"|meddela|framfor|framfora|tell|inform|let|message|text|write"
    r"|kirjota|kirjoita|kirjottaa|kirjoittaa)"
    r" (?:(?:se|sen|taa|viesti|viestia|viestin|terveisia|mun|mu|minun|sita|till|ti|at|for|min|mitt"
    r"|ett|meddelande|det|de|my|the|a|message|to) )*"
    r"\0(?:(?: \w+){2,}"
    r"| (?:kiitos|kiitti|tack|thanks|thx|sori|anteeks\w*|forlat|sorry|moi|hej|hi)$)"
)
"""A wish that the worker is told something, with the matter: "sano maijalle et rahat loppu"."""
_ONLY = re.compile(
    r"(?:(?:joo|no|laheta|se|sen|kiitos) )*(?:vain|vaan)(?: ei muille)?"
    r"|(?:(?:ja|jo|skicka|det) )*bara(?: till)?|(?:(?:yes|send|it) )*only to"
)


def asks_read(text: str, names: Sequence[str]) -> bool:
    """Return whether somebody asks, and nothing else, whether the worker has read a message."""
    said = words_of(text)
    spoken = " ".join(marked(said, names, pronouns=True))
    return len(said) <= MOST and _ASKS_READ.fullmatch(spoken) is not None


def tells_worker(text: str, names: Sequence[str], *, spoken_of: bool) -> bool:
    """Return whether words ask to tell the worker something, and say what."""
    spoken = marked(words_of(text), names, pronouns=False)
    if _SPEAKS_TO.match(" ".join(spoken)):
        return True
    if "\0" not in spoken and spoken_of:
        spoken = marked(words_of(text), names, pronouns=True)
    return _TO_TELL.match(" ".join(spoken)) is not None


def only_to(text: str, name: str) -> bool:
    """Return whether somebody is named, by the first name, and nobody else: "vain maijalle"."""
    first = next(iter(words_of(name)), "")
    said = words_of(text)
    named = [word for word in said if first and word.startswith(first)]
    rest = [word for word in said if word not in named]
    return len(named) == 1 and _ONLY.fullmatch(" ".join(rest)) is not None and "?" not in text


def without_name(text: str, name: str) -> str:
    """Return words without a first name: "lähetä se maijalle" says what "lähetä se" does."""
    first = next(iter(words_of(name)), "")
    words = text.split()
    return " ".join(word for word in words if not (first and fold(word).startswith(first)))


def marked(said: Sequence[str], names: Sequence[str], *, pronouns: bool) -> list[str]:
    """Return the words with one sign wherever the worker is meant."""
    first = tuple(
        words[0]
        for name in names
        if (words := words_of(name)) and len(words[0]) >= _FEWEST_LETTERS
    )
    return [
        "\0"
        if _ROLE.fullmatch(word)
        or (first and word.startswith(first))
        or (pronouns and word in PRONOUNS)
        else word
        for word in said
    ]
