"""The tables of municipalities and counties, and every form their names are written in.

Reads files and makes forms; finding them in a message is the work of ``places``.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.content.place_forms import place_forms
from bot.content.place_index import Form
from bot.domain.directory import OwnPlace

_SHORTEST_OTHER = 6
_SHORTEST_DISTRICT = 7
_DISTRICT = 6
"""A district's name counts as so short for typos: in the midst of a sentence none is believed."""
_COUNTY = "hyvinvointialue"
_COUNTY_ENDINGS = ("e", "en", "eella", "eelle", "eelta", "etta", "eeseen", "eessa")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today.

    Attributes:
        code: Three digits of Statistics Finland.
        name_fi: Official Finnish name.
        name_sv: Swedish name; of a unilingual Finnish municipality, the classification's form.
        locative: Finnish where-form, "Järvenpäässä"; ``None`` when usage is not settled.
        county_code: Two digits; 90 is Helsinki and 91 Åland, which are their own organisers.
    """

    code: str
    name_fi: str
    name_sv: str
    locative: str | None
    county_code: str


@dataclass(frozen=True, slots=True)
class County:
    """A wellbeing services county, or Helsinki (90) or Åland (91), by two digits.

    ``web``: its own site, None where we have not read it.
    """

    code: str
    name_fi: str
    name_sv: str
    web: str | None = None


def read_municipalities(folder: Path) -> dict[str, Municipality]:
    """Read the municipalities of today, by code."""
    return {
        row["code"]: Municipality(
            code=row["code"],
            name_fi=row["name_fi"],
            name_sv=row["name_sv"],
            locative=row["locative"] or None,
            county_code=row["county_code"],
        )
        for row in _rows(folder / "municipalities.csv")
    }


def read_counties(folder: Path) -> dict[str, County]:
    """Read who organises social services, by code."""
    return {
        row["code"]: County(row["code"], row["name_fi"], row["name_sv"], row["web"] or None)
        for row in _rows(folder / "counties.csv")
    }


def read_forms(folder: Path, look_alikes: Mapping[str, object]) -> Iterator[Form]:
    """Yield every form of every name: of today, of before, of districts, spoken, and brands.

    Args:
        folder: Holds ``municipalities.csv``, ``counties.csv``, ``other_names.csv`` and
            ``districts.csv``.
        look_alikes: Names among its keys get only the forms of their own series: "Kaarinalla
            on" is said of a person, "Kotkalla on" of a bird.
    """
    for row in _rows(folder / "municipalities.csv"):
        # Saltvik has no settled where-form to show, but must be found in either.
        bent = row["locative"] or f"{row['name_fi']}issa"
        yield from _finnish(row["code"], row["name_fi"], bent, look_alikes)
        yield from _swedish(row["code"], row["name_sv"])
    for row in _rows(folder / "counties.csv"):
        yield from _county(row)
        if row["area_fi"]:
            yield from _finnish(row["code"], row["area_fi"], row["locative"], look_alikes)
        if row["area_sv"]:
            yield from _swedish(row["code"], row["area_sv"])
    for row in _rows(folder / "other_names.csv"):
        # Short forms and brands are taken as written: a letter more or less is another word.
        exact_only = len(row["name"]) < _SHORTEST_OTHER or not row["locative"]
        for form in _finnish(row["code"], row["name"], row["locative"], look_alikes):
            yield replace(form, base=0) if exact_only else form
    for row in _rows(folder / "districts.csv"):
        for form in _district(row, look_alikes):
            yield replace(form, base=_DISTRICT if form.base >= _SHORTEST_DISTRICT else 0)


def forms_of(place: OwnPlace) -> Iterator[Form]:
    """Yield every form of a name that a county has told."""
    yield from _finnish(place.code, place.name_fi, place.where, {})
    yield from _swedish(place.code, place.name_sv)


def _district(row: Mapping[str, str], look_alikes: Mapping[str, object]) -> Iterator[Form]:
    yield from _finnish(row["code"], row["name_fi"], row["locative"], look_alikes)
    if row["name_sv"]:
        yield from _swedish(row["code"], row["name_sv"])


def _finnish(
    code: str, name: str, locative: str, look_alikes: Mapping[str, object]
) -> Iterator[Form]:
    forms = place_forms(name, locative)
    base = len(name.partition(" ")[0])
    yield from (_form(code, text, base) for text in forms.proper)
    yield from (_form(code, text, base, proper=False) for text in forms.spoken)
    if name.lower() not in look_alikes:
        yield from (_form(code, text, base, proper=False) for text in forms.other_series)


def _swedish(code: str, name: str) -> Iterator[Form]:
    yield _form(code, name, len(name))
    if not name.endswith("s"):
        yield _form(code, f"{name}s", len(name), proper=False)


def _county(row: Mapping[str, str]) -> Iterator[Form]:
    code, name = row["code"], row["name_fi"]
    # Helsinki and Åland are found by the names of the city and the islands.
    if name.endswith(_COUNTY):
        for ending in _COUNTY_ENDINGS:
            yield _form(code, name[:-1] + ending, len(name))
        yield _form(code, row["name_sv"], len(name))


def _form(code: str, text: str, base: int, *, proper: bool = True) -> Form:
    parts = "".join(mark if mark.isalpha() else " " for mark in text.lower()).split()
    return Form(code, "".join(parts), proper, joined=len(parts) > 1, base=base)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
