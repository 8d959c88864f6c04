"""Before the first share of anything: what a worker must, may and may not do with it.

Whoever builds a share (results, a message to the worker) calls ``before_first_share`` and shows
what it returns before the button that sends. The words are the county's (``county_policy``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.messages import Say
from bot.services.writes import RECORDS

TOLD = "policy_told"
"""The record of which policy a person has been told."""


@dataclass(frozen=True, slots=True)
class BeforeShare:
    """What comes before a share.

    Args:
        says: What to tell first; empty when this policy has been told already.
        effects: What to keep once it has been told.
        allowed: False when the county has no policy: then nothing may be offered to be shared.
    """

    says: tuple[Say, ...]
    effects: Mapping[str, Any]
    allowed: bool


def before_first_share(facts: Mapping[str, Any], policy: str | None) -> BeforeShare:
    """Return what a person must have been told before the first share.

    Args:
        facts: The facts of the turn.
        policy: ``CountyPolicy.version``; None when the county has none. Changed words are told
            again: a yes was given to the old ones.
    """
    if policy is None:
        return BeforeShare((), {}, allowed=False)
    if (facts.get(RECORDS) or {}).get(TOLD) == policy:
        return BeforeShare((), {}, allowed=True)
    return BeforeShare((Say("policy.told"),), {RECORDS: {TOLD: policy}}, allowed=True)
