"""The pages of the widget: our own front page, the frame, the files, and "no such page"."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.web.channel import WebChannel
from bot.channels.web.headers import page_policy
from bot.channels.web.reading import page_language
from bot.channels.web.sessions import cookie_name
from bot.domain.messages import LANGUAGES, MAX_TEXT, Language

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
            return self.render("missing.html", language, 403, wrong="web.not_allowed")
        is_kept = cookie_name(options) in request.cookies
        response = self.render("frame.html", language, host=host, is_kept=is_kept)
        ancestors = "'self'" if host in options.own_origins else host
        response.headers["Content-Security-Policy"] = page_policy(options, ancestors=ancestors)
        # The frame may stand on a page that isolates itself.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    async def loader(self, request: Request) -> Response:
        """Return the script that other pages embed."""
        return self._web.assets.serve_loader(request)

    async def file(self, request: Request) -> Response:
        """Return one of the widget's files."""
        return self._web.assets.serve(request) or await self.missing(request)

    async def missing(self, request: Request) -> Response:
        """Return the page for an address that we do not have."""
        return self.render("missing.html", page_language(request), 404, wrong="web.page.missing")

    async def broken(self, request: Request) -> Response:
        """Return the page that says that we have failed, and whom to call in danger."""
        return self.render("broken.html", page_language(request), 500)

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
            **values,
        )
        policy = page_policy(self._web.options)
        return HTMLResponse(page, status, headers={"Content-Security-Policy": policy})
