"""Free search over the directory."""

import time
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml

from bot.content.search import SURE, Search
from tests.builders import content, places

HERE = Path(__file__).parent


@cache
def search() -> Search:
    return Search(content(), places())


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


def found_share(name: str) -> float:
    queries = rows(name)
    hits = 0
    for row in queries:
        first_three = [one for one, _ in search().search(row["query"], row["lang"])[:3]]
        hits += bool(set(first_three) & set(row["expect"]))
    return hits / len(queries)


@pytest.mark.parametrize("name", ["directory_queries.yml", "directory_queries_own.yml"])
def test_the_right_service_is_among_the_first_three(name: str) -> None:
    assert found_share(name) >= 0.85


def test_a_query_takes_less_than_five_milliseconds() -> None:
    took = []
    for row in rows("directory_queries.yml"):
        begun = time.process_time()
        search().search(row["query"], row["lang"])
        took.append(time.process_time() - begun)
    assert median(took) < 0.005


def test_ordinary_messages_name_no_service_for_sure() -> None:
    messages = rows("ordinary_messages.yml")
    wrong = [one["text"] for one in messages if search().sure(one["text"], one["lang"])]
    assert len(wrong) / len(messages) <= 0.05, wrong


def test_questions_about_a_service_are_mostly_sure() -> None:
    queries = rows("directory_queries.yml")
    sure = [row for row in queries if search().sure(row["query"], row["lang"])]
    assert len(sure) / len(queries) >= 0.75


def test_a_named_town_decides_where_to_look() -> None:
    found = search().search("sosiaalipäivystys helsingissä", "fi")
    assert found[0][0] in ("sosiaalipaivystys_helsinki", "sosiaalipaivystys")
    elsewhere = [one for one, _ in search().search("sosiaalipäivystys helsingissä", "fi", "837")]
    assert "sosiaalipaivystys_turku" not in elsewhere


def test_the_persons_place_is_used_when_no_town_is_named() -> None:
    found = [one for one, _ in search().search("sosiaalipäivystyksen numero", "fi", "091")]
    assert "sosiaalipaivystys_helsinki" in found[:2]
    assert "sosiaalipaivystys_turku" not in found


def test_the_countys_own_places_are_found() -> None:
    assert search().search("onko keravalla ruokapankkia", "fi")[0][0] == "testila_ruokapankki"


def test_without_a_place_the_countys_own_places_are_near() -> None:
    assert search().search("mistä saan ruokakassin", "fi")[0][0] == "testila_ruokapankki"
    assert search().search("mistä saan ruokakassin", "fi", "853")[0][0] != "testila_ruokapankki"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mist saan ruokakassin", ["testila_ruokapankki"]),
        ("ruokajako tiistaina", ["testila_ruokapankki"]),
        ("missä nuoret voi hengailla", ["testila_olohuone"]),
        ("where can i hang out", ["testila_olohuone"]),
        ("var får man matkasse", ["testila_ruokapankki"]),
        ("rahat loppu", []),
        ("oon yksinäinen", []),
    ],
)
def test_of_a_known_matter_a_word_of_a_place_is_enough(text: str, told: list[str]) -> None:
    own = ("testila_ruokapankki", "testila_olohuone")
    assert search().among(own, text, "fi") == told
    assert search().among((), text, "fi") == []


@pytest.mark.parametrize("text", ["mulla on migreeni", "jag har migrän", "I have a migraine"])
def test_the_name_of_an_illness_is_not_heard_as_the_short_name_of_an_office(text: str) -> None:
    assert search().sure(text, "fi") == []


def test_the_short_name_itself_is_heard() -> None:
    for text in ("migri", "migrissä", "soitan migriin", "help for migrants"):
        assert search().search(text, "fi"), text
    assert search().sure("migri", "fi")[0] == "migri"


def test_dots_and_capitals_do_not_matter() -> None:
    with_dots = search().search("Missä on YÖPÄIVYSTYS?", "fi")
    assert with_dots[0][0] == search().search("missa on yopaivystys", "fi")[0][0]


@pytest.mark.parametrize("text", ["", "???", "missä on auki", "Tampere"])
def test_a_message_without_a_word_to_look_for_finds_nothing(text: str) -> None:
    assert search().search(text, "fi") == []


def test_scores_lie_between_nothing_and_one_and_fall() -> None:
    scores = [score for _, score in search().search("kelan numero", "fi")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert scores[0] >= SURE


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("mulla ei oo saldoo, mihin voin ottaa yhteyttä", True),
        ("Saldo on loppu", True),
        ("i have no phone credit", True),
        ("jag har inget saldo", True),
        ("paljonko saldoa tilillä pitää olla", False),
    ],
)
def test_no_credit_on_the_phone_is_heard(text: str, wished: bool) -> None:
    assert search().cannot_call(text) is wished
