"""Taking in: identity codes never stored, long texts refused; buttons signed and bound."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.messages import ConversationId, InboundKind
from bot.domain.redact import MASK, mask_identity_codes
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
    "text", ["puh 0401234567", "viite 123456-7890123", "999952-308T", "650-700"]
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_identity_codes(text) == (text, False)


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
