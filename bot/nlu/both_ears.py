"""Both ears together: the scanner, and the second ear where spelling alone leaves a doubt.

What the vector hears where the scanner is silent is a finding like any other. What the scanner
hears while the sentence's vector speaks against it ("kms my bangs") is asked about instead of
answered with a card: of its model's findings where both ears together are calm, of reviewed
patterns only where the vector is sure by itself. Without an encoder the scanner is alone.
"""

from dataclasses import dataclass, field, replace

from bot.content.plain_matters import load_matters
from bot.domain.phones import without_numbers
from bot.domain.plain_matters import PlainMatters
from bot.domain.safety import EARS, MEANING, MODEL, Finding, Scanner
from bot.domain.safety_model import Heard
from bot.domain.safety_patterns import CRISIS, Category, Tier
from bot.nlu.decision import clauses
from bot.nlu.encoder import MAX_CHARACTERS, Encoder
from bot.nlu.folding import tidy
from bot.nlu.second_ear import Floats, SecondEar, load_second_ear
from bot.nlu.spoken import standard_finnish

OF_DOUBTFUL_NOW: frozenset[Category] = frozenset(
    {"crisis_suicide", "crisis_harm_others", "crisis_medical_now"}
)
"""Kinds of danger that much harmless talk sounds of: less is said of attackers and fires."""

LEAST_WORDS, LEAST_WORDS_BESIDE, LEAST_WORDS_OF_A_HINT = 2, 3, 4
"""Shorter texts say too little: "asun vantaalla" is like many things."""

LEAST_WORDS_BESIDE_A_NUMBER = 3
"""For each telephone number. "Äiti 040 1234567" is somebody's own people, as in a safety plan."""

CALM, CALM_DENIED = -0.2, 0.8
"""Below these sums of both ears danger that the scanner's model or the classifier alone reads is
asked about, not taken for true: in any words, and in words that a reviewed context denies or puts
in the past. Looked up on the open corpus's dev rows.
"""

SURELY_CALM, CALM_CLAUSE = -5.0, 2.0
"""Below these log odds of danger, of the whole and of each clause that a pattern speaks in, the
vector speaks against a reviewed pattern: none of 1,099 dangers that patterns found and no ear was
fitted on, two of five false cards (ADR 0015).
"""

NEVER_CALM = ("lethal_amount", "double_dose", "fi.not_live")
"""Patterns that no vector speaks against: a calm question of how much kills is danger all the
same, a dose taken twice by mistake needs the Poison Centre, and who cannot go on living with
their debts says it among words of money.
"""

SURELY_MEANT = 1.0
"""From this sum of both ears on, words count that a reviewed context takes for denied, past or
played: "after this game I kill myself for real".
"""

SURELY_NOW = 1.0
"""From this sum of both ears on what the second one alone hears is danger now. Below it the card
is tier B's, which says when to call 112 and whom to ask otherwise: without their words a bruise
and a bleeding sound alike (ADR 0015).
"""


@dataclass(frozen=True, slots=True)
class BothEars:
    """Everything that hears danger before a message is classified.

    Attributes:
        scanner: The first ear: never waits, needs nothing.
        ear: The second one; None where there is none for the encoder.
        by: What makes the vectors that the second ear hears.
        matters: Everyday matters whose words sound of danger.
    """

    scanner: Scanner
    ear: SecondEar | None = None
    by: Encoder | None = None
    matters: PlainMatters = field(default_factory=lambda: load_matters().words)

    @classmethod
    def with_encoder(cls, scanner: Scanner, by: Encoder | None) -> "BothEars":
        """Take the second ear that knows an encoder's vectors, if there is one."""
        return cls(scanner, load_second_ear(made_by=by.made_by if by else None), by)

    def scan(self, text: str) -> Finding | None:
        """Return the danger that a message gets a card for, tier A or B; None of no danger."""
        finding = self.hear(text)
        return None if finding is None or finding.is_doubted else finding

    def hear(self, text: str) -> Finding | None:
        """Return the same, and what the scanner heard but the vector speaks against."""
        finding = self.scanner.scan(text)
        if finding is None:
            finding = self.by_meaning(text)
        else:
            finding = replace(finding, is_doubted=self._is_doubted(text, finding))
        if finding is None or finding.reason not in EARS:
            return finding
        matter = self.matter(text, finding.category)
        return replace(finding, is_doubted=True, matter=matter) if matter else finding

    def matter(self, text: str, taken_for: Category | None = None) -> str | None:
        """Return the topic of an everyday matter that a message plainly tells; None of none.

        None also where an ear hears danger in what is said beside it.

        Args:
            taken_for: Only a matter that sounds of this danger.
        """
        told = self.matters.told(text)
        if told is None or (taken_for is not None and taken_for not in told.matter.kinds):
            return None
        beside = [part for part in told.beside if _is_said(part)]
        is_danger = any(self.scanner.scan(part) or self.by_meaning(part) for part in beside)
        return None if is_danger else told.topic

    def soft(self, text: str) -> Finding | None:
        """Return what was said but denied, long ago or quoted, as tier C.

        Meant for messages in which ``hear`` finds nothing.
        """
        found = self.scanner.soft(text)
        if found is not None or self.ear is None or self._in_doubt(text) is None:
            return found
        vector = self._gravest(text, self.ear)
        if not self.ear.is_denied(vector):
            return None
        return Finding(self.ear.category(vector), "C", False, MEANING)

    def by_meaning(self, text: str) -> Finding | None:
        """Return danger that only the second ear hears.

        What is denied, past or quoted only where both ears are sure; then it is never tier A.
        """
        if self.ear is None or (heard := self._in_doubt(text)) is None:
            return None
        vector, unmeant = self._gravest(text, self.ear), self._is_unmeant(text)
        if unmeant and self.ear.summed(heard, vector) < SURELY_MEANT:
            return None
        if not self.ear.is_danger(heard, vector):
            return None
        category = self.ear.category(vector)
        sure = category not in OF_DOUBTFUL_NOW or self.ear.summed(heard, vector) >= SURELY_NOW
        tier: Tier = "A" if heard.is_now and sure and not unmeant else "B"
        return Finding(category, tier, heard.is_about_other, MEANING)

    def is_hint(self, text: str) -> bool:
        """Return whether a message that gets no card is worth the question whether one is safe.

        It tells a matter that always is; both ears hear a little, or the first one heard danger
        that was doubted. What is denied, past or quoted has a question of its own.
        """
        told = self.matters.told(text)
        if told is not None and told.matter.asks:
            return True
        if self.ear is None or self.by is None or len(text.split()) < LEAST_WORDS_OF_A_HINT:
            return False
        if self.scanner.scan(text) is not None:
            return True
        heard = self._in_doubt(text)
        hints = heard is not None and self.ear.is_hint(heard, self._gravest(text, self.ear))
        return hints and not self._is_unmeant(text)

    def is_contradicted(self, text: str, intent: str) -> bool:
        """Return whether both ears speak against danger that the classifier reads.

        The person is asked then, with the danger among the buttons; what is denied has the gentle
        question besides.
        """
        if self.ear is None or self.by is None or not intent.startswith(CRISIS):
            return False
        heard = self.scanner.sound(text)
        if heard is None:
            return False
        limit = CALM if self.scanner.soft(text) is None else CALM_DENIED
        return self.ear.summed(heard, self._gravest(text, self.ear)) < limit

    def _is_doubted(self, text: str, finding: Finding) -> bool:
        """Return whether the vector speaks against what the scanner hears.

        What is doubted is asked about (``is_hint``), so a text too short for that is not doubted,
        nor one so long that the vector knows its beginning only.
        """
        if self.ear is None or self.by is None or len(text) > MAX_CHARACTERS:
            return False
        if len(text.split()) < LEAST_WORDS_OF_A_HINT:
            return False
        if finding.reason != MODEL:
            spoken = finding.reason.partition("+")[0].endswith(NEVER_CALM)
            return not spoken and self._is_surely_calm(text, self.ear)
        heard = self._in_doubt(text)
        if heard is None:
            return False
        return self.ear.summed(heard, self._gravest(text, self.ear)) < CALM

    def _is_surely_calm(self, text: str, ear: SecondEar) -> bool:
        """Return whether the vector speaks against a pattern: as a whole, and clause by clause.

        A question beside danger calms the whole: "my friend is unconscious, does it last long".
        """
        if ear.odds(self._gravest(text, ear)) >= SURELY_CALM:
            return False
        told = [part for part in clauses(text) if part != text and self.scanner.scan(part)]
        return all(ear.odds(self._gravest(part, ear)) < CALM_CLAUSE for part in told)

    def _in_doubt(self, text: str) -> Heard | None:
        """Return what the scanner's model hears, where a vector could make more or less of it."""
        if self.ear is None or self.by is None or self._says_too_little(text):
            return None
        heard = self.scanner.sound(text)
        return heard if heard is not None and self.ear.is_in_doubt(heard) else None

    def _says_too_little(self, text: str) -> bool:
        """Return whether a text has too few words for its vector to mean anything."""
        left, numbers = without_numbers(text)
        least = max(LEAST_WORDS, numbers * LEAST_WORDS_BESIDE_A_NUMBER)
        return len(left.split()) < least or self.matters.is_bare(text)

    def _is_unmeant(self, text: str) -> bool:
        return self.scanner.soft(text) is not None or self.scanner.is_locked_out(text)

    def _gravest(self, text: str, ear: SecondEar) -> Floats:
        """Return the vector of a text, or of its mended words where they say more of danger.

        The encoder knows slips, but neither words that are glued together nor digits for letters.
        """
        typed = tidy(self.scanner.in_own_script(text))
        vector, words = self._vector(typed), self.scanner.mended(typed)
        if words == typed:
            return vector
        mended = self._vector(words)
        return mended if ear.odds(mended) > ear.odds(vector) else vector

    def _vector(self, text: str) -> Floats:
        assert self.by is not None  # noqa: S101 - ``_in_doubt`` has looked
        vector: Floats = self.by.deep([standard_finnish(text)])[0]
        return vector


def _is_said(text: str) -> bool:
    """Return whether words beside a matter are enough to be heard by themselves."""
    return len(text.split()) >= LEAST_WORDS_BESIDE
