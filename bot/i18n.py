"""Words by key and language, from the Babel catalogues in ``locales/``.

The catalogues are read as they are (.po), so an editor's change needs no compile step. Keys are
stable ids ("greet.first"); a missing key is a content problem found by ``rinnalla check``, and at
run time falls back to Finnish rather than show a raw key to a person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

from bot.domain.errors import ContentProblems, Problem
from bot.domain.messages import LANGUAGES, Language

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
            path = folder / language / "LC_MESSAGES" / "rinnalla.po"
            try:
                with path.open("rb") as file:
                    catalogue = read_po(file, locale=language, abort_invalid=True)
            except (OSError, ValueError) as error:
                problems.append(Problem(str(path), None, f"cannot be read: {error}"))
                continue
            catalogues[language] = {
                str(message.id): str(message.string)
                for message in catalogue
                if message.id and message.string
            }
        if problems:
            raise ContentProblems(problems)
        return cls(catalogues)

    def text(self, language: Language, key: str, **args: object) -> str:
        """Return the text of a key with its placeholders filled.

        Raises:
            KeyError: no language has the key (a programming error that ``check`` finds).
        """
        template = self.catalogues[language].get(key) or self.catalogues["fi"][key]
        return _PLACEHOLDER.sub(lambda found: str(args.get(found[1], found[0])), template)

    def has(self, key: str) -> bool:
        """Return whether Finnish, and so everybody, has the key."""
        return key in self.catalogues["fi"]

    def problems(self, folder: Path = LOCALES) -> list[Problem]:
        """Return keys that a language lacks and placeholders that differ between languages."""
        found: list[Problem] = []
        every = sorted(set().union(*self.catalogues.values()))
        for language in LANGUAGES:
            path = str(folder / language / "LC_MESSAGES" / "rinnalla.po")
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
