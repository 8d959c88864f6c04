"""What people ask or say after a crisis card, by name: each has fixed words of its own."""

from typing import Literal

Further = Literal[
    # calling, and those who come
    "what_happens",
    "who_comes",
    "police",
    "no_help",
    "arrived",
    "called",
    "wait",
    "no_answer",
    "send",
    "battery",
    "cannot_call",
    "ambulance",
    "along",
    "say_friend",
    "say",
    # what stands in the way
    "credit",
    "language",
    "cost",
    "papers",
    "forbidden",
    "seen",
    "worker",
    "worker_later",
    # what weighs
    "secret",
    "what_do",
    "fault",
    "take_child",
    "scared",
    "sorry",
    "how_long",
    "will_die",
    "dangerous",
    "go_in",
    "person",
    "machine",
    # thoughts of hurting oneself
    "not_now",
    "soon",
    "often",
    "means",
    "no_plan",
    "safer",
    "not_deep",
    "meant",
    # illness, and somebody else
    "worse",
    "worse_with",
    "with",
    "found",
    "silent",
    "snores",
    "breathing",
    "taken",
    # fire
    "outside",
    "inside",
    "fire_over",
    "sleep",
    # violence
    "left",
    "asleep",
    "locked",
    "back",
    "where",
    "open_door",
    "who",
    "past",
    "touch",
    "ticket",
    "passport",
    "children",
    "no_shelter",
    "jail",
    "shame",
    "bond",
    # the fear of hurting somebody
    "apart",
]
"""``no_answer`` and ``what_do`` are answered with the card's own words; ``soon``, ``means`` and
``back`` bring the card of danger now where danger was told.
"""
