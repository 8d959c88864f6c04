"""From the YAML of crisis texts and contacts to values, with every mistake and its line."""

from collections.abc import Collection
from pathlib import Path

from bot.content.reading import Fields
from bot.content.safety_kinds import (
    ABOUTS,
    HOWS,
    MOMENTS,
    TIERS,
    Card,
    CardKey,
    CardTier,
    Contact,
    Moment,
    Review,
)
from bot.content.yaml_files import Lined, Notes, read_yaml
from bot.domain.card_questions import has_words
from bot.domain.card_signs import SIGNS, Sign
from bot.domain.errors import Problem
from bot.domain.messages import LANGUAGES, Language
from bot.domain.safety_patterns import CATEGORIES, Category
from bot.domain.topics import Texts


def shown(path: Path) -> str:
    """Return a path the way an editor would type it from where they stand."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def read_file(path: Path, notes: Notes) -> Fields | None:
    """Return the mapping of one file, or None when it is not one, with the problem noted."""
    data = read_yaml(path, shown(path), notes)
    if data is None:
        return None
    if not isinstance(data, Lined):
        notes.problems.append(Problem(shown(path), 1, "must be a mapping"))
        return None
    return Fields(data, shown(path), path.stem, notes)


def _must(fields: Fields, key: str) -> Fields | None:
    inner = fields.inner(key)
    if inner is None:
        fields.wrong(key, "must be given")
    return inner


def read_cards(texts: Fields) -> dict[CardKey, Card]:
    """Return the cards; every combination that is missing is noted."""
    found: dict[CardKey, Card] = {}
    cards = _must(texts, "cards")
    categories = {name: _must(cards, name) for name in CATEGORIES} if cards else {}
    for category, of_category in categories.items():
        tiers = {name: _must(of_category, name) for name in TIERS} if of_category else {}
        for tier, of_tier in tiers.items():
            for about in ABOUTS if of_tier else ():
                entry = _must(of_tier, about) if of_tier else None
                if entry is not None:
                    key: CardKey = (category, tier, about)
                    found[key] = _card(entry, key)
            if of_tier:
                of_tier.done()
        if of_category:
            of_category.done()
    if cards:
        cards.done()
    return found


def _card(entry: Fields, key: CardKey) -> Card:
    card = Card(
        _translated(entry, "say"),
        _translated(entry, "ask"),
        _translated(entry, "if_yes") if has_words(key, "yes") else {},
        _translated(entry, "if_no") if has_words(key, "no") else {},
        _translated(entry, "if_nobody_answers"),
    )
    entry.done()
    return card


def _translated(entry: Fields, key: str) -> Texts:
    """Return words in all three languages; one string for all would leave somebody without."""
    if isinstance(entry.raw(key), str):
        entry.wrong(key, "must have words in fi, sv and en")
        return {}
    return entry.texts(key)


def read_named(texts: Fields, key: str, names: tuple[str, ...]) -> dict[str, Texts]:
    """Return the texts under ``key``, one for each of ``names``."""
    inner = _must(texts, key)
    if inner is None:
        return {}
    found = {name: _translated(inner, name) for name in names}
    inner.done()
    return found


def read_tips(texts: Fields) -> dict[tuple[Moment, Language], tuple[str, ...]]:
    """Return the tips of each moment and language."""
    inner = _must(texts, "tips")
    tips: dict[tuple[Moment, Language], tuple[str, ...]] = {}
    for moment in dict.fromkeys(MOMENTS.values()) if inner else ():
        given = _must(inner, moment) if inner else None
        if given is not None:
            tips.update({(moment, language): given.ids(language) for language in LANGUAGES})
            given.done()
    if inner:
        inner.done()
    return tips


def read_review(texts: Fields) -> Review:
    """Return who has reviewed the texts, if anybody has."""
    inner = _must(texts, "review")
    if inner is None:
        return Review(None, None)
    review = Review(inner.text_or_none("reviewer"), inner.day("reviewed_on"))
    if (review.reviewer is None) != (review.reviewed_on is None):
        inner.wrong(None, "reviewer and reviewed_on are given together or not at all")
    inner.done()
    return review


def read_contacts(fields: Fields) -> dict[str, Contact]:
    """Return the contacts by the id of their service."""
    found: dict[str, Contact] = {}
    for entry in fields.entries("contacts"):
        how = tuple(one for one in HOWS if one in entry.ids("how"))
        readers = tuple(one for one in LANGUAGES if one in entry.ids("readers"))
        if not how or len(how) != len(entry.ids("how")):
            entry.wrong("how", "must be a list of call, write")
        if not readers or len(readers) != len(entry.ids("readers")):
            entry.wrong("readers", "must be a list of fi, sv, en")
        one = Contact(
            entry.text("service"), how, readers, entry.text("source"), entry.period("checked_on")
        )
        if one.service in found:
            entry.wrong("service", f"{one.service} is given twice")
        found[one.service] = one
        entry.done()
    return found


def read_order(
    fields: Fields, known: Collection[str]
) -> dict[tuple[Category, CardTier], tuple[str, ...]]:
    """Return which of the known contacts serve each category and tier, best first."""
    found: dict[tuple[Category, CardTier], tuple[str, ...]] = {}
    order = _must(fields, "order")
    tables = {name: _must(order, name) for name in CATEGORIES} if order else {}
    for category, table in tables.items():
        for tier in TIERS if table else ():
            names = table.ids(tier) if table else ()
            for name in names:
                if table and name not in known:
                    table.wrong(tier, f"there is no contact {name}")
            found[category, tier] = tuple(name for name in names if name in known)
        if table:
            table.done()
    if order:
        order.done()
    return found


def read_signs(fields: Fields, known: Collection[str]) -> dict[Sign, tuple[str, ...]]:
    """Return which contacts are shown where words bear a sign of what they are for."""
    table = _must(fields, "signs")
    found: dict[Sign, tuple[str, ...]] = {}
    for sign in SIGNS:
        names = table.ids(sign) if table else ()
        for name in names:
            if table and name not in known:
                table.wrong(sign, f"there is no contact {name}")
        found[sign] = tuple(name for name in names if name in known)
    if table:
        table.done()
    return found
