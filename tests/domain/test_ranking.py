"""Which of several services comes first for one person at one moment."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.directory import Area, Here
from bot.domain.ranking import best, rank, visible
from tests.directory_builders import (
    DAY_AND_NIGHT,
    FRIDAY_NOON,
    NOT_KNOWN,
    OFFICE,
    SATURDAY_LATE,
    a_phone,
    a_service,
    an_asker,
)

KERAVA = Here("245", "Kerava", "04")


def ids(services: list) -> list[str]:  # type: ignore[type-arg]
    return [service.id for service in services]


def test_at_night_who_is_open_comes_before_the_editors_first() -> None:
    office = a_service("virasto", schedule=OFFICE)
    awake = a_service("kriisi", schedule=DAY_AND_NIGHT)
    assert ids(rank([office, awake], an_asker(SATURDAY_LATE))) == ["kriisi", "virasto"]
    assert ids(rank([office, awake], an_asker(FRIDAY_NOON))) == ["virasto", "kriisi"]


def test_the_editors_order_breaks_ties() -> None:
    services = [a_service("b"), a_service("a"), a_service("c")]
    assert ids(rank(services, an_asker())) == ["b", "a", "c"]


def test_my_language_comes_before_the_editors_order() -> None:
    finnish = a_service("suomi")
    swedish = a_service("svenska", phones=(a_phone("1", "normal", "sv"),), languages=("sv",))
    assert ids(rank([finnish, swedish], an_asker(language="sv"))) == ["svenska", "suomi"]


def test_a_nearer_one_goes_past_its_equal() -> None:
    national = a_service("maa", phones=(a_phone("1", "normal"),))
    mine = a_service("oma", areas=(Area("municipality", "245"),))
    assert ids(rank([national, mine], an_asker(here=KERAVA))) == ["oma", "maa"]


def test_services_of_other_places_are_left_out() -> None:
    far = a_service("kaukana", areas=(Area("county", "21"),))
    assert visible([far], an_asker(here=KERAVA)) == []
    assert visible([far], an_asker()) == [far]


def test_unsure_services_are_hidden_until_the_county_confirms_them() -> None:
    unsure = a_service("ehkä", confidence="low")
    assert visible([unsure], an_asker()) == []
    assert visible([unsure], an_asker(), {"ehkä"}) == [unsure]


def test_age_hides_a_service_but_never_a_crisis_service() -> None:
    young = a_service("nuoret", ages=(12, 21))
    crisis = a_service("kriisi", ages=(12, 21), kinds=("crisis",))
    assert visible([young, crisis], an_asker(age=25)) == [crisis]


def test_without_credit_free_numbers_and_chats_come_first() -> None:
    costly = a_service("maksullinen")
    free = a_service("ilmainen", phones=(a_phone("1", "free"),), schedule=NOT_KNOWN)
    chat = a_service("chat", phones=(), chat="a.fi", schedule=NOT_KNOWN)
    ranked = ids(rank([costly, free, chat], an_asker(no_credit=True)))
    assert ranked[-1] == "maksullinen"


def test_a_page_that_is_always_there_does_not_count_as_open() -> None:
    page = a_service("sivu", phones=(), web="a.fi", schedule=DAY_AND_NIGHT)
    phone = a_service("puhelin")
    assert ids(rank([page, phone], an_asker(FRIDAY_NOON))) == ["puhelin", "sivu"]


def test_a_role_without_a_number_gives_way_to_a_number_that_answers() -> None:
    role = a_service("rooli", phones=(), role=True, schedule=DAY_AND_NIGHT)
    phone = a_service("puhelin", schedule=DAY_AND_NIGHT)
    assert ids(rank([role, phone], an_asker(SATURDAY_LATE))) == ["puhelin", "rooli"]


def test_a_crisis_service_that_answers_keeps_a_seat() -> None:
    others = [a_service(name) for name in "abcd"]
    crisis = a_service("kriisi", kinds=("crisis",), schedule=DAY_AND_NIGHT)
    assert ids(best([*others, crisis], an_asker(), 3)) == ["a", "b", "kriisi"]


@given(st.lists(st.sampled_from("abcdefg"), max_size=7, unique=True), st.integers(1, 4))
def test_ranking_neither_loses_nor_invents_services(names: list[str], count: int) -> None:
    services = [a_service(name) for name in names]
    assert sorted(ids(rank(services, an_asker()))) == sorted(names)
    assert len(best(services, an_asker(), count)) == min(count, len(names))


def test_without_credit_whoever_answers_now_for_nothing_comes_first() -> None:
    phone_open = a_service(
        "puhelin", schedule=DAY_AND_NIGHT, chat="a.fi", chat_schedule=NOT_KNOWN, anonymous=True
    )
    chat_open = a_service("chat", phones=(), chat="b.fi", schedule=DAY_AND_NIGHT, languages=())
    ranked = ids(rank([phone_open, chat_open], an_asker(FRIDAY_NOON, no_credit=True)))
    assert ranked == ["chat", "puhelin"]
