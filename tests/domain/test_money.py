"""Money: every way of writing comes back as the amount, and nothing crashes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.money import MoneyReading, read_money
from bot.domain.money_matters import Ask, ask_of
from bot.domain.number_tokens import tokens_of
from tests.domain.number_spelling import english, finnish, swedish

RENT = ask_of("rent", "eur/month")
AMOUNTS = st.integers(min_value=1, max_value=4_999_999)
EASTERN = [str.maketrans("0123456789", digits) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")]


def grouped(euros: int, mark: str) -> str:
    return f"{euros:,}".replace(",", mark)


def forms(amount: int) -> list[str]:
    euros, cents = divmod(amount, 100)
    return [
        f"{euros},{cents:02}",
        f"{euros}.{cents:02}",
        f"{euros},{cents:02} €",
        f"€{euros}.{cents:02}",
        f"noin {euros},{cents:02} euroa",
        f"{grouped(euros, ' ')},{cents:02}",
        f"{grouped(euros, '.')},{cents:02}",
        f"{grouped(euros, ',')}.{cents:02}",
        f"vuokra on {euros},{cents:02}e/kk",
        f"jag betalar {euros},{cents:02} i månaden",
    ]


def single(found: MoneyReading) -> int | None:
    return found.low_cents if found.low_cents == found.high_cents else None


@given(AMOUNTS)
def test_a_written_amount_is_read_back(amount: int) -> None:
    for text in forms(amount):
        assert single(read_money(text, RENT)) == amount, text


@given(AMOUNTS, st.sampled_from(EASTERN))
def test_other_digits_are_digits(amount: int, eastern: dict[int, int]) -> None:
    euros, cents = divmod(amount, 100)
    text = f"{euros}٫{cents:02}".translate(eastern)
    assert single(read_money(text, RENT)) == amount


@given(st.integers(min_value=2, max_value=9_999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    for spelled in (finnish(number), swedish(number), english(number)):
        tokens = tokens_of(spelled)
        assert [token.number and token.number.low for token in tokens] == [number], spelled


@given(st.integers(min_value=100, max_value=2_000), st.integers(min_value=1, max_value=400))
def test_both_ends_of_a_range_are_kept(low: int, more: int) -> None:
    high = low + more
    for text in (f"{low}-{high}", f"{low} – {high} €", f"between {low} and {high}"):
        found = read_money(text, RENT)
        assert (found.kind, found.low_cents, found.high_cents) == ("range", low * 100, high * 100)


@given(st.integers(min_value=20, max_value=2_000))
def test_periods_become_months(euros: int) -> None:
    times = {
        "viikossa": 52 / 12,
        "om året": 1 / 12,
        "a day": 365 / 12,
        "joka toinen viikko": 26 / 12,
    }
    for words, per_month in times.items():
        found = read_money(f"{euros} {words}", Ask(frozenset({"rent"})))
        wanted = euros * 100 * per_month
        if wanted > 5_000_000:
            assert found.why == "absurd"
        else:
            assert found.low_cents == pytest.approx(wanted, abs=0.51), words


@given(st.text(max_size=2_000), st.booleans())
@settings(max_examples=400)
def test_no_text_crashes(text: str, once: bool) -> None:
    found = read_money(text, Ask(frozenset({"rent"}), once=once))
    assert (found.low_cents is None) == (found.kind in ("unknown", "skip", "unclear"))


PIECES = st.sampled_from(
    [
        *(
            "650",
            "1,5",
            "kuus",
            "sataa",
            "ja",
            "puol",
            "tonni",
            "-",
            "/",
            "+",
            "kertaa",
            "viikossa",
        ),
        *("e", "h", "tunti", "vuokra", "sähkö", "six", "fifty", "hundra", "en", "ett", "par", "k"),
        *(
            "half",
            "of",
            "puolet",
            "nousi",
            "mut",
            "joka",
            "toinen",
            "2",
            "kk",
            "%",
            "kr",
            "0",
            "=",
        ),
    ]
)


@given(st.lists(PIECES, max_size=14))
@settings(max_examples=400)
def test_no_mixture_of_known_words_crashes(pieces: list[str]) -> None:
    found = read_money(" ".join(pieces), RENT)
    if found.low_cents is not None and found.high_cents is not None:
        assert 0 <= found.low_cents <= found.high_cents


def others(text: str, question: str) -> list[tuple[str, int]]:
    found = read_money(text, ask_of(question))
    return [(one.matter, one.low_cents) for one in found.others]


def test_two_matters_in_one_answer_are_both_kept() -> None:
    assert others("vuokra 650 sähkö 40", "rent") == [("electricity", 4000)]
    assert others("650 plus el 40 i kvartalet", "rent") == [("electricity", 1333)]
    assert others("650 mut asumistukee tulee 300", "rent") == [("housing_allowance", 30000)]
    assert read_money("eiku vuokra onki 560", ask_of("food")).why == "other"
    assert others("eiku vuokra onki 560", "food") == [("rent", 56000)]


def test_what_is_taken_back_is_told() -> None:
    assert read_money("ei kun 680 se nousi", RENT).corrects
    assert read_money("no wait, 680", RENT).low_cents == 68000
    assert not read_money("680", RENT).corrects


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("paljon", "vague"),
        ("några hundra", "vague"),
        ("-650", "negative"),
        ("99 999 999", "absurd"),
        ("650 kr", "currency"),
        ("0401234567", "phone"),
        ("15e/h", "hours"),
        ("30 % palkasta", "percent"),
        ("650 700", "several"),
        ("kuus ja puol", "odd"),
        ("sähkö 40", "other"),
        ("vuokra rästissä 650", "trouble"),
        ("jäin oven taa", "nothing"),
    ],
)
def test_an_unclear_answer_says_why(text: str, why: str) -> None:
    found = read_money(text, RENT)
    assert (found.kind, found.why) == ("unclear", why)


@pytest.mark.parametrize("text", ["ei oo ruokaa", "jääkaappi tyhjä", "inget mat", "ei oo asuntoa"])
def test_having_none_of_what_one_needs_is_no_figure(text: str) -> None:
    assert read_money(text, ask_of("food")).why == "nothing"
    assert read_money(text, RENT).why == "nothing"


def test_a_question_says_what_belongs_to_it_and_how_often() -> None:
    assert ask_of("vuokra kuukaudessa").matters == {"rent"}
    assert ask_of("puhelin ja netti").matters == {"phone", "internet"}
    assert ask_of("phone", None, ("internet",)).matters == {"phone", "internet"}
    assert {"salary", "study_grant"} <= ask_of("tulot kuukaudessa").matters
    assert ask_of("money_on_hand", "eur").once
    assert read_money("60", ask_of("food", "eur/week")).low_cents == 26000
    assert (
        read_money("vuokra 610 ja sähkö 40", ask_of("must_pay_before", "eur")).low_cents == 65000
    )
