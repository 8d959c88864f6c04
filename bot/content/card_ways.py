"""Who can be reached now in a crisis, as lines of a card: open ones alone, best first."""

from dataclasses import dataclass

from bot.content.directory import Directory
from bot.content.loader import Content
from bot.content.safety_kinds import CardTier, How
from bot.content.safety_texts import SafetyTexts
from bot.content.service_lines import ServiceLines
from bot.domain.card_signs import Sign
from bot.domain.directory import Service
from bot.domain.hours import StateKind
from bot.domain.language_names import OTHER
from bot.domain.messages import LANGUAGES
from bot.domain.ranking import Asker, visible
from bot.domain.safety_patterns import Category

FIRST_CALLS = ("emergency_112", "sosiaalipaivystys")
"""Who stands first among the buttons: 112 and the county's own number."""

_MOST = {"call": 5, "write": 2}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose ways to people are looked for.

    Attributes:
        category: The kind of danger.
        tier: Whether life is in danger now.
        asker: For whom; without credit only whom it costs nothing to call.
        signs: What the person's words tell besides.
        speaks: Only who speaks this language, or any but ours (``OTHER``); None: all.
    """

    category: Category
    tier: CardTier
    asker: Asker
    signs: tuple[Sign, ...] = ()
    speaks: str | None = None


class CardWays:
    """Finds and prints the ways to people. Needs no locale file."""

    def __init__(
        self, texts: SafetyTexts, content: Content, directory: Directory, printer: ServiceLines
    ) -> None:
        self._texts, self._content = texts, content
        self._directory, self._printer = directory, printer

    def lines(self, how: How, wanted: Wanted) -> tuple[list[str], tuple[str, ...]]:
        """Return lines of those who can be called or written to now, and their ids."""
        ways = self._open(how, wanted)[: _MOST[how]]
        return [self._line(how, one, wanted.asker) for one in ways], tuple(one.id for one in ways)

    def first_calls(self, wanted: Wanted) -> list[Service]:
        """Return whom to call: 112, the county's own number, then who stands in the lines."""
        first = [self._directory.branch(name, wanted.asker) for name in FIRST_CALLS]
        able = [one for one in first if one and _may_be_called(one, wanted)]
        return able + self._open("call", wanted)[: _MOST["call"]]

    def _open(self, how: How, wanted: Wanted) -> list[Service]:
        """Return who is not shut now and is of use, in the order of ``contacts.yml``."""
        asker = wanted.asker
        listed = self._texts.ways(wanted.category, wanted.tier, asker.language, how, wanted.signs)
        found = (self._directory.branch(contact.service, asker) for contact in listed)
        shown = visible((one for one in found if one), asker, self._content.confirmed())
        able = (
            one
            for one in shown
            if (_may_be_called(one, wanted) if how == "call" else _speaks(one, wanted.speaks))
        )
        return [one for one in able if not _is_shut(how, one, asker)]

    def _line(self, how: How, service: Service, asker: Asker) -> str:
        try:
            if how == "write" and service.chat:
                return self._printer.chat_line(service, asker)
            return self._printer.line(service, asker)
        except KeyError:  # a locale file is gone; what matters is here
            phone = service.phone_for(asker.language)
            number = phone.number if phone else service.chat or service.web or ""
            return f"**{service.name[asker.language]}** – {number}"


def _is_shut(how: How, service: Service, asker: Asker) -> bool:
    by_chat = how == "write" and service.chat is not None
    state = service.chat_state(asker.now) if by_chat else service.state(asker.now)
    return state.kind is StateKind.CLOSED


def _may_be_called(service: Service, wanted: Wanted) -> bool:
    """Return whether a call can be paid for and understood. 112 always can."""
    phone = service.phone_for(wanted.asker.language)
    paid = wanted.asker.no_credit and (phone is None or phone.cost != "free")
    return service.id == FIRST_CALLS[0] or (not paid and _speaks(service, wanted.speaks))


def _speaks(service: Service, language: str | None) -> bool:
    """Return whether a language is spoken there, if need be through an interpreter."""
    if language == OTHER:
        return not set(service.languages) <= set(LANGUAGES)
    return language is None or language in service.languages
