"""The safety scanner inside Rasa's pipeline, so that every way of asking Rasa shows its finding.

The answer to danger does not wait for this: ``turn.py`` scans before Rasa is asked. Where the
scanner is silent but near its limit, the second ear (``second_ear.py``) reads the meaning too, and
what it hears becomes the message's intent: the same card.
"""

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.safety_rules import load_scanner
from bot.domain.safety import Finding, Scanner
from bot.domain.safety_model import Heard
from bot.domain.safety_patterns import Tier
from bot.nlu.decision import CRISIS, UNSURE
from bot.nlu.encoder import Encoder
from bot.nlu.folding import tidy
from bot.nlu.hybrid import Embed
from bot.nlu.intent import embed_with, encoder
from bot.nlu.reader import Reader
from bot.nlu.second_ear import Floats, SecondEar, load_second_ear

_WORD, _MIXED = re.compile(r"[^\W_]+"), re.compile(r"[^\W\d_][0-9@$€!|+]+[^\W\d_]")
"""A word, and one with a sign for a letter in it: "t4pan"."""

MEANING = "encoder"
"""The reason of a finding that the second ear made."""

LEAST_WORDS, LEAST_WORDS_OF_A_HINT = 2, 4
"""Shorter texts say too little: "asun vantaalla" is like many things."""

CALM, CALM_DENIED = -0.2, 0.8
"""Below these sums of both ears danger that the classifier alone reads is asked about, not taken
for true: in any words, and in words that a reviewed context denies or puts in the past. Looked up
on the open corpus's dev rows.
"""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER], is_trainable=False)
class SafetyReader(Reader):
    """Puts ``safety`` on every message: category, tier and whom it is about, or None."""

    def __init__(self) -> None:
        self._scanner = load_scanner()
        self._encoder = encoder()
        self._ear = load_second_ear(made_by=self._encoder.made_by if self._encoder else None)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the rows as they are."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Scan the words as they were typed."""
        for message in messages:
            text = message.get("text") or ""
            finding = self._scanner.scan(text)
            if finding is None and (finding := self._meant(text)) is not None:
                message.set("intent", {"name": finding.category, "confidence": 1.0}, True)
            elif finding is None and self._is_contradicted(text, message):
                message.set("intent", {"name": UNSURE, "confidence": 0.0}, True)
            elif finding is None:
                message.set("hint", self._hints(text), True)
            heard = finding and {
                "category": finding.category,
                "tier": finding.tier,
                "about_other": finding.about_other,
                "reason": finding.reason,
            }
            message.set("safety", heard, True)
        return messages

    def _is_contradicted(self, text: str, message: Message) -> bool:
        intent = str((message.get("intent") or {}).get("name"))
        return is_contradicted(text, intent, self._scanner, self._ear, self._encoder)

    def _hints(self, text: str) -> bool:
        return is_hint(text, self._scanner, self._ear, self._encoder)

    def _meant(self, text: str) -> Finding | None:
        return by_meaning(text, self._scanner, self._ear, self._encoder)


def by_meaning(
    text: str, scanner: Scanner, ear: SecondEar | None, by: Encoder | None
) -> Finding | None:
    """Return danger that only the second ear hears; never what is denied, past or quoted."""
    embed, heard = embed_with(by), _in_doubt(text, scanner, ear, by)
    if heard is None or ear is None or embed is None or _is_unmeant(text, scanner):
        return None
    vector = _gravest(text, scanner, ear, embed)
    if not ear.is_danger(heard, vector):
        return None
    tier: Tier = "A" if heard.is_now else "B"
    return Finding(ear.category(vector), tier, heard.is_about_other, MEANING)


def is_hint(text: str, scanner: Scanner, ear: SecondEar | None, by: Encoder | None) -> bool:
    """Return whether both ears together hear a little: too little for a card, too much for
    nothing. What is denied, past or quoted has a question of its own."""
    embed, heard = embed_with(by), _in_doubt(text, scanner, ear, by)
    if heard is None or ear is None or embed is None or len(text.split()) < LEAST_WORDS_OF_A_HINT:
        return False
    vector = _gravest(text, scanner, ear, embed)
    return ear.is_hint(heard, vector) and not _is_unmeant(text, scanner)


def _gravest(text: str, scanner: Scanner, ear: SecondEar, embed: Embed) -> Floats:
    """Return the vector of a text, or of its mended words where they say more of danger.

    The encoder knows slips, but neither words that are glued together nor digits for letters.
    """
    vector: Floats = embed([tidy(text)])[0]
    words = scanner.words(text)
    apart = len(words.split()) != len(_WORD.findall(tidy(text)))
    if not apart and not _MIXED.search(text):
        return vector
    mended: Floats = embed([words])[0]
    return mended if ear.odds(mended) > ear.odds(vector) else vector


def _in_doubt(
    text: str, scanner: Scanner, ear: SecondEar | None, by: Encoder | None
) -> Heard | None:
    """Return what the scanner's model hears, where a vector could make more of it."""
    if ear is None or by is None or len(text.split()) < LEAST_WORDS:
        return None
    heard = scanner.sound(text)
    return heard if heard is not None and ear.is_in_doubt(heard) else None


def _is_unmeant(text: str, scanner: Scanner) -> bool:
    return scanner.soft(text) is not None or scanner.is_locked_out(text)


def is_contradicted(
    text: str, intent: str, scanner: Scanner, ear: SecondEar | None, by: Encoder | None
) -> bool:
    """Return whether both ears speak against danger that the classifier reads.

    The person is asked then, with the danger among the buttons; what is denied has the gentle
    question besides.
    """
    embed = embed_with(by)
    if ear is None or embed is None or not intent.startswith(CRISIS):
        return False
    heard = scanner.sound(text)
    if heard is None:
        return False
    limit = CALM if scanner.soft(text) is None else CALM_DENIED
    return ear.summed(heard, _gravest(text, scanner, ear, embed)) < limit
