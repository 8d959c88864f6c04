"""What is inside the sealed columns: our values as JSON and back.

A row may be older than the code that reads it or, during an upgrade, newer: fields that are
missing take their default and fields that are unknown are left out.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from bot.domain.calendar_entry import CalendarEntry
from bot.domain.messages import (
    Address,
    Button,
    ConversationId,
    Inbound,
    InboundKind,
    Person,
    Reply,
)
from bot.domain.pictures import Picture, picture_from_json

_KINDS = frozenset(kind.value for kind in InboundKind)
_IN_COLUMNS = {"address", "kind", "at"}
"""Of an inbound message: kept beside the sealed part, or in the row of its address."""


def new_uid() -> str:
    """Return a random id of a row. Ours, so that a sealed value can be bound to it beforehand."""
    return secrets.token_hex(16)


def pack_inbound(inbound: Inbound) -> str:
    """Return the part of a message that no dump may tell."""
    packed = {name: getattr(inbound, name) for name in _names(Inbound) - _IN_COLUMNS}
    return _json(packed)


def unpack_inbound(packed: str, address: Address, kind: str, at: datetime) -> Inbound:
    """Return the message as it came in; of a kind that a newer version knows, its words."""
    known = InboundKind(kind) if is_known(kind) else InboundKind.TEXT
    return Inbound(address=address, kind=known, at=at, **_known(Inbound, packed))


def is_known(kind: str) -> bool:
    """Return whether this version knows what a kind of message is."""
    return kind in _KINDS


def text_of(packed: str) -> str:
    """Return the words of a message as it came in."""
    return str(json.loads(packed).get("text", ""))


def pack_reply(reply: Reply) -> str:
    """Return a reply as JSON."""
    return _json(asdict(reply))


def unpack_reply(packed: str) -> Reply:
    """Return the reply as it was decided."""
    kept = _known(Reply, packed)
    buttons = kept.get("buttons", ())
    kept["buttons"] = tuple(Button(**_only_known(Button, button)) for button in buttons)
    kept["services"] = tuple(kept.get("services", ()))
    kept["line_languages"] = tuple(kept.get("line_languages", ()))
    kept["picture"] = _picture(kept.get("picture"))
    entry = kept.get("calendar")
    kept["calendar"] = CalendarEntry(**_only_known(CalendarEntry, entry)) if entry else None
    return Reply(**kept)


def _picture(packed: Mapping[str, Any] | None) -> Picture | None:
    """Return a picture; None also for one that a newer version has drawn: its words remain."""
    try:
        return picture_from_json(packed) if packed else None
    except (KeyError, TypeError, ValueError):
        return None


def pack_person(person: Person) -> str:
    """Return what is remembered of a person; the conversation id is the row's own."""
    packed = asdict(person)
    del packed["conversation"]
    return _json(packed)


def unpack_person(packed: str, conversation: str) -> Person:
    """Return what is remembered of a person."""
    kept = _known(Person, packed)
    kept["helped_asked"] = tuple(kept.get("helped_asked", ()))
    return Person(conversation=ConversationId(conversation), **kept)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _known(kind: type[Any], packed: str) -> dict[str, Any]:
    return _only_known(kind, json.loads(packed))


def _only_known(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    names = _names(kind)
    return {name: value for name, value in values.items() if name in names}


def _names(kind: type[Any]) -> set[str]:
    return {field.name for field in fields(kind)}
