"""Buttons under a crisis card and under the gentle question: answered from fixed texts alone."""

from collections.abc import Sequence
from typing import cast

from bot.domain.card_questions import QUESTIONS, Told, has_words
from bot.domain.card_words import Reply
from bot.domain.messages import Say, Scalar
from bot.domain.safety_patterns import CRISIS
from bot.services import checkin, crisis, crisis_samples
from bot.services.card_open import signs_of
from bot.services.commands import Command, sos
from bot.services.delivery_ports import ClaimedTurn
from bot.services.interrupted import resumption
from bot.services.kept_messages import KeepsMessages
from bot.services.plan import RESUME
from bot.services.plan_records import draft_of
from bot.services.repeating import kind_of
from bot.services.writes import RECORDS


def after_card_command(
    claim: ClaimedTurn, action: str | None, samples: KeepsMessages | None = None
) -> Command | None:
    """Return what such a button does, None when the button is another's.

    Args:
        samples: Where a message may be kept that got a card by mistake.
    """
    kind, _, answer = (action or "").partition(":")
    if kind != "crisis":
        return None
    what, _, together = answer.partition("-")
    word, *of = what.split(".")
    both = together == "both"
    if word == "said":
        return _pressed_answer(claim, of, both=both)
    if word in {"yes", "unsure"}:  # not sure is never answered with less help than yes
        return _card(claim, _told_by(word, *of), both=both)
    if word == "unsafe":
        return sos()
    args: dict[str, Scalar] = {"both": both, "resume": _interrupted(claim)}
    if word == "safe":
        more, noted = checkin.offer(claim, both=both)
        return Command((Say(crisis.SAFE, args), *more), noted, sos=True)
    if word == "tips":
        category, _, _ = kind_of(claim.person.last_card)
        return Command((Say("crisis.tips", {**args, "category": category}),), sos=True)
    return _mistaken(claim, args, samples if word == "false" and not both else None, word)


def answered(claim: ClaimedTurn, told: Told, said: Reply, *, both: bool) -> Command:
    """Return the answer to an answer to the question of a card."""
    answer = QUESTIONS[told].meant(said)
    if not has_words(told, answer):
        return card_now(claim, told, both=both)
    args = {**crisis.args_of(told, both=both, signs=signs_of(claim, told)), "answer": answer}
    return Command((Say(crisis.ANSWERED, args),), sos=True)


def card_now(claim: ClaimedTurn, told: Told, *, both: bool) -> Command:
    """Return the card of a danger that has become danger now."""
    return _card(claim, (told[0], "A", told[2]), both=both)


def _pressed_answer(claim: ClaimedTurn, of: Sequence[str], *, both: bool) -> Command | None:
    """Return what a button under the question does: "yes.violence_now.A.self"."""
    said, kind, *rest = of
    told = cast(Told, (f"{CRISIS}{kind}", *rest))
    return answered(claim, told, cast(Reply, said), both=both) if told in QUESTIONS else None


def _told_by(word: str, kind: str = "suicide") -> Told:
    """Return what "yes" to a gentle question tells: fire that is seen is danger now."""
    tier = "A" if kind == "fire_now" and word == "yes" else "B"
    return cast(Told, (f"{CRISIS}{kind}", tier, "self"))


def _card(claim: ClaimedTurn, told: Told, *, both: bool) -> Command:
    card = crisis.card_of(told, claim.facts, both=both, signs=signs_of(claim, told))
    return Command((card,), sos=True)


def _mistaken(
    claim: ClaimedTurn, args: dict[str, Scalar], samples: KeepsMessages | None, word: str
) -> Command:
    """Say that it was no crisis. Help stays near, for whoever was ashamed of the card.

    Reminders go on after a card that was taken back. "No" to a gentle question takes none back.
    """
    of_card = word == "false"
    more = crisis_samples.offer(claim.person, samples)
    said = (Say(crisis.FALSE, {**args, "of_card": of_card}), *more)
    return Command(said, {RECORDS: {crisis.CRISIS_AT: None}} if of_card else {}, sos=True)


def _interrupted(claim: ClaimedTurn) -> str:
    """Return the action that takes up again what the card interrupted; the menu after nothing."""
    if (action := resumption(claim)) is not None:
        return action
    if draft_of(claim.facts) is not None:
        return RESUME.action
    topic = claim.person.last_topic
    return f"topic:{topic}" if topic else "intent:menu"
