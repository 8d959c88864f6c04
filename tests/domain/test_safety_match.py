"""Lines that the sieve leaves out could not have been found."""

from collections.abc import Mapping

import pytest

from bot.content.safety_rules import SafetyRules
from bot.domain.safety_layout import lay_out
from bot.domain.safety_match import Group, Match, Sieve
from bot.domain.safety_patterns import Line, Step

WANT, BERRY, CAKE = 1, 2, 3
LINE = (Step((WANT,)), Step((BERRY, CAKE)))


OTHER = (Step((CAKE,)), Step((WANT,)))


class Open(Sieve):
    """Lets every line through."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self._all = {self.add(lines): lines}

    def through(self, masks: Mapping[int, int]) -> dict[Group, list[Line]]:  # noqa: ARG002
        return self._all


@pytest.mark.parametrize(
    ("masks", "is_through"),
    [
        ({WANT: 1, BERRY: 2}, True),
        ({WANT: 1, CAKE: 2}, True),
        ({WANT: 1}, False),
        ({BERRY: 2, CAKE: 4}, False),
        ({}, False),
    ],
)
def test_a_line_needs_a_word_of_each_step(masks: dict[int, int], is_through: bool) -> None:
    sieve = Sieve()
    group, _ = sieve.add([LINE]), sieve.add([OTHER])
    sieve.close({WANT: 1.0})
    assert (sieve.through(masks).get(group) == [LINE]) is is_through


def test_what_is_left_out_is_nowhere() -> None:
    shipped = SafetyRules.load()
    rules = shipped.rules
    lines = [line for pattern in rules.patterns for line in pattern.lines]
    sieve, through = Sieve(), Open(lines)
    group = sieve.add(lines)
    sieve.close(rules.lexicon.frequencies())
    found = 0
    for example in shipped.examples:
        layout = lay_out(rules.lexicon, example.text)
        quick = Match(layout, sieve, {}).ends(group)
        assert quick == Match(layout, through, {}).ends(group), example.text
        found += bool(quick)
    assert found > len(shipped.examples) / 2
