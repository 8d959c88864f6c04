"""The intent classifier as a component of Rasa's pipeline.

It reads with ``HybridModel``, decides with ``decision`` and writes Rasa's usual fields: ``intent``
and ``intent_ranking`` (always the taxonomy's), and when no one intent is sure ``unsure`` with
``options``. A second matter in the same message stands under ``second_intent``.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.loader import DATA
from bot.domain.messages import OTHER_LANGUAGES
from bot.domain.redact import MASK
from bot.nlu.decision import (
    DANGER_SEEN,
    GREETINGS,
    SURE_HALF,
    SURELY_ELSE,
    UNSURE,
    Ranked,
    band,
    behind_greeting,
    clauses,
    danger,
    halves,
    options,
    two_matters,
    worst,
)
from bot.nlu.encoder import Floats
from bot.nlu.encoding import embed_with, encoder, vectors_of
from bot.nlu.folding import tidy
from bot.nlu.hybrid import HybridModel
from bot.nlu.mapped import read_arrays
from bot.nlu.outside import OUT_OF_SCOPE
from bot.nlu.pending import is_plain_answer
from bot.nlu.place import without_home, without_own

log = logging.getLogger(__name__)

_ENCODER = "encoder.made_by"
RANKING_LENGTH = 10
MOST_CLAUSES = 4
LEAST_VOICES = 12
SECOND_MATTER = 0.7
"""Both clauses must be this sure before two matters are answered."""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentReader(GraphComponent):
    """Character n-grams and a multilingual encoder, one joint model for all languages."""

    def __init__(self, storage: Any, resource: Any, model: HybridModel | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model
        self._encoder = encoder()
        self._topics = frozenset(path.stem for path in (DATA / "topics").rglob("*.yml"))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Make an untrained component."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> GraphComponent:
        """Load a trained component: arrays only, nothing that runs."""
        with (
            model_storage.read_from(resource) as folder,
            (Path(folder) / "model.npz").open("rb") as file,
        ):
            model = HybridModel.load(read_arrays(file))
            made_by = (Path(folder) / _ENCODER).read_text()
        return cls(model_storage, resource, model)._reading_with(made_by)

    def _reading_with(self, made_by: str) -> "IntentReader":
        """Leave the encoder aside when the model was trained with another one."""
        if self._encoder is not None and self._encoder.vectors_by != made_by:
            log.error("encoder.changed", extra={"remedy": "rinnalla train"})
            self._encoder = None
        return self

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the training rows and write the model's arrays."""
        rows = training_data.intent_examples
        texts = [tidy(row.get("text")) for row in rows]
        intents = [row.get("intent") for row in rows]
        vectors = vectors_of(texts, self._encoder)
        measured = self._encoder.measured if self._encoder else None
        self._model = HybridModel.fit(texts, intents, vectors, voices_of(rows), measured)
        with self._storage.write_to(self._resource) as folder:
            # Compressed here: Rasa's packing would do it five times slower, to the same size.
            np.savez_compressed(Path(folder) / "model.npz", **self._model.arrays())
            (Path(folder) / _ENCODER).write_text(self._encoder.vectors_by if self._encoder else "")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Write intent, ranking, options and a second matter.

        What is an answer through and through ("650 kuussa" while the rent is asked) is not
        classified: it can be nothing else, and the encoder is half the work of a turn.
        """
        for message in messages:
            if message.get("text") and not is_plain_answer(message):
                self._read(message)
        return messages

    def _read(self, message: Any) -> None:
        places = [one for one in message.get("entities", []) if one["entity"] == "place"]
        said = message.get("text")
        text = tidy(without_own(without_home(said, places), said, places))
        foreign = message.get("language") in OTHER_LANGUAGES
        ranking = self._behind_greeting(text, self.rank(text), foreign=foreign)
        message.set(
            "intent_ranking",
            [{"name": one.intent, "confidence": one.confidence} for one in ranking],
            add_to_output=True,
        )
        pending = (message.get("metadata") or {}).get("pending")
        decided = band(ranking, asked=bool(pending))
        first = ranking[0]
        found = self._clauses(text, first)
        if (feared := worst([one for one, _ in found], first, SECOND_MATTER)) is not None:
            first, decided = feared, "answer"
        elif danger(ranking) < DANGER_SEEN and (pair := self._two(found, text)) is not None:
            first, decided = pair[0], "answer"
            message.set("second_intent", pair[1].intent, add_to_output=True)
        if decided == "ask":
            message.set("options", options(ranking, self._topics), add_to_output=True)
            message.set("intent", {"name": UNSURE, "confidence": first.confidence}, True)
            return
        name = OUT_OF_SCOPE if decided == "refuse" else first.intent
        message.set("options", options(ranking[:3], self._topics), add_to_output=True)
        message.set("intent", {"name": name, "confidence": first.confidence}, True)

    def _behind_greeting(self, text: str, ranking: list[Ranked], *, foreign: bool) -> list[Ranked]:
        """Return the ranking of a matter that its greeting drowns; else the given one.

        Of languages with few rows only greetings are known well: there the rest is read alone.
        """
        rest = behind_greeting(text) if ranking[0].intent in GREETINGS else ""
        told = self.rank(rest) if rest else ranking
        is_matter = told[0].intent in self._topics and told[0].confidence >= SURE_HALF
        is_more = foreign and len(rest.split()) > 1 and told[0].intent not in GREETINGS
        return told if is_matter or is_more else ranking

    def _clauses(self, text: str, whole: Ranked) -> list[tuple[Ranked, bool]]:
        """Return what each clause is read as, and whether both branches read it so."""
        # "hetuni on ●●●●●●-●●●●" is no matter of its own.
        parts = [part for part in clauses(text) if MASK[0] not in part][:MOST_CLAUSES]
        if len(parts) > 1 and whole.confidence >= SURELY_ELSE:
            parts = self._worth_reading(parts)
        if len(parts) < 2:
            return []
        return [(ranking[0], agreed) for ranking, agreed in self._readings(parts)]

    def _worth_reading(self, parts: Sequence[str]) -> list[str]:
        """Return the clauses that two matters could come of, where none can make danger.

        Letters must name both topics: where they do not, the encoder is not asked for nothing.
        """
        guessed = self._trained.by_letters(parts)
        if len(self._topics.intersection(guessed)) < 2:
            return []
        return [part for part, one in zip(parts, guessed, strict=True) if one in self._topics]

    def _two(
        self, found: Sequence[tuple[Ranked, bool]], text: str
    ) -> tuple[Ranked, Ranked] | None:
        # A clause alone says little: "pay comes in two weeks" sounds like work, and belongs to
        # the empty account before it. Letters and meaning must then name the same.
        agreed = [one for one, both in found if both]
        return two_matters(agreed, self._topics, SECOND_MATTER) or self._two_halves(text)

    def _two_halves(self, text: str) -> tuple[Ranked, Ranked] | None:
        parts = [part for part in halves(text) if MASK[0] not in part]
        if len(parts) < 2 or len(self._worth_reading(parts)) < 2:
            return None
        read = [ranking[0] for ranking, _ in self._readings(parts)]
        return two_matters(read, self._topics, SURE_HALF)

    def rank(self, text: str) -> list[Ranked]:
        """Return the ten most probable intents, best first."""
        return self._readings([text])[0][0]

    def _readings(self, texts: Sequence[str]) -> list[tuple[list[Ranked], bool]]:
        """Return each text's ranking, and whether both branches name the same first."""
        labels = self._trained.labels
        found = []
        for reading in self._trained.read(texts, embed_with(self._encoder)):
            shares = reading.probabilities
            best = np.argsort(-shares)[:RANKING_LENGTH]
            ranking = [Ranked(labels[i], round(float(shares[i]), 4)) for i in best]
            found.append((ranking, reading.agreed))
        return found

    @property
    def _trained(self) -> HybridModel:
        if self._model is None:
            raise RuntimeError("the classifier has not been trained")
        return self._model


def voices_of(rows: Sequence[Message]) -> list[str] | None:
    """Return who wrote each row; None unless there are enough voices to leave some out."""
    told = [(row.get("metadata") or {}).get("intent") or {} for row in rows]
    # A row without a voice (a county's own) is a voice of its own.
    voices = [one.get("persona") or str(number) for number, one in enumerate(told)]
    known = {one["persona"] for one in told if one.get("persona")}
    return voices if len(known) >= LEAST_VOICES else None


def left_out_probabilities(
    texts: Sequence[str], intents: Sequence[str]
) -> tuple[tuple[str, ...], Floats]:
    """Return (intents, what models that did not see a row say of it: (rows, intents))."""
    return HybridModel.of_rows_left_out([tidy(text) for text in texts], intents)
