"""What definitions may name: predicates, offers and outcomes. A new one is added here.

There is no expression language in the definitions: a rule that outgrows comparing one answer
with one option is a function with a name and a test.
"""

from collections.abc import Mapping

from bot.domain.assessment import Answers, Rules, picked, value_of
from bot.domain.readiness import to_practise
from bot.domain.wellbeing import mind_is_low, people_are_low
from bot.services.moves import Outcome
from bot.services.telling_areas import (
    answers_at_end,
    area_so_far,
    areas_at_end,
    flags_now,
    steps_at_end,
)
from bot.services.telling_budget import budget_at_end, budget_so_far


def needs_help_now(answers: Answers) -> bool:
    """Return whether something of "now" was picked that cannot wait."""
    return any(one != "none" for one in picked(answers, "now"))


def pays_rent(answers: Answers) -> bool:
    """Return whether there may be rent to pay in time: a rent of 0 is never late."""
    rent = value_of(answers, "rent")
    return rent is None or rent.high != 0


RULES = Rules(
    predicates={
        "mind_is_low": mind_is_low,
        "needs_help_now": needs_help_now,
        "pays_rent": pays_rent,
        "people_are_low": people_are_low,
    },
    offers={"to_practise": to_practise},
)

OUTCOMES: Mapping[str, Outcome] = {
    "answers": answers_at_end,
    "area_so_far": area_so_far,
    "areas": areas_at_end,
    "budget": budget_at_end,
    "budget_so_far": budget_so_far,
    "flags": flags_now,
    "steps": steps_at_end,
}
