"""The bubbles of topics and of lists of services: what to do now, who helps now, one next step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.content.about import KEY as ABOUT
from bot.content.about import About
from bot.content.buttons import MOST_BUTTONS, Buttons, neighbour
from bot.content.directory import Directory, Pick
from bot.content.fills import Fills
from bot.content.follow_ups import FollowUps
from bot.content.loader import DATA, Content
from bot.content.locale_texts import LocaleTexts
from bot.content.service_lines import ServiceLines
from bot.content.topic_questions import TopicQuestions, ids_of
from bot.content.topic_services import TopicServices
from bot.content.topic_wordings import Wordings
from bot.domain.hand import FIRST
from bot.domain.hours import OPEN, is_open
from bot.domain.messages import Choice, Person, Reply, Say
from bot.domain.ranking import Asker
from bot.domain.topics import Topic
from bot.i18n import Words

MOST_SERVICES = 3
MOST_CHARACTERS = 900
"""The longest bubble that still reads well on a telephone."""

_MOST_NEIGHBOURS = 3
ROUND_THE_CLOCK = "sosiaalipaivystys"
_SHORT_STEPS = 2


class TopicTexts:
    """Makes them. ``keys`` are the response keys it knows; their arguments: ``Composer``."""

    def __init__(
        self,
        content: Content,
        words: Words,
        directory: Directory,
        printer: ServiceLines,
        fills: Fills,
        texts: LocaleTexts,
        buttons: Buttons,
    ) -> None:
        self._content, self._words, self._directory = content, words, directory
        self._printer, self._texts, self._buttons = printer, texts, buttons
        self._wordings = Wordings(content, directory, fills)
        self._services = TopicServices(directory, lambda now: not is_open(content.office, now))
        follow_ups = FollowUps.load(DATA / "search" / "follow_ups.yml")
        self._about = About(content, words, directory, printer, follow_ups)
        self._questions = TopicQuestions(content, self._wordings, follow_ups, self._about)
        self.keys: Mapping[str, Callable[[Say, Person, Asker], list[Reply]]] = {
            "topic.answer": self._answer,
            FIRST: self._first,
            "topic.more": self._more,
            "topic.short": self._short,
            "topic.plainest": self._plainest,
            ABOUT: self._asked,
            "directory.results": self._results,
        }

    def _answer(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        topic = self._topic(say)
        if topic is None:
            return []
        then = say.args.get("then")
        also = [name for name in ids_of(say.args.get("also")) if name != topic.id]
        named = [name for name in also if name in self._content.services]
        names = [name for name in also if name in self._content.topics and name not in named]
        names = [name for name in dict.fromkeys([*names, *topic.buttons]) if name != then]
        names = names[:_MOST_NEIGHBOURS]
        choices = (*say.choices, *(neighbour(self._content, name) for name in names))
        replying = self._buttons.replies(choices, person)
        picks = self._services.pick(topic, asker, MOST_SERVICES, named=named)
        reaching = self._printer.buttons(
            [pick.service for pick in picks], asker, MOST_BUTTONS - len(replying)
        )
        # The steps may give a number that costs.
        free = [self._words.text(person.language, "topic.no_credit")] if asker.no_credit else []
        bubbles = [
            Reply("\n".join([*free, self._wordings.said(topic.now, person, asker)])),
            self._listed(topic.lead[person.language], picks, asker),
            Reply(self._wordings.said(topic.next, person, asker)),
        ]
        bubbles[1] = replace(bubbles[1], buttons=tuple(reaching))
        breath = say.key == "topic.answer" and say.args.get("about")
        asked = self._questions.first(say, topic, person, asker) if breath else []
        if asked or say.args.get("brief") or (then and not person.greeted):
            bubbles.pop()  # a greeting, two answers and more would bury what to do now
        bubbles = [*asked, *bubbles]
        said = [replace(one, key=say.key, topic=topic.id) for one in bubbles if one.text]
        if say.key == "topic.more":
            said = [*said[2:], *said[1:2]] or said
        if said:
            said[-1] = replace(said[-1], buttons=(*said[-1].buttons, *replying))
        return said

    def _first(self, say: Say, person: Person, _: Asker) -> list[Reply]:
        """Return the one question before the answer, with its answers as buttons."""
        topic = self._topic(say)
        if topic is None or topic.first is None:
            return []
        answers = [(one.title, f"told:{one.topic}") for one in topic.first.answers]
        asked = topic.first.ask[person.language]
        return [Reply(asked, self._buttons.titled(answers, person), key=say.key, topic=topic.id)]

    def _more(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        """Return the next step and the services, for somebody who has just read what to do."""
        topic = self._topic(say)
        if topic is None:
            return []
        choices = (Choice(f"topic:{topic.ref}"), *say.choices)
        return self._answer(replace(say, choices=choices), replace(person, greeted=True), asker)

    def _short(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        """Return the second matter of a message: its first steps, and a button for the rest.

        ``after`` is the topic before it: a number that stands there is not said twice.
        """
        topic = self._topic(say)
        if topic is None:
            return []
        lines = self._wordings.said(topic.now, replace(person, plain=True), asker).splitlines()
        steps = [line for line in lines if line[:1].isdigit()] or lines
        picks = self._services.pick(topic, asker, 1, named=ids_of(say.args.get("also")))
        before = self._shown(say, asker)
        picks = [pick for pick in picks if pick.listed not in before]
        lead = self._words.text(person.language, "topic.also", title=topic.title[person.language])
        shown = [self._printer.line(pick.service, asker) for pick in picks]
        text = "\n".join([lead, *steps[:_SHORT_STEPS], *shown])
        buttons = self._buttons.replies((*say.choices, Choice(f"topic:{topic.ref}")), person)
        listed = tuple(pick.listed for pick in picks)
        return [Reply(text, buttons, key=say.key, topic=topic.id, services=listed)]

    def _asked(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        """Return what is known of a question about the answer in hand."""
        asked = self._questions.asked(say, self._topic(say), person, asker)
        if asked.about == "no_credit":
            asker = replace(asker, no_credit=True)
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
            Reply(self._wordings.said(topic.now, plain, asker), key=say.key, topic=topic.id),
            Reply(human, self._buttons.replies(choices, person), key=say.key, topic=topic.id),
        ]

    def _results(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        names = ids_of(say.args.get("services"))
        before = self._shown(say, asker)
        names = [name for name in names if name not in before]
        picks = self._services.pick(
            self._topic(say), asker, MOST_SERVICES, names=names, named=ids_of(say.args.get("also"))
        )
        answering = [one.service for one in picks if one.service.phones or one.service.chat]
        if before and not any(one.state(asker.now).kind in OPEN for one in answering):
            # Nobody new answers at this hour: whoever does is worth saying twice.
            always = self._directory.pick([ROUND_THE_CLOCK], asker, 1)
            picks = [*always, *(one for one in picks if one not in always)][:MOST_SERVICES]
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
        topic = self._content.topic(str(say.args.get("after")))
        picks = self._services.pick(topic, asker, MOST_SERVICES) if topic else []
        return frozenset(pick.listed for pick in picks)

    def _topic(self, say: Say) -> Topic | None:
        return self._content.topic(f"{say.args.get('topic')}.{say.args.get('case')}")

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
        below = self._printer.below([pick.service for pick in shown], asker)
        text = f"{text}\n{below}" if below else text
        return Reply(text, services=tuple(pick.listed for pick in shown))
