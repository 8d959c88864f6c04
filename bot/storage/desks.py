"""Who is at work and whose people they are, put together for one handoff."""

from bot.domain.handoff_desk import Desk, desk_of
from bot.domain.messages import ConversationId
from bot.services.handoff_ports import Known
from bot.services.people_ports import Lines, LinkedLine, PeopleStore
from bot.services.person_ports import Told


class SqlDesks:
    """The ``Desks`` of one transaction. A line is read once: lists ask for it again and again."""

    def __init__(self, people: PeopleStore, lines: Lines, told: Told) -> None:
        self._people, self._lines, self._told = people, lines, told
        self._read: dict[ConversationId, LinkedLine | None] = {}

    def of(self, conversation: ConversationId) -> Desk:
        """Return everybody at work and the line of a person."""
        everybody, linked = self._people.everybody(), self._linked(conversation)
        if linked is not None:
            return desk_of(everybody, linked.line, None)
        person = self._told.person(conversation)
        return desk_of(everybody, None, person.municipality if person else None)

    def known(self, conversation: ConversationId) -> Known:
        """Return as whom a worker knows a young person."""
        linked = self._linked(conversation)
        if linked is None:
            return Known("", confirmed=False)
        return Known(linked.label, confirmed=linked.confirmed_at is not None)

    def _linked(self, conversation: ConversationId) -> LinkedLine | None:
        if conversation not in self._read:
            self._read[conversation] = self._lines.of(conversation)
        return self._read[conversation]
