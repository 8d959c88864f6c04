"""What is wrong with the facts that a text leans on: checked alike wherever facts stand."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.domain.errors import Problem
from bot.domain.topics import Fact


def fact_problems(
    facts: Sequence[Fact], path: str, of: str, today: date, at: Callable[..., Problem]
) -> Iterator[Problem]:
    """Yield facts that nothing may be said from, and as warnings those that have run out.

    Args:
        facts: What the text leans on.
        path: Where they stand.
        of: What leans on them, in a word.
        today: The day of the check.
        at: Makes a problem of a place and a reason.
    """
    for place, fact in enumerate(facts):
        where = f"{path}.{place}"
        if fact.confidence == "low":
            yield at(where, f"a {of} must not lean on a fact of low confidence")
        if fact.valid_until and fact.valid_until < today:
            why = f"the fact was true until {fact.valid_until}: check the words"
            yield at(where, why, warning=True)
