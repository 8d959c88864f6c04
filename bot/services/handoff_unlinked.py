"""A message for a worker that nobody takes here: its words wait until a code names the worker.

Many say it in pieces: "ja et mul on kuume", "sano se sille". The words are kept and shown whole.
What lacks, and who answers now, is said at length once and then each time otherwise and shorter.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.messages import MAX_TEXT, Choice, Say
from bot.domain.sending_words import asks_where, meaning_of, names_sending, words_of
from bot.domain.withdrawing_words import wish_to_withdraw
from bot.services.bare_wish import bare_wish
from bot.services.commands import MENU, SOMEBODY, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.said_last import FRESH, is_last
from bot.services.worker_card import WORKER
from bot.services.writes import RECORDS

UNTAKEN = "handoff_untaken"
"""The record of words for a worker that nobody takes yet, and how often that was told lately."""

SHOW_UNTAKEN = Choice("handoff:untaken", "handoff.button.show")
FORGET_UNTAKEN = Choice("handoff:forget", "handoff.button.forget")

UNIT = "jalkihuolto,aikuissosiaalityo"
"""Services whose people know who somebody's worker is."""

_CODE = Choice("intent:link_worker", "intent.link_worker")
_KEPT, _ADDED = "handoff.unlinked.kept", "handoff.unlinked.added"
_AGAIN = ("handoff.unlinked.still", "handoff.unlinked.again")
_KEPT_AGAIN = ("handoff.unlinked.kept_again", "handoff.unlinked.kept_still")
_TO_UNIT = ("handoff.unlinked.again", "handoff.unlinked.kept_again")
_TOLD = ("handoff.unlinked", _KEPT, _ADDED, *_AGAIN, *_KEPT_AGAIN)

_MORE = re.compile(
    r"(?:(?:ja|ai nii|niin|joo|sit|sitte|sitten|viel|viela|plus|lisaks|lisaksi|seka)(?: |$))*"
    r"(?:et|etta|sano|kerro|laita|kirjota|kirjoita)\b"
    r"|(?:(?:o|och|a|ocksa|sen|plus)(?: |$))+(?:att|sag|saj|beratta|skriv)\b|att\b"
    r"|(?:(?:and|also|oh|plus|then|so)(?: |$))+(?:that|tell|say|write|let)\b|that (?:i|my|we)\b"
)
"""How more of a message begins: "ja et mul on kuume", "och att jag", "and tell her that"."""


def nobody(claim: ClaimedTurn) -> Command:
    """Return the ways to people where there is nobody to take anything to."""
    key = "handoff.nobody" if _is_linked(claim) else "handoff.unlinked"
    return Command((Say(key), Say("directory.results", {"services": SOMEBODY})))


def wished(claim: ClaimedTurn, *, typed: bool) -> Command:
    """Return the answer to a wish for a worker where nobody takes it.

    Args:
        typed: It was said in words: these may be the message itself, and are kept.
    """
    text = claim.inbound.text
    if _is_linked(claim):
        return nobody(claim)
    if typed and not bare_wish(text):
        return _kept(claim, text)
    return _told_again(claim)


def below_untaken(claim: ClaimedTurn) -> Command | None:
    """Return the answer to words right after it was told that nobody takes them; else None."""
    if not is_last(claim, *_TOLD):
        return None
    text, pieces = claim.inbound.text, untaken(claim)
    meaning = meaning_of(text)
    if pieces and (meaning == "drop" or wish_to_withdraw(text)):
        return forgotten()
    if asks_where(text) or (meaning in ("send", "own", "where") and _is_about_it(text)):
        return _told_again(claim)
    if not pieces or not _goes_on(text):
        return None
    return _told_again(claim) if bare_wish(text) else _kept(claim, text)


def untaken(claim: ClaimedTurn) -> list[str]:
    """Return the words that wait for a worker, in the pieces in which they came."""
    return list(_record(claim).get("pieces") or ())


def still_untaken(claim: ClaimedTurn) -> Command | None:
    """Return where words are that nobody takes yet; None: there are none."""
    return _told_again(claim) if untaken(claim) else None


def forgotten() -> Command:
    """Throw away the words that nobody has taken."""
    return Command((Say("handoff.forgotten", choices=MENU),), {RECORDS: {UNTAKEN: None}})


def waits_untaken(claim: ClaimedTurn) -> tuple[Say, ...]:
    """Return that words wait which can be sent now; empty: there are none."""
    choices = (SHOW_UNTAKEN, FORGET_UNTAKEN)
    return (Say("handoff.waits", choices=choices),) if untaken(claim) else ()


def _kept(claim: ClaimedTurn, text: str) -> Command:
    """Keep words, and show all that is kept."""
    before = untaken(claim)
    fits = sum(map(len, before)) + len(text) <= MAX_TEXT
    pieces = [*(before if fits and _lately(claim) else ()), text]
    choices, words = (_CODE, FORGET_UNTAKEN), {"words": "\n".join(pieces)}
    effects = _noted(claim, pieces, _told(claim))
    if len(pieces) > 1:
        return Command((Say(_ADDED, words, choices),), effects)
    instead = (Say("handoff.replaced"),) if before else ()
    people = Say("directory.results", {"services": SOMEBODY, "lead": "worker.cannot_wait"})
    return Command((*instead, Say(_KEPT, words, choices), people), effects)


def _told_again(claim: ClaimedTurn) -> Command:
    """Say what lacks: at length once, then otherwise, and how to reach the people by day."""
    pieces, told = untaken(claim), _told(claim)
    effects = _noted(claim, pieces, told + 1)
    if not told and not pieces:
        return Command(nobody(claim).says, effects)
    key = (_KEPT_AGAIN if pieces else _AGAIN)[told % 2]
    said = Say(key, choices=(_CODE, FORGET_UNTAKEN) if pieces else (_CODE,))
    with_people = (Say("directory.results", {"services": UNIT}),) if key in _TO_UNIT else ()
    return Command((said, *with_people), effects)


def _noted(claim: ClaimedTurn, pieces: Sequence[str], told: int) -> dict[str, Any]:
    at = claim.inbound.at.isoformat()
    return {RECORDS: {UNTAKEN: {"pieces": list(pieces), "told": told, "at": at}}}


def _told(claim: ClaimedTurn) -> int:
    return int(_record(claim)["told"]) if _lately(claim) else 0


def _lately(claim: ClaimedTurn) -> bool:
    kept = _record(claim)
    return bool(kept) and claim.inbound.at - datetime.fromisoformat(kept["at"]) < FRESH


def _record(claim: ClaimedTurn) -> Mapping[str, Any]:
    return (claim.facts.get(RECORDS) or {}).get(UNTAKEN) or {}


def _is_linked(claim: ClaimedTurn) -> bool:
    return bool((claim.facts.get(WORKER) or {}).get("linked"))


def _is_about_it(text: str) -> bool:
    return names_sending(text) or meaning_of(text) == "send"


def _goes_on(text: str) -> bool:
    return _MORE.match(" ".join(words_of(text))) is not None
