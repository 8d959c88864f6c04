"""What is typed while a message to the worker is shown and not sent.

Right below the words a clear yes sends them and a clear no throws them away, like the buttons.
What else is said is more of the message, shown whole again, unless it plainly asks for something
else: that is answered, and it is said once that the message still waits.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.answer_phrases import asks, wants_of_us
from bot.domain.messages import TYPED, Choice, Say
from bot.domain.sending_words import (
    Meaning,
    asks_where,
    meaning_of,
    names_sending,
    words_of,
)
from bot.domain.to_worker_words import only_to, without_name
from bot.domain.urgency import Urgency
from bot.domain.withdrawing_words import takes_last_off, wish_to_withdraw
from bot.services import crisis
from bot.services.about_worker import asks_whether_read
from bot.services.bare_wish import asks_when, bare_wish, is_lost
from bot.services.card_open import open_card, told_of
from bot.services.commands import MASKED, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import DRAFTED, HANDOFF, name_told
from bot.services.handoff_pressed import pressed, told_where
from bot.services.handoff_preview import (
    CHANGE,
    OFFER,
    add,
    again,
    aside,
    change,
    to_draft,
    to_drop,
    to_show,
)
from bot.services.said_last import FRESH, SAID
from bot.services.writes import PENDING, RECORDS

UNSENT = Say("status.draft")

_NOT_UNDERSTOOD = frozenset({"out_of_scope", "nlu_fallback", "unsure", "answer", "tell_place"})
_TO_WORKER = frozenset({"contact_worker", *_NOT_UNDERSTOOD})
"""Words so understood are more of the message, also as a question: "tuutko mukaan?"."""

_SMALL = frozenset(
    {
        *("thanks", "goodbye", "affirm", "deny", "cancel", "dont_know", "skip_question"),
        *("go_back", "repeat", "greet", "how_are_you"),
    }
)
"""Said in a few words they are about what is shown, and no part of it."""

_SHORT = frozenset(
    {
        *("menu", "bot_challenge", "insult", "plain_language", "give_feedback"),
        *("something_else", "help_yes", "help_no"),
    }
)
"""Said to us in a few words; in more they are told to the worker."""

_TO_US = frozenset(
    {
        *("privacy", "export_my_data", "delete_my_data", "change_language", "set_reminder"),
        *("start_budget", "start_housing_readiness", "start_wellbeing", "start_assessment"),
        *("list_assessments", "show_results", "share_results", "safety_plan", "find_service"),
        *("who_is_my_worker", "worker_hours", "change_worker", "link_worker"),
        "rights_complaint",  # never sent to whom it may be about, unless they say so
    }
)
_TIME = re.compile(r"aika|ajan|tapaami|varaa|varata|tid\b|tiden|mote|boka|appointm|meeting|book")
"""Words for a time with the worker; "ei vaan tiistain" corrects what was written."""

_FEW = 3


def about_message(claim: ClaimedTurn, fact: Mapping[str, Any], urgency: Urgency) -> Command | None:
    """Return the answer to words about a message that is shown, or was; None: they are not."""
    text, card = claim.inbound.text, open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at)
    told = told_of(card) if card else None
    if told and told[1] == "A":
        return None  # nothing is sent and nothing shown while life is in danger
    if fact["draft"]:
        # "Lähetä se maijalle" is a yes where Maija is who gets it, and no one else.
        meaning = meaning_of(without_name(text, name_told(fact, "readers")))
        named = names_sending(text) or asks_where(text)
        named = named or takes_last_off(text) or only_to(text, name_told(fact, "own"))
        if card and not named:
            return None  # a bare yes or no answers the card
        verbs = _shown(claim, fact)
        if _is_asked_for_more(claim):
            return _more(claim, fact, meaning, urgency)
        if verbs:
            return _below(claim, fact, meaning, verbs, urgency)
        if meaning == "drop" and named:
            if fact["withdraw"] and wish_to_withdraw(text):  # which of them is meant is not known
                return told_where(claim, fact, urgency)
            return pressed(claim, f"no_{fact['draft']}", fact, urgency)
        if meaning == "send" and (named or _is_offered(claim)):
            return again(claim, fact, urgency, UNSENT)
    where = asks_where(text) and (fact["draft"] or fact["sent_lately"])
    if where or (fact["waits"] and asks_whether_read(claim)):
        return told_where(claim, fact, urgency)
    return None


def takes_more(claim: ClaimedTurn) -> bool:
    """Return whether words may be more of a message: it is what was shown last."""
    fact = claim.facts.get(HANDOFF)
    if not fact or claim.inbound.kind not in TYPED or not fact["draft"] or fact["talk"]:
        return False
    card = open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at)
    return card is None and bool(_shown(claim, fact))


def may_be_more(text: str) -> bool:
    """Return whether words can be taken for more without asking what they mean."""
    return not _asks(text)


def added(claim: ClaimedTurn, intent: str | None, urgency: Urgency) -> Command | None:
    """Return the shown message with more words, None where they ask for something else.

    Args:
        intent: What the dialogue understood; None when it could not be asked.
    """
    fact, text = claim.facts[HANDOFF], claim.inbound.text
    few = len(words_of(text)) <= _FEW
    if intent == "message_status" and few:
        return told_where(claim, fact, urgency)
    if intent in _SMALL and few:
        return again(claim, fact, urgency, UNSENT)
    if intent == "contact_worker" and bare_wish(text):
        return again(claim, fact, urgency, UNSENT)
    danger = intent is not None and intent.startswith("crisis_")
    pending = (claim.facts.get(PENDING) or {}).get("question") and intent == "answer"
    if danger or pending or intent in _TO_US or (intent in _SHORT and few):
        return None
    if intent == "book_appointment" and _TIME.search(" ".join(words_of(text))):
        return None
    if _asks(text) and intent not in _TO_WORKER:
        return None
    return add(claim, fact, text, urgency)


def still_waits(claim: ClaimedTurn) -> Command:
    """Return that the message waits, for whoever was answered something else meanwhile.

    What they asked can be taken into it: it may have been meant for the worker.
    """
    id, text = claim.facts[HANDOFF]["draft"], claim.inbound.text
    more = Choice(f"handoff:add_{id}", "handoff.button.add")
    choices = (to_show(id), more, to_drop(id))
    return Command((Say("handoff.waits", choices=choices),), aside(id, text))


def waits_after_card(claim: ClaimedTurn, says: Sequence[Say]) -> tuple[Say, ...]:
    """Return that a message waits, once somebody is safe whom a card interrupted in it."""
    id: str | None = (claim.facts.get(HANDOFF) or {}).get("draft")
    over = [say for say in says if say.key in (crisis.SAFE, crisis.FALSE)]
    if id is None or not any(say.args.get("resume") == to_draft(id) for say in over):
        return ()
    return (Say("handoff.waits", choices=(to_show(id), to_drop(id))),)


def is_shown(claim: ClaimedTurn) -> bool:
    """Return whether a message is what was shown last, with the button that sends it."""
    fact = claim.facts.get(HANDOFF) or {}
    return bool(fact.get("draft") and _shown(claim, fact))


def _below(
    claim: ClaimedTurn,
    fact: Mapping[str, Any],
    meaning: Meaning | None,
    verbs: Sequence[str],
    urgency: Urgency,
) -> Command | None:
    text, id = claim.inbound.text, fact["draft"]
    if takes_last_off(text) and len(claim.facts[DRAFTED]) > 1:
        return pressed(claim, f"less_{id}", fact, urgency)
    if "own" in verbs and only_to(text, name_told(fact, "own")):
        meaning = "own"
    match meaning:
        case "send":
            return pressed(claim, f"{verbs[0]}_{id}", fact, urgency)
        case "own" if "own" in verbs:
            return pressed(claim, f"own_{id}", fact, urgency)
        case "drop":
            return pressed(claim, f"no_{id}", fact, urgency)
        case "change":
            return change(fact)
    if asks_when(text) and fact["seen_from"]:
        return again(claim, fact, urgency, Say("handoff.away", {"seen_at": fact["seen_from"]}))
    if asks_where(text) or asks_whether_read(claim):
        return told_where(claim, fact, urgency)
    if fact["withdraw"] and wish_to_withdraw(text):  # which of them is meant is not known
        return told_where(claim, fact, urgency)
    return again(claim, fact, urgency, UNSENT) if meaning or is_lost(text) else None


def _more(
    claim: ClaimedTurn, fact: Mapping[str, Any], meaning: Meaning | None, urgency: Urgency
) -> Command:
    """Return the answer to whoever has been asked what they want to add."""
    text = claim.inbound.text
    if meaning == "change" or is_lost(text):
        return change(fact)
    if meaning is not None:
        return again(claim, fact, urgency, UNSENT)
    return add(claim, fact, text, urgency)


def _asks(text: str) -> bool:
    words = words_of(text)
    return text.rstrip().endswith("?") or asks(words) or wants_of_us(words)


def _last(claim: ClaimedTurn) -> Mapping[str, Any] | None:
    said: Sequence[Mapping[str, Any]] = claim.facts.get(SAID) or ()
    last = next((one for one in said if one["key"] != MASKED), None)
    lately = last and claim.inbound.at - datetime.fromisoformat(last["at"]) < FRESH
    return last if lately else None


def _shown(claim: ClaimedTurn, fact: Mapping[str, Any]) -> list[str]:
    """Return what the buttons of the message do that was shown last; empty: it was not."""
    last = _last(claim)
    actions = last["actions"] if last else ()
    return [verb for verb in ("send", "own") if f"handoff:{verb}_{fact['draft']}" in actions]


def _is_asked_for_more(claim: ClaimedTurn) -> bool:
    last = _last(claim)
    return last is not None and last["key"] == CHANGE


def _is_offered(claim: ClaimedTurn) -> bool:
    last = _last(claim)
    return last is not None and last["key"] == OFFER
