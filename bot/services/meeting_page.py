"""The page for a meeting: kept for its person, and put into words for print."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.domain.meeting import (
    Meeting,
    Section,
    Sheet,
    meeting_from_json,
    meeting_to_json,
    next_reminder,
    open_tasks,
    tidy,
)
from bot.domain.messages import Address, ConversationId, Language
from bot.domain.pictures import Picture
from bot.i18n import Words
from bot.services.ports import UnitOfWork

MEETING = "meeting"
"""The name of the page among a person's records."""

REMINDER = "agreed"
"""The kind of the row by which the next reminder of an agreed line becomes due."""

Pictures = Callable[[Mapping[str, Any], Language], Mapping[str, Picture]]
"""Draws up the last result of each assessment in a person's records, by assessment id."""


def person_of(work: UnitOfWork, address: Address) -> ConversationId | None:
    """Return whose address it is, or None: nobody's any more."""
    return work.conversations.whose(address)


def load(work: UnitOfWork, person: ConversationId) -> tuple[Meeting, Mapping[str, Any]]:
    """Return the page and everything that is kept for the person."""
    records = work.records.of(person)
    return meeting_from_json(records.get(MEETING)), records


def save(work: UnitOfWork, person: ConversationId, meeting: Meeting) -> None:
    """Keep the page and its next reminder; an empty one is forgotten."""
    neat = tidy(meeting)
    empty = neat == Meeting(theirs=neat.theirs)
    work.records.keep(person, MEETING, None if empty else meeting_to_json(neat))
    at = next_reminder(neat)
    if at is None:
        work.due.drop(person, REMINDER)
    else:
        work.due.put(person, REMINDER, at)


def sheet_of(
    meeting: Meeting, pictures: Mapping[str, Picture], language: Language, words: Words
) -> Sheet:
    """Return the printed page in a person's language, with the worker's titles beside it."""

    def both(key: str) -> tuple[str, str]:
        own = words.text(language, key)
        theirs = words.text(meeting.theirs, key) if meeting.theirs != language else ""
        return own, theirs

    title, theirs = both("meeting.title")
    sections = [
        Section(*both("meeting.topics"), tuple(meeting.topics.splitlines())),
        Section(*both("meeting.things"), meeting.things, numbered=True),
    ]
    lines = agreed_lines(meeting, language, words)
    if lines:
        sections.append(Section(*both("meeting.agreed"), lines))
    return Sheet(
        language,
        title,
        theirs,
        told_day(meeting.on) if meeting.on else "",
        tuple(one for one in sections if one.lines),
        tuple(pictures[name] for name in meeting.figures if name in pictures),
        words.text(language, "meeting.foot"),
    )


def told_day(on: date) -> str:
    """Return a day as all three languages read it on paper: "4.12.2026"."""
    return f"{on.day}.{on.month}.{on.year}"


def agreed_lines(meeting: Meeting, language: Language, words: Words) -> tuple[str, ...]:
    """Return what was agreed, a line each, by its days; who, also in the worker's language."""
    lines = []
    for one in open_tasks(meeting):
        who = words.text(language, f"meeting.who.{one.who}")
        if meeting.theirs != language:
            who += f" ({words.text(meeting.theirs, f'meeting.who.{one.who}')})"
        by = words.text(language, "meeting.by", day=told_day(one.by)) if one.by else ""
        lines.append(f"{who}: {one.what}{f' – {by}' if by else ''}")
    return tuple(lines)
