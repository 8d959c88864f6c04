"""Words for days, months and how far away they are, in fi, sv and en at once. Folded."""

import re

from bot.domain.money_matters import matter_of
from bot.domain.money_words import tag_of
from bot.domain.number_words import atoms_of

MONTHS = (
    r"tammik\w*|jan(?:uari|uary)?", r"helmik\w*|feb(?:ruari|ruary)?", r"maalisk\w*|mars|march|mar",
    r"huhtik\w*|april|apr", r"toukok\w*|maj|may", r"kesak\w*|june?|juni", r"heinak\w*|july?|juli",
    r"elok\w*|aug(?:usti|ust)?", r"syysk\w*|sept?(?:ember)?", r"lokak\w*|o[kc]t(?:ober)?",
    r"marrask\w*|nov(?:ember)?", r"jouluk\w*|dec(?:ember)?",
)  # fmt: skip
WEEKDAYS = (
    "maanantai|mandag|monday", "tiistai|tisdag|tuesday", "keskiviik|onsdag|wednesday",
    "torstai|torsdag|thursday", "perjantai|fredag|friday", "lauantai|lordag|saturday",
    "sunnuntai|sondag|sunday",
)  # fmt: skip
SHORT_WEEKDAYS = ("ma", "ti", "ke", "to", "pe", "la", "su")
ORDINALS = {
    1: "eka|ekana|ensimmai\\w*|forsta|first",
    2: "toka|tokana|andra|second",
    3: "kolmas|kolmantena|tredje|third",
    5: "viides|viidentena|femte|fifth",
    10: "kymmenes|kymmenentena|tionde|tenth",
    15: "viidestoista|viidentenatoista|femtonde|fifteenth",
    20: "kahdeskymmenes|kahdeskyt|tjugonde|twentieth",
    25: "kahdeskymmenesviides|tjugofemte|twenty.?fifth",
}
NEXT = r"(?:ens|ensi|seuraava\w*|tuleva\w*|nasta|kommande|next|coming)"
NEXT_WEEKS = r"(?:(?:ens|ensi|seuraavan) viikon|nasta veckas|next week'?s?)"
MONTH = r"(?:kuun|kuukauden|manaden|manadens|month)"

_TIME_WORD = re.compile(
    r"|".join(
        [
            *(*MONTHS, *(rf"(?:{names})\w*" for names in WEEKDAYS), *ORDINALS.values(), NEXT),
            r"ylihuomen\w*|huomen\w*|tanaan|overmorgon|imorgon|morgon|imorron|idag|dag|tomorrow",
            r"today|tonight|tmrw|tmr|after|paasta|paast|kuluttua|from|om|in|i|viik\w*|vecka\w*|veck\w*",
            r"week\w*|vko|vk|kuu\w*|kk|kuukau\w*|man\w*|month\w*|paiv\w*|pv|day\w*|lopu\w*|lopp\w*",
            r"slutet|slut|end|alu\w*|alku\w*|borjan|start|beginning|mitten|middle|mid|vika|sista",
            r"viimei\w*|last|puolival\w*|viikonlop\w*|helgen|helg|weekend|of|tal|talla|kohta|pe|ma",
            r"ti|ke|to|la|su|parin|joskus|tienoilla|a|nuorin|e|st|nd|rd|th|raha\w*|pengar\w*|money",
        ]
    )
)


def strange_words(even: str) -> int:
    """Return how many words of a folded text speak of no day: many of them tell a story."""
    words = re.findall(r"[^\W\d_]+", even)
    return sum(
        not (_TIME_WORD.fullmatch(word) or tag_of(word) or matter_of(word) or atoms_of(word))
        for word in words
    )
