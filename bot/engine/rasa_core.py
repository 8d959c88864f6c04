"""One loaded Rasa model that answers one turn at a time and keeps nothing between turns.

``LocalEngine`` runs it in a thread of the gateway, ``serve --role engine`` behind loopback HTTP.
Rasa must not have been imported before logging is set up (runtime/logs.py): unconfigured, it
prints message text.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig
from threadpoolctl import threadpool_limits

from bot.domain.errors import EngineUnavailable
from bot.domain.hand import kept_in_hand
from bot.domain.messages import LANGUAGES, Choice, ConversationId, Language, Say, answered_in
from bot.engine.graph_plan import GraphPlan
from bot.engine.nlg import KeyedNlg
from bot.engine.rule_index import use_index
from bot.engine.runner import InProcessActions
from bot.engine.tracker_row import TurnTrackerStore, to_row
from bot.services.ports import EngineAnswer, EngineTurn
from bot.services.writes import RECORDS

KEPT_SAYS = 6
"""How many of the last says are kept for "say it again" and "say it more simply"."""

SENTENCE = 3
"""Words from which a text tells its language: a place, an amount or "ok" does not."""


class _Listener(OutputChannel):
    """Collects what the actions said, as keys, arguments, buttons and effects."""

    def __init__(self) -> None:
        self.says: list[Say] = []
        self.effects: dict[str, Any] = {}

    @classmethod
    def name(cls) -> str:
        return "rinnalla"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        custom = message.get("custom") or {}
        effects = dict(custom.get("effects", {}))
        # Two actions of a turn may each keep something: one does not undo the other.
        records = {**self.effects.get(RECORDS, {}), **effects.pop(RECORDS, {})}
        self.effects.update(effects)
        if records:
            self.effects[RECORDS] = records
        if "key" in custom:
            choices = tuple(
                Choice(button["payload"], button.get("title") or None)
                for button in message.get("buttons") or ()
            )
            self.says.append(Say(custom["key"], custom["args"], choices))


class _StoreWithoutWrapper(Agent):
    """An agent whose tracker store is not wrapped: a failing turn must fail (promises F1)."""

    @staticmethod
    def _create_tracker_store(store: Any, domain: Any) -> Any:
        store.domain = domain
        return store


class RasaCore:
    """Answers turns with a trained model, one after another.

    Args:
        model: The archive that ``rasa train`` wrote.
        actions: Who runs our actions: this process, unless a server's address is given.
    """

    def __init__(self, model: Path, actions: EndpointConfig | None = None) -> None:
        # One message is too little arithmetic for threads: they only wait for each other, awake.
        threadpool_limits(1)
        self._store = TurnTrackerStore()
        self._runner = InProcessActions()
        self._agent = _StoreWithoutWrapper(
            generator=KeyedNlg(),
            tracker_store=self._store,
            lock_store=InMemoryLockStore(),
            action_endpoint=actions or self._runner,
        )
        self._agent.load_model(str(model))
        processor = self._agent.processor
        use_index(processor.graph_runner)
        processor.graph_runner = GraphPlan(processor.graph_runner)
        self._one_at_a_time = asyncio.Lock()

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        """Return the answer to one turn.

        Raises:
            EngineUnavailable: an action threw, Rasa lost the dialogue, or nothing was said.
        """
        async with self._one_at_a_time:
            return await self._respond(turn)

    async def warm_up(self) -> None:
        """Take a turn for nobody, so that the first person does not wait for what is read once."""
        facts = {"language": "fi", "language_chosen": True}
        for text in ("hei", "mistä saan apua rahaan", "hammaspäivystys"):
            await self.respond(EngineTurn(ConversationId("warm-up"), text, None, facts, None))

    async def parse(
        self, text: str, tracker: str | None = None, facts: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return what the pipeline understands of a text, as Rasa's parse result.

        Args:
            text: The words.
            tracker: The compact row of the talk so far; None for somebody new.
            facts: What a turn would tell of itself: language, time, the question being asked.
        """
        self._store.begin("parse", tracker)
        state = self._store.end("parse")
        message = UserMessage(text, metadata=dict(facts or {}))
        result: dict[str, Any] = await self._agent.processor.parse_message(message, state)
        return result

    async def _respond(self, turn: EngineTurn) -> EngineAnswer:
        listener = _Listener()
        kept = self._store.begin(turn.conversation, turn.tracker)
        self._runner.take_error()
        message = UserMessage(
            text=turn.text if turn.text is not None else f"/{turn.intent}",
            output_channel=listener,
            sender_id=turn.conversation,
            parse_data=_pressed(turn.intent) if turn.intent else None,
            metadata={
                **turn.facts,
                "last": kept["last"],
                "hand": kept.get("hand"),
            },
        )
        try:
            await self._agent.processor.handle_message(message)
        finally:
            tracker = self._store.end(turn.conversation)
        if (error := self._runner.take_error()) is not None:
            raise EngineUnavailable(f"an action threw {type(error).__name__}") from error
        if tracker is None or not listener.says:
            raise EngineUnavailable("the engine said nothing")
        intent = None if turn.intent else tracker.latest_message.intent.get("name")
        last = [] if listener.effects.pop("keep_last", False) else _as_rows(listener.says)
        hand = kept_in_hand(last, kept.get("hand"), turn.facts.get("at"))
        return EngineAnswer(
            says=tuple(listener.says),
            tracker=to_row(tracker, last or kept["last"], hand),
            effects={**_heard_language(tracker, turn.facts), **listener.effects},
            intent=intent,
            hint=turn.intent is None and bool(tracker.latest_message.parse_data.get("hint")),
        )


def _heard_language(tracker: Any, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the language that free words are in, where it becomes the conversation's.

    Whoever has asked for a language keeps it, and the bare name of a town, or "650 e", is in no
    language.
    """
    message = tracker.latest_message
    short = len((message.text or "").split()) < SENTENCE
    if message.intent.get("name") in ("tell_place", "answer") and short:
        return {}
    if facts.get("language_chosen"):
        return {}
    heard = message.parse_data.get("language")
    now: Language = facts.get("language") or "fi"
    if heard == now and short:
        return {}  # "ok" and "yes" do not end the second language
    found = answered_in(heard, now)
    if found is None or found == (now, facts.get("beside")):
        return {}
    if heard not in LANGUAGES and facts.get("beside"):
        return {}  # they have two languages already
    return {"language": found[0], "beside": found[1]}


def _pressed(intent: str) -> dict[str, Any]:
    """Return the parse of a button of ours. Free words never take this road (promises F9)."""
    found = {"name": intent, "confidence": 1.0}
    return {"text": f"/{intent}", "intent": found, "intent_ranking": [found], "entities": []}


def _as_rows(says: list[Say]) -> list[dict[str, Any]]:
    return [
        {
            "key": say.key,
            "args": dict(say.args),
            "choices": [[c.action, c.label] for c in say.choices],
        }
        for say in says[-KEPT_SAYS:]
    ]
