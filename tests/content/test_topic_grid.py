"""Every topic in every language at every kind of hour: short, filled, and never without help."""

import re
from datetime import datetime
from itertools import product

import pytest

from bot.content.lines import PLACEHOLDER
from bot.content.service_lines import LABEL_LENGTH
from bot.content.topic_texts import MOST_CHARACTERS
from bot.domain.hours import StateKind
from bot.domain.messages import LANGUAGES, Language, Reply, Say
from tests.builders import a_person, composer_at, content
from tests.directory_builders import CHRISTMAS_EVE, FRIDAY_NOON, MIDSUMMER, SATURDAY_LATE

HOURS = (FRIDAY_NOON, SATURDAY_LATE, CHRISTMAS_EVE, MIDSUMMER)
NEXT_YEAR = datetime.fromisoformat("2027-07-01T12:00:00+03:00")


def answer(topic: str, at: datetime, language: Language = "fi", **person: object) -> list[Reply]:
    person = {"language": language, **person}
    say = Say("topic.answer", {"topic": topic})
    return composer_at(at).compose(say, a_person(**person))


@pytest.mark.parametrize(("at", "language"), product(HOURS, LANGUAGES))
def test_every_topic_answers_shortly_with_everything_filled(
    at: datetime, language: Language
) -> None:
    for topic, plain in product(content().topics, (False, True)):
        replies = answer(topic, at, language, plain=plain)
        assert 1 <= len(replies) <= 3, topic
        assert sum(len(reply.buttons) for reply in replies) <= 5, topic
        for reply in replies:
            assert reply.key == "topic.answer"
            assert reply.topic == topic
            assert 0 < len(reply.text) <= MOST_CHARACTERS, topic
            assert not PLACEHOLDER.search(reply.text), topic
            assert "{" not in reply.text, topic
            assert all(0 < len(one.label) <= LABEL_LENGTH for one in reply.buttons), topic


@pytest.mark.parametrize("at", HOURS)
def test_every_topic_names_somebody_who_helps(at: datetime) -> None:
    for topic in content().topics:
        assert any(reply.services for reply in answer(topic, at)), topic


@pytest.mark.parametrize(("at", "language"), product(HOURS, LANGUAGES))
def test_a_crisis_number_of_a_topic_never_vanishes(at: datetime, language: Language) -> None:
    services = content().services
    for topic in content().topics.values():
        crisis = [services[name] for name in topic.services if services[name].is_crisis]
        if all(one.state(at).kind is StateKind.CLOSED for one in crisis):
            continue
        shown = [name for one in answer(topic.id, at, language) for name in one.services]
        assert any(services[name].is_crisis for name in shown), topic.id


def test_a_figure_that_has_run_out_never_appears() -> None:
    gone = [rate for rate in content().rates.values() if not rate.may_be_said(NEXT_YEAR.date())]
    assert gone
    for topic, language in product(content().topics, LANGUAGES):
        said = "\n".join(one.text for one in answer(topic, NEXT_YEAR, language))
        for rate in gone:
            if re.search(r"\d", rate.says[language]) and rate.year is not None:
                assert rate.says[language] not in said, (topic, rate.id)


def test_what_is_said_first_does_not_hang_on_a_figure() -> None:
    for topic in content().topics:
        now, later = answer(topic, FRIDAY_NOON)[0], answer(topic, NEXT_YEAR)[0]
        assert now.text.splitlines()[0] == later.text.splitlines()[0], topic
