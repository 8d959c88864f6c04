"""What is said after a crisis card: to an answer, to news, to a question, when all is well."""

from collections.abc import Iterator, Mapping

from bot.content.card_making import CardParts, Making, said
from bot.content.safety_kinds import MOMENTS
from bot.domain.card_questions import Answer
from bot.domain.messages import Reply, Scalar
from bot.domain.plan import PARTS
from bot.domain.safety_patterns import Category

AGAIN = {"safe": "safe_now", "plan": "plan", "false": "false_alarm"}
"""The buttons below everything that is said while a card is open."""

_ALSO_WRITE = ("lines", "cannot_call", "language")
"""Answers after a card that show who can be written to as well, like all without credit."""

_OF_POISON = ("dangerous", "how_long", "go_in")
"""Answers that send to the Poison Information Centre."""

_OF_FORCE = ("passport", "ticket")
"""Answers that show the help against trafficking."""

_KINDS: Mapping[Category, str] = {
    "crisis_suicide": "suicide",
    "crisis_violence_now": "violence",
    "crisis_medical_now": "medical",
    "crisis_fire_now": "fire",
    "crisis_harm_others": "harm",
}
"""How the words of one danger end: "further_more_fire"."""


class CardsAfter:
    """Says what ``services/card_answers.py`` and ``after_card.py`` have decided."""

    def __init__(self, parts: CardParts) -> None:
        self._parts = parts

    def again(self, card: Making) -> list[Reply]:
        """Say the short form of a card."""
        lead = "no_repeat_talk" if card.say.args.get("passed_on") else "no_repeat"
        return [self._with_lines(self._parts.shared(lead, card.languages), card)]

    def answered(self, card: Making) -> list[Reply]:
        """Answer the answer to the card's question."""
        answer: Answer = "yes" if card.say.args.get("answer") == "yes" else "no"
        words = self._parts.words(card).answered(answer)
        return [self._with_lines(said(words, card.languages), card)]

    def further(self, card: Making) -> list[Reply]:
        """Answer what people ask or say after a card; what else there is when calling fails."""
        what = str(card.say.args.get("what"))
        if what in _OF_POISON:  # who can say so
            card = card.with_sign("poison")
        if what in _OF_FORCE:
            card = card.with_sign("forced")
        text = self._further(what, card)
        if what == "corrected":  # who was misunderstood needs no list; 112 stays within reach
            return [Reply(text, (*self._parts.calls(card), *self._parts.presses(card, AGAIN)))]
        replies = [self._with_lines(text, card)]
        if what in _ALSO_WRITE or card.asker.no_credit:
            replies.append(self._parts.listed("write", card))
        if what == "meant":
            ask = said(self._parts.words(card).ask, card.languages)
            replies.append(Reply(ask, self._parts.presses(card, card.answers)))
        return replies

    def still(self, card: Making) -> list[Reply]:
        """Say 112 above another answer."""
        return [Reply(self._parts.shared("still", card.languages), self._parts.calls(card))]

    def safe(self, card: Making) -> list[Reply]:
        """Say that it is good to be safe, and that help stays."""
        presses = self._parts.presses(card, {"plan": "plan"})
        text = self._parts.shared("safe_now", card.languages)
        return [Reply(text, (*self._parts.calls(card), *presses, *self._parts.back(card)))]

    def tips(self, card: Making) -> list[Reply]:
        """Say five small things for this moment."""
        texts, parts, moment = self._parts.texts, [], MOMENTS[card.category]
        for language in card.languages:
            tips = [f"{n}. {tip}" for n, tip in enumerate(texts.tips[moment, language], 1)]
            lead, end = (texts.shared[name][language] for name in ("tips_lead", "tips_end"))
            parts.append("\n".join([lead, *tips, end]))
        presses = self._parts.presses(card, {"safe": "safe_now", "plan": "plan"})
        return [Reply("\n\n".join(parts), (*self._parts.calls(card), *presses))]

    def plan(self, card: Making) -> list[Reply]:
        """Say the person's own plan, with their own people to call, or what to do without one."""
        parts = self._parts
        presses = parts.presses(card, {"safe": "safe_now", "tips": "tips"})
        own: dict[str, Scalar] = {part: card.say.args.get(part) for part in PARTS}
        if not any(own.values()):
            text = parts.shared("plan_empty", card.languages)
            return [Reply(text, (*parts.calls(card), *presses))]
        text = parts.locale.text("plan.show", own, card.asker)
        text = text or "\n".join(str(words) for words in own.values() if words)
        people = parts.buttons.own_people(str(own["calls"] or ""), card.asker.language)
        return [Reply(text, (*people, *parts.calls(card)[:1], *presses))]

    def false(self, card: Making) -> list[Reply]:
        """Say that it was misunderstood, and lead back."""
        text = self._parts.shared("false_alarm", card.languages)
        return [Reply(text, self._parts.back(card))]

    def _further(self, what: str, card: Making) -> str:
        words = self._parts.words(card)
        if what == "what_do":
            return said(words.say, card.languages)
        if what == "lines":
            return said(words.if_nobody_answers, card.languages)
        if what == "noted":
            return self._parts.shared("safe_now", card.languages)
        shared = self._parts.texts.shared
        name = next(one for one in _names(what, card) if one in shared)
        return self._parts.shared(name, card.languages)

    def _with_lines(self, text: str, card: Making) -> Reply:
        return self._parts.with_lines(text, card, AGAIN)


def _names(what: str, card: Making) -> Iterator[str]:
    """Yield the names of words for an answer, those of this danger before those of all."""
    kind = _KINDS[card.category]
    yield f"further_{what}_{kind}_{card.about}"
    yield f"further_{what}_{kind}"
    yield f"further_{what}"
