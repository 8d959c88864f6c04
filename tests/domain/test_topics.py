"""Which wording suits the hour, which figure may still be said, what is asked first."""

import re
from datetime import date
from typing import Any

from bot.domain.topics import FirstAnswer, FirstQuestion, Rate, Variant, When, variant_for
from tests.directory_builders import same

CLOSED = Variant(same("kiinni"), same("kiinni"), When.CLOSED)
BREAK = Variant(same("pyhät"), same("pyhät"), When.LONG_BREAK)
ALWAYS = Variant(same("aina"), same("aina"))


def a_rate(**changes: Any) -> Rate:
    known: dict[str, Any] = {
        "id": "sum",
        "says": same("10 euroa"),
        "year": 2026,
        "rule": "a sum",
        "source": "a page",
        "checked_on": date(2026, 5, 31),
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
        "confidence": "high",
        "owner": "money",
    }
    return Rate(**{**known, **changes})


def test_the_first_wording_that_suits_the_hour_is_said() -> None:
    hour = frozenset({When.CLOSED, When.LONG_BREAK})
    assert variant_for((BREAK, CLOSED, ALWAYS), hour) is BREAK
    assert variant_for((CLOSED, ALWAYS), hour) is CLOSED


def test_words_for_a_closed_service_are_not_said_while_it_is_open() -> None:
    """At 8:05 the county's offices are shut, but the health station is not."""
    shut = Variant(same("asema kiinni"), same("asema kiinni"), When.CLOSED, of="terveysasema")
    hour = frozenset({When.CLOSED})
    assert variant_for((shut, ALWAYS), hour, lambda name: name == "terveysasema") is ALWAYS
    assert variant_for((shut, ALWAYS), hour, lambda _: False) is shut
    assert variant_for((shut, ALWAYS), frozenset(), lambda _: False) is ALWAYS


def test_without_a_special_hour_the_last_wording_is_said() -> None:
    assert variant_for((BREAK, CLOSED, ALWAYS), frozenset()) is ALWAYS


def test_a_figure_is_said_from_its_first_day_to_its_last() -> None:
    rate = a_rate()
    assert rate.may_be_said(date(2026, 1, 1))
    assert rate.may_be_said(date(2026, 12, 31))
    assert not rate.may_be_said(date(2025, 12, 31))
    assert not rate.may_be_said(date(2027, 1, 1))


def test_an_unsure_figure_is_never_said() -> None:
    assert not a_rate(confidence="low").may_be_said(date(2026, 6, 1))


def test_a_rule_without_an_end_is_said_until_somebody_ends_it() -> None:
    assert a_rate(valid_from=None, valid_until=None).may_be_said(date(2099, 1, 1))


def test_a_message_that_tells_the_answer_needs_no_question() -> None:
    rent = FirstAnswer(same("Vuokra"), "rent_arrears", re.compile("vuokra"))
    other = FirstAnswer(same("Muu"), "bill_due_date", re.compile("sahko|vuokra"))
    question = FirstQuestion(same("Mikä lasku?"), (rent, other, FirstAnswer(same("?"), "scam")))
    assert question.told("vuokra on rastissa") == "rent_arrears"
    assert question.told("sahkolasku") == "bill_due_date"
    assert question.told("en pysty maksaa") is None


def test_a_question_is_only_for_those_whose_words_it_concerns() -> None:
    answers = (FirstAnswer(same("A"), "scam"), FirstAnswer(same("B"), "taxes"))
    assert FirstQuestion(same("Mikä?"), answers).concerns("mita vain")
    some = FirstQuestion(same("Mikä?"), answers, re.compile("pysty"))
    assert some.concerns("en pysty maksaa")
    assert not some.concerns("saako lisaa aikaa")
