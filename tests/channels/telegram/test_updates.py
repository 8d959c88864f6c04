"""What updates mean, and that nothing can upset the reader."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.meanings import Ignored, LeaveGroup, Reach, Received
from bot.channels.telegram.updates import read_update, update_id
from bot.domain.messages import Address, Inbound, InboundKind
from tests.builders import SATURDAY_NIGHT

AINO = Address("telegram", "42", "7")
PRIVATE = {"id": 7, "type": "private", "first_name": "Aino", "username": "aino_k"}
SENDER = {"id": 7, "is_bot": False, "first_name": "Aino", "language_code": "fi"}


def a_message(**content: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1790000000, "chat": PRIVATE, "from": SENDER, **content}


def read(kind: str, body: Any, number: int = 9) -> Any:
    return read_update({"update_id": number, kind: body}, "42", SATURDAY_NIGHT)


def inbounds(kind: str, body: Any) -> tuple[Inbound, ...]:
    update = read(kind, body)
    assert isinstance(update, Received)
    return update.inbounds


def test_words_are_taken_with_the_chat_and_the_apps_language_and_nothing_else() -> None:
    expected = Inbound(AINO, "9", InboundKind.TEXT, "Rahat loppu", SATURDAY_NIGHT, "fi")
    assert inbounds("message", a_message(text="Rahat loppu")) == (expected,)


@pytest.mark.parametrize(
    ("code", "hint"),
    [("fi", "fi"), ("sv-FI", "sv"), ("EN_us", "en"), ("ar", "ar"), ("x", None), (None, None)],
)
def test_the_language_of_the_app_is_a_hint(code: str | None, hint: str | None) -> None:
    sender = {**SENDER, "language_code": code}
    (inbound,) = inbounds("message", a_message(text="Hi") | {"from": sender})
    assert inbound.language_hint == hint


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/start", "start"),
        ("/start k7Jd-92_x", "start k7Jd-92_x"),
        ("/START@rinnalla_bot", "start"),
        ("/help", "help"),
        ("/sos", "sos"),
        ("/language ", "language"),
        ("/kieli", "language"),
        ("/language sv", "language sv"),
        ("/language@rinnalla_bot Svenska", "language Svenska"),
        ("/kieli suomi", "language suomi"),
    ],
)
def test_known_commands_are_commands(typed: str, command: str) -> None:
    (inbound,) = inbounds("message", a_message(text=typed))
    assert (inbound.kind, inbound.text) == (InboundKind.COMMAND, command)


@pytest.mark.parametrize(
    "typed",
    [
        "/sos hän lyö minua",
        "/help en jaksa enää elää",
        "/start otin paljon lääkkeitä",
        "/restart",
        "/language kuolla",
        "/kieli suomi en jaksa enää",
        *("/apua", "/hjälp", "/112", "/sos apua", "/apua en pysty"),
        '/grant_share_consent{"worker_id":"7"}',
        "/",
        "kirjoita /start",
    ],
)
def test_everything_else_after_a_slash_is_words_that_safety_reads(typed: str) -> None:
    (inbound,) = inbounds("message", a_message(text=typed))
    assert (inbound.kind, inbound.text) == (InboundKind.TEXT, typed)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"photo": [{"file_id": "x"}]}, "photo"),
        ({"voice": {"file_id": "x"}}, "voice"),
        ({"audio": {"file_id": "x"}}, "voice"),
        ({"video": {}}, "video"),
        ({"video_note": {}}, "video"),
        ({"animation": {}, "document": {}}, "video"),
        ({"sticker": {"emoji": "x"}}, "sticker"),
        ({"location": {"latitude": 60.1, "longitude": 24.9}}, "location"),
        ({"venue": {}, "location": {"latitude": 60.1}}, "location"),
        ({"contact": {"phone_number": "+358401234567"}}, "contact"),
        ({"poll": {"question": "?"}}, "poll"),
        ({"document": {"file_name": "hetu.pdf"}}, "document"),
        ({"dice": {"value": 3}}, "other"),
        ({"something_of_2031": {}}, "other"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_kind_alone(content: Any, kind: str) -> None:
    expected = Inbound(AINO, "9", InboundKind.MEDIA, kind, SATURDAY_NIGHT, "fi")
    assert inbounds("message", a_message(**content)) == (expected,)


def test_a_caption_is_words_and_the_picture_is_answered_after_them() -> None:
    found = inbounds("message", a_message(photo=[{}], caption="En jaksa enää"))
    assert [(one.update_id, one.kind, one.text) for one in found] == [
        ("9", InboundKind.TEXT, "En jaksa enää"),
        ("9:media", InboundKind.MEDIA, "photo"),
    ]


def test_an_album_is_answered_once() -> None:
    keys = {
        inbounds("message", a_message(photo=[{}], media_group_id="137"))[0].update_id
        for _ in range(3)
    }
    assert keys == {"album:137"}


def test_an_edit_is_read_anew_and_a_moving_location_is_left_alone() -> None:
    (edited,) = inbounds("edited_message", a_message(text="Ei kun vuokra", edit_date=1))
    assert (edited.kind, edited.update_id) == (InboundKind.EDITED, "9")
    assert read("edited_message", a_message(location={"latitude": 60.1})) == Ignored("edit")
    (caption,) = inbounds("edited_message", a_message(photo=[{}], caption="uusi"))
    assert (caption.kind, caption.text) == (InboundKind.EDITED, "uusi")


def test_a_press_carries_its_token_its_label_and_what_waits_for_an_answer() -> None:
    rows = [[{"text": "Muu", "callback_data": "b~1"}], [{"text": "Raha", "callback_data": "a~1"}]]
    message = a_message(text="Valitse", reply_markup={"inline_keyboard": rows})
    update = read(
        "callback_query", {"id": "q1", "from": SENDER, "message": message, "data": "a~1"}
    )
    assert update == Received(
        (Inbound(AINO, "9", InboundKind.BUTTON, "a~1", SATURDAY_NIGHT, "fi", "Raha"),), "q1"
    )


@pytest.mark.parametrize(
    "query",
    [
        {"id": "q1", "from": SENDER, "inline_message_id": "x", "data": "a~1"},
        {"id": "q1", "from": SENDER, "message": a_message(), "data": "ä" * 33},
        {"id": "q1", "from": SENDER, "message": a_message(), "game_short_name": "x"},
    ],
)
def test_a_press_without_a_token_or_a_chat_is_acknowledged_and_left(query: Any) -> None:
    assert read("callback_query", query) == Ignored("press", "q1")


def test_blocking_and_letting_in_again_are_noted() -> None:
    def change(status: str) -> Any:
        return {"chat": PRIVATE, "from": SENDER, "new_chat_member": {"status": status}}

    assert read("my_chat_member", change("kicked")) == Reach(AINO, reachable=False)
    assert read("my_chat_member", change("member")) == Reach(AINO, reachable=True)


@pytest.mark.parametrize("kind", ["message", "edited_message", "my_chat_member"])
def test_groups_are_left_whatever_is_said_in_them(kind: str) -> None:
    group = {"id": -100, "type": "supergroup", "title": "Kaverit"}
    body = a_message(text="/sos", new_chat_member={"status": "member"}) | {"chat": group}
    assert read(kind, body) == LeaveGroup(-100, "fi", speak=True)


def test_channels_are_left_without_a_word_and_leaving_is_not_answered() -> None:
    channel = {"id": -200, "type": "channel"}
    added = {"chat": channel, "from": SENDER, "new_chat_member": {"status": "administrator"}}
    assert read("my_chat_member", added) == LeaveGroup(-200, "fi", speak=False)
    gone = added | {"new_chat_member": {"status": "left"}}
    assert read("my_chat_member", gone) == Ignored("left")


def test_notes_of_telegrams_own_are_left_alone() -> None:
    assert read("message", a_message(pinned_message={})) == Ignored("service")


def test_words_that_no_database_takes_are_made_whole() -> None:
    (inbound,) = inbounds("message", a_message(text="a\ud83d\0b😀"))
    assert inbound.text == "a\ufffdb😀"


@pytest.mark.parametrize("number", [0, -1, 2**63, True, "5", None, 1.5])
def test_an_id_that_cannot_be_one_is_none(number: Any) -> None:
    assert update_id({"update_id": number}) is None
    assert read("message", a_message(text="x"), number) == Ignored("unreadable")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
KEYS = st.sampled_from(
    ("update_id", "message", "callback_query", "chat", "from", "id", "type", "text", "data")
)


@settings(max_examples=60)
@given(st.recursive(JSON, lambda inner: st.dictionaries(KEYS, inner, max_size=6), max_leaves=15))
def test_no_update_of_any_shape_upsets_the_reader(raw: Any) -> None:
    read_update(raw, "42", SATURDAY_NIGHT)
    for kind in ("message", "edited_message", "callback_query", "my_chat_member"):
        read(kind, raw)
        read(kind, a_message(reply_markup=raw, text=raw, caption=raw, message=raw, data=raw))
        read(kind, {"chat": raw, "from": raw, "message": {"chat": raw}, "data": "x"})


def test_what_is_taken_holds_no_name_number_or_place() -> None:
    secret = a_message(
        contact={"phone_number": "+358401234567", "first_name": "Aino"},
        location={"latitude": 60.169857, "longitude": 24.938379},
        caption="x",
    )
    kept = json.dumps([repr(one) for one in inbounds("message", secret)])
    assert not any(word in kept for word in ("Aino", "aino_k", "40123", "60.1", "24.9"))
