"""Choosing entries of the directory for one person: the right branch, language and order."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.content.loader import Content
from bot.domain.directory import Nearness, Service
from bot.domain.hours import OPEN
from bot.domain.ranking import Asker, best, visible

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pick:
    """An entry chosen for a person. ``listed`` is the id asked for, ``service`` what is shown."""

    listed: str
    service: Service


class Directory:
    """The directory as one person sees it."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def pick(
        self, ids: Iterable[str], asker: Asker, count: int, *, first: Sequence[str] = ()
    ) -> list[Pick]:
        """Return at most ``count`` entries, best first.

        The local branch is taken where there is one, the entry in the person's language while
        it answers, and of two entries that mean the same service only the first.

        Args:
            ids: In the order of their usefulness.
            asker: For whom.
            count: How many at most.
            first: Entries that the person has named: they stand first whatever their rank. One
                of a town that may be another than theirs keeps a seat, the last.
        """
        if first:
            named = self.pick(first, asker, count)
            rest = [name for name in ids if name not in first]
            others = self.pick(rest, asker, count)
            shown = {pick.service.id for pick in named}
            others = [pick for pick in others if pick.service.id not in shown]
            far = [pick for pick in named if _is_perhaps_elsewhere(pick.service, asker)]
            near = [pick for pick in named if pick not in far]
            return [*[*near, *others][: count - len(far)], *far]
        listed: dict[str, str] = {}
        candidates: list[Service] = []
        taken: set[str] = set()
        for name in ids:
            service = self.find(name, asker)
            if service is None:
                log.error("directory.unknown id=%s", name)
                continue
            one = service.same_as or service.local_of or service.id
            if one in taken:
                continue
            taken |= {one, service.id}
            listed[service.id] = name
            candidates.append(service)
        seen = visible(candidates, asker, self._content.confirmed())
        return [Pick(listed[service.id], service) for service in best(seen, asker, count)]

    def find(self, name: str, asker: Asker) -> Service | None:
        """Return the entry for a person: its branch where they live, in their language."""
        service = self.branch(name, asker)
        return None if service is None else self._in_language(service, asker)

    def branch(self, name: str, asker: Asker) -> Service | None:
        """Return the entry or its branch where the person lives, whatever their language."""
        service = self._content.services.get(name)
        return None if service is None else self._content.branch(service, asker.here)

    def speaking(self, names: Iterable[str], code: str, asker: Asker) -> list[str]:
        """Return the ids of entries that serve in a language, also when they are shut now.

        Of an entry that does not, the one that serves in it in its place.
        """
        near = [(name, one) for name in names if (one := self.branch(name, asker))]
        ids = [name if code in one.languages else _twin(one, code) for name, one in near]
        return [name for name in dict.fromkeys(ids) if name]

    def _in_language(self, service: Service, asker: Asker) -> Service:
        """Return the entry in the person's language, unless only the other one answers now.

        Somebody who speaks another language at night is better than nobody until Friday.
        """
        other = self._content.services.get(service.other_languages.get(asker.language, ""))
        if other is None or not self._content.shown(other):
            return service
        answers = other.state(asker.now).kind in OPEN
        return service if not answers and service.state(asker.now).kind in OPEN else other


def _twin(service: Service, code: str) -> str | None:
    found = (name for language, name in service.other_languages.items() if language == code)
    return next(found, None)


def _is_perhaps_elsewhere(service: Service, asker: Asker) -> bool:
    return service.nearness(asker.here) is Nearness.PERHAPS
