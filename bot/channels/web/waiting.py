"""Waiting for an answer: an open question that ends when there is something to read."""

import asyncio
import time

import anyio.to_thread
from starlette.requests import Request

from bot.channels.web.channel import WebChannel
from bot.channels.web.sessions import Token
from bot.services.delivery_ports import StoredReply


async def lines_after(
    web: WebChannel, request: Request, token: Token, after: int, wait_s: float
) -> list[StoredReply]:
    """Return what stands behind a cursor, waiting for it up to ``wait_s`` seconds.

    Ends early without lines when the page has gone, the service stops or the session ends.

    Raises:
        Refused: the token opens nothing (any more).
        StorageUnavailable: the database does not answer.
    """
    until = time.monotonic() + wait_s
    address = await anyio.to_thread.run_sync(web.talk.find, token)
    # The bell hangs before the first look: what is written between the two rings it.
    with web.signals.listen(address) as bell:
        while True:
            lines = await anyio.to_thread.run_sync(web.talk.read, token, after)
            left = until - time.monotonic()
            if lines or left <= 0 or web.signals.closed:
                return lines
            await bell.wait(min(left, web.options.look_every_s))
            if await request.is_disconnected():
                return []


async def answer_after(
    web: WebChannel, request: Request, token: Token, after: int, wait_s: float
) -> bool:
    """Return whether the assistant has said something behind a cursor within the time."""
    until = time.monotonic() + wait_s
    while (left := until - time.monotonic()) > 0:
        lines = await lines_after(web, request, token, after, left)
        if not lines:
            return False
        if any(line.said_by == "bot" for line in lines):
            # A turn often says several things; they are committed together.
            return True
        after = lines[-1].cursor
        await asyncio.sleep(0)
    return False
