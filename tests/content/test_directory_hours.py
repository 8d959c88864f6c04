"""Days that come round every year: who of the directory answers then."""

from datetime import datetime

import pytest

from bot.domain.hours import StateKind
from tests.builders import content

OPEN, CLOSED = StateKind.OPEN, StateKind.CLOSED
KELA = ("kela_general", "kela_general_en", "kela_elake", "kela_kuntoutus", "kela_asumistuki")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("name", KELA)
@pytest.mark.parametrize(
    ("when", "phone"),
    [
        ("2026-12-31T12:30:00+02:00", OPEN),
        ("2026-12-31T13:30:00+02:00", CLOSED),
        ("2027-03-25T13:30:00+02:00", CLOSED),  # Maundy Thursday
        ("2027-12-31T13:30:00+02:00", CLOSED),
        ("2028-12-31T10:00:00+02:00", CLOSED),  # a Sunday
        ("2026-12-24T10:00:00+02:00", CLOSED),
        ("2027-01-06T10:00:00+02:00", CLOSED),
        ("2026-12-30T13:30:00+02:00", OPEN),
    ],
)
def test_kela_shuts_early_on_short_days(name: str, when: str, phone: StateKind) -> None:
    assert content().services[name].state(at(when)).kind is phone


@pytest.mark.parametrize("name", ["kela_general", "kela_general_en", "kela_toimeentulotuki"])
def test_kelas_chat_shuts_early_too(name: str) -> None:
    service = content().services[name]
    assert service.chat_state(at("2026-12-31T13:30:00+02:00")).kind is CLOSED
    assert service.chat_state(at("2026-12-30T13:30:00+02:00")).kind is OPEN


def test_urgent_social_assistance_is_answered_until_four_on_short_days() -> None:
    service = content().services["kela_toimeentulotuki"]
    assert service.state(at("2026-12-31T15:30:00+02:00")).kind is OPEN


@pytest.mark.parametrize(
    ("when", "phone"),
    [
        ("2026-12-24T10:00:00+02:00", CLOSED),
        ("2026-12-24T16:00:00+02:00", OPEN),
        ("2026-12-25T16:00:00+02:00", OPEN),  # a Friday
        ("2026-12-31T10:00:00+02:00", CLOSED),
        ("2026-12-31T16:00:00+02:00", OPEN),
        ("2026-12-18T16:00:00+02:00", CLOSED),  # an ordinary Friday
        ("2026-12-16T10:00:00+02:00", OPEN),
        ("2026-12-23T10:00:00+02:00", OPEN),  # before Christmas Eve, no eve itself
    ],
)
def test_tukinainen_answers_in_the_evening_of_holidays_and_eves(
    when: str, phone: StateKind
) -> None:
    assert content().services["tukinainen"].state(at(when)).kind is phone


def test_the_line_for_the_young_keeps_weekend_hours_on_holidays() -> None:
    line = content().services["mll_116111"]
    assert line.state(at("2026-12-25T15:00:00+02:00")).kind is CLOSED
    assert line.state(at("2026-12-25T18:00:00+02:00")).kind is OPEN
    assert line.chat_state(at("2026-12-25T21:00:00+02:00")).kind is CLOSED


def test_on_a_holiday_nollalinja_answers_the_phone_and_no_chat_is_promised() -> None:
    line = content().services["nollalinja"]
    assert line.state(at("2026-12-24T15:00:00+02:00")).kind is StateKind.ALWAYS_OPEN
    assert line.chat_state(at("2026-12-24T15:00:00+02:00")).kind is CLOSED
    assert line.chat_state(at("2026-12-17T15:00:00+02:00")).kind is OPEN
