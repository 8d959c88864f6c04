"""What is wrong with the official words: not plain, too long, two of one name, facts run out."""

from collections.abc import Iterator
from datetime import date

from bot.content.asked_ways import Ways
from bot.content.check_facts import fact_problems
from bot.content.lines import PLACEHOLDER
from bot.content.loader import Content
from bot.content.search_words import tokens
from bot.content.term_files import KIND
from bot.content.wording import Wording, plain_faults, stray_digits
from bot.domain.errors import Problem
from bot.domain.messages import LANGUAGES, Language
from bot.domain.terms import Term

SAYS = 260
"""Characters of an explanation: one to three short sentences."""


class TermChecks:
    """Checks every word of some content."""

    def __init__(self, content: Content, wording: Wording, today: date) -> None:
        self._content, self._wording, self._today = content, wording, today
        Ways.load()  # what is wrong with them is told too

    def problems(self) -> Iterator[Problem]:
        """Yield everything found."""
        taken: dict[tuple[str, ...], str] = {}
        for term in self._content.terms.values():
            path = f"{KIND}.{term.id}"
            yield from self._names(term, path, taken)
            for language in LANGUAGES:
                yield from self._says(term, f"{path}.says.{language}", language)
            if term.topic is not None and term.topic not in self._content.topics:
                yield self._at(f"{path}.topic", f"there is no topic {term.topic}")
            if term.leave is not None and term.leave == "what_is" and term.topic is None:
                yield self._at(f"{path}.leave", "what_is needs the topic that answers instead")
            yield from fact_problems(term.facts, f"{path}.facts", "word", self._today, self._at)

    def _at(self, path: str, why: str, *, warning: bool = False) -> Problem:
        file, line = self._content.origin(path)
        return Problem(file, line, why, "warning" if warning else "error")

    def _names(
        self, term: Term, path: str, taken: dict[tuple[str, ...], str]
    ) -> Iterator[Problem]:
        """Check that no two words are called the same in any language."""
        for language in LANGUAGES:
            for name in term.names[language]:
                where, said = f"{path}.names.{language}", tuple(tokens(name))
                if not said:
                    yield self._at(where, f"{name!r} has no letters")
                elif taken.setdefault(said, term.id) != term.id:
                    yield self._at(where, f"{name} is a name of {taken[said]} too")
            for fault in self._wording.faults(term.names[language][0], language):
                yield self._at(f"{path}.names.{language}", fault)

    def _says(self, term: Term, path: str, language: Language) -> Iterator[Problem]:
        text = term.says[language]
        if len(text) > SAYS:
            yield self._at(path, f"{len(text)} characters (at most {SAYS})")
        if digits := stray_digits(text):
            yield self._at(path, f"digits outside a figure: {digits!r}")
        for fault in (*self._wording.faults(text, language), *plain_faults(text)):
            yield self._at(path, fault)
        for name in PLACEHOLDER.findall(text):
            if name not in self._content.rates:
                yield self._at(path, f"there is no figure {{{name}}}")
        if "{" in PLACEHOLDER.sub("", text):
            yield self._at(path, "a brace that is no placeholder")
        first = text.splitlines()[0] if text else ""
        if PLACEHOLDER.search(first):
            yield self._at(path, "a figure in the first line, which vanishes with it")
