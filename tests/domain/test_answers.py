"""What answers the question that is pending, and what does not."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answer_values import Answer, Pending
from bot.domain.answers import read_answer
from bot.domain.choices import Option

THURSDAY = date(2026, 11, 12)
RENT = Pending("rent", "money", "eur/month")
DAY = Pending("next_income_day", "date")
MIND = Pending("mind", "scale", "0-10")
PEOPLE = Pending("people", "number", "people")
WORDS = Pending("wish", "text")
SKILL = Pending(
    "cooking",
    "scale",
    "1-4",
    (
        Option("1", ("En osaa vielä", "Jag kan inte än")),
        Option("2", ("Osaan vähän, apua tarvitaan", "Jag kan lite, behöver hjälp")),
        Option("3", ("Osaan melkein itse", "Jag kan nästan själv")),
        Option("4", ("Osaan itse", "Jag kan själv")),
    ),
)
HOME = Pending(
    "home",
    "choice",
    None,
    (
        Option("rent", ("Vuokralla", "På hyra")),
        Option("friend", ("Kaverin luona", "Hos en vän")),
        Option("other", ("Muualla", "Nån annanstans")),
    ),
)
YES_NO = Pending("debts", "choice", None, (Option("yes", ("Kyllä",)), Option("no", ("Ei",))))
COSTS = Pending(
    "costs",
    "choice",
    "several",
    (Option("phone", ("Puhelin",)), Option("gym", ("Sali",)), Option("none", ("Ei mitään",))),
)


def read(text: str, pending: Pending) -> Answer | None:
    return read_answer(text, pending, THURSDAY)


NEVER = [
    *("mitä asumistuki on?", "paljonko vuokra saa olla", "jäin oven taa", "mikset kysy muuta"),
    *("vad är bostadsbidrag", "how much can rent be", "miks sä kysyt tätä", "apua", "hjälp"),
    *("lopeta", "takaisin", "cancel", "rahat loppu", "moi", "en tiedä mitä tehdä"),
    *(
        "saanko tukea jos vuokra on 650",
        "kan jag få stöd om hyran är 650",
        "häätö 650 velan takia",
    ),
    *("multa varastettiin 200", "mää en saa henkee", "poliisi tuli 5 minuuttia sitten"),
    *("ei sillä oo väliä kohta en oo enää tääl", "tilillä 3 euroo, mitä mä teen", "tusen tack"),
    *(
        "kello on jo kuus enkä oo syöny",
        "kan vi ta finska istället",
        "kiitos paljon",
        "tiedätkö sää",
    ),
]


@pytest.mark.parametrize("text", NEVER)
@pytest.mark.parametrize("pending", [RENT, DAY, MIND, PEOPLE, HOME], ids=lambda one: one.type)
def test_a_matter_of_ones_own_is_no_answer(text: str, pending: Pending) -> None:
    assert read(text, pending) is None


@pytest.mark.parametrize("pending", [RENT, DAY, MIND, SKILL, PEOPLE, HOME, YES_NO, WORDS])
def test_skipping_and_not_knowing_answer_every_question(pending: Pending) -> None:
    for text in ("ohita", "skip", "hoppa över", "en haluu vastata", "jag vill inte svara"):
        assert read(text, pending) == Answer("skip"), text
    for text in ("en tiiä", "emt", "vet inte", "idk", "no idea", "ei mitään hajua"):
        assert read(text, pending) == Answer("unknown"), text


@pytest.mark.parametrize(
    ("text", "kind", "cents"),
    [
        ("650 asumistuki menee siitä", "amount", 65000),
        ("650", "amount", 65000),
        ("oisko joku kuussataa", "amount", 60000),
        ("650?", "amount", 65000),
        ("en maksa", "zero", 0),
        ("paljon", "unclear", None),
        ("650 kr", "unclear", None),
        ("<3 650", "amount", 65000),
        ("650 <3", "amount", 65000),
        ("650 :3", "amount", 65000),
        ("650,- ;)", "amount", 65000),
        ('500"; rm -rf /', "unclear", None),
        ("<b>500</b>", "unclear", None),
        ("1' ; DELETE FROM users", "unclear", None),
    ],
)
def test_money_is_read(text: str, kind: str, cents: int | None) -> None:
    found = read(text, RENT)
    assert found is not None
    assert (found.kind, found.low_cents) == (kind, cents)


def test_an_amount_for_another_question_is_kept_beside() -> None:
    found = read("eiku vuokra onki 560", Pending("food", "money"))
    assert found is not None
    assert (found.kind, found.others, found.corrects) == (
        "unclear",
        (("rent", 56000, 56000),),
        True,
    )


def test_an_amount_among_unknown_words_is_not_sure() -> None:
    plain, told = read("650", RENT), read("poliisi vei 200 euroo", RENT)
    assert plain is not None
    assert plain.sure
    assert told is not None
    assert not told.sure


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("huomenna", "2026-11-13", "2026-11-13"),
        ("perjantaina", "2026-11-13", "2026-11-13"),
        ("ens perjantai", "2026-11-20", "2026-11-20"),
        ("ensi viikon perjantai", "2026-11-20", "2026-11-20"),
        ("på måndag", "2026-11-16", "2026-11-16"),
        ("next friday", "2026-11-20", "2026-11-20"),
        ("15.", "2026-11-15", "2026-11-15"),
        ("palkka tulee 15. päivä", "2026-11-15", "2026-11-15"),
        ("den 5:e", "2026-12-05", "2026-12-05"),
        ("the 15th", "2026-11-15", "2026-11-15"),
        ("31.", "2026-12-31", "2026-12-31"),
        ("15.12.", "2026-12-15", "2026-12-15"),
        ("4.1.", "2027-01-04", "2027-01-04"),
        ("4.1.2027", "2027-01-04", "2027-01-04"),
        ("joulukuun 15.", "2026-12-15", "2026-12-15"),
        ("joulukuun eka", "2026-12-01", "2026-12-01"),
        ("15 december", "2026-12-15", "2026-12-15"),
        ("kuun lopussa", "2026-11-26", "2026-11-30"),
        ("i slutet av månaden", "2026-11-26", "2026-11-30"),
        ("kuun viimeinen päivä", "2026-11-30", "2026-11-30"),
        ("ens kuun alussa", "2026-12-01", "2026-12-05"),
        ("end of next month", "2026-12-27", "2026-12-31"),
        ("kahen viikon päästä", "2026-11-26", "2026-11-26"),
        ("om två veckor", "2026-11-26", "2026-11-26"),
        ("in 10 days", "2026-11-22", "2026-11-22"),
        ("ens viikolla", "2026-11-16", "2026-11-22"),
        ("kuun eka", "2026-12-01", "2026-12-01"),
        ("١٥.", "2026-11-15", "2026-11-15"),
    ],
)
def test_days_are_read_ahead_of_today(text: str, first: str, last: str) -> None:
    found = read(text, DAY)
    assert found is not None
    assert (str(found.day), str(found.last_day)) == (first, last)


@pytest.mark.parametrize("text", ["35.", "kesällä kun tuli", "31.2.", "huomenta", "kolmas koulu"])
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert read(text, DAY) is None


def test_a_day_that_could_be_two_is_not_sure() -> None:
    unclear, clear = read("ens perjantai", DAY), read("perjantaina", DAY)
    assert unclear is not None
    assert not unclear.sure
    assert clear is not None
    assert clear.sure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("7/10", 7),
        ("seiska", 7),
        ("6-7", 6),
        ("6 tai 7", 6),
        ("mellan 6 och 7", 6),
        ("between 6 and 7", 6),
        ("4 ja 6 välillä", 5),
        ("3–4", 3),
        ("aika hyvin", 7),
        ("tosi huonosti", 1),
        ("en kovin hyvin", 3),
        ("ei huonosti", 7),
        ("inte så bra", 3),
        ("so so", 5),
        ("great", 10),
        ("😭", 0),
        ("🙂", 7),
        ("0", 0),
    ],
)
def test_a_step_of_ten_is_read(text: str, value: int) -> None:
    assert read(text, MIND) == Answer("amount", value=value)


@pytest.mark.parametrize("text", ["9-12", "2 viikkoa ja 3 päivää", "6, 7, 8"])
def test_numbers_that_are_no_stretch_of_the_scale_are_not_taken_for_one(text: str) -> None:
    found = read(text, MIND)
    assert found is None or found.kind != "amount"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("jo nästan varje dag", 4),
        ("joo", 4),
        ("mamma gör det", 2),
        ("ei oo", 1),
        ("nej", 1),
        ("osaan vähän", 2),
        ("osaan melkein", 3),
        ("Osaan itse", 4),
        ("3", 3),
        ("joskus", 2),
    ],
)
def test_a_step_of_ones_own_skill_is_read(text: str, value: int) -> None:
    found = read(text, SKILL)
    assert found is not None
    assert found.value == value


def test_a_number_outside_the_scale_is_asked_again() -> None:
    assert read("11", MIND) == Answer("unclear", why="outside")


@pytest.mark.parametrize(
    ("text", "pending", "picked"),
    [
        ("vuokralla", HOME, ("rent",)),
        ("hos en vän", HOME, ("friend",)),
        ("oon kaverin luona", HOME, ("friend",)),
        ("2", HOME, ("friend",)),
        ("eka", HOME, ("rent",)),
        ("viimeinen", HOME, ("other",)),
        ("jo", YES_NO, ("yes",)),
        ("ei oo", YES_NO, ("no",)),
        ("puhelin ja sali", COSTS, ("phone", "gym")),
        ("1 ja 2", COSTS, ("phone", "gym")),
        ("inget av dem", COSTS, ("none",)),
    ],
)
def test_options_are_picked(text: str, pending: Pending, picked: tuple[str, ...]) -> None:
    assert read(text, pending) == Answer("value", options=picked)


def test_one_of_several_is_not_guessed() -> None:
    assert read("kaverilla tai vuokralla", HOME) is None


def test_numbers_are_read() -> None:
    assert read("kaks", PEOPLE) == Answer("amount", value=2)
    assert read("kolme meitä on", PEOPLE) == Answer("amount", value=3)
    assert read("2-3", PEOPLE) == Answer("range", value=2, high_value=3)
    assert read("ei ketään", PEOPLE) == Answer("zero", value=0)
    assert read("1,5", PEOPLE) == Answer("unclear", why="odd")


def test_any_words_answer_a_question_for_words() -> None:
    assert read("haluan puhua rahasta ja koulusta", WORDS) == Answer("value", sure=False)
    assert read("mitä tähän pitää kirjottaa?", WORDS) is None


def test_a_question_comes_as_facts() -> None:
    told: dict[str, Any] = {
        "question": "home",
        "type": "choice",
        "options": {"a": "Kyllä", "b": "Ei"},
    }
    found = Pending.of(told)
    assert found is not None
    assert found.options == (Option("a", ("Kyllä",)), Option("b", ("Ei",)))
    for wrong in (None, "rent", {}, {"type": "poem"}, {"question": "rent"}):
        assert Pending.of(wrong) is None


def test_an_answer_is_told_as_json() -> None:
    found = read("650", RENT)
    assert found is not None
    assert found.as_dict() == {"kind": "amount", "low_cents": 65000, "high_cents": 65000}
    nothing = read("0", MIND)
    assert nothing is not None
    assert nothing.as_dict()["value"] == 0


@given(
    st.text(max_size=1_000),
    st.sampled_from([RENT, DAY, MIND, SKILL, PEOPLE, HOME, YES_NO, COSTS, WORDS]),
)
@settings(max_examples=400)
def test_no_text_crashes_and_every_answer_can_be_told(text: str, pending: Pending) -> None:
    found = read(text, pending)
    assert found is None or found.as_dict()["kind"] == found.kind


@pytest.mark.parametrize(
    "text", ["kaks taaksepäin", "2 taaksepäin", "två bakåt", "two back", "kolme takaisin"]
)
def test_going_back_some_steps_is_no_step_of_a_scale(text: str) -> None:
    assert read_answer(text, Pending("mind", "scale", "0-10"), date(2026, 11, 25)) is None
