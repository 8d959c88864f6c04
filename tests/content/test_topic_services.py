"""Who stands first under a topic: by day, by night, with a tooth, without credit."""

from datetime import datetime
from functools import cache

import pytest

from bot.content.compose import Composer
from bot.content.directory import Directory
from bot.content.loader import Content
from bot.content.places import Places
from bot.domain.directory import Area
from bot.domain.letters import fold
from bot.domain.messages import LANGUAGES, Language, Reply, Say, Scalar
from tests.builders import SIGNER, a_person, composer_at, content, frozen, places, words
from tests.directory_builders import FRIDAY_NOON, SATURDAY_LATE, a_service, an_asker

MORNING = datetime.fromisoformat("2026-12-03T10:00:00+02:00")
AFTERNOON = datetime.fromisoformat("2026-12-03T16:30:00+02:00")
BY_DAY_OF_HEALTH = ("terveysasema", "hammashoito")
TURKU, JARVENPAA = "853", "186"


@cache
def of_no_county() -> tuple[Content, Places]:
    return Content.load(), places()


def answered(topic: str, at: datetime, county: bool = True, **args: Scalar) -> list[Reply]:
    say = Say(str(args.pop("key", "topic.answer")), {"topic": topic, **args})
    if county:
        return composer_at(at).compose(say, a_person())
    common, where = of_no_county()
    return Composer(common, words(), where, frozen(at), SIGNER.sign).compose(say, a_person())


def listed(replies: list[Reply]) -> list[str]:
    return [name for reply in replies for name in reply.services]


@pytest.mark.parametrize("county", [True, False])
def test_in_office_hours_the_own_health_station_stands_first(county: bool) -> None:
    shown = listed(answered("health_care", MORNING, county))
    assert shown[0] == "terveysasema"
    assert "hammashoito" in shown
    assert "myrkytys" not in shown


@pytest.mark.parametrize("county", [True, False])
def test_whoever_tells_of_teeth_gets_dental_care_first_by_day(county: bool) -> None:
    shown = listed(answered("health_care", MORNING, county, also="hammashoito"))
    assert shown[:2] == ["hammashoito", "terveysasema"]


def test_a_line_that_is_named_leaves_the_order_of_the_day() -> None:
    shown = listed(answered("health_care", MORNING, False, also="hammashoito,paivystysapu"))
    assert shown == ["hammashoito", "terveysasema", "paivystysapu"]


@pytest.mark.parametrize("county", [True, False])
def test_at_night_the_medical_helpline_stands_first_teeth_or_not(county: bool) -> None:
    assert listed(answered("health_care", SATURDAY_LATE, county))[0] == "paivystysapu"
    shown = listed(answered("health_care", SATURDAY_LATE, county, also="hammashoito"))
    assert shown[0] == "paivystysapu"
    assert "hammashoito" in shown


def test_as_the_second_matter_health_leads_to_the_health_station() -> None:
    shown = listed(answered("health_care", MORNING, key="topic.short", after="rent_arrears"))
    assert shown == ["terveysasema"]


@pytest.mark.parametrize("at", [MORNING, SATURDAY_LATE])
def test_near_a_place_told_later_teeth_are_not_forgotten(at: datetime) -> None:
    names = ",".join(content().topics["health_care"].services)
    near: dict[str, Scalar] = {"services": names, "also": "hammashoito", "place": JARVENPAA}
    shown = listed(answered("health_care", at, key="directory.results", **near))
    assert "hammashoito" in shown[:2]


@pytest.mark.parametrize(
    ("topic", "said", "told"),
    [
        ("health_care", "Hammas särkee", ["hammashoito"]),
        ("health_care", "hampaat kipeet", ["hammashoito"]),
        ("health_care", "tandvärk", ["hammashoito"]),
        ("health_care", "ont i tänderna", ["hammashoito"]),
        ("health_care", "my tooth hurts", ["hammashoito"]),
        ("health_care", "tarvitsen lääkärin", []),
        ("work_rights", "Pomo vei mun passin", ["ihmiskauppa"]),
        ("work_rights", "mut pakotetaan töihin ilman palkkaa", ["ihmiskauppa"]),
        ("work_rights", "chefen tog mitt pass", ["ihmiskauppa"]),
        ("work_rights", "my boss took my passport", ["ihmiskauppa"]),
        ("work_rights", "sain potkut", []),
        ("work_rights", "onko pakko tehdä ylitöitä", []),
        ("work_rights", "det passet var långt", []),
        ("work_rights", "my boss fired me", []),
        ("money_run_out", "mul ei oo ruokaa huomiselks", ["ruoka_apu"]),
        ("money_run_out", "Jag har ingen mat", ["ruoka_apu"]),
        ("money_run_out", "we have no food", ["ruoka_apu"]),
        ("money_run_out", "rahat loppu", []),
        ("money_run_out", "materialet är dyrt", []),
    ],
)
def test_words_for_what_only_some_need_are_heard(topic: str, said: str, told: list[str]) -> None:
    assert content().topics[topic].told_by(fold(said)) == told


def test_whoever_has_nothing_to_eat_sees_where_there_is_food_and_who_answers() -> None:
    shown = listed(answered("money_run_out", SATURDAY_LATE, also="ruoka_apu"))
    assert shown[0] == "ruoka_apu"
    assert "sosiaalipaivystys" in shown


def test_the_countys_own_place_stands_under_the_topics_that_it_names() -> None:
    tuesday = datetime.fromisoformat("2026-12-01T11:00:00+02:00")
    assert "testila_ruokapankki" in listed(answered("money_run_out", tuesday))
    assert (
        listed(answered("loneliness", MORNING, also="testila_olohuone"))[0] == "testila_olohuone"
    )
    away = answered("loneliness", MORNING, also="testila_olohuone", place=TURKU)
    assert "testila_olohuone" not in listed(away)


@pytest.mark.parametrize("at", [MORNING, SATURDAY_LATE])
def test_help_against_trafficking_is_for_whoever_tells_a_sign_of_it(at: datetime) -> None:
    assert "ihmiskauppa" not in listed(answered("work_rights", at))
    assert listed(answered("work_rights", at, also="ihmiskauppa"))[0] == "ihmiskauppa"


@pytest.mark.parametrize("at", [MORNING, SATURDAY_LATE])
@pytest.mark.parametrize("county", [True, False])
def test_a_suspect_is_sent_to_legal_aid_and_to_nobody_for_victims(
    at: datetime, county: bool
) -> None:
    shown = listed(answered("legal_aid", at, county))
    assert shown[0] == "oikeusapu"
    assert not {"pakolaisneuvonta", "riku_jurist"} & set(shown)


def test_a_place_that_may_have_closed_is_hidden() -> None:
    common, _ = of_no_county()
    hidden = ("olohuone_yksintulleet", "nuoli")
    assert [name for name in hidden if common.shown(common.services[name])] == []


def test_a_service_of_some_town_does_not_stand_first_while_the_place_is_unknown() -> None:
    far = a_service("kaukana", areas=(Area("municipality", "Helsinki"),))
    services = {one.id: one for one in (far, *(a_service(f"s{n}") for n in range(3)))}
    picks = Directory(Content({}, {}, services)).pick(
        ["s0", "s1", "s2"], an_asker(FRIDAY_NOON), 3, first=["kaukana"]
    )
    assert [pick.listed for pick in picks] == ["s0", "s1", "kaukana"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_credit_the_steps_begin_with_what_costs_nothing(language: Language) -> None:
    say = Say("topic.answer", {"topic": "mental_health", "wish": "no_credit", "place": TURKU})
    now, help_, *_ = composer_at(AFTERNOON).compose(say, a_person(language=language))
    first = now.text.splitlines()[0]
    assert "112" in first
    assert "116117" in first
    assert help_.services[:2] == ("sekasin", "paivystysapu")


@pytest.mark.parametrize("at", [MORNING, AFTERNOON, SATURDAY_LATE])
def test_without_credit_no_button_calls_a_number_that_costs(at: datetime) -> None:
    replies = answered("mental_health", at, wish="no_credit", place=TURKU)
    calls = [one.value for reply in replies for one in reply.buttons if one.kind == "call"]
    assert calls == ["116117"]


def test_with_credit_nothing_is_said_of_it() -> None:
    assert answered("mental_health", MORNING)[0].text.startswith("Hyvä, että kerroit.")
