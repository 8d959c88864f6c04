"""Whose site has the number of a role that nobody has told us, and where a local service is."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.places import Places
from bot.domain.directory import Area, County, Nearness, Service
from bot.domain.messages import Language
from bot.domain.ranking import Asker, reachable
from bot.domain.topics import Texts


@dataclass(frozen=True, slots=True)
class CountySite:
    """Who organises social services somewhere; ``web`` is None where we do not know the site."""

    name: Texts
    web: str | None


class CountySites:
    """Names of counties and towns, as services need them."""

    def __init__(
        self, sites: Mapping[str, CountySite], towns: Mapping[tuple[str, str], Texts]
    ) -> None:
        self._sites, self._towns = sites, towns

    @classmethod
    def of(cls, places: Places, ours: County | None = None) -> "CountySites":
        """Build them; of the installation's own county its own word wins."""
        sites = {
            one.code: CountySite(_texts(one.name_fi, one.name_sv), one.web)
            for one in places.counties.values()
        }
        if ours is not None:
            sites[ours.code] = CountySite(ours.name, ours.web)
        towns = {("county", code): site.name for code, site in sites.items()}
        for town in places.municipalities.values():
            name = _texts(town.name_fi, town.name_sv)
            towns["municipality", town.name_fi] = towns["municipality", town.code] = name
            if town.county_code == _HELSINKI:
                towns["county", _HELSINKI] = name
        return cls(sites, towns)

    def of_asker(self, asker: Asker) -> CountySite | None:
        """Return the county of the person; None while nobody knows where they live."""
        return self._sites.get(asker.here.county or "")

    def town(self, service: Service, asker: Asker) -> str:
        """Return where a local service is, for somebody who has not told where they live."""
        if service.nearness(asker.here) is not Nearness.PERHAPS:
            return ""
        named = service.name[asker.language]
        towns = [self._name(area, asker.language) for area in service.areas]
        return "" if any(town in named for town in towns) else ", ".join(towns)

    def _name(self, area: Area, language: Language) -> str:
        return self._towns.get((area.kind, area.where), {}).get(language, area.where)


def found_there(service: Service) -> bool:
    """Return whether there is no way to a service but the one on its county's site."""
    return service.on_county_site and not reachable(service)


_HELSINKI = "90"
"""A town that is its own county: its name says where better than "the City of Helsinki"."""


def _texts(fi: str, sv: str) -> Texts:
    return {"fi": fi, "sv": sv, "en": fi}
