"""Does this text answer the question that is pending, and what does it say?

One pure function for every type of question. None means "not an answer": then the classifier
speaks, and the question is asked again. "Ohita" and "en tiiä" are answers of their own kind. A
question of the person's, a call for help or a story is never taken for an answer because a number
stands in it. Crisis is not decided here: it comes before all, in the caller.
"""

import re
from datetime import date, timedelta

from bot.domain import answer_phrases as phrases
from bot.domain.answer_figures import day_said, number_said
from bot.domain.answer_values import Answer, AnswerKind, Pending
from bot.domain.choices import is_yes_or_no, read_choice, words_beside
from bot.domain.money import MoneyReading, read_money
from bot.domain.money_matters import ask_of
from bot.domain.money_words import Tag, tag_of
from bot.domain.number_tokens import LONGEST, written_evenly
from bot.domain.scales import is_helped, read_scale, scale_of

__all__ = ["Answer", "Pending", "read_answer"]
"""What callers need, in one import."""

MOST_STRANGERS = 4
MOST_STRANGERS_BARE = 2
"""Words known for nothing beside an amount: with a currency or its name, and without."""

SURE_STRANGERS = 2
LARGE_CENTS = 10_000
"""So many unknown words beside an amount with its name leave no doubt. With a currency, a period
or this much money one does not; beside a small bare number ("fever 39") one does."""

_OF_FIGURES = frozenset({"money", "number", "date", "scale"})

SHORT = 4
_THANKS = re.compile(r"\b(?:tusen tack|thanks a million)\b", re.IGNORECASE)
"""Thanks with a number in them."""

_HEARTS = re.compile(r"(?<!\S)(?:<3+|[:;=]3)(?![\w])")
"""Faces with a number in them: "<3 650" is no amount of thousands."""

_CODE = re.compile(r"['\"`]\s*;|</?[a-z][^<>]*>|\$\{", re.IGNORECASE)
"""Signs of a program, which nobody writes to a friend: what stands among them is asked again."""

_CALLS = re.compile(
    r"\b(?:apua|auttakaa|hjalp|help|sos|112|takas|takaisin|taaksepain|edellinen|edelliseen"
    r"|peru|peruuta"
    r"|lopeta"
    r"|lopetetaan|keskeyta|stop|quit|cancel|back|tillbaka|bakat|avbryt|sluta|menu|valikko|meny)\b"
)
_WITH_HELP = re.compile(
    r"(?:with|med) (?:some |lite )?(?:help|hjalp)|joo,? mut (?:tarvii?n )?apua"
)
"""An answer to how far one can do something, and no call."""

FRESH = timedelta(days=2)
"""So long after the last answer an amount is still taken back by saying it, or given by figure."""

_AFTER_ALL = re.compile(r"\b(?:onki|onkin|oliki|olikin|olikii|sittenki|sittenkin|anda)\b")
_MANNERS = frozenset({"kiitos", "kiitti", "tack", "thanks", "thank", "sori", "sorry"})
_ACT_WORDS = 3
"""A call or a wish to stop is short; in a longer text the word is only mentioned."""


def read_answer(text: str, pending: Pending, today: date) -> Answer | None:
    """Return what a text answers to the pending question, or None when it does not. Never raises.

    Args:
        text: The person's words as they were typed.
        pending: The question being asked.
        today: In the Helsinki calendar; dates are read from it.
    """
    text = _HEARTS.sub(" ", _THANKS.sub(" ", text))
    even = written_evenly(text)
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", even)
    long = len(text) > LONGEST and pending.type != "text"
    calls = _CALLS.search(even) and len(words) <= _ACT_WORDS and not _WITH_HELP.match(even)
    if not even.strip() or long or calls:
        return None
    match pending.type:
        case "money":
            return _money(text, pending, words)
        case "number":
            return _plain(text, words) or number_said(even, words)
        case "date":
            return day_said(text, words, today) or _plain(text, words)
        case "scale":
            return _scale(text, pending, words) or _plain(text, words)
        case "choice":
            return _choice(text, pending, words)
        case "text":
            return _text(text, words)
        case "ended":
            return _taken_back(even, pending, today)
        case "resting":
            return _figure(text, pending, today)


def _plain(text: str, words: list[str]) -> Answer | None:
    """Return skip or don't know, where little else is said."""
    said = " ".join(words)
    kinds: tuple[tuple[re.Pattern[str], AnswerKind], ...] = (
        (phrases.SKIP, "skip"),
        (phrases.UNKNOWN, "unknown"),
    )
    for pattern, kind in kinds:
        rest = phrases.rest_after(pattern, said)
        if rest is not None and all(tag_of(word) is Tag.FILLER for word in rest):
            return Answer(kind)
    return Answer("unknown") if "🤷" in text else None


def _money(text: str, pending: Pending, words: list[str]) -> Answer | None:
    if _CODE.search(text):
        return Answer("unclear", why="nothing")
    found = read_money(text, ask_of(pending.question, pending.unit, pending.matters))
    if found.kind == "unknown" or (found.kind == "skip" and not phrases.asks(words)):
        return Answer(found.kind)
    if found.why in ("nothing", "trouble") or phrases.asks(words) or _calls_for_help(words):
        return None
    if found.why == "vague" and not _MANNERS.isdisjoint(words):
        return None  # "kiitos paljon"
    if "?" in text and found.strangers:
        return None
    limit = MOST_STRANGERS if found.named or found.money else MOST_STRANGERS_BARE
    if found.strangers > (0 if found.weak else limit):
        return None
    if found.why == "other" and found.strangers and not found.corrects:
        return None  # "tilillä 3 euroa, mitä teen" is no answer to a question about the rent
    return _of_money(found)


def _figure(text: str, pending: Pending, today: date) -> Answer | None:
    """Return what a bare figure answers to a question that waits: "450", "650 kuussa"."""
    waits, since = pending.waits, date.fromisoformat(pending.unit or "")
    if waits is None or today - since > FRESH:
        return None
    if waits.type not in _OF_FIGURES or not any(map(str.isdigit, text)):
        return None
    answer = read_answer(text, waits, today)
    zero = answer is not None and answer.kind == "zero" and text.strip().isdecimal()
    return answer if answer is not None and (answer.plain or zero) else None


def takes_back(even: str) -> bool:
    """Return whether words change what was said: "eiku vuokra 560", "vuokra onki 560"."""
    return phrases.corrects(even) or _AFTER_ALL.search(even) is not None


def _taken_back(even: str, pending: Pending, today: date) -> Answer | None:
    """Return an amount that is named and changed after the end, while that is near."""
    ended = date.fromisoformat(pending.unit or "")
    if not takes_back(even) or phrases.asks(even.split()) or today - ended > FRESH:
        return None
    for matter in pending.matters:
        found = read_money(even, ask_of(matter))
        if found.named and found.low_cents is not None and found.strangers <= SURE_STRANGERS:
            return Answer(found.kind, found.low_cents, found.high_cents, corrects=True)
    return None


def _of_money(found: MoneyReading) -> Answer:
    others = tuple((one.matter, one.low_cents, one.high_cents) for one in found.others)
    large = found.money or found.period is not None or (found.low_cents or 0) >= LARGE_CENTS
    sure = found.strangers <= (SURE_STRANGERS if found.named else int(large))
    plain = not found.strangers and not found.weak and bool(found.low_cents)
    return Answer(
        found.kind,
        found.low_cents,
        found.high_cents,
        why=found.why,
        others=others,
        corrects=found.corrects,
        sure=sure,
        plain=plain,
    )


def _calls_for_help(words: list[str]) -> bool:
    return any(word in {"apua", "auttakaa", "hjalp", "help"} for word in words)


def _scale(text: str, pending: Pending, words: list[str]) -> Answer | None:
    if phrases.asks(words) or "?" in text or _plain(text, words):
        return None
    scale = scale_of(pending.unit, len(pending.options))
    picked = read_choice(text, pending.options, several=False) if pending.options else None
    if picked and not (scale.by_oneself and is_helped(text)):
        ids = [option.id for option in pending.options]
        numbers = [int(one) if one.isdecimal() else None for one in ids]
        place = ids.index(picked[0])
        said = {written_evenly(one) for one in pending.options[place].words}
        plain = written_evenly(text).strip() in said or text.strip().isdecimal()
        return Answer("amount", value=numbers[place] or scale.low + place, plain=plain)
    step, only_number = read_scale(text, scale), len(words) == 1 and words[0].isdecimal()
    if step is not None:
        return Answer("amount", value=step, sure=len(words) <= SHORT, plain=only_number)
    return Answer("unclear", why="outside") if only_number else None


def _choice(text: str, pending: Pending, words: list[str]) -> Answer | None:
    if phrases.asks(words) or "?" in text:
        return None
    labels = {written_evenly(said) for option in pending.options for said in option.words}
    is_label = " ".join(words) in labels
    if (plain := _plain(text, words)) is not None and not is_label:
        return plain
    several = pending.unit == "several"
    picked = read_choice(text, pending.options, several=several, numbered=pending.numbered)
    if picked == ():
        return Answer("unclear", why="many")
    if picked is None:
        return None
    beside = words_beside(text, pending.options, picked)
    sure = is_label or all(tag_of(word) or is_yes_or_no(word) for word in beside)
    return Answer("value", options=picked, sure=sure, plain=is_label)


def _text(text: str, words: list[str]) -> Answer | None:
    plain = _plain(text, words)
    if plain is not None:
        return plain
    if phrases.asks(words[:2]) or text.rstrip().endswith("?") or phrases.wants_of_us(words):
        return None
    return Answer("value", sure=False)
