"""Everything ``rinnalla check`` says of content and locales. Reads nothing, changes nothing.

Errors keep content from being published; warnings are work for an editor: a figure that runs
out, a service that nobody has checked for a year.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from bot.content.check_assessments import AssessmentChecks
from bot.content.check_directory import DirectoryChecks
from bot.content.check_safety import NEVER, SafetyChecks
from bot.content.check_terms import TermChecks
from bot.content.check_topics import TopicChecks
from bot.content.county_policy import CountyPolicy, policy_beside
from bot.content.cry_words import load_cries
from bot.content.handoff_words import load_flags
from bot.content.loader import DATA, Content
from bot.content.places import Places
from bot.content.plain_matters import load_matters
from bot.content.safety_rules import SafetyRules
from bot.content.safety_texts import FOLDER, SafetyTexts
from bot.content.talk_words import load_talk
from bot.content.wish_words import load_wishes
from bot.content.wording import Wording, plain_faults
from bot.domain.calendar import local_date
from bot.domain.errors import ContentProblems, Problem
from bot.domain.messages import LANGUAGES
from bot.i18n import LOCALES, Words

NEEDED_KEYS = (
    "fallback.engine",
    "plain.person",
    "directory.none",
    "rate.year",
    "button.call",
    "button.open",
)
"""Keys that the composer itself says; without them even its excuse has no words."""

_OF_HANDOFFS = ("receipt.", "handoff.", "status.", "notice.")
_PLAIN = ".plain"
_RULES = DATA / "wording.yml"


def check_content(
    content: Content,
    words: Words,
    places: Places | None = None,
    today: date | None = None,
    *,
    production: bool = False,
    locales: Path = LOCALES,
) -> list[Problem]:
    """Return all problems, errors first, each with its file and line.

    Args:
        content: With the county's overlay, when there is one.
        words: The locales.
        places: Municipalities and counties, for the areas of services; read when left out.
        today: The day that figures and checks are measured against; by default today.
        production: Also demand what a county must have told before people lean on it.
        locales: Where the locales came from, for the places of problems.

    Raises:
        ContentProblems: the rules of wording themselves cannot be read.
    """
    wording = Wording.load(_RULES)
    places = places or Places.load(DATA / "places")
    today = today or local_date(datetime.now(UTC))
    found = [
        *TopicChecks(content, words, wording, today).problems(),
        *TermChecks(content, wording, today).problems(),
        *AssessmentChecks(content, words, wording).problems(),
        *DirectoryChecks(content, places, wording, today).problems(production=production),
        *_safety_problems(content, wording, today, production=production),
        *_pattern_problems(),
        *_policy_problems(content, wording, today, production=production),
        *words.problems(locales),
        *_locale_faults(words, wording, locales),
        *_handoff_problems(words, locales),
    ]
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda one: (one.severity, one.file, one.line or 0, one.why))


def _safety_problems(
    content: Content, wording: Wording, today: date, *, production: bool
) -> list[Problem]:
    """Return what is wrong with the crisis texts, which no county's overlay replaces."""
    try:
        texts, never, cries = SafetyTexts.load(FOLDER), Wording.load(NEVER), load_cries()
    except ContentProblems as error:
        return error.problems
    checks = SafetyChecks(texts, content, wording, never, today)
    return [*checks.problems(production=production), *cries.faults()]


def _pattern_problems() -> list[Problem]:
    """Return patterns of danger that cannot be read, and examples of them that are not obeyed."""
    try:
        return [*SafetyRules.load().faults(), *load_matters().faults()]
    except ContentProblems as error:
        return error.problems


def _handoff_problems(words: Words, locales: Path) -> list[Problem]:
    """Return what must not be said of a message to a worker, and flags that break their promise.

    Receipts and statuses obey the rules of the crisis texts too: nobody is said to read, and
    nothing is promised that is not true.
    """
    try:
        never, flags = Wording.load(NEVER), load_flags()
        wishes, talk = load_wishes(), load_talk()
    except ContentProblems as error:
        return error.problems
    found = [*flags.faults(), *wishes.faults(), *talk.faults()]
    for language in LANGUAGES:
        path = str(locales / language / "LC_MESSAGES" / "rinnalla.po")
        for key, text in words.catalogues[language].items():
            if key.startswith(_OF_HANDOFFS):
                found += [
                    Problem(path, None, f"{key}: {why}") for why in never.faults(text, language)
                ]
    return found


def _policy_problems(
    content: Content, wording: Wording, today: date, *, production: bool
) -> list[Problem]:
    """Return what is wrong with the county's policy; in production a county must have one."""
    path = policy_beside(content)
    if path is None or not path.exists():
        why = "the county's policy is missing: what a worker must, may and may not do"
        return [Problem(str(path), None, why)] if path and production else []
    try:
        return list(CountyPolicy.load(path).problems(wording, today, production=production))
    except ContentProblems as error:
        return error.problems


def _locale_faults(words: Words, wording: Wording, locales: Path) -> list[Problem]:
    """Return forbidden words, plain texts that are not plain, and keys nobody can do without."""
    found = []
    for language in LANGUAGES:
        path = locales / language / "LC_MESSAGES" / "rinnalla.po"
        lines = _lines_of_keys(path)
        catalogue = words.catalogues[language]
        for key, text in catalogue.items():
            faults = list(wording.faults(text, language))
            if key.endswith(_PLAIN):
                faults += plain_faults(text, catalogue.get(key.removesuffix(_PLAIN)))
            found += [Problem(str(path), lines.get(key), f"{key!r} {fault}") for fault in faults]
        found += [
            Problem(str(path), None, f"the key {key!r} is needed")
            for key in NEEDED_KEYS
            if key not in catalogue
        ]
    return found


def _lines_of_keys(path: Path) -> dict[str, int]:
    """Return on which line each key stands; empty when the file cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {
        line.removeprefix('msgid "').removesuffix('"'): number
        for number, line in enumerate(lines, 1)
        if line.startswith('msgid "')
    }
