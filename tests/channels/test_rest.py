"""The REST channel: Rasa's contract, behind a token, with what was meant beside the words."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.channels.rest import PATH, RestChannel
from bot.domain.errors import SettingsProblems, StorageUnavailable
from bot.domain.messages import Button, Inbound, InboundKind, Reply
from tests.builders import SIGNER, a_person, frozen

TOKEN = "a-token-of-the-tests"
HEARD: list[Inbound] = []
CARD = Reply("Soita 112", key="crisis.card")
REPLY = Reply("moi", (Button("reply", "Apua", "t~x"),), "topic.answer", "scam", ("kela",))


def client(outcome: object = None) -> TestClient:
    HEARD.clear()

    async def converse(inbound: Inbound) -> list[Reply]:
        HEARD.append(inbound)
        if isinstance(outcome, Exception):
            raise outcome
        return [REPLY]

    def urgent(inbound: Inbound) -> list[Reply]:
        return [CARD] if "kuolla" in inbound.text else []

    routes = RestChannel(TOKEN, converse, frozen(), urgent).routes()
    return TestClient(Starlette(routes=routes))


def post(outcome: object = None, token: str = TOKEN, **body: object):  # type: ignore[no-untyped-def]
    headers = {"Authorization": f"Bearer {token}"}
    return client(outcome).post(PATH, json=body, headers=headers)


def raw(content: bytes):  # type: ignore[no-untyped-def]
    return client().post(PATH, content=content, headers={"Authorization": f"Bearer {TOKEN}"})


def test_the_answer_has_rasas_shape_and_says_what_was_meant() -> None:
    answer = post(sender="s1", message="moi").json()
    assert answer == [
        {
            "recipient_id": "s1",
            "text": "moi",
            "buttons": [{"title": "Apua", "payload": "t~x", "type": "reply"}],
            "custom": {"key": "topic.answer", "topic": "scam", "services": ["kela"]},
        }
    ]


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x"])
def test_without_the_token_nothing_is_heard(token: str) -> None:
    assert post(sender="s1", message="moi", token=token).status_code == 401
    assert HEARD == []


@pytest.mark.parametrize("token", ["", " "])
def test_without_a_token_of_its_own_the_channel_does_not_open(token: str) -> None:
    with pytest.raises(SettingsProblems, match="RINNALLA_REST_TOKEN"):
        RestChannel(token, None, frozen(), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"sender": "s"}, {"sender": "", "message": "x"}, {"sender": 1, "message": "x"}),
        *({"sender": "s" * 201, "message": "x"}, {"sender": "s", "message": "  "}),
    ],
)
def test_what_is_no_message_is_refused_in_words(body: dict[str, object]) -> None:
    answer = post(**body)
    assert answer.status_code == 400
    assert "error" in answer.json()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        *((b"{", 400), (b"[]", 400), (b"[" * 60_000, 400), (b'{"a":' * 10_000, 400)),
        *((b'{"sender": "a", "message": "\xff\xfe"}', 400), (b"", 400)),
        (b'{"sender": "a\\ud83d", "message": "x"}', 400),
        (b'{"sender": "a\\u0000", "message": "x"}', 400),
        (b'{"sender": "a", "message": "%s"}' % (b"a " * 40_000), 413),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, status: int) -> None:
    answer = raw(content)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert HEARD == []


def test_of_a_message_only_what_can_be_kept_is_taken() -> None:
    assert raw(b'{"sender": "a", "message": "hei \\ud83d\\u0000"}').status_code == 200
    assert HEARD[0].text == "hei \ufffd"


def test_what_was_not_saved_is_not_pretended() -> None:
    assert post(StorageUnavailable("x"), sender="s", message="x").status_code == 503
    assert post(TimeoutError(), sender="s", message="x").status_code == 504
    assert "card" not in post(StorageUnavailable("x"), sender="s", message="x").json()


@pytest.mark.parametrize(
    ("outcome", "status"), [(StorageUnavailable("x"), 503), (TimeoutError(), 504)]
)
def test_danger_has_its_card_also_when_nothing_is_saved_or_answered(
    outcome: Exception, status: int
) -> None:
    answer = post(outcome, sender="s", message="haluan kuolla")
    assert answer.status_code == status
    assert [item["text"] for item in answer.json()["card"]] == ["Soita 112"]
    assert answer.json()["card"][0]["recipient_id"] == "s"


def test_danger_in_a_body_that_is_too_big_has_its_card() -> None:
    words = b"haluan kuolla " * 6_000
    answer = raw(b'{"sender": "s", "message": "%s"}' % words)
    assert answer.status_code == 413
    assert [item["text"] for item in answer.json()["card"]] == ["Soita 112"]
    assert HEARD == []


def test_buttons_and_commands_are_told_from_words() -> None:
    token = SIGNER.sign(a_person().conversation, "topic:scam")
    for message, kind in (
        (token, InboundKind.BUTTON),
        ("/sos", InboundKind.COMMAND),
        ("/language sv", InboundKind.COMMAND),
        ("/language kuolla", InboundKind.TEXT),
        ("/greet{}", InboundKind.TEXT),
        ("moi", InboundKind.TEXT),
    ):
        post(sender="s", message=message)
        assert HEARD[0].kind is kind


def test_a_language_is_named_behind_its_command() -> None:
    for message, command in (
        ("/language sv", "language sv"),
        (" /Language Suomi ", "language suomi"),
        ("/language", "language"),
    ):
        post(sender="s", message=message)
        assert (HEARD[0].kind, HEARD[0].text) == (InboundKind.COMMAND, command)
