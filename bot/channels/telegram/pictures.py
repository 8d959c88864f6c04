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
            reply = self._page(address, reply, reply.page)
        picture = reply.picture
        if picture is None:
            return reply, None
        link = self.link(address, "picture", picture.id)
        if not self.full and reply.key != SHOWN:
            return self._notice(reply, link), None
        if reply.key != SHOWN and _opens(link):  # a worker saves nothing of what they are shown
            label = self.words.text(reply.language, "picture.files.button")
            reply = self._linked(reply, label, link)
        drawn = await asyncio.to_thread(self.draw, picture, "png", "light")
        if drawn is None:
            return replace(reply, text=_without_picture(reply, picture)), None
        return reply, drawn

    def _page(self, address: Address, reply: Reply, page: str) -> Reply:
        link = self.link(address, page, "")
        if not _opens(link):
            return replace(reply, text=self.words.text(reply.language, f"{page}.no_link"))
        label = self.words.text(reply.language, f"{page}.link")
        return self._linked(reply, label, f"{link}?lang={reply.language}")

    def _notice(self, reply: Reply, link: str) -> Reply:
        """Return the words without a figure, with the link where Telegram takes one."""
        if not _opens(link):
            return replace(reply, text=self.words.text(reply.language, "picture.no_link"))
        notice = replace(reply, text=self.words.text(reply.language, "picture.link"))
        return self._linked(notice, self.words.text(reply.language, "picture.link.button"), link)

    def _linked(self, reply: Reply, label: str, link: str) -> Reply:
        return replace(reply, buttons=(Button("url", label, link), *reply.buttons))


def _opens(link: str) -> bool:
    """Return whether a link opens on a telephone: an address without TLS is this machine's."""
    return link.startswith("https://")


def _without_picture(reply: Reply, picture: Picture) -> str:
    """Return the words in place of a picture: none that say that here is one."""
    lead = reply.text if reply.key == SHOWN else f"**{picture.title}, {picture.when}**"
    return f"{lead}\n{in_words(picture)}"


def in_words(picture: Picture) -> str:
    """Return a picture as lines, for where it cannot be shown."""
    return "\n".join(": ".join(filter(None, row)) for row in picture.rows)
