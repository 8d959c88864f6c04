"""What the scanner hears of the open corpus's dev rows may not get worse than what was reached."""

from functools import cache
from pathlib import Path

import pytest

from bot.content.safety_eval import (
    ORDINARY_KINDS,
    TOPICS_OF_DANGER,
    Heard,
    alarms,
    corpus,
    hear,
    is_dev,
    is_kept_back,
    ordinary_rows,
)
from bot.content.safety_scanner import load_scanner
from bot.settings import ROOT

OPEN = Path(__file__).parent / "open"

# What was reached, far from the targets for recall: tier A 100 %, tier B 98 %.
REACHED = {
    ("fi", "A"): 0.93,
    ("fi", "B"): 0.90,
    ("sv", "A"): 0.92,
    ("sv", "B"): 0.90,
    ("en", "A"): 0.89,
    ("en", "B"): 0.82,
    ("other", "A"): 1.0,
    ("other", "B"): 1.0,
}
MOST_HARD = 0.09
MOST_ORDINARY = 0.035
MOST_KEPT_BACK = 0.003  # the target is 0.002


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


def test_messages_that_were_kept_back_give_no_more_cards_than_allowed() -> None:
    rows = [row for row in ordinary_rows(ROOT / "nlu_data" / "nlu") if is_kept_back(row)]
    calm = [row for row in rows if row.kind not in TOPICS_OF_DANGER]
    assert len(calm) >= 2000
    assert alarms(hear(load_scanner(), calm)).value <= MOST_KEPT_BACK


def test_what_is_denied_is_never_danger_now() -> None:
    denied = [one for one in heard() if one.row.kind == "denied"]
    assert not [
        one
        for one in denied
        if one.finding and one.finding.reason.endswith("model") and one.finding.tier == "A"
    ]


def test_ordinary_messages_are_left_alone_as_often_as_before() -> None:
    calm = [one for one in heard() if not one.row.is_crisis]
    assert alarms(o for o in calm if o.row.kind in ORDINARY_KINDS).value <= MOST_ORDINARY
