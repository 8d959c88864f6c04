"""The crisis card in bubbles: fixed words, people who answer now, a question, buttons.

Needs neither database, engine nor locale file: where the locales lack the words for opening
hours, name and number stand alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.card_buttons import CardButtons
from bot.content.card_ways import CardWays
from bot.content.locale_texts import LocaleTexts
from bot.content.safety_kinds import MOMENTS, About, CardTier, How
from bot.content.safety_kinds import Card as WordsOfCard
from bot.content.safety_texts import SafetyTexts, may_offer_worker
from bot.domain.card_questions import Answer
from bot.domain.messages import Button, Language, Person, Reply, Say, Scalar
from bot.domain.plan import PARTS
from bot.domain.ranking import Asker
from bot.domain.safety_patterns import CATEGORIES, CRISIS, Category
from bot.domain.topics import Texts

_TOGETHER: tuple[Language, ...] = ("en", "fi")
"""Said to a person whose language we have no words in."""

_CARD = {"safe": "safe_now", "tips": "tips", "plan": "plan", "false": "false_alarm"}
_AGAIN = {"safe": "safe_now", "plan": "plan", "false": "false_alarm"}
_ALSO_WRITE = ("lines", "cannot_call")
"""Answers after a card that show who can be written to as well."""

_HINT = {"no": "hint_safe", "unsafe": "hint_unsafe", "yes": "hint_self"}
_SOFT: Mapping[Category, tuple[str, str]] = {
    "crisis_suicide": ("soft_check", "soft_ask"),
    "crisis_violence_now": ("soft_check", "soft_ask_violence"),
    "crisis_harm_others": ("soft_check", "soft_ask_harm"),
    "crisis_medical_now": ("hint_check", "soft_ask_medical"),
    "crisis_fire_now": ("hint_check", "soft_ask_fire"),
}
"""The gentle question asks about what was denied or long ago."""


@dataclass(frozen=True, slots=True)
class _Card:
    """One card in the making: what was decided, for whom, in which languages."""

    say: Say
    person: Person
    asker: Asker
    languages: tuple[Language, ...]
    category: Category
    tier: CardTier


class Cards:
    """Says what ``services/crisis.py`` has decided. Keeps nothing of anybody."""

    def __init__(
        self, texts: SafetyTexts, ways: CardWays, buttons: CardButtons, locale: LocaleTexts
    ) -> None:
        self._texts, self._ways, self._buttons, self._locale = texts, ways, buttons, locale
        made: Mapping[str, Callable[[_Card], list[Reply]]] = {
            "crisis.card": self._card,
            "crisis.again": self._again,
            "crisis.answered": self._answered,
            "crisis.further": self._further,
            "crisis.still": self._still,
            "crisis.sos": self._sos,
            "crisis.soft": self._soft,
            "crisis.hint": self._hint,
            "crisis.safe": self._safe,
            "crisis.tips": self._tips,
            "crisis.plan": self._plan,
            "crisis.false": self._false,
        }
        self.keys: Mapping[str, Callable[[Say, Person, Asker], list[Reply]]] = {
            key: self._making(make) for key, make in made.items()
        }

    @staticmethod
    def _making(
        make: Callable[[_Card], list[Reply]],
    ) -> Callable[[Say, Person, Asker], list[Reply]]:
        def said(say: Say, person: Person, asker: Asker) -> list[Reply]:
            languages = _TOGETHER if say.args.get("both") else (person.language,)
            asker = replace(asker, language=languages[0])
            card = _Card(say, person, asker, languages, *_danger(say))
            return [replace(one, key=say.key) for one in make(card) if one.text]

        return said

    def _card(self, card: _Card) -> list[Reply]:
        words = self._words(card)
        # The way to call stands under the very first words: nobody has to read on to find it.
        return [
            Reply(_said(words.say, card.languages), self._calls(card)),
            self._listed("call", card),
            self._listed("write", card),
            Reply(_said(words.if_nobody_answers, card.languages)),
            self._worker(card),
            Reply(self._together(_what_this_is(card), card.languages)),
            Reply(_said(words.ask, card.languages), self._presses(card, _answers(card) | _CARD)),
        ]

    def _again(self, card: _Card) -> list[Reply]:
        lead = "no_repeat_talk" if card.say.args.get("passed_on") else "no_repeat"
        return [self._with_lines(self._shared(lead, card.languages), card)]

    def _answered(self, card: _Card) -> list[Reply]:
        """Answer the answer to the card's question."""
        answer: Answer = "yes" if card.say.args.get("answer") == "yes" else "no"
        return [self._with_lines(_said(self._words(card).answered(answer), card.languages), card)]

    def _further(self, card: _Card) -> list[Reply]:
        """Answer what people ask or say after a card; what else there is when calling fails."""
        what, words = card.say.args.get("what"), self._words(card)
        if what == "what_do":
            text = _said(words.say, card.languages)
        elif what == "lines":
            text = _said(words.if_nobody_answers, card.languages)
        elif what == "noted":
            text = self._shared("safe_now", card.languages)
        else:
            victim = what == "fault" and _is_victim(card)
            text = self._shared(f"further_{what}{'_victim' if victim else ''}", card.languages)
        if what == "dangerous":  # who can say so: the poison centre is among these
            card = replace(card, category="crisis_medical_now", tier="A")
        write = [self._listed("write", card)] if what in _ALSO_WRITE else []
        return [self._with_lines(text, card), *write]

    def _still(self, card: _Card) -> list[Reply]:
        return [Reply(self._shared("still", card.languages), self._calls(card))]

    def _with_lines(self, text: str, card: _Card) -> Reply:
        """Return words with those who can be called now, and the buttons of a card."""
        lines, shown = self._ways.lines("call", card.category, card.tier, card.asker)
        buttons = (*self._calls(card), *self._presses(card, _AGAIN), *self._back(card))
        return Reply("\n\n".join([text, "\n".join(lines)]), buttons, services=shown)

    def _sos(self, card: _Card) -> list[Reply]:
        """Say whom to call; nothing is known of what has happened."""
        lead = self._locale.text("sos.text", {}, card.asker)
        lead = lead or self._shared("lead_call", card.languages)
        lines, shown = self._ways.lines("call", card.category, card.tier, card.asker)
        presses = self._presses(card, {"tips": "tips", "plan": "plan"})
        return [
            Reply("\n".join([lead, *lines]), self._calls(card), services=shown),
            self._listed("write", card),
            Reply(self._together(_what_this_is(card), card.languages), presses),
        ]

    def _soft(self, card: _Card) -> list[Reply]:
        text = self._together(_SOFT[card.category], card.languages)
        of = card.category.removeprefix(CRISIS)
        presses = {f"yes.{of}": "said_yes", "no": "said_no", f"unsure.{of}": "said_unsure"}
        return [Reply(text, self._presses(card, presses))]

    def _hint(self, card: _Card) -> list[Reply]:
        text = self._together(("hint_check", "hint_ask"), card.languages)
        return [Reply(text, self._presses(card, _HINT))]

    def _safe(self, card: _Card) -> list[Reply]:
        presses = self._presses(card, {"plan": "plan"})
        text = self._shared("safe_now", card.languages)
        return [Reply(text, (*self._calls(card), *presses, *self._back(card)))]

    def _tips(self, card: _Card) -> list[Reply]:
        texts, parts, moment = self._texts, [], MOMENTS[card.category]
        for language in card.languages:
            tips = [f"{n}. {tip}" for n, tip in enumerate(texts.tips[moment, language], 1)]
            lead, end = (texts.shared[name][language] for name in ("tips_lead", "tips_end"))
            parts.append("\n".join([lead, *tips, end]))
        presses = self._presses(card, {"safe": "safe_now", "plan": "plan"})
        return [Reply("\n\n".join(parts), (*self._calls(card), *presses))]

    def _plan(self, card: _Card) -> list[Reply]:
        """Say the person's own plan, with their own people to call, or what to do without one."""
        presses = self._presses(card, {"safe": "safe_now", "tips": "tips"})
        own: dict[str, Scalar] = {part: card.say.args.get(part) for part in PARTS}
        if not any(own.values()):
            text = self._shared("plan_empty", card.languages)
            return [Reply(text, (*self._calls(card), *presses))]
        text = self._locale.text("plan.show", own, card.asker)
        text = text or "\n".join(str(words) for words in own.values() if words)
        people = self._buttons.own_people(str(own["calls"] or ""), card.asker.language)
        return [Reply(text, (*people, *self._calls(card)[:1], *presses))]

    def _false(self, card: _Card) -> list[Reply]:
        return [Reply(self._shared("false_alarm", card.languages), self._back(card))]

    def _words(self, card: _Card) -> WordsOfCard:
        return self._texts.card(card.category, card.tier, _about(card))

    def _worker(self, card: _Card) -> Reply:
        """Say that the worker can be told, and when it is read; nothing without that time."""
        at = card.say.args.get("worker_reads_at")
        if not isinstance(at, str) or not may_offer_worker(card.tier):
            return Reply("")
        lines = []
        for language in card.languages:
            when = self._locale.moment(at, replace(card.asker, language=language))
            if when:
                name = "worker_now" if datetime.fromisoformat(at) <= card.asker.now else "worker"
                lines.append(self._texts.shared[name][language].replace("{read_at}", when))
        tell = self._buttons.press(card.person, "intent:contact_worker", "worker", card.languages)
        return Reply("\n\n".join(lines), (tell,)) if lines else Reply("")

    def _listed(self, how: How, card: _Card) -> Reply:
        lines, shown = self._ways.lines(how, card.category, card.tier, card.asker)
        lead = self._shared(f"lead_{how}", card.languages).replace("\n\n", "\n")
        return Reply("\n".join([lead, *lines]), services=shown) if lines else Reply("")

    def _calls(self, card: _Card) -> tuple[Button, ...]:
        ways = self._ways.first_calls(card.category, card.tier, card.asker)
        return self._buttons.calls(ways, card.asker.language)

    def _presses(self, card: _Card, presses: Mapping[str, str]) -> tuple[Button, ...]:
        """Return buttons from {what: label}; none where nobody knows whose they would be."""
        if card.say.args.get("unsaved"):
            return ()
        more = "-both" if card.say.args.get("both") else ""
        return tuple(
            self._buttons.press(
                card.person,
                f"plan:now{more}" if what == "plan" else f"crisis:{what}{more}",
                label,
                card.languages,
            )
            for what, label in presses.items()
        )

    def _back(self, card: _Card) -> tuple[Button, ...]:
        """Return the way to what the card interrupted."""
        action = card.say.args.get("resume")
        if not isinstance(action, str) or card.say.args.get("unsaved"):
            return ()
        return (self._buttons.press(card.person, action, "back", card.languages),)

    def _together(self, names: Iterable[str], languages: Iterable[Language]) -> str:
        """Return several texts in one bubble, all in one language before the next."""
        shared, names = self._texts.shared, tuple(names)
        return "\n\n".join("\n".join(shared[name][one] for name in names) for one in languages)

    def _shared(self, name: str, languages: Iterable[Language]) -> str:
        return _said(self._texts.shared[name], languages)


def _about(card: _Card) -> About:
    return "other" if card.say.args.get("about") == "other" else "self"


def _is_victim(card: _Card) -> bool:
    return card.category == "crisis_violence_now" and _about(card) == "self"


def _answers(card: _Card) -> dict[str, str]:
    """Return the buttons that answer the card's question. Whose question it is stands in them."""
    of = f"{card.category.removeprefix(CRISIS)}.{card.tier}.{_about(card)}"
    return {f"said.yes.{of}": "said_yes", f"said.no.{of}": "said_no"}


def _what_this_is(card: _Card) -> tuple[str, str, str]:
    """Return what is said of this machine: true in an open talk, and of somebody it knows."""
    args = card.say.args
    machine = "machine_talk" if args.get("passed_on") else "machine"
    return machine, "human", "known" if args.get("known") else "anonymous"


def _danger(say: Say) -> tuple[Category, CardTier]:
    """Return the kind of danger; what is not known is read as the kind told most often."""
    told = (one for one in CATEGORIES if one == say.args.get("category"))
    return next(told, "crisis_suicide"), "A" if say.args.get("tier") == "A" else "B"


def _said(texts: Texts, languages: Iterable[Language]) -> str:
    return "\n\n".join(texts[language] for language in languages)
