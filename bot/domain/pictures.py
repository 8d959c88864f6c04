"""What is drawn of a result: names, figures in words and lengths. No colours, no library.

A picture has its words in one language already, so that it travels in a reply, is drawn where it
is delivered, and says the same as a table and as a text alternative. It holds figures and our own
words, never a person's.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

Language = Literal["fi", "sv", "en"]  # as in ``messages``, which imports this module

Kind = Literal["home", "living", "debt", "must", "left", "gap"]
"""Which part of the money it is; each has a colour and a pattern of its own."""

Theme = Literal["light", "dark"]
Format = Literal["svg", "png"]


@dataclass(frozen=True, slots=True)
class Money:
    """One amount. ``cents`` is what is drawn, ``figure`` what is read ("560 €")."""

    name: str
    figure: str
    cents: int


@dataclass(frozen=True, slots=True)
class Pile:
    """What goes to one part of life: the amount and the lines it is made of, greatest first."""

    kind: Kind
    whole: Money
    lines: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyPicture:
    """Where the money goes and what remains.

    Attributes:
        income: What there is; None when it is not known, and then only costs are drawn.
        left: What remains; ``kind`` is "gap" when it does not suffice, and ``cents`` how much.
        notes: Short lines below: what is left for a day, the last time's balance.
        head, rows: The same as a table.
    """

    id: str
    language: Language
    title: str
    when: str
    alt: str
    piles: tuple[Pile, ...]
    income: Money | None = None
    left: Pile | None = None
    notes: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    kind: Literal["money"] = "money"


@dataclass(frozen=True, slots=True)
class Step:
    """One area. ``now`` and ``before`` are parts of the whole way, 0 to 1; None: not known."""

    name: str
    figure: str
    now: float | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class StepsPicture:
    """Areas on a way of ``steps`` equal parts, beside the earlier time's. Never a total.

    Attributes:
        low, high: Words at the ends of the way.
        now, before: What the two marks are called; ``before`` is None without an earlier time.
    """

    id: str
    language: Language
    title: str
    when: str
    alt: str
    steps: int
    areas: tuple[Step, ...]
    low: str
    high: str
    now: str
    before: str | None = None
    notes: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    kind: Literal["steps"] = "steps"


Picture = MoneyPicture | StepsPicture


def picture_to_json(picture: Picture) -> dict[str, Any]:
    """Return a picture for keeping and for sending to another process."""
    return asdict(picture)


def picture_from_json(row: Mapping[str, Any]) -> Picture:
    """Return a kept picture; raises KeyError, TypeError or ValueError when it is none."""
    kind: type[Picture] = {"money": MoneyPicture, "steps": StepsPicture}[row["kind"]]
    known = {field.name for field in fields(kind)}
    values = {name: value for name, value in row.items() if name in known}
    values["rows"] = tuple(tuple(one) for one in values["rows"])
    for name in ("head", "notes"):
        values[name] = tuple(values[name])
    if kind is StepsPicture:
        return StepsPicture(**{**values, "areas": tuple(Step(**one) for one in values["areas"])})
    values["piles"] = tuple(_pile(one) for one in values["piles"])
    values["income"] = Money(**values["income"]) if values["income"] else None
    values["left"] = _pile(values["left"]) if values["left"] else None
    return MoneyPicture(**values)


def _pile(row: Mapping[str, Any]) -> Pile:
    lines = tuple(Money(**one) for one in row["lines"])
    return Pile(row["kind"], Money(**row["whole"]), lines)
