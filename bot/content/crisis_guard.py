"""Whom the crisis cards name is the same for every county: no overlay puts anybody in their place.

A county's version of a helpline with hours of its own would take that line away from the cards at
night, in silence.
"""

from pathlib import Path

from bot.content.reading import Fields
from bot.content.safety_files import read_contacts, read_file
from bot.content.yaml_files import Notes
from bot.domain.directory import Service
from bot.domain.hours import HoursKind
from bot.domain.staff import EMERGENCY

CONTACTS = Path("safety") / "contacts.yml"
"""Where the contacts of the cards stand, below the common content."""


def crisis_contacts(data: Path) -> frozenset[str]:
    """Return the ids of the services on the crisis cards; slips there are told elsewhere."""
    notes = Notes()
    fields = read_file(data / CONTACTS, notes) if (data / CONTACTS).exists() else None
    return frozenset(read_contacts(fields)) if fields is not None else frozenset()


def guard(entry: Fields, service: Service, contacts: frozenset[str]) -> None:
    """Note a county's entry that would stand on a crisis card in place of the common one."""
    if service.id == EMERGENCY:
        entry.wrong("id", "write your emergency number as emergency_phone in county.yml")
    elif service.id in contacts:
        entry.wrong("id", f"{service.id} is on the crisis cards: no county replaces it")
    if service.local_of == EMERGENCY:
        always = service.schedule.hours.kind is HoursKind.ALWAYS
        if not always or not service.phones:
            why = "an emergency service of a town stands on the crisis cards: it needs a number"
            entry.wrong("local_of", f"{why} that answers day and night (hours: always)")
    elif service.local_of in contacts:
        why = f"{service.local_of} is on the crisis cards: nothing is shown in its place"
        entry.wrong("local_of", why)
