"""What a young person adds to a message that waits: one question at a time, each can be skipped.

Nothing here holds the message up: it is with us already. What is told is added to the handoff and
can be changed until somebody opens it. Who asks for something else meanwhile gets it, with the way
back below; words that answer another of the questions are put there.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.errors import RuleBroken
from bot.domain.messages import TYPED, Choice, Say
from bot.domain.redact import mask_identity_codes
from bot.domain.staff import EMERGENCY
from bot.domain.urgency import Urgency
from bot.domain.wish_words import Reading, WishWords
from bot.domain.wishes import BY_ID, MOST_WORDS, Wish, lines, wish_after
from bot.i18n import Words
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_doing import say_to_person
from bot.services.handoff_ports import HandoffWork, Wording
from bot.services.said_last import is_last
from bot.services.wish_adding import add_wish, can_be_added_to, wish_fact
from bot.services.wish_asking import (
    AWAITS,
    WISHED,
    ask,
    asking,
    awaited,
    is_alone,
    menu,
    short,
    to_wish,
)

__all__ = [
    "AWAITS",
    "WISHED",
    "Wishing",
    "add_wish",
    "can_be_added_to",
    "labels",
    "to_wish",
    "wish_fact",
]

_NOT_READ = ("unsure.", "scope.", "handoff.offer", "talk.affirm", "talk.deny")
"""What the dialogue says to words that it does not understand, or that answer nothing of it."""


def labels(words: Words, wish: Wish, option: str) -> list[str]:
    """Return what stands on the button of an option, in every language."""
    key = f"wish.{wish.id}.{option}"
    return [texts[key] for texts in words.catalogues.values() if key in texts]


class Wishing:
    """The answers to buttons and words about wishes, with what they write."""

    def __init__(self, urgency: Urgency, wording: Wording, words: Words, read: WishWords) -> None:
        self._urgency, self._wording, self._words = urgency, wording, words
        self._read = read

    def command(self, claim: ClaimedTurn, action: str | None) -> Command | None:
        """Return the answer when a button or words are about a wish; else None."""
        fact: Mapping[str, Any] | None = claim.facts.get(WISHED)
        kind, _, value = (action or "").partition(":")
        if kind == "wish":
            what, _, id = value.partition("_")
            if fact is None or not str(fact["id"]).startswith(id):
                return Command((Say("wish.late"),), asking(None))
            return self._pressed(claim, fact, what)
        if fact is None or claim.inbound.kind not in TYPED:
            return None
        wish = awaited(claim)
        return self._typed(claim, fact, wish, alone=is_alone(claim)) if wish else None

    def is_option(self, claim: ClaimedTurn) -> bool:
        """Return whether words are no more than a button of these questions.

        "Ei oo turvallista" says here that nobody should call, and hints at nothing else.
        """
        wish = awaited(claim)
        reading = self._reading(claim, wish, free=False) if wish else None
        given = reading.given.items() if reading else ()
        return bool(given) and all(value in BY_ID[id].options for id, value in given)

    def _reading(self, claim: ClaimedTurn, wish: Wish, *, free: bool) -> Reading | None:
        text, _ = mask_identity_codes(claim.inbound.text)
        return self._read.read(
            wish, text, lambda option: labels(self._words, wish, option), free=free
        )

    def again(self, claim: ClaimedTurn, says: tuple[Say, ...]) -> Command:
        """Return what is said to other words while a question waits, with the way back to it.

        What was not understood was meant for the question: it is asked again.
        """
        fact: Mapping[str, Any] | None = claim.facts.get(WISHED)
        wish = awaited(claim)
        if fact is None or wish is None or not says:
            return Command(says)
        if says[0].key.startswith(_NOT_READ):
            asked = ask(claim, fact, wish, alone=is_alone(claim))
            return Command((Say("wish.unread"), *asked.says), asked.effects)
        on = "" if is_alone(claim) else "-on"
        back = Choice(f"wish:ask-{wish.id}{on}_{short(fact)}", "wish.button.again")
        return Command((*says[:-1], replace(says[-1], choices=(back, *says[-1].choices))))

    def _pressed(self, claim: ClaimedTurn, fact: Mapping[str, Any], what: str) -> Command:
        verb, _, rest = what.partition("-")
        name, _, how = rest.partition("-")
        if verb == "start":
            return self._next(claim, fact, None, lead=True)
        if verb == "menu":
            return Command(menu(fact), asking(None))
        wish = BY_ID.get(name)
        if verb == "done" or wish is None:
            return Command((self._told(claim, fact),), asking(None))
        if verb == "skip":
            return self._next(claim, fact, wish)
        if verb == "ask":
            return ask(claim, fact, wish, alone=how != "on")
        if verb == "drop":
            return self._take(claim, fact, wish, None, alone=True)
        alone = how == "alone"
        return self._take(claim, fact, wish, verb if verb in wish.options else None, alone=alone)

    def _typed(
        self, claim: ClaimedTurn, fact: Mapping[str, Any], wish: Wish, *, alone: bool
    ) -> Command | None:
        asked = is_last(claim, f"wish.{wish.id}.ask", within=None)
        if asked and wish.words and len(claim.inbound.text.strip()) > MOST_WORDS:
            return Command((Say("wish.too_long"),))
        reading = self._reading(claim, wish, free=asked)
        if reading is None:
            return None  # they have gone on to something else
        if reading.act == "done" or (reading.act == "skip" and alone):
            return Command((self._told(claim, fact),), asking(None))
        if reading.act == "skip":
            return self._next(claim, fact, wish)
        beside = {id: told for id, told in reading.given.items() if id != wish.id}
        return self._noted(claim, fact, wish, reading.given.get(wish.id), beside, alone=alone)

    def _noted(
        self,
        claim: ClaimedTurn,
        fact: Mapping[str, Any],
        wish: Wish,
        value: str | None,
        beside: Mapping[str, str],
        *,
        alone: bool,
    ) -> Command:
        """Take what was told of other questions too; this one without an answer is asked again."""
        fact = {**fact, "given": {**fact["given"], **beside}}
        if value is not None:
            command = self._take(claim, fact, wish, value, alone=alone)
        else:
            command = ask(claim, fact, wish, alone=alone)
        if not beside:
            return command
        language = claim.person.language
        told = lines(beside, lambda key: self._words.text(language, key))
        noted = Say("wish.noted", {"told": "\n".join(told)})
        ends = any(say.key == "wish.told" for say in command.says)  # which tells all of it
        says = command.says if ends else (noted, *command.says)
        writes = tuple(self._taking(claim, fact["id"], id, one) for id, one in beside.items())
        return replace(command, says=says, writes=(*writes, *command.writes))

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
            command = Command((self._told(claim, after),), asking(None))
        else:
            command = self._next(claim, after, wish)
        meant = self._urgency.look(_own(wish, value))
        first: tuple[Say, ...] = ()
        if meant.urgent:
            first = (
                Say("handoff.urgent_first"),
                Say("directory.results", {"services": EMERGENCY}),
            )
        write = self._taking(claim, fact["id"], wish.id, value)
        return Command((*first, *command.says), command.effects, writes=(write,))

    def _next(
        self, claim: ClaimedTurn, fact: Mapping[str, Any], wish: Wish | None, *, lead: bool = False
    ) -> Command:
        following = wish_after(wish.id if wish else None, fact["given"])
        if following is None:
            return Command((self._told(claim, fact),), asking(None))
        asked = ask(claim, fact, following, alone=False)
        return Command((Say("wish.start"), *asked.says), asked.effects) if lead else asked

    def _told(self, claim: ClaimedTurn, fact: Mapping[str, Any]) -> Say:
        language = claim.person.language
        told = lines(fact["given"], lambda key: self._words.text(language, key))
        change = Choice(f"wish:menu_{short(fact)}", "wish.button.change")
        if not told:
            return Say("wish.nothing", choices=(change,))
        return Say("wish.told", {"told": "\n".join(told)}, (change,))

    def _taking(
        self, claim: ClaimedTurn, id: str, name: str, value: str | None
    ) -> Callable[[HandoffWork], None]:
        """Return what adds an answer to the message, or takes it back (None)."""
        conversation, at = claim.person.conversation, claim.inbound.at
        source, own = f"inbox:{claim.inbox_id}:wish", _own(BY_ID[name], value)

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


def _own(wish: Wish, value: str | None) -> str:
    """Return the words of the person's own in an answer."""
    return value if value is not None and value not in wish.options else ""
