"""Who can be reached now in a crisis, as lines of a card: open ones alone, best first."""

from bot.content.directory import Directory
from bot.content.loader import Content
from bot.content.safety_kinds import CardTier, How
from bot.content.safety_texts import SafetyTexts
from bot.content.service_lines import ServiceLines
from bot.domain.card_signs import Sign
from bot.domain.directory import Service
from bot.domain.hours import StateKind
from bot.domain.ranking import Asker, visible
from bot.domain.safety_patterns import Category

FIRST_CALLS = ("emergency_112", "sosiaalipaivystys")
"""Who stands first among the buttons: 112 and the county's own number."""

_MOST = {"call": 5, "write": 2}


class CardWays:
    """Finds and prints the ways to people. Needs no locale file."""

    def __init__(
        self, texts: SafetyTexts, content: Content, directory: Directory, printer: ServiceLines
    ) -> None:
        self._texts, self._content = texts, content
        self._directory, self._printer = directory, printer

    def lines(
        self,
        how: How,
        category: Category,
        tier: CardTier,
        asker: Asker,
        signs: tuple[Sign, ...] = (),
        *,
        free: bool = False,
    ) -> tuple[list[str], tuple[str, ...]]:
        """Return lines of those who can be called or written to now, and their ids.

        Args:
            how: What the person would do.
            category: The kind of danger.
            tier: Whether life is in danger now.
            asker: For whom.
            signs: What the person's words tell besides.
            free: Only whom it costs nothing to call.
        """
        ways = self._open(how, category, tier, asker, signs)
        if free:
            ways = [one for one in ways if _is_free(one, asker)]
        ways = ways[: _MOST[how]]
        return [self._line(how, one, asker) for one in ways], tuple(one.id for one in ways)

    def first_calls(
        self, category: Category, tier: CardTier, asker: Asker, signs: tuple[Sign, ...] = ()
    ) -> list[Service]:
        """Return whom to call first: 112, the county's own number, then whoever answers."""
        first = [self._directory.branch(name, asker) for name in FIRST_CALLS]
        return [one for one in first if one] + self._open("call", category, tier, asker, signs)

    def _open(
        self,
        how: How,
        category: Category,
        tier: CardTier,
        asker: Asker,
        signs: tuple[Sign, ...],
    ) -> list[Service]:
        """Return who is not shut now, in the order of ``contacts.yml``."""
        listed = self._texts.ways(category, tier, asker.language, how, signs)
        found = (self._directory.branch(contact.service, asker) for contact in listed)
        shown = visible((one for one in found if one), asker, self._content.confirmed())
        return [one for one in shown if not _is_shut(how, one, asker)]

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


def _is_free(service: Service, asker: Asker) -> bool:
    phone = service.phone_for(asker.language)
    return phone is not None and phone.cost == "free"
