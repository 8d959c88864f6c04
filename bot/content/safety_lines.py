"""The notation of safety patterns: one line of words and slots, as editors write it.

{want} ~3 {die}          at most three words between; one when nothing is said
just_nu                  nothing between
hit|ran_over ~2 {me}     one word, or two with nothing between
{kill} &2 {self}         in either order, at most two words between
{want} ~4 !{not} {die}   a word of {not} must not stand between
{say} >> {bye}           the second may come in one of the next sentences
en|emma {can}? {live}    alternatives; a question mark makes a word optional
kuol* *itsemurh*         a stem; a part of a word
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from bot.domain.safety_patterns import Line, Step

WITHIN = 12
"""Most words between two steps of a line: a pattern stays in one sentence."""

ACROSS = 60
_MOST_LINES = 64
_GAP = re.compile(r"[~&](\d{1,2})?")


class LineMistake(Exception):
    """A line cannot be read; the message says why, in words for an editor."""


@dataclass(frozen=True, slots=True)
class _Item:
    element: str
    most: int
    barred: tuple[str, ...] = ()
    either: bool = False  # may change places with the item before
    optional: bool = False


def parse_line(line: str, slots: Callable[[str], tuple[int, ...]]) -> list[Line]:
    """Return the lines that a written line stands for.

    Args:
        line: In the notation above.
        slots: Gives the slots of an element ("{want}|haluu*"); raises ``LineMistake``.

    Raises:
        LineMistake: with what is wrong.
    """
    versions = _orders([option for one in _spelt_out(line) for option in _options(_items(one))])
    if len(versions) > _MOST_LINES:
        raise LineMistake(f"stands for {len(versions)} lines, more than {_MOST_LINES}")
    return [
        tuple(
            Step(slots(item.element), item.most, tuple(s for b in item.barred for s in slots(b)))
            for item in version
        )
        for version in versions
    ]


def _spelt_out(line: str) -> list[str]:
    """Return lines in which no alternative is several words ("har_blivit"): one line for each."""
    return [" ".join(version) for version in product(*map(_apart, line.split()))]


def _apart(element: str) -> list[str]:
    if "|" not in element or "_" not in element:
        return [element]
    if element.startswith("!") or element.endswith("?"):
        raise LineMistake(f"{element!r}: only single words can be barred or left out together")
    ways = element.split("|")
    single = "|".join(way for way in ways if "_" not in way)
    return [way for way in (single, *(way for way in ways if "_" in way)) if way]


def _items(line: str) -> list[_Item]:
    items: list[_Item] = []
    most, either, barred = 1, False, list[str]()
    for written in line.split():
        if gap := _GAP.fullmatch(written):
            most, either = int(gap[1] or 1), written[0] == "&"
            if most > WITHIN:
                raise LineMistake(f"{written}: at most {WITHIN} words may lie between")
        elif written == ">>":
            most = ACROSS
        elif written.startswith("!"):
            barred.append(written[1:])
        else:
            for number, part in enumerate(written.split("_")):
                optional = part.endswith("?")
                part = part.removesuffix("?")
                if not part:
                    raise LineMistake(f"{written!r} has an empty word")
                gap_before = 0 if number else most
                items.append(_Item(part, gap_before, tuple(barred), either, optional))
                barred, either = [], False
            most = 1
    if not items or barred or items[0].either:
        raise LineMistake("must begin and end with a word")
    return items


def _options(items: list[_Item]) -> list[list[_Item]]:
    versions: list[list[_Item]] = [[]]
    for item in items:
        left_out = [list(version) for version in versions] if item.optional else []
        versions = [[*version, item] for version in versions] + left_out
    return [version for version in versions if version]


def _orders(versions: list[list[_Item]]) -> list[list[_Item]]:
    found = []
    for version in versions:
        orders = [list(version)]
        for place in range(1, len(version)):
            if version[place].either:
                orders += [_swapped(order, place) for order in orders]
        found += orders
    return found


def _swapped(items: list[_Item], place: int) -> list[_Item]:
    first, second = items[place - 1], items[place]
    turned = list(items)
    turned[place - 1] = _Item(second.element, first.most, first.barred)
    turned[place] = _Item(first.element, second.most, second.barred)
    return turned
