"""The two ways a response key leaves Rasa.

``KeyedNlg`` passes key and arguments through, and the gateway finds the words for the person's
channel (design, section 7). ``RenderedNlg`` is for ``rasa shell`` alone, where nobody stands
behind Rasa: it finds the words itself.
"""

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator

from bot.domain.messages import (
    Button,
    Choice,
    ConversationId,
    Language,
    Person,
    Say,
    answered_in,
)

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
    """Turn a response key into words for ``rasa shell`` (endpoints.yml names this class).

    Nobody remembers the person there: the answer is in the language of the message.
    """

    def __init__(self, endpoint_config: Any = None, domain: Any = None) -> None:
        from bot.content.compose import Composer  # only the shell needs content

        self._composer = Composer.load()

    async def generate(
        self, utter_action: str, tracker: Any, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Return the words and buttons that the gateway would have sent, as one message."""
        raw = kwargs.get("buttons") or []
        choices = tuple(Choice(one["payload"], one["title"] or None) for one in raw)
        raw.clear()  # Rasa would add the buttons without words to ours
        language, beside = _languages(tracker)
        person = Person(ConversationId("shell"), language=language, beside=beside)
        replies = self._composer.compose(Say(utter_action, arguments(kwargs), choices), person)
        buttons = [
            {"title": button.label, "payload": _payload(button)}
            for reply in replies
            for button in reply.buttons
            if button.kind == "reply"
        ]
        text = "\n\n".join(reply.text for reply in replies)
        return {"text": text, "buttons": buttons} if buttons else {"text": text}


def _languages(tracker: Any) -> tuple[Language, Language | None]:
    heard = tracker.latest_message.parse_data.get("language") if tracker.latest_message else None
    return answered_in(heard, "fi") or ("fi", None)


def _payload(button: Button) -> str:
    """Return what the shell sends for a button: the intent, or its words where it is none."""
    kind, _, name = button.value.partition(":")
    return f"/{name}" if kind in {"topic", "intent"} else button.label
