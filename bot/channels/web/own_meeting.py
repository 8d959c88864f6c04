"""The page for a meeting: written, saved, printed and made into a PDF by its own person alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.callers import check_form_origin
from bot.channels.web.channel import WebChannel
from bot.channels.web.hearing import listen_to_page, sos_answer
from bot.channels.web.leaving import opened, was_left_since
from bot.channels.web.meeting_form import Written, missed_told, read_written, rows
from bot.channels.web.own_pages import LATE, Own
from bot.channels.web.pages import LANGUAGE_NAMES, Pages
from bot.channels.web.reading import page_language, read_typed
from bot.channels.web.refusals import Refused
from bot.domain.errors import StorageUnavailable
from bot.domain.meeting import REMIND_AT, THINGS, Meeting, Sheet, table_of, tidy
from bot.domain.messages import ConversationId, Language, Reply
from bot.domain.pictures import Picture
from bot.services.crisis import CRISIS_AT
from bot.services.meeting_page import load, person_of, save, sheet_of, told_day
from bot.services.ports import UnitOfWork

_LEADS = {"print": "/print", "pdf": "/meeting.pdf"}
"""Where a button leads once the page is saved."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A person's page, what they could bring along, and the language of their talk."""

    meeting: Meeting
    pictures: Mapping[str, Picture]
    beside: Mapping[str, Picture]  # the same in the worker's language, where that is another
    language: Language


class OwnMeeting:
    """The endpoints under ``/own/meeting/``."""

    def __init__(self, web: WebChannel, pages: Pages) -> None:
        self._web = web
        self._pages = pages

    async def page(self, request: Request) -> Response:
        """Return the page with its form."""
        query = request.query_params
        return await self._page(
            request, missed_told(query.get("no_reminder", "")), saved="saved" in query
        )

    async def _page(
        self,
        request: Request,
        missed: tuple[int, ...],
        heard: Sequence[Reply] = (),
        *,
        saved: bool,
    ) -> Response:
        found = await self._found(request)
        if found is None:
            return self._gone(request, heard=heard)
        return self._form(
            request, found.meeting, found.pictures, missed=missed, heard=heard, saved=saved
        )

    async def save(self, request: Request) -> Response:
        """Keep what was written and show the page again, with the card where there is danger.

        Whatever keeps it from being kept, the words come back: only after quick exit they do not.
        """
        check_form_origin(request, self._web.options)
        form, is_whole = await read_typed(request)
        language, do = page_language(request), form.get("do")
        written = read_written(form, self._web.clock.now())
        heard = listen_to_page(self._web, request, language, *written.words)
        card = heard or (sos_answer(self._web, language) if do == "sos" else ())
        own = self._web.own_pages.read(request.path_params["ticket"], LATE)
        if own is not None and was_left_since(request, self._web.options, own.written):
            return self._gone(request, heard=heard)
        if not is_whole:
            return self._again(request, written, 413, "meeting.too_long", card)
        try:
            kept = own is not None and await anyio.to_thread.run_sync(
                self._keep, own, written.meeting, bool(heard)
            )
        except StorageUnavailable:
            return self._again(request, written, 503, "meeting.not_saved", card)
        if not kept:
            return self._again(request, written, 410, "meeting.not_kept", card)
        if self._web.own_pages.read(request.path_params["ticket"]) is None:
            return self._again(request, written, 200, "meeting.late", card)
        if card:
            return await self._page(request, written.missed, card, saved=True)
        where = "" if written.missed else _LEADS.get(do or "", "")
        told = {"no_reminder": ",".join(map(str, written.missed))} if written.missed else {}
        query = urlencode({"lang": language, "saved": "", **told})
        return RedirectResponse(f"{request.url.path}{where}?{query}", 303)

    def _again(
        self,
        request: Request,
        written: Written,
        status: int,
        trouble: str,
        heard: Sequence[Reply],
    ) -> Response:
        """Return the page with the words that came with the form, and nothing that is kept."""
        return self._form(
            request,
            tidy(written.meeting),
            None,
            missed=written.missed,
            heard=heard,
            saved=status == 200,
            trouble=trouble,
            status=status,
        )

    def _form(
        self,
        request: Request,
        meeting: Meeting,
        pictures: Mapping[str, Picture] | None,
        *,
        missed: tuple[int, ...],
        heard: Sequence[Reply],
        saved: bool,
        trouble: str | None = None,
        status: int = 200,
    ) -> Response:
        return self._pages.render(
            "meeting.html",
            page_language(request),
            status,
            meeting=meeting,
            things=[*meeting.things, *[""] * THINGS][:THINGS],
            agreed=rows(meeting),
            pictures=pictures,
            names=LANGUAGE_NAMES,
            base=request.url.path,
            heard=heard,
            saved=saved,
            missed=missed,
            trouble=trouble,
            told_day=told_day,
            remind_at=REMIND_AT.hour,
            has_pdf=self._web.paper is not None,
        )

    async def print(self, request: Request) -> Response:
        """Return the page as it is printed, or shown at the meeting."""
        found = await self._found(request)
        if found is None:
            return self._gone(request)
        base = request.url.path.removesuffix("/print")
        return self._pages.render(
            "meeting_print.html",
            found.language,
            sheet=self._sheet(found),
            base=base,
            theirs=found.meeting.theirs,
            table_of=table_of,
            is_drawn=self._web.draw is not None,
        )

    async def drawing(self, request: Request) -> Response:
        """Return one of its pictures as SVG: "budget.sv.svg" in the worker's language."""
        found = await self._found(request)
        name, _, language = request.path_params["picture"].rpartition(".")
        known = (
            {found.meeting.theirs: found.beside, found.language: found.pictures} if found else {}
        )
        picture = known.get(language, {}).get(name)
        draw = self._web.draw
        if picture is None or draw is None:
            return self._gone(request)
        made = await anyio.to_thread.run_sync(draw, picture, "svg", "light")
        if made is None:
            return self._gone(request, 503)
        return Response(made, media_type="image/svg+xml")

    async def pdf(self, request: Request) -> Response:
        """Return the page as a PDF file."""
        found = await self._found(request)
        paper = self._web.paper
        if found is None or paper is None:
            return self._gone(request)
        made = await anyio.to_thread.run_sync(paper, self._sheet(found))
        if made is None:
            return self._gone(request, 503)
        headers = {"Content-Disposition": 'attachment; filename="rinnalla-tapaaminen.pdf"'}
        return Response(made, media_type="application/pdf", headers=headers)

    def _sheet(self, found: _Found) -> Sheet:
        return sheet_of(
            found.meeting, found.pictures, found.language, self._web.words, found.beside
        )

    async def _found(self, request: Request) -> _Found | None:
        own = opened(self._web, request)
        language = page_language(request)
        return await anyio.to_thread.run_sync(self._look, own, language) if own else None

    def _look(self, own: Own, language: Language) -> _Found | None:
        with self._web.storage.begin() as work:
            person = self._person(work, own)
            if person is None:
                return None
            meeting, records = load(work, person)
            work.commit()

        def drawn_up(wanted: Language) -> Mapping[str, Picture]:
            return self._web.pictures(records, wanted) if self._web.pictures else {}

        beside = drawn_up(meeting.theirs) if meeting.theirs != language else {}
        return _Found(meeting, drawn_up(language), beside, language)

    def _keep(self, own: Own, meeting: Meeting, is_grave: bool) -> bool:
        with self._web.storage.begin() as work:
            person = self._person(work, own)
            if person is None:
                return False
            save(work, person, meeting)
            if is_grave:  # reminders of bills wait, as after a card in the talk
                work.records.keep(person, CRISIS_AT, self._web.clock.now().isoformat())
            work.commit()
            return True

    def _person(self, work: UnitOfWork, own: Own) -> ConversationId | None:
        try:
            return person_of(work, own.address(work, self._web.clock))
        except Refused:
            return None

    def _gone(self, request: Request, status: int = 410, heard: Sequence[Reply] = ()) -> Response:
        wrong = "web.page.over_meeting" if status == 410 else "web.page.not_drawn"
        return self._pages.over(request, wrong, status, heard)
