"""Text messages through a gateway: what goes over the wire, and what each answer means."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from bot.channels.email import Mail
from bot.channels.text_message import DEFAULT_BODY, TextGateway
from bot.domain.errors import DeliveryFailed, SettingsProblems
from tests.text_gateway import Gateway, running

NOTICE = Mail("+358401234567", "", 'Sinulle on viesti: https://x.test/return#t={to}"ä\n', "n" * 32)


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with running() as one:
        yield one


async def test_the_notice_goes_as_json_with_the_key_and_its_own_id(gateway: Gateway) -> None:
    text = TextGateway.parse(gateway.url, "Rinnalla", DEFAULT_BODY, "X-Api-Key: salaisuus")
    await text.send(NOTICE)
    ((path, headers, body),) = gateway.taken
    assert path == "/send"
    assert headers["X-Api-Key"] == "salaisuus"
    assert headers["Idempotency-Key"] == "n" * 32
    assert json.loads(body) == {
        "to": "+358401234567",
        "from": "Rinnalla",
        "text": 'Sinulle on viesti: https://x.test/return#t={to}"ä',
    }
    assert "salaisuus" not in repr(text)


async def test_a_gateway_that_wants_a_form_gets_one(gateway: Gateway) -> None:
    body = "To={to}&Body={text}&Ref=rinnalla-{id}&Type=sms"
    await TextGateway.parse(gateway.url, "", body, None).send(NOTICE)
    ((_, headers, sent),) = gateway.taken
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(sent.decode()) == {
        "To": ["+358401234567"],
        "Body": ['Sinulle on viesti: https://x.test/return#t={to}"ä'],
        "Ref": ["rinnalla-" + "n" * 32],
        "Type": ["sms"],
    }


@pytest.mark.parametrize(
    ("status", "reason", "retryable", "maybe"),
    [
        (400, "refused", False, False),
        (404, "refused", False, False),
        (422, "refused", False, False),
        (401, "login_refused", True, False),
        (403, "login_refused", True, False),
        (429, "rate_limited", True, False),
        (500, "later", True, False),
        (503, "later", True, False),
        (502, "later", True, True),
        (504, "later", True, True),
        (302, "redirected", True, False),
    ],
)
async def test_every_answer_has_its_meaning_and_a_redirect_is_not_followed(
    gateway: Gateway, status: int, reason: str, retryable: bool, maybe: bool
) -> None:
    elsewhere = {"Location": gateway.url + "/elsewhere", "Retry-After": "120"}
    gateway.answers.append((status, elsewhere))
    with pytest.raises(DeliveryFailed) as failed:
        await TextGateway.parse(gateway.url, "", DEFAULT_BODY, None).send(NOTICE)
    error = failed.value
    assert (error.reason, error.retryable, error.maybe_delivered) == (reason, retryable, maybe)
    assert error.retry_after_s == (120 if status == 429 else None)
    assert len(gateway.taken) == 1


async def test_a_cut_may_have_delivered_and_a_gateway_that_is_not_there_has_not(
    gateway: Gateway,
) -> None:
    gateway.cuts = True
    with pytest.raises(DeliveryFailed) as cut:
        await TextGateway.parse(gateway.url, "", DEFAULT_BODY, None).send(NOTICE)
    assert (cut.value.reason, cut.value.maybe_delivered) == ("cut", True)
    with pytest.raises(DeliveryFailed) as gone:
        await TextGateway.parse("http://127.0.0.1:9/x", "", DEFAULT_BODY, None).send(NOTICE)
    assert (gone.value.reason, gone.value.maybe_delivered) == ("unreachable", False)


@pytest.mark.parametrize(
    ("url", "body", "header", "named"),
    [
        ("http://gateway.test/send", DEFAULT_BODY, None, "RINNALLA_SMS_URL"),
        ("https://name:key@gateway.test/send", DEFAULT_BODY, None, "RINNALLA_SMS_URL"),
        ("ftp://127.0.0.1/send", DEFAULT_BODY, None, "RINNALLA_SMS_URL"),
        ("https://[gateway", DEFAULT_BODY, None, "RINNALLA_SMS_URL"),
        ("gateway.test", DEFAULT_BODY, None, "RINNALLA_SMS_URL"),
        ("https://gateway.test", '{"to": "{to}"}', None, "RINNALLA_SMS_BODY"),
        ("https://gateway.test", '{"to": {to}, "t": "{text}"}', None, "RINNALLA_SMS_BODY"),
        ("https://gateway.test", DEFAULT_BODY, "salaisuus", "RINNALLA_SMS_HEADER"),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_words_without_the_key(
    url: str, body: str, header: str | None, named: str
) -> None:
    with pytest.raises(SettingsProblems) as problems:
        TextGateway.parse(url, "", body, header)
    (told,) = problems.value.problems
    assert told.startswith(named)
    assert "salaisuus" not in told
