"""What is wrong with figures, services and the county's own words."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.content.lines import PLACEHOLDER
from bot.content.loader import Content
from bot.content.places import Places
from bot.content.wording import Wording, stray_digits
from bot.domain.directory import Area, Service
from bot.domain.errors import Problem
from bot.domain.messages import LANGUAGES
from bot.domain.ranking import reachable
from bot.domain.staff import EMERGENCY
from bot.domain.topics import Rate, Texts

DOES, HOW_TO_FIND = 100, 120
SOON = timedelta(days=60)
"""How long before a figure runs out its editor is told."""

STALE = timedelta(days=400)
"""A service that nobody has checked for longer is warned of."""

EMERGENCY_SETTING = "RINNALLA_COUNTY_EMERGENCY_PHONE"
_NO_NUMBER = "the number of the county's social emergency service is missing"
_SET = f"set {EMERGENCY_SETTING}"

_PHONE = re.compile(r"\+?\d[\d ]{1,16}\d")
_ADDRESS = re.compile(r"[a-z0-9åäö-]+(\.[a-z0-9åäö-]+)+(/\S*)?")


class DirectoryChecks:
    """Checks the figures and the directory of some content."""

    def __init__(self, content: Content, places: Places, wording: Wording, today: date) -> None:
        self._content, self._places, self._wording = content, places, wording
        self._today = today

    def problems(self, *, production: bool = False) -> Iterator[Problem]:
        """Yield everything found.

        Args:
            production: Also what a county must have told before people lean on it.
        """
        used = self._used_rates()
        for rate in self._content.rates.values():
            yield from self._rate(rate)
            if rate.id not in used:
                yield self._at(f"rate.{rate.id}", "no text says this figure", warning=True)
        for service in self._content.services.values():
            # Branches made from county.yml carry the words of their role, checked there.
            if not service.id.endswith(".county"):
                yield from self._service(service)
        yield from self._county(production)

    def _at(self, path: str, why: str, *, warning: bool = False) -> Problem:
        file, line = self._content.origin(path)
        return Problem(file, line, why, "warning" if warning else "error")

    def _used_rates(self) -> set[str]:
        texts = [
            text
            for topic in self._content.topics.values()
            for variant in (*topic.now, *topic.next)
            for text in (*variant.texts.values(), *variant.plain.values())
        ]
        return {name for text in texts for name in PLACEHOLDER.findall(text)}

    def _rate(self, rate: Rate) -> Iterator[Problem]:
        path = f"rate.{rate.id}"
        for language in LANGUAGES:
            for fault in self._wording.faults(rate.says[language], language):
                yield self._at(f"{path}.says", fault)
        if rate.year is not None and rate.valid_until is None:
            yield self._at(path, "a sum of a year must have valid_until")
        if rate.confidence == "low":
            yield self._at(path, "a figure of low confidence is never said", warning=True)
        elif rate.valid_until and rate.valid_until < self._today:
            why = f"{rate.id}: the figure ran out on {rate.valid_until}: lines with it are hidden"
            yield self._at(path, why, warning=True)
        elif rate.valid_until and rate.valid_until - self._today <= SOON:
            why = f"{rate.id}: the figure runs out on {rate.valid_until}"
            yield self._at(path, why, warning=True)
        elif rate.valid_from and rate.valid_from > self._today:
            why = f"{rate.id}: hidden until it is true on {rate.valid_from}"
            yield self._at(path, why, warning=True)

    def _service(self, service: Service) -> Iterator[Problem]:
        path = f"service.{service.id}"
        for key, texts in (("name", service.name), ("does", service.does)):
            yield from self._words(f"{path}.{key}", texts, DOES)
        if service.how_to_find:
            yield from self._words(f"{path}.how_to_find", service.how_to_find, HOW_TO_FIND)
        elif not reachable(service) and self._content.shown(service):
            yield self._at(path, "no number, page or address, and no how_to_find")
        if service.hours_words:
            yield from self._words(f"{path}.hours_words", service.hours_words, DOES)
        for language, does in service.does.items():
            if digits := stray_digits(does):
                yield self._at(f"{path}.does", f"{language}: digits in the words: {digits!r}")
        yield from self._contacts(service, path)
        yield from self._links(service, path)
        yield from self._checked(service, path)

    def _words(self, path: str, texts: Texts, limit: int) -> Iterator[Problem]:
        for language, text in texts.items():
            if len(text) > limit:
                yield self._at(f"{path}.{language}", f"{len(text)} characters (at most {limit})")
            for fault in self._wording.faults(text, language):
                yield self._at(f"{path}.{language}", fault)

    def _contacts(self, service: Service, path: str) -> Iterator[Problem]:
        numbers = [phone.number for phone in service.phones]
        for number in [*numbers, *filter(None, [service.whatsapp])]:
            if not _PHONE.fullmatch(number):
                yield self._at(f"{path}.phones", f"{number!r} is not a telephone number")
            for fault in self._wording.faults(number, "fi"):
                yield self._at(f"{path}.phones", fault)
        for key, address in (("chat", service.chat), ("web", service.web)):
            if address and not _ADDRESS.fullmatch(address):
                yield self._at(f"{path}.{key}", f"{address!r}: write it like sekasin.fi")

    def _links(self, service: Service, path: str) -> Iterator[Problem]:
        others = [("local_of", service.local_of), ("same_as", service.same_as)]
        others += [("other_languages", name) for name in service.other_languages.values()]
        for key, name in others:
            if name and name not in self._content.services:
                yield self._at(f"{path}.{key}", f"there is no service {name}")
        for area in service.areas:
            if area.kind != "national" and not self._known(area):
                yield self._at(f"{path}.area", f"there is no {area.kind} {area.where}")
        youngest, oldest = service.ages
        if youngest is not None and oldest is not None and oldest < youngest:
            yield self._at(f"{path}.ages", "max is below min")

    def _known(self, area: Area) -> bool:
        if area.kind == "county":
            return area.where in self._places.counties
        names = {one.name_fi for one in self._places.municipalities.values()}
        return area.where in self._places.municipalities or area.where in names

    def _checked(self, service: Service, path: str) -> Iterator[Problem]:
        if service.checked_on is None:
            if self._content.shown(service):
                yield self._at(f"{path}.checked_on", "must say when the source was read")
        elif self._content.shown(service) and self._today - service.checked_on > STALE:
            why = f"{service.id}: not checked since {service.checked_on.isoformat()}"
            yield self._at(f"{path}.checked_on", why, warning=True)

    def _county(self, production: bool) -> Iterator[Problem]:
        county = self._content.county
        if county is not None:
            for code in county.municipalities:
                if code not in self._places.municipalities:
                    yield self._at("county.municipalities", f"there is no municipality {code}")
            if county.code not in self._places.counties:
                yield self._at("county.code", f"there is no county {county.code}")
            if county.web and not _ADDRESS.fullmatch(county.web):
                yield self._at("county.web", f"{county.web!r}: write it like keusote.fi")
            for name in county.confirmed - self._content.services.keys():
                yield self._at("county.confirm", f"there is no service {name}")
        yield from self._emergency_phone()
        if production and (county is None or not county.crisis_owner):
            why = (
                "nobody is named who looks after the crisis content: give crisis_owner in "
                "county.yml, a role and how it is reached"
            )
            yield self._at("county", why)

    def _emergency_phone(self) -> Iterator[Problem]:
        """Check the county's own emergency number, which every crisis card says.

        Also where no county is set: the service starts without it, to be tried, and its cards then
        lack that number.
        """
        names = (f"{EMERGENCY}.county", EMERGENCY)
        found = [one for name in names if (one := self._content.services.get(name)) is not None]
        number = next((one.phones[0].number for one in found if one.phones), None)
        if number is None and self._content.county is not None:
            yield self._at("county.emergency_phone", f"{_NO_NUMBER}: write it here, or {_SET}")
        elif number is None:
            where = "in county.yml of the county's folder, which RINNALLA_COUNTY_DIR names"
            why = f"{_NO_NUMBER}: {_SET}, or write emergency_phone {where}"
            yield Problem(EMERGENCY_SETTING, None, f"{why} (to try it: demo/county)")
        elif not _PHONE.fullmatch(number):
            why = f"{number!r} is not a telephone number ({EMERGENCY_SETTING} wins over the file)"
            yield self._at("county.emergency_phone", why)
