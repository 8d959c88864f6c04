"""The page of a picture, for whom a link in Telegram brings, and its files for everybody."""

from functools import partial

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.channel import WebChannel
from bot.channels.web.leaving import opened
from bot.channels.web.own_pages import FILES, Own, find_picture
from bot.channels.web.pages import Pages
from bot.channels.web.picture_files import as_csv, as_html
from bot.channels.web.refusals import Refused
from bot.domain.pictures import Format, Picture, Theme

_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


class OwnPicture:
    """The endpoints under ``/own/picture/``."""

    def __init__(self, web: WebChannel, pages: Pages) -> None:
        self._web = web
        self._pages = pages

    async def page(self, request: Request) -> Response:
        """Return the page with the picture, its table, and what can be saved."""
        picture = await self._found(request)
        if picture is None:
            return self._gone(request)
        return self._pages.render(
            "picture.html",
            picture.language,
            picture=picture,
            files={name.rpartition(".")[0]: name for name in FILES},
            base=request.url.path,
            is_drawn=self._web.draw is not None,
        )

    async def file(self, request: Request) -> Response:
        """Return one of its files."""
        name = request.path_params["file"]
        picture = await self._found(request) if name in FILES else None
        if picture is None:
            return self._gone(request)
        content = await anyio.to_thread.run_sync(self._content, picture, name)
        if content is None:
            return self._gone(request, 503)
        kind = name.rpartition(".")[2]
        headers = {}
        if kind in ("csv", "html") or "save" in request.query_params:
            headers["Content-Disposition"] = f'attachment; filename="rinnalla-{picture.id}.{kind}"'
        return Response(content, media_type=_TYPES[kind], headers=headers)

    def _content(self, picture: Picture, name: str) -> bytes | None:
        stem, _, kind = name.rpartition(".")
        if kind == "csv":
            return as_csv(picture)
        if kind == "html":
            return self._saved(picture)
        theme: Theme = "dark" if stem.endswith("-dark") else "light"
        form: Format = "png" if kind == "png" else "svg"
        return self._web.draw(picture, form, theme) if self._web.draw else None

    def _saved(self, picture: Picture) -> bytes:
        web, language = self._web, picture.language
        sos = f"{web.options.origin}/chat?lang={language}&sos"
        word = partial(web.words.text, language)
        return as_html(picture, web.draw, web.templates, word, sos)

    async def _found(self, request: Request) -> Picture | None:
        own = opened(self._web, request)
        return await anyio.to_thread.run_sync(self._look, own) if own else None

    def _look(self, own: Own) -> Picture | None:
        with self._web.storage.begin() as work:
            try:
                address = own.address(work, self._web.clock)
            except Refused:
                return None
            found = find_picture(work, address, own.what)
            work.commit()
            return found

    def _gone(self, request: Request, status: int = 410) -> Response:
        wrong = "web.page.over_picture" if status == 410 else "web.page.not_drawn"
        return self._pages.over(request, wrong, status)
