"""Pictures of results in Telegram: as the county allows, drawn here or behind a link.

Telegram's servers keep what passes through them. ``notice-with-link`` (the default) sends no
figure: the picture is on a page of our own behind a link that works for a while.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.messages import Address, Button, Reply
from bot.domain.pictures import Picture
from bot.i18n import Words
from bot.services.ports import Draw
from bot.services.share_chat import SHOWN

LinkTo = Callable[[Address, str, str], str]
"""Makes the address of a page of one's own: (address, "picture" or "meeting", id) to a link."""


@dataclass(frozen=True, slots=True)
class TelegramPictures:
    """What becomes of a reply that holds a picture or leads to a page.

    Args:
        full: The county has decided that results may pass through young people's Telegram. What a
            worker is shown is in their chat only where it may pass through theirs.
    """

    words: Words
    draw: Draw
    link: LinkTo
    full: bool = False

    async def prepared(self, address: Address, reply: Reply) -> tuple[Reply, bytes | None]:
        """Return what is sent: the reply as it may be said here, and a photograph or None."""
        if reply.page is not None:
            label = self.words.text(reply.language, f"{reply.page}.link")
            link = self.link(address, reply.page, "")
            reply = self._linked(reply, label, f"{link}?lang={reply.language}")
        picture = reply.picture
        if picture is None:
            return reply, None
        if not self.full and reply.key != SHOWN:
            notice = replace(reply, text=self.words.text(reply.language, "picture.link"))
            label = self.words.text(reply.language, "picture.link.button")
            return self._linked(notice, label, self.link(address, "picture", picture.id)), None
        reply = self._with_files(address, reply, picture)
        drawn = await asyncio.to_thread(self.draw, picture, "png", "light")
        if drawn is None:
            return replace(reply, text=f"{reply.text}\n{in_words(picture)}"), None
        return reply, drawn

    def _with_files(self, address: Address, reply: Reply, picture: Picture) -> Reply:
        """Lead to the page where a result of one's own is saved as a picture or as a table.

        A worker saves nothing of what they are shown; Telegram takes no address without TLS.
        """
        link = self.link(address, "picture", picture.id)
        if reply.key == SHOWN or not link.startswith("https://"):
            return reply
        return self._linked(reply, self.words.text(reply.language, "picture.files.button"), link)

    def _linked(self, reply: Reply, label: str, link: str) -> Reply:
        return replace(reply, buttons=(Button("url", label, link), *reply.buttons))


def in_words(picture: Picture) -> str:
    """Return a picture as lines, for where it cannot be shown."""
    return "\n".join(": ".join(filter(None, row)) for row in picture.rows)
