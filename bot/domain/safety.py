"""The safety scanner: hears danger in a message, in all languages at once, before anything else.

Pure, deterministic, in memory: it works when the database, Rasa and the network do not. It never
grades a person; a finding says which help is shown first. Reviewed patterns decide, and a small
model may add a finding where no pattern spoke, never take one away.
"""

from dataclasses import dataclass

from bot.domain.safety_folding import read
from bot.domain.safety_model import Model, stretches
from bot.domain.safety_patterns import CATEGORIES, Category, Context, Match, Pattern, Rules, Tier

ABOUT_OTHER = "about_other"
"""The context that says that a third person is meant."""

MODEL = "model"


@dataclass(frozen=True, slots=True)
class Finding:
    """Danger heard in a message.

    Attributes:
        category: The intent of the taxonomy that says what kind.
        tier: "A": life in danger now; "B": told of danger; "C" only from ``soft``: denied, long
            ago or quoted: no card, but worth a gentle question.
        about_other: Somebody else than the writer is in danger.
        reason: The pattern's id or "model"; never words of the message, so it may be logged.
    """

    category: Category
    tier: Tier
    about_other: bool
    reason: str


class Scanner:
    """Finds danger in texts of any length, in time in proportion to what is read of them.

    Args:
        rules: Patterns, contexts and idioms of all languages.
        model: None leaves the patterns alone.
    """

    def __init__(self, rules: Rules, model: Model | None = None) -> None:
        self._rules = rules
        self._model = model
        self._contexts: dict[str, list[Context]] = {}
        for context in rules.contexts:
            self._contexts.setdefault(context.name, []).append(context)
        self._patterns = sorted(
            rules.patterns, key=lambda one: (one.tier, CATEGORIES.index(one.category))
        )

    def scan(self, text: str) -> Finding | None:
        """Return the gravest danger in a text, tier A or B; None when there is none."""
        match, sentences = self._read(text)
        return self._by_patterns(match) or self._by_model(match, sentences)

    def soft(self, text: str) -> Finding | None:
        """Return what was said but denied, long ago or quoted, as tier C; None when nothing was.

        Meant for messages in which ``scan`` finds nothing.
        """
        match, _ = self._read(text)
        for pattern in self._patterns:
            if self._ends(match, pattern):
                return Finding(pattern.category, "C", False, pattern.id)
        return None

    def _read(self, text: str) -> tuple[Match, tuple[str, ...]]:
        lexicon = self._rules.lexicon
        layout = lexicon.lay_out(read(text, lexicon.signs))
        match = Match(layout, self._contexts)
        match.forget(self._rules.idioms)
        return match, layout.texts

    def _by_patterns(self, match: Match) -> Finding | None:
        for pattern in self._patterns:
            ends = self._ends(match, pattern)
            for name in pattern.unless if ends else ():
                ends &= ~match.place(name)
            if ends:
                other = pattern.about == "other" or (
                    pattern.about == "auto" and bool(ends & match.place(ABOUT_OTHER))
                )
                return Finding(pattern.category, pattern.tier, other, pattern.id)
        return None

    @staticmethod
    def _ends(match: Match, pattern: Pattern) -> int:
        found = 0
        for line in pattern.lines:
            found |= match.ends(line)
        return found

    def _by_model(self, match: Match, sentences: tuple[str, ...]) -> Finding | None:
        model = self._model
        if model is None or not sentences:
            return None
        loudest = max(stretches(sentences), key=model.score)
        if model.score(loudest) < model.threshold:
            return None
        return Finding(model.category(loudest), "B", bool(match.place(ABOUT_OTHER)), MODEL)
