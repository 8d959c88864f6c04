"""Everything ``rinnalla check`` looks at, told at once: settings, content, words."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.check_directory import EMERGENCY_SETTING
from bot.content.check_overlay import overlay_problems
from bot.content.checks import check_content
from bot.content.loader import DATA, Content, Read
from bot.content.yaml_files import shown
from bot.domain.errors import ContentProblems, Problem
from bot.i18n import LOCALES, Words
from bot.runtime.check_people import people_problems
from bot.runtime.fitting import settings_problems, settings_warnings
from bot.runtime.production import production_problems
from bot.runtime.training import known_intents, row_problems
from bot.settings import Settings, read_settings, unknown_names


@dataclass(slots=True)
class Told:
    """What is told, each in words with file and line where there is one.

    ``common`` are warnings of the files that every county shares: told apart where there is one.
    """

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    common: list[str] = field(default_factory=list)


def check_all(*, production: bool) -> Told:
    """Return everything that is wrong."""
    settings, errors = read_settings()
    told = Told(errors + settings_problems(settings))
    if production:
        told.errors += production_problems(settings)
    told.warnings += [*unknown_names(), *settings_warnings(settings)]
    found = _written_problems(settings, production=production)
    for problem in sorted(found, key=lambda one: (one.file, one.line or 0)):
        is_common = problem.file.startswith((shown(DATA), shown(LOCALES)))
        warnings = told.common if is_common and settings.county_dir else told.warnings
        (told.errors if problem.severity == "error" else warnings).append(str(problem))
    return told


def _written_problems(settings: Settings, *, production: bool) -> list[Problem]:
    """Return what is wrong in the files that people write: the county's folder, content, words."""
    county, found = settings.county_dir, list[Problem]()
    if county is not None and county.is_dir():
        # Its errors come with the content, which cannot be used with them.
        found += [one for one in overlay_problems(county) if one.severity == "warning"]
        found += row_problems(settings)
        found += people_problems(county / "people.yml")
    else:
        county = None  # what is missing has been told with the settings
    read = Content.read(county, county_phone=settings.county_emergency_phone)
    found += read.problems
    words = _words(found)
    if words is None:
        why = "cannot be read: what topics, services and figures say was not checked"
        return [*found, Problem(shown(LOCALES), None, why)]
    checked = check_content(read.content, words, production=production)
    found += [one for one in checked if not _may_come_of(one, read)]
    return found + (_unreachable(read.content, county) if county else [])


def _may_come_of(problem: Problem, read: Read) -> bool:
    """Return whether a problem may be there only because something else could not be read."""
    if any(problem.file == one.file and problem.line == one.line for one in read.problems):
        return True
    if "county.yml" in read.unread and problem.file == EMERGENCY_SETTING:
        return True
    return not read.unread.isdisjoint(re.findall(r"[\w-]+", problem.why))


def _unreachable(content: Content, county: Path) -> list[Problem]:
    """Return the county's own topics that no words lead to."""
    intents, found = known_intents(), list[Problem]()
    for name in content.topics.keys() - intents:
        file, line = content.origin(f"topic.{name}")
        if file.startswith(shown(county)):
            why = f"no words lead to this topic: {name} is in no nlu_data/domain/intents.yml"
            found.append(Problem(file, line, f"{why} (docs/content-editor.md)", "warning"))
    return found


def _words(found: list[Problem]) -> Words | None:
    try:
        return Words.load()
    except ContentProblems as error:
        found += error.problems
    return None
