"""From a response key to bubbles with words for one person, in their language, at this hour.

The last step before a channel: no decisions about the dialogue are made here. It must always
answer; what is missing becomes the fallback words and a line in the log with its key.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.content.buttons import MOST_BUTTONS, Buttons, Sign
from bot.content.card_buttons import CardButtons
from bot.content.card_making import CardParts
from bot.content.card_ways import CardWays
from bot.content.cards import Cards
from bot.content.county_policy import CountyPolicy, policy_beside
from bot.content.county_sites import CountySites
from bot.content.directory import Directory
from bot.content.fills import Fills
from bot.content.loader import DATA, Content
from bot.content.locale_texts import LocaleTexts
from bot.content.moments import Moments
from bot.content.places import Places
from bot.content.plan_texts import PlanTexts
from bot.content.question_text import MOST_BUTTONS as MOST_ANSWERS
from bot.content.question_text import QuestionTexts
from bot.content.result_texts import ResultTexts
from bot.content.safety_texts import SafetyTexts
from bot.content.service_lines import ServiceLines
from bot.content.term_texts import TermTexts
from bot.content.topic_texts import TopicTexts
from bot.domain.calendar import as_utc
from bot.domain.calendar_entry import CalendarEntry
from bot.domain.directory import Here
from bot.domain.hours import is_open
from bot.domain.messages import Person, Reply, Say
from bot.domain.ranking import Asker
from bot.i18n import Words
from bot.services.ports import Clock

log = logging.getLogger(__name__)

FALLBACK = "fallback.engine"


class Composer:
    """Finds the words. Built once; keeps nothing of anybody."""

    def __init__(
        self,
        content: Content,
        words: Words,
        places: Places,
        clock: Clock,
        button_signer: Sign,
        safety: SafetyTexts | None = None,
    ) -> None:
        words = words.also(content.assessment_words)
        places = places.of(content.county)
        self._content, self._words, self._places, self._clock = content, words, places, clock
        self._directory = Directory(content)
        self._moments = Moments(words)
        sites = CountySites.of(places, content.county)
        printer = ServiceLines(words, self._moments, sites)
        fills = Fills(content, words, self._directory, printer)
        self._texts = LocaleTexts(words, fills, self._moments, places)
        self._buttons = Buttons(content, words, button_signer)
        topics = TopicTexts(
            content, words, self._directory, printer, fills, self._texts, self._buttons
        )
        safety = safety or SafetyTexts.load()
        calls = CardButtons(safety, button_signer)
        ways = CardWays(safety, content, self._directory, printer)
        cards = Cards(CardParts(safety, ways, calls, self._texts))
        self.policy = _policy(content)
        plans = PlanTexts(self._texts, self._buttons, calls, self.policy)
        self._questions = QuestionTexts(content.assessments, words)
        self._results_told = ResultTexts(words, self._texts, self._moments)
        # The calendar reads its holidays when first asked, which takes a second: not while
        # somebody waits for the first answer.
        is_open(content.office, as_utc(clock.now()))
        self._special: Mapping[str, Callable[[Say, Person, Asker], list[Reply]]] = {
            **topics.keys,
            **TermTexts(content, words, fills, self._buttons).keys,
            **cards.keys,
            **plans.keys,
            "assessment.ask": self._question,
            "result.picture": self._picture,
            "share.lines": self._share,
            "meeting.open": self._page,
        }

    @property
    def crisis_owner(self) -> str | None:
        """Return who looks after the county's crisis content; None while nobody is named."""
        county = self._content.county
        return county.crisis_owner if county else None

    @property
    def words(self) -> Words:
        """Return the texts of the locales and of the assessments."""
        return self._words

    @classmethod
    def load(cls, overlay: Path | None = None, sign: Sign | None = None) -> "Composer":
        """Build one for tools and commands: system clock; without ``sign`` readable buttons."""
        return cls(
            Content.load(overlay),
            Words.load(),
            Places.load(DATA / "places"),
            _SystemClock(),
            sign or (lambda _, action: action),
        )

    def compose(self, say: Say, person: Person) -> list[Reply]:
        """Return the bubbles of one thing to say, at least one, each with words.

        Special keys and their arguments; ``place`` is a code of a municipality or a county,
        ``wish`` may be "no_credit":

        - ``topic.answer``: ``topic``, ``case`` (of the topic, here and below), ``also`` (ids of
          services that were named, shown for sure, or of topics, shown as buttons), ``then`` (a
          topic told shortly after this one, to leave room for it), ``about`` (what was asked with
          it: told first), ``brief`` (True: without what comes next), ``place``, ``wish``
        - ``topic.more``: the same without what has just been said: the next step first
        - ``topic.short``: ``topic``; its first steps and a button for the rest, in one bubble
        - ``topic.plainest``: ``topic``
        - ``topic.first``: ``topic``; the one question before its answer, and its buttons
        - ``answer.about``: ``about`` (what is asked), ``topic`` or ``services`` in hand,
          ``speaks`` (ISO code of the language asked for)
        - ``word.told``: ``word`` (ids of official words), ``topic``, ``case``, ``services`` (what
          stays in hand)
        - ``directory.results``: ``services`` (ids), ``lead`` (key of a line above), ``after`` (a
          topic whose services have been shown already), ``topic`` (the one in hand), ``place``,
          ``wish``
        - ``crisis.card``, ``crisis.again``: ``category``, ``tier``, ``about``; all of ``Cards``:
          ``both`` (English and Finnish together), ``unsaved`` (no buttons that need a talk),
          ``resume`` (action of what was interrupted), ``worker_reads_at`` (ISO time)
        - ``plan.show``, ``crisis.plan``: the parts of a safety plan in the person's own words
        - ``policy.told``: the county's policy, before the first share
        - ``assessment.ask``: ``assessment``, ``question`` (see ``services/asking.py``)
        - ``result.picture``: ``result``, ``earlier`` (JSON, see ``services/picturing.py``),
          ``lead``
        - ``share.lines``: ``share`` (JSON, see ``services/shares.py``)

        A person with a second language (``beside``) gets all of it again in that one, but for what
        is said in ``both`` at once; texts of the locales said in ``both`` come one after another.

        Ids are joined with commas. Any other key is a text of the locales. Its arguments fill
        its placeholders; those that end in ``_at`` are ISO times and told in words, in ``_when``
        told with their date, in ``_named`` a name's JSON by language, and ``place`` becomes a
        name; ``entry`` makes a calendar's file.
        A line without its argument vanishes.
        """
        together = say.args.get("both")
        if together and say.key not in self._special:  # a card has both in each bubble
            person, together = replace(person, language="en", beside="fi"), False
        said = self._in_one_language(say, person)
        # English and Finnish together are said already.
        if person.beside not in (None, person.language) and not together:
            # Bubbles of their own: a screen reader must know which language each is in.
            said += self._in_one_language(say, replace(person, language=person.beside))
        return said

    def _in_one_language(self, say: Say, person: Person) -> list[Reply]:
        asker = self._asker(say, person)
        make = self._special.get(say.key, self._locale)
        replies = [reply for reply in make(say, person, asker) if reply.text]
        said = replies or self._fallback(say, person)
        # A card in two languages knows its own.
        return [
            reply if reply.line_languages else replace(reply, language=person.language)
            for reply in said
        ]

    def _asker(self, say: Say, person: Person) -> Asker:
        place = say.args.get("place")
        return Asker(
            language=person.language,
            now=as_utc(self._clock.now()),
            here=self.here(place if isinstance(place, str) and place else person.municipality),
            no_credit=say.args.get("wish") == "no_credit",
        )

    def here(self, code: str | None) -> Here:
        """Return a place from its code; without one, the county of this installation."""
        county = self._content.county
        municipality = self._places.municipalities.get(code or "")
        if municipality:
            ours = county is not None and municipality.code in county.municipalities
            of = county.code if county and ours else municipality.county_code
            return Here(municipality.code, municipality.name_fi, of)
        if code in self._places.counties:
            return Here(county=code)
        return Here(county=county.code if county else None)

    def _question(self, say: Say, person: Person, _: Asker) -> list[Reply]:
        text = self._questions.text(say, person)
        buttons = self._buttons.replies(say.choices, person, MOST_ANSWERS)
        return [Reply(text, buttons, key=say.key)]

    def _picture(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        text, picture = self._results_told.picture(say, asker)
        buttons = self._buttons.replies(say.choices, person)
        return [Reply(text, buttons, key=say.key, picture=picture)]

    def _share(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        buttons = self._buttons.replies(say.choices, person)
        return [Reply(self._results_told.share(say, asker), buttons, key=say.key)]

    def _page(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        return [replace(one, page="meeting") for one in self._locale(say, person, asker)]

    def _locale(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        key = say.key
        if person.plain and self._words.has(f"{key}.plain"):
            key = f"{key}.plain"
        text = self._texts.text(key, say.args, asker)
        most = MOST_ANSWERS if key.startswith("wish.") else MOST_BUTTONS
        buttons = self._buttons.replies(say.choices, person, most)
        return [Reply(text, buttons, key=say.key, calendar=self._entry(say, person))]

    def _entry(self, say: Say, person: Person) -> CalendarEntry | None:
        """Return what goes into a calendar, with the neutral word for it in their language."""
        packed = say.args.get("entry")
        if not isinstance(packed, str):
            return None
        entry = CalendarEntry(**json.loads(packed))
        return replace(entry, title=self._words.text(person.language, entry.title))

    def _fallback(self, say: Say, person: Person) -> list[Reply]:
        log.error("compose.no_words key=%s topic=%s", say.key, say.args.get("topic"))
        text = self._words.text(person.language, FALLBACK)
        return [Reply(text, self._buttons.replies(say.choices, person), key=FALLBACK)]


def _policy(content: Content) -> CountyPolicy | None:
    path = policy_beside(content)
    return CountyPolicy.load(path) if path is not None and path.exists() else None


class _SystemClock:
    """The clock of tools: the computer's own."""

    def now(self) -> datetime:
        """Return the time now in UTC."""
        return datetime.now(UTC)
