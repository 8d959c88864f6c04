"""Words about appointments, and times as workers write them."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.calendar import HELSINKI
from bot.domain.meeting_words import (
    Meaning,
    is_answer,
    meaning_of,
    phone_in,
    read_time,
    wants_call,
)

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("en pääsekään", "move"),
        ("siirretäänkö", "move"),
        ("voisko keskiviikon tapaamisen siirtää", "move"),
        ("mää en pääse tiistaina, voiks sen siirtää", "move"),
        ("milloin mun tapaaminen on", "when"),
        ("missä se tapaaminen on", "when"),
        ("perun sen ajan tapaamisesta", "cancel"),
        ("Unfortunately I have to cancel tomorrow's appointment.", "cancel"),
        ("cant do tmrw, can we move it", "move"),
        ("can we move it?", "move"),
        ("what time is my meeting", "when"),
        ("kan int imorgon, flytta", "move"),
        ("hur dags va mötet", "when"),
        ("vi får avboka mötet", "cancel"),
        ("mää myöhästyn meijän tapaamisesta", "late"),
        ("running late for meeting", "late"),
        # About something else, or about nothing of the kind.
        ("en pääse sisään, avain jäi", None),
        ("en pääse sängystä ylös, kaikki on ihan turhaa ja yksin", None),
        ("miten perun vuokrasopimuksen", None),
        ("peru tilaus", None),
        ("milloin tuki tulee tilille", None),
        ("milloin mun aika hammaslääkäriin on", None),
        ("mihin voin siirtää rahaa", None),
        ("moi", None),
        ("var kan jag få hjälp", None),
        ("when does the money come", None),
    ],
)
def test_what_is_said_about_a_time_that_somebody_has(text: str, meaning: Meaning | None) -> None:
    assert meaning_of(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("mää peru sen huamise", "cancel"),
        ("koska mulla on seuraava aika", "when"),
        ("perun maanantain, olen keikalla", "cancel"),
        ("ja kan int kom på tisda, ha an nån annan ti", "move"),
        ("haluun varaa ajan sossulle", None),
        ("book meeting", None),
    ],
)
def test_more_is_heard_where_it_is_known_to_be_about_one(
    text: str, meaning: Meaning | None
) -> None:
    assert meaning_of(text, known=True) == meaning


@pytest.mark.parametrize(
    ("text", "start", "minutes", "kind", "place"),
    [
        ("to 3.12. klo 13-13.45 toimisto", "2026-12-03T13:00", 45, "meeting", "toimisto"),
        ("3.12. 13", "2026-12-03T13:00", 45, "meeting", ""),
        ("huomenna klo 9–9.30 puhelu", "2026-11-26T09:00", 30, "call", ""),
        ("imorgon kl. 9-10, kontoret", "2026-11-26T09:00", 60, "meeting", "kontoret"),
        ("tomorrow at 14:15 call", "2026-11-26T14:15", 45, "call", ""),
        ("2026-12-03 9-9:20 meeting", "2026-12-03T09:00", 20, "meeting", ""),
        ("ensi maanantai 14.30–15 Testikatu 5", "2026-11-30T14:30", 30, "meeting", "Testikatu 5"),
        ("3.12. klo 13, puhelu 040 000 0011", "2026-12-03T13:00", 45, "call", "040 000 0011"),
        ("ti 9.12-10", "2026-12-01T09:12", 48, "meeting", ""),
    ],
)
def test_a_time_as_a_worker_writes_it(
    text: str, start: str, minutes: int, kind: str, place: str
) -> None:
    found = read_time(text, TODAY)
    assert found is not None
    assert found.start == datetime.fromisoformat(start).replace(tzinfo=HELSINKI)
    assert found.end - found.start == timedelta(minutes=minutes)
    assert (found.kind, found.place) == (kind, place)


def test_a_length_cuts_a_stretch_into_pieces() -> None:
    found = read_time("ti 1.12. 9-12 45 min puhelu", TODAY)
    assert found is not None
    assert found.length == timedelta(minutes=45)
    assert found.end - found.start == timedelta(hours=3)


@pytest.mark.parametrize(
    "text",
    [
        *("joo sopii hyvin", "soitan klo 14", "klo 13", "3.12.", "la 5.12. klo 25", "hyvä", ""),
        *("32.12. klo 9", "ens viikolla klo 9", "3.12. 14-13", "aika hyvin menee 12"),
    ],
)
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    assert read_time(text, TODAY) is None


def test_a_telephone_number_is_taken_only_from_words_about_one() -> None:
    assert phone_in("040 123 4567") == "040 123 4567"
    assert phone_in("numero on +358 40 1234567") == "+358 40 1234567"
    assert phone_in("mulla on 45 euroa ja vuokra 650") is None
    assert phone_in("rahat loppu eikä oo mitään ruokaa kotona, soittakaa 0401234567") is None


@pytest.mark.parametrize("text", ["sopii", "joo käy", "Ei käy!", "passar inte", "it works"])
def test_an_answer_to_a_named_time_is_heard(text: str) -> None:
    assert is_answer(text)


@pytest.mark.parametrize("text", ["joo", "ei", "käyn kaupassa", "sopiiko huomenna", "ei käy vesi"])
def test_what_may_be_about_anything_is_no_answer(text: str) -> None:
    assert not is_answer(text)


def test_who_asks_for_a_call_is_heard() -> None:
    assert wants_call("haluun että joku soittaa")
    assert wants_call("kan ni ringa mig")
    assert wants_call("please call me back")
    assert not wants_call("haluan puhua työntekijälle")


@pytest.mark.parametrize(
    ("text", "shown", "meaning"),
    [
        ("onks se nyt sovittu", False, "when"),
        ("har hen bekräftat det", False, "when"),
        ("is it confirmed", False, "when"),
        ("onks se hyväksytty", False, None),  # an application may be meant
        ("onks se hyväksytty", True, "when"),
        ("mis se paikka on", True, "when"),
        ("mis se paikka on", False, None),
        ("millo se on", True, "when"),
        ("oon vähän myöhässä siit", True, "late"),
        ("ja blir försenad", False, "late"),
        ("oon myöhässä vuokran kanssa", False, None),
        ("kan vi byt dag", True, "move"),
        ("myöhästyin junasta", False, None),
        ("missä saa ruokaa", True, None),
        ("en muistanu peruu, oonks mä pulas", False, "missed"),
        ("unohdin mun tapaamisen", False, "missed"),
        ("jag glömde mötet", False, "missed"),
        ("unohin milloin mun tapaaminen on", False, "when"),
        ("unohdin perua opintotuen", False, None),
        ("peru se", True, "cancel"),
        ("peru se", False, None),
    ],
)
def test_what_is_asked_of_a_time_that_stands_may_lean_on_what_was_shown(
    text: str, meaning: str | None, *, shown: bool
) -> None:
    assert meaning_of(text, shown=shown) == meaning
