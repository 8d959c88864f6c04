"""What the placeholders of editors' words stand for: figures, numbers, names, openings."""

from bot.content.directory import Directory
from bot.content.loader import Content
from bot.content.moments import Moments
from bot.content.service_lines import ServiceLines
from bot.domain.calendar import local_date
from bot.domain.hours import closes_at, next_opening
from bot.domain.ranking import Asker
from bot.i18n import Words


class Fills:
    """Gives the words of placeholders; None makes the line vanish (see ``lines``)."""

    def __init__(
        self, content: Content, words: Words, directory: Directory, printer: ServiceLines
    ) -> None:
        self._content, self._words = content, words
        self._directory, self._printer = directory, printer
        self._moments = Moments(words)

    def fill(self, name: str, asker: Asker) -> str | None:
        """Return the words of ``rate_id``, ``service_id.phone``, ``.name``, ``.opens``, or None.

        ``office.opens`` is the next opening of the county's social offices.
        """
        whose, dot, what = name.partition(".")
        if not dot:
            return self._rate(name, asker)
        if whose == "office":
            return self._office(asker) if what == "opens" else None
        # Not the entry of another language: the words around name this very service.
        service = self._directory.branch(whose, asker)
        if service is None or not self._content.shown(service):
            return None
        if what == "name":
            return service.name[asker.language]
        if what == "opens":
            return self._printer.opens(service, asker)
        phone = service.phone_for(asker.language)
        return phone.number if phone and what == "phone" else None

    def _rate(self, name: str, asker: Asker) -> str | None:
        rate = self._content.rates.get(name)
        if rate is None or not rate.may_be_said(local_date(asker.now)):
            return None
        says = rate.says[asker.language]
        if rate.year is None:
            return says
        return f"{says} {self._words.text(asker.language, 'rate.year', year=rate.year)}"

    def _office(self, asker: Asker) -> str | None:
        end = closes_at(self._content.office, asker.now) or asker.now
        at = next_opening(self._content.office, end)
        return self._moments.when(at, asker.now, asker.language) if at else None
