"""What words give to the questions after a message: to the one that is asked, and to others.

"Tekstarilla kiitos" is a button; "soittamalla mut ei jos mies vastaa" is kept as it stands, for
the worker has to know all of it; "tulkki joo somali" answers two other questions. The words are in
``data/handoff/wishes.yml``. Pure.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.answer_phrases import SKIP, UNKNOWN, asks, rest_after, wants_of_us
from bot.domain.letters import fold
from bot.domain.wishes import BY_ID, MOST_WORDS, Wish
from bot.domain.yes_no import Words, clear_answer

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"['’`´]")
_TAKEN = " | "
_YES_OR_NO = Words(
    beside=frozenset(
        [
            *(
                "tarvi",
                "tarvii",
                "tarvitse",
                "tarviin",
                "tarvin",
                "tartte",
                "saa",
                "sais",
                "soittaa",
            ),
            *("kirjottaa", "kirjoittaa", "laittaa", "behovs", "behover", "far", "need", "can"),
            *("tavata", "mukaan", "ketaan", "nobody", "ingen", "tulkkia", "selkokielta", "may"),
        ]
    )
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Words that answer one question.

    Args:
        of: The question.
        option: Its button; None: the words themselves are kept.
        anywhere: They answer it whichever question is asked.
    """

    of: str
    option: str | None
    patterns: tuple[re.Pattern[str], ...]
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """What a pattern found. ``exact``: only these of the words are kept, never all of them."""

    option: str | None
    own: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        given: By question, an option or words of the person's own.
        act: To the next question without an answer, or no more questions.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    act: Literal["skip", "done"] | None = None


@dataclass(frozen=True, slots=True)
class WishWords:
    """The closed words of every question, and how they are read."""

    answers: tuple[Answer, ...] = ()
    beside: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    elsewhere: tuple[re.Pattern[str], ...] = ()

    def read(
        self, asked: Wish, text: str, labels: Callable[[str], list[str]], *, free: bool = True
    ) -> Reading | None:
        """Return what words give; None: they are about something else.

        Args:
            asked: The question that waits.
            text: As it was typed.
            labels: The words on the button of an option of it, in every language.
            free: The question stands right above, so that any words of a statement answer it.
        """
        said = text.strip()
        if not said or len(said) > MOST_WORDS:
            return None
        option = labelled(asked, said, labels)
        if option is not None:
            return Reading({asked.id: option})
        plain = plain_words(said)
        if plain in self.done:
            return Reading(act="done")
        answer = clear_answer(said, _YES_OR_NO)
        given = self._closed(asked, said)
        if given:
            return Reading({**_also_yes(asked, said, given), **given})
        for option, meant in (("yes", True), ("no", False)):
            if free and answer is meant and option in asked.options:
                return Reading({asked.id: option})
        if plain in self.skip or any(rest_after(one, plain) == [] for one in (SKIP, UNKNOWN)):
            return Reading(act="skip")
        return Reading({asked.id: said}) if free and self._is_own(asked, said) else None

    def _closed(self, asked: Wish, said: str) -> dict[str, str]:
        """Return what the closed words give. What one has found no later one sees."""
        words = _WORD.findall(_MARKS.sub("", said))
        left = fold(" ".join(words))
        found: dict[str, list[_Found]] = {}
        for answer in self.answers:
            if answer.of != asked.id and not answer.anywhere:
                continue
            match = next((m for one in answer.patterns if (m := one.search(left))), None)
            if match is None or not match.group().strip():
                continue
            group = "word" if "word" in match.re.groupindex else 0
            own = _as_typed(words, match.group(group))
            found.setdefault(answer.of, []).append(_Found(answer.option, own, exact=group != 0))
            left = f"{left[: match.start(group)]}{_TAKEN}{left[match.end(group) :]}"
        rest = any(word not in self.beside for word in left.replace("|", " ").split())
        return {
            of: _value(of, several, said if rest and (of == asked.id or len(found) == 1) else None)
            for of, several in found.items()
        }

    def _is_own(self, asked: Wish, said: str) -> bool:
        """Return whether words are a statement that the question takes as they are."""
        plain = plain_words(said)
        words = plain.split()
        if not asked.words or self.beside.issuperset(words):
            return False
        if any(one.search(plain) for one in self.elsewhere):
            return False
        return asked.questions or not ("?" in said or asks(words) or wants_of_us(words))


def labelled(wish: Wish, text: str, labels: Callable[[str], list[str]]) -> str | None:
    """Return the option whose button has these words; "Kyllä" is enough for "Kyllä, aina"."""
    plain = text.strip(" .!").lower()
    for option in wish.options:
        for label in labels(option):
            if plain in (label.lower(), label.lower().partition(",")[0]):
                return option
    return None


def plain_words(text: str) -> str:
    """Return folded words with single spaces and no signs."""
    return " ".join(_WORD.findall(fold(_MARKS.sub("", text))))


def _value(of: str, several: list[_Found], whole: str | None) -> str:
    """Return an option where the words mean it and nothing more, else the words.

    Args:
        whole: The whole message, where there is more in it than what was found.
    """
    options = {one.option for one in several}
    option = next(iter(options)) if len(options) == 1 else None
    keeps_words = BY_ID[of].words or of == "how"
    if whole is not None and keeps_words and not any(one.exact for one in several):
        return whole
    return option or ", ".join(dict.fromkeys(one.own for one in several))


def _also_yes(asked: Wish, said: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return a yes to what is asked, where words begin with it: "joo, somalin kielinen"."""
    begins = "yes" in asked.options and asked.id not in given
    return {asked.id: "yes"} if begins and clear_answer(said.split()[0], _YES_OR_NO) else {}


def _as_typed(words: list[str], found: str) -> str:
    """Return what was found with the letters that were typed."""
    meant = found.split()
    for start in range(len(words)):
        piece = words[start : start + len(meant)]
        if [fold(word) for word in piece] == meant:
            return " ".join(piece)
    return " ".join(meant)
