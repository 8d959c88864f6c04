"""What ``rinnalla check`` proves of the assessments. Reads nothing, changes nothing."""

from collections.abc import Callable, Iterator, Mapping

from bot.content.buttons import MOST_BUTTONS
from bot.content.loader import Content
from bot.content.service_lines import LABEL_LENGTH
from bot.content.wording import Wording, plain_faults
from bot.domain.assessment import Definition
from bot.domain.assessment_proof import mistakes
from bot.domain.errors import Problem
from bot.domain.messages import LANGUAGES, Language
from bot.domain.phones import without_numbers
from bot.i18n import Words
from bot.services.assessment_rules import OUTCOMES, RULES

_NEEDS: Mapping[str, tuple[Callable[[Definition], bool], str]] = {
    "areas": (lambda one: bool(one.areas), "areas"),
    "area_so_far": (lambda one: bool(one.areas), "areas"),
    "flags": (
        lambda one: any(pick.topic for question in one.questions for pick in question.options),
        "options with a topic",
    ),
    "steps": (lambda one: any(x.type == "scale" for x in one.questions), "a scale"),
    "budget": (lambda one: one.id == "budget", "the questions of our budget"),
    "budget_so_far": (lambda one: one.id == "budget", "the questions of our budget"),
}
"""What an outcome cannot do without, and what to call it."""

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
            yield from self._fits(definition)
        yield from self._starts()
        for name in list(self._content.assessments)[MOST_BUTTONS:]:
            why = f"has no button: the list shows {MOST_BUTTONS} assessments, and this comes after"
            yield self._at(name, None, why)
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

    def _fits(self, definition: Definition) -> Iterator[Problem]:
        """Check that what is said at the end, or before a question, has what it speaks of."""
        name, questions = definition.id, definition.questions
        said = [(None, definition.outcome), *((one.id, one.before) for one in questions)]
        for question, outcome in said:
            needs = _NEEDS.get(outcome or "")
            if needs is not None and not needs[0](definition):
                yield self._at(name, question, f"{outcome!r} needs {needs[1]}")
        for area in definition.areas:
            if not any(one.area == area for one in questions):
                yield self._at(name, None, f"no question belongs to the area {area!r}")
        for one in questions:
            for language in LANGUAGES:
                labels = [self._label(name, one.id, pick.id, language) for pick in one.options]
                for label in sorted({x for x in labels if x and labels.count(x) > 1}):
                    yield self._at(name, one.id, f"{language}: two options are called {label!r}")

    def _label(self, name: str, question: str, option: str, language: Language) -> str:
        key = f"assessment.{name}.{question}.{option}"
        return self._content.assessment_words.get(key, {}).get(language, "").casefold()

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
            for fault in (*self._wording.faults(text, language), *_out_of_place(text)):
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


def _out_of_place(text: str) -> Iterator[str]:
    if without_numbers(text)[1]:
        yield "gives a telephone number: name the service in `services` instead"
    if "{" in text or "}" in text:
        yield "has a brace: nothing is filled in here"


def _too_long(key: str, text: str) -> Iterator[str]:
    name = key.rsplit(".", 1)[-1]
    is_label = not key.endswith((*_ASKED, ".plain", ".name", ".intro", ".title"))
    limit = LONGEST_INTRO if name == "intro" else LABEL_LENGTH if is_label else LONGEST_QUESTION
    if ".area." in key:
        limit = LONGEST_QUESTION
    if len(text) > limit:
        yield f"{len(text)} characters (at most {limit})"
