"""Whether somebody asks how to save a result's picture, or to show it to a friend. fi, sv, en."""

import re
from typing import Literal

from bot.domain.number_tokens import written_evenly

Wish = Literal["save", "show"]

_ASKS = re.compile(
    r"\b(?:miten|mite|mitenka|kuinka|voi\w*|saa(?:ko|ks|nko|nks)|pysty\w*|onnistuu\w*|halu\w+"
    r"|mista"
    r"|hur|kan|far|gar|vill|how|can|could|may|want|where)\b"
)
_SAVES = re.compile(
    r"\b(?:tallen\w+|talteen|lataa\w*|ladata|tulosta\w*|printata|printtaa\w*|spara\w*|ladda"
    r"|skriva? ut"
    r"|printa|save|download|print|keep)\b"
)
_SHOWS = re.compile(r"\b(?:nayt\w+|jaka\w*|jaan|laheta\w*|visa|dela|skicka|show|share|send)\b")
_RESULT = re.compile(
    r"\b(?:kuva\w*|kuvio\w*|tulokse\w*|tulos|taulukko\w*|bilden|bild|resultat\w*|tabell\w*"
    r"|picture|image|chart|results?|table)\b"
)
_IT = re.compile(r"\b(?:sen|sita|se|tan|taman|taa|ton|det|den|it|this|that)\b")
_FRIEND = re.compile(
    r"\b(?:kaveri\w*|kamu\w*|ystava\w*|aidille|aitille|mutsille|isalle|iskalle|siskolle|veljelle"
    r"|vanhemmille|muille|jollekin?|jolleki|kellekaan|kompis\w*|van|vanner|mamma|pappa|nagon"
    r"|andra|friends?|mom|mum|dad|parents|somebody|someone|others|anyone)\b"
)
_OTHER_PICTURES = re.compile(
    r"\b(?:alasto\w*|paljas\w*|naken\w*|nude\w*|naked|kirist\w+|blackmail\w*)\b"
)
_MOST_WORDS = 9


def result_wish(text: str, *, shown: bool) -> Wish | None:
    """Return what somebody wants to do with a result of theirs, in words; None: nothing like it.

    Args:
        text: As it was typed.
        shown: A result was said last, so that "it" is the result.
    """
    even = written_evenly(text)
    few = len(even.split()) <= _MOST_WORDS and _ASKS.search(even) is not None
    named = _RESULT.search(even) is not None or (shown and _IT.search(even) is not None)
    if not (few and named) or _OTHER_PICTURES.search(even):
        return None
    if _SAVES.search(even):
        return "save"
    return "show" if _SHOWS.search(even) and _FRIEND.search(even) else None
