"""What the readers of Rasa's pipeline share: they learn nothing, so they are made of nothing."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage


class Reader(GraphComponent):
    """A part of the pipeline without training and without settings."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Make the component for training or for serving."""
        return cls()
