"""What stands in a worker's own chat: one young person's matter in a few lines, with buttons.

Names and words of young people are put beside our texts and never into them: a template could
change a line, and a line without words would vanish.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.appointment import FLAG
from bot.domain.calendar import HELSINKI
from bot.domain.handoff import Handoff, OwnerKind
from bot.domain.handoff_desk import next_owner
from bot.domain.handoff_sight import Sight
from bot.domain.messages import Choice, ConversationId, Person, Reply, Say, Scalar
from bot.domain.people import Worker, WorkerId
from bot.domain.wishes import lines as wish_lines
from bot.services.handoff_ports import HandoffWork, Message, Wording
from bot.services.handoff_work import Listed, Shown

MOST_BUTTONS = 5
"""Buttons under one message of a list of names."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells one worker, in their own chat, in their language."""

    work: HandoffWork
    conversation: ConversationId
    worker: str
    at: datetime
    wording: Wording

    def say(self, say: Say, source: str) -> bool:
        """Say one thing of ours; False when it has been said already or there is no chat."""
        person = self._person()
        if person is None:
            return False
        replies = self.wording.compose(say, person)
        return self.work.told.tell(self.conversation, replies, source)

    def names(self, say: Say, names: Mapping[str, str], source: str) -> bool:
        """Say one thing of ours with a button for each name, by what pressing it means."""
        person = self._person()
        if person is None:
            return False
        # A name is no locale key: the buttons are signed with a label of ours and get the name.
        choices = tuple(Choice(action, "work.button.team") for action in names)
        replies: list[Reply] = []
        for start in range(0, max(len(choices), 1), MOST_BUTTONS):
            some = replace(say, choices=choices[start : start + MOST_BUTTONS])
            replies += self.wording.compose(some, person)
        named = [
            replace(
                reply,
                buttons=tuple(
                    replace(one, label=names.get(one.value.partition("~")[0], one.label))
                    for one in reply.buttons
                ),
            )
            for reply in replies
        ]
        return self.work.told.tell(self.conversation, named, source)

    def item(self, listed: Listed, source: str) -> bool:
        """Tell that a matter waits: who, since when, what it may be. Its words are one press away.

        The words are not pushed: until somebody opens a message its writer may take it back.
        """
        handoff = listed.handoff
        sent = handoff.sent_at or handoff.created_at
        lines = [
            f"**{self._head(listed)}**",
            self.text("work.came", came_at=sent.isoformat()),
            self.text("work.urgent") if handoff.urgent else "",
            *(self.text(f"handoff.flag.{flag}") for flag in sorted(handoff.flags)),
        ]
        if listed.sight is not Sight.WORDS:
            return self.put(lines, _choices(handoff.id, "give"), source)
        if not listed.known.confirmed:
            lines.insert(1, self.text("work.unconfirmed"))
        return self.put(lines, _choices(handoff.id, "open"), source)

    def words(self, shown: Shown, source: str) -> bool:
        """Show all words of a matter, and what can be done about it."""
        handoff = shown.handoff
        lines = [f"**{shown.known.label or self.text('work.no_name')}**"]
        if not shown.known.confirmed:
            lines.append(self.text("work.unconfirmed"))
        lines += wish_lines(shown.wishes, self.text)
        lines += ["", *(self._line(message) for message in shown.words)]
        if not handoff.is_open:
            return self.put([*lines, "", self.text("work.ended")], (), source)
        give = ("give",) if giving_to(self.work, handoff, self.worker, self.at) else ()
        talk = ("enough",) if handoff.talk is not None else ()
        time = ("time",) if FLAG in handoff.flags else ()
        choices = _choices(handoff.id, *time, "call", "close", *give, *talk)
        return self.put([*lines, "", self.text("work.how")], choices, source)

    def more(self, handoff: Handoff, message: Message, source: str) -> bool:
        """Pass on what the young person wrote in a matter that is open in this chat."""
        lines = [f"**{self.name_of(handoff.conversation)}:**", message.text]
        talk = ("enough",) if handoff.talk is not None else ()
        return self.put(lines, _choices(handoff.id, "close", *talk), source)

    def name_of(self, conversation: ConversationId) -> str:
        """Return what the worker calls a young person."""
        return self.work.desks.known(conversation).label or self.text("work.no_name")

    def _head(self, listed: Listed) -> str:
        if listed.sight is not Sight.WORDS:
            return self.text("work.no_words")
        return listed.known.label or self.text("work.no_name")

    def _line(self, message: Message) -> str:
        worker = self.work.people.everybody().worker(WorkerId(message.worker or ""))
        who = f"{worker.name}: " if worker else ""
        return f"{shown_at(message.at)} {who}{message.text}"

    def put(self, lines: list[str], choices: tuple[Choice, ...], source: str) -> bool:
        """Put lines as they are, with buttons; False when they are there or there is no chat."""
        person = self._person()
        if person is None:
            return False
        kept = [line for number, line in enumerate(lines) if line or number > 1]
        (buttons, *_) = self.wording.compose(Say("work.how", choices=choices), person)
        reply = replace(buttons, text="\n".join(kept).strip(), key="work.words")
        return self.work.told.tell(self.conversation, [reply], source)

    def text(self, key: str, **args: Scalar) -> str:
        """Return a text of ours in the worker's language."""
        person = self._person() or Person(self.conversation)
        return "\n".join(one.text for one in self.wording.compose(Say(key, args), person))

    def _person(self) -> Person | None:
        return self.work.told.person(self.conversation)


def giving_to(work: HandoffWork, handoff: Handoff, worker: str, at: datetime) -> Worker | None:
    """Return to whom a worker gives a matter with one press: who stands in, or the pair worker."""
    owner = next_owner(handoff, work.desks.of(handoff.conversation), at)
    if owner is None or owner.kind is not OwnerKind.WORKER or owner.id == worker:
        return None
    return work.people.everybody().worker(WorkerId(owner.id))


def shown_at(at: datetime) -> str:
    """Return an instant as workers read it in a list: "14.11. 23.40"."""
    local = at.astimezone(HELSINKI)
    return f"{local.day}.{local.month}. {local:%H.%M}"


def _choices(id: str, *verbs: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"work:{verb}_{id}", f"work.button.{verb}") for verb in verbs)
