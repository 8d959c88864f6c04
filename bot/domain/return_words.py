"""Words about coming back to a talk: what a return code is, that it is lost, where it can be sent.

fi, sv and en at once. A return code is the person's own; an invite is their worker's.
"""

import re
from typing import Literal

from bot.domain.letters import fold

Asked = Literal["about", "lost"]
Way = Literal["mail", "text"]

MOST_WORDS = 14
"""Whoever tells more has a matter in it."""

_CODE = re.compile(
    r"\bpaluu ?kood\w*|\b(?:retur|aterkomst)\w* ?kod\w*|\breturn(?:ing)? code\w*|\bway back code\b"
)
_BACK_BY_CODE = (
    re.compile(r"\b\w*(?:kood\w*|kod|koden|code|codes)\b"),
    re.compile(
        r"\b(?:takas|takasin|takaisi\w*|takasi|palaa|palata|palaan|paluu\w*|tillbaka|back|return)\b"
        r"|\b(?:toise|uude)\w+ (?:puhelim|kanny|konee|laittee|selaime)\w*"
        r"|\b(?:en )?(?:annan|annat|ny|nytt) (?:telefon|mobil|dator|enhet)\w*"
        r"|\b(?:another|other|new|different) (?:phone|computer|device|browser)\b"
    ),
)
_LOST = re.compile(
    r"\b(?:havi|huka|hukka|kado|kato|unoh|en muista|en muis|ei muista|ei loydy|en loyda|en loya"
    r"|tappa|tappade|glomt|glomde|minns inte|hittar inte|hittar int|lost|forgot|cant find"
    r"|dont remember|cant remember)"
)
_MAIL = re.compile(r"\b(?:sahkoposti|sahkop|meili|mail|email|e ?mail|epost|e ?post)\w*")
_TEXT = re.compile(r"\b(?:tekstari|tekstiviest|teksti ?vieste|sms|text message|textmeddel)\w*")
_WORD = re.compile(r"[^\W_]+")


def asks_of_code(text: str) -> Asked | None:
    """Return whether short words are about a return code, and whether it is lost; else None."""
    plain = _plain(text)
    by_code = all(pattern.search(plain) for pattern in _BACK_BY_CODE)
    if len(plain.split()) > MOST_WORDS or not (_CODE.search(plain) or by_code):
        return None
    return "lost" if _LOST.search(plain) else "about"


def names_way(text: str) -> Way | None:
    """Return the way of a notice that short words name."""
    plain = _plain(text)
    if len(plain.split()) > MOST_WORDS:
        return None
    return "mail" if _MAIL.search(plain) else "text" if _TEXT.search(plain) else None


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(re.sub("['’]", "", text))))
