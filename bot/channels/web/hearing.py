"""Danger in what is sent, also in what is refused: whichever limit is hit, the card goes along.

Hearing takes a few hundredths of a second at most and keeps nothing. Whoever sends more than can
be listened to is refused with the SOS answer, unheard: that costs nearly nothing, and nobody is
left without.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from bot.channels.web.channel import WebChannel
from bot.channels.web.reading import heard_of
from bot.channels.web.talk import Sent
from bot.domain.messages import Language, Reply


@dataclass(frozen=True, slots=True)
class Heard:
    """What is said to danger in a message.

    Args:
        card: Beside the receipt of a message that was taken; empty when no danger was heard.
        refused: With a refusal.
    """

    card: Sequence[Reply] = ()
    refused: Sequence[Reply] = ()


def listen(web: WebChannel, request: Request, sent: Sent) -> Heard:
    """Return the answer to danger in what was sent, before anything is counted or kept."""
    if web.limits.may_be_heard(request):
        card = web.card(sent)
        return Heard(card, card)
    return Heard((), sos_answer(web, sent.language))


def listen_to_page(
    web: WebChannel, request: Request, language: Language, *texts: str
) -> Sequence[Reply]:
    """Return the answer to danger in what was written on a page that is no talk."""
    words = heard_of("\n".join(text for text in texts if text.strip()))
    if not words.strip():
        return ()
    return listen(web, request, Sent("written-on-a-page", "text", words, language)).refused


def sos_answer(web: WebChannel, language: Language) -> list[Reply]:
    """Return what SOS is answered with, without storage."""
    return web.card(Sent("sos-without-storage", "command", "sos", language))
