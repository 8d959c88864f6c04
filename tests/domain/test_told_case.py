"""Which case of a topic words tell, and what the topic then is."""

import re

import pytest

from bot.domain.told_case import told_case
from bot.domain.topics import Case, ForWords, Topic, Variant
from tests.directory_builders import same

ORDINARY, REFUSED = (Variant(same("Hae ajoissa."), {}),), (Variant(same("Valita."), {}),)


def a_topic(name: str = "permit", **changes: object) -> Topic:
    known: dict[str, object] = {
        "id": name,
        "owner": "home",
        "title": same(name),
        "now": ORDINARY,
        "lead": same("Täältä:"),
        "services": ("migri", "kela"),
        "next": ORDINARY,
        "buttons": (),
        "facts": (),
        "by_day": (ForWords("kela"),),
        "local": ("olohuone",),
    }
    return Topic(**{**known, **changes})  # type: ignore[arg-type]


def a_case(name: str, said: str, **changes: object) -> Case:
    return Case(name, re.compile(said), **changes)  # type: ignore[arg-type]


NO = a_case(
    "refused",
    "sanoi ei",
    heard_as=("appeal",),
    naming=re.compile("migri"),
    title=same("Ei"),
    now=REFUSED,
    next=REFUSED,
    services=("oikeusapu",),
)
TOPICS = {
    "permit": a_topic(cases=(NO, a_case("no_too", "ei", lead=same("Ei."), services=("x",)))),
    "appeal": a_topic("appeal"),
}


@pytest.mark.parametrize(
    ("heard", "text", "near", "told"),
    [
        ("permit", "migri sanoi ei", None, "permit.refused"),
        ("permit", "ei", None, "permit.no_too"),
        ("permit", "lupa loppuu", None, None),
        ("appeal", "migri sanoi ei", None, "permit.refused"),
        ("appeal", "kela sanoi ei", None, None),
        ("appeal", "se sanoi ei", "permit", "permit.refused"),
    ],
)
def test_the_first_case_whose_words_are_said_is_told(
    heard: str, text: str, near: str | None, told: str | None
) -> None:
    found = told_case(TOPICS, heard, text, near=near)
    assert (found.ref if found else None) == told


def test_in_a_case_the_topic_says_what_the_case_has_and_the_rest_as_before() -> None:
    told = TOPICS["permit"].in_case("refused")
    assert (told.now, told.title, told.services) == (REFUSED, same("Ei"), ("oikeusapu",))
    assert told.lead == same("Täältä:")


def test_an_order_of_its_own_leaves_out_who_stood_first_by_day_and_near_by() -> None:
    assert TOPICS["permit"].helpers == ("migri", "kela", "olohuone")
    assert TOPICS["permit"].in_case("refused").helpers == ("oikeusapu",)
    assert not TOPICS["permit"].in_case("refused").by_day


def test_words_without_a_text_of_their_own_mean_the_topic_itself() -> None:
    topic = a_topic(cases=(a_case("extension", "jatko"),))
    assert told_case({"permit": topic}, "permit", "jatkolupa") == topic
    assert topic.in_case("nobody") == topic
