"""Small calls that only make the talk smoother. Never waited for; their failure loses nothing."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from telegram import BotCommand
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.meanings import LeaveGroup
from bot.domain.errors import blame
from bot.domain.messages import LANGUAGES, Address, Language
from bot.i18n import Words

log = logging.getLogger(__name__)

COMMANDS = ("start", "help", "sos", "plan", "language")
_LIMIT_S = 10.0
_MOST = 50
"""Calls under way at once; in a rush the rest are left out rather than queued."""
_REMEMBERED_GROUPS = 1_000


class Courtesies:
    """Acknowledges presses, shows "typing", and leaves groups with one line."""

    def __init__(self, api: TelegramApi, words: Words) -> None:
        self._api = api
        self._words = words
        self._under_way: set[asyncio.Task[None]] = set()
        self._told: dict[int, None] = {}

    def pressed(self, query_id: str) -> None:
        """Stop the waiting sign on a pressed button."""
        self._begin("pressed", self._api.bot.answer_callback_query(query_id))

    def typing(self, address: Address) -> None:
        """Show "typing" for some seconds: for turns that take longer than a moment.

        Not for quick ones: it can overtake the answer and stand there after it.
        """
        chat = int(address.external)
        self._begin("typing", self._api.bot.send_chat_action(chat, ChatAction.TYPING))

    def leave(self, group: LeaveGroup) -> None:
        """Say the static line once, then leave."""
        self._begin("leave", self._leave(group))

    def show_commands(self) -> None:
        """Put our commands into Telegram's menu, in every language of ours."""
        self._begin("commands", self._show_commands())

    async def close(self, wait_s: float = 2.0) -> None:
        """Give what is under way a moment, then drop it."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=wait_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _leave(self, group: LeaveGroup) -> None:
        if group.speak and group.chat not in self._told:
            self._told[group.chat] = None
            if len(self._told) > _REMEMBERED_GROUPS:
                del self._told[next(iter(self._told))]
            line = self._words.text(group.language, "telegram.group")
            try:
                await self._api.bot.send_message(group.chat, line)
            except TelegramError as error:  # perhaps nobody may write there: leave all the same
                log.info("telegram.group_not_told", extra={"why": blame(error)})
        await self._api.bot.leave_chat(group.chat)

    async def _show_commands(self) -> None:
        # People whose app speaks none of our languages get English.
        for code, language in ((None, "en"), *((language, language) for language in LANGUAGES)):
            await self._api.bot.set_my_commands(self._commands(language), language_code=code)

    def _commands(self, language: Language) -> list[BotCommand]:
        return [
            BotCommand(name, self._words.text(language, f"telegram.command.{name}"))
            for name in COMMANDS
        ]

    def _begin(self, what: str, call: Coroutine[Any, Any, Any]) -> None:
        if len(self._under_way) >= _MOST:
            call.close()
            return
        task = asyncio.create_task(_within_limit(call), name=what)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            why = {"what": task.get_name(), "why": blame(error)}
            log.info("telegram.courtesy_failed", extra=why)


async def _within_limit(call: Coroutine[Any, Any, Any]) -> None:
    async with asyncio.timeout(_LIMIT_S):
        await call
