"""Words of danger that the classifier reads: people who can be reached now, at once."""

from typing import Any

from rasa_sdk import Action

from actions.common import Turn, say

WHO_ANSWERS_NOW = {
    "crisis_suicide": "sosiaalipaivystys,mieli_fi,paivystysapu",
    "crisis_violence_now": "sosiaalipaivystys,nollalinja,mieli_fi",
    "crisis_medical_now": "myrkytys,mieli_fi,sosiaalipaivystys",  # pills are often despair
    "crisis_fire_now": "sosiaalipaivystys,mieli_fi",
    "crisis_harm_others": "sosiaalipaivystys,mieli_fi",
}


class Crisis(Action):
    """Say the fixed text of the category: 112 first, then people open round the clock."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_crisis"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say what to do now, who answers now, and that this is a machine."""
        intent = Turn.of(tracker).intent
        say(dispatcher, intent.replace("crisis_", "crisis."))
        say(dispatcher, "directory.results", args={"services": WHO_ANSWERS_NOW[intent]})
        say(dispatcher, "crisis.machine")
        return []
