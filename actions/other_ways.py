"""Who else there is, when an answer or those who were turned to did not help."""

from typing import Any

from actions.common import Turn, asking, asking_of, content, offered, say
from bot.domain.topics import Topic
from bot.services.commands import HUMANS
from bot.services.offering import NO_HELP_THERE

ADVISERS = "sosiaaliasiavastaava,jalkihuolto,aikuissosiaalityo"
"""Who advises on what can be done when help is not given, and who does it together."""


def what_else(dispatcher: Any, turn: Turn) -> None:
    """Say what else there is when an answer did not help."""
    topic = turn.last_topic() or turn.remembered_topic
    topics = content().topics
    known = turn.known(topic) if topic and topic in topics else None
    near = [one for one in known.buttons if one in topics][:2] if known else []
    choices = [(f"topic:{one}", "") for one in near]
    choices += [("intent:plain_language", "help.simpler")] if topic else []
    say(dispatcher, "help.sorry", [*choices, ("intent:menu", "menu.open")])
    services = ",".join([*(known.helpers if known else ()), HUMANS])
    args = {"services": services, "lead": "help.others"}
    told = asking_of(turn, known, after=known.ref, **args) if known else asking(turn, **args)
    say(dispatcher, "directory.results", args=told)


def who_else(dispatcher: Any, turn: Turn) -> None:
    """Say who helps next when those who were turned to did not; the second time, who advises.

    That help was refused is no fault of theirs, and can be complained of.
    """
    topic = turn.last_topic() or turn.remembered_topic
    known = turn.known(topic) if topic and topic in content().topics else None
    again = turn.said_last(*NO_HELP_THERE)
    near = [one for one in known.buttons if one in content().topics][:1] if known else []
    choices = [*offered(["rights_complaint", *near]), ("intent:contact_worker", "menu.worker")]
    say(dispatcher, NO_HELP_THERE[again], choices)
    others = ",".join([*(known.helpers if known else ()), HUMANS])
    args = {"services": ADVISERS if again else others, "lead": "help.others"}
    told = asking_of(turn, known, after=known.ref, **args) if known else asking(turn, **args)
    say(dispatcher, "directory.results", args=told)


def tell_who_knows(dispatcher: Any, turn: Turn, topic: Topic) -> None:
    """Say who can look at their own case when all that is known here has been said."""
    choices = [*offered(topic.buttons[:2]), ("intent:contact_worker", "intent.contact_worker")]
    services = ",".join([*topic.services, HUMANS])
    args = asking_of(turn, topic, services=services, lead="topic.who_knows")
    say(dispatcher, "directory.results", choices, args=args)
