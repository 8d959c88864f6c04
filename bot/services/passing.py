"""A worker's words on their way to a young person: where they go, and what the worker is told.

Known at once or never promised: who has closed the browser or blocked the bot is not reached by
words in the chat, and the worker hears it with the next way.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.handoff import Handoff
from bot.domain.messages import Button, ConversationId, Person, Reply, Say
from bot.domain.ways import Passing, Ways
from bot.services.handoff_ports import HandoffWork, Wording
from bot.services.person_ports import Reach
from bot.services.returning import PRIVATE, way_back

ANSWER = "handoff.answer"
WAITS = "handoff.answer_waits"
"""Keys of replies that bring a worker's words, or say that they wait behind a link."""


def pass_answer(
    work: HandoffWork,
    handoff: Handoff,
    replies: Sequence[Reply],
    source: str,
    name: str,
    at: datetime,
    wording: Wording,
    ways: Ways,
) -> bool:
    """Put a worker's words where the young person gets them; False when there is nowhere.

    Somebody on the web who has gone and left an address or a number gets a notice there.
    """
    conversation = handoff.conversation
    reach = work.told.reach(conversation, at)
    person = work.told.person(conversation)
    if reach is None or person is None:
        return False
    if reach.channel == "telegram" and by_link(work, conversation, ways):
        told = work.told.tell(conversation, replies, source, on_web=True)
        link = way_back(work, conversation, at, ways.public_url).link
        notice = _with_link(wording, person, name, link)
        return work.told.tell(conversation, [notice], f"{source}:link") and told and reach.open
    told = work.told.tell(conversation, replies, source)
    notice_away(work, conversation, reach)
    return told and (reach.open or reach.code or reach.notice is not None)


def notice_away(work: HandoffWork, conversation: ConversationId, reach: Reach | None) -> None:
    """Send a neutral notice to who has closed the browser and left an address or a number."""
    if reach is not None and reach.channel == "web" and not reach.open and reach.notice:
        work.notices.add(conversation, reach.notice, "answer")


def by_link(work: HandoffWork, conversation: ConversationId, ways: Ways) -> bool:
    """Return whether a person's Telegram gets a link instead of the words."""
    return ways.young is Passing.LINK or bool(work.records.of(conversation).get(PRIVATE))


def how_reached(reach: Reach | None) -> str:
    """Return the key of what the worker is told about words that were just sent."""
    if reach is None:
        return "work.sent.gone"
    if reach.open:
        return "work.sent"
    if reach.notice:
        return "work.sent.mail" if reach.mail else "work.sent.text"
    if reach.code:
        return "work.sent.code"
    return "work.sent.closed" if reach.channel == "web" else "work.sent.blocked"


def _with_link(wording: Wording, person: Person, name: str, link: str) -> Reply:
    (said, *_) = wording.compose(Say(WAITS, {"name": name}), person)
    (label, *_) = wording.compose(Say("return.button.open"), person)
    return replace(said, key=WAITS, buttons=(Button("url", label.text, link),))
