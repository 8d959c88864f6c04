"""The safety plan in the talk: made in four questions, seen, changed, deleted; never sent on.

What is kept of it is in ``plan_records``. Works without the dialogue engine.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.messages import Choice, InboundKind, Say
from bot.domain.plan import (
    LONGEST,
    PARTS,
    Draft,
    Meaning,
    Part,
    next_part,
    part_before,
    wish_in,
)
from bot.domain.plan_said import names_nobody, says_done, tells_sign
from bot.domain.plan_words import Change, without
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.plan_asked import in_their_words, names_it
from bot.services.plan_records import DRAFT, PLAN, draft_of, has_plan, held, kept, shown
from bot.services.said_last import last_answer
from bot.services.writes import RECORDS

HARD = timedelta(hours=12)
"""So long after a crisis card it is said that a calm day is better for making a plan."""

OPEN = Choice("plan:", "plan.open")
RESUME = Choice("plan:resume", "plan.resume")
_COMMANDS = frozenset({"plan", "suunnitelma"})
_TOLD: Mapping[str, str] = {"why": "plan.why", "who": "assessment.who_sees", "see": "plan.see"}
_OF_PEOPLE = frozenset({"company", "calls"})
_SHOWN = (
    Choice("plan:change", "plan.change"),
    Choice("plan:delete", "plan.delete"),
    Choice("intent:menu", "menu.open"),
)


def plan_command(claim: ClaimedTurn, action: str | None) -> Command | None:
    """Return what a message does to the plan when it names or presses it, else None.

    Args:
        action: The action of a pressed button of ours.
    """
    inbound = claim.inbound
    if inbound.kind in (InboundKind.TEXT, InboundKind.EDITED):
        wish = wish_in(inbound.text) if has_plan(claim.facts) else None
        if wish == "delete":
            return in_their_words(claim, _delete(claim, sure=False))
        if wish == "show" or names_it(inbound.text):
            return in_their_words(claim, _open(claim))
        if says_done(inbound.text) and (shown_last := _shown_last(claim)) is not None:
            return shown_last
    if inbound.kind is InboundKind.COMMAND and inbound.text in _COMMANDS:
        return _open(claim)
    if action == "intent:safety_plan":
        return _open(claim)
    kind, _, what = (action or "").partition(":")
    return _pressed(claim, what) if kind == "plan" else None


def begun_with(claim: ClaimedTurn, text: str) -> Command | None:
    """Return the plan begun with its first sign, told right where it was offered; else None."""
    if says_done(text):
        return _ask(claim, Draft(answers=_had(claim)))
    if not tells_sign(text):
        return None
    return answered(claim, Draft(answers=_had(claim)), "answer", text)


def answered(claim: ClaimedTurn, draft: Draft, meant: Meaning, text: str) -> Command:
    """Return what follows an answer to the part that is asked, or an act instead of one."""
    if meant == "skip":
        return _go_on(claim, draft)
    if meant == "back":
        return _ask(claim, replace(draft, ask=part_before(draft.ask)))
    if meant == "stop":
        return _stop(claim, draft)
    if meant in _TOLD:
        return Command((Say(_TOLD[meant]), question(draft)), kept(claim, draft))
    text = " ".join(text.split())
    if draft.ask in _OF_PEOPLE and names_nobody(text):
        further = _go_on(claim, replace(without(draft, draft.ask), ask=draft.ask, words=None))
        return replace(further, says=(Say("plan.nobody"), *further.says))
    if len(text) > LONGEST:
        too_long = Say("plan.too_long", {"most": LONGEST})
        return Command((too_long, question(draft)), kept(claim, draft))
    answers = {**draft.answers, draft.ask: text}
    return _go_on(claim, replace(draft, answers=answers, words=None))


def changed(claim: ClaimedTurn, draft: Draft, change: Change) -> Command:
    """Return what a correction of an answer comes to; nothing else of the plan is lost."""
    if change.clears and draft.alone:
        return _save(without(draft, change.part).answers)
    if change.clears:
        draft = without(draft, change.part)
        return Command((Say("plan.cleared"), question(draft)), kept(claim, draft))
    if change.words is None:
        return _ask(claim, replace(draft, ask=change.part))
    if change.part == draft.ask:
        return answered(claim, draft, "answer", change.words)
    if len(change.words) > LONGEST:
        return Command((Say("plan.too_long", {"most": LONGEST}), question(draft)))
    draft = replace(draft, answers={**draft.answers, change.part: change.words}, words=None)
    said = Say("plan.changed", {"had": change.words})
    return Command((said, question(draft)), kept(claim, draft))


def question(draft: Draft) -> Say:
    """Return the question of a draft with its buttons. Needs no engine."""
    number = None if draft.alone else PARTS.index(draft.ask) + 1
    args: dict[str, Any] = {"had": draft.answers.get(draft.ask), "number": number}
    if draft.alone:
        choices = [Choice("plan:keep", "plan.keep"), Choice("plan:clear", "plan.clear")]
        return Say(f"plan.ask.{draft.ask}", args, tuple(choices))
    choices = [Choice("plan:skip", "plan.skip")]
    if draft.ask != PARTS[0]:
        choices.append(Choice("plan:back", "plan.back"))
    if draft.words:
        choices.insert(0, Choice("plan:mine", "plan.mine"))
    return Say(f"plan.ask.{draft.ask}", args, (*choices, Choice("plan:stop", "plan.stop")))


def _open(claim: ClaimedTurn) -> Command:
    facts = claim.facts
    resume = (RESUME,) if draft_of(facts) else ()
    held = _held(claim)
    if has_plan(facts):
        return Command((Say("plan.show", shown(facts), (*resume, *_SHOWN)),), held)
    choices = (*resume, Choice("plan:start", "plan.start"), Choice("plan:no", "plan.no"))
    key = "plan.intro" if _is_calm(claim) else "plan.intro_hard"
    says = [Say(key, choices=choices)]
    channel = claim.inbound.address.channel
    if channel in {"telegram", "web"}:  # before anything is written there
        says.insert(0, Say(f"plan.{channel}"))
    return Command(tuple(says), held)


def _pressed(claim: ClaimedTurn, what: str) -> Command:
    name, _, more = what.partition("-")
    draft = draft_of(claim.facts)
    if name == "now":
        return _now(claim, together=more == "both")
    if name == "delete":
        return _delete(claim, sure=more == "yes")
    if name == "change":
        return _change(claim, more)
    if name == "start":
        return _ask(claim, Draft(answers=_had(claim)))
    if name == "no":
        return Command((Say("plan.later", choices=(Choice("intent:menu", "menu.open"),)),))
    if draft is None:
        return _open(claim)
    return _in_the_making(claim, draft, name)


def _shown_last(claim: ClaimedTurn) -> Command | None:
    """Return what "done" comes to below a plan, or where it is asked what becomes of one."""
    actions = {action for one in last_answer(claim) for action in one["actions"]}
    draft = draft_of(claim.facts)
    if draft is not None and draft.held and "plan:save" in actions:
        return _save(draft.answers)
    return _open(claim) if draft is None and "plan:change" in actions else None


def _in_the_making(claim: ClaimedTurn, draft: Draft, name: str) -> Command:
    if name == "skip":
        return _go_on(claim, draft)
    if name == "back":
        return _ask(claim, replace(draft, ask=part_before(draft.ask)))
    if name == "stop":
        return _stop(claim, draft)
    if name == "save":
        return _save(draft.answers)
    if name in {"drop", "keep"}:
        return _dropped(claim)
    if name == "clear":
        return _save(without(draft, draft.ask).answers)
    if name == "mine" and draft.words:
        return answered(claim, draft, "answer", draft.words)
    if name == "resume":
        return _ask(claim, draft)
    return _open(claim)


def _ask(claim: ClaimedTurn, draft: Draft) -> Command:
    draft = replace(draft, held=False, words=None)
    return Command((question(draft),), kept(claim, draft))


def _go_on(claim: ClaimedTurn, draft: Draft) -> Command:
    """Ask the next part; after the last one, or after one alone, save."""
    part = None if draft.alone else next_part(draft.ask)
    if part is None:
        return _save(draft.answers)
    return _ask(claim, replace(draft, ask=part))


def _save(answers: Mapping[str, str]) -> Command:
    plan: dict[str, str] = {part: answers[part] for part in PARTS if answers.get(part)}
    records = {PLAN: plan or None, DRAFT: None}
    if not plan:
        return Command((Say("plan.nothing", choices=(OPEN,)),), {RECORDS: records})
    args: dict[str, Any] = {part: plan.get(part) for part in PARTS}
    return Command((Say("plan.saved"), Say("plan.show", args, _SHOWN)), {RECORDS: records})


def _stop(claim: ClaimedTurn, draft: Draft) -> Command:
    """Stop at once when nothing would be lost, else ask what becomes of the answers."""
    if draft.answers == _had(claim) or draft.alone:
        return _dropped(claim)
    choices = (
        Choice("plan:save", "plan.save"),
        Choice("plan:drop", "plan.drop"),
        Choice("plan:resume", "plan.resume"),
    )
    waits = kept(claim, replace(draft, held=True))
    return Command((Say("plan.stop_ask", choices=choices),), waits)


def _dropped(claim: ClaimedTurn) -> Command:
    effects = kept(claim, None)
    if has_plan(claim.facts):
        return Command((Say("plan.show", shown(claim.facts), _SHOWN),), effects)
    return Command((Say("plan.stopped", choices=(Choice("intent:menu", "menu.open"),)),), effects)


def _change(claim: ClaimedTurn, part: str) -> Command:
    chosen: Part | None = next((one for one in PARTS if one == part), None)
    if chosen is not None:
        return _ask(claim, Draft(ask=chosen, answers=_had(claim), alone=True))
    choices = (Choice(f"plan:change-{one}", f"plan.part.{one}") for one in PARTS)
    return Command((Say("plan.change_ask", choices=tuple(choices)),), _held(claim))


def _delete(claim: ClaimedTurn, *, sure: bool) -> Command:
    if sure:
        gone = {RECORDS: {PLAN: None, DRAFT: None}}
        return Command((Say("plan.deleted", choices=(OPEN,)),), gone)
    choices = (Choice("plan:delete-yes", "plan.delete_yes"), Choice("plan:", "plan.delete_no"))
    return Command((Say("plan.delete_ask", choices=choices),), _held(claim))


def _now(claim: ClaimedTurn, *, together: bool) -> Command:
    """Show the plan under a crisis card: with people to call, whatever the plan holds."""
    says = Say("crisis.plan", {**shown(claim.facts), "both": together})
    return Command((says,), sos=True)


def _had(claim: ClaimedTurn) -> dict[str, str]:
    return {part: text for part, text in shown(claim.facts).items() if text}


def _held(claim: ClaimedTurn) -> dict[str, Any]:
    """Return the effects that let a draft wait, none when there is none."""
    return held(claim) or {}


def _is_calm(claim: ClaimedTurn) -> bool:
    """Return whether no crisis card was shown lately: the day to make a plan."""
    since, at = claim.person.last_card_at, claim.inbound.at
    return since is None or abs(at - datetime.fromisoformat(since)) >= HARD
