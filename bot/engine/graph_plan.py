"""Runs the graph of a loaded model in an order that is found once.

Rasa plans its graph anew with Dask for every message and both predictions after it, and writes a
line of all it is given for a log that nobody keeps. The nodes, what they are given and what comes
out are Rasa's own.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner

Step = tuple[str, GraphNode, tuple[str, ...]]
"""A node's name, the node, and the names of what it is given."""


class GraphPlan:
    """Stands in for the runner that Rasa has loaded a model into."""

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self._schema = loaded._graph_schema
        self._nodes = loaded._instantiated_nodes
        self._plan = cache(self._planned)

    def run(self, inputs: Mapping[str, Any], targets: Sequence[str]) -> dict[str, Any]:
        """Return what the target nodes make of the inputs, by their names."""
        done = {name: (name, value) for name, value in inputs.items()}
        for name, node, needs in self._plan(tuple(targets)):
            done[name] = node(*(done[need] for need in needs))
        return dict(done[target] for target in targets)

    def _planned(self, targets: tuple[str, ...]) -> tuple[Step, ...]:
        needed = self._schema.minimal_graph_schema(list(targets)).nodes
        needs = {name: tuple(node.needs.values()) for name, node in needed.items()}
        order = TopologicalSorter(needs).static_order()
        return tuple((name, self._nodes[name], needs[name]) for name in order if name in needs)
