"""Lines that the sieve leaves out could not have been found."""

from collections.abc import Mapping

import pytest

from bot.content.safety_rules import SafetyRules
from bot.domain.safety_folding import read
from bot.domain.safety_match import Match, Sieve
from bot.domain.safety_patterns import Step

WANT, BERRY, CAKE = 1, 2, 3
LINE = (Step((WANT,)), Step((BERRY, CAKE)))


class Open(Sieve):
    """Lets every line through."""

    def passed(self, masks: Mapping[int, int]) -> int:  # noqa: ARG002
        return -1


@pytest.mark.parametrize(
    ("masks", "is_through"),
    [
        ({WANT: 1, BERRY: 2}, True),
        ({WANT: 1, CAKE: 2}, True),
        ({WANT: 1}, False),
        ({BERRY: 2, CAKE: 4}, False),
        ({WANT: 0, BERRY: 2}, False),
        ({}, False),
    ],
)
def test_a_line_needs_a_word_of_each_step(masks: dict[int, int], is_through: bool) -> None:
    sieve = Sieve()
    needs = sieve.add([LINE])[0].needs
    assert (needs & ~sieve.passed(masks) == 0) is is_through


def test_what_is_left_out_is_nowhere() -> None:
    shipped = SafetyRules.load()
    rules = shipped.rules
    sieve, through = Sieve(), Open()
    lines = [line for pattern in rules.patterns for line in pattern.lines]
    sieved, all_lines = sieve.add(lines), through.add(lines)
    found = 0
    for example in shipped.examples:
        layout = rules.lexicon.lay_out(read(example.text, rules.lexicon.signs))
        quick = Match(layout, sieve, {}).ends(sieved)
        assert quick == Match(layout, through, {}).ends(all_lines), example.text
        found += bool(quick)
    assert found > len(shipped.examples) / 2
