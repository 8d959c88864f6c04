"""Before the first share of anything: what a worker must, may and may not do with it.

Results and messages to the worker both come here: what ``before_first_share`` returns is said
before the button that sends. The words are the county's (``county_policy``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.messages import Choice, Say
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import HANDOFF
from bot.services.writes import RECORDS

TOLD = "policy_told"
"""The record of which policy a person has been told."""


@dataclass(frozen=True, slots=True)
class BeforeShare:
    """What comes before a share.

    Args:
        says: What to tell first; empty when this policy has been told already.
        effects: What to keep once it has been told.
        allowed: False when the county has no policy: then no result may be offered to be shared.
    """

    says: tuple[Say, ...]
    effects: Mapping[str, Any]
    allowed: bool


def before_first_share(
    facts: Mapping[str, Any], policy: str | None, *, urgent: bool = False
) -> BeforeShare:
    """Return what a person must have been told before the first share.

    Args:
        facts: The facts of the turn.
        policy: ``CountyPolicy.version``; None when the county has none. Changed words are told
            again: a yes was given to the old ones.
        urgent: It cannot wait: only what a worker must do is said, in one bubble, and all of it
            before the next share that can.
    """
    if policy is None:
        return BeforeShare((), {}, allowed=False)
    if (facts.get(RECORDS) or {}).get(TOLD) == policy:
        return BeforeShare((), {}, allowed=True)
    if urgent:
        return BeforeShare((Say("policy.must"),), {}, allowed=True)
    return BeforeShare((Say("policy.told"),), {RECORDS: {TOLD: policy}}, allowed=True)


def before_first_message(
    claim: ClaimedTurn, command: Command | None, policy: str | None
) -> Command | None:
    """Return a command about a message to the worker with the policy told before it can go.

    It stands above the words that are shown with the button. A message is never refused for want
    of a policy, and one that cannot wait is never asked about twice.
    """
    effect = command.effects.get(HANDOFF) if command else None
    if command is None or effect is None or effect["do"] not in ("draft", "send"):
        return command
    before = before_first_share(claim.facts, policy, urgent=effect["urgent"])
    if not before.says:
        return command
    if effect["do"] == "draft":
        return _above_the_words(command, before)
    return command if effect["urgent"] else _asked_again(effect, before)


def _above_the_words(command: Command, before: BeforeShare) -> Command:
    # Who reads it comes first: then it is clear whose duties these are.
    readers = [n for n, say in enumerate(command.says) if say.key.startswith("receipt.")]
    if not readers:
        return command  # kept for later, not shown: told before it can go
    place = readers[-1] + 1
    says = (*command.says[:place], *before.says, *command.says[place:])
    records = {**command.effects.get(RECORDS, {}), **before.effects.get(RECORDS, {})}
    return replace(command, says=says, effects={**command.effects, RECORDS: records})


def _asked_again(effect: Mapping[str, Any], before: BeforeShare) -> Command:
    """Ask once more about a draft from before the words of the policy: sent by the same button."""
    verbs = ("own" if effect["only_own"] else "send", "no")
    choices = tuple(
        Choice(f"handoff:{verb}_{effect['id']}", f"handoff.button.{verb}") for verb in verbs
    )
    return Command(
        (*before.says, Say("handoff.draft_waits", choices=choices)), dict(before.effects)
    )
