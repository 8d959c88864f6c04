"""An appointment in a worker's own chat: who, what they want, when; with buttons.

Names and numbers of young people are put beside our texts and never into them.
"""

from collections.abc import Sequence

from bot.domain.appointment import Appointment, State
from bot.domain.free_times import FreeTime
from bot.domain.messages import Choice
from bot.services.appointment_doing import said_of
from bot.services.appointment_work import ListedAppointment
from bot.services.worker_lines import Teller

MOST_SHOWN, MOST_BUTTONS = 20, 5

_VERBS: dict[State, tuple[str, ...]] = {
    State.WISHED: ("how",),
    State.HELD: ("yes", "no", "how"),
    State.MOVE_ASKED: ("yes", "no", "how"),
    State.PROPOSED: ("how", "drop"),
    State.MOVE_OFFERED: ("how", "drop"),
    State.CONFIRMED: ("how", "drop"),
}


def source_of(appointment: Appointment, worker: str) -> str:
    """Return the source of an item: one for each change and each reminder of it."""
    return f"time:{appointment.id}:n{appointment.revision}:{worker}"


def put_item(tell: Teller, listed: ListedAppointment, source: str) -> bool:
    """Show one appointment; False when it is there already or there is no chat."""
    one = listed.appointment
    args = said_of("", one, "", tell.at, file=False).args
    name = listed.known.label or tell.text("work.no_name")
    lines = [
        f"**{name}**",
        "" if listed.known.confirmed else tell.text("work.unconfirmed"),
        tell.text(f"work.time.{one.state.value}", **args),
        *([f"{tell.text('work.time.contact')} {one.contact}"] if one.contact else []),
    ]
    choices = tuple(
        Choice(f"time:{verb}_{one.id}", f"work.time.button.{verb}")
        for verb in _VERBS.get(one.state, ())
    )
    return tell.put([line for line in lines if line], choices, source)


def put_free(tell: Teller, times: Sequence[FreeTime], source: str) -> bool:
    """Show a worker's free times; the next ones can be taken back with a press."""
    free = [one for one in times if one.taken_by is None and one.published]
    if not free:
        return tell.put(
            [tell.text("work.time.no_free"), tell.text("work.time.publish")], (), source
        )
    lines = [tell.text("work.time.free"), *(line_of(tell, one) for one in free[:MOST_SHOWN])]
    choices = tuple(
        Choice(f"time:back_{one.id}", "work.time.button.back", at=one.start.isoformat())
        for one in free[:MOST_BUTTONS]
    )
    return tell.put(lines, choices, source)


def line_of(tell: Teller, one: FreeTime) -> str:
    """Return one free time as a line."""
    when = f"{one.start.isoformat()}/{one.end.isoformat()}"
    line = tell.text(f"work.time.line.{one.kind}", free_when=when)
    return f"{line}, {one.place}" if one.place else line
