"""Everything ``rinnalla check`` looks at, told at once: settings, content, words."""

from bot.content.checks import check_content
from bot.content.loader import Content
from bot.domain.errors import ContentProblems, SettingsProblems
from bot.i18n import Words
from bot.settings import load_settings, production_problems


def check_all(*, production: bool) -> tuple[list[str], list[str]]:
    """Return (errors, warnings), each in words with file and line where there is one."""
    errors: list[str] = []
    warnings: list[str] = []
    county, phone = None, None
    try:
        settings = load_settings()
        county, phone = settings.county_dir, settings.county_emergency_phone
        if production:
            errors += production_problems(settings)
    except SettingsProblems as error:
        errors += error.problems
    try:
        content, words = Content.load(county, county_phone=phone), Words.load()
    except ContentProblems as error:
        return [*errors, *map(str, error.problems)], warnings
    for problem in check_content(content, words, production=production):
        (errors if problem.severity == "error" else warnings).append(str(problem))
    return errors, warnings
