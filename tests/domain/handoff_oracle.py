"""Who may see a handoff, told a second time and another way: from the words of the rules.

Role x consent x duty as a list of reasons; written without the code under test. It knows the few
people of ``handoff_builders`` and their absences as plain intervals.
"""

from datetime import datetime

from bot.domain.handoff import Handoff
from bot.domain.people import Absence, Assignment, Line, People


def is_absent(absences: tuple[Absence, ...], who: str, at: datetime) -> bool:
    return any(
        one.worker == who and one.start <= at and (one.end is None or at < one.end)
        for one in absences
    )


def has_left(people: People, who: str, at: datetime) -> bool:
    left = next(one.left_at for one in people.workers.values() if one.id == who)
    return left is not None and at >= left


def end_of_chain(people: People, who: str, at: datetime) -> str | None:
    """Follow substitutes until somebody who is here; None when the chain ends or turns round."""
    asked = [who]
    while is_absent(people.absences, asked[-1], at) or has_left(people, asked[-1], at):
        named = [
            one
            for one in people.absences
            if one.worker == asked[-1] and one.start <= at and (one.end is None or at < one.end)
        ]
        named.sort(key=lambda one: (one.start, one.id), reverse=True)
        following = next(
            (one.substitute for one in named if one.substitute and one.substitute not in asked),
            None,
        )
        if following is None:
            return None
        asked.append(following)
    return asked[-1]


def assigned(line: Line, at: datetime) -> Assignment | None:
    begun = sorted((one.since, one) for one in line.assignments if one.since <= at)
    return begun[-1][1] if begun else None


def may_read_words(
    handoff: Handoff, people: People, line: Line, viewer: str, at: datetime
) -> bool:
    """Return whether somebody may read the words, by one of the reasons there are."""
    if handoff.state.value in ("draft", "withdrawn", "expired"):
        return False
    if has_left(people, viewer, at):
        return False
    given = assigned(line, at)
    own = given.worker if given and given.worker else None
    pair = given.pair if given and given.pair else None
    if own is not None and has_left(people, own, at):
        own = None
    if pair is not None and has_left(people, pair, at):
        pair = None
    if handoff.only_own:
        return viewer == own == handoff.worker
    if viewer in (own, pair):
        return True
    owner = handoff.owner
    if owner.kind.value == "worker" and owner.id == viewer:
        return True
    member_of = next(one.unit for one in people.workers.values() if one.id == viewer)
    if owner.kind.value == "duty" and member_of == owner.id:
        return True
    if own is None:
        unit = people.units[line.unit] if line.unit else None
        return bool(unit and unit.has_duty and member_of == unit.id)
    if not is_absent(people.absences, own, at):
        return False
    instead = end_of_chain(people, own, at) or (end_of_chain(people, pair, at) if pair else None)
    if instead is not None:
        return viewer == instead
    unit = people.units[next(w.unit for w in people.workers.values() if w.id == own)]
    return unit.has_duty and member_of == unit.id


def may_see_notice(handoff: Handoff, people: People, viewer: str, at: datetime) -> bool:
    """Return whether somebody is the lead of a unit in which this waits too long."""
    late = handoff.state.value == "escalated" or handoff.owner.kind.value == "lead"
    lead = next(one.lead for one in people.units.values() if one.id == handoff.unit)
    return late and lead == viewer and not has_left(people, viewer, at)
