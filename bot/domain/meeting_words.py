"""Words about appointments: what a young person means, and a time as a worker writes it.

fi, sv and en at once. What is read of a young person's words only chooses what is shown next;
nothing is moved or cancelled before a button.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.domain.appointment import MeetKind
from bot.domain.appointment_asked import asks_of_it, misses
from bot.domain.calendar import as_utc, instant
from bot.domain.dates import read_day
from bot.domain.safety_letters import fold
from bot.domain.yes_no import TIME, clear_answer, names

Meaning = Literal["when", "move", "cancel", "late", "missed"]

_MEET = (
    r"(?:tapaami\w*|tappoomi\w*|palaver\w*|kaynti\w*|kaynni\w*|mote\w*|moet\w*|motet|traff\w*"
    r"|meeting\w*|appointment\w*|appt|visit)"
)
_OURS = (
    rf"(?:{_MEET}|(?:mun|minun|miun|mulla|min|my|sovit\w*|se) ?(?:aika|ajan|tid|tiden|time|call)"
)
_OURS += r"|puhelu\w*|samtal\w*)"

_LATE = (
    r"\bmyohasty\w*|\b(?:oon|olen|tuun|tulen|olla) (?:\w+ ){0,3}myohas\w*",
    r"\b(?:ar|e|blir|kommer) (?:\w+ ){0,3}(?:sent?|forsen\w*)\b",
    r"\b(?:running|be|am|im|come|gonna be) (?:\w+ ){0,3}late\b",
)
_MOVE = (
    r"\bsiirta\w*|\bsiirre\w*|\bsiirtee\b|\b(?:uus|uusi|toinen|joku muu) (?:aika|paiva)",
    r"\bvaih\w+ (?:paiva\w*|aika\w*|ajan|ajankohta\w*)|\bflytta?\w*|\bskjuta upp\b",
    r"\b(?:byta?|annan|ny) (?:dag|tid)\b|\bresched\w*|\bmove (?:it|my|the|this)\b",
    r"\b(?:change|another|new) (?:the )?(?:day|time)\b|\bpush (?:\w+ ){0,3}to\b",
)
_CANCEL = (
    r"\bperu(?:n|a|taan|taa|isin|ttaa|ppa|uta|ttas|ttahan|ttava)?\b|\bperuut\w*",
    r"\bavbok\w*|\bstalla? in\b|\bcancel\w*",
)
_SURE: tuple[tuple[Meaning, re.Pattern[str]], ...] = (
    ("late", re.compile("|".join(_LATE))),
    ("move", re.compile("|".join(_MOVE))),
    ("cancel", re.compile("|".join(_CANCEL))),
)
_ALONE = re.compile(r"siirret|voi\w* siirt|kan vi flytt|can we move")
"""Enough in itself for who has a time; in a story it needs the word for one."""

_CANNOT = re.compile(
    r"\b(?:en|emma|emmaa) (?:\w+ )?paas\w*|\ben piase\w*|\ben voi (?:tulla|menna)"
    r"|\bkan (?:int|inte|ej) (?:\w+ )?(?:kom\w*|i ?morgon|imorron|idag|i dag)|\bhinner inte"
    r"|\b(?:can ?'?t|cannot|cant|not able to) (?:\w+ )?(?:come|make it|do tomorrow|tomorrow|tmrw)"
)
_WHEN = re.compile(
    r"\b(?:milloin|millon?|koska|monelta|monnelta\w*|mihin aikaan|mika paiva|missa|mihina)\b"
    r"|\b(?:oonko|oonks|olenko|ooks) (?:ma )?(?:jo )?(?:varan\w+|sopin\w+|saanu\w*)"
    r"|\b(?:onko|onks|oisko) (?:mulla|mul|minulla) (?:\w+ )?(?:aika|aikaa|tapaami\w+)\b"
    r"|\bhar (?:jag|ja) (?:\w+ )?tid\b|\b(?:do|did) i (?:have|book) (?:\w+ )?"
    r"(?:time|appointment|meeting)\b"
    r"|\b(?:nar|hur dags|vilken (?:tid|dag)|var ar|vilken plats)\b"
    r"|\b(?:when|wen|what time|what day|where|what hour)\b"
)
_LATE_WORDS = 7
_ELSEWHERE = re.compile(
    r"\b(?:vuokra\w*|lasku\w*|maksu\w*|maks[au]\w*|koulu\w*|tun\w*|toi(?:ssa|sta|hin)|duuni\w*"
    r"|hyra\w*|rakning\w*|betal\w*|skol\w*|lektion\w*|jobb\w*"
    r"|\w+(?:sta|lta)|sakko\w*|haku\w*|rent|bills?|pay\w*|school|class|work|job|period|kuukauti\w*|mens\w*)\b"
)
"""Where somebody is late who says so, when it is not to their worker."""

_OTHERS = re.compile(
    r"\b(?:hammas\w*|laakari\w*|terveys\w*|kela\w*|te-toimisto\w*|tandlak\w*|lakar\w*|fpa\w*"
    r"|dentist|doctor|asuntonaytto\w*|tilau\w*|tilaus|lippu\w*|buss\w*|juna\w*)\b"
)


def meaning_of(text: str, *, known: bool = False, shown: bool = False) -> Meaning | None:
    """Return what words say about an appointment that somebody has, or None.

    Args:
        known: They are about an appointment, somebody else has understood so much; else they
            must name one themselves, or say that somebody cannot come.
        shown: It was told of right before: "mis se on" and "unohin" are about it.
    """
    plain = " ".join(fold(text).split())
    if not known and _OTHERS.search(plain):
        return None
    named = known or bool(re.search(rf"\b{_OURS}", plain))
    asked = asks_of_it(plain, shown=shown)
    if misses(plain, named=named, shown=shown) and not asked and not _WHEN.search(plain):
        return "missed"
    if asked:
        return "when"
    cannot = bool(_CANNOT.search(plain))
    words_said = len(plain.split())
    short = words_said <= 4
    late = words_said <= _LATE_WORDS and not _ELSEWHERE.search(plain)
    for meaning, words in _SURE:
        found = re.search(words, plain)
        # "Siirretäänkö?" alone is enough for who has a time; in a story it needs the word for it.
        alone = short and meaning == "move" and _ALONE.match(plain) is not None
        enough = named or cannot or alone or (late and meaning == "late") or (shown and short)
        if found and enough:
            return meaning
    if cannot and (named or short):
        return "move"
    return "when" if named and _WHEN.search(plain) else None


def is_ours(text: str) -> bool:
    """Return whether words name a meeting or a call with the worker."""
    plain = " ".join(fold(text).split())
    return re.search(rf"\b{_OURS}", plain) is not None and not _OTHERS.search(plain)


def is_answer(text: str) -> bool:
    """Return whether words say yes or no to a time that was named, and nothing else."""
    return clear_answer(text, TIME) is not None and names(text, TIME)


_CALL_ME = re.compile(
    r"\bsoit(?:a|taa|taisi\w*|tais|taako|tele)\b|\bpuhelu\w*|\bring\w*|\bcall (?:me|back)\b"
)


def wants_call(text: str) -> bool:
    """Return whether somebody asks to be called."""
    return _CALL_ME.search(fold(text)) is not None


_PHONE = re.compile(r"(?:\+|00)?\d(?:[ -]?\d){5,14}")


def phone_in(text: str) -> str | None:
    """Return the one telephone number that a short message is about, or None."""
    found = _PHONE.findall(text)
    rest = _PHONE.sub("", text).strip(" .,!?:")
    return found[0].strip() if len(found) == 1 and len(rest.split()) <= 4 else None


@dataclass(frozen=True, slots=True)
class Written:
    """A time as a worker wrote it. ``length`` cuts it into pieces; None: it is one."""

    start: datetime
    end: datetime
    kind: MeetKind
    length: timedelta | None
    place: str


USUAL = timedelta(minutes=45)
"""The length of a time of which only the beginning was written."""

_DAY = (
    re.compile(r"(?:[^\W\d]{2,12}\.?\s+)?(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}(?:[./](?:\d{4})?)?)"),
    re.compile(r"([^\W\d][^\d\n]{0,30}?)(?=\s+(?:klo|kl|at)\b|\s+\d)"),
)
_CLOCK = r"(\d{1,2})(?:[.:](\d\d))?"
_TIMES = re.compile(rf"\s*(?:(?:klo|kl|at)\.?\s*)?{_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?(?![\d])")
_LENGTH = re.compile(r"(?<!\d)(\d{2,3})\s*min\w*\.?", re.IGNORECASE)
_CALL = re.compile(r"\b(?:puhelu|puhelin|puhelimitse|soitto|samtal|telefon|call|phone)\b", re.I)
_MEETING = re.compile(r"\b(?:tapaaminen|möte|träff|meeting)\b", re.I)


def read_time(text: str, today: date) -> Written | None:
    """Return a time from "to 3.12. klo 13-13.45 toimisto" or "ti 1.12. 9-12 45 min puhelu".

    The day comes first, then the clock; what is left is the place. None when it is no such time.
    """
    text = " ".join(text.split())
    for shape in _DAY:
        found = shape.match(text)
        day = read_day(found[1], today) if found else None
        if found is None or day is None or day.first != day.last:
            continue
        times = _TIMES.match(text, found.end())
        if times is not None:
            return _written(day.first, times, text[times.end() :])
    return None


def _written(day: date, times: "re.Match[str]", rest: str) -> Written | None:
    start, end = _clock(times[1], times[2]), _clock(times[3], times[4])
    if start is None or (times[3] and end is None):
        return None
    length = _LENGTH.search(rest)
    pieces = timedelta(minutes=int(length[1])) if length else None
    kind: MeetKind = "call" if _CALL.search(rest) else "meeting"
    place = _LENGTH.sub(" ", _MEETING.sub(" ", _CALL.sub(" ", rest)))
    begins = instant(day, start)
    ends = instant(day, end) if end else begins + (pieces or USUAL)
    if as_utc(ends) <= as_utc(begins):
        return None
    return Written(begins, ends, kind, pieces, " ".join(place.split()).strip(" ,.;:-"))


def _clock(hour: str | None, minute: str | None) -> time | None:
    if hour is None or int(hour) > 23 or int(minute or 0) > 59:
        return None
    return time(int(hour), int(minute or 0))
