"""Buttons with words: what pressing means comes in, a label and a signed value go out."""

import logging
from collections.abc import Callable, Iterable

from bot.content.loader import Content
from bot.content.moments import Moments
from bot.content.service_lines import LABEL_LENGTH
from bot.domain.messages import Button, Choice, ConversationId, Language, Person
from bot.domain.topics import Texts
from bot.i18n import Words

log = logging.getLogger(__name__)

Sign = Callable[[ConversationId, str], str]
"""Makes the value of a button: (conversation, action) to a token."""

MOST_BUTTONS = 5


def neighbour(content: Content, name: str) -> Choice:
    """Return the button that leads to a topic, or to an act of the assistant."""
    if name in content.topics:
        return Choice(f"topic:{name}")
    return Choice(f"intent:{name}", f"intent.{name}")


class Buttons:
    """Gives buttons their words and values."""

    def __init__(self, content: Content, words: Words, sign: Sign) -> None:
        self._content, self._words, self._sign = content, words, sign
        self._moments = Moments(words)

    def replies(
        self, choices: Iterable[Choice], person: Person, most: int = MOST_BUTTONS
    ) -> tuple[Button, ...]:
        """Return at most so many buttons; one without words is left out and logged."""
        buttons: dict[str, Button] = {}
        for choice in choices:
            label = self.label(choice, person.language)
            if label is None:
                log.error("compose.no_label action=%s", choice.action)
            elif choice.action not in buttons:
                value = self._sign(person.conversation, choice.action)
                buttons[choice.action] = Button("reply", label[:LABEL_LENGTH], value)
        return tuple(buttons.values())[:most]

    def titled(self, answers: Iterable[tuple[Texts, str]], person: Person) -> tuple[Button, ...]:
        """Return the buttons of (title, action), whose words stand in the content itself."""
        return tuple(
            Button("reply", title[person.language], self._sign(person.conversation, action))
            for title, action in answers
        )

    def label(self, choice: Choice, language: Language) -> str | None:
        """Return the words of a button: its key, its topic's title, or the act's name."""
        if choice.label and self._words.has(choice.label):
            # With its date: the button may be pressed another day.
            at = self._moments.dated(choice.at, language) if choice.at else ""
            return self._words.text(language, choice.label, at=at)
        topic = self._content.topic(choice.action.partition(":")[2])
        return topic.title[language] if topic else None
