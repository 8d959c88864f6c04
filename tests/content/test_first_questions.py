"""Which messages are asked one question before they are answered, and where told ones go."""

import pytest

from bot.content.follow_ups import even
from tests.builders import content

BILL, HOUSING = "bill_due_date", "housing_allowance"


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        (BILL, "en pysty maksaa laskua"),
        (BILL, "hyvää päivää, en pysty maksamaan laskua"),
        (BILL, "I can’t pay this bill"),
        (BILL, "kan inte betala räkningen i dag"),
        (BILL, "en saa maksettua laskua"),
        (HOUSING, "mistä saan asumistukea"),
        (HOUSING, "voisinko saada asumistukea"),
        (HOUSING, "hur söker jag bostadsbidrag"),
        (HOUSING, "does kela help with rent, can i get something"),
    ],
)
def test_it_is_asked(topic: str, text: str) -> None:
    first = content().topics[topic].first
    assert first is not None
    assert first.concerns(even(text))
    assert first.told(even(text)) is None


@pytest.mark.parametrize(
    ("topic", "text", "told"),
    [
        (BILL, "en pysty maksaa vuokraa", "rent_arrears"),
        (BILL, "maksoin vuokran enkä pysty enää maksaa sähkölaskua", BILL),
        (BILL, "paid my rent but can't pay the phone bill", BILL),
        (BILL, "meni jo perintään enkä pysty maksaa", "debt_help"),
        (BILL, "salilasku, en pysty maksaa", BILL),
        (HOUSING, "oon opiskelija, saanko asumistukea", "student_aid"),
        (HOUSING, "en oo opiskelija, saanko asumistukea", HOUSING),
        (HOUSING, "en ole enää opiskelija, mistä saan asumistukea", HOUSING),
        (HOUSING, "jag är inte längre studerande, kan jag få bostadsbidrag", HOUSING),
        (HOUSING, "I don't study, how do i apply", HOUSING),
    ],
)
def test_what_is_told_decides(topic: str, text: str, told: str) -> None:
    first = content().topics[topic].first
    assert first is not None
    assert first.told(even(text)) == told


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        (BILL, "saanko lisäaikaa laskulle"),
        (HOUSING, "saan jo asumistukea, pitääkö muutosta ilmoittaa"),
        (HOUSING, "jag får redan bostadsbidrag men jag flyttar"),
    ],
)
def test_who_asks_something_else_is_answered(topic: str, text: str) -> None:
    first = content().topics[topic].first
    assert first is not None
    assert first.told(even(text)) == topic or not first.concerns(even(text))
