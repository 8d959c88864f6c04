"""Content while it is being read: what is whole, what is wrong, and who could not be read."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.content.assessment_files import read_assessment
from bot.content.county_files import read_county, read_roles, with_number
from bot.content.crisis_guard import guard
from bot.content.reading import Fields
from bot.content.service_files import read_service
from bot.content.term_files import KIND, read_term
from bot.content.topic_files import entries_of, files_in, ids_in, read_rate, read_topic
from bot.content.yaml_files import Lined, Notes, read_yaml, shown
from bot.domain.assessment import Definition
from bot.domain.directory import County, Service
from bot.domain.errors import Problem
from bot.domain.staff import EMERGENCY
from bot.domain.terms import Term
from bot.domain.topics import Rate, Texts, Topic


class Draft:
    """Content while it is being read."""

    def __init__(self, contacts: frozenset[str]) -> None:
        self._contacts = contacts
        self.unread: set[str] = set()
        self.topics: dict[str, Topic] = {}
        self.rates: dict[str, Rate] = {}
        self.services: dict[str, Service] = {}
        self.terms: dict[str, Term] = {}
        self.county: County | None = None
        self.assessments: dict[str, Definition] = {}
        self.assessment_words: dict[str, Mapping[str, Texts]] = {}
        self.notes = Notes()

    def read(self, folder: Path, *, replacing: bool = False) -> None:
        """Read all content of one folder; twice the same id in it is wrong."""
        seen: dict[str, tuple[str, int | None]] = {}
        for path in files_in(folder / "topics"):
            with self._whole(self.topics, path.stem):
                topic = read_topic(path, shown(path), self.notes)
                if topic and self._is_new("topic", topic.id, (shown(path), None), seen):
                    self.topics[topic.id] = topic
        for entry, name in self._listed(folder, "rate"):
            with self._whole(self.rates, name):
                if self._is_new("rate", name, entry.place, seen):
                    self.rates[name] = read_rate(entry)
        for entry, name in self._listed(folder, "service"):
            with self._whole(self.services, name):
                if self._is_new("service", name, entry.place, seen):
                    self.services[name] = read_service(entry)
                    if replacing:
                        guard(entry, self.services[name], self._contacts)
        for entry, name in self._listed(folder, KIND):
            with self._whole(self.terms, name):
                if self._is_new(KIND, name, entry.place, seen):
                    self.terms[name] = read_term(entry)
        for path in files_in(folder / "assessments"):
            with self._whole(self.assessments, path.stem):
                self._read_assessment(path, seen)
        if not replacing and not seen:
            self.notes.problems.append(Problem(shown(folder), None, "holds no content"))

    def _read_assessment(self, path: Path, seen: dict[str, tuple[str, int | None]]) -> None:
        found = read_assessment(path, shown(path), self.notes)
        if found is None:
            return
        name = found.definition.id
        if self._is_new("assessment", name, (shown(path), None), seen):
            self.assessments[name] = found.definition
            self.assessment_words[name] = found.words

    @contextmanager
    def _whole(self, entries: dict[str, Any], name: str) -> Iterator[None]:
        """Keep what is read meanwhile only when nothing was wrong with it."""
        before = len(self.notes.problems)
        yield
        if len(self.notes.problems) > before:
            self.unread.add(name)
            entries.pop(name, None)

    def words_of_assessments(self) -> dict[str, Texts]:
        """Return the words of the assessments that there are."""
        words = (self.assessment_words[name] for name in self.assessments)
        return {key: texts for of_one in words for key, texts in of_one.items()}

    def topics_with_local(self) -> dict[str, Topic]:
        """Return the topics with the services that say themselves where they belong."""
        every = self.services.values()
        local = {
            name: tuple(one.id for one in every if name in one.topics) for name in self.topics
        }
        return {name: replace(one, local=local[name]) for name, one in self.topics.items()}

    def add_emergency(self, phone: str) -> None:
        """Give the role of the social emergency service its number where no county is told."""
        if EMERGENCY in self.services:
            self.services[EMERGENCY] = with_number(self.services[EMERGENCY], phone)

    def _listed(self, folder: Path, kind: str) -> Iterator[tuple[Fields, str]]:
        for path in files_in(folder / f"{kind}s"):
            entries = list(entries_of(path, shown(path), kind, self.notes))
            if not entries:
                self.unread |= ids_in(path)
            for entry in entries:
                yield entry, entry.text("id")

    def _is_new(
        self,
        kind: str,
        name: str,
        place: tuple[str, int | None],
        seen: dict[str, tuple[str, int | None]],
    ) -> bool:
        key = f"{kind}.{name}"
        if key in seen:
            file, line = seen[key]
            why = f"{kind} {name} is given twice, first in {file}{f':{line}' if line else ''}"
            self.notes.problems.append(Problem(*place, why))
            return False
        seen[key] = place
        return True

    def read_county(self, path: Path, phone: str | None) -> None:
        """Read what an overlay says of its county; roles become branches of the directory."""
        if not path.exists():
            return
        self.notes.origins["county"] = (shown(path), 1)
        data = read_yaml(path, shown(path), self.notes)
        if not isinstance(data, Lined):
            self.unread.add("county.yml")
            if data is not None:
                self.notes.problems.append(Problem(shown(path), 1, "must describe one county"))
            return
        fields = Fields(data, shown(path), "county", self.notes)
        self.county = read_county(fields, phone)
        self.services.update(read_roles(fields, self.county, self.services))
