"""What somebody asks or says of their own worker: answered here, and never sent to the worker."""

from collections.abc import Mapping
from typing import Any

from bot.domain.messages import Choice, Say
from bot.domain.to_worker_words import asks_read, tells_worker
from bot.domain.worker_words import Meaning, said_of_worker
from bot.services.card_open import open_card
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import HANDOFF, unpacked
from bot.services.handoff_preview import SHOW, WRITE
from bot.services.handoff_unlinked import UNIT
from bot.services.said_last import last_answer
from bot.services.worker_card import WORKER, card_args
from bot.services.writes import RECORDS

_SPEAKS = ("worker.", "handoff.", "status.", "receipt.", "appointment.", "link.", "privacy.worker")
"""Begin the keys of what is said of the worker, or of a message to them."""

_COMPLAIN = Choice("topic:rights_complaint", "")
_PRIVACY = (Choice("intent:privacy", "intent.privacy"),)
_ERASE = Choice("intent:delete_my_data", "erase.offer_button")


def about_worker(claim: ClaimedTurn) -> Command | None:
    """Return the answer to words about one's own worker; None: they are about something else."""
    if open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at) is not None:
        return None  # after a card "she" may be somebody else
    text = claim.inbound.text
    meaning = said_of_worker(text, _names(claim), spoken_of=worker_spoken_of(claim))
    worker: Mapping[str, Any] = claim.facts.get(WORKER) or {}
    is_ours = worker.get("linked") and worker.get("state") == "named"
    if meaning is None or (meaning in ("away", "leave", "silent") and not is_ours):
        return None
    return _answer(claim, meaning)


def asks_whether_read(claim: ClaimedTurn) -> bool:
    """Return whether somebody asks whether their worker has read a message."""
    return asks_read(claim.inbound.text, _names(claim))


def asks_to_tell(claim: ClaimedTurn) -> bool:
    """Return whether somebody asks to tell their worker something, whatever the matter is."""
    spoken_of = worker_spoken_of(claim)
    return tells_worker(claim.inbound.text, _names(claim), spoken_of=spoken_of)


def beside_topic(says: tuple[Say, ...], effects: Mapping[str, Any]) -> tuple[Say, ...]:
    """Return a shown message with the advice there is on its matter, above its buttons."""
    topic = effects.get("last_topic")
    if not topic or not says:
        return says
    advice = Say("handoff.matter", choices=(Choice(f"topic:{topic}", ""),))
    shown = says[-1].key == SHOW
    return (*says[:-1], advice, says[-1]) if shown else (*says, advice)


def worker_spoken_of(claim: ClaimedTurn) -> bool:
    """Return whether the worker, or a message or a time with them, was spoken of right before."""
    return any(one["key"].startswith(_SPEAKS) for one in last_answer(claim))


def _names(claim: ClaimedTurn) -> list[str]:
    worker: Mapping[str, Any] = claim.facts.get(WORKER) or {}
    known = ("name", "stand_in", "pair", "others_name")
    return [str(worker[name]) for name in known if worker.get(name)]


def _answer(claim: ClaimedTurn, meaning: Meaning) -> Command:
    match meaning:
        case "sees_all":
            return Command((Say("privacy.worker", choices=_PRIVACY),))
        case "tells":
            return Command((Say("privacy.worker_tells", choices=_PRIVACY),))
        case "bad":
            ways = (_COMPLAIN, Choice("intent:change_worker", "intent.change_worker"))
            advice = Say("directory.results", {"services": "sosiaaliasiavastaava"})
            return Command((Say("worker.bad", choices=ways), advice))
        case "another":
            how = Say("worker.change_how", choices=(_COMPLAIN,))
            return Command((how, Say("directory.results", {"services": UNIT})))
        case "leave":
            ways = (Choice("intent:change_worker", "intent.change_worker"), _ERASE)
            return Command((Say("worker.leave", choices=ways),))
        case "away":
            own = card_args(claim.facts[WORKER], claim.person.language)
            return Command((Say("worker.card", own, WRITE),))
    fact: Mapping[str, Any] = claim.facts.get(HANDOFF) or {}
    waits = unpacked(fact["status"][:1]) if fact.get("waits") else ()
    if meaning == "silent":
        long = Say("worker.unanswered.long", choices=(_COMPLAIN, *WRITE))
        return Command((Say("worker.unanswered"), *waits, long))
    write = WRITE if fact.get("can") else ()
    return Command((Say("worker.feelings", choices=write), *waits))
