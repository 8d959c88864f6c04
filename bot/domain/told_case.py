"""Which case of a topic a message tells: that Migri said no is no matter of applying in time."""

from collections.abc import Mapping

from bot.domain.topics import Topic


def told_case(
    topics: Mapping[str, Topic], heard: str, text: str, *, near: str | None = None
) -> Topic | None:
    """Return the topic in the case that folded text tells, None when it tells none.

    ``heard``: the topic that the message was taken for. Its own cases come first, then those of
    others that are taken for it too. ``near``: the topic talked about, which is named already.
    """
    every = [(topic, case) for topic in topics.values() for case in topic.cases]
    own = [(topic, case) for topic, case in every if topic.id == heard]
    others = [(topic, case) for topic, case in every if heard in case.heard_as]
    for topic, case in [*own, *others]:
        if case.tells(text, named=topic.id in (heard, near)):
            return topic.in_case(case.id)
    return None
