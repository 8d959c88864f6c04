"""A person's dialogue state as one compact row, and the store Rasa sees.

Our tables are the record; Rasa's tracker is a cache (promises F1, F2, F7). The row holds the
slots, the active loop and what was said last - no event history and never a person's words.
The store lives in memory for one turn: the gateway hands the row in and takes the new one out.
"""

import json
from collections.abc import Mapping
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

VERSION = 1
_NEVER_KEPT = frozenset({"session_started_metadata"})


def unpack(row: str | None) -> dict[str, Any]:
    """Return the row's fields; an unknown version or damaged row starts the dialogue anew."""
    if row:
        try:
            fields = json.loads(row)
        except ValueError:
            fields = {}
        if isinstance(fields, dict) and fields.get("v") == VERSION:
            return fields
    return {"v": VERSION, "slots": {}, "loop": None, "last": [], "hand": None}


def to_tracker(conversation: str, fields: Mapping[str, Any], domain: Domain) -> Any:
    """Build the tracker a turn starts from: a session, the slots, the loop, listening."""
    tracker = DialogueStateTracker(conversation, domain.slots)
    tracker.update(ActionExecuted(ACTION_SESSION_START_NAME), domain)
    tracker.update(SessionStarted(), domain)
    for name, value in sorted(fields["slots"].items()):
        tracker.update(SlotSet(name, value), domain)
    if fields["loop"]:
        tracker.update(ActiveLoop(fields["loop"]), domain)
        tracker.update(ActionExecuted(fields["loop"]), domain)
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME), domain)
    return tracker


def to_row(tracker: Any, last: list[dict[str, Any]], hand: Mapping[str, Any] | None = None) -> str:
    """Return the compact row of a tracker. Keys are sorted: equal states give equal bytes.

    Args:
        last: What was said last, as keys and arguments.
        hand: The answer that short questions are about (``bot/domain/hand.py``).
    """
    slots = {
        name: slot.value
        for name, slot in tracker.slots.items()
        if name not in _NEVER_KEPT
        and slot.value != slot.initial_value
        and not (name == REQUESTED_SLOT and slot.value is None)
    }
    fields = {"v": VERSION, "slots": slots, "loop": tracker.active_loop_name, "last": last}
    fields["hand"] = dict(hand) if hand else None
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


class TurnTrackerStore(TrackerStore):
    """Holds the trackers of the turns in work, and nothing else.

    Rasa wraps every store in ``FailSafeTrackerStore``, which turns a failing store into an empty
    reply; this one has no input or output that can fail.
    """

    def __init__(self, domain: Any = None, event_broker: Any = None, **_: Any) -> None:
        super().__init__(domain, event_broker)
        self._trackers: dict[str, Any] = {}

    def begin(self, conversation: str, row: str | None) -> dict[str, Any]:
        """Put a person's state in place before Rasa is asked; return its fields."""
        fields = unpack(row)
        self._trackers[conversation] = to_tracker(conversation, fields, self.domain)
        return fields

    def end(self, conversation: str) -> Any:
        """Take the tracker out after the turn; None when Rasa never saved one."""
        return self._trackers.pop(conversation, None)

    async def save(self, tracker: Any) -> None:
        """Keep the tracker until the turn ends."""
        self._trackers[tracker.sender_id] = tracker

    async def retrieve(self, sender_id: str) -> Any:
        """Return the tracker of a turn in work, or None."""
        return self._trackers.get(sender_id)
