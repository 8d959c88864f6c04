"""What becomes of danger that was heard: which card, when not again, how long help stays near.

Pure. The words are in ``content/cards.py``; who hears is ``domain/safety.py`` or the classifier.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from bot.domain.assessment import Danger
from bot.domain.card_questions import Told
from bot.domain.card_signs import signs_in
from bot.domain.messages import LANGUAGES, Choice, Inbound, Language, Person, Reply, Say, Scalar
from bot.domain.safety import MODEL, Finding
from bot.services.worker_card import WORKER

CARD, AGAIN, SOFT, HINT = "crisis.card", "crisis.again", "crisis.soft", "crisis.hint"
SOS, SAFE, FALSE = "crisis.sos", "crisis.safe", "crisis.false"
ANSWERED, FURTHER, STILL = "crisis.answered", "crisis.further", "crisis.still"

NEAR = timedelta(hours=24)
"""How long after a card help is one tap away under every answer, and routine notices wait."""

HELP = Choice("sos:", "crisis.help")

OPEN = "crisis_open"
CRISIS_AT = "crisis_at"
HINT_AT = "hint_at"
HINT_AGAIN = timedelta(hours=24)
"""The record of when a card was shown last (an ISO time); gone after a false alarm."""

NoticeKind = Literal["routine", "appointment", "deadline", "answer"]
"""routine: a bill, a test, news. deadline: an appeal. answer: what the person waits for."""

HEARD_BY = "heard_by"
"""In a card's arguments: the finding's reason. Counted, never shown."""

ASKED, _OPTION = "asked", "option"
"""What heard a danger that somebody told when they were asked, or picked among our own words."""

WORKER_READS_AT = "worker_reads_at"
"""In the facts of a turn: when a message to the person's worker or unit can be read (ISO)."""

Urgent = Callable[[Inbound], Sequence[Reply]]
"""Answers danger without storage or engine, at once; nothing when none is heard. Never raises."""

_REMEMBERED = 10_000


class Hears(Protocol):
    """The safety scanner as a turn uses it."""

    def scan(self, text: str) -> Finding | None:
        """Return the gravest danger in a text, tier A or B, also one that is doubted."""
        ...

    def soft(self, text: str) -> Finding | None:
        """Return danger that was denied, long ago or quoted, tier C."""
        ...

    def in_own_script(self, text: str) -> str:
        """Return a text in the letters of its language, also where it was typed in Latin ones."""
        ...


@dataclass(slots=True)
class SentPast:
    """Update ids that were answered past the outbox while the database was down.

    In memory of one process: a message that is handed over again gets the short form, not the
    same card twice. Forgets the oldest beyond 10,000.
    """

    ids: dict[tuple[str, str], None] = field(default_factory=dict)

    def note(self, inbound: Inbound) -> None:
        """Remember that this one has its answer."""
        self.ids[_id_of(inbound)] = None
        if len(self.ids) > _REMEMBERED:
            del self.ids[next(iter(self.ids))]

    def forget(self, inbound: Inbound) -> None:
        """Nothing of it went out: it may be tried again."""
        self.ids.pop(_id_of(inbound), None)

    def __contains__(self, inbound: Inbound) -> bool:
        return _id_of(inbound) in self.ids


def card(
    finding: Finding, text: str, facts: Mapping[str, Any] | None = None, hint: str | None = None
) -> Say:
    """Return the card for danger heard in a text.

    Args:
        hint: The language of the person's device: tells where the text does not.
    """
    about = "other" if finding.about_other else "self"
    elsewhere = spoken(finding) is None and hint is not None and hint not in LANGUAGES
    both = elsewhere or is_foreign(text, finding)
    args = args_of((finding.category, finding.tier, about), both=both, signs=signs_said(text))
    return with_worker(Say(CARD, {**args, HEARD_BY: finding.reason}), facts or {})


def args_of(told: Told, *, both: bool, signs: str = "") -> dict[str, Scalar]:
    """Return the arguments of what is said about a danger.

    Args:
        signs: What ``signs_said`` found in the words that told it; "" of none.
    """
    category, tier, about = told
    args: dict[str, Scalar] = {"category": category, "tier": tier, "about": about, "both": both}
    return args | ({"signs": signs} if signs else {})


def signs_said(text: str) -> str:
    """Return the signs of further ways to people in a text, joined by commas."""
    return ",".join(signs_in(text))


def card_of(
    told: Told,
    facts: Mapping[str, Any],
    *,
    both: bool = False,
    heard_by: str = ASKED,
    signs: str = "",
) -> Say:
    """Return the card for danger that somebody told when they were asked."""
    say = Say(CARD, {**args_of(told, both=both, signs=signs), HEARD_BY: heard_by})
    return with_worker(say, facts)


def declared(danger: Danger, facts: Mapping[str, Any] | None = None) -> Say:
    """Return the card for danger that the person has picked among our own words."""
    told = (danger.category, danger.tier, danger.about)
    return card_of(told, facts or {}, heard_by=_OPTION)


def worker_reads_at(tier: str, facts: Mapping[str, Any]) -> str | None:
    """Return when the person's worker could read about this; None: it is not offered.

    Never while life is in danger: a message that is read on Monday must not stand beside 112.
    The one place that decides it; ``services/memory.py`` puts the time into the turn's facts.
    """
    at = facts.get(WORKER_READS_AT)
    return at if tier == "B" and isinstance(at, str) else None


def with_worker(card: Say, facts: Mapping[str, Any]) -> Say:
    """Return a card that knows of the person's worker: when they read, that they know them."""
    reads_at = worker_reads_at(str(card.args.get("tier")), facts)
    known = bool((facts.get(WORKER) or {}).get("linked"))
    return replace(card, args={**card.args, WORKER_READS_AT: reads_at, "known": known})


def completed(card: Say, facts: Mapping[str, Any], text: str) -> Say:
    """Return the classifier's card with what the scanner's card has besides."""
    signs: dict[str, Scalar] = {"signs": said} if (said := signs_said(text)) else {}
    return with_worker(replace(card, args={**card.args, "both": is_foreign(text), **signs}), facts)


def passed_on(says: tuple[Say, ...]) -> tuple[Say, ...]:
    """Return a card that says where the words went: to the worker of an open talk."""
    return (replace(says[0], args={**says[0].args, "passed_on": True}), *says[1:])


def soft(text: str, category: str) -> Say:
    """Return the gentle question about a kind of danger."""
    return Say(SOFT, {"both": is_foreign(text), "category": category})


def hint(text: str) -> Say:
    """Return the question whether one is safe."""
    return Say(HINT, {"both": is_foreign(text)})


def asks_of_hint(
    text: str, records: Mapping[str, Any], at: datetime
) -> tuple[Say, dict[str, str]] | None:
    """Return the question whether one is safe, and the record that it was asked; None: lately.

    For words that hint at danger too faintly for a card. Once a day: asked after every message
    of a bad day it would drive people away.
    """
    if within(HINT_AGAIN, records.get(HINT_AT), at):
        return None
    return hint(text), {HINT_AT: at.isoformat()}


def help_is_near(person: Person, at: datetime) -> bool:
    """Return whether a card was shown so lately that help stays one tap away."""
    return within(NEAR, person.last_card_at, at)


def held_until(records: Mapping[str, Any], kind: NoticeKind, at: datetime) -> datetime | None:
    """Return until when a notice to a person waits because a crisis card was shown; None: send it.

    For whoever sends reminders: routine ones wait a day, appointments, appeal deadlines and
    answers never do.
    """
    since = records.get(CRISIS_AT)
    if kind != "routine" or not isinstance(since, str) or not within(NEAR, since, at):
        return None
    return datetime.fromisoformat(since) + NEAR


def with_help(says: Sequence[Say]) -> list[Say]:
    """Return what is said with the way to help first among the last buttons."""
    return [*says[:-1], *(replace(say, choices=(HELP, *say.choices)) for say in says[-1:])]


def is_foreign(text: str, finding: Finding | None = None) -> bool:
    """Return whether words, in their own script, are in a language that we have no words in.

    Most letters are of another script than ours (Arabic, Cyrillic), or the patterns that heard
    them are those of such languages in Latin letters (Somali).
    """
    if finding is not None and finding.reason.startswith("other."):
        return True
    letters = [sign for sign in text if sign.isalpha()]
    latin = sum(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    return 2 * latin < len(letters)


def spoken(finding: Finding) -> Language | None:
    """Return the language whose patterns heard the danger; None when that does not tell."""
    if finding.reason == MODEL:
        return None
    heard = finding.reason.partition(".")[0]
    return next((language for language in LANGUAGES if language == heard), None)


def _id_of(inbound: Inbound) -> tuple[str, str]:
    return f"{inbound.address.channel}:{inbound.address.bot}", inbound.update_id


def within(limit: timedelta, since: str | None, at: datetime) -> bool:
    """Return whether something was at most so long ago."""
    # Either way round: a clock that was set back must not hide a card for days.
    return since is not None and abs(at - datetime.fromisoformat(since)) < limit
