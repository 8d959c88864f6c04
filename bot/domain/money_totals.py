"""What several amounts for one matter come to: a sum, a range, what is true now, or "ask again".

"tukee 280 ja lainaa 650" is added up, "joskus 200 joskus 300" is a range, of "ennen 580 nyt 620"
only the new one counts. Two figures that nothing joins are never added.
"""

from fractions import Fraction

from bot.domain.money_items import BESIDE, Item
from bot.domain.money_matters import Ask
from bot.domain.money_words import Tag

SMALLEST_WHOLE = 100
"""Euros: less than this beside "nousi" may be the step."""

_BESIDE_RENT = frozenset({"water", "electricity", "internet", "phone", "insurance"})
"""What people name beside the rent: "650 + vesi 20"."""

Span = tuple[Fraction, Fraction]
"""Euros a month, low and high."""


def together(items: list[Item], ask: Ask) -> Span | str:
    """Return what the items of the asked matter come to, or why that cannot be known."""
    items = _current(items)
    if ask.once and any(item.period is None for item in items):
        items = [item for item in items if item.period is None]
    _share_period(items)
    spans: list[Span] = []
    for item in items:
        span = item.monthly(ask.per_month, once=ask.once)
        if span is None:
            return "hours"
        spans.append(span)
    if len(items) == 1:
        return _of_one(items[0], spans[0])
    roles = set[Tag]().union(*(item.roles for item in items))
    links = {item.link for item in items[1:]}
    if roles & {Tag.RISE, Tag.FALL}:
        return _changed(spans, up=Tag.RISE in roles)
    if Tag.EQUALS in links:
        first_is_sum = spans[0][1] == sum(high for _, high in spans[1:])
        return spans[0 if first_is_sum else -1]
    total = next((at for at, item in enumerate(items) if Tag.TOTAL in item.roles), None)
    if total is not None:
        return spans[total]
    if Tag.SOMETIMES in roles or Tag.OR in links:
        return min(low for low, _ in spans), max(high for _, high in spans)
    return _summed(items, spans, ask)


def _current(items: list[Item]) -> list[Item]:
    """Leave out what used to be when it is told what is now: "ennen 580 nyt 620"."""
    if any(item.roles & {Tag.RISE, Tag.FALL} for item in items) and len(items) == 2:
        return items
    now = [item for item in items if Tag.NOW in item.roles]
    current = [item for item in items if Tag.PAST not in item.roles]
    if any(Tag.PAST in item.roles for item in items) and now:
        return now
    return current or items


def _share_period(items: list[Item]) -> None:
    """ "50 kauppaan ja 20 wolttiin viikossa": the last period speaks of the whole list."""
    unnamed = sum(bool(item.labels) for item in items) < 2
    plus = all(item.link is Tag.PLUS for item in items[1:])
    if unnamed and plus and len(items) > 1 and all(item.period is None for item in items[:-1]):
        for item in items[:-1]:
            item.period = items[-1].period


def _of_one(item: Item, span: Span) -> Span | str:
    if Tag.HALVED in item.roles:
        return span[0] / 2, span[1] / 2
    if Tag.SPLIT in item.roles and item.divisor == 1:
        return "several"  # shared among how many?
    if Tag.SOME in item.roles:
        return "vague"
    if item.roles & {Tag.RISE, Tag.FALL} and span[1] < SMALLEST_WHOLE:
        return "several"  # "vuokra nousee 20 euroa": by how much, not to what
    return span


def _changed(spans: list[Span], *, up: bool) -> Span | str:
    """Return the new amount: "oli 580, nousi 20" is 600, "oli 580, nousi 620" is 620."""
    if len(spans) != 2:
        return "several"
    base, step = max(spans), min(spans)
    if step[1] * 5 <= base[0] * 2:
        sign = 1 if up else -1
        return base[0] + sign * step[0], base[1] + sign * step[1]
    return base if up else step


def _summed(items: list[Item], spans: list[Span], ask: Ask) -> Span | str:
    for item in items[1:]:
        told_apart = bool(item.labels or item.strangers)
        if item.link is Tag.PLUS or (item.link in (None, BESIDE) and told_apart):
            continue
        return "several"
    named = [bool(set(item.labels) & ask.matters) for item in items]
    if ask.matters and ask.matters <= _BESIDE_RENT and any(named) and not named[0]:
        return "several"  # "650 + vesi 20" when the water was asked: 650 is for something else
    return sum((low for low, _ in spans), Fraction(0)), sum((hi for _, hi in spans), Fraction(0))
