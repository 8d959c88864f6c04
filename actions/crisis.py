"""Words of danger that the classifier reads where the safety scanner was silent: the same card."""

from typing import Any

from rasa_sdk import Action

from actions.common import Turn, say

LIFE_IN_DANGER = {"crisis_medical_now", "crisis_fire_now", "crisis_violence_now"}
"""Kinds of which each is read as danger now (tier A); the others as danger told (tier B)."""


class Crisis(Action):
    """Say the card of the kind of danger: fixed words, and people who answer now."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_crisis"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say the card. Whose danger it is, the classifier does not know: their own."""
        intent = Turn.of(tracker).intent
        heard = tracker.latest_message.get("safety") or {}  # the second ear knows more
        tier = heard.get("tier") or ("A" if intent in LIFE_IN_DANGER else "B")
        about = "other" if heard.get("about_other") else "self"
        say(dispatcher, "crisis.card", args={"category": intent, "tier": tier, "about": about})
        return []
