"""What is written after a card: "I am safe now" in words; the dialogue knows of the card."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.content.follow_ups import FollowUps
from bot.content.loader import DATA
from bot.domain.hand import in_hand
from bot.domain.messages import Say
from bot.engine.scripted import ScriptedEngine
from bot.services.card_talk import reply_command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.writes import RECORDS
from bot.turn import take_turn
from bot.turn_state import Outcome, Parts
from tests.builders import SATURDAY_NIGHT, SIGNER, a_person, an_inbound, composer, frozen, words
from tests.danger import PILLS, FewWords
from tests.fake_counts import MemoryCrisisCounts
from tests.fake_rows import State
from tests.fake_talks import MemoryRecords

CARD = [{"key": "crisis.card", "args": {}}]
SHOWN = {"last_card": "crisis_suicide:B:self:fi:one", "last_card_at": SATURDAY_NIGHT.isoformat()}


def claimed(text: str, records: dict[str, object] | None = None, **person: object) -> ClaimedTurn:
    heard = an_inbound(text, at=SATURDAY_NIGHT + timedelta(minutes=20))
    facts = {RECORDS: records or {}}
    return ClaimedTurn(1, "lease", heard, a_person(**person), None, 1, facts=facts)


async def turned(claim: ClaimedTurn, engine: ScriptedEngine) -> Outcome:
    return await take_turn(
        claim, Parts(engine, composer(frozen()), words(), SIGNER, scanner=FewWords())
    )


@pytest.mark.parametrize(
    "text",
    [
        *("oon turvassa nyt", "Olen turvassa.", "joo, mä oon nyt turvas", "ollaan turvassa"),
        *(
            "jag är i säkerhet nu",
            "ja e trygg",
            "I'm safe now",
            "yes we are safe",
            "safe now thanks",
        ),
    ],
)
def test_being_safe_can_be_typed_while_help_is_near(text: str) -> None:
    command = reply_command(claimed(text, **SHOWN), None)
    assert command is not None
    assert command.says[0].key == "crisis.safe"


@pytest.mark.parametrize(
    "text",
    [
        *("en oo turvassa", "oonko mä turvassa", "oon turvassa jos se ei tuu takas"),
        *("jag är inte i säkerhet", "i am not safe", "am i safe here", "safe? no"),
    ],
)
def test_whoever_is_not_safe_is_not_taken_for_safe(text: str) -> None:
    assert reply_command(claimed(text, **SHOWN), None) is None


def test_without_a_card_the_words_are_left_to_the_dialogue() -> None:
    assert reply_command(claimed("oon turvassa nyt"), None) is None


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("soitin, oli jono", "unreached"),
        ("kukaan ei vastannut", "unreached"),
        ("en voi soittaa", "written"),
        ("ei oo saldoa", "no_credit"),
        ("mulla ei oo saldoo", "no_credit"),
        ("saldo loppu", "no_credit"),
        ("ingen svarade", "unreached"),
        ("jag kan inte ringa", "written"),
        ("jag har inget saldo", "no_credit"),
        ("nobody answered", "unreached"),
        ("i cant call", "written"),
        ("no credit on my phone", "no_credit"),
    ],
)
def test_what_became_of_calling_is_asked_about_the_cards_ways(text: str, about: str) -> None:
    question = FollowUps.load(DATA / "search" / "follow_ups.yml").question(text)
    assert question is not None
    assert (question.about, question.alone or question.others <= 2) == (about, True)
    assert in_hand(CARD, None).services is not None


async def test_the_dialogue_is_told_when_the_scanners_card_was_shown() -> None:
    card = await turned(claimed(PILLS), ScriptedEngine({}))
    records = MemoryRecords(State())
    for write in card.writes:
        write(SimpleNamespace(records=records, crisis_counts=MemoryCrisisCounts(State())))
    kept = records.of(card.person.conversation)
    engine = ScriptedEngine({}, otherwise=(Say("talk.thanks"),))
    await turned(claimed("ja sitten", kept, **SHOWN), engine)
    (asked,) = engine.heard
    assert in_hand((), None, None, asked.facts["at"], asked.facts[RECORDS]["crisis_at"]).services
