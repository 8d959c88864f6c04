"""The scanner's measurement as lines for people: recall, false alarms, variants, every miss."""

import re
from collections.abc import Callable, Iterator, Sequence

from bot.content.safety_eval import (
    ORDINARY_KINDS,
    TOPICS_OF_DANGER,
    Heard,
    Hears,
    Row,
    Share,
    alarms,
    hear,
    heard_variants,
)

CARE_LANGUAGES = ("fi", "sv", "en")
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


def report(
    scanner: Hears,
    rows: Sequence[Row],
    ordinary: Sequence[Row],
    *,
    misses: bool = True,
) -> Iterator[str]:
    """Yield the whole measurement.

    Args:
        scanner: What is measured.
        rows: A corpus with crises and negatives.
        ordinary: Ordinary messages that nothing was fitted on.
        misses: Name every miss and every false alarm.
    """
    heard = hear(scanner, rows)
    crisis = [one for one in heard if one.row.is_crisis]
    calm = [one for one in heard if not one.row.is_crisis]
    hard = [one for one in calm if one.row.kind not in ORDINARY_KINDS]
    messages = hear(scanner, ordinary)
    topics = [one for one in messages if one.row.kind in TOPICS_OF_DANGER]
    plain = [one for one in calm if one.row.kind in ORDINARY_KINDS]
    plain += [one for one in messages if one.row.kind not in TOPICS_OF_DANGER]
    yield "Recall (any crisis; Wilson 95 %)"
    yield from _recall(crisis)
    yield "False alarms"
    yield from _by("hard negatives", hard, lambda one: one.row.language)
    yield from _by("", hard, lambda one: one.row.kind)
    yield from _by("ordinary", plain, lambda one: one.row.language)
    yield f"  topics that tell of danger (a card is no false alarm): {alarms(topics)}"
    yield from _other_languages(heard)
    yield "Typed otherwise"
    yield from _typed_otherwise(scanner, crisis)
    if misses:
        yield "Missed"
        yield from (_line(one) for one in crisis if not one.alarm)
        yield "False"
        yield from (_line(one) for one in (*hard, *plain) if one.alarm)


def _typed_otherwise(scanner: Hears, crisis: Sequence[Heard]) -> Iterator[str]:
    """Yield each kind of variant's recall beside that of the same rows as they were written."""
    for kind, pairs in heard_variants(scanner, crisis).items():
        share = Share(sum(varied for _, varied in pairs), len(pairs))
        lost = share.value - sum(plain for plain, _ in pairs) / len(pairs)
        yield f"  {kind}: {share}, {100 * lost:+.1f} points"


def headline(scanner: Hears, rows: Sequence[Row]) -> str:
    """Return the result in one line, for the log of openings of the sealed part."""
    heard = hear(scanner, rows)
    crisis = [one for one in heard if one.row.is_crisis]
    hard = [o for o in heard if not o.row.is_crisis and o.row.kind not in ORDINARY_KINDS]
    plain = [o for o in heard if not o.row.is_crisis and o.row.kind in ORDINARY_KINDS]
    tiers = (f"tier {tier} {alarms(o for o in crisis if o.row.tier == tier)}" for tier in "AB")
    return "; ".join((*tiers, f"hard negatives {alarms(hard)}", f"ordinary {alarms(plain)}"))


def _recall(crisis: Sequence[Heard]) -> Iterator[str]:
    yield from _by("all", crisis, lambda one: one.row.language)
    for tier in "AB":
        told = [one for one in crisis if one.row.tier == tier]
        yield from _by(f"tier {tier}", told, lambda one: one.row.language)
        card = [one for one in told if one.finding and one.finding.tier == tier]
        yield f"  tier {tier} told as {tier}: {Share(len(card), len(told))}"
    yield from _by("", crisis, lambda one: one.row.label)
    yield from _by("", crisis, lambda one: one.row.kind)
    rest = [one for one in crisis if one.row.language not in CARE_LANGUAGES]
    if rest:
        yield f"  other languages: {alarms(rest)}"
    named = [one for one in crisis if one.finding and one.finding.category == one.row.label]
    yield f"  right category: {Share(len(named), len(crisis))}"
    others = [one for one in crisis if one.finding and one.row.about in ("self", "other")]
    right = [o for o in others if o.finding and o.finding.about_other == (o.row.about == "other")]
    yield f"  right about whom: {Share(len(right), len(others))}"


def _other_languages(heard: Sequence[Heard]) -> Iterator[str]:
    """Yield what each other language gets, in its own letters and in Latin ones.

    Danger beside harmless messages: who gives a card to all Arabic or Somali finds all danger.
    """
    groups: dict[str, list[Heard]] = {}
    for one in heard:
        language = one.row.told_language
        if language and language not in CARE_LANGUAGES:
            latin = language != "so" and _is_latin(one.row.text)
            groups.setdefault(f"{language}{', Latin letters' if latin else ''}", []).append(one)
    if groups:
        yield "Other languages: danger found; cards for harmless messages"
    for group, members in sorted(groups.items()):
        found = alarms(one for one in members if one.row.is_crisis)
        yield f"  {group}: {found}; {alarms(one for one in members if not one.row.is_crisis)}"


def _is_latin(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return 2 * len(_LATIN.findall(text)) > len(letters)


def _by(name: str, heard: Sequence[Heard], key: Callable[[Heard], str]) -> Iterator[str]:
    if name:
        yield f"  {name}: {alarms(heard)}"
    groups: dict[str, list[Heard]] = {}
    for one in heard:
        groups.setdefault(key(one), []).append(one)
    for group, members in sorted(groups.items()):
        yield f"    {group}: {alarms(members)}"


def _line(one: Heard) -> str:
    found = f" <- {one.finding.category} {one.finding.reason}" if one.finding else ""
    row = one.row
    return f"  {row.language} {row.label} {row.tier} {row.kind}: {row.text}{found}"


def asked_about(asks: Callable[[str], bool], rows: Sequence[Row]) -> Iterator[str]:
    """Yield in words what gets a card or at least a question, by tier, and of what is harmless."""
    parts = {
        "tier A": [row for row in rows if row.tier == "A"],
        "tier B": [row for row in rows if row.tier == "B"],
        "ordinary": [row for row in rows if row.is_message],
    }
    for name, some in parts.items():
        told = [asks(row.text) for row in some]
        yield f"  {name}: {Share(sum(told), len(told))}"
