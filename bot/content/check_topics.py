"""What is wrong with topics: limits of words, dead references, advice that runs in a circle."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.content.check_facts import fact_problems
from bot.content.follow_ups import FollowUps
from bot.content.lines import PLACEHOLDER
from bot.content.loader import DATA, Content
from bot.content.wording import Wording, plain_faults, stray_digits
from bot.domain.directory import Here
from bot.domain.errors import Problem
from bot.domain.hours import HoursKind
from bot.domain.messages import LANGUAGES, Language
from bot.domain.topics import Case, FirstQuestion, Texts, Topic, Variant, When
from bot.i18n import Words

TITLE, LEAD = 24, 120
_NOW = "now"
LIMITS = {_NOW: (380, 260), "next": (220, 160)}
"""Characters of a bubble, ordinary and plain."""

FIRST_ASK, ASKED = 160, 320
MOST_STEPS, MOST_SERVICES, MOST_BUTTONS = 4, 5, 3
_STEP = re.compile(r"^(\d+)\. ", re.MULTILINE)
_URGENT = re.compile(r"\b(112|116117)\b")
_OPENS = re.compile(r"\{(\w+)\.opens\}")
_OFFICE = "office"
_SERVICE_WORDS = ("phone", "name", "opens")


class TopicChecks:
    """Checks every topic of some content."""

    def __init__(self, content: Content, words: Words, wording: Wording, today: date) -> None:
        self._content, self._words, self._wording = content, words, wording
        self._today = today
        self._questions = FollowUps.load(DATA / "search" / "follow_ups.yml").names

    def problems(self) -> Iterator[Problem]:
        """Yield everything found."""
        for topic in self._content.topics.values():
            yield from self._topic(topic)
        yield from self._circles()

    def _at(self, path: str, why: str, *, warning: bool = False) -> Problem:
        file, line = self._content.origin(path)
        return Problem(file, line, why, "warning" if warning else "error")

    def _topic(self, topic: Topic) -> Iterator[Problem]:
        path = f"topic.{topic.id}"
        yield from self._told(topic, path)
        yield from self._services(topic.services, f"{path}.help.services")
        yield from self._for_some(topic, f"{path}.help")
        if topic.first:
            yield from self._first(topic.first, f"{path}.first")
        for place, case in enumerate(topic.cases):
            yield from self._case(case, topic, f"{path}.cases.{place}")

    def _told(self, told: Topic | Case, path: str) -> Iterator[Problem]:
        """Check what a topic says, or what one of its cases says instead."""
        yield from self._short(f"{path}.title", told.title or {}, TITLE)
        yield from self._short(f"{path}.help.lead", told.lead or {}, LEAD)
        for part, variants in ((_NOW, told.now), ("next", told.next)):
            for place, variant in enumerate(variants):
                yield from self._variant(f"{path}.{part}.{place}", part, variant)
            yield from self._whens(f"{path}.{part}", variants)
        yield from self._buttons(told, f"{path}.buttons")
        yield from self._asked(told, f"{path}.asked")
        yield from fact_problems(told.facts, f"{path}.facts", "topic", self._today, self._at)

    def _asked(self, told: Topic | Case, path: str) -> Iterator[Problem]:
        """Check what is told only to whoever asks: the question is known, the answer short."""
        for name, texts in told.asked.items():
            if name not in self._questions:
                yield self._at(
                    f"{path}.{name}", f"there is no question {name}: see follow_ups.yml"
                )
            for language, text in texts.items():
                yield from self._text(f"{path}.{name}.{language}", text, language, ASKED)

    def _case(self, case: Case, of: Topic, path: str) -> Iterator[Problem]:
        """Check a case: it says something, can be told, and is found where it is taken for."""
        yield from self._told(case, path)
        if case.services:
            yield from self._services(case.services, f"{path}.help.services")
        if sum(one.id == case.id for one in of.cases) > 1:
            yield self._at(f"{path}.id", f"the topic has two cases {case.id}")
        for name in case.heard_as:
            if name not in self._content.topics or name == of.id:
                yield self._at(f"{path}.heard_as", f"there is no other topic {name}")

    def _first(self, first: FirstQuestion, path: str) -> Iterator[Problem]:
        """Check a question before the answer: short, and every button leads somewhere."""
        yield from self._short(f"{path}.ask", first.ask, FIRST_ASK)
        for place, answer in enumerate(first.answers):
            where = f"{path}.answers.{place}"
            yield from self._short(f"{where}.title", answer.title, TITLE)
            if answer.topic not in self._content.topics:
                yield self._at(f"{where}.topic", f"there is no topic {answer.topic}")

    def _short(self, path: str, texts: Texts, limit: int) -> Iterator[Problem]:
        for language, text in texts.items():
            where = f"{path}.{language}"
            if len(text) > limit:
                yield self._at(where, f"{len(text)} characters (at most {limit})")
            for fault in self._wording.faults(text, language):
                yield self._at(where, fault)

    def _whens(self, path: str, variants: Sequence[Variant]) -> Iterator[Problem]:
        hours = [variant.when for variant in variants]
        if len(set(hours)) != len(hours) or None in hours[:-1]:
            yield self._at(path, "a wording can never be shown: an earlier one suits its hours")

    def _variant(self, path: str, part: str, variant: Variant) -> Iterator[Problem]:
        ordinary, plain = LIMITS[part]
        for language in LANGUAGES:
            text = variant.texts[language]
            yield from self._text(f"{path}.{language}", text, language, ordinary)
            where = f"{path}.plain.{language}"
            if not variant.plain:
                yield self._at(path, "there is no plain wording")
                return
            simple = variant.plain[language]
            yield from self._text(where, simple, language, plain)
            for fault in plain_faults(simple, text):
                yield self._at(where, fault)
        yield from self._urgent(path, variant)
        yield from self._opening(path, variant)

    def _opening(self, path: str, variant: Variant) -> Iterator[Problem]:
        """Check that nobody is told when a service opens while it is open."""
        if variant.of is not None and variant.of not in self._content.services:
            yield self._at(path, f"there is no service {variant.of}")
        texts = [*variant.texts.values(), *variant.plain.values()]
        told = {one for text in texts for one in _OPENS.findall(text)} - {_OFFICE}
        if variant.when is When.CLOSED and variant.of is None and told:
            yield self._at(path, f"tells when {min(told)} opens: say `of: {min(told)}`")
        for language in LANGUAGES:
            said = f"{variant.texts[language]}\n{variant.plain.get(language, '')}"
            for name in sorted(set(_OPENS.findall(said)) & self._content.services.keys()):
                other = self._content.services[name].other_languages.get(language)
                if other:  # the line of the service below tells that one's hours
                    yield self._at(f"{path}.{language}", f"say {{{other}.opens}} in this language")

    def _urgent(self, path: str, variant: Variant) -> Iterator[Problem]:
        """Check that an emergency number said once is said in every language, plain too."""
        wanted = {one for text in variant.texts.values() for one in _URGENT.findall(text)}
        for place, texts in ((path, variant.texts), (f"{path}.plain", variant.plain)):
            for language in LANGUAGES:
                for number in sorted(wanted.difference(_URGENT.findall(texts[language]))):
                    yield self._at(f"{place}.{language}", f"{number} is said elsewhere, not here")

    def _text(self, path: str, text: str, language: Language, limit: int) -> Iterator[Problem]:
        if len(text) > limit:
            yield self._at(path, f"{len(text)} characters (at most {limit})")
        if digits := stray_digits(text):
            yield self._at(path, f"digits outside a figure or a service: {digits!r}")
        for fault in self._wording.faults(text, language):
            yield self._at(path, fault)
        steps = [int(number) for number in _STEP.findall(text)]
        if steps != list(range(1, len(steps) + 1)) or len(steps) > MOST_STEPS:
            yield self._at(path, f"steps are numbered {steps} (1 to {MOST_STEPS} at most)")
        for place, line in enumerate(text.splitlines()):
            yield from self._line(path, line, first=place == 0)

    def _line(self, path: str, line: str, *, first: bool) -> Iterator[Problem]:
        """Check what a line leans on: it vanishes with its figure or number."""
        names = PLACEHOLDER.findall(line)
        for name in names:
            yield from self._placeholder(path, name)
        if any("." not in name for name in names):
            now = f".{_NOW}." in path
            if now and (first or line.startswith("1. ")):
                yield self._at(path, "a figure in the line that says what to do first")
            if _URGENT.search(line):
                yield self._at(path, "an emergency number in a line that vanishes with a figure")
        if "{" in PLACEHOLDER.sub("", line):
            yield self._at(path, "a brace that is no placeholder")

    def _placeholder(self, path: str, name: str) -> Iterator[Problem]:
        whose, dot, what = name.partition(".")
        if not dot:
            if name not in self._content.rates:
                yield self._at(path, f"there is no figure {{{name}}}")
            return
        if whose == "office":
            if what != "opens":
                yield self._at(path, f"{{{name}}}: an office only opens")
            return
        service = self._content.services.get(whose)
        if service is None or what not in _SERVICE_WORDS:
            yield self._at(path, f"{{{name}}} is not {' / '.join(_SERVICE_WORDS)} of a service")
            return
        county = self._content.county
        branch = self._content.branch(service, Here(county=county.code if county else None))
        # What a county has not told of a role is its editor's work, not that of the topic.
        where = "county.roles" if service.role and county else path
        if not self._content.shown(branch):
            yield self._at(path, f"{{{name}}}: the service is hidden as unsure")
        elif what == "phone" and not branch.phones:
            why = f"{{{name}}}: no number is known, the line is left out"
            yield self._at(where, why, warning=service.role)
        elif what == "opens" and branch.schedule.hours.kind is not HoursKind.WEEKLY:
            why = f"{{{name}}}: opening times are not known, the line is left out"
            yield self._at(where, why, warning=service.role)

    def _services(self, names: Sequence[str], path: str) -> Iterator[Problem]:
        if not 1 <= len(names) <= MOST_SERVICES:
            yield self._at(path, f"{len(names)} services (1 to {MOST_SERVICES})")
        for name in names:
            service = self._content.services.get(name)
            if service is None:
                yield self._at(path, f"there is no service {name}")
            elif not self._content.shown(service):
                yield self._at(path, f"the service {name} is hidden as unsure", warning=True)

    def _for_some(self, topic: Topic, path: str) -> Iterator[Problem]:
        """Check services that stand first for some people, and those that only some see."""
        for one in topic.by_day:
            if one.service not in topic.services:
                yield self._at(f"{path}.by_day", f"{one.service} is not in the list above")
        for one in topic.if_said:
            where = f"{path}.if_said"
            if one.service not in self._content.services:
                yield self._at(where, f"there is no service {one.service}")
            if one.said is None:
                yield self._at(where, f"{one.service} needs the words that it is for: said")

    def _buttons(self, told: Topic | Case, path: str) -> Iterator[Problem]:
        if len(told.buttons) > MOST_BUTTONS:
            yield self._at(path, f"{len(told.buttons)} buttons (at most {MOST_BUTTONS})")
        for name in told.buttons:
            known = name in self._content.topics or self._words.has(f"intent.{name}")
            if not known:
                yield self._at(path, f"the button {name} leads nowhere")
            if name == told.id:
                yield self._at(path, "a button leads back to the topic itself")

    def _circles(self) -> Iterator[Problem]:
        """Yield topics whose every road leads back: a person there goes round and round."""
        for topic in self._content.topics.values():
            roads = [self._content.topics.get(name) for name in topic.buttons]
            if not roads or None in roads:
                continue
            beyond = {name for road in roads if road for name in road.buttons}
            if beyond <= {topic.id, *topic.buttons}:
                through = ", ".join(topic.buttons)
                why = f"circular advice: from {through} every button leads back here"
                yield self._at(f"topic.{topic.id}.buttons", why, warning=len(topic.buttons) > 1)
