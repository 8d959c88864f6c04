"""From the YAML of an assessment to a definition and its words. One file an assessment.

A content editor writes a whole new one without touching Python (docs/write-an-assessment.md).
The words stand beside what they belong to; the definition gets keys alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from bot.content.reading import Fields
from bot.content.safety_kinds import About, CardTier
from bot.content.topic_files import check_name
from bot.content.yaml_files import Lined, Notes, read_yaml
from bot.domain.assessment import (
    END,
    QUESTION_TYPES,
    Branch,
    Condition,
    Danger,
    Definition,
    Pick,
    Question,
    QuestionType,
)
from bot.domain.safety_patterns import CATEGORIES
from bot.domain.topics import Texts

_CENTS = 100
_FIGURES = 2


@dataclass(frozen=True, slots=True)
class AssessmentFile:
    """One assessment as it stands in its file: the definition, and its words by key."""

    definition: Definition
    words: Mapping[str, Texts]


def read_assessment(path: Path, shown: str, notes: Notes) -> AssessmentFile | None:
    """Return the assessment of one file, or None when it is not one."""
    data = read_yaml(path, shown, notes)
    if data is None:
        return None
    fields = Fields(data if isinstance(data, Lined) else Lined(), shown, _key(path.stem), notes)
    if not isinstance(data, Lined):
        fields.wrong(None, "must be one assessment")
        return None
    check_name(fields, path)
    return _Reader(path.stem, fields).read()


def _key(*names: str) -> str:
    return ".".join(("assessment", *names))


class _Reader:
    """One file while it is being read."""

    def __init__(self, name: str, fields: Fields) -> None:
        self._name, self._fields = name, fields
        self._words: dict[str, Texts] = {}

    def read(self) -> AssessmentFile:
        """Read all of it."""
        fields = self._fields
        version = fields.whole("version")
        if version is None:
            fields.wrong("version", "must be there: raise it when a question's meaning changes")
        for key in ("title", "intro"):
            self._keep(key, fields.texts(key))
        self._why = fields.texts("why", required=False)
        areas = tuple(self._areas(fields))
        entries = fields.entries("questions")
        if not entries:
            fields.wrong("questions", "must be a list of questions, each with its - id")
        names = [str(entry.raw("id")) for entry in entries]
        following = [*names, END][1:]
        questions = tuple(
            self._question(entry, after) for entry, after in zip(entries, following, strict=True)
        )
        definition = Definition(
            id=self._name,
            version=version or 1,
            questions=questions,
            outcome=fields.text("outcome"),
            intent=fields.text_or_none("starts"),
            areas=areas,
        )
        fields.done()
        return AssessmentFile(definition, self._words)

    def _keep(self, key: str, texts: Texts) -> None:
        if texts:
            self._words[_key(self._name, key)] = texts

    def _areas(self, fields: Fields) -> Iterator[str]:
        for entry in fields.entries("areas"):
            name = entry.text("id")
            self._keep(f"area.{name}", entry.texts("name"))
            entry.done()
            yield name

    def _question(self, entry: Fields, following: str) -> Question:
        name = entry.text("id")
        kind: QuestionType = "text"
        wanted = entry.one_of("type", QUESTION_TYPES, "text")
        kind = next(one for one in get_args(QuestionType) if one == wanted)
        self._texts(name, entry)
        question = Question(
            id=name,
            type=kind,
            next=self._branches(entry, following),
            unit=entry.text_or_none("unit"),
            options=tuple(self._option(name, option) for option in entry.entries("options")),
            only=self._condition(entry, "only"),
            matters=(name, *entry.ids("matters")),
            usual=_usual(entry, kind),
            area=entry.text_or_none("area"),
            topic=entry.text_or_none("topic"),
            services=entry.ids("services"),
            counts=entry.flag("counts") is not False,
            before=entry.text_or_none("before"),
            offers=entry.text_or_none("offers"),
            most=entry.whole("most"),
            sums=entry.flag("sums") is True,
            asks_no=entry.flag("asks_no") is True,
        )
        entry.done()
        return question

    def _texts(self, name: str, entry: Fields) -> None:
        ask = entry.texts("ask")
        self._keep(f"{name}.ask", ask)
        self._keep(f"{name}.ask.plain", entry.texts("plain", required=False))
        self._keep(f"{name}.name", entry.texts("name"))
        self._keep(f"{name}.hint", entry.texts("hint", required=False))
        why = entry.texts("why", required=False) or self._why
        if not why:
            entry.wrong("why", "must say why it is asked, here or once for the whole assessment")
        self._keep(f"{name}.why", why)

    def _option(self, question: str, entry: Fields) -> Pick:
        name = entry.text("id")
        self._keep(f"{question}.{name}", entry.texts("label"))
        self._keep(f"{question}.{name}.also", entry.texts("also", required=False))
        pick = Pick(name, _danger(entry.inner("crisis")), entry.text_or_none("topic"))
        entry.done()
        return pick

    def _branches(self, entry: Fields, following: str) -> tuple[Branch, ...]:
        written = entry.raw("next")
        if written is None:
            return (Branch(following),)
        if isinstance(written, str):
            return (Branch(written),)
        branches = []
        for one in entry.entries("next"):
            branches.append(Branch(one.text("to"), self._condition(one, "when")))
            one.done()
        return tuple(branches) or (Branch(following),)

    def _condition(self, entry: Fields, key: str) -> Condition | None:
        """Return ``{question: option}``, or a predicate by its name alone."""
        written = entry.raw(key)
        if written is None:
            return None
        if isinstance(written, str):
            return Condition(predicate=written)
        if isinstance(written, Lined) and len(written) == 1:
            ((question, value),) = written.items()
            if isinstance(value, str):
                return Condition(question=question, value=value)
        entry.wrong(key, 'must be the name of a predicate, or one {question: "option"}')
        return None


def _danger(fields: Fields | None) -> Danger | None:
    """Return the danger that an option says, written as ``{category, tier, about}``."""
    if fields is None:
        return None
    danger = Danger(
        fields.one_of("category", CATEGORIES),
        fields.one_of("tier", get_args(CardTier)),
        fields.one_of("about", get_args(About), "self"),
    )
    fields.done()
    return danger


def _usual(entry: Fields, kind: QuestionType) -> tuple[int, int] | None:
    """Return what is usual; written in euros (a month where it comes round), kept in cents."""
    written = entry.raw("usual")
    if written is None:
        return None
    good = isinstance(written, list) and len(written) == _FIGURES
    if not good or any(not isinstance(one, int) or isinstance(one, bool) for one in written):
        entry.wrong("usual", "must be two whole numbers, like [100, 1500]")
        return None
    factor = _CENTS if kind == "money" else 1
    return written[0] * factor, written[1] * factor
