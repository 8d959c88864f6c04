"""What the directory knows of one service when it is asked for: price, hours, address."""

from collections.abc import Callable, Mapping

from babel import Locale

from bot.content.service_lines import ServiceLines
from bot.domain.directory import Service
from bot.domain.hours import HoursKind, StateKind
from bot.domain.ranking import Asker
from bot.i18n import Words

_TOLD = (StateKind.OPEN, StateKind.ALWAYS_OPEN, StateKind.CLOSED)

Fact = Callable[[Service, Asker], str]


class ServiceFacts:
    """Tells them; an empty text where nothing is known."""

    def __init__(self, words: Words, printer: ServiceLines) -> None:
        self._words, self._printer = words, printer
        self.of: Mapping[str, Fact] = {
            "cost": self._cost,
            "walk_in": self._walk_in,
            "languages": self._languages,
            "anonymous": self._anonymous,
            "hours": self._hours,
            "where": self._where,
        }

    def _cost(self, service: Service, asker: Asker) -> str:
        phone = service.phone_for(asker.language)
        parts = [self._text(asker, service.cost)] if service.cost != "unknown" else []
        if phone and phone.cost != "unknown":
            parts.append(self._text(asker, f"call_{phone.cost}"))
        return ", ".join(parts)

    def _walk_in(self, service: Service, asker: Asker) -> str:
        if service.walk_in:
            return ", ".join(filter(None, [self._text(asker, "walk_in_yes"), service.address]))
        if service.schedule.hours.kind is HoursKind.BY_APPOINTMENT:
            return self._text(asker, "walk_in_book")
        phone = service.phone_for(asker.language)
        return self._text(asker, "walk_in_ask", number=phone.number) if phone else ""

    def _languages(self, service: Service, asker: Asker) -> str:
        names = Locale(asker.language).languages
        return ", ".join(str(names.get(code, code)) for code in service.languages)

    def _anonymous(self, service: Service, asker: Asker) -> str:
        if service.anonymous is None:
            return ""
        return self._text(asker, "anonymous_yes" if service.anonymous else "anonymous_no")

    def _hours(self, service: Service, asker: Asker) -> str:
        phone, chat = service.state(asker.now), service.chat_state(asker.now)
        parts = [self._printer.hours(service, phone, asker)]
        if service.chat_schedule is not None and chat.kind in _TOLD:
            told = self._printer.hours(service, chat, asker)
            parts.append(self._text(asker, "chat_hours", hours=told))
        return ", ".join(parts)

    def _where(self, service: Service, _: Asker) -> str:
        return service.address or ""

    def _text(self, asker: Asker, key: str, **args: object) -> str:
        return self._words.text(asker.language, f"about.{key}", **args)
