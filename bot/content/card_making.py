"""A crisis card in the making, and the pieces that its bubbles are put together from.

Needs neither database, engine nor locale file: where the locales lack the words for opening
hours, name and number stand alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.card_buttons import CardButtons
from bot.content.card_ways import CardWays, Wanted
from bot.content.locale_texts import LocaleTexts
from bot.content.safety_kinds import About, CardTier, How
from bot.content.safety_kinds import Card as WordsOfCard
from bot.content.safety_texts import SafetyTexts, may_offer_worker
from bot.domain.card_signs import SIGNS, Sign
from bot.domain.messages import Button, Language, Person, Reply, Say
from bot.domain.ranking import Asker
from bot.domain.safety_patterns import CATEGORIES, CRISIS, Category
from bot.domain.topics import Texts

TOGETHER: tuple[Language, ...] = ("en", "fi")
"""Said to a person whose language we have no words in."""


FIRST = 2
"""Call buttons where no lines are listed: 112 and the county's own number."""


@dataclass(frozen=True, slots=True)
class Making:
    """One card in the making: what was decided, for whom, in which languages."""

    say: Say
    person: Person
    asker: Asker
    languages: tuple[Language, ...]
    category: Category
    tier: CardTier
    signs: tuple[Sign, ...]

    @classmethod
    def of(cls, say: Say, person: Person, asker: Asker) -> "Making":
        """Return what has been decided, read; an unknown danger is the one told most often."""
        languages = TOGETHER if say.args.get("both") else (person.language,)
        asker = replace(asker, language=languages[0])
        told = (one for one in CATEGORIES if one == say.args.get("category"))
        category: Category = next(told, "crisis_suicide")
        tier: CardTier = "A" if say.args.get("tier") == "A" else "B"
        named = str(say.args.get("signs") or "").split(",")
        signs = tuple(one for one in SIGNS if one in named)
        return cls(say, person, asker, languages, category, tier, signs)

    @property
    def about(self) -> About:
        """Whose danger it is."""
        return "other" if self.say.args.get("about") == "other" else "self"

    @property
    def answers(self) -> dict[str, str]:
        """The buttons that answer the card's question. Whose question it is stands in them."""
        of = f"{self.category.removeprefix(CRISIS)}.{self.tier}.{self.about}"
        return {f"said.yes.{of}": "said_yes", f"said.no.{of}": "said_no"}

    def only_in(self, language: Language) -> "Making":
        """Return the same in one language."""
        return replace(self, languages=(language,), asker=replace(self.asker, language=language))

    def with_sign(self, sign: Sign) -> "Making":
        """Return the same with one more sign of a way to people."""
        return replace(self, signs=tuple(dict.fromkeys((*self.signs, sign))))


class CardParts:
    """Pieces of cards: words, lines of people, buttons. Keeps nothing of anybody."""

    def __init__(
        self, texts: SafetyTexts, ways: CardWays, buttons: CardButtons, locale: LocaleTexts
    ) -> None:
        self.texts, self.buttons, self.locale = texts, buttons, locale
        self._ways = ways

    def words(self, card: Making) -> WordsOfCard:
        """Return the words of a card."""
        return self.texts.card(card.category, card.tier, card.about)

    def shared(self, name: str, languages: Iterable[Language]) -> str:
        """Return words that every card shares."""
        return said(self.texts.shared[name], languages)

    def together(self, names: Iterable[str], languages: Iterable[Language]) -> str:
        """Return several texts in one bubble, all in one language before the next."""
        shared, names = self.texts.shared, tuple(names)
        return "\n\n".join("\n".join(shared[name][one] for name in names) for one in languages)

    def with_lines(self, text: str, card: Making, presses: Mapping[str, str]) -> Reply:
        """Return words with those who can be called now, and buttons."""
        lines, shown = self._ways.lines("call", _of(card))
        buttons = (*self.every_call(card), *self.presses(card, presses), *self.back(card))
        return Reply("\n\n".join([text, "\n".join(lines)]), buttons, services=shown)

    def listed(self, how: How, card: Making, lead: str | None = None) -> Reply:
        """Return those who can be called or written to now below a line; nothing of nobody."""
        lines, shown = self._ways.lines(how, _of(card))
        lead = lead or self.shared(f"lead_{how}", card.languages).replace("\n\n", "\n")
        return Reply("\n".join([lead, *lines]), services=shown) if lines else Reply("")

    def of_signs(self, card: Making) -> tuple[Reply, ...]:
        """Return what is said besides where the words bear a sign of rape, of a threat."""
        names = (f"sign_{sign}" for sign in card.signs)
        return tuple(
            Reply(self.shared(name, card.languages)) for name in names if name in self.texts.shared
        )

    def worker(self, card: Making) -> Reply:
        """Say that the worker can be told, and when it is read; nothing without that time."""
        at = card.say.args.get("worker_reads_at")
        if not isinstance(at, str) or not may_offer_worker(card.tier):
            return Reply("")
        lines = []
        for language in card.languages:
            when = self.locale.moment(at, replace(card.asker, language=language))
            if when:
                name = "worker_now" if datetime.fromisoformat(at) <= card.asker.now else "worker"
                lines.append(self.texts.shared[name][language].replace("{read_at}", when))
        tell = self.buttons.press(card.person, "intent:contact_worker", "worker", card.languages)
        return Reply("\n\n".join(lines), (tell,)) if lines else Reply("")

    def calls(self, card: Making) -> tuple[Button, ...]:
        """Return the two buttons that call at once: 112 first."""
        return self.every_call(card)[:FIRST]

    def every_call(self, card: Making) -> tuple[Button, ...]:
        """Return a button for every line that can be called now, those two first."""
        return self.buttons.calls(self._ways.first_calls(_of(card)), card.asker.language)

    def presses(self, card: Making, presses: Mapping[str, str]) -> tuple[Button, ...]:
        """Return buttons from {what: label}; none where nobody knows whose they would be."""
        if card.say.args.get("unsaved"):
            return ()
        more = "-both" if card.say.args.get("both") else ""
        return tuple(
            self.buttons.press(
                card.person,
                f"plan:now{more}" if what == "plan" else f"crisis:{what}{more}",
                label,
                card.languages,
            )
            for what, label in presses.items()
        )

    def back(self, card: Making) -> tuple[Button, ...]:
        """Return the way to what the card interrupted."""
        action = card.say.args.get("resume")
        if not isinstance(action, str) or card.say.args.get("unsaved"):
            return ()
        return (self.buttons.press(card.person, action, "back", card.languages),)


def said(texts: Texts, languages: Iterable[Language]) -> str:
    """Return one text in some languages."""
    return "\n\n".join(texts[language] for language in languages)


def told_apart(
    replies: Sequence[Reply], card: Making, make: Callable[[Making], Sequence[Reply]]
) -> list[Reply]:
    """Return the replies of a card in two languages with the language of each of their lines.

    What the card alone in the second language says, and alone in the first does not, is in the
    second.
    """
    first, second = card.languages
    lines = {
        one: {line for reply in make(card.only_in(one)) for line in reply.text.split("\n")}
        for one in card.languages
    }
    other = lines[second] - lines[first]
    return [
        replace(
            reply,
            language=first,
            line_languages=tuple(
                second if line in other else first for line in reply.text.split("\n")
            ),
        )
        for reply in replies
    ]


def _of(card: Making) -> Wanted:
    speaks = card.say.args.get("speaks")
    of = speaks if isinstance(speaks, str) else None
    return Wanted(card.category, card.tier, card.asker, card.signs, of)
