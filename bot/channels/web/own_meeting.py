"""The page for a meeting: written, saved, printed and made into a PDF by its own person alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.callers import check_form_origin
from bot.channels.web.channel import WebChannel
from bot.channels.web.hearing import listen_to_page
from bot.channels.web.own_pages import Own
from bot.channels.web.pages import LANGUAGE_NAMES, Pages
from bot.channels.web.reading import page_language, read_language, read_typed
from bot.channels.web.refusals import Refused, not_saved
from bot.domain.errors import StorageUnavailable
from bot.domain.meeting import (
    MOST_AGREED,
    REMIND_AT,
    THINGS,
    Agreed,
    Meeting,
    Sheet,
    Who,
    read_day,
    reminder_day,
    table_of,
)
from bot.domain.messages import ConversationId, Language, Reply
from bot.domain.pictures import Picture
from bot.services.crisis import CRISIS_AT
from bot.services.meeting_page import load, person_of, save, sheet_of, told_day
from bot.services.ports import UnitOfWork

_EMPTY_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """A person's page, what they could bring along, and the language of their talk."""

    meeting: Meeting
    pictures: Mapping[str, Picture]
    beside: Mapping[str, Picture]  # the same in the worker's language, where that is another
    language: Language

    def drawn(self, name: str, language: str) -> Picture | None:
        """Return a picture in one of the two languages."""
        if language == self.language:
            return self.pictures.get(name)
        return self.beside.get(name) if language == self.meeting.theirs else None


class OwnMeeting:
    """The endpoints under ``/own/meeting/``."""

    def __init__(self, web: WebChannel, pages: Pages) -> None:
        self._web = web
        self._pages = pages

    async def page(self, request: Request) -> Response:
        """Return the page with its form."""
        return await self._page(request)

    async def _page(self, request: Request, heard: Sequence[Reply] = (), **told: bool) -> Response:
        found = await self._found(request)
        if found is None:
            return self._gone(request, heard=heard)
        rows = len(found.meeting.agreed) + _EMPTY_ROWS
        return self._pages.render(
            "meeting.html",
            found.language,
            meeting=found.meeting,
            things=[*found.meeting.things, *[""] * THINGS][:THINGS],
            agreed=[*found.meeting.agreed, *[Agreed("me", "")] * _EMPTY_ROWS][
                : min(rows, MOST_AGREED)
            ],
            pictures=found.pictures,
            names=LANGUAGE_NAMES,
            base=request.url.path,
            heard=heard,
            saved=told.get("saved", "saved" in request.query_params),
            no_reminder=told.get("no_reminder", "no_reminder" in request.query_params),
            told_day=told_day,
            remind_at=REMIND_AT.hour,
            has_pdf=self._web.paper is not None,
        )

    async def save(self, request: Request) -> Response:
        """Keep what was written and show the page again, with the card where there is danger."""
        check_form_origin(request, self._web.options)
        form, is_whole = await read_typed(request)
        language = page_language(request)
        heard = listen_to_page(self._web, request, language, *_words(form))
        if not is_whole:
            return self._gone(request, 413, heard, "web.too_long")
        own = self._web.own_pages.read(request.path_params["ticket"])
        meeting, all_reminded = _read(form, self._web.clock.now())
        try:
            kept = own is not None and await anyio.to_thread.run_sync(
                self._keep, own, meeting, bool(heard)
            )
        except StorageUnavailable:
            return self._gone(request, 503, heard, not_saved().key)
        if not kept:
            return self._gone(request, heard=heard)
        if heard:
            return await self._page(request, heard, saved=True, no_reminder=not all_reminded)
        where = "/print" if form.get("do") == "print" and all_reminded else ""
        told = {"saved": ""} if all_reminded else {"saved": "", "no_reminder": ""}
        query = urlencode({"lang": language, **told})
        return RedirectResponse(f"{request.url.path}{where}?{query}", 303)

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
        own = self._web.own_pages.read(request.path_params["ticket"])
        if own is not None and own.session is not None:
            self._web.limits.check_reading(own.session)
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

    def _gone(
        self,
        request: Request,
        status: int = 410,
        heard: Sequence[Reply] = (),
        wrong: str = "web.own.over",
    ) -> Response:
        language = page_language(request)
        return self._pages.render("missing.html", language, status, wrong=wrong, heard=heard)


def _words(form: Mapping[str, str]) -> list[str]:
    """Return what is written in one's own words on the page."""
    return [text for name, text in form.items() if name.startswith(("topics", "thing_", "what_"))]


def _read(form: Mapping[str, str], now: datetime) -> tuple[Meeting, bool]:
    """Return what the form says, and whether every wish to be reminded can be kept.

    What is no day of ours is left open.
    """
    agreed, all_reminded = [], True
    for number in range(MOST_AGREED):
        who: Who = "worker" if form.get(f"who_{number}") == "worker" else "me"
        what, by = form.get(f"what_{number}", ""), read_day(form.get(f"by_{number}"))
        wanted = bool(what.strip()) and f"remind_{number}" in form
        remind = reminder_day(by, now) if wanted else None
        all_reminded = all_reminded and (remind is not None or not wanted)
        agreed.append(Agreed(who, what, by, remind))
    return _meeting(form, agreed), all_reminded


def _meeting(form: Mapping[str, str], agreed: list[Agreed]) -> Meeting:
    return Meeting(
        topics=form.get("topics", "").replace("\r\n", "\n"),
        things=tuple(form.get(f"thing_{number}", "") for number in range(THINGS)),
        figures=tuple(name.removeprefix("figure_") for name in form if name.startswith("figure_")),
        on=read_day(form.get("on")),
        theirs=read_language(form.get("theirs")),
        agreed=tuple(agreed),
    )
