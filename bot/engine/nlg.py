"""The two ways a response key leaves Rasa.

``KeyedNlg`` passes key and arguments through, and the gateway finds the words for the person's
channel (design, section 7). ``RenderedNlg`` is for ``rasa shell`` alone, where nobody stands
behind Rasa: it finds the words itself.
"""

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator

from bot.domain.messages import ConversationId, Person, Say

_NOT_ARGUMENTS = frozenset({"text", "buttons", "elements", "custom", "template", "image"}) | {
    "attachment"
}


def arguments(extra: dict[str, Any]) -> dict[str, Any]:
    """Return what an action passed besides the fields the SDK always sends."""
    return {name: value for name, value in extra.items() if name not in _NOT_ARGUMENTS}


class KeyedNlg(NaturalLanguageGenerator):
    """Turn a response key into ``custom: {key, args}`` and no text."""

    async def generate(
        self, utter_action: str, tracker: Any, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Return the key and its arguments; words come later."""
        return {"text": "", "custom": {"key": utter_action, "args": arguments(kwargs)}}


class RenderedNlg(NaturalLanguageGenerator):
    """Turn a response key into words for ``rasa shell`` (endpoints.yml names this class)."""

    def __init__(self, endpoint_config: Any = None, domain: Any = None) -> None:
        from bot.content.compose import Composer  # only the shell needs content

        self._composer = Composer.load()

    async def generate(
        self, utter_action: str, tracker: Any, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Return the words that the gateway would have sent, as one text."""
        person = Person(ConversationId("shell"))
        replies = self._composer.compose(Say(utter_action, arguments(kwargs)), person)
        return {"text": "\n\n".join(reply.text for reply in replies)}
