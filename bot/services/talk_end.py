"""In a talk with a worker: words that are for the assistant and end it, or ask to erase all.

Nothing else is kept from the worker. Erasing asks again, and its button does it, as everywhere.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.handoff import Event
from bot.domain.messages import TYPED, Choice, Say
from bot.domain.talk_words import TalkWords
from bot.domain.yes_no import Words, clear_answer
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import HANDOFF
from bot.services.said_last import is_last

ERASE = (Choice("erase:yes", "erase.yes"), Choice("erase:no", "erase.no"))
_ASKED = ("erase.ask", "erase.press")
_WORDS = Words(yes=frozenset({"poista", "kaikki", "radera", "allt", "delete", "everything"}))


def out_of_talk(claim: ClaimedTurn, words: TalkWords) -> Command | None:
    """Return what words for the assistant come to in an open talk; None: they are the worker's."""
    talk: Mapping[str, Any] | None = (claim.facts.get(HANDOFF) or {}).get("talk")
    if not talk or claim.inbound.kind not in TYPED:
        return None
    text = claim.inbound.text
    if is_last(claim, *_ASKED):
        sure = clear_answer(text, _WORDS)
        if sure is not None:
            return Command((Say("erase.press", choices=ERASE) if sure else Say("erase.kept"),))
    wish = words.wish(text)
    if wish == "erases":
        return Command((Say("erase.ask", choices=ERASE),))
    if wish == "ends":
        return Command((), {HANDOFF: {"do": Event.END_TALK.value, "id": talk["id"]}}, silent=True)
    return None
