"""Words about offered times, in fi, sv and en at once: days, clocks, order, and none of them.

Patterns over folded text with single spaces and without apostrophes (``time_choice``).
"""

import re
from collections.abc import Mapping

DAYS = (
    ("maanant|mandag|monday", "ma|man|mon"),
    ("tiista|tisdag|tuesday", "ti|tis|tue|tues"),
    ("keskivi|onsdag|wednesday", "ke|ons|wed"),
    ("torsta|torsdag|thursday", "to|tors|thu|thurs"),
    ("perjant|fredag|friday", "pe|fre|fri"),
    ("lauanta|lordag|saturday", "la|lor"),
    ("sunnunt|sondag|sunday", "su|son"),
)
"""Each weekday: how its name begins, and how it is shortened."""

ENGLISH = re.compile(r"\b(?:i|the|want|take|can|need|works|would|prefer|not)\b")
"""Where these stand, "to" is no Thursday."""

_TODAY = (
    r"ylihuomen\w*|huomen\w*|tanaan|overmorgon|imorgon|imorron|i ?morgon|idag|i dag|tomorrow|today"
)
NEAR = re.compile(
    rf"\b(?:{_TODAY}|(?:ens|ensi|seuraavalla) viik\w*|talla viikolla|tal viikol|nasta vecka"
    r"|den har veckan|next week|this week)\b|\b\d{1,2}\.(?:1[0-2]|0?[1-9])\.(?!\d)"
)

HOURS: Mapping[int, str] = {
    8: "kasilta|kasin|kaheksalta|kahdeksalta",
    9: "ysilta|ysin|ysi|yheksalta|yhdeksalta",
    10: "kympilta|kymppi|kympin|kymmenelta",
    11: "yhelttoista|yheltatoista|yhdeltatoista",
    12: "kaheltatoista|kahdeltatoista|keskipaival\\w*",
    13: "yhelta|yhdelta",
    14: "kahelta|kahdelta",
    15: "kolmelta",
    16: "neljalta",
}

_TO_HALF = (
    *("yksi|yks|ett|one", "kaksi|kaks|tva|two", "kolme|kolm|tre|three", "nelja|fyra|four"),
    *("viisi|viis|fem|five", "kuusi|kuus|sex|six", "seitseman|seittema\\w*|sju|seven"),
    *("kahdeksan|kaheksan|kasi|atta|eight", "yhdeksan|yheksan|ysi|nio|nine"),
    *("kymmenen|kymppi|tio|ten", "yksitoista|ykstoista|elva|eleven"),
    "kaksitoista|kakstoista|tolv|twelve",
)
_HALF = re.compile(
    r"\b(?:(?P<past>half past)|puoli|puol|halv) (?:"
    + "|".join(f"(?P<n{hour}>{hour}|{words})" for hour, words in enumerate(_TO_HALF, start=1))
    + r")\b"
)
_EARLIEST = 7
"""An hour of the clock before this one is one of the afternoon."""


def with_half_hours(said: str) -> str:
    """Return words with "puol kymmenen", "halv tio" and "half past nine" as "klo 9.30"."""

    def clock(found: "re.Match[str]") -> str:
        hour = int(str(found.lastgroup)[1:])
        hour = hour if found["past"] else hour - 1 or 12
        return f"klo {hour if hour >= _EARLIEST else hour + 12}.30"

    return _HALF.sub(clock, said)


BY_CLOCK = re.compile(
    r"\b(?:klo|kello|kl|klockan|at)\b\.? ?(?P<hour>\d{1,2}|[^\W\d_]{3,11})"
    r"(?:[.:](?P<minute>\d\d))?"
)

PARTS = (
    (r"\b(?:aamu\w*|ap|morgon\w*|morron|formiddag\w*|morning\w*)\b", 5, 12),
    (r"\b(?:iltapaiv\w*|ip|paivalla|eftermiddag\w*|afternoon\w*)\b", 12, 18),
    (r"\b(?:ilta|illalla|illal|iltana|iltaisin|kvall\w*|evening\w*)\b", 16, 23),
)
"""A part of the day, from and to which hour."""

ORDINALS: Mapping[int, str] = {
    0: r"\b(?:eka\w{0,2}|ensimma\w*|ensimmai\w*|ykkonen|ykkosen|1\.|forsta|first|ettan)(?!\w)"
    r"|^(?:otan |se |numero |nro |nr |number )*1$",
    1: r"(?<!joku )(?<!jokin )(?<!nan )\b(?:toka\w{0,2}|toinen|toisen|kakkonen|kakkosen|2\.|andra"
    r"|second|tvaan)(?!\w)(?! (?:aika|paiva|tid|dag|tider|dagar))"
    r"|^(?:otan |se |numero |nro |nr |number )*2$",
    2: r"\b(?:kolmas|kolmannen|kolmonen|kolmosen|3\.|tredje|third|trean)(?!\w)"
    r"|^(?:otan |se |numero |nro |nr |number )*3$",
    -1: r"\b(?:viimei\w+|viiminen|vimonen|vika\w?|sista|last)\b(?! week)",
}

OTHER = re.compile(
    r"^(?:joku |jokin |haluun |haluan |onks |onko |ois |olisko |no |ei )*(?:muu|toinen) aika\b"
    r"|\b(?:joku|jokin|jonkun|jonku) (?:muu|muun|toinen|toisen)(?: aika| ajan| paiva| paivan)?$"
    r"|^(?:jag vill ha |nan |nagon |en )*(?:annan|andra) (?:tid|dag)\b|\bnan annan\b"
    r"|\b(?:another|other|different) (?:time|day)\b|\bsomething else\b"
    r"|\b(?:ma|jag|i) (?:toivon|toivoisin|onskar|suggest|ehdotan)\b"
)
"""They want to say a time themselves."""

MORE = re.compile(
    r"(?:no |mut |onks |onko |ooks |olisko |oisko |eiko |eiks |finns det |har ni |are there "
    r"|any )*(?:muita|lisaa|enemman|andra|fler|flera|more|other)"
    r"(?: aikoja| aikoi| vaihtoehtoja| paivia| tider| dagar| times| options| ones| viela"
    r"| vapaana)*"
)
LATER = re.compile(r"\b(?:myohem\w+|senare|later)\b")

NONE = re.compile(
    r"\b(?:ei|en) (?:\w+ ){0,2}(?:mika+n?|mikkaan|mitkaan|mitka+|yksikaan|noista|niista|naista|nuo"
    r"|noihin|niihin|kumpikaan|mihinkaan)\b"
    r"|\b(?:mikaan|mikaa|noista|niista) (?:\w+ ){0,2}ei\b"
    r"|\b(?:inget|ingen|inga) (?:av|passar|funkar|gar)\b|\bpassar (?:inte|int) (?:alls|nan)\b"
    r"|\bnone\b|\b(?:dont|doesnt|cant|not) (?:\w+ ){0,3}(?:any|either) of\b|\bneither\b"
)

ANY = re.compile(
    r"\b(?:mika (?:vaan|tahansa|vain)|ihan sama|kaikki (?:kay|sopii|passaa)|millon vaan"
    r"|milloin vain|vilken som helst|spelar ingen roll|alla (?:gar|passar)|any of|any time"
    r"|anytime|whichever|doesnt matter|all (?:work|fine|good))\b"
)

SOFT = re.compile(
    r"\b(?:joku|jokin|jona?kin|mieluummin|mielummin|paremmin|parempi|ehka|vois\w*|hellre|helst"
    r"|kanske|nan|some|rather|prefer|better|maybe|aamuisin|aamut|iltapaivat|onks|onko|oisko"
    r"|olisko|finns|are there|is there)\b"
)
"""A wish for some time: no time is taken by it."""

NOT = re.compile(
    r"\b(?:ei|emma|emmaa|eika|enka|inte|int|ej|not|cant|cannot|dont|doesnt|no)\b"
    r"|\ben\b(?! (?:\w+ )?(?:\w*dag|\w*dagen|tid|morgon|kvall)\b)"  # "en dag" is Swedish: a day
)

CALL = re.compile(
    r"\b(?:puhelu\w*|puhelime\w*|puhelin\w*|soitto\w*|samtal\w*|telefon\w*|call|phone)\b"
)
MEETING = re.compile(
    r"\b(?:tapaami\w*|tapaan|kasvotusten|livena|traff\w*|motet?|meeting|in person)\b"
)

BESIDE = frozenset(
    [
        *("otan", "ottaisin", "otetaan", "valitsen", "varaan", "varaa", "ton", "tosta", "olis"),
        *("ois", "olisi", "paras", "parhaiten", "vaikka", "mul", "mulla", "numero", "aika", "on"),
        *("oon", "voin", "voisin", "paasen", "tulen", "tuun", "viikolla", "paivana", "kello"),
        *("tar", "valjer", "ha", "bast", "blir", "klockan", "nummer", "tiden", "vecka"),
        *("take", "one", "book", "choose", "pick", "best", "number", "on", "at", "at.", "slot"),
        *("tai", "eller", "or", "ja", "och", "and", "klo", "kl", "se", "den", "the", "week"),
    ]
)
"""Words that may stand beside the one time that is taken, besides those of any yes."""
