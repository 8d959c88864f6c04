"""Everything that can bring a crisis card, one after the other, as a turn does it.

For measuring: both ears, then the classifier with its limits.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rasa.shared.nlu.training_data.message import Message

from bot.domain.safety import Finding, Scanner
from bot.domain.safety_patterns import CRISIS, Category
from bot.nlu.both_ears import BothEars
from bot.nlu.encoding import encoder
from bot.nlu.hybrid import read_archive
from bot.nlu.intent import IntentReader

CLASSIFIER = "classifier"


@dataclass(frozen=True, slots=True)
class Hearing:
    """All ears of a turn."""

    ears: BothEars
    classifier: IntentReader

    @classmethod
    def load(cls, scanner: Scanner, archive: Path) -> "Hearing":
        """Take the classifier out of a trained model.

        Raises:
            ValueError: the archive holds none of ours.
        """
        ears = BothEars.with_encoder(scanner, encoder())
        return cls(ears, IntentReader(None, None, read_archive(archive)))

    def scan(self, text: str) -> Finding | None:
        """Return the danger that a message would get a card for, talked about nothing before."""
        return self.ears.scan(text) or self._classified(text)

    def asks(self, text: str) -> bool:
        """Return whether a message gets a card, or its answer and a question whether one is safe:
        it is denied, long ago, quoted, or hints too faintly."""
        if self.scan(text) is not None or self.ears.soft(text) is not None:
            return True
        return self.ears.is_hint(text)

    def _classified(self, text: str) -> Finding | None:
        message = Message(data={"text": text})
        self.classifier.process([message])
        intent = str((message.get("intent") or {}).get("name"))
        if self.ears.is_contradicted(text, intent) or not intent.startswith(CRISIS):
            return None
        if self.ears.matter(text) is not None:
            return None
        return Finding(cast(Category, intent), "B", False, CLASSIFIER)
