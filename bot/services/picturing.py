"""Saying a result as a picture: what the dialogue says, and the composer draws up in words."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.messages import Say
from bot.domain.results import (
    AreasResult,
    BudgetResult,
    Result,
    StepsResult,
    earlier,
    result_from_json,
    result_to_json,
)
from bot.services.agreed import OPEN
from bot.services.share_commands import share_choice
from bot.services.shares import to_show
from bot.services.writes import RECORDS

_NAME = "results:"
_TITLE = re.compile(r"assessment\.([a-z0-9_]+)\.title")
_LAST = frozenset({"assessment.kept", "assessment.kept_together"})


def with_pictures(
    says: Sequence[Say], records: Mapping[str, Any], effects: Mapping[str, Any]
) -> tuple[Say, ...]:
    """Return what is said with the picture of each result that was reached or told again.

    Args:
        says: What the dialogue says.
        records: What was kept for the person before.
        effects: What the dialogue changes; a new result is among it.
    """
    changed: Mapping[str, Any] = effects.get(RECORDS) or {}
    rows = [kept for name, kept in changed.items() if name.startswith(_NAME) and kept]
    for say in says:
        found = _TITLE.fullmatch(str(say.args.get("title_words", "")))
        if say.key == "assessment.result_of" and found:
            rows.append(records.get(_NAME + found[1]))
    pictures = [one for kept in rows if kept for one in _picture_of(kept)]
    if says and says[-1].key in _LAST:  # what comes after a result stays the last word
        return (*says[:-1], *pictures, says[-1])
    return (*says, *pictures)


def picture_says(result: Result, before: Result | None) -> tuple[Say, ...]:
    """Return the picture of a result with what can be done with it; none when it is empty."""
    if not _is_drawable(result):
        return ()
    args = {
        "result": json.dumps(result_to_json(to_show(result))),
        "earlier": json.dumps(result_to_json(to_show(before))) if before else None,
        "lead": f"picture.lead.{result.kind}",
    }
    return (Say("result.picture", args, (share_choice(_name(result)), OPEN)),)


def _picture_of(kept: Sequence[Mapping[str, Any]]) -> tuple[Say, ...]:
    result = result_from_json(kept[-1])
    return picture_says(result, earlier(kept, result))


def _name(result: Result) -> str:
    return "budget" if isinstance(result, BudgetResult) else result.assessment


def _is_drawable(result: Result) -> bool:
    match result:
        case BudgetResult():
            spends = any(line.group != "income" for line in result.lines)
            return spends or (result.money_now is not None and result.left is not None)
        case AreasResult():
            return any(area.hundredths is not None for area in result.areas)
        case StepsResult():
            return any(step is not None for step in result.steps.values())
