"""Conversations as data, through the real Rasa in both places where it can run."""

from pathlib import Path

import pytest

from bot.domain.messages import Language
from tests.databases import sqlite_database
from tests.journeys.journey import Expected, Journey, journeys
from tests.journeys.player import Played, Player, SideBySide
from tests.journeys.rules import broken

pytestmark = pytest.mark.engine

ALL = journeys()
ON_POSTGRES = [journey for journey in ALL if journey.file == "assessments"]


@pytest.mark.parametrize("journey", ALL, ids=[journey.name for journey in ALL])
async def test_a_conversation_goes_as_it_should(
    journey: Journey, engines: SideBySide, tmp_path: Path
) -> None:
    url = sqlite_database(tmp_path / "journey.sqlite")
    await goes_well(Player(journey, engines, url))


@pytest.mark.postgres
@pytest.mark.parametrize("journey", ON_POSTGRES, ids=[journey.name for journey in ON_POSTGRES])
async def test_an_assessment_goes_the_same_on_postgresql(
    journey: Journey, engines: SideBySide, postgres: str
) -> None:
    await goes_well(Player(journey, engines, postgres))


async def goes_well(player: Player) -> None:
    """Play a whole journey; raises AssertionError with all that is wrong and what was said."""
    journey = player.journey
    wrong: list[str] = []
    language = journey.language
    for number, step in enumerate(journey.steps, 1):
        played = await player.play(step)
        language = step.expected.language or language
        problems = [*broken(played, language), *differences(played, player.played)]
        wrong += [f"step {number} ({step.text[:40]!r}): {problem}" for problem in problems]
    kept = player.kept()
    wrong += [f"kept: {words!r}" for words in journey.never_kept if words in kept]
    assert not wrong, "\n".join(["", *wrong, "", transcript(player)])


def differences(played: Played, before: list[Played]) -> list[str]:
    """Return how an answer differs from what was expected."""
    expected, found = played.step.expected, []
    for name in ("keys", "topics", "intent"):
        wanted, got = getattr(expected, name), getattr(played, name)
        if wanted is not None and wanted != got:
            found.append(f"{name} {got}, expected {wanted}")
    if expected.first is not None and expected.first not in played.replies[0].text:
        found.append(f"{expected.first!r} does not come first: {played.replies[0].text[:60]!r}")
    text = played.text.casefold().replace("\u00a0", " ")
    missing = [word for word in expected.words if word.casefold() not in text]
    unwanted = [word for word in expected.no_words if word.casefold() in text]
    labels = [button.label for button in played.buttons]
    found += [f"no word {word!r}" for word in missing]
    found += [f"the word {word!r}" for word in unwanted]
    found += [
        f"no button {label!r}: {labels}" for label in expected.buttons if label not in labels
    ]
    found += [f"no service {one}" for one in expected.services if one not in played.services]
    found += [f"service {one}" for one in expected.no_services if one in played.services]
    for name, value in expected.remembers.items():
        if getattr(played.person, name) != value:
            found.append(f"remembers {name} as {getattr(played.person, name)!r}, not {value!r}")
    return found + _beside_others(expected, played, before)


def _beside_others(expected: Expected, played: Played, before: list[Played]) -> list[str]:
    found = []
    bubbles = len(played.replies)
    if expected.most_bubbles is not None and bubbles > expected.most_bubbles:
        found.append(f"{bubbles} bubbles, at most {expected.most_bubbles}")
    if expected.shorter_than is not None:
        other = before[expected.shorter_than - 1]
        if len(played.text) >= len(other.text):
            found.append(f"not shorter than step {expected.shorter_than}")
    if expected.same_as is not None and played.text != before[expected.same_as - 1].text:
        found.append(f"not the same as step {expected.same_as}")
    return found


def transcript(player: Player) -> str:
    """Return the conversation as people would read it."""
    lines = []
    for played in player.played:
        lines.append(f"> {played.step.text[:200]}    [{played.intent}]")
        for reply in played.replies:
            labels = " ".join(f"[{button.label}]" for button in reply.buttons)
            lines.append(f"  ({reply.key} {reply.topic or ''})\n{reply.text}\n  {labels}")
    return "\n".join(lines)


def test_there_are_journeys_in_every_language() -> None:
    spoken: set[Language] = {journey.language for journey in ALL}
    assert spoken == {"fi", "sv", "en"}
    assert len(ALL) >= 14
