"""The order of the files, folders that take long first; and no deadlines on a busy machine.

Two processes share the files (``tools/test.py``). A long one that began last would leave one of
them waiting for the other.
"""

from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
LONG_FIRST = ("chaos", "e2e", "engine", "journeys", "channels/web", "runtime", "crisis")

# Hypothesis fails an example of 200 ms: beside the other process's tests that says nothing.
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    path = item.path.relative_to(TESTS).as_posix()
    turns = (n for n, folder in enumerate(LONG_FIRST) if path.startswith(f"{folder}/"))
    return next(turns, len(LONG_FIRST))
