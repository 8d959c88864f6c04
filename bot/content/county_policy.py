"""What a worker of a county must, may and may not do, told to a person before the first share.

Law and the county's lawyer decide the words; nothing in the code acts on them. The file is
``policy.yml`` beside the county's ``county.yml``.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.loader import Content
from bot.content.reading import Fields
from bot.content.safety_files import read_file
from bot.content.wording import Wording
from bot.content.yaml_files import Notes
from bot.domain.errors import ContentProblems, Problem
from bot.domain.messages import LANGUAGES, Language
from bot.domain.phones import without_numbers
from bot.domain.topics import Texts

LONGEST_BUBBLE = 350
GROUPS = ("must", "may", "may_not")


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a worker must, may or may not do. ``law`` names the section it rests on."""

    id: str
    law: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class CountyPolicy:
    """The policy of one county.

    Args:
        groups: By "must", "may", "may_not": a title and its duties.
        decided_by: Who of the county decided the words; None until somebody has.
    """

    file: str
    before_share: Texts
    groups: dict[str, tuple[Texts, tuple[Duty, ...]]]
    decided_by: str | None
    decided_on: date | None

    @classmethod
    def load(cls, path: Path) -> "CountyPolicy":
        """Read the policy of one file.

        Raises:
            ContentProblems: with everything that is wrong in it.
        """
        notes = Notes()
        fields = read_file(path, notes)
        if fields is None:
            raise ContentProblems(notes.problems)
        policy = cls(
            file=notes.origins[path.stem][0],
            before_share=fields.texts("before_share"),
            groups={name: _group(fields, name) for name in GROUPS},
            decided_by=fields.text_or_none("decided_by"),
            decided_on=fields.day("decided_on"),
        )
        fields.done()
        if notes.problems:
            raise ContentProblems(notes.problems)
        return policy

    def told(self, language: Language) -> tuple[str, ...]:
        """Return the bubbles that are said before the first share, in order."""
        return (self.before_share[language], *(self._bubble(name, language) for name in GROUPS))

    def must(self, language: Language) -> str:
        """Return the one bubble that a message which cannot wait has of these words."""
        return self._bubble("must", language)

    @property
    def version(self) -> str:
        """Return what tells these words from others: changed ones are told to people again."""
        words = "\n".join(bubble for language in LANGUAGES for bubble in self.told(language))
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    def _bubble(self, group: str, language: Language) -> str:
        title, duties = self.groups[group]
        lines = [f"– {duty.texts[language]}" for duty in duties]
        return "\n".join([f"**{title[language]}**", *lines])

    def problems(
        self, wording: Wording, today: date, *, production: bool = False
    ) -> Iterator[Problem]:
        """Yield what breaks a rule, and in production that nobody has decided it."""
        if self.decided_on is not None and self.decided_on > today:
            yield Problem(self.file, None, f"decided_on: {self.decided_on} lies in the future")
        for language in LANGUAGES:
            for bubble in self.told(language):
                if len(bubble) > LONGEST_BUBBLE:
                    why = f"{language}: {len(bubble)} characters told at once"
                    yield Problem(self.file, None, f"{why} (at most {LONGEST_BUBBLE})")
                for fault in wording.faults(bubble, language):
                    yield Problem(self.file, None, f"{language}: {fault}")
                if without_numbers(bubble)[1]:
                    why = f"{language}: a telephone number, which may change: put it in services/"
                    yield Problem(self.file, None, why)
        if production and (self.decided_by is None or self.decided_on is None):
            yield Problem(
                self.file, None, "nobody has decided this policy (decided_by, decided_on)"
            )


def policy_beside(content: Content) -> Path | None:
    """Return where the policy of the county stands or would stand; None without a county."""
    file, line = content.origin("county")
    return Path(file).with_name("policy.yml") if line else None


def _group(fields: Fields, name: str) -> tuple[Texts, tuple[Duty, ...]]:
    inner = fields.inner(name)
    if inner is None:
        fields.wrong(name, "must be given")
        return {}, ()
    duties: list[Duty] = []
    for entry in inner.entries("items"):
        if entry.raw("id") in [duty.id for duty in duties]:
            entry.wrong("id", f"{entry.raw('id')} is given twice")
        duties.append(Duty(entry.text("id"), entry.text("law"), entry.languages(("id", "law"))))
    if not duties:
        inner.wrong("items", "must have at least one entry")
    title = inner.texts("title")
    inner.done()
    return title, tuple(duties)
