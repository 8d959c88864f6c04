"""How a question of an assessment looks: where one is, the question, its options, an example."""

from collections.abc import Mapping

from bot.content.figures import Figures
from bot.domain.assessment import Definition, Question
from bot.domain.messages import Person, Say
from bot.i18n import Words

MOST_BUTTONS = 12
"""A scale from 0 to 10 with a skip is the longest row; others are kept short by who asks."""


class QuestionTexts:
    """Finds the words of ``assessment.ask``."""

    def __init__(self, definitions: Mapping[str, Definition], words: Words) -> None:
        self._definitions, self._words = definitions, words
        self._figures = Figures(words)

    def text(self, say: Say, person: Person) -> str:
        """Return the question as it is asked; empty when the assessment is no longer there."""
        definition = self._definitions.get(str(say.args.get("assessment")))
        question = definition.question(str(say.args.get("question"))) if definition else None
        if definition is None or question is None:
            return ""
        lines = [
            *self._lead(say, person),
            *self._where(say, person),
            self._asked(definition, question, person),
            *self._options(definition, question, say, person),
            *self._was(say, person),
            *self._hint(definition, question, say, person),
        ]
        return "\n".join(lines)

    def _lead(self, say: Say, person: Person) -> list[str]:
        lead = say.args.get("lead")
        if not isinstance(lead, str):
            return []
        return [self._words.text(person.language, lead), ""]

    def _where(self, say: Say, person: Person) -> list[str]:
        number, of = say.args.get("number"), say.args.get("of")
        if number is None:
            return []
        where = self._words.text(person.language, "assessment.progress", number=number, of=of)
        return [where]

    def _asked(self, definition: Definition, question: Question, person: Person) -> str:
        key = f"assessment.{definition.id}.{question.id}.ask"
        if person.plain and self._words.has(f"{key}.plain"):
            key += ".plain"
        return f"**{self._words.text(person.language, key)}**"

    def _options(
        self, definition: Definition, question: Question, say: Say, person: Person
    ) -> list[str]:
        """Return numbered options where several may be picked: buttons pick one."""
        given = say.args.get("options")
        if not isinstance(given, str) or not given:
            return []
        lines = []
        for number, option in enumerate(given.split(","), 1):
            names = (option, "name") if question.offers else (question.id, option)
            key = ".".join(("assessment", definition.id, *names))
            lines.append(f"{number}. {self._words.text(person.language, key)}")
        return [*lines, self._words.text(person.language, "assessment.hint.several")]

    def _was(self, say: Say, person: Person) -> list[str]:
        was = say.args.get("was")
        if not isinstance(was, str):
            return []
        figure = self._figures.figure(was, person.language)
        return [self._words.text(person.language, "assessment.was", was=figure)]

    def _hint(
        self, definition: Definition, question: Question, say: Say, person: Person
    ) -> list[str]:
        if not say.args.get("hint"):
            return []
        key = f"assessment.{definition.id}.{question.id}.hint"
        if not self._words.has(key):
            key = f"assessment.hint.{question.type}"
        if question.type == "several" or not self._words.has(key):
            return []
        return [self._words.text(person.language, key)]
