"""The page for a meeting: kept for its person, and put into words for print."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.domain.meeting import (
    Brought,
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
    meeting: Meeting,
    pictures: Mapping[str, Picture],
    language: Language,
    words: Words,
    beside: Mapping[str, Picture] | None = None,
) -> Sheet:
    """Return the printed page in a person's language, with the worker's beside it.

    Args:
        meeting: The page; the person's own words stay as they wrote them.
        pictures: What could be brought along, by assessment, in the person's language.
        language: Of the person.
        words: The texts.
        beside: The same pictures in the worker's language, where that is another one.
    """

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
        tuple(
            Brought(name, pictures[name], (beside or {}).get(name))
            for name in meeting.figures
            if name in pictures
        ),
        tuple(filter(None, both("meeting.foot"))),
    )


def told_day(on: date) -> str:
    """Return a day as all three languages read it on paper: "4.12.2026"."""
    return f"{on.day}.{on.month}.{on.year}"


def agreed_lines(meeting: Meeting, language: Language, words: Words) -> tuple[str, ...]:
    """Return what was agreed, a line each, by its days; who and when in both languages."""
    both = (language,) if meeting.theirs == language else (language, meeting.theirs)

    def told(key: str, **args: str) -> str:
        own, *theirs = (words.text(one, key, **args) for one in both)
        return f"{own} ({theirs[0]})" if theirs else own

    lines = []
    for one in open_tasks(meeting):
        by = f" – {told('meeting.by', day=told_day(one.by))}" if one.by else ""
        lines.append(f"{told(f'meeting.who.{one.who}')}: {one.what}{by}")
    return tuple(lines)
