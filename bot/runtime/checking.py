"""Everything ``rinnalla check`` looks at, told at once: settings, content, words."""

from pathlib import Path

from bot.content.check_overlay import overlay_problems
from bot.content.checks import check_content
from bot.content.loader import Content
from bot.domain.errors import ContentProblems, Problem
from bot.i18n import Words
from bot.runtime.fitting import settings_problems
from bot.runtime.training import row_problems
from bot.settings import Settings, production_problems, read_settings, unknown_names


def check_all(*, production: bool) -> tuple[list[str], list[str]]:
    """Return (errors, warnings), each in words with file and line where there is one."""
    settings, errors = read_settings()
    errors += settings_problems(settings)
    if production:
        errors += production_problems(settings)
    warnings = unknown_names()
    for problem in _written_problems(settings, production=production):
        (errors if problem.severity == "error" else warnings).append(str(problem))
    return errors, warnings


def _written_problems(settings: Settings, *, production: bool) -> list[Problem]:
    """Return what is wrong in the files that people write: the county's folder, content, words."""
    county, found = settings.county_dir, list[Problem]()
    if county is not None and county.is_dir():
        # Its errors come with the content, which cannot be used with them.
        found += [one for one in overlay_problems(county) if one.severity == "warning"]
        found += row_problems(settings)
    else:
        county = None  # what is missing has been told with the settings
    content, words = _content(county, settings, found), _words(found)
    if content is not None and words is not None:
        found += check_content(content, words, production=production)
    return found


def _content(county: Path | None, settings: Settings, found: list[Problem]) -> Content | None:
    try:
        return Content.load(county, county_phone=settings.county_emergency_phone)
    except ContentProblems as error:
        found += error.problems
    return None


def _words(found: list[Problem]) -> Words | None:
    try:
        return Words.load()
    except ContentProblems as error:
        found += error.problems
    return None
