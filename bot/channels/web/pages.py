"""The pages of the widget: our own front page, the frame, the files, and "no such page"."""

import logging
from collections.abc import Sequence

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.web.channel import WebChannel
from bot.channels.web.headers import page_policy
from bot.channels.web.reading import page_language
from bot.channels.web.refusals import Refused
from bot.channels.web.sessions import drop_cookie, kept_token, left_mark, was_left
from bot.domain.errors import StorageUnavailable
from bot.domain.messages import LANGUAGES, MAX_TEXT, Language, Reply

log = logging.getLogger(__name__)

LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


class Pages:
    """Pages and files."""

    def __init__(self, web: WebChannel) -> None:
        self._web = web

    async def home(self, request: Request) -> Response:
        """Return the front page with the widget on it."""
        return self.render("home.html", page_language(request))

    async def frame(self, request: Request) -> Response:
        """Return the widget's inside for one page that may show it, and for no other."""
        options = self._web.options
        host = request.query_params.get("host", options.origin)
        language = page_language(request)
        if not options.may_embed(host):
            return self.render("missing.html", language, 403, wrong="web.not_allowed", framed=True)
        is_kept = await self._is_kept(request)
        response = self.render(
            "frame.html", language, host=host, is_kept=is_kept, left=left_mark(options)
        )
        if not is_kept and (kept_token(request, options) or was_left(request, options)):
            drop_cookie(response, options)
        ancestors = "'self'" if host in options.own_origins else host
        response.headers["Content-Security-Policy"] = page_policy(options, ancestors=ancestors)
        # The frame may stand on a page that isolates itself.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    async def _is_kept(self, request: Request) -> bool:
        """Return whether this device keeps a talk that is still there; one that was left ends."""
        token = kept_token(request, self._web.options)
        if token is None:
            return False
        is_left = was_left(request, self._web.options)
        try:
            await anyio.to_thread.run_sync(
                self._web.end if is_left else self._web.talk.find, token
            )
        except Refused:
            return False
        except StorageUnavailable:
            log.warning("widget.kept_unknown")
        return not is_left

    async def loader(self, request: Request) -> Response:
        """Return the script that other pages embed."""
        return self._web.assets.serve_loader(request)

    async def file(self, request: Request) -> Response:
        """Return one of the widget's files."""
        return self._web.assets.serve(request) or await self.missing(request)

    async def missing(self, request: Request) -> Response:
        """Return the page for an address that we do not have."""
        return self.render("missing.html", page_language(request), 404, wrong="web.page.missing")

    def over(
        self, request: Request, wrong: str, status: int = 410, heard: Sequence[Reply] = ()
    ) -> Response:
        """Return the page for an address of one's own that opens nothing any more.

        Args:
            request: What asked for it.
            wrong: The key of what to do now.
            status: Why it does not open.
            heard: What is said to danger in what was written.
        """
        return self.render(
            "missing.html",
            page_language(request),
            status,
            title="web.page.over_title" if status == 410 else "web.page.broken_title",
            wrong=wrong,
            heard=heard,
            leave_to=f"/own/exit/{request.path_params['ticket']}",
        )

    async def broken(self, request: Request) -> Response:
        """Return the page that says that we have failed, and whom to call in danger."""
        words = {"title": "web.page.broken_title", "wrong": "web.page.broken"}
        return self.render("missing.html", page_language(request), 500, **words)

    def render(
        self, template: str, language: Language, status: int = 200, **values: object
    ) -> Response:
        """Return a page in a language."""

        def word(key: str, **args: object) -> str:
            return self._web.words.text(language, key, **args)

        page = self._web.templates.get_template(template).render(
            w=word,
            language=language,
            languages=[(one, LANGUAGE_NAMES[one]) for one in LANGUAGES],
            options=self._web.options,
            modules=list(self._web.assets.modules()),
            most=MAX_TEXT,
            **{"heard": (), **values},
        )
        policy = page_policy(self._web.options)
        return HTMLResponse(page, status, headers={"Content-Security-Policy": policy})
