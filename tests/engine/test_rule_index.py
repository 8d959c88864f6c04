"""Rules looked up by their intent: exactly those that Rasa finds by comparing every one."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("rasa")

from rasa.core.policies.rule_policy import RulePolicy

from bot.engine.rule_index import RuleIndex

INTENTS, ACTIONS = ("greet", "answer"), ("action_listen", "action_ask")
NOT_SET = "should_not_be_set"


def states(*more: str) -> st.SearchStrategy[dict[str, Any]]:
    user = st.fixed_dictionaries({}, optional={"intent": st.sampled_from((*INTENTS, *more))})
    before = st.fixed_dictionaries({"action_name": st.sampled_from(ACTIONS)})
    loop = st.fixed_dictionaries({"name": st.sampled_from(("assessment_loop", *more))})
    return st.fixed_dictionaries(
        {}, optional={"user": user, "prev_action": before, "active_loop": loop}
    )


rules = st.lists(st.lists(states(NOT_SET), min_size=1, max_size=3), max_size=12)


def test_a_rule_for_words_without_an_intent_stays_among_the_possible_ones() -> None:
    policy = RulePolicy.__new__(RulePolicy)
    listening = {"prev_action": {"action_name": "action_listen"}}
    lookup = {json.dumps([{**listening, "user": {"intent": NOT_SET}}]): "action_ask"}
    assert RuleIndex(policy)(lookup, [listening]) == set(lookup)


@settings(max_examples=400, deadline=None)
@given(rules, st.lists(states(), max_size=4))
def test_the_same_rules_are_found(made: list[Any], talk: list[Any]) -> None:
    policy = RulePolicy.__new__(RulePolicy)
    lookup = {json.dumps(one, sort_keys=True): "action_ask" for one in made}
    index = RuleIndex(policy)
    assert index(lookup, talk) == policy._get_possible_keys(lookup, talk)
    assert index(lookup, talk[:1]) == policy._get_possible_keys(lookup, talk[:1])
