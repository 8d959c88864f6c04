"""The safety scanner: hears danger in a message, in all languages at once, before anything else.

Pure, deterministic, in memory: it works when the database, Rasa and the network do not. It never
grades a person; a finding says which help is shown first. Reviewed patterns decide, and a small
model may add a finding where no pattern spoke or make one graver, never take one away.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.domain.safety_layout import lay_out, mend
from bot.domain.safety_match import Group, Match, Sieve, Silence
from bot.domain.safety_model import Ear, Heard
from bot.domain.safety_patterns import CATEGORIES, Category, Pattern, Rules, Tier

ABOUT_OTHER = "about_other"
"""The context that says that a third person is meant."""

LOCKED_OUT = "locked_out"
"""The context of a door that is locked with the person outside, which sounds like being held."""

DENIED = "denied"
"""The context that says that it is not so."""

MODEL, MEANING = "model", "encoder"
"""The reasons of findings that no reviewed pattern made: the scanner's model, the second ear."""

EARS = (MODEL, MEANING)

FAINT = "faint"
"""In the facts of a turn: what an ear alone hears is asked about, the words are read as any."""

OwnScript = Callable[[str], str | None]
Calm = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Finding:
    """Danger heard in a message.

    Attributes:
        category: The intent of the taxonomy that says what kind.
        tier: "A": life in danger now; "B": told of danger; "C" only from ``soft``: denied, long
            ago or quoted: no card, but worth a gentle question.
        about_other: Somebody else than the writer is in danger.
        reason: The pattern's id, "model", or both when the model made it graver; never words of
            the message, so it may be logged.
        is_doubted: The meaning speaks against it: a question instead of a card, where a question
            can be asked.
        matter: The topic of an everyday matter that the words plainly tell (``plain_matters``),
            and which the ears took for it.
    """

    category: Category
    tier: Tier
    about_other: bool
    reason: str
    is_doubted: bool = False
    matter: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was laid out and heard.

    Attributes:
        match: Where patterns and contexts are found in it.
        heard: What it sounds like to the model; None without a model or words.
        is_one_word: As "0" to a question of money: patterns know those. How a single word is spelt
            says nothing of danger, and a model that never saw it may shout.
    """

    match: Match
    heard: Heard | None
    is_one_word: bool


class Scanner:
    """Finds danger in texts of any length, in time in proportion to what is read of them.

    Args:
        rules: Patterns, contexts and idioms of all languages.
        ear: The learnt model; None leaves the patterns alone.
        own_script: Reads a romanised text back ("ya ne hochu zhit"); None of every other text.
        calm: Knows texts that hold nothing but a place or a code: nothing is read of them.
    """

    def __init__(
        self,
        rules: Rules,
        ear: Ear | None = None,
        own_script: OwnScript = lambda _: None,
        calm: Calm = lambda _: False,
    ) -> None:
        self._rules = rules
        self._ear = ear
        self._calm = calm
        self._sieve = sieve = Sieve()
        self._idioms = sieve.add(rules.idioms)
        self._contexts: dict[str, list[Silence]] = {}
        for one in rules.contexts:
            silence = Silence(one, sieve.add(one.lines), sieve.add(one.lifted))
            self._contexts.setdefault(one.name, []).append(silence)
        gravest_first = sorted(
            rules.patterns, key=lambda one: (one.tier, CATEGORIES.index(one.category))
        )
        self._patterns: dict[Group, Pattern] = {
            sieve.add(pattern.lines): pattern for pattern in gravest_first
        }
        sieve.close(rules.lexicon.frequencies())
        # A turn asks several times about one text: here, and where the dialogue reads it again.
        self._read = lru_cache(maxsize=2)(self._read_anew)
        self._read_back = lru_cache(maxsize=2)(own_script)

    def scan(self, text: str) -> Finding | None:
        """Return the gravest danger in a text, tier A or B; None when there is none."""
        finding = self._scan(text)
        if self._read_back(text) is None:
            return finding
        # Reviewed lines know the commonest words as they are typed, too: of danger, and of its no.
        match = self._match(text)
        typed = self._by_patterns(match, None)
        if typed is not None and (finding is None or typed.tier == "A"):
            return typed
        is_denied = typed is None and self._unmeant(match) is not None
        return None if finding and finding.reason == MODEL and is_denied else finding

    def _scan(self, text: str) -> Finding | None:
        read = self._read(text)
        heard = read.heard
        finding = self._by_patterns(read.match, heard)
        if heard is None or (finding is None and read.is_one_word):
            return finding
        return self._graver(finding, heard) if finding else self._by_model(read.match, heard)

    def soft(self, text: str) -> Finding | None:
        """Return what was said but denied, long ago or quoted, as tier C; None when nothing was.

        Meant for messages in which ``scan`` finds nothing.
        """
        read = self._read(text)
        if pattern := self._unmeant(read.match):
            return Finding(pattern.category, "C", False, pattern.id)
        heard = read.heard
        if heard and heard.is_touched and read.match.place(DENIED):
            return Finding(heard.category, "C", False, MODEL)
        return None

    def is_locked_out(self, text: str) -> bool:
        """Return whether a text tells of a locked door with the person outside it."""
        return bool(self._read(text).match.place(LOCKED_OUT))

    def mended(self, text: str) -> str:
        """Return a text as it was typed, but "t4panitteni" as "tapan itteni"."""
        return mend(self._rules.lexicon, text)

    def sound(self, text: str) -> Heard | None:
        """Return what a text sounds like to the model alone; None without a model or words."""
        return self._read(text).heard

    def in_own_script(self, text: str) -> str:
        """Return a text in the letters of its language, also where it was typed in Latin ones."""
        return self._read_back(text) or text

    def _read_anew(self, text: str) -> Reading:
        text = "" if self._calm(text) else text
        match = self._match(self.in_own_script(text))
        said = match.layout.texts
        heard = self._ear.hear(said) if self._ear else None
        return Reading(match, heard, is_one_word=len(" ".join(said).split()) < 2)

    def _match(self, text: str) -> Match:
        match = Match(lay_out(self._rules.lexicon, text), self._sieve, self._contexts)
        match.forget(self._idioms)
        return match

    def _by_patterns(self, match: Match, heard: Heard | None) -> Finding | None:
        for pattern, ends in self._there(match):
            for name in pattern.unless:
                ends &= ~match.place(name)
            if ends:
                other = pattern.about == "other"
                if pattern.about == "auto":
                    other = (
                        heard.is_about_other if heard else bool(ends & match.place(ABOUT_OTHER))
                    )
                return Finding(pattern.category, pattern.tier, other, pattern.id)
        return None

    def _unmeant(self, match: Match) -> Pattern | None:
        """Return a pattern that is there, whatever its contexts say."""
        return next((pattern for pattern, _ in self._there(match)), None)

    def _there(self, match: Match) -> Iterator[tuple[Pattern, int]]:
        """Yield the patterns that are in a text, the gravest first, and where they end."""
        for lines in match.groups:
            pattern = self._patterns.get(lines)
            ends = match.ends(lines) if pattern else 0
            if pattern and ends:
                yield pattern, ends

    @staticmethod
    def _graver(finding: Finding, heard: Heard) -> Finding:
        if finding.tier == "A" or not (heard.is_danger and heard.is_now):
            return finding
        return replace(finding, tier="A", reason=f"{finding.reason}+{MODEL}")

    def _by_model(self, match: Match, heard: Heard) -> Finding | None:
        if not heard.is_danger:
            return None
        # A reviewed context took the danger out of the words: the model must be surer, and then
        # it is told danger, never danger now.
        unmeant = bool(match.place(LOCKED_OUT)) or self._unmeant(match) is not None
        if unmeant and not heard.is_danger_in_spite:
            return None
        tier: Tier = "A" if heard.is_now and not unmeant else "B"
        return Finding(heard.category, tier, heard.is_about_other, MODEL)
