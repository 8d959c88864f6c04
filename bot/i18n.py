"""Words by key and language, from the Babel catalogues in ``locales/``.

The catalogues are read as they are (.po), so an editor's change needs no compile step. Keys are
stable ids ("greet.first"); a missing key is a content problem found by ``rinnalla check``, and at
run time falls back to Finnish rather than show a raw key to a person.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

from bot.domain.errors import ContentProblems, Problem
from bot.domain.messages import LANGUAGES, Language

log = logging.getLogger(__name__)

LOCALES = Path(__file__).resolve().parent.parent / "locales"
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of every language, in memory."""

    catalogues: Mapping[Language, Mapping[str, str]]

    @classmethod
    def load(cls, folder: Path = LOCALES) -> "Words":
        """Read every catalogue; raise ContentProblems with all that is wrong."""
        problems: list[Problem] = []
        catalogues: dict[Language, Mapping[str, str]] = {}
        for language in LANGUAGES:
            try:
                catalogues[language] = _read(folder, language)
            except (OSError, ValueError) as error:
                path = str(_file(folder, language))
                problems.append(Problem(path, None, f"cannot be read: {error}"))
        if problems:
            raise ContentProblems(problems)
        return cls(catalogues)

    @classmethod
    def load_what_there_is(cls, folder: Path = LOCALES) -> "Words":
        """Read every catalogue that can be read; a service in use goes on without the others.

        ``check`` and the tests are strict; a running service must still answer somebody in danger
        when a file is broken: their words are elsewhere (``content/data/safety``).
        """
        try:
            return cls.load(folder)
        except ContentProblems as error:
            for problem in error.problems:
                log.error("words.missing", extra={"file": problem.file})  # noqa: TRY400
        found: dict[Language, Mapping[str, str]] = {}
        for language in LANGUAGES:
            try:
                found[language] = _read(folder, language)
            except (OSError, ValueError):
                found[language] = {}
        return cls(found)

    def text(self, language: Language, key: str, **args: object) -> str:
        """Return the text of a key with its placeholders filled.

        Raises:
            KeyError: no language has the key (a programming error that ``check`` finds).
        """
        template = self.catalogues[language].get(key) or self._elsewhere(key)
        return _PLACEHOLDER.sub(lambda found: str(args.get(found[1], found[0])), template)

    def also(self, texts: Mapping[str, Mapping[Language, str]]) -> "Words":
        """Return these words with texts that stand in content beside what they belong to."""
        catalogues = {
            language: {
                **self.catalogues[language],
                **{key: of[language] for key, of in texts.items() if language in of},
            }
            for language in LANGUAGES
        }
        return Words(catalogues)

    def has(self, key: str) -> bool:
        """Return whether Finnish, and so everybody, has the key."""
        return key in self.catalogues["fi"]

    def _elsewhere(self, key: str) -> str:
        """Return the text in Finnish, or in whatever language has it when that file is gone."""
        order: tuple[Language, ...] = ("fi", "en", "sv")
        found = (self.catalogues[language].get(key) for language in order)
        text = next((one for one in found if one), None)
        if text is None:
            raise KeyError(key)
        return text

    def problems(self, folder: Path = LOCALES) -> list[Problem]:
        """Return keys without words, what stands twice, and placeholders that differ."""
        found: list[Problem] = []
        every = sorted(set().union(*self.catalogues.values()))
        for language in LANGUAGES:
            path = str(_file(folder, language))
            found += _written_twice(_file(folder, language))
            for key in every:
                text = self.catalogues[language].get(key)
                if text is None:
                    found.append(Problem(path, None, f"the key {key!r} has no words"))
                    continue
                wanted = set(_PLACEHOLDER.findall(self.catalogues["fi"].get(key, text)))
                if set(_PLACEHOLDER.findall(text)) != wanted:
                    found.append(
                        Problem(path, None, f"{key!r}: placeholders differ from Finnish {wanted}")
                    )
        return found


def _file(folder: Path, language: Language) -> Path:
    return folder / language / "LC_MESSAGES" / "rinnalla.po"


def _written_twice(file: Path) -> Iterator[Problem]:
    """Yield what a reader of catalogues keeps one of in silence: a key, or its words, again."""
    keys: set[str] = set()
    worded = False
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.startswith("msgid "):
            worded = False
            if line in keys:
                yield Problem(str(file), number, f"{line.removeprefix('msgid ')} stands twice")
            keys.add(line)
        elif line.startswith("msgstr"):
            if worded:
                yield Problem(str(file), number, "a second msgstr for one msgid")
            worded = True


def _read(folder: Path, language: Language) -> Mapping[str, str]:
    with _file(folder, language).open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string
    }
