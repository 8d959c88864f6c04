"""An answer on a scale: a number, words ("aika hyvin"), an emoji, yes or no. fi, sv, en at once.

Words are a share of the scale between its ends, so that one table serves 0-10 and 1-4. Labels of
the scale's own steps come first. Nothing is guessed: what cannot be placed is None.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from bot.domain.money_words import tag_of
from bot.domain.number_tokens import tokens_of, written_evenly


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with whole steps from ``low`` to ``high``.

    ``by_oneself``: its steps say how far one can do something, so that yes is the highest, no the
    lowest, and "mamma gör det" is that one does not do it.
    """

    low: int
    high: int
    by_oneself: bool = False


def scale_of(unit: str | None, steps: int = 0) -> Scale:
    """Return the scale that a question's unit names: "0-10", "1-4"; its steps when it does not."""
    found = re.fullmatch(r"\s*(\d{1,3})\s*[-–.]+\s*(\d{1,3})\s*", unit or "")
    if found and int(found[1]) < int(found[2]):
        low, high = int(found[1]), int(found[2])
    else:
        low, high = (1, steps) if steps > 1 else (0, 10)
    return Scale(low, high, by_oneself=high - low < 6)


_EMOJI = {
    0: "😭😫😩🤬😱💔🖤",
    15: "😢😞😣😖👎😡😠🤮",
    25: "☹🙁😔😟😥😓😰",
    35: "😕🥺😴🥱🙄",
    50: "😐😶🤔😑",
    70: "🙂👌",
    84: "😊😀😃😌👍💪❤",
    100: "😄😁🤩🥳😍🎉🔥🥰",
}
_FEELINGS = (
    r"(?:mua |mulla |mul |minua )?(?<!ei )(?:itketta|ahdista|masenta|vasytta|pelotta)\w*"
    r"(?: (?:koko ajan|paljon|usein|kaikki|hirveesti))*|itken(?: koko ajan| paljon)?"
    r"|(?:oon|olen) (?:ollu |ollut |ihan |tosi |niin |aina )*(?:loppu|rikki|poikki|yksin"
    r"|(?:uupunu|masentunu|ahdistunu|vasyny|surulli|yksinai)\w*)"
    r"|en jaksa(?: mitaan| enaa| nousta| oikein)*|en (?:syo|nuku)(?: enka (?:syo|nuku))?"
    r"|ei (?:oo|ole) (?:mulla |mul |yhtaan )*(?:kaverei|ystavi)\w*|kaikki vihaa (?:mua|minua)"
    r"|(?:ei )?kukaan (?:ei )?valita (?:musta|minusta)|inga vanner|alla hatar (?:mig|mej)"
    r"|(?:jag |ja )?(?:grater|mar (?:daligt|skit)|(?:ar|e) (?:ledsen|trott|slut|ensam))"
    r"(?: hela tiden| mycket)*|(?:orkar|sover) (?:inte|int)|ingen bryr sig(?: om m[ei][gj])?"
    r"|(?:i )?(?:cry|feel (?:sad|alone|lonely)|can ?'?t sleep|don ?'?t eat)(?: all the time)?"
    r"|(?<!not )(?:sad|tired|lonely|depressed|anxious|exhausted|stressed)(?: all the time)?"
    r"|no friends|nobody cares(?: about me)?|every(?:one|body) hates me"
)
"""How it feels, told instead of a number."""

# Longest phrases first: "ei huono" before "huono". Shares of the scale in per cent.
_PHRASES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (
        65,
        (
            r"ei (?:niin |kovin )?huono\w*|ei paha\w*|ei valittami\w*|ihan (?:jees|ok\w*|kiva\w*)",
            r"inte (?:sa )?(?:daligt|illa)|helt okej|not (?:so |too )?bad|can't complain",
        ),
    ),
    (
        25,
        (
            r"(?:en|ei) (?:mitenkaan |ihan |kauheen |kovin |niin |oikein )*(?:hyvin|hyva)",
            r"inte (?:sa |sarskilt |jatte)?(?:bra|mycket)",
            r"not (?:so |very |too |that )?(?:good|great|well|much)",
        ),
    ),
    (
        0,
        (
            r"en (?:osaa|tieda) (?:yhtaan|ollenkaan|mitaan|lainkaan)|ei yhtaan|en koskaan",
            r"(?:en|ei) ollenkaan|surke\w*|kauhe\w*|hirve\w*|paska\w*|perseesta",
            r"inte alls|aldrig|hemsk\w*|skit\w*|fruktansvar\w*",
            r"not at all|never|terribl\w*|awful\w*|horribl\w*|worst|like shit",
        ),
    ),
    (
        10,
        (
            r"(?:tosi|todella|erittain|hyvin|super) huono\w*|(?:very|really|so) (?:bad|poor)\w*",
            r"(?:valdigt|jatte|mycket) ?(?:daligt|illa)",
        ),
    ),
    (
        32,
        (
            r"(?:aika|melko|vahan|hieman) huono\w*|heiko\w*|huonohko\w*",
            r"(?:ganska|lite) daligt|(?:quite|pretty|kind of|a bit) bad",
        ),
    ),
    (20, (r"huono\w*|dalig\w*|illa|bad|badly|poor|poorly",)),
    (
        92,
        (
            r"(?:tosi|todella|erittain|oikein|super) (?:hyvin|hyva\w*|kiva\w*|jees)",
            r"(?:valdigt|jatte|riktigt|mycket) ?(?:bra|val)|(?:very|really|so) (?:good|well)",
        ),
    ),
    (
        100,
        (
            r"taydelli\w*|loista\w*|mahtava\w*|parhaiten|erinomai\w*|paras|perfekt|utmarkt",
            r"fantasti\w*|perfect\w*|great|excellent\w*|amazing|awesome|brilliant\w*",
        ),
    ),
    (
        70,
        (
            r"(?:aika|ihan|melko|suht|varsin) (?:hyvin|hyva\w*|kivasti)|osaan melkein",
            r"(?:ganska|ratt) bra|nastan|oftast|mestadels|melkein(?: aina)?|useimmiten|usein",
            r"(?:pretty|quite|fairly|rather) (?:good|well)|almost|mostly|usually|often",
        ),
    ),
    (
        84,
        (
            r"hyvin|hyvaa?(?! (?:paiv|huomen|ilta|yo|viikon|jatko))|kivasti|bra|val",
            r"well|fine|jees|good(?! (?:night|morning|evening|day|bye))",
        ),
    ),
    (
        50,
        (
            r"okei|ok|okej|okay|menettelee|sinne tanne|kohtalai\w*|keskiver\w*|puoliks\w*",
            r"sa dar|sadar|medel\w*|halva|so ?so|average|meh|semisti|jotenki\w*|half",
        ),
    ),
    (
        30,
        (
            r"osittain|vahan|joskus|valilla|jonkin verran|harvoin|delvis|lite|ibland|sallan",
            r"a little|a bit|sometimes|partly|somewhat|rarely",
        ),
    ),
    (12, (_FEELINGS,)),  # behind every word of how well it goes
)
_YES = r"joo\w*|juu|jep|kylla|kyl|jo|ja|yes|yeah|yep|yup|osaan|tiedan|tiian|aina|on|onnistuu|kan"
_NO = r"en|ei|e|nej|na|no|nope|emma|enpa|int|inte"
_BYE = re.compile(r"\b(?:bye|moikka|heippa|hejda|nahdaan|morjens|goodbye)\b")
_OTHERS_DO = (
    r"(?:mamma|pappa|mutsi|aiti|isa|faija|mum|mom|dad|kamppis|avokki|poikaystava|tyttoystava|joku"
    r" muu|nan annan|someone else|somebody else|ohjaaja|handledar\w*)"
)


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_READ = tuple((share, _whole("|".join(patterns))) for share, patterns in _PHRASES)
_YES_FIRST = re.compile(rf"\W*(?:{_YES})(?!\w)")
_NO_FIRST = re.compile(rf"\W*(?:no )?(?:{_NO})(?!\w)")
_BY_OTHERS = re.compile(rf"\W*(?:{_OTHERS_DO})(?!\w)")
_CAN = frozenset({"osaan", "tiedan", "tiian", "kan", "on"})
HALF = 50
_STRETCH = re.compile(r"-|\b(?:tai|vai|eller|till|or|to|valilla|valissa|valilta|mellan|between)\b")
"""What makes one answer of two numbers."""
_AROUND = re.compile(r"(?:jossain|siina|nagonstans|somewhere|ja|och|and)")

MOST_BESIDE = 1
"""Words that are known for nothing: with more of them the text tells something else."""


def read_scale(text: str, scale: Scale) -> int | None:
    """Return the step that a text says, or None.

    Of a stretch ("6-7", "2 or 3") it is the middle, and of two steps beside each other the lower
    one: nobody who may need help goes without being offered it. It is said back as it is kept.
    """
    even = written_evenly(text)
    tokens = tokens_of(even)
    numbers = [token.number for token in tokens if token.number is not None]
    strange = [token.text for token in tokens if token.is_word and tag_of(token.text) is None]
    if len(numbers) == 2:
        known = (_STRETCH, _AROUND)
        strange = [word for word in strange if not any(one.fullmatch(word) for one in known)]
    if numbers and len(strange) > MOST_BESIDE:
        return None
    if numbers:
        return _of_number(numbers[0].low, numbers[-1].high, len(numbers), even, scale)
    if scale.by_oneself and _BY_OTHERS.match(even):
        return scale.low
    share = _share(even, scale, strange)
    return None if share is None else _step(share, scale)


def is_between(text: str) -> bool:
    """Return whether what is said lies between steps: "6-7", "2 or 3", "7,5"."""
    even = written_evenly(text)
    numbers = [token.number for token in tokens_of(even) if token.number is not None]
    if any(one.low != one.high or one.low.denominator != 1 for one in numbers):
        return True
    return len(numbers) > 1 and _STRETCH.search(even) is not None


def _share(even: str, scale: Scale, strange: list[str]) -> Fraction | None:
    found = ((share, pattern.search(even)) for share, pattern in _READ)
    said, where = next(((share, match) for share, match in found if match), (None, None))
    used = set(where.group().split()) if where is not None else set()
    beside = len([word for word in strange if word not in used])
    if beside > MOST_BESIDE + scale.by_oneself or _BYE.search(even):
        return None
    if scale.by_oneself and (yes := _YES_FIRST.match(even)):
        # "jo nästan varje dag" is yes, "osaan vähän" and "joo vähän" are a little.
        hedged = said is not None and (said <= HALF or yes.group().strip() in _CAN)
        return Fraction(said or 0, 100) if hedged else Fraction(1)
    if said is not None:
        return Fraction(said, 100)
    for share, signs in _EMOJI.items():
        if any(sign in even for sign in signs):
            return Fraction(share, 100)
    if scale.by_oneself and _NO_FIRST.match(even):
        return Fraction(0)
    return None


def _of_number(low: Fraction, high: Fraction, many: int, even: str, scale: Scale) -> int | None:
    """Return a typed step: "7", "7/10", "6-7", "seiska"; None outside the scale."""
    if many == 2 and re.search(r"\d ?/ ?\d", even) and high != scale.high:
        return None
    if many == 2 and high == scale.high and ("/" in even or "kautta" in even):
        high = low  # "7/10"
    elif many > 2 or (many == 2 and not _STRETCH.search(even)):
        return None
    if low < scale.low or high > scale.high:
        return None
    return ceil((low + high) / 2 - Fraction(1, 2))


def _step(share: Fraction, scale: Scale) -> int:
    return scale.low + int(share * (scale.high - scale.low) + Fraction(1, 2))
