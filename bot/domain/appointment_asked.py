"""What is asked of an appointment that stands: is it agreed, where is it; and that it was missed.

fi, sv and en at once, over folded text with single spaces.
"""

import re

from bot.domain.safety_letters import fold

_MISSED = re.compile(
    r"\bun[oh]\w*h[di]\w+|\bmissas\w*|\bmissad\w*|\bjai (?:valiin|menematta|perumatta|kaymatta)"
    r"|\b(?:en|emma|emmaa) (?:\w+ )?(?:muistan\w*|tullu\w*|menny\w*|paassy\w*|peru(?:nu|nut)\w*)"
    r"|\bnukuin (?:ohi|pommiin)|\bglomde\w*|\bforsov\w*|\bmissed\b|\bforgot\b|\boverslept\b"
    r"|\bkom (?:inte|int|aldrig)\b|\bdid ?n.?t (?:\w+ )?(?:come|go|show|cancel|make it)"
)
_ENDED = re.compile(
    r"\bperu(?:n|a|u|nu|nut|taan|ttaa|uttaa)?\b|\bperuut\w*|\bavbok\w*|\bcancel\w*"
)
_BENEFIT = re.compile(r"tuki\b|tukea\b|tuen\b|tuet\b|\bstod|bidrag|benefit|allowance")
_AGREED = re.compile(
    r"\b(?:onks|onko|ooks|oisko|vahvistiko|vahvistiks|hyvaksyiko|hyvaksyko)\b(?: (?:se|toi|taa|tuo"
    r"|aika|nyt|jo|sit|hyvaksytty|sovittu|sovittuna|varattu|vahvistettu|varma|varmistettu|voimassa"
    r"|kunnossa|vahvistanu|vahvistanut|hyvaksyny|hyvaksynyt|sen|tyontekija|viela|menossa))+"
    r"|(?:ar|e|har) (?:det|den|tiden|hen|hon|han)(?: (?:nu|redan|ok|bokad|bokat|bekraftad"
    r"|bekraftat|overenskommet|klar|klart|godkant|det|den|saker|sakert))+"
    r"|(?:is|has) (?:it|that|the time|he|she|they|the worker)(?: (?:now|already|booked|agreed|set"
    r"|confirmed|settled|approved|yet|it|ok|sure|on))+"
)
"""Whether a time that was taken is agreed: asked with nothing else, by who has one."""

_SETTLED = re.compile(r"sovittu|varattu|vahvist|varmist|boka|bekraft|booked|agreed|confirmed")
"""What is settled so can be no application."""

_POINTS = frozenset(
    [
        *("se", "sen", "toi", "tuo", "taa", "paikka", "paikan", "osoite", "osote", "on", "oli"),
        *("oikein", "nyt", "taas", "mun", "mul", "mulla", "ma", "maa", "mina", "pitaa", "pitais"),
        *("pitaisi", "tulla", "tulen", "tuun", "menna", "meen", "menen", "sinne", "siis", "no"),
        *("ja", "mut", "aika", "kello", "paiva", "me", "tavataan", "nahdaan", "nahaan", "olis"),
        *("ar", "det", "den", "platsen", "adressen", "ska", "jag", "komma", "ga", "vi", "ses"),
        *("traffas", "nu", "igen", "tid", "dag", "dags", "is", "it", "the", "place", "address"),
        *("do", "i", "go", "come", "should", "we", "meet", "time", "day", "again", "now", "to"),
    ]
)
_POINTS_AT = frozenset(
    [
        *("mis", "missa", "mihin", "mihi", "minne", "mika", "millo", "millon", "milloin", "koska"),
        *("monelta", "moneltako", "var", "vart", "nar", "vad", "hur", "vilken", "where", "when"),
        *("what", "whats", "wheres", "mikas", "missas"),
    ]
)

_WHERE = re.compile(
    r"\b(?:mis|missa|mihin|mihi|minne|paik\w+|osoi\w+|oso\w+t\w*|var|vart|plats\w*|adress\w*|where"
    r"|place|address)\b"
)


def asks_where(text: str) -> bool:
    """Return whether words about an appointment are about its place."""
    return _WHERE.search(" ".join(fold(text).split())) is not None


def asks_of_it(plain: str, *, shown: bool) -> bool:
    """Return whether words ask, and nothing else, whether it is agreed; and where, if shown."""
    words = re.findall(r"[^\W\d_]+", plain.replace("'", ""))
    points = shown and not _POINTS_AT.isdisjoint(words)
    agreed = _AGREED.fullmatch(" ".join(word for word in words if word not in ("no", "siis")))
    agreed = agreed if shown or _SETTLED.search(plain) else None
    return bool(agreed) or (points and (_POINTS | _POINTS_AT).issuperset(words))


def misses(plain: str, *, named: bool, shown: bool) -> bool:
    """Return whether somebody did not come, or forgot to cancel."""
    if not _MISSED.search(plain) or _BENEFIT.search(plain):
        return False
    return named or bool(_ENDED.search(plain)) or (shown and len(plain.split()) <= 4)
