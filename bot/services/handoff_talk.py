"""Writing to the worker, in the chat: what a turn knows of it, and what it says.

Like every command this needs no understanding: the exact words are shown, a signed button sends
them, and from then on they wait. Facts are read with the claim; what a command writes is done in
the turn's one commit (``handoff_writes``).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.handoff import Event
from bot.domain.messages import TYPED, Say
from bot.domain.sending_words import meaning_of, word_list, words_of
from bot.domain.urgency import Urgency
from bot.services.about_worker import about_worker, asks_to_tell
from bot.services.bare_wish import asks_when, bare_wish, is_lost, names_message
from bot.services.commands import MENU, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_back import back_command
from bot.services.handoff_fact import HANDOFF
from bot.services.handoff_open import about_message, is_shown, still_waits
from bot.services.handoff_pressed import pressed, told_where
from bot.services.handoff_preview import AWAITS, add, ask, show
from bot.services.handoff_unlinked import below_untaken, nobody, still_untaken, wished
from bot.services.writes import RECORDS

BOT_WORDS = frozenset({"botti", "bot", "botten", "robotti"})
"""Said alone in a talk with a worker, these bring the assistant back."""

_WAITING = ("rest", "terminal")

_THANKS = word_list("kiitos kiitti kiitoksia tack thanks thank ty thx you")


def handoff_command(claim: ClaimedTurn, action: str | None, urgency: Urgency) -> Command | None:
    """Return the answer when a message or a button is about a message to the worker; else None."""
    fact = claim.facts.get(HANDOFF)
    if not fact:
        return None
    kind, _, value = (action or "").partition(":")
    if kind == "handoff":
        return pressed(claim, value, fact, urgency)
    if kind == "intent":
        return meant(claim, value, urgency, typed=False)
    a_code = (claim.facts.get("link") or {}).get("state")
    # In a talk what is no code of ours after all ("kello 14") is for the worker.
    if claim.inbound.kind not in TYPED or (a_code and not (fact["talk"] and a_code == "no")):
        return None
    if fact["talk"]:
        return _in_talk(claim, fact["talk"])
    if not fact["can"] and (untaken := below_untaken(claim)) is not None:
        return untaken
    if _awaited(claim):
        return _asked_for(claim, fact, urgency)
    if (said := about_worker(claim)) is not None:
        return _with_waiting(claim, said)
    return about_message(claim, fact, urgency) or back_command(claim, fact)


def meant(
    claim: ClaimedTurn, intent: str | None, urgency: Urgency, *, typed: bool = True
) -> Command | None:
    """Return the answer to an intent that is about a message to the worker; else None.

    Args:
        typed: The person said it in words: these may be the message itself, and are shown.
    """
    fact = claim.facts.get(HANDOFF)
    if not fact or intent not in ("contact_worker", "message_status"):
        return None
    if intent == "message_status":
        waits = still_untaken(claim) if not fact["can"] else None
        return waits or told_where(claim, fact, urgency)
    if not fact["can"]:
        return wished(claim, typed=typed)
    text = claim.inbound.text
    tells = urgency.look(text).urgent or not bare_wish(text) or asks_to_tell(claim)
    if typed and tells:
        return show(claim, fact, text, urgency)
    return ask(claim, fact)


def show_words(
    claim: ClaimedTurn, text: str, urgency: Urgency, about: tuple[str, ...] = ()
) -> Command:
    """Return words shown as a message to the worker, with the button that sends them."""
    fact = claim.facts.get(HANDOFF)
    return show(claim, fact, text, urgency, about) if fact and fact["can"] else nobody(claim)


def below_card(claim: ClaimedTurn, card: Command, urgency: Urgency) -> Command | None:
    """Return a card with the words it is about below, where they belong to a message.

    Without this whoever pressed "tell my worker" under a card would get the card again for saying
    it. While life is in danger nothing stands below the card: words that were asked for are kept
    for later, and none of it is sent. None: they belong to no message.
    """
    fact: Mapping[str, Any] = claim.facts.get(HANDOFF) or {}
    if not fact.get("can") or fact.get("talk") or claim.inbound.kind not in TYPED:
        return None
    tier, text = card.says[0].args.get("tier"), claim.inbound.text
    if tier is None or not (_awaited(claim) or (tier == "B" and is_shown(claim))):
        return None
    if fact["draft"] and (tier == "A" or is_shown(claim)):  # nothing is lost unseen
        kept = add(claim, fact, text, urgency, grave=True)
    else:
        kept = show(claim, fact, text, urgency, grave=True)
    below = kept.says if tier == "B" else ()
    return replace(card, says=(*card.says, *below), effects=kept.effects)


def _asked_for(claim: ClaimedTurn, fact: Mapping[str, Any], urgency: Urgency) -> Command:
    """Return the answer to whoever has been asked for the message."""
    text = claim.inbound.text
    meaning = meaning_of(text)
    if meaning == "drop":
        return Command((Say("handoff.discarded", choices=MENU),), {RECORDS: {AWAITS: None}})
    empty = meaning is not None and not _THANKS.issuperset(words_of(text))
    wishes = bare_wish(text) and names_message(text)
    if empty or wishes or asks_when(text) or is_lost(text):
        return ask(claim, fact)
    return show(claim, fact, text, urgency)


def _in_talk(claim: ClaimedTurn, talk: Mapping[str, Any]) -> Command:
    """Pass the words on; the assistant is silent, unless it is called back."""
    text = claim.inbound.text
    if text.strip("!?. \n").lower() in BOT_WORDS:
        effect = {"do": Event.END_TALK.value, "id": talk["id"]}
        return Command((), {HANDOFF: effect}, silent=True)
    effect = {"do": "write", "id": talk["id"], "text": text}
    if claim.inbound.address.channel in _WAITING:
        # Somebody waits for an answer with the line open: silence would look like a fault.
        return Command((Say("handoff.passed", {"name": talk["worker"]}),), {HANDOFF: effect})
    return Command((), {HANDOFF: effect}, silent=True)


def _with_waiting(claim: ClaimedTurn, command: Command) -> Command:
    """Return an answer to something else; right below a message also that this still waits."""
    if not is_shown(claim):
        return command
    waits = still_waits(claim)
    return Command((*command.says, *waits.says), {**command.effects, **waits.effects})


def _awaited(claim: ClaimedTurn) -> bool:
    until = (claim.facts.get("records") or {}).get(AWAITS)
    return isinstance(until, str) and claim.inbound.at < datetime.fromisoformat(until)
