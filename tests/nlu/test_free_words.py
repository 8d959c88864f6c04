"""While any words are an answer: another wish is read as that, a story as the answer.

The rows were written for this, answers and wishes alike, before anything was measured with them.
"""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.domain.messages import LANGUAGES
from bot.domain.safety_patterns import CRISIS
from tests import trained

pytestmark = pytest.mark.engine

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "free_words.tsv").read_text("utf-8").splitlines()[1:]
]
PENDING = {"question": "own_words", "type": "text", "unit": None, "options": []}
AT = "2026-11-25T12:00:00+02:00"

ANSWERS_READ = 0.85
"""Of the stories. Where the classifier fears danger it is asked about first: no answer yet."""

WISHES_READ = 0.95


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[str, str]]:
    """Return what each row was read as, and what the classifier alone would have said."""
    from bot.engine.rasa_core import RasaCore
    from bot.runtime.logs import set_up

    set_up("WARNING")
    core = trained.quietly(lambda: RasaCore(trained.model_file()))

    async def parsed() -> dict[str, tuple[str, str]]:
        found = {}
        for language, _, text in ROWS:
            facts: dict[str, Any] = {"pending": PENDING, "language": language, "at": AT}
            told = await core.parse(text, facts=facts)
            ranking = told.get("intent_ranking") or [{"name": ""}]
            heard = told.get("safety")  # the card comes before anything else
            name = heard["category"] if heard else told["intent"]["name"]
            found[text] = (name, ranking[0]["name"])
        return found

    loop = asyncio.new_event_loop()  # a loop of our own: the plugin's stays as it is
    try:
        return loop.run_until_complete(parsed())
    finally:
        loop.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_rows(language: str) -> None:
    kinds = Counter(wanted == "answer" for lang, wanted, _ in ROWS if lang == language)
    assert kinds[True] >= 30
    assert kinds[False] >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_stories_are_answers(language: str, read: dict[str, tuple[str, str]]) -> None:
    stories = [text for lang, wanted, text in ROWS if (lang, wanted) == (language, "answer")]
    missed = {text: read[text] for text in stories if read[text][0] != "answer"}
    assert len(missed) <= (1 - ANSWERS_READ) * len(stories), missed
    # What was not taken is asked about with care; it never starts or ends anything. An offer to
    # write to the worker sends nothing by itself.
    cautious = {"unsure", "contact_worker", *_topics_and_danger(missed)}
    assert {name for name, _ in missed.values()} <= cautious


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_wish_is_read_as_that(language: str, read: dict[str, tuple[str, str]]) -> None:
    wishes = [row for row in ROWS if row[0] == language and row[1] != "answer"]
    missed = {
        text: read[text][0]
        for _, wanted, text in wishes
        if (read[text][0] == "answer" if wanted == "ask" else read[text][0] != wanted)
    }
    assert len(missed) <= (1 - WISHES_READ) * len(wishes), missed


def _topics_and_danger(missed: dict[str, tuple[str, str]]) -> set[str]:
    return {
        name for name, _ in missed.values() if name.startswith(CRISIS) or name in _URGENT_TOPICS
    }


_URGENT_TOPICS = {"homeless_tonight", "violence_help", "mental_health", "sexual_violence"}
