"""What a young person adds to a message that waits: one question at a time, each can be skipped.

Nothing here holds the message up: it is with us already. What is told is added to the handoff and
can be changed until somebody opens it. Who asks for something else meanwhile simply gets it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import RuleBroken
from bot.domain.handoff import PERSON, Event, Handoff
from bot.domain.handoff_effects import Act
from bot.domain.messages import TYPED, Choice, ConversationId, Say
from bot.domain.redact import mask_identity_codes
from bot.domain.staff import EMERGENCY
from bot.domain.urgency import Urgency
from bot.domain.wishes import BY_ID, MOST_WORDS, WISHES, Wish, answer_in, lines, wish_after
from bot.i18n import Words
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_doing import do, say_to_person
from bot.services.handoff_ports import HandoffWork, Wording

WISHED = "wishes"
"""In the facts: what ``wish_fact`` returns. Words of the person: no engine gets it."""

AWAITS = "wish_awaits"
"""The record that says which question the next words may answer."""

_AWAITS_FOR = timedelta(minutes=15)
_SHORT = 8
"""Letters of the handoff's id in a button: enough to tell one's own messages apart."""

_MENU_ROW = 6


def wish_fact(work: HandoffWork, handoffs: list[Handoff]) -> dict[str, Any] | None:
    """Return the message that can be added to and what has been told of it, or None."""
    found = next((one for one in handoffs if can_be_added_to(one)), None)
    return {"id": found.id, "given": work.handoffs.wishes(found.id)} if found else None


def can_be_added_to(handoff: Handoff) -> bool:
    """Return whether a message is on its way and nobody has opened it."""
    return handoff.is_sent and handoff.opened_at is None


def to_wish(id: str) -> Choice:
    """Return the button that begins the questions."""
    return Choice(f"wish:start_{id[:_SHORT]}", "wish.button.start")


def labels(words: Words, wish: Wish, option: str) -> list[str]:
    """Return what stands on the button of an option, in every language."""
    key = f"wish.{wish.id}.{option}"
    return [texts[key] for texts in words.catalogues.values() if key in texts]


class Wishing:
    """The answers to buttons and words about wishes, with what they write."""

    def __init__(self, urgency: Urgency, wording: Wording, words: Words) -> None:
        self._urgency, self._wording, self._words = urgency, wording, words

    def command(self, claim: ClaimedTurn, action: str | None) -> Command | None:
        """Return the answer when a button or words are about a wish; else None."""
        fact: Mapping[str, Any] | None = claim.facts.get(WISHED)
        kind, _, value = (action or "").partition(":")
        if kind == "wish":
            what, _, short = value.partition("_")
            if fact is None or not str(fact["id"]).startswith(short):
                return Command((Say("wish.late"),), _asking(None))
            return self._pressed(claim, fact, what)
        awaited = (claim.facts.get("records") or {}).get(AWAITS)
        if fact is None or not awaited or claim.inbound.kind not in TYPED:
            return None
        wish = BY_ID.get(awaited["wish"])
        over = datetime.fromisoformat(awaited["until"]) <= claim.inbound.at
        if wish is None or over or awaited["of"] != fact["id"]:
            return None
        return self._typed(claim, fact, wish, alone=awaited["alone"])

    def _pressed(self, claim: ClaimedTurn, fact: Mapping[str, Any], what: str) -> Command:
        verb, _, rest = what.partition("-")
        name, _, how = rest.partition("-")
        if verb == "start":
            return self._next(claim, fact, None, lead=True)
        if verb == "menu":
            return Command(_menu(fact), _asking(None))
        wish = BY_ID.get(name)
        if verb == "done" or wish is None:
            return Command((self._told(claim, fact),), _asking(None))
        if verb == "skip":
            return self._next(claim, fact, wish)
        if verb == "ask":
            return _ask(claim, fact, wish, alone=True)
        if verb == "drop":
            return self._take(claim, fact, wish, None, alone=True)
        alone = how == "alone"
        return self._take(claim, fact, wish, verb if verb in wish.options else None, alone=alone)

    def _typed(
        self, claim: ClaimedTurn, fact: Mapping[str, Any], wish: Wish, *, alone: bool
    ) -> Command | None:
        text, _ = mask_identity_codes(claim.inbound.text)
        if wish.words and len(text.strip()) > MOST_WORDS:
            return Command((Say("wish.too_long"),))
        answer = answer_in(wish, text, lambda option: labels(self._words, wish, option))
        if answer is None:
            return None  # they have gone on to something else
        return self._take(claim, fact, wish, answer, alone=alone)

    def _take(
        self,
        claim: ClaimedTurn,
        fact: Mapping[str, Any],
        wish: Wish,
        value: str | None,
        *,
        alone: bool,
    ) -> Command:
        """Add an answer, take it back (None), and go on."""
        given = {name: told for name, told in fact["given"].items() if name != wish.id}
        if value is not None:
            given[wish.id] = value
        after = {**fact, "given": given}
        if alone:
            command = Command((self._told(claim, after),), _asking(None))
        else:
            command = self._next(claim, after, wish)
        own = value if value is not None and value not in wish.options else ""
        meant = self._urgency.look(own)
        first: tuple[Say, ...] = ()
        if meant.urgent:
            first = (
                Say("handoff.urgent_first"),
                Say("directory.results", {"services": EMERGENCY}),
            )
        write = self._write(claim, fact["id"], wish.id, value, own)
        return Command((*first, *command.says), command.effects, writes=(write,))

    def _next(
        self, claim: ClaimedTurn, fact: Mapping[str, Any], wish: Wish | None, *, lead: bool = False
    ) -> Command:
        following = wish_after(wish.id if wish else None, fact["given"])
        if following is None:
            return Command((self._told(claim, fact),), _asking(None))
        asked = _ask(claim, fact, following, alone=False)
        return Command((Say("wish.start"), *asked.says), asked.effects) if lead else asked

    def _told(self, claim: ClaimedTurn, fact: Mapping[str, Any]) -> Say:
        language = claim.person.language
        told = lines(fact["given"], lambda key: self._words.text(language, key))
        change = Choice(f"wish:menu_{fact['id'][:_SHORT]}", "wish.button.change")
        if not told:
            return Say("wish.nothing", choices=(change,))
        return Say("wish.told", {"told": "\n".join(told)}, (change,))

    def _write(
        self, claim: ClaimedTurn, id: str, name: str, value: str | None, own: str
    ) -> Callable[[HandoffWork], None]:
        conversation, at = claim.person.conversation, claim.inbound.at
        source = f"inbox:{claim.inbox_id}:wish"

        def write(work: HandoffWork) -> None:
            try:
                add_wish(
                    work, conversation, id, name, value, at, self._urgency, self._wording, own
                )
            except RuleBroken as error:
                found = work.handoffs.find(id)
                if found is not None:
                    say_to_person(work, found, Say(error.key), self._wording, source)

        return write


def add_wish(
    work: HandoffWork,
    conversation: ConversationId,
    id: str,
    name: str,
    value: str | None,
    at: datetime,
    urgency: Urgency,
    wording: Wording,
    own: str = "",
) -> None:
    """Add one wish to a message that waits, or take it back (None).

    Args:
        own: The person's own words in it: they may make the message urgent.

    Raises:
        RuleBroken: somebody has opened the message, or it has ended ("wish.late").
    """
    handoff = work.handoffs.find(id, to_change=True)
    if handoff is None or handoff.conversation != conversation or not can_be_added_to(handoff):
        raise RuleBroken("wish.late")
    wishes = {told: old for told, old in work.handoffs.wishes(id).items() if told != name}
    if value is not None:
        wishes[name] = value
    work.handoffs.wish(id, wishes)
    meant = urgency.look(own)
    act = Act(Event.WRITE, PERSON, at, flags=meant.found, urgent=meant.urgent)
    do(work, handoff, act, wording)


def _ask(claim: ClaimedTurn, fact: Mapping[str, Any], wish: Wish, *, alone: bool) -> Command:
    """Ask one question; its buttons know whether the next one follows."""
    short, mark = fact["id"][:_SHORT], "-alone" if alone else ""
    choices = [
        Choice(f"wish:{option}-{wish.id}{mark}_{short}", f"wish.{wish.id}.{option}")
        for option in wish.options
    ]
    if not alone:
        choices.append(Choice(f"wish:skip-{wish.id}_{short}", "wish.button.skip"))
        choices.append(Choice(f"wish:done_{short}", "wish.button.enough"))
    else:
        if wish.id in fact["given"]:
            choices.append(Choice(f"wish:drop-{wish.id}_{short}", "wish.button.drop"))
        choices.append(Choice(f"wish:menu_{short}", "wish.button.back"))
    awaits = {
        "wish": wish.id,
        "of": fact["id"],
        "alone": alone,
        "until": (claim.inbound.at + _AWAITS_FOR).isoformat(),
    }
    return Command((Say(f"wish.{wish.id}.ask", choices=tuple(choices)),), _asking(awaits))


def _menu(fact: Mapping[str, Any]) -> tuple[Say, ...]:
    short = fact["id"][:_SHORT]
    choices = [Choice(f"wish:ask-{one.id}_{short}", f"wish.{one.id}.name") for one in WISHES]
    done = Choice(f"wish:done_{short}", "wish.button.ready")
    return (
        Say("wish.menu", choices=tuple(choices[:_MENU_ROW])),
        Say("wish.menu.more", choices=(*choices[_MENU_ROW:], done)),
    )


def _asking(awaits: Mapping[str, Any] | None) -> dict[str, Any]:
    return {"records": {AWAITS: awaits}}
