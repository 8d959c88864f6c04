"""``rinnalla crisis-review``: what whoever looks after crisis content may see, and no word of it.

Numbers by month; numbers of a year that may be published; where people have allowed it, messages
that got a card by mistake; and the list of contacts for the test calls of each quarter.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Column, Table

from bot.content.loader import Content
from bot.content.safety_texts import SafetyTexts
from bot.domain.calendar import local_date
from bot.domain.crisis_counts import (
    EVENTS,
    LEAST_PUBLIC,
    Tally,
    mistaken,
    month_of,
    public,
    summed,
)
from bot.runtime.people_commands import note, opened, said
from bot.settings import Settings, load_settings

console = Console()

By = Literal["category", "language", "tier"]
_NO_KIND = "-"


def crisis_review(
    month: Annotated[
        str | None, typer.Option(help="From this month on, 2026-11; by default this one.")
    ] = None,
    by: Annotated[By, typer.Option(help="What is told apart in the table.")] = "category",
    year: Annotated[
        int | None, typer.Option(help="Numbers of a year for publishing: none below 10.")
    ] = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="Messages that people allowed to be read.")
    ] = False,
    contacts: Annotated[
        bool, typer.Option("--contacts", help="The list for test calls, parted by tabs.")
    ] = False,
) -> None:
    """Show how often danger was heard and which cards people called a mistake. No words of people.

    A message that was answered while the database was down is counted when it is taken in.
    Example: rinnalla crisis-review --month 2026-10 --by language
    """
    settings = load_settings()
    content = Content.load(settings.county_dir, county_phone=settings.county_emergency_phone)
    if contacts:
        _say_contacts(content)
        return
    owner = content.county.crisis_owner if content.county else None
    _say(f"Crisis content is looked after by: {owner or 'nobody (crisis_owner in county.yml)'}")
    if samples:
        _say_samples(settings, owner)
        return
    with opened() as (work, clock):
        since = f"{year}-01" if year else month or month_of(clock.now())
        counts = work.crisis_counts.since(since)
    if year is not None:
        _say_public(counts, year)
        return
    if not counts:
        _say(f"Nothing has been counted since {since}.")
        return
    _say_months(counts, by)
    _say_mistaken(counts)


def _say_months(counts: dict[Tally, int], by: By) -> None:
    found = summed(counts, "month", by, "event")
    table = Table("month", Column(by, overflow="fold"), *EVENTS)
    for month, kind in sorted({key[:2] for key in found}):
        numbers = (str(found[month, kind, event]) for event in EVENTS)
        table.add_row(month, kind or _NO_KIND, *numbers)
    console.print(table)


def _say_mistaken(counts: dict[Tally, int]) -> None:
    table = Table("heard by", "cards", "called a mistake")
    for name, cards, wrong in mistaken(counts):
        table.add_row(name or _NO_KIND, str(cards), str(wrong))
    console.print(table)


def _say_public(counts: dict[Tally, int], year: int) -> None:
    table = Table("event", "category", str(year))
    for (event, category), many in public(counts, year).items():
        told = f"1-{LEAST_PUBLIC - 1}" if many is None else str(many)
        table.add_row(event, category or _NO_KIND, told)
    console.print(table)


def _say_samples(settings: Settings, owner: str | None) -> None:
    """Print the kept messages; that they were read is noted before anything is on the screen."""
    from bot.runtime.keyring import keyring
    from bot.storage.kept_messages import MessageFiles

    kept = MessageFiles(settings.data_dir, "crisis_sample", keyring(settings)).read()
    with opened() as (work, clock):
        note(work, clock, "cli.crisis.samples", str(len(kept)))
        work.commit()
    for words in kept:
        _say(f"- {words}")
    if not kept:
        why = "nobody has allowed it" if owner else "nobody is asked while no owner is named"
        _say(f"No messages: {why}.")


def _say_contacts(content: Content) -> None:
    """Print what has to be tried out: the county's own branch of a role, where it has one."""
    said("\t".join(("service", "name", "numbers", "chat", "web", "checked_on", "source")))
    for contact in SafetyTexts.load().contacts.values():
        named = (f"{contact.service}.county", contact.service)
        service = next(content.services[name] for name in named if name in content.services)
        numbers = ", ".join(phone.number for phone in service.phones)
        links = (service.chat or "", service.web or "")
        checked = _told(contact.checked_on)
        row = (contact.service, service.name["fi"], numbers, *links, checked, contact.source)
        said("\t".join(row))


def _told(checked_on: date | None) -> str:
    """Return when somebody looked; of a page that says the year alone, the year."""
    if checked_on is None:
        return "never"
    is_past = checked_on <= local_date(datetime.now(UTC))
    return checked_on.isoformat() if is_past else str(checked_on.year)


def _say(line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
