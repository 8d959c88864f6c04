"""Answering a question about the answer in hand: "paljonko se maksaa", "mihin mä soitan".

First the sentences of the topic that tell it, then what the directory knows of the services that
were shown. What nobody knows is said honestly, with who can be asked. No words of its own: topics,
directory and locales have them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.content.directory import Directory, Pick
from bot.content.follow_ups import FollowUps
from bot.content.loader import Content
from bot.content.service_facts import Fact, ServiceFacts
from bot.content.service_lines import ServiceLines
from bot.content.ways_in import WAYS, WaysIn
from bot.domain.directory import Service
from bot.domain.messages import Reply
from bot.domain.ranking import Asker
from bot.i18n import Words

_SENTENCE = re.compile(r"(?<=[.!?])(?<!kl\.)\s+(?=[A-ZÅÄÖ0-9])")
_STEP = re.compile(r"^\d+\.\s+")

KEY = "answer.about"
UNAFFORDABLE = "unaffordable"
"""Asked of the price as one that cannot be paid."""
HOW_MUCH, SUM = "how_much", "sum"
"""Asked how much one gets; how much it is, which may be a price too."""
SPEAKING = "speaking"
"""Who serves in the language that was asked for."""
PAYER = "payer"
"""Asked who pays."""
DONE, NOT_YET = "done", "not_yet"
"""Told that the steps have been taken, or not even the first one."""
SAY = "say"
"""Asked what to say or write."""

MOST_SENTENCES = 4
MOST_SERVICES = 3
PAYERS = "jalkihuolto,kela_toimeentulotuki,aikuissosiaalityo"
"""People who decide on money for what has to be paid."""

HELPERS = "jalkihuolto,aikuissosiaalityo,sosiaalipaivystys"
"""People who look for another way when help was refused."""

_BY_SERVICE = ("cost", "walk_in", "languages", "anonymous", "hours", "where")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about an answer: of which topic or services, and the topic's words as shown.

    ``more``: what the topic says at another hour or in full, where the words shown are silent.
    ``speaks``: the language that is asked for, where languages are asked about. ``own``: what the
    topic has to say to just this question.
    """

    about: str
    topic: str | None
    services: tuple[str, ...]
    texts: tuple[str, ...]
    more: tuple[str, ...] = ()
    speaks: str | None = None
    own: str = ""


class About:
    """Finds what is known. Built once; keeps nothing of anybody."""

    def __init__(
        self,
        content: Content,
        words: Words,
        directory: Directory,
        printer: ServiceLines,
        follow_ups: FollowUps,
    ) -> None:
        self._content, self._words = content, words
        self._directory, self._printer = directory, printer
        self._follow_ups = follow_ups
        self._ways = WaysIn(directory)
        self._facts = ServiceFacts(words, printer).of

    def bubbles(self, asked: Asked, asker: Asker) -> tuple[list[Reply], list[Service]]:
        """Return at most two bubbles, and the services whose buttons belong under the last."""
        if (speaking := self._speaking(asked, asker))[0]:
            return speaking
        if asked.own:
            return [Reply(asked.own)], self._services(asked, asker)
        if asked.about == DONE:
            return self._what_is_next(asked, asker)
        told = self._told(asked, asker)
        if told and asked.about == NOT_YET:
            lead = self._words.text(asker.language, f"about.{NOT_YET}")
            return [Reply(f"{lead}\n{told.splitlines()[0]}")], self._services(asked, asker)
        if told and asked.about == UNAFFORDABLE:  # that help costs nothing is no answer to it
            return [Reply(told)], self._services(asked, asker)
        if told:
            more, reached = self._beside(asked, asker)
            return [Reply(told), *more], reached or self._services(asked, asker)
        if asked.about in WAYS:
            return self._ways_in(asked, asker)
        if "cost" in self._answering(asked):
            asked = replace(asked, about="cost")
        if asked.about in _BY_SERVICE:
            return self._by_service(asked, asker)
        return self._unknown(asked, asker)

    def known(self, asked: Asked, asker: Asker) -> list[Reply]:
        """Return what the directory knows and the topic does not tell; often nothing."""
        if (speaking := self._speaking(asked, asker))[0]:
            return speaking[0]
        fact = self._facts.get(asked.about)
        if fact is None or self._told(asked, asker):
            return []
        picks = self._directory.pick(asked.services, asker, MOST_SERVICES)
        if not any(fact(pick.service, asker) for pick in picks):
            return []
        return self._by_service(asked, asker)[0]

    def _speaking(self, asked: Asked, asker: Asker) -> tuple[list[Reply], list[Service]]:
        found = self._ways.speaking(asked.services, asked.speaks, asker) if asked.speaks else []
        listed = [self._listed(SPEAKING, found, asker, self._printer.line)] if found else []
        return listed, [one.service for one in found]

    def _told(self, asked: Asked, asker: Asker) -> str:
        """Return the topic's own words about it: its steps, or the sentences that tell it."""
        if asked.about in ("how", NOT_YET):
            return "\n".join(line for line in _lines(asked.texts) if _STEP.match(line))
        found = (
            self._sentences(name, texts, asker)
            for name in self._answering(asked)
            for texts in (asked.texts, *((one,) for one in asked.more))
        )
        return next(filter(None, found), "")

    def _answering(self, asked: Asked) -> tuple[str, ...]:
        """Return whose sentences answer a question, best first."""
        if asked.about == UNAFFORDABLE:  # whoever cannot pay is told first who pays
            return (PAYER, "cost")
        if asked.about == SUM:  # of what nobody grants it is the price
            granted = asked.topic in self._follow_ups.decided
            return (HOW_MUCH,) if granted else (HOW_MUCH, "cost")
        return (asked.about,)

    def _sentences(self, about: str, texts: Sequence[str], asker: Asker) -> str:
        lines = _lines(texts)
        parts = [part for line in lines for part in _SENTENCE.split(_STEP.sub("", line))]
        sentences = [part for part in parts if not part.endswith(("?", ":"))]  # they do not tell
        found = self._follow_ups.told(about, asker.language, sentences)
        return " ".join(dict.fromkeys(found[:MOST_SENTENCES]))

    def _what_is_next(self, asked: Asked, asker: Asker) -> tuple[list[Reply], list[Service]]:
        """Return what the topic says of the time after its steps, and who else can be asked."""
        done = self._words.text(asker.language, f"about.{DONE}")
        after = asked.texts[-1] if asked.texts else ""
        picks = self._ways.picks("unreached", asked.services, asked.topic, asker)
        picks = picks[: MOST_SERVICES - 1]
        others = self._listed("done_others", picks, asker, self._printer.line)
        more = [others] if picks else []
        return [Reply(f"{done}\n{after}".strip()), *more], [one.service for one in picks]

    def _beside(self, asked: Asked, asker: Asker) -> tuple[list[Reply], list[Service]]:
        """Return what the directory adds to the topic's own words."""
        if asked.about == "refused" and asked.topic in self._follow_ups.decided:
            return self._unknown(asked, asker)
        if asked.about in _BY_SERVICE:
            told, services = self._by_service(asked, asker)
            return (told, services) if len(services) > 1 else ([], [])
        return [], []

    def _services(self, asked: Asked, asker: Asker) -> list[Service]:
        picks = self._directory.pick(asked.services, asker, MOST_SERVICES - 1)
        return [pick.service for pick in picks]

    def _ways_in(self, asked: Asked, asker: Asker) -> tuple[list[Reply], list[Service]]:
        """Return ways to reach somebody: numbers, others than the busy one, or chats."""
        picks = self._ways.picks(asked.about, asked.services, asked.topic, asker)[:MOST_SERVICES]
        if not picks:
            return self._unknown(asked, asker)
        line = self._chat if asked.about == "written" else self._printer.line
        return [self._listed(asked.about, picks, asker, line)], [one.service for one in picks]

    def _by_service(self, asked: Asked, asker: Asker) -> tuple[list[Reply], list[Service]]:
        fact = self._facts[asked.about]
        picks = self._directory.pick(asked.services, asker, MOST_SERVICES)
        known = [pick for pick in picks if fact(pick.service, asker)]
        if not known:
            return self._unknown(asked, asker)

        def line(service: Service, who: Asker) -> str:
            return f"**{service.name[who.language]}** – {fact(service, who)}"

        told = [self._listed(asked.about, known, asker, line)]
        return told, [pick.service for pick in known]

    def _unknown(self, asked: Asked, asker: Asker) -> tuple[list[Reply], list[Service]]:
        key, names = "unknown", asked.services
        if asked.about == SAY:
            key = SAY
        if asked.about == PAYER:
            key, names = PAYER, tuple(PAYERS.split(","))
        if asked.about == "refused":
            key = "decided" if asked.topic in self._follow_ups.decided else "refused"
            names = tuple(HELPERS.split(","))
        picks = self._directory.pick(names, asker, 9)
        # Somebody who can be asked, before a page that can only be read.
        picks.sort(key=lambda one: not (one.service.phones or one.service.chat))
        picks = picks[: MOST_SERVICES - 1]
        return [self._listed(key, picks, asker, self._printer.line)], [p.service for p in picks]

    def _listed(
        self,
        key: str,
        picks: Sequence[Pick],
        asker: Asker,
        line: Fact,
    ) -> Reply:
        lead = self._words.text(asker.language, f"about.{key}")
        services = [pick.service for pick in picks]
        lines = [lead, *(line(service, asker) for service in services)]
        if line == self._printer.line:
            lines.append(self._printer.below(services, asker))
        text = "\n".join(one for one in lines if one)
        return Reply(text, services=tuple(pick.listed for pick in picks))

    def _chat(self, service: Service, asker: Asker) -> str:
        name = f"**{service.name[asker.language]}**"
        if service.chat:
            where = self._words.text(asker.language, "service.chat", where=service.chat)
            hours = self._printer.hours(service, service.chat_state(asker.now), asker)
            return f"{name} – {where} – {hours}"
        return self._printer.line(service, asker)


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in text.splitlines() if line.strip()]
