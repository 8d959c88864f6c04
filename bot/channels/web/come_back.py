"""Coming back to a talk with what a notice carries: a link that opens it once, or its code.

The secret of the link stands behind ``#``: it is in no request's address, so in no server's log
and no Referer. A script puts it into the form and takes it out of the address; without a script
the person types the code of the same notice, or pastes the link.
"""

from collections.abc import Sequence

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.callers import check_form_origin
from bot.channels.web.channel import WebChannel
from bot.channels.web.form import FormPage
from bot.channels.web.hearing import listen_to_page
from bot.channels.web.pages import Pages
from bot.channels.web.reading import page_language, read_form
from bot.channels.web.refusals import Refused, over
from bot.channels.web.sessions import new_token, token_hash
from bot.channels.web.tickets import Ticket
from bot.domain.linking import is_token, secret_in
from bot.domain.messages import Reply
from bot.services.returning import BEHIND, open_link


class ComeBack:
    """The endpoints of ``/return``."""

    def __init__(self, web: WebChannel, pages: Pages, form: FormPage) -> None:
        self._web = web
        self._pages = pages
        self._form = form

    async def show(self, request: Request) -> Response:
        """Show the button that opens a talk: looking at the link alone must not use it up."""
        return self._pages.render("return.html", page_language(request), trouble=None)

    async def open(self, request: Request) -> Response:
        """Open a talk, once, and go on to it. What is no code is read for danger as any words."""
        check_form_origin(request, self._web.options)
        given, language = (await read_form(request)).get("t", ""), page_language(request)
        made, heard = new_token(), self._heard(request, given)
        try:
            self._web.limits.check_opening(request)
            if not await self._opened(given, made):
                self._web.limits.check_guess(request)
        except Refused as refused:
            if refused.status != over().status:
                return self._pages.render(
                    "missing.html", language, refused.status, wrong=refused.key, heard=heard
                )
            return self._pages.render(
                "return.html", language, 401, trouble="return.link.over", heard=heard
            )
        return self._form.onward(language, Ticket(made, 0))

    def _heard(self, request: Request, given: str) -> Sequence[Reply]:
        if secret_in(given.rpartition(BEHIND)[2]) is not None:
            return ()
        return listen_to_page(self._web, request, page_language(request), given)

    async def _opened(self, given: str, made: str) -> bool:
        secret = secret_in(given.rpartition(BEHIND)[2])
        if secret is None:
            return False
        if not is_token(secret):
            self._web.limits.check_code()
        return await anyio.to_thread.run_sync(self._use, secret, made)

    def _use(self, secret: str, made: str) -> bool:
        now = self._web.clock.now()
        with self._web.storage.begin() as work:
            external = open_link(work, secret, now)
            if external is None:
                return False
            work.sessions.open(token_hash(made), external, now, keep=False)
            work.commit()
        return True
