"""One service on one or two lines: its name, how to reach it, and whether it answers now."""

from collections.abc import Sequence
from datetime import timedelta

from bot.content.county_sites import CountySites, found_there
from bot.content.moments import Moments
from bot.domain.calendar import local_date
from bot.domain.directory import Phone, Service
from bot.domain.hours import OPEN, OfficeState, StateKind, closes_at, next_opening
from bot.domain.messages import LANGUAGES, Button, Language
from bot.domain.ranking import Asker
from bot.i18n import Words

OLD = timedelta(days=365)
"""What nobody has checked for longer than this is told with its year."""

LABEL_LENGTH = 40


class ServiceLines:
    """Prints services and their buttons for a person."""

    def __init__(self, words: Words, moments: Moments, sites: CountySites) -> None:
        self._words, self._moments, self._sites = words, moments, sites

    def line(self, service: Service, asker: Asker) -> str:
        """Return "**name** – phone – auki nyt, sulkeutuu klo 16 – ilmainen puhelu"."""
        language = asker.language
        parts = [f"**{service.name[language]}**", self._sites.town(service, asker)]
        by_chat = self._chat_is_better(service, asker)
        phone = service.phone_for(language)
        if by_chat:
            parts.append(self._words.text(language, "service.chat", where=service.chat))
            parts.append(self.hours(service, service.chat_state(asker.now), asker))
        elif phone:
            parts += [phone.number, self.hours(service, service.state(asker.now), asker)]
            if phone.cost in ("free", "queued"):
                parts.append(self._words.text(language, f"service.{phone.cost}_call"))
        else:
            parts += self._without_phone(service, asker)
        parts.append(self._other_language(service, phone, language))
        return " – ".join(part for part in parts if part)

    def below(self, services: Sequence[Service], asker: Asker) -> str:
        """Return what stands under a list: whose site has the numbers, and which are old."""
        lines = (self._own_county(services, asker), self._checked(services, asker))
        return "\n".join(line for line in lines if line)

    def _own_county(self, services: Sequence[Service], asker: Asker) -> str:
        """Return the name of the person's county and its site, where a number stands there."""
        site = self._sites.of_asker(asker)
        if site is None or not any(found_there(one) for one in services):
            return ""
        key = "service.own_county" if site.web else "service.own_county_search"
        name = site.name[asker.language]
        return self._words.text(asker.language, key, county=name, web=site.web)

    def _checked(self, services: Sequence[Service], asker: Asker) -> str:
        """Return one calm line under a list: which of its numbers nobody has checked for long.

        A web page alone is left out: it tells its own age, and nobody is waiting behind it.
        """
        today = local_date(asker.now)
        reached = [one for one in services if one.phones or one.chat or one.whatsapp]
        old = [one for one in reached if one.checked_on and today - one.checked_on > OLD]
        years = [one.checked_on.year for one in old if one.checked_on]
        if not old:
            return ""
        if len(old) == len(services) and len(set(years)) == 1:
            return self._words.text(asker.language, "service.checked_all", year=years[0])
        named = zip(old, years, strict=True)
        listed = ", ".join(f"{one.name[asker.language]} ({year})" for one, year in named)
        return self._words.text(asker.language, "service.checked", listed=listed)

    def chat_line(self, service: Service, asker: Asker) -> str:
        """Return "**name** – chatti: address – auki nyt" of a service with a chat."""
        where = self._words.text(asker.language, "service.chat", where=service.chat)
        hours = self.hours(service, service.chat_state(asker.now), asker)
        return f"**{service.name[asker.language]}** – {where} – {hours}"

    def hours(self, service: Service, state: OfficeState, asker: Asker) -> str:
        """Return what may be said of opening times, in a few words."""
        language = asker.language
        if state.kind is StateKind.OPEN and state.closes_at:
            until = self._moments.until(state.closes_at, asker.now, language)
            return self._words.text(language, "service.open_until", time=until)
        if state.kind is StateKind.CLOSED and state.opens_at:
            opens = self._moments.when(state.opens_at, asker.now, language)
            return self._words.text(language, "service.opens", when=opens)
        if service.hours_words and state.kind is not StateKind.ALWAYS_OPEN:
            return service.hours_words[language]
        keys = {
            StateKind.ALWAYS_OPEN: "service.always",
            StateKind.OPEN: "service.open_now",
            StateKind.CLOSED: "service.closed",
            StateKind.BY_APPOINTMENT: "service.by_appointment",
            StateKind.UNKNOWN: "service.hours_unknown",
        }
        return self._words.text(language, keys[state.kind])

    def opens(self, service: Service, asker: Asker) -> str | None:
        """Return when a service opens next, in words for a sentence; None when not known.

        While it is open that is the opening after this one: who reads it is told when to try
        the next time.
        """
        if service.state(asker.now).kind not in (StateKind.OPEN, StateKind.CLOSED):
            return None
        end = closes_at(service.schedule, asker.now) or asker.now
        at = next_opening(service.schedule, end)
        return self._moments.when(at, asker.now, asker.language) if at else None

    def buttons(self, services: list[Service], asker: Asker, room: int) -> list[Button]:
        """Return call buttons of the best two services, then addresses, as many as fit.

        A number that nobody answers now stands in the text with its hours, without a button, and
        so does one that costs, for whoever has no credit.
        """
        calls, pages = [], []
        for service in services:
            phone = service.phone_for(asker.language)
            shut = service.state(asker.now).kind is StateKind.CLOSED
            paid = asker.no_credit and phone is not None and phone.cost != "free"
            if phone and not shut and not paid and not self._chat_is_better(service, asker):
                label = self._label("button.call", service, phone.number, asker.language)
                calls.append(Button("call", label, phone.number))
            if page := self._page(service, asker):
                label = self._label("button.open", service, page, asker.language)
                pages.append(Button("url", label, f"https://{page}"))
            elif (site := self._sites.of_asker(asker)) and site.web and found_there(service):
                label = self._words.text(asker.language, "button.open", what=site.web)
                pages.append(Button("url", label, f"https://{site.web}"))
        pages = list(dict.fromkeys(pages))
        return [*calls[:2], *pages[:2]][: max(room, 0)]

    def _label(self, key: str, service: Service, short: str, language: Language) -> str:
        """Return a label with the service's name, or with the number when that is too long."""
        label = self._words.text(language, key, what=service.name[language])
        if len(label) > LABEL_LENGTH:
            label = self._words.text(language, key, what=short)
        return label if len(label) <= LABEL_LENGTH else short[:LABEL_LENGTH]

    def _page(self, service: Service, asker: Asker) -> str | None:
        """Return the address worth a button: a chat, or the page of what has no number."""
        if service.chat and (not service.phones or self._chat_is_better(service, asker)):
            return service.chat
        return None if service.phones else service.web

    def _chat_is_better(self, service: Service, asker: Asker) -> bool:
        """Say whether to print the chat: the phone is shut and it is not, or a call costs."""
        phone = service.phone_for(asker.language)
        if service.chat is None or phone is None:
            return service.chat is not None
        if asker.no_credit:
            return phone.cost != "free"
        chat_open = service.chat_state(asker.now).kind in OPEN
        return chat_open and service.state(asker.now).kind is StateKind.CLOSED

    def _without_phone(self, service: Service, asker: Asker) -> list[str]:
        language = asker.language
        if service.whatsapp:
            text = self._words.text(language, "service.whatsapp", number=service.whatsapp)
            return [text, self.hours(service, service.state(asker.now), asker)]
        known = [part for part in (service.web, service.address) if part]
        if service.how_to_find and not known:
            return [service.how_to_find[language]]
        if not known:
            return []
        if service.web and service.web in service.name[language].lower():
            known.remove(service.web)  # "Ruoka-apu.fi – ruoka-apu.fi" says nothing more
        # A web page has no hours worth a word, unless somebody sits behind them.
        state = service.state(asker.now)
        if state.kind in (StateKind.OPEN, StateKind.CLOSED) or service.hours_words:
            known.append(self.hours(service, state, asker))
        return known

    def _other_language(self, service: Service, phone: Phone | None, language: Language) -> str:
        """Return "in Finnish" when the service does not speak the language and hides it."""
        spoken = phone.languages if phone else service.languages
        name = service.name[language].lower()
        answered = phone is not None or service.chat is not None
        if service.role or language in spoken or not answered:
            return ""
        ours = next((code for code in LANGUAGES if code in spoken), None)
        told = self._words.text(language, f"service.in_{ours}") if ours else ""
        return "" if told.lower() in name else told
