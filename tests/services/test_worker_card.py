"""The worker's card: what is so stands in it, what is not is left out, and no reason ever."""

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.domain.messages import LANGUAGES, ConversationId, Language, Say
from bot.domain.people import Assignment, Line, People, UnitId, WorkerId
from bot.services.people import set_away
from bot.services.people_files import read_plan
from bot.services.people_plan import Plan
from bot.services.people_ports import LinkedLine
from bot.services.worker_card import card_args, worker_fact
from tests.builders import a_person, composer
from tests.fake_rows import FrozenClock
from tests.fakes import MemoryStorage

SATURDAY = datetime.fromisoformat("2026-11-14T22:40:00+02:00")
MONDAY = datetime.fromisoformat("2026-11-16T10:00:00+02:00")
COUNTY: dict[str, Any] = {
    "units": [
        {
            "id": "team",
            "name": {"fi": "Jälkihuollon tiimi", "sv": "Eftervårdsteamet", "en": "Aftercare team"},
            "hours": {"mon-thu": ["9-15"], "fri": ["9-12", "13-14:30"]},
            "phone": "040 000 0010",
            "phone_hours": {"mon-fri": ["9-11"]},
        }
    ],
    "workers": [
        {
            "id": "maija",
            "name": "Maija Mallinen",
            "unit": "team",
            "title": {"fi": "sosiaaliohjaaja", "sv": "socialhandledare", "en": "counsellor"},
            "phone": "040 000 0011",
        },
        {"id": "timo", "name": "Timo Testaaja", "unit": "team"},
    ],
}


def county() -> People:
    plan: Plan = read_plan(COUNTY)
    return People(plan.units, plan.workers)


def of(worker: str | None = "maija", *later: Assignment, confirmed: bool = True) -> LinkedLine:
    first = Assignment(datetime.fromisoformat("2026-01-01T00:00:00+02:00"), None)
    first = replace(first, worker=WorkerId(worker) if worker else None)
    line = Line(UnitId("team"), (first, *later))
    at = SATURDAY if confirmed else None
    return LinkedLine(ConversationId("c1"), line, "salainen nimi", SATURDAY, at)


def card(
    people: People, linked: LinkedLine | None, at: datetime, language: Language = "fi"
) -> str:
    fact = worker_fact(people, linked, at, None)
    key = {"named": "worker.card", "unit": "worker.unit", "none": "worker.none"}[fact["state"]]
    said = composer(FrozenClock(at)).compose(
        Say(key, card_args(fact, language)), a_person(language=language)
    )
    return said[0].text


def test_on_saturday_night_the_card_says_when_next() -> None:
    assert card(county(), of(), SATURDAY).splitlines() == [
        "Työntekijäsi on **Maija Mallinen**.",
        "Nimike: sosiaaliohjaaja",
        "Yksikkö: Jälkihuollon tiimi",
        "Puhelin: 040 000 0011",
        "Töissä tavallisesti: ma–to 9–15, pe 9–12 / 13–14.30",
        "Ei nyt töissä. Seuraavan kerran töissä maanantaina klo 9.",
    ]


def test_at_work_the_card_says_until_when() -> None:
    assert card(county(), of(), MONDAY).splitlines()[-1] == (
        "Nyt töissä, työpäivä päättyy tänään klo 15."
    )


def test_in_swedish_and_english_too() -> None:
    assert "mån–tors 9–15" in card(county(), of(), SATURDAY, "sv")
    assert "Nästa gång på jobbet på måndag kl. 9." in card(county(), of(), SATURDAY, "sv")
    assert "Mon–Thu 9:00–15:00" in card(county(), of(), SATURDAY, "en")


def with_absence(
    instead: str | None, last: date | None, first: date = date(2026, 11, 9)
) -> People:
    storage = MemoryStorage()
    with storage.begin() as work:
        for unit in county().units.values():
            work.people.save_unit(unit)
        for worker in county().workers.values():
            work.people.save_worker(worker)
        substitute = WorkerId(instead) if instead else None
        set_away(work, WorkerId("maija"), first, last, substitute, "test")
        return work.people.everybody()


def test_away_says_when_back_and_who_stands_in_and_never_why() -> None:
    text = card(with_absence("timo", date(2026, 11, 20)), of(), SATURDAY)
    assert "Nyt poissa. Palaa ma 23.11. klo 9." in text
    assert "Sillä välin asioistasi vastaa Timo Testaaja." in text
    assert "En tiedä, milloin" not in text
    fact = worker_fact(with_absence("timo", date(2026, 11, 20)), of(), SATURDAY, None)
    assert not any("reason" in name or "why" in name for name in fact)


@pytest.mark.parametrize(
    ("instead", "who"), [("timo", "Timo Testaaja"), (None, "Jälkihuollon tiimi")]
)
def test_who_has_the_matter_first_when_an_absence_begins_on_monday(
    instead: str | None, who: str
) -> None:
    text = card(with_absence(instead, date(2026, 11, 20), date(2026, 11, 16)), of(), SATURDAY)
    assert "Seuraavan kerran töissä ma 23.11. klo 9." in text
    assert f"Sitä ennen viestisi saa {who}, aikaisintaan maanantaina klo 9." in text


def test_an_open_absence_without_a_substitute_names_the_unit() -> None:
    text = card(with_absence(None, None), of(), SATURDAY)
    assert "Nyt poissa. En tiedä, milloin hän palaa." in text
    assert "Sillä välin viesteihisi vastaa Jälkihuollon tiimi." in text


def test_a_change_is_in_the_facts_ahead() -> None:
    change = Assignment(datetime.fromisoformat("2026-12-01T00:00:00+02:00"), WorkerId("timo"))
    fact = worker_fact(county(), of("maija", change), SATURDAY, None)
    assert (fact["change_on"], fact["change_to"]) == ("2026-12-01", "Timo Testaaja")
    told = composer(FrozenClock(SATURDAY)).compose(
        Say("worker.changes", {"new": fact["change_to"], "start_on": fact["change_on"]}),
        a_person(),
    )
    assert told[0].text.endswith("Timo Testaaja, ja hän aloittaa ti 1.12.")


def test_without_a_worker_the_units_duty_queue_and_without_a_unit_nobody() -> None:
    text = card(county(), None, SATURDAY)
    assert "**Jälkihuollon tiimi**" in text
    assert "Avautuu maanantaina klo 9." in text
    assert worker_fact(People(), None, SATURDAY, None)["state"] == "none"
    assert "koodin" in card(People(), None, SATURDAY)


def test_what_the_worker_calls_somebody_is_never_in_the_facts() -> None:
    assert "salainen" not in str(worker_fact(county(), of(confirmed=False), SATURDAY, None))


class Dispatcher:
    """Keeps what an action says."""

    def __init__(self) -> None:
        self.said: list[tuple[str, dict[str, Any]]] = []

    def utter_message(self, response: str = "", **args: Any) -> None:
        args.pop("buttons", None)
        args.pop("json_message", None)
        if response:
            self.said.append((response, args))


class Tracker:
    """What an action reads of the tracker."""

    def __init__(self, fact: dict[str, Any], language: Language, **more: Any) -> None:
        metadata = {"worker": fact, "language": language, "language_chosen": True, **more}
        about = "unanswered" if more else None
        self.latest_message = {
            "text": "kuka",
            "intent": {"name": "x"},
            "metadata": metadata,
            "about": about,
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_actions_say_what_has_words(language: Language) -> None:
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from actions.worker_card import ChangeWorker, TellWorker, UseCode

    change = Assignment(datetime.fromisoformat("2026-12-01T00:00:00+02:00"), WorkerId("timo"))
    made = composer(FrozenClock(SATURDAY))
    for linked in (of("maija", change, confirmed=False), of(None), None):
        fact = worker_fact(county(), linked, SATURDAY, None)
        for action in (TellWorker(), ChangeWorker(), UseCode()):
            dispatcher = Dispatcher()
            action.run(dispatcher, Tracker(fact, language), {})
            assert dispatcher.said
            for key, args in dispatcher.said:
                replies = made.compose(Say(key, args), a_person(language=language))
                assert all(reply.text and "{" not in reply.text for reply in replies), key
    named = worker_fact(county(), of("maija", change, confirmed=False), SATURDAY, None)
    dispatcher = Dispatcher()
    TellWorker().run(dispatcher, Tracker(named, language), {})
    keys = [key for key, _ in dispatcher.said]
    assert keys == ["worker.card", "worker.unconfirmed", "worker.changes", "directory.results"]


def test_a_card_again_right_after_it_is_the_card_alone() -> None:
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from actions.worker_card import TellWorker

    tracker = Tracker(worker_fact(county(), of(confirmed=False), SATURDAY, None), "fi")
    tracker.latest_message["metadata"]["last"] = [{"key": "worker.card", "args": {}}]
    dispatcher = Dispatcher()
    TellWorker().run(dispatcher, tracker, {})
    assert [key for key, _ in dispatcher.said] == ["worker.card"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_gets_no_answer_is_told_where_the_message_is_and_who_stands_in(
    language: Language,
) -> None:
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from actions.worker_card import TellWorker

    made, fact = (
        composer(FrozenClock(SATURDAY)),
        worker_fact(county(), of("maija"), SATURDAY, None),
    )
    status = [["status.waiting", {"name": "Maija", "seen_at": SATURDAY.isoformat()}]]
    for waits, where in ((True, ["status.waiting"]), (False, [])):
        dispatcher = Dispatcher()
        handoff = {"status": status, "waits": waits}
        TellWorker().run(dispatcher, Tracker(fact, language, handoff=handoff), {})
        keys = [key for key, _ in dispatcher.said]
        card = ["worker.card", "directory.results", "worker.unanswered.long"]
        assert keys == ["worker.unanswered", *where, *card]
        for key, args in dispatcher.said:
            replies = made.compose(Say(key, args), a_person(language=language))
            assert all(reply.text and "{" not in reply.text for reply in replies), key
