"""What a topic has to say to a question about it: its own answer, or what is found of it."""

from bot.content.about import HOW_MUCH, SUM, About, Asked
from bot.content.follow_ups import FollowUps
from bot.content.loader import Content
from bot.content.topic_wordings import Wordings
from bot.domain.messages import Person, Reply, Say, Scalar
from bot.domain.ranking import Asker
from bot.domain.topics import Topic


class TopicQuestions:
    """Reads the questions of what is to be said. Keeps nothing of anybody."""

    def __init__(
        self, content: Content, wordings: Wordings, follow_ups: FollowUps, about: About
    ) -> None:
        self._content, self._wordings = content, wordings
        self._follow_ups, self._about = follow_ups, about

    def asked(self, say: Say, topic: Topic | None, person: Person, asker: Asker) -> Asked:
        """Return a question about the answer in hand, with all that may answer it."""
        about = str(say.args.get("about"))
        question, teller = self._teller(about, topic)
        names = ids_of(say.args.get("services")) or (list(topic.services) if topic else [])
        if teller is not None:  # a locksmith knows no lawyer's price
            near = not set(names).isdisjoint(teller.services)
            names = [teller.services[0], *names] if near else list(teller.services)
        parts = (topic.now, topic.next) if topic else ()
        return Asked(
            about,
            topic.id if topic else None,
            tuple(dict.fromkeys(names)),
            tuple(self._wordings.said(one, person, asker) for one in parts),
            tuple(text for one in parts for text in self._wordings.always(one, person, asker)),
            _speaks(say),
            self._wordings.asked(teller.asked[question], person, asker) if teller else "",
        )

    def first(self, say: Say, topic: Topic, person: Person, asker: Asker) -> list[Reply]:
        """Return what was asked in the same breath as the matter: its own answer, else facts."""
        about = str(say.args.get("about"))
        question, teller = self._teller(about, topic)
        if teller is topic:
            own = self._wordings.asked(topic.asked[question], person, asker)
            return [Reply(own)] if own else []
        texts = tuple(self._wordings.said(one, person, asker) for one in (topic.now, topic.next))
        asked = Asked(about, topic.id, tuple(topic.services), texts, speaks=_speaks(say))
        return self._about.known(asked, asker)

    def _teller(self, about: str, topic: Topic | None) -> tuple[str, Topic | None]:
        """Return the question, and the topic that has an answer of its own to it, if one has."""
        for question in (HOW_MUCH, "cost") if about == SUM else (about,):
            name = self._follow_ups.teller(question, topic.id if topic else None)
            other = self._content.topics.get(name or "")
            for teller in (topic, other):
                if teller is not None and question in teller.asked:
                    return question, teller
        return about, None


def ids_of(given: Scalar) -> list[str]:
    """Return the ids of "a,b , c"."""
    return (
        [name.strip() for name in given.split(",") if name.strip()]
        if isinstance(given, str)
        else []
    )


def _speaks(say: Say) -> str | None:
    return str(say.args["speaks"]) if say.args.get("speaks") else None
