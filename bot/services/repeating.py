"""Which card a person has been shown, and the short form instead of the same one again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.messages import Person, Say
from bot.services import crisis
from bot.services.crisis import within

NO_REPEAT = timedelta(minutes=10)
"""The same card is not said again within this time: the short form with the numbers is."""

SHOWN = "crisis_shown"
"""The record of the cards before the last one: when each was shown, by its name."""

_CLASSIFIER = "classifier"


def once(
    says: tuple[Say, ...],
    person: Person,
    at: datetime,
    records: Mapping[str, Any],
    *,
    told: bool = False,
) -> tuple[tuple[Say, ...], Person, dict[str, Any]]:
    """Return what to say instead of the same card again, the person, and what changes in records.

    Only a whole card is noted: a talk that stays grave gets it again every ten minutes. After a
    bare cry for help, help stays near and routine reminders wait as after a card.

    Args:
        told: The card for this very message has gone out already, past the database.
    """
    now = at.isoformat()
    if not says or says[0].key not in (crisis.CARD, crisis.SOS):
        return says, person, {}
    if says[0].key == crisis.SOS:
        near = crisis.help_is_near(person, at)
        noted = person if near else replace(person, last_card=None, last_card_at=now)
        return says, noted, {crisis.CRISIS_AT: now}
    name, heard_by = _name(says[0], person), says[0].args.get(crisis.HEARD_BY) or _CLASSIFIER
    shown = {
        one: then for one, then in _shown(records, person).items() if within(NO_REPEAT, then, at)
    }
    short = (replace(says[0], key=crisis.AGAIN), *says[1:])
    if name in shown and not told:
        return short, person, {}
    noted = replace(person, last_card=f"{name}|{heard_by}", last_card_at=now)
    kept = {crisis.CRISIS_AT: now} | ({SHOWN: shown} if shown else {})
    return short if told else says, noted, kept


def kind_of(last_card: str | None) -> tuple[str, str, str]:
    """Return the category, the tier and what heard it, of a card that was noted; "" of none."""
    name, _, heard_by = (last_card or "").partition("|")
    category, tier, *_ = [*name.split(":"), "", ""]
    return category, tier, heard_by


def _shown(records: Mapping[str, Any], person: Person) -> dict[str, str]:
    shown: dict[str, str] = dict(records.get(SHOWN) or {})
    if person.last_card and person.last_card_at:
        shown[person.last_card.partition("|")[0]] = person.last_card_at
    return shown


def _name(card: Say, person: Person) -> str:
    args = card.args
    parts = [args.get("category"), args.get("tier"), args.get("about"), person.language]
    return ":".join(str(part) for part in (*parts, "both" if args.get("both") else "one"))
