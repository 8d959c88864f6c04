"""Everything that can bring a crisis card, one after the other, as a turn does it.

For measuring: the scanner, the second ear, then the classifier with its limits.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rasa.shared.nlu.training_data.message import Message

from bot.domain.safety import Finding, Scanner
from bot.domain.safety_patterns import Category
from bot.nlu.decision import CRISIS
from bot.nlu.encoder import Encoder
from bot.nlu.hybrid import read_archive
from bot.nlu.intent import IntentReader, encoder
from bot.nlu.safety import by_meaning, is_contradicted, is_hint
from bot.nlu.second_ear import SecondEar, load_second_ear

CLASSIFIER = "classifier"


@dataclass(frozen=True, slots=True)
class Hearing:
    """All ears of a turn."""

    scanner: Scanner
    ear: SecondEar | None
    by: Encoder | None
    classifier: IntentReader

    @classmethod
    def load(cls, scanner: Scanner, archive: Path) -> "Hearing":
        """Take the classifier out of a trained model.

        Raises:
            ValueError: the archive holds none of ours.
        """
        by = encoder()
        ear = load_second_ear(made_by=by.made_by if by else None)
        return cls(scanner, ear, by, IntentReader(None, None, read_archive(archive)))

    def scan(self, text: str) -> Finding | None:
        """Return the danger that a message would get a card for, talked about nothing before."""
        found = self.scanner.scan(text) or by_meaning(text, self.scanner, self.ear, self.by)
        return found or self._classified(text)

    def asks(self, text: str) -> bool:
        """Return whether a message gets a card, or its answer and a question whether one is safe:
        it is denied, long ago, quoted, or hints too faintly."""
        if self.scan(text) is not None or self.scanner.soft(text) is not None:
            return True
        return is_hint(text, self.scanner, self.ear, self.by)

    def _classified(self, text: str) -> Finding | None:
        message = Message(data={"text": text})
        self.classifier.process([message])
        intent = str((message.get("intent") or {}).get("name"))
        against = is_contradicted(text, intent, self.scanner, self.ear, self.by)
        if against or not intent.startswith(CRISIS):
            return None
        return Finding(cast(Category, intent), "B", False, CLASSIFIER)
