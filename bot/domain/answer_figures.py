"""A number or a day that answers the pending question, in a text that says little else."""

from collections.abc import Iterable
from datetime import date

from bot.domain import answer_phrases as phrases
from bot.domain.answer_values import Answer
from bot.domain.date_words import strange_words
from bot.domain.dates import comes_again, read_day
from bot.domain.money_words import Tag, tag_of
from bot.domain.number_tokens import Token, tokens_of

MOST_BESIDE = 1
"""The same beside a number or a date: with more words it is a story."""


def number_said(even: str, words: list[str]) -> Answer | None:
    """Return the whole number that a text says, or none where it says that."""
    tokens = tokens_of(even)
    numbers = [token.number for token in tokens if token.number is not None]
    if not numbers or phrases.asks(words) or _many_beside(tokens):
        none = phrases.rest_after(phrases.ZERO, " ".join(words))
        if none is not None and not none and not phrases.asks(words):
            return Answer("zero", value=0)
        return None
    low, high = numbers[0].low, numbers[-1].high
    if len(numbers) > 2 or (len(numbers) == 2 and (low >= high or not _joined(tokens))):
        return Answer("unclear", why="several")
    if low.denominator != 1 or high.denominator != 1 or "-" in even[:1]:
        return Answer("unclear", why="odd")
    plain = not any(token.is_word for token in tokens)
    if low != high:
        return Answer("range", value=int(low), high_value=int(high), plain=plain)
    return Answer("zero" if not low else "amount", value=int(low), plain=plain)


def _joined(tokens: list[Token]) -> bool:
    between = {"-", "tai", "eller", "or", "to", "till", "vai"}
    return any(token.text in between for token in tokens)


def _many_beside(tokens: Iterable[Token]) -> bool:
    beside = [t for t in tokens if t.is_word and tag_of(t.text) in (None, Tag.TROUBLE)]
    return len(beside) > MOST_BESIDE


def day_said(text: str, words: list[str], today: date) -> Answer | None:
    """Return the day that a text says; unknown where nothing comes."""
    if phrases.asks(words) or "?" in text:
        return None
    if _none_comes(" ".join(words)):
        return Answer("unknown")
    if strange_words(" ".join(words)) > MOST_BESIDE:
        return None
    found = read_day(text, today)
    if found is None:
        return Answer("unclear", why="again") if comes_again(text) else None
    # "Ens viikolla" is said back for a yes, but it is a day and nothing else.
    bare = not strange_words(" ".join(words))
    sure = found.sure and bare
    return Answer("value", day=found.first, last_day=found.last, sure=sure, plain=bare)


def _none_comes(said: str) -> bool:
    """Return whether it is all that is said that no money comes: "en tiiä ku ei tuu mitää"."""
    rest = phrases.rest_after(phrases.NO_INCOME, said)
    if rest is None:
        return False
    left = phrases.UNKNOWN.sub(" ", " ".join(rest)).split()
    return all(tag_of(word) is Tag.FILLER for word in left)
