"""A small county in a database, and a young person's turns with codes in it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from storage_builders import add, address, finish, must_claim

from bot.domain.messages import (
    Address,
    ChannelName,
    ConversationId,
    Inbound,
    InboundKind,
    Lane,
    Reply,
    Say,
)
from bot.domain.staff import WorkerId
from bot.i18n import Words
from bot.services import memory
from bot.services.delivery_ports import ClaimedTurn
from bot.services.link_commands import link_command
from bot.services.linking import NewInvite, make_invite
from bot.services.people_files import read_plan
from bot.services.people_plan import write_plan
from bot.storage.unit_of_work import SqlStorage

COUNTY: dict[str, Any] = {
    "units": [
        {
            "id": "team",
            "name": {"fi": "Tiimi", "sv": "Teamet"},
            "hours": {"mon-fri": ["9-15"]},
            "exceptions": {"2026-12-31": ["9-12"]},
            "phone": "040 000 0010",
            "phone_hours": {"mon-fri": ["9-11"]},
            "lead": "leena",
            "limits": {"remind": "2 h"},
            "promise_days": 1,
        }
    ],
    "workers": [
        {"id": "maija", "name": "Maija M.", "unit": "team", "title": "ohjaaja", "phone": "0401"},
        {"id": "timo", "name": "Timo T.", "unit": "team", "hours": {"mon": ["10-12", "22-02"]}},
        {"id": "leena", "name": "Leena L.", "unit": "team"},
        {"id": "sam", "name": "Sam S.", "unit": "team", "roster": True},
    ],
    "absences": [
        {"worker": "maija", "from": "2026-11-23", "to": "2026-11-27", "substitute": "timo"}
    ],
    "rosters": {"sam": {"2026-11-23": ["7-15"], "2026-11-24": "off"}},
}
WORDS = Words.load()


def fill(storage: SqlStorage, county: dict[str, Any] | None = None) -> None:
    with storage.begin() as work:
        write_plan(work, read_plan(county or COUNTY), "test")
        work.commit()


def invite(storage: SqlStorage, worker: str = "maija", *, paper: bool = False) -> NewInvite:
    with storage.begin() as work:
        now = storage._clock.now()
        made = make_invite(work, WorkerId(worker), "Anna K.", now, face_to_face=not paper)
        work.commit()
    return made


class Talker:
    """A young person on one channel, whose messages go through recall, command and commit."""

    def __init__(self, storage: SqlStorage, who: str, channel: ChannelName = "telegram") -> None:
        self.storage = storage
        self.address: Address = address(who, channel)
        self.buttons: dict[str, str] = {}
        self._sent = 0

    def say(self, text: str, kind: InboundKind = InboundKind.TEXT) -> list[Say]:
        """Send words (or a command); return what a command of ours answers, nothing otherwise."""
        claimed = self._claim(text, kind)
        return self._finish(claimed, link_command(claimed, None, WORDS))

    def press(self, action: str) -> list[Say]:
        """Press a button by its action; the signature is the turn's business, not the test's."""
        claimed = self._claim(f"{action}~mac", InboundKind.BUTTON)
        return self._finish(claimed, link_command(claimed, action, WORDS))

    def choose(self, says: Sequence[Say], wish: str) -> list[Say]:
        """Press the button of an offer that begins so."""
        actions = [choice.action for say in says for choice in say.choices]
        return self.press(next(action for action in actions if action.startswith(wish)))

    @property
    def conversation(self) -> ConversationId:
        return self.hears().person.conversation

    def hears(self) -> ClaimedTurn:
        """Return what a turn of theirs is claimed with."""
        claimed = self._claim("?", InboundKind.TEXT)
        finish(self.storage, claimed, "!")
        return claimed

    def history(self) -> list[str]:
        with self.storage.begin() as work:
            return [one.reply.text for one in work.conversations.history(self.address, 0)]

    def _claim(self, text: str, kind: InboundKind) -> ClaimedTurn:
        self._sent += 1
        inbound = Inbound(
            address=self.address,
            update_id=f"{self.address.external}-{self.address.channel}-{self._sent}",
            kind=kind,
            text=text,
            at=self.storage._clock.now(),
        )
        add(self.storage, inbound)
        claimed = must_claim(self.storage)
        with self.storage.begin() as work:
            return replace(claimed, facts=memory.recall(work, claimed))

    def _finish(self, claimed: Any, command: Any) -> list[Say]:
        says = list(command.says) if command else []
        effects = command.effects if command else {}
        person = replace(memory.changed(claimed.person, effects), greeted=True)
        replies = [(Reply(say.key), Lane.REPLY) for say in says] or [(Reply("talk"), Lane.REPLY)]
        with self.storage.begin() as work:
            work.inbox.finish(claimed, replies, person, "tracker", delivered=True)
            for write in memory.writes_of(claimed.person.conversation, effects):
                write(work)
            work.commit()
        return says


def keys(says: Sequence[Say]) -> list[str]:
    return [say.key for say in says]
