"""The safety scanner as it is shipped: reviewed patterns, the learnt model, other scripts."""

from functools import cache
from pathlib import Path

from bot.content.calm_words import is_calm
from bot.content.own_script import load_own_script
from bot.content.safety_ear import load_ear
from bot.content.safety_rules import FOLDER, SafetyRules
from bot.domain.safety import Scanner

MODEL_FILE = "model.npz"

_READ_AHEAD, _AT_ONCE = 12_000, 500
"""Words that are read when the scanner is loaded (a quarter of a second): the first sight of a
word takes ten times as long as the next."""


@cache
def load_scanner(folder: Path = FOLDER) -> Scanner:
    """Return the scanner of the shipped patterns and model, read once a process and folder.

    Raises:
        ContentProblems: with everything that is wrong.
    """
    rules = SafetyRules.load(folder).rules
    scanner = Scanner(rules, load_ear(folder / MODEL_FILE), load_own_script().read, is_calm)
    scanner.scan("oon Espoossa")  # the places are read here: no message waits for a file
    commonest = rules.lexicon.vocabulary.commonest(_READ_AHEAD)
    for some in range(0, len(commonest), _AT_ONCE):
        scanner.scan(" ".join(commonest[some : some + _AT_ONCE]))
    return scanner
