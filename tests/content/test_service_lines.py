"""One service on a line."""

from datetime import date
from typing import Any

import pytest

from bot.content.county_sites import CountySite, CountySites
from bot.content.moments import Moments
from bot.content.service_lines import LABEL_LENGTH, ServiceLines
from bot.domain.directory import Area, Here
from bot.domain.hours import Schedule, parse_hours
from tests.builders import content, places, words
from tests.directory_builders import (
    DAY_AND_NIGHT,
    FRIDAY_NOON,
    NOT_KNOWN,
    OFFICE,
    SATURDAY_LATE,
    a_phone,
    a_service,
    an_asker,
    same,
)


def printer() -> ServiceLines:
    return ServiceLines(words(), Moments(words()), CountySites.of(places()))


LATE = Schedule(parse_hours({"mon-sun": ["18-24"]}))


@pytest.mark.parametrize(
    ("changes", "at", "line"),
    [
        ({}, FRIDAY_NOON, "**Linja** – 09 123 456 – auki nyt, sulkeutuu klo 16"),
        ({}, SATURDAY_LATE, "**Linja** – 09 123 456 – avautuu maanantaina klo 9"),
        (
            {"schedule": DAY_AND_NIGHT},
            SATURDAY_LATE,
            "**Linja** – 09 123 456 – ympäri vuorokauden",
        ),
        ({"schedule": NOT_KNOWN}, FRIDAY_NOON, "**Linja** – 09 123 456 – tarkista aukiolo"),
        ({"schedule": LATE}, SATURDAY_LATE, "**Linja** – 09 123 456 – auki nyt, sulkeutuu klo 24"),
        (
            {"phones": (a_phone("0800 1", "free"),)},
            FRIDAY_NOON,
            "**Linja** – 0800 1 – auki nyt, sulkeutuu klo 16 – ilmainen puhelu",
        ),
        (
            {"schedule": NOT_KNOWN, "hours_words": same("arkisin")},
            FRIDAY_NOON,
            "**Linja** – 09 123 456 – arkisin",
        ),
        (
            {"phones": (), "chat": "a.fi"},
            FRIDAY_NOON,
            "**Linja** – chat: a.fi – auki nyt, sulkeutuu klo 16",
        ),
        ({"phones": (), "web": "a.fi", "schedule": NOT_KNOWN}, FRIDAY_NOON, "**Linja** – a.fi"),
        (
            {"phones": (), "role": True, "how_to_find": same("Kysy kunnasta.")},
            FRIDAY_NOON,
            "**Linja** – Kysy kunnasta.",
        ),
    ],
)
def test_a_service_is_told_on_one_line(changes: dict[str, Any], at: Any, line: str) -> None:
    assert printer().line(a_service(**changes), an_asker(at)) == line


def test_old_numbers_are_told_in_one_line_under_the_list() -> None:
    old, new = date(2022, 12, 31), date(2026, 11, 1)
    line = a_service(name=same("Linja"), checked_on=old)
    talk = a_service(name=same("Juttu"), checked_on=new)
    page = a_service(name=same("Sivu"), phones=(), web="a.fi", checked_on=old)
    told = printer().below
    assert told([line], an_asker()) == "Tarkistettu viimeksi vuonna 2022."
    assert told([line, talk], an_asker()) == "Tarkistettu viimeksi: Linja (2022)."
    assert told([talk, page], an_asker()) == ""
    assert told([line], an_asker(language="sv")) == "Senast kontrollerat 2022."


def test_a_chat_that_is_open_is_told_when_the_phone_is_shut() -> None:
    service = a_service(chat="a.fi", chat_schedule=LATE, schedule=OFFICE)
    assert "chat: a.fi – auki nyt" in printer().line(service, an_asker(SATURDAY_LATE))


def test_without_credit_a_chat_is_told_before_a_number_that_costs() -> None:
    service = a_service(chat="a.fi")
    assert "chat: a.fi" in printer().line(service, an_asker(no_credit=True))


def test_a_service_that_does_not_speak_my_language_says_so() -> None:
    assert printer().line(a_service(), an_asker(language="sv")).endswith(" – på finska")


def test_a_long_name_gives_its_button_to_the_number() -> None:
    service = a_service(name=same("Hyvin pitkän nimen neuvontapuhelin " * 2))
    button = printer().buttons([service], an_asker(), 5)[0]
    assert button.label == "Soita: 09 123 456"
    assert len(button.label) <= LABEL_LENGTH


def test_a_number_whose_queue_is_charged_says_so() -> None:
    kela = a_service(phones=(a_phone("020 1", "queued"),))
    assert printer().line(kela, an_asker(FRIDAY_NOON)).endswith("– jonotuskin maksaa")
    assert content().services["kela_toimeentulotuki"].phones[0].cost == "queued"


def test_buttons_stay_within_their_room() -> None:
    services = [a_service(name) for name in "abc"]
    assert len(printer().buttons(services, an_asker(), 1)) == 1
    assert printer().buttons(services, an_asker(), -1) == []


JARVENPAA = Here("186", "Järvenpää", "02")
TURKU = Here("853", "Turku", "05")
ROLE = {
    "phones": (),
    "role": True,
    "how_to_find": same("Numero on hyvinvointialueesi sivuilla."),
    "on_county_site": True,
}


def test_a_number_on_the_countys_site_is_told_with_the_countys_name_and_address() -> None:
    asker, role = an_asker(here=JARVENPAA), a_service(**ROLE)
    assert printer().line(role, asker) == "**Linja** – Numero on hyvinvointialueesi sivuilla."
    assert printer().below([role], asker) == (
        "Oma alueesi: **Keski-Uudenmaan hyvinvointialue** – keusote.fi"
    )
    buttons = printer().buttons([role, role], asker, 3)
    assert [one.value for one in buttons] == ["https://keusote.fi"]
    assert buttons[0].label == "Avaa: keusote.fi"


def test_a_county_whose_site_we_have_not_read_is_named_alone() -> None:
    bare = CountySite({"fi": "Uusi alue", "sv": "Nytt område", "en": "New county"}, None)
    lines = ServiceLines(words(), Moments(words()), CountySites({"05": bare}, {}))
    asker = an_asker(here=TURKU, language="sv")
    assert "**Nytt område**" in lines.below([a_service(**ROLE)], asker)
    assert lines.buttons([a_service(**ROLE)], asker, 3) == []


def test_the_site_of_every_county_is_known() -> None:
    assert [one.name_fi for one in places().counties.values() if one.web is None] == []


@pytest.mark.parametrize(
    "changes", [{**ROLE, "phones": (a_phone(),)}, {**ROLE, "web": "a.fi"}, {}]
)
def test_where_a_way_is_known_nobody_is_sent_to_the_countys_site(changes: dict[str, Any]) -> None:
    assert printer().below([a_service(**changes)], an_asker(here=JARVENPAA)) == ""


def test_before_the_place_is_known_no_county_is_named_but_a_far_service_tells_its_town() -> None:
    assert printer().below([a_service(**ROLE)], an_asker()) == ""
    local = a_service(areas=(Area("municipality", "Helsinki"),))
    assert "**Linja** – Helsinki – 09" in printer().line(local, an_asker())
    assert "Helsingfors" in printer().line(local, an_asker(language="sv"))
    at_home = an_asker(here=Here("091", "Helsinki", "90"))
    assert "Helsinki" not in printer().line(local, at_home)
    named = a_service(name=same("Talo, Helsinki"), areas=(Area("county", "90"),))
    assert printer().line(named, an_asker()).count("Helsinki") == 1


def test_an_address_that_is_the_name_is_said_once() -> None:
    page = a_service(name=same("Ruoka-apu.fi"), phones=(), web="ruoka-apu.fi", schedule=NOT_KNOWN)
    assert printer().line(page, an_asker()) == "**Ruoka-apu.fi**"


def test_whoever_is_sent_to_a_countys_site_is_told_which() -> None:
    for service in content().services.values():
        if service.how_to_find and "hyvinvointialue" in service.how_to_find["fi"]:
            assert service.on_county_site, service.id
