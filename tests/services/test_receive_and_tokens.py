"""Taking in: identity codes never stored, long texts refused; buttons signed and bound."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.messages import ConversationId, InboundKind
from bot.domain.redact import MASK, mask_identity_codes, only_code
from bot.services.receive import receive
from bot.services.tokens import MAX_BYTES, ButtonSigner, looks_like_token
from tests.builders import an_inbound
from tests.fakes import MemoryStorage

SIGNER = ButtonSigner(b"k" * 32)
ANNA, BEN = ConversationId("anna"), ConversationId("ben")


@pytest.mark.parametrize("sign", "-+ABCDEFUVWXY")
def test_every_century_sign_of_an_identity_code_is_masked(sign: str) -> None:
    masked, found = mask_identity_codes(f"mun hetu on 131052{sign}308T ok")
    assert found
    assert masked == f"mun hetu on {MASK} ok"


@pytest.mark.parametrize(
    "written",
    [
        *("131052 308T", "131052 - 308T", "131052-308 T", "131052- 308T", "131052 -308T"),
        *("131052  308 t", "131052308T", "131052\u00a0308T", "131052−308T", "131052 — 308T"),
        *("131052 - 308R", "131052 308R", "131052-308 R"),  # the check letter is mistyped
        *("131052-3080", "131052 A 308t"),
    ],
)
def test_a_code_is_masked_however_it_is_spaced(written: str) -> None:
    assert mask_identity_codes(f"mun hetu on {written}, ok") == (f"mun hetu on {MASK}, ok", True)


@pytest.mark.parametrize(
    "text",
    [
        *("puh 0401234567", "viite 123456-7890123", "999952-308T", "650-700", "040123 4567"),
        *("050505 1234", "131052 - 13.10.2052", "13.10.1952 308 T", "010125 500e", "010125 500 e"),
        *("131052 300 kk", "laina 120000 - 150000", "010126 500 euroa", "puh 0401 234 567"),
        *("FI21 1234 5600 0007 85", "311225 klo 1800", "1.1.2026 - 31.12.2026", "131052"),
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_identity_codes(text) == (text, False)


GAPS = st.sampled_from(["", " ", "  ", "\u00a0"])


@given(
    st.dates(date(1930, 1, 1), date(2025, 12, 31)),
    st.integers(2, 899),
    st.sampled_from("-+ABCDEFUVWXY–"),
    GAPS,
    GAPS,
    st.sampled_from(["", " "]),
)
def test_every_right_code_with_its_sign_is_masked(
    born: date, serial: int, sign: str, before: str, after: str, gap: str
) -> None:
    day = born.strftime("%d%m%y")
    check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(f"{day}{serial:03}") % 31]
    code = f"{day}{before}{sign}{after}{serial:03}{gap}{check}"
    assert mask_identity_codes(f"hetu {code}.") == (f"hetu {MASK}.", True)


@given(
    st.dates(date(1930, 1, 1), date(2035, 12, 31)),
    st.sampled_from(["%d.%m.%Y", "%d.%m.%y", "%d%m%y", "%d%m%Y", "%Y-%m-%d", "%d/%m/%Y"]),
    st.integers(0, 999),  # "010125 5001" may well be a code
    st.sampled_from(["{} {} e", "{} {} €", "{}, {} euroa", "{} klo {}.00"]),
)
def test_a_date_and_a_sum_are_no_code(day: date, way: str, amount: int, frame: str) -> None:
    text = frame.format(day.strftime(way), amount)
    assert mask_identity_codes(text) == (text, False)


@given(st.sampled_from(["040", "041", "044", "045", "046", "050"]), st.integers(0, 9_999_999))
def test_a_telephone_number_is_no_code(operator: str, number: int) -> None:
    digits = f"{operator}{number:07}"
    for text in (digits, f"{digits[:6]} {digits[6:]}", f"{digits[:3]} {digits[3:6]} {digits[6:]}"):
        assert mask_identity_codes(text) == (text, False)


@pytest.mark.parametrize("text", [MASK, f"hetuni on {MASK}", f"my id code is {MASK}."])
def test_a_code_alone_tells_nothing_else(text: str) -> None:
    assert only_code(text)


@pytest.mark.parametrize("text", ["hetuni on", f"{MASK} rahat loppu", f"kadotin {MASK}"])
def test_a_code_beside_words_leaves_the_words_to_be_answered(text: str) -> None:
    assert not only_code(text)


def test_a_masked_code_is_never_stored_and_the_turn_knows() -> None:
    storage = MemoryStorage()
    with storage.begin() as work:
        receive(work, an_inbound("olen 131052-308T"))
        work.commit()
    row = next(iter(storage.state.inbox.values()))
    assert "131052" not in row.inbound.text
    assert row.inbound.masked


def test_a_text_over_the_limit_is_no_message_and_kept_in_part_for_danger_alone() -> None:
    storage = MemoryStorage()
    with storage.begin() as work:
        words = "alku 131052-308T " + "x" * 20_000 + "loppu"
        receive(work, an_inbound(words))
        work.commit()
    row = next(iter(storage.state.inbox.values()))
    kind, text = row.inbound.kind, row.inbound.text
    assert kind is InboundKind.TOO_LONG
    assert (text[:4], text[-5:]) == ("alku", "loppu")
    assert "308T" not in text
    assert len(text) < 10_100


def test_a_button_means_what_was_signed_for_this_person_alone() -> None:
    token = SIGNER.sign(ANNA, "topic:money_run_out")
    assert SIGNER.read(ANNA, token) == "topic:money_run_out"
    assert SIGNER.read(BEN, token) is None
    assert ButtonSigner(b"x" * 32).read(ANNA, token) is None
    assert looks_like_token(token)
    assert len(token.encode()) <= MAX_BYTES


def test_the_longest_intents_fit_into_a_button() -> None:
    assert len(SIGNER.sign(ANNA, "intent:start_housing_readiness").encode()) <= MAX_BYTES


def test_what_does_not_fit_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        SIGNER.sign(ANNA, "topic:" + "x" * 60)


@pytest.mark.parametrize("action", ["crisis:said.no.suicide.B.self", "crisis:sample:keep"])
def test_every_press_is_known_for_one_among_words(action: str) -> None:
    assert looks_like_token(SIGNER.sign(ANNA, action))


@pytest.mark.parametrize("action", ["crisis:said no", "kyllä", "topic:a~b", "Topic:a"])
def test_an_action_that_would_be_read_as_words_is_never_signed(action: str) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        SIGNER.sign(ANNA, action)


@given(st.text(max_size=80))
def test_no_made_up_token_is_read(token: str) -> None:
    assert SIGNER.read(ANNA, token) is None


@given(st.integers(min_value=0, max_value=40), st.characters())
@example(place=0, letter="\ud800")
@example(place=30, letter="\ud800")
def test_a_changed_token_is_not_read(place: int, letter: str) -> None:
    token = SIGNER.sign(ANNA, "topic:scam")
    changed = token[: place % len(token)] + letter + token[place % len(token) + 1 :]
    assert changed == token or SIGNER.read(ANNA, changed) is None
