"""What is wrong with crisis texts and contacts: the rules of docs/CRISIS_PROTOCOL.md, by machine.

A machine finds what must never be said and what is missing; whether the words are good for a
person in danger, a professional decides (``review`` in ``texts.yml``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.content.lines import PLACEHOLDER
from bot.content.loader import Content
from bot.content.safety_kinds import FURTHER, TIERS, CardTier, Contact
from bot.content.safety_texts import FOLDER, SafetyTexts
from bot.content.wording import AVERAGE_PLAIN_SENTENCE, LONGEST_PLAIN_SENTENCE, Wording
from bot.domain.directory import Service
from bot.domain.errors import Problem
from bot.domain.hours import HoursKind
from bot.domain.messages import LANGUAGES, Language
from bot.domain.safety_patterns import CATEGORIES, Category
from bot.domain.topics import Texts

NEVER = FOLDER / "never.yml"
EMERGENCY_NUMBER = "emergency_112"
BUBBLE, QUESTION, TIP, LABEL = 350, 120, 90, 40
"""Characters at most."""

TIP_COUNT = 5
OTHER_WAYS = 2
"""How many ways besides 112 every reader has: lines can be full."""

FRESH = timedelta(days=90)
"""How old a contact's check may be before an editor of a running service is told."""

_FIRST = 45
"""Within so many characters a person in danger of life must have read the emergency number."""

_MACHINE: dict[Language, tuple[str, str]] = {
    "fi": (r"\bkone\b", r"kukaan (ei )?lue tätä nyt"),
    "sv": (r"\bmaskin\b", r"ingen läser det här nu"),
    "en": (r"\bmachine\b", r"nobody is reading this now"),
}
"""Says that it is a machine, and that nobody reads this now."""

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\**\s+")
_STATES_MACHINE = ("machine", "no_repeat")
_NAMES_112 = (
    "anonymous",
    "safe_now",
    "known",
    "no_repeat",
    "no_repeat_talk",
    "still",
    *FURTHER,
    "soft_check",
    "hint_check",
    "tips_end",
    "plan_empty",
)
_PLACEHOLDERS = {"shared.worker": {"read_at"}, "labels.call": {"what"}, "labels.write": {"what"}}


@dataclass(frozen=True, slots=True)
class SafetyChecks:
    """Checks the texts and contacts of a crisis against the directory of some content."""

    texts: SafetyTexts
    content: Content
    wording: Wording
    never: Wording
    today: date

    def problems(self, *, production: bool = False) -> Iterator[Problem]:
        """Yield everything found.

        Args:
            production: Also that no professional has reviewed the texts, and old contacts.
        """
        for (category, tier, about), card in self.texts.cards.items():
            path = f"cards.{category}.{tier}.{about}"
            yield from self._bubble(f"{path}.say", card.say, emergency=True, first=tier == "A")
            yield from self._bubble(f"{path}.if_nobody_answers", card.if_nobody_answers)
            yield from self._question(f"{path}.ask", card.ask)
            yield from self._bubble(f"{path}.if_yes", card.if_yes, emergency=True)
            yield from self._bubble(f"{path}.if_no", card.if_no, emergency=True)
        yield from self._shared()
        yield from self._small()
        for contact in self.texts.contacts.values():
            yield from self._contact(contact, production=production)
        for category in CATEGORIES:
            for tier in TIERS:
                yield from self._ways(category, tier)
        if production and not self.texts.is_reviewed:
            why = "no named professional has reviewed the crisis texts (reviewer, reviewed_on)"
            yield self._at("texts.review", why)

    def _at(self, path: str, why: str, *, warning: bool = False) -> Problem:
        file, line = self.texts.origin(path)
        return Problem(file, line, why, "warning" if warning else "error")

    def _number(self) -> str:
        service = self.content.services.get(EMERGENCY_NUMBER)
        return service.phones[0].number if service and service.phones else "112"

    def _words(self, path: str, text: str, language: Language, limit: int) -> Iterator[Problem]:
        """Check what holds for every text: length, forbidden words, digits, braces, plainness."""
        where = f"texts.{path}.{language}"
        if len(text) > limit:
            yield self._at(where, f"{len(text)} characters (at most {limit})")
        for fault in (*self.wording.faults(text, language), *self.never.faults(text, language)):
            yield self._at(where, fault)
        longest = max(_sentences(text))
        if longest > LONGEST_PLAIN_SENTENCE:
            why = f"a sentence of {longest} words (at most {LONGEST_PLAIN_SENTENCE})"
            yield self._at(where, why)
        if digits := self._strange_digits(text):
            yield self._at(where, f"digits that are no contact's number: {digits!r}")
        names = set(PLACEHOLDER.findall(text))
        if names != _PLACEHOLDERS.get(path, set()) or "{" in PLACEHOLDER.sub("", text):
            yield self._at(where, "placeholders are not those that are filled here")

    def _strange_digits(self, text: str) -> str | None:
        services = self.content.services
        known = [
            phone.number
            for name in self.texts.contacts
            if name in services
            for phone in services[name].phones
        ]
        # Longest first: 112 must not eat the beginning of a longer number.
        for number in sorted(known, key=len, reverse=True):
            text = re.sub(rf"(?<!\d){re.escape(number)}(?!\d)", "", text)
        found = re.search(r".{0,12}\d+.{0,6}", text)
        return found.group().strip() if found else None

    def _bubble(
        self, path: str, texts: Texts, *, emergency: bool = False, first: bool = False
    ) -> Iterator[Problem]:
        for language, text in texts.items():
            yield from self._words(path, text, language, BUBBLE)
            where = f"texts.{path}.{language}"
            if "?" in text:
                yield self._at(where, "asks: the one question of a card stands in ask")
            words = _sentences(text)
            # The average is for bubbles of many sentences; what follows is one or two.
            if emergency and sum(words) / len(words) > AVERAGE_PLAIN_SENTENCE:
                yield self._at(where, f"{sum(words) / len(words):.1f} words a sentence on average")
            if emergency and self._number() not in text:
                yield self._at(where, f"does not name {self._number()}")
            elif first and self._number() not in text[:_FIRST]:
                yield self._at(where, f"{self._number()} does not come first")

    def _question(self, path: str, texts: Texts) -> Iterator[Problem]:
        for language, text in texts.items():
            yield from self._words(path, text, language, QUESTION)
            if text.count("?") != 1 or not text.endswith("?"):
                yield self._at(f"texts.{path}.{language}", "must be one question")

    def _shared(self) -> Iterator[Problem]:
        for name, texts in self.texts.shared.items():
            path = f"shared.{name}"
            for language, text in texts.items():
                yield from self._words(path, text, language, BUBBLE)
                where = f"texts.{path}.{language}"
                if name in _NAMES_112 and self._number() not in text:
                    yield self._at(where, f"does not name {self._number()}")
                for pattern in _MACHINE[language] if name in _STATES_MACHINE else ():
                    if not re.search(pattern, text, re.IGNORECASE):
                        yield self._at(where, "does not say: a machine, and nobody reads this now")
            if "_ask" in name:
                yield from self._question(path, texts)

    def _small(self) -> Iterator[Problem]:
        for name, texts in self.texts.labels.items():
            for language, text in texts.items():
                yield from self._words(f"labels.{name}", text, language, LABEL)
        for (moment, language), tips in self.texts.tips.items():
            if len(tips) != TIP_COUNT:
                why = f"{len(tips)} tips (must be {TIP_COUNT})"
                yield self._at(f"texts.tips.{moment}.{language}", why)
            for tip in tips:
                yield from self._words("tips", tip, language, TIP)

    def _contact(self, contact: Contact, *, production: bool) -> Iterator[Problem]:
        path = f"contacts.contacts.{list(self.texts.contacts).index(contact.service)}"
        service = self.content.services.get(contact.service)
        if service is None:
            yield self._at(path, f"there is no service {contact.service}")
            return
        if not self.content.shown(service):
            yield self._at(path, f"the service {contact.service} is hidden as unsure")
        if "call" in contact.how and not service.phones and not service.role:
            yield self._at(path, f"{contact.service} has no number to call")
        if "write" in contact.how and not (service.chat or service.whatsapp):
            yield self._at(path, f"{contact.service} has no chat to write to")
        shown = (*self.texts.order.values(), *self.texts.signs.values())
        if not any(contact.service in names for names in shown):
            yield self._at(path, f"{contact.service} serves nothing: it is in no order")
        if contact.checked_on is None:
            yield self._at(path, f"{contact.service}: must say when it was checked")
        elif production and self.today - contact.checked_on > FRESH:
            why = f"{contact.service}: not checked since {contact.checked_on}: make a test call"
            yield self._at(path, why, warning=True)

    def _ways(self, category: Category, tier: CardTier) -> Iterator[Problem]:
        path = f"contacts.order.{category}.{tier}"
        names = self.texts.order.get((category, tier), ())
        if names[:1] != (EMERGENCY_NUMBER,):
            yield self._at(path, f"must begin with {EMERGENCY_NUMBER}")
        for language in LANGUAGES:
            ways = self.texts.ways(category, tier, language) if names else ()
            others = [one for one in ways if one.service != EMERGENCY_NUMBER]
            if len(others) < OTHER_WAYS:
                yield self._at(path, f"{language}: fewer than {OTHER_WAYS} ways besides 112")
            if not any(self._never_shuts(one) for one in others):
                yield self._at(path, f"{language}: nothing besides 112 is open day and night")
            if tier == "B" and not any("write" in one.how for one in others):
                yield self._at(path, f"{language}: no way to write instead of calling")

    def _never_shuts(self, contact: Contact) -> bool:
        service: Service | None = self.content.services.get(contact.service)
        return service is not None and service.schedule.hours.kind is HoursKind.ALWAYS


def _sentences(text: str) -> list[int]:
    """Return how many words each sentence has."""
    return [len(one.split()) for one in _SENTENCE_END.split(text)]
