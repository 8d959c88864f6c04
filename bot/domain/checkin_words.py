"""What typed words say to "how are you now?" the day after a crisis card."""

import re
from typing import Literal

from bot.domain.card_words import plain

How = Literal["better", "same", "worse"]

_SO = (
    r"(?:(?:no|joo|hei|moi|ihan|nyt|mulla|mä|minä|oon|olen|on|edelleen|yhä|tosi|aika|vähän"
    r"|jag|ja|mår|det|är|lite|fortfarande|hej|i|im|am|feel|its|hi|hello|a|bit|still) )*"
)
_AFTER = (
    r"(?: (?:nyt|kiitos|tänään|olo|kuin eilen|nu|tack|idag|än i går|now|thanks|today"
    r"|than yesterday))*"
)
_WORSE = (
    r"huonom\w*|huonosti|paha olo|huono olo|pahemmin|kamala\w*|surkee\w*|paskasti|paska"
    r"|ei hyvin|en hyvin|sämre|dåligt|inte bra|skit|worse|bad|badly|terrible|awful|not good"
    r"|not well|хуже|плохо|أسوأ|سيئ"
)
_SAME = (
    r"sama\w*|samoin|suunnilleen samoin|niinku eilen|ei muutosta|siinä se menee|en tiedä"
    r"|samma|likadant|ungefär (?:samma|likadant)|som igår|vet inte"
    r"|(?:about )?the same|same|no change|so so|meh|dont know|так же|نفس الشيء"
)
_BETTER = (
    r"parem\w*|hyvin|hyvä|hyvää|ihan ok|ok|okei|kunnossa|bättre|bra|okej|helt okej"
    r"|better|good|fine|okay|well|лучше|хорошо|أفضل|بخير"
)
_HOW: tuple[tuple[How, re.Pattern[str]], ...] = (
    ("worse", re.compile(f"{_SO}(?:{_WORSE}){_AFTER}")),
    ("same", re.compile(f"{_SO}(?:{_SAME}){_AFTER}")),
    ("better", re.compile(f"{_SO}(?:{_BETTER}){_AFTER}")),
)


def how_in(text: str) -> How | None:
    """Return how somebody says they are; None: they say something else, or ask."""
    said = plain(text)
    return None if "?" in text else next((how for how, one in _HOW if one.fullmatch(said)), None)
