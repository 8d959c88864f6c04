"""Scanners with harmless words for testing how matching works: who wants strawberries."""

from pathlib import Path

from bot.content.safety_rules import SafetyRules
from bot.domain.safety import OwnScript, Scanner
from bot.domain.safety_model import Ear

BERRIES = """\
language: fi
usual: [denied]
fillers: niinku vaan
ordinary: mansetti
words:
  want: halua* haluan haluun
  berry: mansik* mansikoita mansikka
  pick: poimin poimia
  self: itseni itteni
  neg: en emmä
  friend: kaveri
idioms:
  - say: ["mansikka kakku"]
contexts:
  - name: denied
    reach: after
    say: ["{neg} {want}"]
    stops: mutta
  - name: about_other
    reach: sentence
    say: ["{friend}"]
patterns:
  - id: want
    category: crisis_suicide
    tier: B
    say: ["{want} ~3 {berry}", "{pick} &2 {self}"]
    must: [haluan mansikoita]
    must_not: [en halua mansikoita, haluan mansikka kakkua]
  - id: eat
    category: crisis_medical_now
    tier: A
    say: ["söin_mansikoita"]
"""


def write(folder: Path, text: str = BERRIES, name: str = "patterns_fi.yml") -> Path:
    """Write a file of patterns and return its folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def scanner(
    folder: Path, ear: Ear | None = None, own_script: OwnScript = lambda _: None
) -> Scanner:
    """Return a scanner of strawberries."""
    return Scanner(SafetyRules.load(write(folder)).rules, ear, own_script)
