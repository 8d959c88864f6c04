"""The intent classifier as a component of Rasa's pipeline.

It reads with ``HybridModel``, decides with ``decision`` and writes Rasa's usual fields: ``intent``
and ``intent_ranking`` (always the taxonomy's), and when no one intent is sure ``unsure`` with
``options``. A second matter in the same message stands under ``second_intent``.
"""

import logging
import os
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
from bot.nlu.decision import Ranked, band, clauses, options, two_matters, worst
from bot.nlu.encoder import VectorCache, shared_encoder
from bot.nlu.folding import tidy
from bot.nlu.hybrid import HybridModel

log = logging.getLogger(__name__)

SHIPPED_VECTORS = Path(__file__).resolve().parents[2] / "nlu_data" / "vectors.npz"
RANKING_LENGTH = 10
MOST_CLAUSES = 4
SECOND_MATTER = 0.7
"""Both clauses must be this sure before two matters are answered."""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentReader(GraphComponent):
    """Character n-grams and a multilingual encoder, one joint model for all languages."""

    def __init__(self, storage: Any, resource: Any, model: HybridModel | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model
        self._encoder = shared_encoder(_folder())
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
            np.load(Path(folder) / "model.npz") as kept,
        ):
            model = HybridModel.load(dict(kept))
        return cls(model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the training rows and write the model's arrays."""
        rows = [
            (tidy(row.get("text")), row.get("intent")) for row in training_data.intent_examples
        ]
        texts, intents = [text for text, _ in rows], [intent for _, intent in rows]
        vectors = None
        if self._encoder is not None:
            vectors = VectorCache(_folder() / "vectors.npz", SHIPPED_VECTORS).embed(
                texts, self._encoder
            )
        self._model = HybridModel.fit(texts, intents, vectors)
        with self._storage.write_to(self._resource) as folder:
            # Compressed here: Rasa's packing would do it five times slower, to the same size.
            np.savez_compressed(Path(folder) / "model.npz", **self._model.arrays())
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Write intent, ranking, options and a second matter."""
        for message in messages:
            if message.get("text"):
                self._read(message)
        return messages

    def _read(self, message: Any) -> None:
        text = tidy(message.get("text"))
        ranking = self.rank(text)
        message.set(
            "intent_ranking",
            [{"name": one.intent, "confidence": one.confidence} for one in ranking],
            add_to_output=True,
        )
        decided = band(ranking)
        first = ranking[0]
        parts = clauses(text)
        found = [self.rank(part)[0] for part in parts[:MOST_CLAUSES]] if len(parts) > 1 else []
        if (feared := worst(found, SECOND_MATTER)) is not None:
            first, decided = feared, "answer"
        elif (pair := two_matters(found, self._topics, SECOND_MATTER)) is not None:
            first, decided = pair[0], "answer"
            message.set("second_intent", pair[1].intent, add_to_output=True)
        if decided == "ask":
            message.set("options", options(ranking), add_to_output=True)
            message.set("intent", {"name": "unsure", "confidence": first.confidence}, True)
            return
        name = "out_of_scope" if decided == "refuse" else first.intent
        message.set("options", options(ranking[:3]), add_to_output=True)
        message.set("intent", {"name": name, "confidence": first.confidence}, True)

    def rank(self, text: str) -> list[Ranked]:
        """Return the ten most probable intents, best first."""
        if self._model is None:
            raise RuntimeError("the classifier has not been trained")
        embed = None if self._encoder is None else self._encoder.embed
        probabilities = self._model.read(text, embed).probabilities
        best = np.argsort(-probabilities)[:RANKING_LENGTH]
        return [Ranked(self._model.labels[i], round(float(probabilities[i]), 4)) for i in best]


def _folder() -> Path:
    """Return where the encoder and the vectors of training rows lie: beside the models."""
    return Path(os.environ.get("RINNALLA_MODEL_DIR", "models")) / "encoder"
