"""How a turn and its answer look as JSON between the gateway and ``serve --role engine``."""

import json
from dataclasses import asdict
from typing import Any

from bot.domain.messages import Choice, ConversationId, Say
from bot.services.ports import EngineAnswer, EngineTurn


def turn_to_json(turn: EngineTurn) -> bytes:
    """Return the body of a request."""
    return json.dumps(asdict(turn), ensure_ascii=False).encode()


def turn_from_json(body: bytes) -> EngineTurn:
    """Return the turn of a request; raises ValueError or KeyError when it is not one."""
    raw = json.loads(body)
    return EngineTurn(
        conversation=ConversationId(raw["conversation"]),
        text=raw["text"],
        intent=raw["intent"],
        facts=raw["facts"],
        tracker=raw["tracker"],
    )


def answer_to_json(answer: EngineAnswer) -> bytes:
    """Return the body of a response."""
    return json.dumps(asdict(answer), ensure_ascii=False).encode()


def answer_from_json(body: bytes) -> EngineAnswer:
    """Return the answer of a response; raises ValueError or KeyError when it is not one."""
    raw: dict[str, Any] = json.loads(body)
    return EngineAnswer(
        says=tuple(_say(item) for item in raw["says"]),
        tracker=raw["tracker"],
        effects=raw["effects"],
        intent=raw["intent"],
        hint=raw.get("hint", False),  # an engine of the version before says nothing of it
    )


def _say(raw: dict[str, Any]) -> Say:
    choices = tuple(
        Choice(item["action"], item["label"], item.get("at")) for item in raw["choices"]
    )
    return Say(raw["key"], raw["args"], choices)
