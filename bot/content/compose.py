"""From a response key to bubbles with words for one person, in their language, at this hour.

The last step before a channel: no decisions about the dialogue are made here. It must always
answer; what is missing becomes the fallback words and a line in the log with its key.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.content.about import KEY as ABOUT
from bot.content.about import About, Asked
from bot.content.buttons import MOST_BUTTONS, Buttons, Sign, neighbour
from bot.content.card_buttons import CardButtons
from bot.content.card_ways import CardWays
from bot.content.cards import Cards
from bot.content.county_policy import CountyPolicy, policy_beside
from bot.content.directory import Directory, Pick
from bot.content.fills import Fills
from bot.content.follow_ups import FollowUps
from bot.content.lines import fill_lines
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
from bot.domain.calendar import HELSINKI, as_utc
from bot.domain.directory import Here
from bot.domain.hours import StateKind, is_open, long_break
from bot.domain.messages import Choice, Person, Reply, Say, Scalar
from bot.domain.ranking import Asker
from bot.domain.topics import Topic, Variant, When, variant_for
from bot.i18n import Words
from bot.services.ports import Clock

log = logging.getLogger(__name__)

FALLBACK = "fallback.engine"
MOST_SERVICES = 3
MOST_CHARACTERS = 900
"""The longest bubble that still reads well on a telephone."""

_NIGHT_FROM, _NIGHT_TO = 22, 6
_MOST_NEIGHBOURS = 3
OPEN = (StateKind.OPEN, StateKind.ALWAYS_OPEN)
ROUND_THE_CLOCK = "sosiaalipaivystys"
_SHORT_STEPS = 2


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
        self._content, self._words, self._places, self._clock = content, words, places, clock
        self._directory = Directory(content)
        self._moments = Moments(words)
        self._printer = ServiceLines(words, self._moments)
        self._fills = Fills(content, words, self._directory, self._printer)
        self._texts = LocaleTexts(words, self._fills, self._moments, places)
        self._buttons = Buttons(content, words, button_signer)
        asked = FollowUps.load(DATA / "search" / "follow_ups.yml")
        self._about = About(content, words, self._directory, self._printer, asked)
        safety = safety or SafetyTexts.load()
        calls = CardButtons(safety, button_signer)
        ways = CardWays(safety, content, self._directory, self._printer)
        cards = Cards(safety, ways, calls, self._texts)
        self.policy = _policy(content)
        plans = PlanTexts(self._texts, self._buttons, calls, self.policy)
        self._questions = QuestionTexts(content.assessments, words)
        self._results_told = ResultTexts(words, self._texts, self._moments)
        # The calendar reads its holidays when first asked, which takes a second: not while
        # somebody waits for the first answer.
        is_open(content.office, as_utc(clock.now()))
        self._special: Mapping[str, Callable[[Say, Person, Asker], list[Reply]]] = {
            "topic.answer": self._answer,
            "topic.more": self._more,
            "topic.short": self._short,
            "topic.plainest": self._plainest,
            ABOUT: self._asked,
            "directory.results": self._results,
            **cards.keys,
            **plans.keys,
            "assessment.ask": self._question,
            "result.picture": self._picture,
            "share.lines": self._share,
            "meeting.open": self._page,
        }

    @property
    def words(self) -> Words:
        """Return the texts of the locales and of the assessments."""
        return self._words

    @classmethod
    def load(cls, overlay: Path | None = None) -> "Composer":
        """Build one for tools and the terminal: system clock, buttons with readable actions."""
        return cls(
            Content.load(overlay),
            Words.load(),
            Places.load(DATA / "places"),
            _SystemClock(),
            lambda _, action: action,
        )

    def compose(self, say: Say, person: Person) -> list[Reply]:
        """Return the bubbles of one thing to say, at least one, each with words.

        Special keys and their arguments; ``place`` is a code of a municipality or a county,
        ``wish`` may be "no_credit":

        - ``topic.answer``: ``topic``, ``also`` (ids of services that were named, shown for
          sure, or of topics, shown as buttons), ``then`` (a topic told shortly after this one,
          to leave room for it), ``place``, ``wish``
        - ``topic.more``: the same without what has just been said: the next step first
        - ``topic.short``: ``topic``; its first steps and a button for the rest, in one bubble
        - ``topic.plainest``: ``topic``
        - ``answer.about``: ``about`` (what is asked), ``topic`` or ``services`` in hand
        - ``directory.results``: ``services`` (ids), ``lead`` (key of a line above), ``after`` (a
          topic whose services have been shown already), ``place``, ``wish``
        - ``directory.results``: ``services`` (ids), ``lead`` (key of a line above), ``place``,
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

        A person with a second language (``beside``) gets all of it again in that one.

        Ids are joined with commas. Any other key is a text of the locales. Its arguments fill
        its placeholders; those that end in ``_at`` are ISO times and told in words, and
        ``place`` becomes a name. A line without its argument vanishes.
        """
        said = self._in_one_language(say, person)
        if person.beside not in (None, person.language):
            # Bubbles of their own: a screen reader must know which language each is in.
            said += self._in_one_language(say, replace(person, language=person.beside))
        return said

    def _in_one_language(self, say: Say, person: Person) -> list[Reply]:
        asker = self._asker(say, person)
        make = self._special.get(say.key, self._locale)
        replies = [reply for reply in make(say, person, asker) if reply.text]
        said = replies or self._fallback(say, person)
        return [replace(reply, language=person.language) for reply in said]

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

    def _hour(self, now: datetime) -> frozenset[When]:
        """Return what holds of this hour for words that suit it alone."""
        office = self._content.office
        clock = now.astimezone(HELSINKI).hour
        holds = {
            When.CLOSED: not is_open(office, now),
            When.NIGHT: clock >= _NIGHT_FROM or clock < _NIGHT_TO,
            When.LONG_BREAK: long_break(office, now),
        }
        return frozenset(when for when, true in holds.items() if true)

    def _answer(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        topic = self._topic(say)
        if topic is None:
            return []
        then = say.args.get("then")
        also = [name for name in _ids(say.args.get("also")) if name != topic.id]
        named = [name for name in also if name in self._content.services]
        names = [name for name in also if name in self._content.topics and name not in named]
        names = [name for name in dict.fromkeys([*names, *topic.buttons]) if name != then]
        names = names[:_MOST_NEIGHBOURS]
        choices = (*say.choices, *(neighbour(self._content, name) for name in names))
        replying = self._buttons.replies(choices, person)
        picks = self._directory.pick(topic.services, asker, MOST_SERVICES, first=named)
        reaching = self._printer.buttons(
            [pick.service for pick in picks], asker, MOST_BUTTONS - len(replying)
        )
        bubbles = [
            Reply(self._variant(topic.now, person, asker)),
            self._listed(topic.lead[person.language], picks, asker),
            Reply(self._variant(topic.next, person, asker)),
        ]
        bubbles[1] = replace(bubbles[1], buttons=tuple(reaching))
        if then and not person.greeted:
            bubbles.pop()  # a greeting, two answers and more would bury what to do now
        said = [replace(one, key=say.key, topic=topic.id) for one in bubbles if one.text]
        if say.key == "topic.more":
            said = [*said[2:], *said[1:2]] or said
        if said:
            said[-1] = replace(said[-1], buttons=(*said[-1].buttons, *replying))
        return said

    def _more(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        """Return the next step and the services, for somebody who has just read what to do."""
        topic = self._topic(say)
        if topic is None:
            return []
        choices = (Choice(f"topic:{topic.id}"), *say.choices)
        return self._answer(replace(say, choices=choices), replace(person, greeted=True), asker)

    def _short(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        """Return the second matter of a message: its first steps, and a button for the rest.

        ``after`` is the topic before it: a number that stands there is not said twice.
        """
        topic = self._topic(say)
        if topic is None:
            return []
        lines = self._variant(topic.now, replace(person, plain=True), asker).splitlines()
        steps = [line for line in lines if line[:1].isdigit()] or lines
        picks = self._directory.pick(topic.services, asker, 1)
        before = self._shown(say, asker)
        picks = [pick for pick in picks if pick.listed not in before]
        lead = self._words.text(person.language, "topic.also", title=topic.title[person.language])
        shown = [self._printer.line(pick.service, asker) for pick in picks]
        text = "\n".join([lead, *steps[:_SHORT_STEPS], *shown])
        buttons = self._buttons.replies((*say.choices, Choice(f"topic:{topic.id}")), person)
        listed = tuple(pick.listed for pick in picks)
        return [Reply(text, buttons, key=say.key, topic=topic.id, services=listed)]

    def _asked(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        """Return what is known of a question about the answer in hand."""
        topic = self._topic(say)
        names = _ids(say.args.get("services")) or (list(topic.services) if topic else [])
        texts = (topic.now, topic.next) if topic else ()
        asked = Asked(
            str(say.args.get("about")),
            topic.id if topic else None,
            tuple(names),
            tuple(self._variant(one, person, asker) for one in texts),
        )
        bubbles, reached = self._about.bubbles(asked, asker)
        replying = self._buttons.replies(say.choices, person)
        reaching = self._printer.buttons(reached, asker, MOST_BUTTONS - len(replying))
        if asked.about == "written":  # whoever cannot talk is offered no call
            reaching = [button for button in reaching if button.kind == "url"]
        said = [replace(one, key=say.key, topic=asked.topic) for one in bubbles]
        said[-1] = replace(said[-1], buttons=(*reaching, *replying))
        return said

    def _plainest(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        topic = self._topic(say)
        if topic is None:
            return []
        plain = replace(person, plain=True)
        choices = say.choices or (neighbour(self._content, "contact_worker"),)
        human = self._words.text(person.language, "plain.person")
        return [
            Reply(self._variant(topic.now, plain, asker), key=say.key, topic=topic.id),
            Reply(human, self._buttons.replies(choices, person), key=say.key, topic=topic.id),
        ]

    def _results(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        names = _ids(say.args.get("services"))
        before = self._shown(say, asker)
        names = [name for name in names if name not in before]
        picks = self._directory.pick(names, asker, MOST_SERVICES)
        answering = [one.service for one in picks if one.service.phones or one.service.chat]
        if before and not any(one.state(asker.now).kind in OPEN for one in answering):
            # Nobody new answers at this hour: whoever does is worth saying twice.
            picks = [*self._directory.pick([ROUND_THE_CLOCK], asker, 1), *picks][:MOST_SERVICES]
        replying = self._buttons.replies(say.choices, person)
        if not picks:
            none = self._words.text(person.language, "directory.none")
            return [Reply(none, replying, key=say.key)]
        lead = self._texts.text(str(say.args.get("lead") or ""), say.args, asker)
        reaching = self._printer.buttons(
            [pick.service for pick in picks], asker, MOST_BUTTONS - len(replying)
        )
        reply = self._listed(lead, picks, asker, told=True)
        return [replace(reply, buttons=(*reaching, *replying), key=say.key)]

    def _shown(self, say: Say, asker: Asker) -> frozenset[str]:
        """Return the services that the topic ``after`` has shown, which are not said twice."""
        topic = self._content.topics.get(str(say.args.get("after")))
        picks = self._directory.pick(topic.services, asker, MOST_SERVICES) if topic else []
        return frozenset(pick.listed for pick in picks)

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
        return [Reply(text, self._buttons.replies(say.choices, person), key=say.key)]

    def _fallback(self, say: Say, person: Person) -> list[Reply]:
        log.error("compose.no_words key=%s topic=%s", say.key, say.args.get("topic"))
        text = self._words.text(person.language, FALLBACK)
        return [Reply(text, self._buttons.replies(say.choices, person), key=FALLBACK)]

    def _topic(self, say: Say) -> Topic | None:
        return self._content.topics.get(str(say.args.get("topic")))

    def _variant(self, variants: Sequence[Variant], person: Person, asker: Asker) -> str:
        variant = variant_for(variants, self._hour(asker.now))
        texts = variant.plain if person.plain and variant.plain else variant.texts
        return fill_lines(texts[person.language], lambda name: self._fills.fill(name, asker))

    def _listed(
        self, lead: str, picks: Sequence[Pick], asker: Asker, *, told: bool = False
    ) -> Reply:
        """Return the bubble of a list of services; what would make it too long is left out.

        Args:
            told: Say also what each is for, for somebody who asked for it by a word.
        """
        text, shown = lead, list[Pick]()
        for pick in picks:
            line = self._printer.line(pick.service, asker)
            if told:
                line += f"\n{pick.service.does[asker.language]}"
            longer = f"{text}\n{line}" if text else line
            if len(longer) > MOST_CHARACTERS:
                break
            text = longer
            shown.append(pick)
        if not shown:
            return Reply("")
        checked = self._printer.checked([pick.service for pick in shown], asker)
        text = f"{text}\n{checked}" if checked else text
        return Reply(text, services=tuple(pick.listed for pick in shown))


def _policy(content: Content) -> CountyPolicy | None:
    path = policy_beside(content)
    return CountyPolicy.load(path) if path is not None and path.exists() else None


class _SystemClock:
    """The clock of tools: the computer's own."""

    def now(self) -> datetime:
        """Return the time now in UTC."""
        return datetime.now(UTC)


def _ids(given: Scalar) -> list[str]:
    """Return the ids of "a,b , c"."""
    return (
        [name.strip() for name in given.split(",") if name.strip()]
        if isinstance(given, str)
        else []
    )
