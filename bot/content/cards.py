"""The crisis card in bubbles: fixed words, people who answer now, a question, buttons.

What its bubbles are put together from is in ``card_making``, what is said after it in
``cards_after``.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.content.card_making import FIRST, CardParts, Making, said, told_apart
from bot.content.cards_after import CardsAfter
from bot.domain.messages import Person, Reply, Say
from bot.domain.ranking import Asker
from bot.domain.safety_patterns import CRISIS, Category

_CARD = {"safe": "safe_now", "tips": "tips", "plan": "plan", "false": "false_alarm"}
_HINT = {"no": "hint_safe", "unsafe": "hint_unsafe", "yes": "hint_self"}
_SOFT: Mapping[Category, tuple[str, str]] = {
    "crisis_suicide": ("soft_check", "soft_ask"),
    "crisis_violence_now": ("soft_check", "soft_ask_violence"),
    "crisis_harm_others": ("soft_check", "soft_ask_harm"),
    "crisis_medical_now": ("hint_check", "soft_ask_medical"),
    "crisis_fire_now": ("hint_check", "soft_ask_fire"),
}
"""The gentle question asks about what was denied or long ago."""


class Cards:
    """Says what ``services/crisis.py`` has decided. Keeps nothing of anybody."""

    def __init__(self, parts: CardParts) -> None:
        self._parts, after = parts, CardsAfter(parts)
        made: Mapping[str, Callable[[Making], list[Reply]]] = {
            "crisis.card": self._card,
            "crisis.again": after.again,
            "crisis.answered": after.answered,
            "crisis.further": after.further,
            "crisis.still": after.still,
            "crisis.sos": self._sos,
            "crisis.soft": self._soft,
            "crisis.hint": self._hint,
            "crisis.safe": after.safe,
            "crisis.tips": after.tips,
            "crisis.plan": after.plan,
            "crisis.false": after.false,
        }
        self.keys: Mapping[str, Callable[[Say, Person, Asker], list[Reply]]] = {
            key: self._making(make) for key, make in made.items()
        }

    @staticmethod
    def _making(
        make: Callable[[Making], list[Reply]],
    ) -> Callable[[Say, Person, Asker], list[Reply]]:
        def made(say: Say, person: Person, asker: Asker) -> list[Reply]:
            card = Making.of(say, person, asker)
            replies = [replace(one, key=say.key) for one in make(card) if one.text]
            return told_apart(replies, card, make) if len(card.languages) > 1 else replies

        return made

    def _card(self, card: Making) -> list[Reply]:
        parts = self._parts
        words = parts.words(card)
        # The way to call stands under the very first words: nobody has to read on to find it.
        return [
            Reply(said(words.say, card.languages), parts.calls(card)),
            replace(parts.listed("call", card), buttons=parts.every_call(card)[FIRST:]),
            parts.listed("write", card),
            Reply(said(words.if_nobody_answers, card.languages)),
            *parts.of_signs(card),
            parts.worker(card),
            Reply(parts.together(_what_this_is(card), card.languages)),
            Reply(said(words.ask, card.languages), parts.presses(card, card.answers | _CARD)),
        ]

    def _sos(self, card: Making) -> list[Reply]:
        """Say whom to call; nothing is known of what has happened."""
        parts = self._parts
        lead = parts.locale.text("sos.text", {}, card.asker)
        calls = parts.listed("call", card, lead or parts.shared("lead_call", card.languages))
        presses = parts.presses(card, {"tips": "tips", "plan": "plan"})
        return [
            replace(calls, buttons=parts.every_call(card)),
            parts.listed("write", card),
            Reply(parts.together(_what_this_is(card), card.languages), presses),
        ]

    def _soft(self, card: Making) -> list[Reply]:
        text = self._parts.together(_SOFT[card.category], card.languages)
        of = card.category.removeprefix(CRISIS)
        presses = {f"yes.{of}": "said_yes", "no": "said_no", f"unsure.{of}": "said_unsure"}
        return [Reply(text, self._parts.presses(card, presses))]

    def _hint(self, card: Making) -> list[Reply]:
        text = self._parts.together(("hint_check", "hint_ask"), card.languages)
        return [Reply(text, self._parts.presses(card, _HINT))]


def _what_this_is(card: Making) -> tuple[str, str, str]:
    """Return what is said of this machine: true in an open talk, and of somebody it knows."""
    args = card.say.args
    machine = "machine_talk" if args.get("passed_on") else "machine"
    return machine, "human", "known" if args.get("known") else "anonymous"
