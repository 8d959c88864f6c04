"""One bare word that names a whole area: "raha" may be an empty account, a benefit or a budget.

The words are ``data/search/areas.yml``. A classifier would guess one of the matters; the person
is asked instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.follow_ups import even
from bot.content.reading import fields_of
from bot.domain.errors import ContentProblems

FEWEST, MOST = 2, 3
_SIGNS = " .,!?…:;"


@dataclass(frozen=True, slots=True)
class Areas:
    """What each word may mean, best first."""

    offers: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, path: Path) -> "Areas":
        """Read the words.

        Raises:
            ContentProblems: with all that is wrong in the file.
        """
        fields, notes = fields_of(path, "areas")
        offers: dict[str, tuple[str, ...]] = {}
        for area in fields.entries("areas"):
            offered = area.ids("offers")
            if not FEWEST <= len(offered) <= MOST:
                area.wrong("offers", f"must be {FEWEST} or {MOST} meanings")
            offers |= {even(word): offered for word in area.ids("words")}
            area.done()
        fields.done()
        if notes.problems:
            raise ContentProblems(notes.problems)
        return cls(offers)

    def meant(self, text: str) -> tuple[str, ...]:
        """Return the meanings to offer; empty when the message says more, or something else."""
        return self.offers.get(even(text.strip(_SIGNS)), ())
