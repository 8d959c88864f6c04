"""What is wrong with figures, services and the county's own words."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from bot.content.lines import PLACEHOLDER
from bot.content.loader import Content
from bot.content.places import Places
from bot.content.wording import Wording, stray_digits
from bot.domain.contact_forms import is_address, is_language, unlike_number
from bot.domain.directory import KINDS, Area, Service
from bot.domain.errors import Problem
from bot.domain.hours import Schedule
from bot.domain.messages import LANGUAGES
from bot.domain.opening_times import Slots
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

_ROLES, _OF_COUNTY = "county.roles", ".county"
_MIDNIGHT = time(0)


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
            if not service.id.endswith(_OF_COUNTY):
                yield from self._service(service)
            elif service.local_of != EMERGENCY:
                yield from self._role(service, f"{_ROLES}.{service.local_of}")
        yield from self._county(production)

    def _at(self, path: str, why: str, *, warning: bool = False) -> Problem:
        file, line = self._content.origin(path)
        return Problem(file, line, why, "warning" if warning else "error")

    def _used_rates(self) -> set[str]:
        texts = [
            text
            for topic in self._content.topics.values()
            for told in (topic, *(topic.in_case(case.id) for case in topic.cases))
            for variant in (*told.now, *told.next)
            for text in (*variant.texts.values(), *variant.plain.values())
        ]
        texts += [text for term in self._content.terms.values() for text in term.says.values()]
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
        yield from self._contacts(service, path, "phones")
        yield from self._kinds(service, path)
        yield from self._links(service, path)
        yield from self._checked(service, path)

    def _role(self, service: Service, path: str) -> Iterator[Problem]:
        """Check what a county says of itself under a role."""
        yield from self._words(f"{path}.name", service.name, DOES)
        if not reachable(service):
            yield self._at(path, "no number, page or address: give one, or take the role away")
        yield from self._contacts(service, path, "phone")
        yield from self._checked(service, path)

    def _kinds(self, service: Service, path: str) -> Iterator[Problem]:
        if not service.kinds:
            yield self._at(f"{path}.kinds", f"must be some of {', '.join(KINDS)}")
        for kind in service.kinds:
            if kind not in KINDS:
                yield self._at(f"{path}.kinds", f"{kind!r} is none of {', '.join(KINDS)}")

    def _words(self, path: str, texts: Texts, limit: int) -> Iterator[Problem]:
        for language, text in texts.items():
            if len(text) > limit:
                yield self._at(f"{path}.{language}", f"{len(text)} characters (at most {limit})")
            for fault in self._wording.faults(text, language):
                yield self._at(f"{path}.{language}", fault)

    def _contacts(self, service: Service, path: str, phones: str) -> Iterator[Problem]:
        numbers = [phone.number for phone in service.phones]
        for number in [*numbers, *filter(None, [service.whatsapp])]:
            if (why := unlike_number(number)) is not None:
                yield self._at(f"{path}.{phones}", why)
            for fault in self._wording.faults(number, "fi"):
                yield self._at(f"{path}.{phones}", fault)
        for key, address in (("chat", service.chat), ("web", service.web)):
            if address and not is_address(address):
                yield self._at(f"{path}.{key}", f"{address!r}: write it like sekasin.fi")
        spoken = [*service.languages, *(one for x in service.phones for one in x.languages)]
        for language in sorted({one for one in spoken if not is_language(one)}):
            why = f"{language!r}: languages are codes like fi, sv, en, ar"
            yield self._at(f"{path}.languages", why)
        for schedule in filter(None, (service.schedule, service.chat_schedule)):
            if _whole_day(schedule):
                why = "opens and closes at the same time: write always, or 0:00-24:00"
                yield self._at(f"{path}.hours", why)

    def _links(self, service: Service, path: str) -> Iterator[Problem]:
        others = [("local_of", service.local_of), ("same_as", service.same_as)]
        others += [("other_languages", name) for name in service.other_languages.values()]
        for key, name in others:
            if name and name not in self._content.services:
                yield self._at(f"{path}.{key}", f"there is no service {name}")
        for name in service.topics:
            if name not in self._content.topics:
                yield self._at(f"{path}.topics", f"there is no topic {name}")
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
        elif self._is_to_come(service.checked_on):
            why = f"{service.checked_on.isoformat()} lies in the future"
            yield self._at(f"{path}.checked_on", why)
        elif self._content.shown(service) and self._today - service.checked_on > STALE:
            why = f"{service.id}: not checked since {service.checked_on.isoformat()}"
            yield self._at(f"{path}.checked_on", why, warning=True)

    def _is_to_come(self, checked: date) -> bool:
        """Return whether a day is not here yet. The last of a month or year may stand for all."""
        if checked.month == 12 and checked.day == 31:
            checked = checked.replace(month=1, day=1)
        elif (checked + timedelta(days=1)).day == 1:
            checked = checked.replace(day=1)
        return checked > self._today

    def _county(self, production: bool) -> Iterator[Problem]:
        county = self._content.county
        if county is not None:
            if not county.municipalities:
                yield self._at("county.municipalities", 'must list your towns, like ["092"]')
            for code in county.municipalities:
                town = self._places.municipalities.get(code)
                why = f"there is no municipality {code}"
                if town is not None:
                    why = f"{code} is {town.name_fi}, a town of county {town.county_code}"
                known = county.code in self._places.counties
                if town is None or (known and town.county_code != county.code):
                    yield self._at("county.municipalities", why)
            if any(_shuts_next_day(slots) for slots in county.office.hours.days):
                why = "closes before it opens, or at the same time: an office has no nights"
                yield self._at("county.office_hours", why)
            if county.code not in self._places.counties:
                yield self._at("county.code", f"there is no county {county.code}")
            if county.web and not is_address(county.web):
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
        elif (fault := unlike_number(number)) is not None:
            where = f"({EMERGENCY_SETTING} wins over the file)"
            yield self._at("county.emergency_phone", f"{fault} {where}")


def _shuts_next_day(slots: Slots) -> bool:
    return any(slot.end <= slot.start and slot.end != _MIDNIGHT for slot in slots)


def _whole_day(schedule: Schedule) -> bool:
    return any(
        slot.start == slot.end != _MIDNIGHT for slots in schedule.hours.days for slot in slots
    )
