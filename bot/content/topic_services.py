"""Which services stand under a topic for one person at this hour."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.content.directory import Directory, Pick
from bot.domain.ranking import Asker
from bot.domain.topics import Topic


class TopicServices:
    """Chooses them: by day what a topic puts first, at other hours whoever answers."""

    def __init__(self, directory: Directory, closed: Callable[[datetime], bool]) -> None:
        """Lean on the directory; ``closed`` says whether offices are shut at a moment."""
        self._directory, self._closed = directory, closed

    def pick(
        self,
        topic: Topic | None,
        asker: Asker,
        count: int,
        *,
        names: Iterable[str] | None = None,
        named: Sequence[str] = (),
    ) -> list[Pick]:
        """Return at most ``count`` services, best first.

        Args:
            topic: Whose order of the day holds; None for a list without a topic.
            asker: For whom.
            count: How many at most.
            names: To choose from; those of the topic when not given.
            named: What the person has named or told a sign of: first, unless the hour says other.
        """
        found = list(topic.helpers if topic and names is None else names or ())
        if topic is None or not topic.by_day:
            return self._directory.pick(found, asker, count, first=named)
        told = {one.service for one in topic.by_day}
        if self._closed(asker.now):
            waiting = [name for name in named if name in told]
            first = [name for name in named if name not in told]
            return self._directory.pick([*waiting, *found], asker, count, first=first)
        # Whoever else of the topic was named has a place below: the day's order holds.
        first = [name for name in named if name not in topic.services]
        early = [one.service for one in topic.by_day if one.said is None or one.service in named]
        early = [name for name in early if name in found]
        return self._directory.pick(found, asker, count, first=[*first, *early])
