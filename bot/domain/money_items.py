"""Marks of an answer as *items*: each amount with the matter, period and count that are its own.

"vuokra 650 sähkö 40" is two items, "15e/h 20h viikossa" one, "650 mut asumistukee tulee 300" two
with a but between. What the items come to together is decided in ``money``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bot.domain.money_ranges import Kind, Mark
from bot.domain.money_words import Tag, times_a_month

_AMOUNTS = frozenset({Kind.AMOUNT, Kind.RATE})
_GO_ALONG = frozenset({Tag.NOW, Tag.RISE, Tag.FALL, Tag.SOMETIMES, Tag.TOTAL, Tag.WITH})
"""Words that speak of the amount behind them rather than of the one before."""


@dataclass(slots=True)
class Item:
    """One amount and what belongs to it.

    Attributes:
        link: What stands before it: a tag, None for a pause, ``START`` for the first one.
        amount: None when only words were said.
        rate: The amount is for an hour.
        strangers: Unknown words beside it.
    """

    link: Tag | str | None
    amount: Mark | None = None
    rate: bool = False
    period: Fraction | None = None
    count: tuple[Fraction, Fraction] | None = None
    hours: tuple[Fraction, Fraction] | None = None
    divisor: Fraction = Fraction(1)
    labels: list[str] = field(default_factory=list)
    roles: set[Tag] = field(default_factory=set)
    strangers: int = 0

    def monthly(self, default: Fraction, *, once: bool) -> tuple[Fraction, Fraction] | None:
        """Return (low, high) in euros a month; None when an hourly wage lacks its hours.

        Args:
            default: How often in a month a bare amount comes round.
            once: Time says nothing: it is a sum that there is.
        """
        assert self.amount is not None  # noqa: S101 - items without one are never asked
        low, high = self.amount.low, self.amount.high
        if self.rate:
            if self.hours is None or self.period is None:
                return None
            low, high = low * self.hours[0], high * self.hours[1]
        if self.count is not None:
            low, high = low * self.count[0], high * self.count[1]
        bare = default if self.count is None else Fraction(1)
        times = Fraction(1) if once else (bare if self.period is None else self.period)
        share = times / self.divisor
        return low * share, high * share


_WORKDAYS = times_a_month(Tag.WORKDAY)

START = "start"
BESIDE = "beside"
"""The links of the first item and of an amount right beside another."""


def items_of(marks: Sequence[Mark]) -> list[Item]:
    """Return the items in their order; those without an amount hold only words."""
    return _gathered(_Builder(marks).build())


class _Builder:
    """Fills one item after another; every mark is looked at once."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self.items = [Item(START)]
        self.since: list[Mark] = []  # marks behind the last amount of the item in work
        self.before = _labels_come_before(marks)

    @property
    def item(self) -> Item:
        return self.items[-1]

    def build(self) -> list[Item]:
        for mark in self.marks:
            if mark.kind is Kind.LINK:
                self.begin(BESIDE if mark.word == "-" else mark.tag)
            elif mark.kind in _AMOUNTS:
                self.amount(mark)
            else:
                self.since.append(mark)
        self.close(self.since)
        return self.items

    def begin(self, link: Tag | str | None) -> None:
        self.close(self.since)
        self.since = []
        empty = self.item.amount is None and not self.item.labels and not self.item.strangers
        if empty and not self.item.roles and self.item.count is None and self.item.period is None:
            # "ja", "no," at the very beginning join nothing.
            self.items[-1] = Item(START if self.item.link == START else link)
            return
        self.items.append(Item(link))

    def amount(self, mark: Mark) -> None:
        if self.item.amount is not None:
            along = self.going_along()
            self.close([one for one in self.since if one not in along])
            self.items.append(Item(BESIDE))
            self.since = along
        self.close(self.since)
        self.since = []
        self.item.amount, self.item.rate = mark, mark.kind is Kind.RATE

    def going_along(self) -> list[Mark]:
        """Return what stands between two amounts and belongs to the second."""
        now_said = Tag.NOW in self.item.roles
        found = []
        for mark in self.since:
            role = mark.tag in _GO_ALONG or (mark.tag is Tag.PAST and now_said)
            label = mark.kind is Kind.LABEL and self.before
            if label or (mark.kind is Kind.ROLE and role):
                found.append(mark)
        return found

    def close(self, marks: Sequence[Mark]) -> None:
        """Give marks to the item in work."""
        item, behind = self.item, self.item.amount is not None
        strangers = 0
        for mark in marks:
            match mark.kind:
                case Kind.PERIOD if item.period is None or mark.low == _WORKDAYS:
                    item.period = mark.low  # "3 e päivässä arkisin"
                case Kind.COUNT:
                    item.count = (mark.low, mark.high)
                case Kind.HOURS:
                    item.hours = (mark.low, mark.high)
                case Kind.DIVISOR:
                    item.divisor *= mark.low
                case Kind.ROLE if mark.tag is not None:
                    item.roles.add(mark.tag)
                case Kind.STRANGER:
                    strangers += 1
                case Kind.LABEL if not (behind and strangers):
                    # "650 josta maksaa sosku vuokran": a label far behind is not the amount's.
                    item.labels.append(mark.word)
        item.strangers += strangers


def _labels_come_before(marks: Sequence[Mark]) -> bool:
    """Return whether the amounts' names stand before them: "vuokra 650 sähkö 40"."""
    order = [mark.kind in _AMOUNTS for mark in marks if mark.kind in (*_AMOUNTS, Kind.LABEL)]
    return not (order and order[0] and not order[-1] and order.count(True) > 1)


def _gathered(items: list[Item]) -> list[Item]:
    """Give what stands in items without an amount to the amount that it speaks of."""
    amounts = [item for item in items if item.amount is not None]
    for at, item in enumerate(items):
        if item.amount is not None or not amounts:
            continue
        target = amounts[0] if len(amounts) == 1 else _neighbour(items, at)
        target.period = item.period if target.period is None else target.period
        target.count = target.count or item.count
        target.hours = target.hours or item.hours
        target.divisor *= item.divisor
        target.roles |= item.roles - {Tag.WITH}
        target.strangers += item.strangers
        following = items[at + 1] if at + 1 < len(items) else None
        if item.labels and following is not None and following.amount is not None:
            following.labels = item.labels + following.labels
    return amounts


def _neighbour(items: list[Item], at: int) -> Item:
    earlier = [item for item in items[:at] if item.amount is not None]
    return earlier[-1] if earlier else next(i for i in items[at:] if i.amount is not None)
