"""A graph run by its plan gives what Rasa's own runner gives."""

from typing import Any

import pytest

pytest.importorskip("rasa")

from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.engine.graph_plan import GraphPlan


class Adds(GraphComponent):
    """Adds what it is given, and notes that it ran."""

    ran: list[int]

    def __init__(self, by: int) -> None:
        self.by = by

    @classmethod
    def create(cls, config: dict[str, Any], **_: object) -> "Adds":  # type: ignore[override]
        return cls(config["by"])

    def add(self, one: int, other: int) -> int:
        Adds.ran.append(self.by)
        return one + other + self.by


def node(by: int, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Adds, "create", "add", {"by": by}, eager=True)


@pytest.fixture
def loaded(tmp_path_factory: pytest.TempPathFactory) -> DaskGraphRunner:
    schema = GraphSchema(
        {
            "last": node(100, one="middle", other="first"),
            "first": node(1, one="__given__", other="__given__"),
            "middle": node(10, one="first", other="__given__"),
            "aside": node(1000, one="__given__", other="first"),
        }
    )
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    return DaskGraphRunner.create(schema, storage, ExecutionContext(schema))


@pytest.mark.parametrize("targets", [["last"], ["middle"], ["aside", "last"]])
def test_the_same_comes_out_and_only_what_is_needed_runs(
    loaded: DaskGraphRunner, targets: list[str]
) -> None:
    plan, runs = GraphPlan(loaded), []
    for runner in (loaded, plan, plan):
        Adds.ran = []
        runs.append((runner.run({"__given__": 3}, targets), sorted(Adds.ran)))
    assert runs[0] == runs[1] == runs[2]
    assert set(runs[0][0]) == set(targets)


def test_what_a_node_throws_is_thrown(loaded: DaskGraphRunner) -> None:
    wrong: Any = "three"
    thrown = []
    for runner in (loaded, GraphPlan(loaded)):
        with pytest.raises(Exception, match="Error running graph component") as told:
            runner.run({"__given__": (wrong,)}, ["last"])
        thrown.append(type(told.value))
    assert thrown[0] is thrown[1]
