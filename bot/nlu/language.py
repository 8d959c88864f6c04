"""Which language a message is in, for the reply and for choosing words.

Short messages follow the conversation: "ok" and "moi" say nothing. Spoken, misspelt and
second-language Finnish stays Finnish, because the detector only chooses among the languages that
young people here write to us.
"""

import re
from itertools import chain

from lingua import IsoCode639_1, LanguageDetectorBuilder
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.own_script import load_own_script
from bot.domain.messages import Language
from bot.domain.often_words import words_in
from bot.domain.small_words import (
    KNOWN,
    SMALL,
    only_names,
    plainly_in,
    told_in,
    without_units,
)
from bot.nlu.folding import scripts_of
from bot.nlu.reader import Reader

_CODES = ("FI", "SV", "EN", "AR", "SO", "FA", "UK", "RU")
_LETTERS = re.compile(r"[^\W\d_]+")

MIN_WORDS = 3
"""With fewer words the language of the conversation stands, unless the detector is sure."""

SURE = 0.9
SURE_WHEN_SHORT = 0.97

MIN_WORDS_FOR_SOMALI = 6
"""Spoken Finnish ("jäin oven taa") looks like Somali to the detector; longer, it seldom does."""

_SOMALI = words_in(
    """
    waxaan waan waxay waxaa waa miyaa maxaa xaggee halkee sidee fadlan lacag lacagta
    caawimaad caawimo caawin caawi guri guriga baahanahay haysto haysan rabaa doonayaa
    magacaygu igu iga anigu aniga hooyo aabbe walaal shaqo dhakhtar maanta berri
    mahadsanid salaan isku joogaa afsoomaali soomaali ayaa ayay ayaan ayuu ayey baa baan
    iyo laakiin wuxuu waxba wax inaan haddaan maxaan xagee mar badan iima igama
    """
)
"""Words that only Somali has; two of them are enough where the detector hears nothing."""

_NOT_SOMALI = frozenset(chain(*SMALL.values())) - {"ku", "kun", "is", "a", "an", "do", "i", "me"}
"""Common words that Somali has not."""

_TELLING = {
    **dict.fromkeys(words_in("moi moikka terve hei heippa morjens kiitos kiitti"), "fi"),
    **dict.fromkeys(words_in("hej hejsan tjena tja goddag tack"), "sv"),
    **dict.fromkeys(words_in("hello hi hey thanks please yes"), "en"),
}
"""First words that are enough alone, though the detector cannot be sure of one word."""

_STOCK = frozenset(
    [
        *("thank you", "fuck you", "good night", "never mind", "shut up", "no way", "see you"),
        *("not really", "not sure", "bye bye", "no problem", "so what", "game over"),
    ]
)
"""What everybody here says in English now and then, whatever they speak."""

_LENDERS = words_in("klarna qliro svea intrum lowell ferratum bigbank resurs walley")
"""Names that tell no language, though they sound Swedish or English."""

_OUR_LETTERS = frozenset("åäö")
_SMALL: dict[str, frozenset[str]] = dict(SMALL.items())
_NOT_ENGLISH = (SMALL["fi"] | SMALL["sv"]) - SMALL["en"]

LETTERS_OF_A_WORD = 4
"""Of another script: "да" and "ок" do not change the language, "привет" does."""

SURE_AT_FIRST, SURE_OF_ONE_AT_FIRST = 0.8, 0.9
"""Of the first words of somebody of whom no device tells a language, of ours alone: on two words
of the training rows 95, 86 and 81 % are read rightly (fi, sv, en), instead of 97, 27 and 20 %."""

LETTERS_OF_OURS = 5
"""A shorter word alone ("emt", "joo") is in too many languages."""


LETTERS_KNOWN = 3
"""Of two words: what is spelt out or cut ("jaa-a") looks like a small word of another language."""


class LanguageGuess:
    """Guesses the language of one message. About 30 MB in low-accuracy mode."""

    def __init__(self) -> None:
        codes = [getattr(IsoCode639_1, code) for code in _CODES]
        builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
        self._detector = builder.with_low_accuracy_mode().build()
        self._own_script = load_own_script()

    def guess(self, text: str, current: str | None) -> str:
        """Return the ISO code of the message's language; ``current`` when it is not clear."""
        found = _LETTERS.findall(without_units(text))
        words = [word for word in found if word.lower() not in _LENDERS]
        lower = [word.lower() for word in words]
        if not words:
            return current or "fi"
        told = told_in(text)
        ours = any(_OUR_LETTERS & set(word) for word in lower)
        ours = ours or 2 * _known(lower, told) > len(words) > 1
        if not ours and (romanised := self._own_script.language(text)):
            return romanised
        if current and " ".join(lower) in _STOCK:
            return current
        if len(words) < MIN_WORDS and (first := _TELLING.get(lower[0])):
            return first
        small = sum(word in _SMALL.get(current or "", ()) for word in lower)
        if told in (None, current) and 2 * small >= len(words):
            return current or "fi"
        if len(words) >= MIN_WORDS and len(_SOMALI & set(lower)) > 1:
            return "so"
        values = self._detected(words)
        if scripts_of(text) <= {"CYRILLIC", "ARABIC"}:
            enough = sum(map(len, words)) >= LETTERS_OF_A_WORD
            return max(values, key=lambda one: values[one]) if enough else current or "fi"
        if _cannot_be_somali(lower):
            values = _without_somali(values)
        detected = values
        values = _with_small_words(values, lower)
        code = max(values, key=lambda one: values[one])
        unsure = values[code] < SURE or len(words) <= MIN_WORDS
        if unsure and told:
            values, code = {told: max(SURE, detected.get(told, 0.0))}, told
        if not values[code]:  # the detector knows none of the words
            return current or "fi"
        if len(words) == 1 and len(words[0]) < LETTERS_OF_OURS:
            return current or "fi"
        if current is None and len(words) <= MIN_WORDS and code in SMALL:
            return _at_first(values, code, told, len(words))
        if (heard := _ours(code)) is not None and only_names(text, heard, _ours(current)):
            return current or "fi"
        spelt = " ".join(word for word in lower if code == told and word in KNOWN[code])
        known = len(words) > 1 and len(spelt) >= LETTERS_KNOWN
        needed = SURE if known or len(words) >= MIN_WORDS else SURE_WHEN_SHORT
        return current if current and values[code] < needed else code

    def _detected(self, words: list[str]) -> dict[str, float]:
        """Return how likely each language is; all 0 where no word is known."""
        ranked = self._detector.compute_language_confidence_values(" ".join(words))
        return {one.language.iso_code_639_1.name.lower(): one.value for one in ranked}


def _ours(code: str | None) -> Language | None:
    return next((one for one in SMALL if one == code), None)


def _known(words: list[str], told: Language | None) -> int:
    """Return how many words tell the language that a text is told in."""
    return sum(word in KNOWN[told] for word in words) if told else 0


def _at_first(values: dict[str, float], code: str, told: str | None, count: int) -> str:
    """Return the language of a few first words: another than Finnish where it shows."""
    ours = sum(values.get(one, 0.0) for one in SMALL) or 1.0
    enough = SURE_AT_FIRST if count > 1 else SURE_OF_ONE_AT_FIRST
    return code if told == code or values[code] / ours >= enough else "fi"


def _without_somali(values: dict[str, float]) -> dict[str, float]:
    left = {code: value for code, value in values.items() if code != "so"}
    total = sum(left.values()) or 1.0
    return {code: value / total for code, value in left.items()}


def _cannot_be_somali(words: list[str]) -> bool:
    """Return whether what the detector hears as Somali is spoken or mistyped words of ours."""
    ours = any(word in _NOT_SOMALI or _OUR_LETTERS & set(word) for word in words)
    return len(words) < MIN_WORDS_FOR_SOMALI or (ours and _SOMALI.isdisjoint(words))


def _with_small_words(values: dict[str, float], words: list[str]) -> dict[str, float]:
    """Return the shares, given to a language where its own small words stand and no others.

    One word of English decides against Swedish, which lies near; what shows plainly, against all.
    """
    told = plainly_in(words)
    if told is None:
        return values
    code, plainly = told
    if code == "en" and any(_OUR_LETTERS & set(word) or word in _NOT_ENGLISH for word in words):
        return values
    if plainly:
        return {code: 1.0}
    taken = {"en", "sv"} if code == "en" else {code}
    rest = {other: value for other, value in values.items() if other not in taken}
    return {**rest, code: sum(values[one] for one in taken)}


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER], is_trainable=False)
class LanguageReader(Reader):
    """Puts ``language`` on every message of a conversation."""

    def __init__(self) -> None:
        self._guess = LanguageGuess()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the rows as they are: one joint model reads every language."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the language; the conversation's own comes with the turn's facts."""
        for message in messages:
            facts = message.get("metadata") or {}
            text = message.get("text") or ""
            message.set("language", self._guess.guess(text, facts.get("language")), True)
        return messages
