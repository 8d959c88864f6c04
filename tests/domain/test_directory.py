"""One service: where it reaches, when it answers, whom it helps."""

from bot.domain.directory import NATIONAL, NOWHERE, Area, Here, Nearness
from bot.domain.hours import StateKind
from tests.directory_builders import (
    CHRISTMAS_EVE,
    FRIDAY_NOON,
    NOT_KNOWN,
    OFFICE,
    a_phone,
    a_service,
)

KERAVA = Here("245", "Kerava", "04")


def test_a_place_is_near_by_its_code_and_by_its_name() -> None:
    assert Area("municipality", "245").nearness(KERAVA) is Nearness.MUNICIPALITY
    assert Area("municipality", "Kerava").nearness(KERAVA) is Nearness.MUNICIPALITY


def test_another_town_or_county_is_elsewhere() -> None:
    assert Area("municipality", "Espoo").nearness(KERAVA) is Nearness.ELSEWHERE
    assert Area("county", "03").nearness(KERAVA) is Nearness.ELSEWHERE


def test_an_unknown_place_is_never_elsewhere() -> None:
    assert Area("county", "03").nearness(NOWHERE) is Nearness.PERHAPS
    assert Area("municipality", "Espoo").nearness(Here(county="03")) is Nearness.PERHAPS


def test_the_nearest_of_several_areas_counts() -> None:
    service = a_service(areas=(NATIONAL, Area("county", "04")))
    assert service.nearness(KERAVA) is Nearness.COUNTY


def test_the_number_that_speaks_my_language_is_printed() -> None:
    service = a_service(phones=(a_phone("1", "free", "fi"), a_phone("2", "free", "sv", "en")))
    assert service.phone_for("en") == a_phone("2", "free", "sv", "en")


def test_hours_of_low_confidence_are_unknown_hours() -> None:
    service = a_service(schedule=OFFICE, hours_confidence="low")
    assert service.state(FRIDAY_NOON).kind is StateKind.UNKNOWN


def test_nobody_is_said_to_be_open_on_a_holiday_that_nobody_knows_of() -> None:
    assert a_service(holidays_known=False).state(CHRISTMAS_EVE).kind is StateKind.UNKNOWN
    assert a_service(holidays_known=True).state(CHRISTMAS_EVE).kind is StateKind.CLOSED


def test_a_chat_without_hours_of_its_own_does_not_borrow_those_of_the_phone() -> None:
    assert a_service(chat="a.fi").chat_state(FRIDAY_NOON).kind is StateKind.UNKNOWN
    only_chat = a_service(chat="a.fi", phones=())
    assert only_chat.chat_state(FRIDAY_NOON).kind is StateKind.OPEN


def test_a_chat_may_be_open_while_the_phone_is_not_known() -> None:
    service = a_service(chat="a.fi", schedule=NOT_KNOWN, chat_schedule=OFFICE)
    assert service.chat_state(FRIDAY_NOON).kind is StateKind.OPEN


def test_a_crisis_service_helps_every_age() -> None:
    assert not a_service(ages=(12, 21)).helps_age(30)
    assert a_service(ages=(12, 21), kinds=("crisis",)).helps_age(30)
    assert a_service(ages=(12, None)).helps_age(None)
