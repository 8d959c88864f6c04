"""The words of a crisis card and who can be reached: fixed, read once at start, kept in memory.

Nothing is decided here. The scanner says what kind of danger it is; this gives the reviewed words
and the ways to people for it, without a database, Rasa or a locale file. Files:
``data/safety/texts.yml`` and ``contacts.yml``; the rules about them: ``check_safety``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.content.loader import DATA
from bot.content.safety_files import (
    read_cards,
    read_contacts,
    read_file,
    read_named,
    read_order,
    read_review,
    read_signs,
    read_tips,
)
from bot.content.safety_kinds import (
    LABELS,
    SHARED,
    About,
    Card,
    CardKey,
    CardTier,
    Contact,
    How,
    Moment,
    Review,
)
from bot.content.yaml_files import Notes
from bot.domain.card_signs import Sign
from bot.domain.errors import ContentProblems
from bot.domain.messages import Language
from bot.domain.safety_patterns import Category
from bot.domain.topics import Texts

FOLDER = DATA / "safety"


@dataclass(frozen=True, slots=True)
class SafetyTexts:
    """Everything that may be said in a crisis. ``origins`` tells where each text stands."""

    cards: Mapping[CardKey, Card]
    shared: Mapping[str, Texts]
    labels: Mapping[str, Texts]
    tips: Mapping[tuple[Moment, Language], tuple[str, ...]]
    contacts: Mapping[str, Contact]
    order: Mapping[tuple[Category, CardTier], tuple[str, ...]]
    signs: Mapping[Sign, tuple[str, ...]]
    review: Review
    origins: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @classmethod
    @cache
    def load(cls, folder: Path = FOLDER) -> "SafetyTexts":
        """Read ``texts.yml`` and ``contacts.yml``, once a process and folder.

        Raises:
            ContentProblems: with everything that is wrong or missing in both, file and line.
        """
        notes = Notes()
        texts, contacts = (
            read_file(folder / f"{name}.yml", notes) for name in ("texts", "contacts")
        )
        if texts is None or contacts is None:
            raise ContentProblems(notes.problems)
        listed = read_contacts(contacts)
        found = cls(
            cards=read_cards(texts),
            shared=read_named(texts, "shared", SHARED),
            labels=read_named(texts, "labels", LABELS),
            tips=read_tips(texts),
            contacts=listed,
            order=read_order(contacts, listed),
            signs=read_signs(contacts, listed),
            review=read_review(texts),
            origins=notes.origins,
        )
        texts.done()
        contacts.done()
        if notes.problems:
            raise ContentProblems(notes.problems)
        return found

    @property
    def is_reviewed(self) -> bool:
        """Whether a named professional has read these very texts."""
        return self.review.reviewer is not None and self.review.reviewed_on is not None

    def card(self, category: Category, tier: CardTier, about: About) -> Card:
        """Return the words for one kind of danger; every combination exists."""
        return self.cards[category, tier, about]

    def ways(
        self,
        category: Category,
        tier: CardTier,
        language: Language,
        how: How | None = None,
        signs: tuple[Sign, ...] = (),
    ) -> tuple[Contact, ...]:
        """Return who can be reached, best first, 112 leading. The caller leaves out what is shut.

        Args:
            category: The kind of danger.
            tier: Whether life is in danger now.
            language: The reader's.
            how: Only those that can be called or written to.
            signs: What the person's words tell besides: whom that concerns comes right after 112.
        """
        first, *others = self.order[category, tier]
        of_signs = (name for sign in signs for name in self.signs[sign])
        listed = (self.contacts[name] for name in dict.fromkeys((first, *of_signs, *others)))
        return tuple(
            one for one in listed if language in one.readers and (how is None or how in one.how)
        )

    def origin(self, path: str) -> tuple[str, int | None]:
        """Return the file and line of "texts.shared.machine.fi", or of what it stands in."""
        while path:
            if path in self.origins:
                return self.origins[path]
            path = path.rpartition(".")[0]
        return (str(FOLDER), None)


def may_offer_worker(tier: CardTier) -> bool:
    """Return whether telling the worker may be offered at all. Never while life is in danger."""
    return tier == "B"
