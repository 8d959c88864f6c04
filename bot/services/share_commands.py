"""What is said about showing a result: pure, from a pressed button and the turn's facts.

The way: what it means and how long, may a substitute look, then a preview of exactly what is
shown with the one button that gives consent. Free words and intents never come here.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.calendar import as_utc
from bot.domain.consent import DAYS, terms_for
from bot.domain.messages import Choice, Say
from bot.domain.results import Result, earlier, result_from_json
from bot.domain.ways import Passing, Ways
from bot.services.commands import MENU, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.share_ports import Whose
from bot.services.shares import SHARES, apply_share, body_of, new_share_id
from bot.services.sharing import BeforeShare, before_first_share
from bot.services.worker_card import WORKER
from bot.services.writes import RECORDS

MOST_TOLD = 3
"""Shares told in one answer, newest first: each has a bubble and a button of its own."""

BEFORE = "share.before"

_LIST = Choice("share:list", "share.button.list")


def share_choice(assessment: str) -> Choice:
    """Return the button under a result that begins all of this."""
    return Choice(f"share:ask-{assessment}", "share.button.ask")


def share_command(
    action: str | None,
    claim: ClaimedTurn,
    whose: Whose | None,
    policy: str | None,
    ways: Ways,
) -> Command | None:
    """Return what a button about sharing came to, with what it writes.

    Here alone: what the dialogue answers cannot give consent.

    Args:
        action: What the button means.
        claim: The turn.
        whose: Who is whose worker; None: nothing can be shared.
        policy: The version of the county's policy, told before the first share; None: it has
            none, and then nothing is offered to be shared.
        ways: What the worker gets in their Telegram; told before anything is agreed.
    """
    command = share_pressed(action, claim)
    if command is not None and any(say.key == BEFORE for say in command.says):
        return _after_policy(command, before_first_share(claim.facts, policy), ways)
    effect = command.effects.get(SHARES) if command else None
    if command is None or effect is None:
        return command
    person = claim.person.conversation
    return replace(command, writes=(lambda work: apply_share(work, person, effect, whose),))


def _after_policy(command: Command, before: BeforeShare, ways: Ways) -> Command:
    if not before.allowed:
        return Command((Say("share.no_policy"),))
    effects = {**command.effects, **before.effects}
    first, *rest = command.says
    where = (Say("share.before.telegram"),) if ways.workers is Passing.FULL else ()
    return replace(command, says=(*before.says, first, *where, *rest), effects=effects)


def share_pressed(action: str | None, claim: ClaimedTurn) -> Command | None:
    """Return what a button about sharing came to; None when it is about something else."""
    kind, _, value = (action or "").partition(":")
    if kind != "share":
        return None
    fact: Mapping[str, Any] = claim.facts.get(SHARES) or {}
    verb, *rest = value.split("-")
    match verb, rest:
        case "ask", [what]:
            return _ask(what, fact, claim)
        case "for", [what, days]:
            return _substitute(what, days, fact, claim)
        case "with", [what, days, may]:
            return _preview(what, days, may == "y", fact, claim)
        case "yes", [id]:
            return _give(id, fact, claim)
        case "no", [id]:
            return Command((Say("share.refused", choices=(_LIST,)),), _effect("refuse", id, claim))
        case "stop", [id]:
            return _stop(id, fact, claim)
        case "list", []:
            return _told(fact)
    return Command((Say("button.stale", choices=MENU),))


def _ask(what: str, fact: Mapping[str, Any], claim: ClaimedTurn) -> Command:
    found, worker = _result(what, claim), fact.get("worker")
    if found is None:
        return Command((Say("share.no_result", choices=MENU),))
    if worker is None:
        return Command((_nobody(claim),))
    choices = tuple(Choice(f"share:for-{what}-{days}", f"share.days.{days}") for days in DAYS)
    says = (Say(BEFORE, _about(what, worker)), Say("share.how_long", choices=choices))
    return Command(says)


def _nobody(claim: ClaimedTurn) -> Say:
    """Say why nothing can be shown: the worker has not confirmed them yet, or is not known."""
    own: Mapping[str, Any] = claim.facts.get(WORKER) or {}
    if own.get("linked") and own.get("name") and not own.get("confirmed"):
        return Say("share.unconfirmed", {"name": own["name"]})
    return Say("share.no_worker")


def _substitute(what: str, days: str, fact: Mapping[str, Any], claim: ClaimedTurn) -> Command:
    if _result(what, claim) is None or fact.get("worker") is None:
        return _ask(what, fact, claim)
    choices = (
        Choice(f"share:with-{what}-{days}-n", "share.substitute.no"),
        Choice(f"share:with-{what}-{days}-y", "share.substitute.yes"),
    )
    return Command((Say("share.substitute", {"worker": fact["worker"]["name"]}, choices),))


def _preview(
    what: str,
    days: str,
    substitute: bool,
    fact: Mapping[str, Any],
    claim: ClaimedTurn,
) -> Command:
    found, worker, at = _result(what, claim), fact.get("worker"), as_utc(claim.inbound.at)
    terms = None
    if worker is not None and days.isdecimal():
        terms = terms_for(worker["id"], int(days), at, substitute=substitute)
    if found is None or worker is None or terms is None:
        return _ask(what, fact, claim)
    id, body = new_share_id(), body_of(*found)
    effect = {
        **_effect("offer", id, claim)[SHARES],
        **body,
        "what": what,
        "worker": worker["id"],
        "worker_name": worker["name"],
        "until": terms.until.isoformat(),
        "substitute": substitute,
    }
    args = {
        **_about(what, worker),
        "until_figure": f"d:{terms.until.date().isoformat()}",
        "result": json.dumps(body["result"]),
        "earlier": json.dumps(body["earlier"]) if body["earlier"] else None,
    }
    choices = (
        Choice(f"share:yes-{id}", "share.button.yes"),
        Choice(f"share:no-{id}", "share.button.no"),
    )
    key = "share.terms_substitute" if substitute else "share.terms"
    says = (Say("result.picture", {**args, "lead": "share.preview"}), Say(key, args, choices))
    return Command(says, {SHARES: effect})


def _give(id: str, fact: Mapping[str, Any], claim: ClaimedTurn) -> Command:
    if id in fact.get("used", ()):
        return Command((Say("share.used", choices=(_LIST,)),))
    if id not in fact.get("offers", ()) or fact.get("worker") is None:
        return Command((Say("share.late", choices=(_LIST,)),))
    said = Say("share.given", {"worker": fact["worker"]["name"]}, (_stop_choice(id), _LIST))
    return Command((said,), _effect("give", id, claim))


def _stop(id: str, fact: Mapping[str, Any], claim: ClaimedTurn) -> Command:
    share = next((one for one in fact.get("shares", ()) if one["id"] == id), None)
    if share is None or share["ended"] is not None:
        return Command((Say("share.over", choices=(_LIST,)),))
    said = Say("share.stopped", {"worker": share["worker"]}, (_LIST,))
    return Command((said,), _effect("withdraw", id, claim))


def _told(fact: Mapping[str, Any]) -> Command:
    """Tell what has been shown, newest first, with who looked and when."""
    shares = list(reversed(fact.get("shares", ())))[:MOST_TOLD]
    if not shares:
        return Command((Say("share.none"),))
    return Command(tuple(Say("share.lines", _lines(one), _stops(one)) for one in shares))


def _lines(share: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "what_words": f"assessment.{share['what']}.title",
        "worker": share["worker"],
        "share": json.dumps(dict(share)),
    }


def _stops(share: Mapping[str, Any]) -> tuple[Choice, ...]:
    return (_stop_choice(share["id"]),) if share["ended"] is None else ()


def _stop_choice(id: str) -> Choice:
    return Choice(f"share:stop-{id}", "share.button.stop")


def _about(what: str, worker: Mapping[str, Any]) -> dict[str, Any]:
    return {"what_words": f"assessment.{what}.title", "worker": worker["name"]}


def _effect(do: str, id: str, claim: ClaimedTurn) -> dict[str, Any]:
    return {SHARES: {"do": do, "id": id, "at": as_utc(claim.inbound.at).isoformat()}}


def _result(what: str, claim: ClaimedTurn) -> tuple[Result, Result | None] | None:
    """Return the last result of an assessment and the one before it."""
    kept = (claim.facts.get(RECORDS) or {}).get(f"results:{what}") or ()
    if not kept:
        return None
    result = result_from_json(kept[-1])
    return result, earlier(kept, result)
