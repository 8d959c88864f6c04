"""Buttons of a crisis card and of a safety plan: calls, and presses with labels of their own."""

from collections.abc import Iterable

from bot.content.buttons import Sign
from bot.content.safety_texts import SafetyTexts
from bot.content.service_lines import LABEL_LENGTH
from bot.domain.directory import Service
from bot.domain.messages import Button, Language, Person
from bot.domain.plan import numbers

_OWN = 2


class CardButtons:
    """Makes buttons from the reviewed labels. Needs no locale file."""

    def __init__(self, texts: SafetyTexts, sign: Sign) -> None:
        self._texts, self._sign = texts, sign

    def calls(self, services: Iterable[Service], language: Language) -> tuple[Button, ...]:
        """Return a call button for each number."""
        found: dict[str, Button] = {}
        for service in services:
            phone = service.phone_for(language)
            if phone:
                label = self._call(service.name[language], phone.number, language)
                found.setdefault(phone.number, Button("call", label, phone.number))
        return tuple(found.values())

    def own_people(self, words: str, language: Language) -> tuple[Button, ...]:
        """Return call buttons of the first two numbers in a person's own words."""
        return tuple(
            Button("call", self._call(who or number, number, language), number)
            for who, number in numbers(words)[:_OWN]
        )

    def press(
        self, person: Person, action: str, label: str, languages: tuple[Language, ...]
    ) -> Button:
        """Return a button that does something, its label in every language where that fits."""
        texts = [self._texts.labels[label][language] for language in languages]
        shown = _first_that_fits((" / ".join(texts), texts[0]))
        return Button("reply", shown, self._sign(person.conversation, action))

    def _call(self, name: str, number: str, language: Language) -> str:
        label = self._texts.labels["call"][language]
        return _first_that_fits(label.replace("{what}", what) for what in (name, number))


def _first_that_fits(labels: Iterable[str]) -> str:
    every = list(labels)
    return next((one for one in every if len(one) <= LABEL_LENGTH), every[-1][:LABEL_LENGTH])
