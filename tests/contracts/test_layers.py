"""Imports point one way (design, section 2), and the dialogue's parts fit together."""

import ast
from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.settings import ROOT

BOT = ROOT / "bot"

# What each package may import from ours. Top-level modules (i18n, settings) are named by file.
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "i18n": {"domain"},
    "settings": {"domain"},
    "services": {"domain", "i18n"},
    "storage": {"domain", "services"},
    "content": {"domain", "services", "i18n"},
    "nlu": {"domain", "services", "content"},
    "engine": {"domain", "services", "content", "nlu"},
    "channels": {"domain", "services", "i18n"},
    "pictures": {"domain"},
    "turn_state": {"domain", "services", "content", "i18n"},
    "turn_dialogue": {"domain", "services", "content", "i18n", "turn_state"},
    "turn_outcome": {"domain", "services", "turn_state"},
    "turn_safety": {"domain", "services", "turn_state"},
    "turn_commands": {"services", "turn_state"},
    "turn_fallback": {"domain", "services", "turn_state", "turn_safety", "turn_outcome"},
    "turn": {
        *("domain", "services", "content", "i18n", "turn_state", "turn_safety"),
        *("turn_commands", "turn_dialogue", "turn_outcome", "turn_fallback"),
    },
    "runtime": {
        *("domain", "services", "content", "i18n", "settings", "turn", "turn_state"),
        *("turn_fallback", "pictures"),
        *("nlu", "engine"),
        *("channels", "storage"),
    },
}

# Where the parts meet, and the commands: each named with its reason.
EXCEPTIONS = {
    ("runtime/serving.py", "app"),  # starts what app.build put together
    ("nlu/commands.py", "runtime"),  # `rinnalla nlu` is a command
    ("nlu/commands.py", "settings"),
}

STDLIB_ONLY = BOT / "domain"
DOMAIN_MAY_USE = {"holidays"}  # bot/domain/calendar.py alone: the calendar of Finland


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def package_of(path: Path) -> str:
    relative = path.relative_to(BOT)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def test_imports_point_one_way() -> None:
    wrong = []
    for path in sorted(BOT.rglob("*.py")):
        package = package_of(path)
        if package not in MAY_IMPORT:
            continue
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "bot" or len(parts) < 2 or parts[1] == package:
                continue
            relative = str(path.relative_to(BOT))
            if parts[1] not in MAY_IMPORT[package] and (relative, parts[1]) not in EXCEPTIONS:
                wrong.append(f"{relative} imports {name}")
    assert wrong == []


def test_the_rules_of_the_field_need_no_library() -> None:
    import sys

    found = {
        (path.name, name.split(".")[0])
        for path in STDLIB_ONLY.rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("bot.domain")
    }
    assert {name for _, name in found} <= DOMAIN_MAY_USE
    assert {file for file, _ in found} <= {"calendar.py"}


def test_only_engine_nlu_and_actions_know_rasa() -> None:
    knows = {
        package_of(path)
        for path in BOT.rglob("*.py")
        if any(name.split(".")[0] in {"rasa", "rasa_sdk"} for name in imports(path))
    }
    assert knows <= {"engine", "nlu"}


def test_every_intent_has_a_rule_and_every_rule_an_action() -> None:
    """An intent without a rule is silence in Rasa."""
    domain = ROOT / "nlu_data" / "domain"
    intents = set(yaml.safe_load((domain / "intents.yml").read_text())["intents"])
    actions = set(yaml.safe_load((domain / "actions.yml").read_text())["actions"])
    ruled, used = set(), set()
    for file in (ROOT / "nlu_data" / "rules").glob("*.yml"):
        for rule in yaml.safe_load(file.read_text())["rules"]:
            for step in rule["steps"]:
                ruled |= {step["intent"]} if "intent" in step else set()
                used |= {step["action"]} if "action" in step else set()
    assert ruled == intents
    assert used - {"action_listen"} <= actions  # that one is Rasa's own
    assert "action_default_fallback" in actions


def test_every_action_of_the_domain_is_written_and_no_other() -> None:
    domain = ROOT / "nlu_data" / "domain"
    named = set(yaml.safe_load((domain / "actions.yml").read_text())["actions"])
    written = set()
    for path in (ROOT / "actions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name == "name":
                returned = node.body[-1]
                assert isinstance(returned, ast.Return)
                assert isinstance(returned.value, ast.Constant)
                written.add(returned.value.value)
    assert written == named


def test_every_intent_has_a_rule_inside_the_loop_of_the_assessments() -> None:
    """Inside a loop too an intent without a rule is silence; danger and goodbye end it."""
    rules = ROOT / "nlu_data" / "rules"
    inside, starting = {}, set()
    for rule in yaml.safe_load((rules / "assessment.yml").read_text())["rules"]:
        steps = rule["steps"]
        if "intent" not in steps[0]:
            continue
        if "condition" in rule:
            inside[steps[0]["intent"]] = [step.get("action") for step in steps]
        elif steps[1].get("action") == "assessment_loop":
            starting.add(steps[0]["intent"])
    outside = {}
    for file in rules.glob("*.yml"):
        for rule in yaml.safe_load(file.read_text())["rules"]:
            if "intent" in rule["steps"][0] and "condition" not in rule:
                outside[rule["steps"][0]["intent"]] = rule["steps"][1]["action"]
    intents = set(yaml.safe_load((ROOT / "nlu_data/domain/intents.yml").read_text())["intents"])
    assert inside.keys() | starting == intents
    for intent, actions in inside.items():
        assert actions[1] == outside[intent], intent
        rests = "action_rest_assessment" in actions
        asks_again = "assessment_loop" in actions
        assert rests != asks_again, intent
        if intent.startswith("crisis_"):
            assert rests, intent


def test_the_end_of_the_loop_has_a_rule() -> None:
    file = ROOT / "nlu_data" / "rules" / "assessment.yml"
    ends = [
        rule
        for rule in yaml.safe_load(file.read_text())["rules"]
        if rule["steps"][0] == {"action": "assessment_loop"}
    ]
    assert [rule["steps"][1] for rule in ends] == [{"active_loop": None}]
