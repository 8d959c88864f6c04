"""What of a topic has been told: its case, the answer to its first question, its own answer."""

from actions.common import Turn, content
from bot.content.follow_ups import even
from bot.domain.hand import FIRST, fresh
from bot.domain.language_names import named_language
from bot.domain.told_case import told_case
from bot.domain.topics import Topic

_WITH_CASE = "topic:"


def as_told(turn: Turn, name: str) -> Topic:
    """Return the topic that answers words heard as ``name``, in the case that they tell.

    Without a word of a case it stays the one that is talked about; a button may name its own.
    """
    pressed = content().topic(turn.pressed.removeprefix(_WITH_CASE))
    if pressed is not None and pressed.id == name:
        return pressed
    topic = turn.known(name)
    if typed_nothing(turn):
        return topic
    said, near = even(turn.text), turn.last_topic()
    return told_case(content().topics, name, said, near=near) or topic


def told_first(turn: Turn, topic: Topic) -> Topic | None:
    """Return the topic to answer; None: the question that comes before it is still to be asked.

    Where the person has told it themselves, by a button or by their words, it may be another.
    """
    first = topic.first
    if first is None or turn.loop or turn.pressed.startswith("told:"):
        return topic
    said = even(turn.text)
    concerned = typed_nothing(turn) or first.concerns(said)
    answered = in_hand(turn, topic) or not concerned
    told = first.told(said)
    return content().topics[told] if told else topic if answered else None


def in_hand(turn: Turn, topic: Topic) -> bool:
    """Return whether the topic is talked about now; another day it is a new question."""
    hand = turn.hand()
    same = (hand.topic, hand.case) == (topic.id, topic.case)
    return same and fresh((turn.kept or {}).get("at"), turn.at)


def writes_on(turn: Turn, topic: Topic) -> bool:
    """Return whether the topic has just been answered and the person writes more of it.

    A pressed button asks for the answer itself.
    """
    return not typed_nothing(turn) and not turn.said_last(FIRST) and in_hand(turn, topic)


def told_all(turn: Turn, topic: Topic) -> bool:
    """Return whether the last answer was already more of the same."""
    more = [said["args"].get("topic") for said in turn.last if said["key"] == "topic.more"]
    return topic.id in more and not turn.loop and writes_on(turn, topic)


def speaks(turn: Turn) -> dict[str, str]:
    """Return the language that is asked for: the one named, or their own ("en puhu suomea")."""
    named = named_language(turn.text)
    code = turn.language if named in (None, "fi") else str(named)
    return {} if code == "fi" else {"speaks": code}


def typed_nothing(turn: Turn) -> bool:
    """Return whether a button was pressed: its text is the bare intent."""
    return turn.text.startswith("/")
