"""Words of a worker that reached nobody: passed on by another way, and the worker is told.

A channel gives up when the person has blocked the bot or is not there any more. The heartbeat
finds such rows; each is told once.
"""

import logging
from datetime import datetime

from bot.domain.errors import blame, is_away
from bot.domain.handoff import Handoff
from bot.domain.handoff_sight import to_notify
from bot.domain.messages import Say
from bot.domain.people import WorkerId
from bot.domain.ways import Passing, Ways
from bot.services.handoff_doing import channel_of
from bot.services.handoff_ports import HandoffStorage, HandoffWork, Wording
from bot.services.passing import ANSWER, WAITS
from bot.services.person_ports import Unreached
from bot.services.worker_lines import Teller

_log = logging.getLogger(__name__)


def tell_undelivered(storage: HandoffStorage, now: datetime, wording: Wording, ways: Ways) -> int:
    """Pass on and tell what was given up since the last time; return how many handoffs.

    Each in a unit of its own: one that breaks stops nobody else's, and is tried again.
    """
    rows: dict[str, list[Unreached]] = {}
    with storage.begin() as work:
        for row in work.undelivered.unreached():
            rows.setdefault(row.handoff, []).append(row)
    return sum(_tell_alone(storage, id, lost, now, wording, ways) for id, lost in rows.items())


def _tell_alone(
    storage: HandoffStorage,
    id: str,
    lost: list[Unreached],
    now: datetime,
    wording: Wording,
    ways: Ways,
) -> bool:
    try:
        with storage.begin() as work:
            handoff = work.handoffs.find(id, to_change=True)
            if handoff is not None:
                _tell_one(work, handoff, lost, now, wording, ways)
            work.commit()
    except Exception as error:
        if is_away(error):
            raise
        broken = {"handoff": id, "why": blame(error)}
        _log.error("handoff.undelivered_broken", extra=broken)
        return False
    return True


def _tell_one(
    work: HandoffWork,
    handoff: Handoff,
    lost: list[Unreached],
    now: datetime,
    wording: Wording,
    ways: Ways,
) -> None:
    work.undelivered.note_unreached(handoff.id, max(row.at for row in lost))
    how = _pass_on(work, handoff, lost, now)
    if not any(row.reply.key in (ANSWER, WAITS) for row in lost):
        return  # of ours alone: the worker's words have arrived
    people = work.people.everybody()
    for id in to_notify(handoff, work.desks.of(handoff.conversation), now):
        worker, chat = people.worker(WorkerId(id)), work.chats.of(id)
        channel = channel_of(work, worker) if worker else None
        if channel == "telegram" and chat is not None and ways.workers is Passing.FULL:
            tell = Teller(work, chat.conversation, id, now, wording)
            said = Say(f"work.undelivered.{how}", {"name": tell.name_of(handoff.conversation)})
            tell.say(said, f"work:{handoff.id}:u{lost[-1].row}")
        elif channel is not None:
            work.notices.add(id, channel, "unreached")


def _pass_on(work: HandoffWork, handoff: Handoff, lost: list[Unreached], now: datetime) -> str:
    """Put the words where the person is otherwise reached; return the next way in one word."""
    reach = work.told.reach(handoff.conversation, now)
    if reach is None or (reach.channel != "web" and not reach.open):
        return "nowhere"
    for row in lost:
        source = f"handoff:{handoff.id}:again{row.row}"
        work.told.tell(handoff.conversation, [row.reply], source)
    if reach.open:
        return "other"
    if reach.notice:
        work.notices.add(handoff.conversation, reach.notice, "answer")
        return "mail" if reach.mail else "text"
    return "code" if reach.code else "web"
