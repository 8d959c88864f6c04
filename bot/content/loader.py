"""All content of the assistant in memory: topics, figures, services, and the county's own.

Reading fails with every problem at once, each with its file and line. An overlay folder of the
same shape adds entries or replaces them by id, so that a county never edits the common files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.assessment_files import read_assessment
from bot.content.check_overlay import overlay_problems
from bot.content.reading import Fields
from bot.content.service_files import (
    OFFICE_HOURS,
    read_county,
    read_roles,
    read_service,
    with_number,
)
from bot.content.topic_files import entries_of, files_in, read_rate, read_topic
from bot.content.yaml_files import Lined, Notes, read_yaml, shown
from bot.domain.assessment import Definition
from bot.domain.directory import County, Here, Nearness, Service
from bot.domain.errors import ContentProblems, Problem
from bot.domain.hours import Schedule
from bot.domain.staff import EMERGENCY
from bot.domain.topics import Rate, Texts, Topic

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Content:
    """What there is to say. ``origins`` tells where each text stands, for ``checks``."""

    topics: Mapping[str, Topic]
    rates: Mapping[str, Rate]
    services: Mapping[str, Service]
    county: County | None = None
    origins: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    assessments: Mapping[str, Definition] = field(default_factory=dict)
    assessment_words: Mapping[str, Texts] = field(default_factory=dict)

    @classmethod
    def load(
        cls,
        overlay: Path | None = None,
        *,
        data: Path = DATA,
        county_phone: str | None = None,
    ) -> "Content":
        """Read the common content and the county's overlay.

        Args:
            overlay: Folder with ``topics/``, ``rates/``, ``services/``, ``assessments/`` and
                ``county.yml``, all of them optional.
            data: The common content.
            county_phone: The county's social emergency number from the settings; wins over the
                one in ``county.yml``, and needs no overlay.

        Raises:
            ContentProblems: with everything that is wrong in all files.
        """
        draft = _Draft()
        draft.read(data)
        if overlay is not None:
            if not overlay.is_dir():
                raise ContentProblems([Problem(str(overlay), None, "there is no such folder")])
            draft.read(overlay, replacing=True)
            draft.read_county(overlay / "county.yml", county_phone)
            draft.notes.problems += [
                one for one in overlay_problems(overlay) if one.severity == "error"
            ]
        if draft.county is None and county_phone:
            draft.add_emergency(county_phone)
        if draft.notes.problems:
            raise ContentProblems(draft.notes.problems)
        return cls(
            draft.topics,
            draft.rates,
            draft.services,
            draft.county,
            draft.notes.origins,
            draft.assessments,
            draft.assessment_words,
        )

    @property
    def office(self) -> Schedule:
        """When social offices are open: the county's, or ordinary office hours."""
        return self.county.office if self.county else Schedule(OFFICE_HOURS)

    def confirmed(self) -> frozenset[str]:
        """Return the ids of unsure services that the county has checked itself."""
        return self.county.confirmed if self.county else frozenset()

    def shown(self, service: Service) -> bool:
        """Return whether a service is sure enough to be told to anybody."""
        return service.confidence != "low" or service.id in self.confirmed()

    def branch(self, service: Service, here: Here) -> Service:
        """Return the branch of a service for a place, or the service itself."""
        near = [
            branch
            for branch in self.services.values()
            if branch.local_of == service.id
            and self.shown(branch)
            and branch.nearness(here) <= Nearness.COUNTY
        ]
        # The county's own word wins over what the common directory knows of the same place.
        near.sort(key=lambda branch: (branch.nearness(here), not branch.id.endswith(".county")))
        return near[0] if near else service

    def origin(self, path: str) -> tuple[str, int | None]:
        """Return the file and line of "topic.eating.now.0.fi", or of what it stands in."""
        while path:
            if path in self.origins:
                return self.origins[path]
            path = path.rpartition(".")[0]
        return ("content", None)


class _Draft:
    """Content while it is being read."""

    def __init__(self) -> None:
        self.topics: dict[str, Topic] = {}
        self.rates: dict[str, Rate] = {}
        self.services: dict[str, Service] = {}
        self.county: County | None = None
        self.assessments: dict[str, Definition] = {}
        self.assessment_words: dict[str, Texts] = {}
        self.notes = Notes()

    def read(self, folder: Path, *, replacing: bool = False) -> None:
        """Read all content of one folder; twice the same id in it is wrong."""
        seen: set[str] = set()
        for path in files_in(folder / "topics"):
            topic = read_topic(path, shown(path), self.notes)
            if topic and self._is_new("topic", topic.id, path, seen):
                self.topics[topic.id] = topic
        for path, entry, name in self._listed(folder, "rate"):
            if self._is_new("rate", name, path, seen):
                self.rates[name] = read_rate(entry)
        for path, entry, name in self._listed(folder, "service"):
            if self._is_new("service", name, path, seen):
                self.services[name] = read_service(entry)
        for path in files_in(folder / "assessments"):
            found = read_assessment(path, shown(path), self.notes)
            if found and self._is_new("assessment", found.definition.id, path, seen):
                self.assessments[found.definition.id] = found.definition
                self.assessment_words.update(found.words)
        if not replacing and not seen:
            self.notes.problems.append(Problem(shown(folder), None, "holds no content"))

    def add_emergency(self, phone: str) -> None:
        """Give the role of the social emergency service its number where no county is told."""
        if EMERGENCY in self.services:
            self.services[EMERGENCY] = with_number(self.services[EMERGENCY], phone)

    def _listed(self, folder: Path, kind: str) -> Iterator[tuple[Path, Fields, str]]:
        for path in files_in(folder / f"{kind}s"):
            for entry in entries_of(path, shown(path), kind, self.notes):
                yield path, entry, entry.text("id")

    def _is_new(self, kind: str, name: str, path: Path, seen: set[str]) -> bool:
        key = f"{kind}.{name}"
        if key in seen:
            line = self.notes.origins.get(key, ("", None))[1]
            self.notes.problems.append(Problem(shown(path), line, f"{kind} {name} is given twice"))
            return False
        seen.add(key)
        return True

    def read_county(self, path: Path, phone: str | None) -> None:
        """Read what an overlay says of its county; roles become branches of the directory."""
        if not path.exists():
            return
        data = read_yaml(path, shown(path), self.notes)
        if data is None:
            return
        if not isinstance(data, Lined):
            self.notes.problems.append(Problem(shown(path), 1, "must describe one county"))
            return
        fields = Fields(data, shown(path), "county", self.notes)
        self.county = read_county(fields, phone)
        self.services.update(read_roles(fields, self.county, self.services))
