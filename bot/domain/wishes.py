"""What a young person may tell beside a message that is safe already: all of it can be left out.

What it is about, how urgent in their own words, how and when to answer and what is safe, language,
interpreter, plain language, where to meet, and whether somebody should come along. Pure: the words
are in the locales (``wish.<id>.ask``, ``wish.<id>.name``, ``wish.<id>.<option>``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

MOST_WORDS = 500
"""Characters of an answer in one's own words; what is longer belongs into a message. How words are
read is in ``wish_words``."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that may be told.

    Args:
        options: Answers with a button.
        words: Own words are an answer too.
        questions: An answer in own words may be a question ("tuletko mukaan Kelaan?").
        unless: Not asked by itself after these answers, as (wish, option).
    """

    id: str
    options: tuple[str, ...] = ()
    words: bool = False
    questions: bool = False
    unless: frozenset[tuple[str, str]] = frozenset()


WISHES: tuple[Wish, ...] = (
    Wish("about", ("money", "home", "health", "study", "people", "other"), words=True),
    Wish("urgent", words=True),
    Wish("how", ("chat", "call", "text")),
    Wish("safe", ("yes", "no"), words=True, unless=frozenset({("how", "chat")})),
    Wish("here", ("yes", "day", "no"), words=True),
    Wish("when", ("morning", "afternoon", "any"), words=True),
    Wish("language", ("fi", "sv", "en"), words=True),
    Wish(
        "interpreter",
        ("yes", "no"),
        unless=frozenset({("language", "fi"), ("language", "sv")}),
    ),
    Wish("plain", ("yes", "no")),
    Wish("where", ("office", "home", "out", "no"), words=True),
    Wish("come", ("kela", "health", "no"), words=True, questions=True),
)
BY_ID: Mapping[str, Wish] = {one.id: one for one in WISHES}


def wish_after(id: str | None, given: Mapping[str, str]) -> Wish | None:
    """Return what is asked next of what has no answer yet; None: everything has been asked.

    Args:
        id: What was asked last; None at the beginning.
    """
    first = next((n for n, one in enumerate(WISHES, 1) if one.id == id), 0)
    for one in WISHES[first:]:
        if one.id not in given and not one.unless & set(given.items()):
            return one
    return None


def lines(wishes: Mapping[str, str], text: Callable[[str], str]) -> list[str]:
    """Return what has been told as lines for whoever reads it, in the order of the questions.

    Args:
        text: Gives the words of a locale key in the reader's language.
    """
    found = []
    for one in WISHES:
        value = wishes.get(one.id)
        if value is not None:
            told = text(f"wish.{one.id}.{value}") if value in one.options else value
            found.append(f"{text(f'wish.{one.id}.name')}: {' '.join(told.split())}")
    return found
