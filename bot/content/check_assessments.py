"""What ``rinnalla check`` proves of the assessments. Reads nothing, changes nothing."""

from collections.abc import Iterator

from bot.content.loader import Content
from bot.content.service_lines import LABEL_LENGTH
from bot.content.wording import Wording, plain_faults
from bot.domain.assessment import Definition
from bot.domain.assessment_proof import mistakes
from bot.domain.errors import Problem
from bot.domain.messages import LANGUAGES
from bot.i18n import Words
from bot.services.assessment_rules import OUTCOMES, RULES

LONGEST_QUESTION = 400
LONGEST_INTRO = 500
_ASKED = (".ask", ".hint", ".why", ".also")


class AssessmentChecks:
    """Checks every assessment of the content.

    Args:
        content: With the county's overlay, when there is one.
        words: The locales: what options of a scale without labels are called stands there.
        wording: Which words must not be said.
    """

    def __init__(self, content: Content, words: Words, wording: Wording) -> None:
        self._content, self._words, self._wording = content, words, wording

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is wrong, with its file and line."""
        for name, definition in self._content.assessments.items():
            for mistake in mistakes(definition, RULES, OUTCOMES):
                yield self._at(name, mistake.question, mistake.why)
            yield from self._references(definition)
        yield from self._starts()
        for key in sorted(self._content.assessment_words):
            yield from self._texts(key)

    def _references(self, definition: Definition) -> Iterator[Problem]:
        for question in definition.questions:
            topics = [question.topic, *(pick.topic for pick in question.options)]
            for topic in topics:
                if topic is not None and topic not in self._content.topics:
                    yield self._at(definition.id, question.id, f"there is no topic {topic!r}")
            for service in question.services:
                if service not in self._content.services:
                    yield self._at(definition.id, question.id, f"there is no service {service!r}")

    def _starts(self) -> Iterator[Problem]:
        taken: dict[str, str] = {}
        for name, definition in self._content.assessments.items():
            intent = definition.intent
            if intent is not None and intent in taken:
                why = f"{intent!r} starts {taken[intent]!r} already"
                yield self._at(name, None, why)
            elif intent is not None:
                taken[intent] = name

    def _texts(self, key: str) -> Iterator[Problem]:
        _, name, *rest = key.split(".")
        question = rest[0] if len(rest) > 1 and rest[0] != "area" else None
        texts = self._content.assessment_words[key]
        for language in LANGUAGES:
            text = texts.get(language, "")
            for fault in _too_long(key, text):
                yield self._at(name, question, f"{'.'.join(rest)}.{language}: {fault}")
            for fault in self._wording.faults(text, language):
                yield self._at(name, question, f"{'.'.join(rest)}.{language} {fault}")
            if key.endswith(".plain"):
                ordinary = self._content.assessment_words[key.removesuffix(".plain")][language]
                for fault in plain_faults(text, ordinary):
                    yield self._at(name, question, f"{'.'.join(rest)}.{language}: {fault}")

    def _at(self, name: str, question: str | None, why: str) -> Problem:
        definition = self._content.assessments[name]
        path = f"assessment.{name}"
        if question is not None:
            path += f".questions.{definition.place(question)}"
        file, line = self._content.origin(path)
        return Problem(file, line, f"{question}: {why}" if question else why)


def _too_long(key: str, text: str) -> Iterator[str]:
    name = key.rsplit(".", 1)[-1]
    is_label = not key.endswith((*_ASKED, ".plain", ".name", ".intro", ".title"))
    limit = LONGEST_INTRO if name == "intro" else LABEL_LENGTH if is_label else LONGEST_QUESTION
    if ".area." in key:
        limit = LONGEST_QUESTION
    if len(text) > limit:
        yield f"{len(text)} characters (at most {limit})"
