"""What the scanner hears of the open corpus's dev rows may not get worse than what was reached."""

from functools import cache
from pathlib import Path

import pytest

from bot.content.safety_eval import ORDINARY_KINDS, Heard, alarms, corpus, hear, is_dev
from bot.content.safety_rules import load_scanner

OPEN = Path(__file__).parent / "open"

# What was reached, far from the targets: tier A 100 %, tier B 98 %, hard 10 %, ordinary 0.2 %.
REACHED = {
    ("fi", "A"): 0.7,
    ("fi", "B"): 0.611,
    ("sv", "A"): 0.511,
    ("sv", "B"): 0.576,
    ("en", "A"): 0.526,
    ("en", "B"): 0.56,
    ("other", "A"): 0.535,
    ("other", "B"): 0.416,
}
MOST_HARD = 0.158
MOST_ORDINARY = 0.022


@cache
def heard() -> tuple[Heard, ...]:
    return tuple(hear(load_scanner(), [row for row in corpus(OPEN) if is_dev(row)]))


@pytest.mark.parametrize(("language", "tier"), REACHED)
def test_danger_is_heard_as_often_as_before(language: str, tier: str) -> None:
    told = [one for one in heard() if (one.row.language, one.row.tier) == (language, tier)]
    assert alarms(told).value >= REACHED[language, tier]


def test_hard_negatives_are_left_alone_as_often_as_before() -> None:
    calm = [one for one in heard() if not one.row.is_crisis]
    assert alarms(o for o in calm if o.row.kind not in ORDINARY_KINDS).value <= MOST_HARD


def test_ordinary_messages_are_left_alone_as_often_as_before() -> None:
    calm = [one for one in heard() if not one.row.is_crisis]
    assert alarms(o for o in calm if o.row.kind in ORDINARY_KINDS).value <= MOST_ORDINARY
