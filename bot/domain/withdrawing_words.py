"""Typed words about a message that went: take it back, and what was in it. fi, sv, en.

And those that take off what was added last to one that has not gone.

Every word must be known, so that "poista mun lasku" or "ota se lääke pois" takes no message back.
"""

import re
from dataclasses import dataclass

from bot.domain.sending_words import word_list, words_of

_MOST = 11

_TAKES = re.compile(
    r"\b(?:peru\w*|poista\w*|perua|havita|kumoa|(?:ota|ottaa|otan|otaks|vetaa|veda|veta)\b.*"
    r"\b(?:pois|takas|takasin|takaisin)|unohta\w*|unohda)\b"
    r"|\b(?:radera\w*|angra\w*|aterkalla|glom|avbryt|(?:ta|tar|dra|drar)\b.*\b(?:tillbaka|bort|in))\b"
    r"|\b(?:delete|remove|unsend|withdraw|cancel|undo|recall|take\b.*\bback|pull\b.*\bback|forget)\b"
)
_TAKING = re.compile(r"peru\w*|poista\w*|unohta\w*|radera\w*|angra\w*")
_NAMED = re.compile(r"viesti\w*|meddelan\w+|message|msg|text")
_FORGETS = re.compile(r"\b(?:unohd\w+|unohta\w*|glom|forget)\b")
"""Said of anything; of a message only where it is named."""

_ASKS = re.compile(
    r"(?:voi\w*|saa\w*|pysty\w*|onnistu\w*|miten|kan|far|gar|hur|can|could|may|how"
    r"|is it possible)\b"
)
_BESIDE = word_list("""
    ne noi nuo molemmat bada both them
    se sen sita toi ton tuo tota taa tan tama koko eka ekan ensimmaisen viimeisin viimesin
    viimeisimman viimenen viela viel sittenkin haluisin haluaisin haluan haluun ma maa mie mina
    nyt pliis kiitos joka mun minun mita aiempi aiemman edellinen edellisen hei joo oho voiko
    voiks voinko voinks voitko voiks vois saako saaks saanko saisko pystyyko pystyko pystyks
    onnistuuko ota ottaa otan pois takas takasin takaisin havita kumoa veda vetaa lahetin
    lahetetty lahti menny lahetetyn laheti unohda maijalta silta heilta jonka sori miten sen
    just aski askeisen no ta tar dra drar tillbaka bort in det den de dom jag ja vill kan man
    far annu an snalla hela forsta senaste sista har som skickade skickat glom avbryt mitt mina
    aterkalla nu hur gar att tack i take took pull back it that the my this want to can could
    please pls you still last first sent just whole delete remove unsend withdraw cancel undo
    recall forget would like how do is possible one now sorry u
""")
_WHAT_WENT = re.compile(
    r"\b(?:meniko|meniks|menik|tuliko|tuliks|lahtiko|lahtiks|saiko|saiks|nakiko|nakyyko|nakeeko)\b"
    r".*\b(?:kaikki|ne kaikki|koko)\b"
    r"|\bkaikki(?:ko)? mita (?:ma |maa |mina )?(?:kirjo\w+|laheti?n|lahetin|sanoin)\b"
    r"|\bmita (?:ma |maa |mina )(?:sille |hanelle )?(?:lahetin|kirjotin|kirjoitin|laitoin)\b"
    r"|\bmita (?:siina |siin )?(?:viestissa|viestis|viestiss)\b"
    r"|\b(?:gick|kom|skickades) (?:allt|hela|alla)\b|\ballt (?:som |det )?jag skrev\b"
    r"|\bvad? (?:skicka(?:de)?|skrev) (?:jag|ja)\b"
    r"|\bdid (?:it all|all of it|everything)\b|\b(?:everything|all) (?:that )?i (?:wrote|sent)\b"
    r"|\bwhat did i (?:send|write)\b"
)
_LAST_OFF = re.compile(
    r"(?:(?:ei|hei|no|oota|eiku|wait|vanta|nej|na|please) )*(?:"
    r"(?:poista|ota|peru)(?: (?:pois|se|toi|tuo|ton|tuon|sen))*"
    r" (?:viime[ns]?i?\w+|aske\w+|eiku|lisays|lisayksen)"
    r"(?: (?:lisays|lisayksen|rivi|rivin|lause|kohta|osa|pois))*"
    r"|(?:ta bort|radera|stryk) (?:(?:det|den|de|dom) )?(?:sista|senaste)"
    r"(?: (?:raden|biten|delen))?"
    r"|(?:remove|delete|take (?:out|off)) (?:(?:the|that) )?last(?: (?:one|line|part|bit|thing"
    r"|sentence|addition))?)"
)
_ERASES = re.compile(r"\b(?:poista\w*|radera\w*|ta bort|delete|erase|tuhoa\w*)\b")


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish to take a message back.

    Args:
        named: The message itself is named; otherwise it may be about anything lately done.
        asks: It is asked whether that can be done.
    """

    named: bool
    asks: bool


def wish_to_withdraw(text: str) -> Wish | None:
    """Return the wish that words say, None when they say anything else."""
    said = words_of(text)
    even = " ".join(said)
    if not said or len(said) > _MOST or not _TAKES.search(even):
        return None
    if not all(
        word in _BESIDE or _TAKING.fullmatch(word) or _NAMED.fullmatch(word) for word in said
    ):
        return None
    named = any(_NAMED.fullmatch(word) for word in said)
    if not named and _FORGETS.search(even):
        return None
    return Wish(named, "?" in text or _ASKS.match(even) is not None)


def speaks_of_sent(text: str) -> bool:
    """Return whether words are about a message that has been sent."""
    return asks_what_went(text) or wish_to_withdraw(text) is not None


def takes_last_off(text: str) -> bool:
    """Return whether what was added last to a message is to go: "poista toi viimeinen"."""
    said = words_of(text)
    return len(said) <= _MOST and _LAST_OFF.fullmatch(" ".join(said)) is not None


def asks_what_went(text: str) -> bool:
    """Return whether somebody asks what has been sent: "tuliko kaikki", "what did I send"."""
    even = " ".join(words_of(text))
    asks = _WHAT_WENT.search(even) is not None and _ERASES.search(even) is None
    return asks and len(even.split()) <= _MOST
