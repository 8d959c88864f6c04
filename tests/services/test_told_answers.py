"""What people say to our questions instead of what stands on a button, and what it is kept as."""

from typing import Any

import pytest

from bot.domain.assessment import Given
from bot.services.answering import Reading, read
from bot.services.asking import Ask
from tests.assessment_builders import FRIDAY, Talk, euros, in_budget, in_month, ours, pick, step


def reading(where: str, text: str) -> Reading | None:
    """Return what a text gives to a question, "budget.rent"."""
    name, _, question = where.partition(".")
    moves = ours().moves
    definition = moves.definitions[name]
    found = definition.question(question)
    assert found is not None
    ask = Ask(definition, found, {}, moves.rules)
    return read(ask, ask.pending(moves.labels), text, FRIDAY)


def kept(where: str, text: str) -> Given | None:
    found = reading(where, text)
    return found.given if found else None


ZERO, UNKNOWN = euros(0), Given("unknown")


@pytest.mark.parametrize(
    ("question", "texts", "given"),
    [
        ("electricity", ["in the rent", "kuuluu vuokraan", "ingår i hyran", "vuokrassa"], ZERO),
        ("phone", ["25 ja netti kuuluu vuokraan", "25 och internet ingår i hyran"], euros(25)),
        ("transport", ["kävelen", "i walk", "jag går", "pyörällä", "till fots"], ZERO),
        ("clothes", ["ei mitää", "inget", "nothing"], ZERO),
        ("food", ["ei mul mee ruokaan mitään ku syön koulussa"], ZERO),
        ("must_pay_before", ["laskuja 80", "räkningar 80", "bills 80"], euros(80)),
        ("must_pay_before", ["vuokra 480 mut isä maksaa puolet"], euros(240)),
        ("other_costs", ["hundra spänn", "typ 100 spänn"], euros(100)),
        ("money_on_hand", ["tilillä on miinus 20", "-20", "tili on 20 miinuksella"], ZERO),
        ("next_income_day", ["i dont get any", "en tiiä ku ei tuu mitää", "aldrig"], UNKNOWN),
        ("income_kinds", ["jobb", "töissä", "from work", "palkka"], pick("salary")),
        ("income_kinds", ["sossusta", "socialen", "social office"], pick("social_assistance")),
        ("income_kinds", ["mutsi antaa", "mamma ger", "my mom"], pick("other_income")),
        ("income_kinds", ["kotoutumistuki", "työkkäriltä"], pick("unemployment")),
        ("income_kinds", ["en saa mitää", "jag får inget", "i don't get any"], pick("none")),
        (
            "income_kinds",
            ["työkkärirahaa ja asumistukea"],
            pick("unemployment", "housing_allowance"),
        ),
        ("rent_state", ["not paid yet for 2 months", "ei oo maksettu", "nej", "ei"], pick("late")),
        ("rent_state", ["joo", "betald i tid", "yes"], pick("ok")),
        ("debt_state", ["ei", "ei oo", "nope", "ei mitää", "0", "en oo velkaa"], pick("free")),
        ("debt_state", ["ei oo velkaa", "mul ei oo velkaa"], pick("free")),
        ("rent", ["asun porukoilla", "bor hemma", "i live with my parents"], ZERO),
        ("debt_state", ["nej", "inga skulder", "i have no debt"], pick("free")),
    ],
)
def test_an_answer_of_the_budget_is_taken_as_it_is_meant(
    question: str, texts: list[str], given: Given
) -> None:
    assert {text: kept(f"budget.{question}", text) for text in texts} == dict.fromkeys(
        texts, given
    )


@pytest.mark.parametrize(
    ("question", "text", "why"),
    [
        ("income_kinds", "kelan tuki", "many"),
        ("income_kinds", "i get money from kela", "many"),
        ("other_costs", "röökii 3 askii viikos", "things"),
        ("clothes", "riippuu", "varies"),
        ("clothes", "det varierar", "varies"),
        ("next_income_day", "every second week", "again"),
        ("rent", "-20", "negative"),
    ],
)
def test_what_may_mean_several_things_is_asked_again_with_what_to_say(
    question: str, text: str, why: str
) -> None:
    found = reading(f"budget.{question}", text)
    assert found is not None
    assert (found.unclear, found.why) == (True, why)


@pytest.mark.parametrize("text", ["jag har skulder", "i have debts", "velkaa on"])
def test_a_no_that_stands_on_a_button_is_not_said_by_the_rest_of_its_words(text: str) -> None:
    assert kept("budget.debt_state", text) != pick("free")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("plusmiinus nolla", 5), ("+-0", 5), ("not good not bad", 5), ("no ei kai huonosti", 7)),
        *(("välillä hyvin välillä huonosti", 5), ("varken bra eller dåligt", 5), ("ei hyvin", 3)),
        *(("ei mul oo kavereita, 2", 2), ("riitoja", 3), ("bråk", 3)),
    ],
)
def test_a_step_in_words_is_neither_better_nor_worse_than_it_was_said(
    text: str, value: int
) -> None:
    assert kept("wellbeing.people", text) == step(value)


@pytest.mark.parametrize(
    "text",
    [
        *("äiti auttaa", "isä maksaa vuokran", "avun kanssa", "osaan mut äiti auttaa"),
        *("mamma hjälper", "med hjälp", "my social worker help me", "with help"),
    ],
)
def test_what_goes_with_somebody_is_the_step_with_help(text: str) -> None:
    assert kept("housing_readiness.pays_bills", text) == step(2)


@pytest.mark.parametrize(
    "text",
    [
        *("en käytä", "en juo", "ei mul oo ongelmii", "en koskaan"),
        *("never", "no problem", "i dont drink", "aldrig", "inga problem", "jag dricker inte"),
    ],
)
def test_who_uses_nothing_has_it_under_control(text: str) -> None:
    assert kept("housing_readiness.substances", text) == step(4)


@pytest.mark.parametrize("text", ["ei", "no", "nej"])
def test_a_bare_no_that_may_mean_both_waits_for_a_yes(text: str) -> None:
    found = reading("housing_readiness.substances", text)
    assert found is not None
    assert found.doubtful


def test_what_was_read_from_words_is_said_back() -> None:
    talk = Talk()
    talk.does("start_housing_readiness")
    talk.presses("none")
    talk.says("äiti auttaa")
    assert talk.keys == ["assessment.noted", "assessment.ask"]
    talk.says("3")
    assert talk.keys == ["assessment.ask"]
    day = in_budget("300", "2vk päästä")
    assert day.keys == ["assessment.noted", "assessment.ask"]
    assert day.given()["next_income_day"]["day"] == "2026-12-09"


def test_an_account_below_zero_holds_nothing_and_it_is_said_where_the_minus_goes() -> None:
    talk = in_budget("tilillä on miinus 20")
    assert talk.keys == ["assessment.noted", "assessment.below_zero", "assessment.ask"]


@pytest.mark.parametrize("text", ["vuokra 560 sis vesi", "rent 560 including water"])
def test_what_is_included_costs_nothing_of_its_own(text: str) -> None:
    talk = in_budget("300")
    talk.says(text)
    amounts: dict[str, Any] = {name: talk.given()[name]["low"] for name in ("rent", "water")}
    assert amounts == {"rent": 56_000, "water": 0}


def test_of_a_rent_of_nothing_nobody_asks_whether_it_is_paid_in_time() -> None:
    assert in_month("1", "900", "1000", "0").asked == "electricity"
    assert in_month("1", "900", "1000", "500").asked == "rent_state"


@pytest.mark.parametrize("text", ["äiti kuoli", "mun äiti kuoli"])
def test_an_option_named_in_another_matter_is_not_surely_the_answer(text: str) -> None:
    talk = in_month()
    assert talk.does("bereavement", text) is None
    assert talk.does("unsure", "mutsi antaa") is not None


def test_a_topic_that_is_the_questions_own_matter_is_an_answer() -> None:
    talk = in_month("1", "900", "1000", "500")
    talk.does("rent_arrears", "häätö tulossa")
    assert talk.given()["rent_state"]["picked"] == ["letter"]


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        ("income_kinds", "kelan tuki 578", {"other_income": euros(578)}),
        ("rent_state", "puhelin 25", {"phone": euros(25)}),
        ("go_on", "ruoka 250", {"food": euros(250)}),
        ("rent", "ruoka 250", {"food": euros(250)}),
    ],
)
def test_an_amount_with_its_name_is_kept_where_something_else_is_asked(
    asked: str, text: str, told: dict[str, Given]
) -> None:
    found = reading(f"budget.{asked}", text)
    assert found is not None
    assert (found.given, found.others) == (None, told)


@pytest.mark.parametrize(
    ("asked", "text"), [("rent_state", "vuokra 2"), ("next_income_day", "lön 25")]
)
def test_a_number_of_an_option_or_a_day_is_no_amount(asked: str, text: str) -> None:
    found = reading(f"budget.{asked}", text)
    assert found is None or not found.others
