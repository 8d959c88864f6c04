"""The way out: our replies to one bot's people."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.calendar_file import FILE, as_ics
from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.failures import delivery_failed, is_about_the_chat
from bot.channels.telegram.pictures import TelegramPictures
from bot.channels.telegram.render import MAX_CAPTION, Part, parts_of, units
from bot.domain.errors import DeliveryFailed
from bot.domain.messages import Address, ChannelName, Reply
from bot.services.share_chat import SHOWN

log = logging.getLogger(__name__)

PART_GAP_S = 1.0
"""Between two parts of one long message: Telegram takes about one a second for a chat."""

_PROVIDER_ID_CHARACTERS = 64
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NO_WORDS = Part("", "")


_PICTURE = "rinnalla.png"


@dataclass(frozen=True, slots=True)
class _File:
    """What goes with the words of a message."""

    content: bytes
    name: str


class TelegramChannel:
    """Telegram as a ``PushChannel``. The sender decides when, and sets the time limit."""

    name: ChannelName = "telegram"

    def __init__(
        self,
        api: TelegramApi,
        *,
        part_gap_s: float = PART_GAP_S,
        pictures: TelegramPictures | None = None,
    ) -> None:
        self._api = api
        self._part_gap_s = part_gap_s
        self._pictures = pictures

    async def send(self, address: Address, reply: Reply, *, repeat_mark: str | None) -> str | None:
        """Send a reply in as many messages as it needs; return their ids, parted by commas.

        Raises:
            DeliveryFailed: ``maybe_delivered`` also when a later part failed after an earlier one
                had been taken, so that the whole comes again under the mark only.
        """
        chat, file = self._chat(address), _calendar(reply)
        if file is None and self._pictures is not None:
            reply, drawn = await self._pictures.prepared(address, reply)
            file = _File(drawn, _PICTURE) if drawn is not None else None
        parts = parts_of(reply, repeat_mark)
        if not parts:
            raise DeliveryFailed("empty", retryable=False)
        ids: list[str] = []
        if file is not None:
            caption = parts.pop(0) if units(parts[0].plain) <= MAX_CAPTION else None
            ids.append(
                await self._send_part(chat, caption or _NO_WORDS, reply.key, file, already=0)
            )
        for part in parts:
            if ids:
                await asyncio.sleep(self._part_gap_s)
            ids.append(await self._send_part(chat, part, reply.key, None, already=len(ids)))
        while len(",".join(ids)) > _PROVIDER_ID_CHARACTERS:
            ids.pop()
        return ",".join(ids)

    def _chat(self, address: Address) -> int:
        if address.bot != self._api.bot_id:  # ids of one bot say nothing at another
            raise DeliveryFailed("other_bot", retryable=False)
        try:
            return int(address.external)
        except ValueError:
            raise DeliveryFailed("no_chat", retryable=False) from None

    async def _send_part(
        self, chat: int, part: Part, key: str, file: _File | None, *, already: int
    ) -> str:
        # Without the cause: its message may repeat what Telegram answered, and so the words.
        try:
            try:
                return await self._post(chat, part, file, protect=key == SHOWN)
            except BadRequest as error:
                if is_about_the_chat(error):
                    raise
                # A mistake of ours in markup or buttons must not cost the person the words.
                log.error("telegram.sent_plain", extra={"key": key})  # noqa: TRY400
                plain = Part(part.plain, part.plain)
                return await self._post(chat, plain, file, plain=True, protect=key == SHOWN)
        except TelegramError as error:
            raise delivery_failed(error, parts_delivered=already) from None
        except (KeyError, TypeError, ValueError, AttributeError):
            # Telegram took it, and answered in a way that the library cannot read.
            raise DeliveryFailed("unreadable", retryable=True, maybe_delivered=True) from None

    async def _post(
        self,
        chat: int,
        part: Part,
        file: _File | None = None,
        *,
        plain: bool = False,
        protect: bool = False,
    ) -> str:
        """Send one part; ``protect``: Telegram lets nobody pass it on or save it."""
        words, mode = (part.plain, None) if plain else (part.html, ParseMode.HTML)
        if file is not None:
            how: dict[str, Any] = {
                "caption": words or None,
                "parse_mode": mode,
                "reply_markup": part.keyboard,
                "filename": file.name,
                "protect_content": protect,
            }
            bot = self._api.bot
            send: Callable[..., Awaitable[Message]] = bot.send_document
            if file.name == _PICTURE:
                send = bot.send_photo
            message = await send(chat, file.content, **how)
            return str(message.message_id)
        message = await self._api.bot.send_message(
            chat,
            words,
            parse_mode=mode,
            reply_markup=part.keyboard,
            link_preview_options=_NO_PREVIEW,
            protect_content=protect,
        )
        return str(message.message_id)


def _calendar(reply: Reply) -> _File | None:
    return _File(as_ics(reply.calendar), FILE) if reply.calendar is not None else None
