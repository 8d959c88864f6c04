"""What is wrong in a county's ``people.yml`` before somebody imports it."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.yaml_files import shown
from bot.domain.errors import Problem
from bot.domain.messages import LANGUAGES
from bot.domain.people import People
from bot.runtime.people_files import read_file
from bot.services.people_files import read_plan
from bot.services.people_plan import Plan, plan_problems
from bot.services.written import PeopleProblems

_PLACE = re.compile(r"(.+?):(\d+): (.*)", re.DOTALL)


def people_problems(path: Path) -> list[Problem]:
    """Return what is wrong in a file of people.

    Names and titles are read in each language. Who is named and not in the file may be known from
    before, so that is a warning.
    """
    if not path.exists():
        return []
    found: list[Problem] = []

    def also(plan: Plan) -> list[str]:
        found.extend(_untold(plan, shown(path)))
        return slips

    try:
        given, slips = read_file(path)
        plan = read_plan(given, also)
        between = plan_problems(People({}, {}, ()), plan)
    except PeopleProblems as error:
        return [*(_placed(one, shown(path)) for one in error.problems), *found]
    why = "import it first, unless it has been"
    return found + [Problem(shown(path), None, f"{one} ({why})", "warning") for one in between]


def _placed(told: str, file: str) -> Problem:
    """Return what a reader has told with its place apart."""
    found = _PLACE.fullmatch(told)
    if found and found[1] == file:
        return Problem(file, int(found[2]), found[3])
    return Problem(file, None, told)


def _untold(plan: Plan, file: str) -> Iterator[Problem]:
    """Yield names of units and titles of workers that a language lacks."""
    texts = [(f"unit {one.id}: its name", one.names) for one in plan.units.values()]
    texts += [
        (f"worker {one.id}: the title", one.titles) for one in plan.workers.values() if one.title
    ]
    for what, others in texts:
        for code in LANGUAGES:
            if code not in {"fi", *others}:
                yield Problem(file, None, f"{what} is not told in {code}", "warning")
