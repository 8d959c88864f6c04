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
REPLY = Reply("moi", (Button("reply", "Apua", "t~x"),), "topic.answer", "scam", ("kela",))


def client(outcome: object = None) -> TestClient:
    HEARD.clear()

    async def converse(inbound: Inbound) -> list[Reply]:
        HEARD.append(inbound)
        if isinstance(outcome, Exception):
            raise outcome
        return [REPLY]

    routes = RestChannel(TOKEN, converse, frozen()).routes()
    return TestClient(Starlette(routes=routes))


def post(outcome: object = None, token: str = TOKEN, **body: object):  # type: ignore[no-untyped-def]
    headers = {"Authorization": f"Bearer {token}"}
    return client(outcome).post(PATH, json=body, headers=headers)


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
        RestChannel(token, None, frozen())  # type: ignore[arg-type]


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


def test_broken_json_is_refused() -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert client().post(PATH, content=b"{", headers=headers).status_code == 400


def test_what_was_not_saved_is_not_pretended() -> None:
    assert post(StorageUnavailable("x"), sender="s", message="x").status_code == 503
    assert post(TimeoutError(), sender="s", message="x").status_code == 504


def test_buttons_and_commands_are_told_from_words() -> None:
    token = SIGNER.sign(a_person().conversation, "topic:scam")
    for message, kind in (
        (token, InboundKind.BUTTON),
        ("/sos", InboundKind.COMMAND),
        ("/greet{}", InboundKind.TEXT),
        ("moi", InboundKind.TEXT),
    ):
        post(sender="s", message=message)
        assert HEARD[0].kind is kind
