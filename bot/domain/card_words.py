"""What a short answer says to the question under a crisis card, or to a gentle question.

Many do not press a button: they type "joo", "en oo", "oon yksin". Only what can mean nothing else
is read here, from closed lists of words; everything else is understood as any message is.
"""

import re
from collections.abc import Mapping
from typing import Literal

Asks = Literal[
    "alone",
    "with",
    "where",
    "away",
    "safe",
    "there",
    "danger",
    "called",
    "awake",
    "outside",
    "smoke",
    "thoughts",
]
"""What a card's question is about."""

Reply = Literal["yes", "no", "unsure"]

LONGEST = 8
"""Words: a longer text tells more than an answer."""


def either(*ways: str) -> str:
    """Return a pattern that any of some patterns fits."""
    return f"(?:{'|'.join(ways)})"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_YES = _words("""
    joo juu juup jep jees joojoo kyllä kyl on oon olen ollaan onhan oonhan
    ja jo japp jadå jaa visst yes yeah yep yup ye yh sure yea
    да так ага نعم ايوه بله آره haa haye aywa aywa naam na3am bale
""")
_NO = _words("""
    en ei eipä enpä emme nej nä nää näe inte no nope nah not cant нет ні لا نه maya la laa
""")
_BESIDE = _words("""
    mä mää mie minä sä se mulla minulla oo ole oon olen oot olla ihan vaan vain nyt just juuri
    vielä enää jo tääl täällä täälä tässä kiitos hei todellakaan todellaki tietenkään ollenkaan
    yhtään mitään aio sori jag ja är e ensam här nu kvar tack alls det
    im i am is are it here now really dont do so thanks sorry
""")
_PEOPLE = _words("""
    hän hänen hänellä kanssa kans kaa luona luo joku kukaan ketään kaveri kaverin äiti äidin iskä
    isä veli sisko poikaystävä tyttöystävä naapuri täs siel siellä
    han hon hen någon nån ingen hos kompis mamma pappa där
    he she they someone nobody with me him her them my friend mom mum dad there has
""")
_ECHO: Mapping[Asks, frozenset[str]] = {
    "alone": _PEOPLE | _words("yksin yksinään kotona hemma själv alone home all"),
    "with": _PEOPLE | _words("vieressä vierellä bredvid next to by"),
    "where": _PEOPLE | _words("tiiän tiedän tiijän missä kotona vet var hemma know where"),
    "away": _words("""
        pääsen pääse päästä päästään pois ulos täältä
        kommer kan härifrån därifrån bort ut ute can get out away leave from
    """),
    "safe": _words("turvassa turvallista trygg säker säkerhet safe itse själv myself"),
    "there": _PEOPLE | _words("sisällä inne inside"),
    "danger": _PEOPLE | _words("vaarassa vaaraa hätää pelkään fara rädd danger afraid scared in"),
    "called": _PEOPLE | _words("soitin soittanu soittanut soitti ringt ringde called"),
    "awake": _PEOPLE | _words("hereillä herää vaken vaknar awake wake up"),
    "outside": _words("ulkona ulos ute outside out"),
    "smoke": _words("savua liekkejä haju rök lågor lukt smoke flames smell"),
    "thoughts": _words("ajatuksia sellasia semmosia tankar sånt thoughts like that"),
}
"""What people echo of each question; with other words a "no" is no answer to it."""

_CLEAR: Mapping[Asks, frozenset[str]] = {
    "alone": _words("yksin yksinään ensam alone"),
    "where": _words("tiiän tiedän tiijän"),
    "away": _words("pääsen päästään"),
    "danger": _words("pelkään vaarassa"),
    "awake": _words("hereillä vaken awake"),
    "outside": _words("ulkona ute outside"),
}
"""What says yes to a question by itself."""

_SOMEBODY = _words("""
    kaveri kaverin äiti äidin iskä isä veli sisko poikaystävä tyttöystävä naapuri joku
    kompis mamma pappa någon nån friend mom mum dad someone
""")
_NOBODY = _words("kukaan ketään ingen nobody")
_CONTRAST = _words("mut mutta vaikka men fast but though although")
_UNSURE = re.compile(
    r"\b(emt|en (mä |mää |mie )?(tiiä|tiedä|tiijä|tiä)|en (oo|ole) (ihan )?varma"
    r"|en (mä |mää )?(osaa|voi) sanoa|vaikea sanoa|kan inte säga|svårt att säga"
    r"|(cant|hard to) (say|tell)"
    r"|ehkä|kai|vähän|vähä|joskus|välillä|kanske|ibland|lite|vet (inte|ej)|osäker"
    r"|maybe|sometimes|kinda|a (bit|little)|idk|dunno|(dont|not) (know|sure)|perhaps)\b"
    r"|не знаю|لا أعرف|نمی ?دانم"
)
_FIRST_WORD = re.compile(
    r"^no (?=joo|juu|jep|kyl|on\b|oon|olen|en\b|ei\b|emt|ehkä)|\ben (?=kompis|vän|granne)"
)
"""A Finnish "no" that only begins a sentence, a Swedish "en" before somebody."""

_NONE = re.compile(r"\bingen (?=fara\b)")
"""A Swedish "no" that is nobody otherwise."""

_SOMEBODY_IS_HERE = re.compile(
    r"^(?:joo |no |nyt |ja |nu |yes |now )*(?:se|hän|ne|han|hon|hen|de|he|she|they)"
    r"(?: (?:on|ovat|är|e|is|are|jo|just|nyt|nu|now|already))+"
    r" (?:tässä|täs|täällä|tääl|täälä|här|here|with me)(?: nyt| nu| now| jo)*$"
)
"""Whoever has come. Alone its "on" would say yes to being alone."""


def plain(text: str) -> str:
    """Return a text in small letters without signs, its words one space apart."""
    return " ".join(re.sub(r"[^\w\s]+", " ", re.sub(r"['’`´]", "", text.lower())).split())


def has_contrast(text: str) -> bool:
    """Return whether a "but" stands in a text."""
    return not _CONTRAST.isdisjoint(plain(text).split())


def names_answer(text: str, asks: Asks) -> bool:
    """Return whether a text answers a question by itself, also later: "alone", not "yes"."""
    return not _CLEAR.get(asks, frozenset()).isdisjoint(plain(text).split())


def reply_in(text: str, asks: Asks) -> Reply | None:
    """Return what a text says to a yes-or-no question; None: it is no such answer.

    Doubt and a "but" are "unsure", which is never answered with less help than the graver answer.
    """
    said = _NONE.sub("inte ", _FIRST_WORD.sub("", plain(text)))
    words = set(said.split())
    yes, known = _YES | _CLEAR.get(asks, frozenset()), _BESIDE | _ECHO[asks]
    if not words or len(said.split()) > LONGEST:
        return None
    if _UNSURE.search(said) and set(_UNSURE.sub(" ", said).split()) <= yes | _NO | known:
        return "unsure"
    if not words <= yes | _NO | known | _CONTRAST or words.isdisjoint(yes | _NO):
        return None
    if not words.isdisjoint(_CONTRAST):
        return "unsure"
    if asks == "alone" and not words.isdisjoint(_NOBODY):
        return "yes"
    if asks == "alone" and (not words.isdisjoint(_SOMEBODY) or _SOMEBODY_IS_HERE.fullmatch(said)):
        return "no"
    return "yes" if words.isdisjoint(_NO) else "no"
