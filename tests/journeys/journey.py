"""A journey: a conversation as data, read from YAML. An unknown word in a file is an error."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.domain.messages import ChannelName, InboundKind, Language
from tests.builders import SATURDAY_NIGHT

FOLDER = Path(__file__).parent

_KINDS = {
    "say": InboundKind.TEXT,
    "edit": InboundKind.EDITED,
    "press": InboundKind.BUTTON,
    "send": InboundKind.MEDIA,
    "command": InboundKind.COMMAND,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be true of the answer to one step. What is left out may be anything.

    Args:
        keys: Response keys in order; bubbles of one key in a row count once.
        topics: Topics that are answered, in order.
        intent: What was understood (free words alone reach the classifier).
        first: A word in the first bubble: what must not wait for anything else.
        services, no_services: Ids of services that are, and are not, among those shown.
        words, no_words: Words in the answer, whatever their case.
        buttons: Labels that must be there.
        language: Of this answer and those after it.
        remembers: Fields of the person afterwards.
        shorter_than, same_as: Number of an earlier step (the first is 1).
        most_bubbles: How many bubbles may come at once.
    """

    keys: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    intent: str | None = None
    first: str | None = None
    services: tuple[str, ...] = ()
    no_services: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    no_words: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    language: Language | None = None
    remembers: dict[str, Any] = field(default_factory=dict)
    shorter_than: int | None = None
    same_as: int | None = None
    most_bubbles: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person does, and what must come of it."""

    kind: InboundKind
    text: str
    at: datetime
    expected: Expected
    channel: ChannelName | None = None  # another than the journey's


@dataclass(frozen=True, slots=True)
class Journey:
    """A conversation from its first message on."""

    name: str
    language: Language
    steps: tuple[Step, ...]
    hint: str | None = None  # what the device says of its language
    never_kept: tuple[str, ...] = ()  # words that are nowhere in what is kept
    channel: ChannelName = "web"
    file: str = ""  # of which file, without its ending


def journeys() -> list[Journey]:
    """Read every journey of the folder."""
    files = sorted(FOLDER.glob("*.yml"))
    return [
        read({**one, "file": file.stem})
        for file in files
        for one in yaml.safe_load(file.read_text("utf-8"))
    ]


def read(raw: dict[str, Any]) -> Journey:
    """Return a journey from what stands in a file."""
    at = raw.pop("at", SATURDAY_NIGHT)
    steps = []
    for step in raw.pop("steps"):
        at = at + timedelta(minutes=step.pop("after", 1))
        steps.append(_step(step, at))
    never = tuple(raw.pop("never_kept", ()))
    return Journey(
        name=raw.pop("journey"),
        language=raw.pop("language", "fi"),
        steps=tuple(steps),
        never_kept=never,
        **raw,
    )


def _step(raw: dict[str, Any], at: datetime) -> Step:
    (verb,) = _KINDS.keys() & raw.keys()
    text = str(raw.pop(verb)) * raw.pop("times", 1)
    channel = raw.pop("on", None) or raw.pop(True, None)  # YAML reads a bare "on" as true
    listed: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
    }
    if "first" in listed:
        listed["first"] = str(listed["first"])
    return Step(_KINDS[verb], text, at, Expected(**listed), channel)
