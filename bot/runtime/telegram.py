"""The Telegram side of a process: what takes updates in, and what sends."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from contextlib import suppress

from starlette.routing import Route

from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.courtesies import Courtesies
from bot.channels.telegram.direct import Direct
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.pictures import TelegramPictures
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.webhook import Webhook
from bot.domain.messages import Address
from bot.i18n import Words
from bot.runtime.sender import Sender
from bot.services.crisis import SentPast, Urgent
from bot.services.ports import Clock, Storage
from bot.settings import Settings
from bot.storage.crypto import Keys


class TelegramLine:
    """Polling or webhook, the sender, and their tasks."""

    def __init__(
        self,
        settings: Settings,
        storage: Storage,
        words: Words,
        clock: Clock,
        wake: Callable[[], None],
        keys: Keys,
        urgent: Urgent,
        sent_past: SentPast,
        pictures: TelegramPictures | None = None,
    ) -> None:
        token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
        self._api = TelegramApi(token, settings.telegram_api_base)
        self._courtesies = Courtesies(self._api, words)
        channel = TelegramChannel(self._api, pictures=pictures)
        direct = Direct(channel, urgent, sent_past)
        intake = Intake(storage, self._api.bot_id, self._courtesies, clock, wake, direct)
        self._sender = Sender(storage, {"telegram": channel}, words, clock)
        self._poller: Poller | None = None
        self._webhook: Webhook | None = None
        if settings.telegram_mode == "webhook":
            secret = _webhook_secret(settings, keys)
            self._webhook = Webhook(self._api, intake, secret=secret, public_url=settings.url)
        else:
            self._poller = Poller(self._api, intake)
        self._tasks: list[asyncio.Task[None]] = []
        self._sending: asyncio.Task[None] | None = None

    def routes(self) -> list[Route]:
        """Return the webhook's route; none when polling."""
        return self._webhook.routes() if self._webhook else []

    @property
    def state(self) -> str:
        """Return how taking in goes: the poller's state, or "webhook"."""
        return self._poller.state if self._poller is not None else "webhook"

    def start(self) -> None:
        """Begin to take in and to send. Needs a running event loop."""
        self._sending = asyncio.create_task(self._sender.run(), name="telegram-sender")
        taking_in = self._poller.run() if self._poller else None
        if self._webhook is not None:
            taking_in = self._webhook.register()
        if taking_in is not None:
            self._tasks.append(asyncio.create_task(taking_in, name="telegram-intake"))
        self._courtesies.show_commands()

    def answered(self, address: Address) -> None:
        """Say that words for somebody have been committed."""
        if address.channel == "telegram":
            self._sender.wake()

    async def stop_taking_in(self) -> None:
        """Take no more updates; what was only fetched comes again after the next start."""
        if self._poller is not None:
            self._poller.stop()
        else:
            for task in self._tasks:
                task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop_sending(self) -> None:
        """Finish the calls under way, give the other rows back, close the connections."""
        self._sender.stop()
        if self._sending is not None:
            await self._sending
        await self._courtesies.close()
        await self._api.close()


def _webhook_secret(settings: Settings, keys: Keys) -> str:
    """Return the given secret, or one derived from the master secret and this bot."""
    if settings.telegram_webhook_secret is not None:
        return settings.telegram_webhook_secret.get_secret_value()
    return hmac.digest(keys.buttons, b"telegram-webhook", hashlib.sha256).hex()
