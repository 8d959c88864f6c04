"""Which of Rasa's rules can apply: by the intent first, instead of comparing every rule each time.

We have hundreds of rules, two for each topic, and Rasa compares all of them with every state: a
third of a turn inside an assessment. A rule that asks for another intent than the one heard can be
left out before; what remains is compared by Rasa itself, so the answer is the same.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import SHOULD_NOT_BE_SET

State = Mapping[str, Mapping[str, Any]]

_USER, _INTENT, _BEFORE = "user", "intent", "prev_action"


class RuleIndex:
    """Stands in for ``RulePolicy._get_possible_keys`` of one policy."""

    def __init__(self, policy: RulePolicy) -> None:
        self._policy = policy
        self._known: dict[int, dict[str | None, set[str]]] = {}

    def __call__(self, lookup: dict[str, str], states: Sequence[State]) -> set[str]:
        """Return the keys of the rules that fit the states, as Rasa's own method does."""
        by_intent = self._known.get(id(lookup))
        if by_intent is None:
            by_intent = self._known[id(lookup)] = _by_intent(lookup)
        if not states:
            return set(lookup)
        heard = states[-1].get(_USER, {}).get(_INTENT)
        some = by_intent[None] | by_intent.get(heard, set())
        found: set[str] = RulePolicy._get_possible_keys(
            self._policy, dict.fromkeys(some, ""), list(states)
        )
        return found


def use_index(runner: DaskGraphRunner) -> None:
    """Let the rule policies of a loaded model look rules up by their intent."""
    for node in runner._instantiated_nodes.values():
        policy = getattr(node, "_component", None)
        if isinstance(policy, RulePolicy):
            policy._get_possible_keys = RuleIndex(policy)


def _by_intent(lookup: Mapping[str, str]) -> dict[str | None, set[str]]:
    """Return keys of rules by the intent of their last state; None: those that always stay.

    A rule for the start of a talk fits a talk that has not begun whatever was heard.
    """
    found: dict[str | None, set[str]] = defaultdict(set)
    for key in lookup:
        last: State = json.loads(key)[-1]
        asked = last.get(_USER, {}).get(_INTENT) if last.get(_BEFORE) else None
        found[None if asked in ("", SHOULD_NOT_BE_SET) else asked].add(key)
    return found
