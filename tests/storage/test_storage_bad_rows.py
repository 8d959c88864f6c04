"""One bad row stops nobody: its own person is told so, everybody else has their answer."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from handoff_store import comes, conversation_of, fill, sends
from storage_builders import MovableClock, add, address, execute, message

from bot.domain.messages import ConversationId, Say
from bot.engine.scripted import ScriptedEngine
from bot.runtime import worker as worker_module
from bot.runtime.metrics import Metrics
from bot.runtime.worker import Worker
from bot.services.delivery_ports import ClaimedTurn
from bot.services.ports import UnitOfWork
from bot.storage.addresses import change_conversation
from bot.storage.crypto import Keyring
from bot.storage.unit_of_work import SqlStorage
from bot.turn import take_turn
from bot.turn_state import Outcome, Parts
from tests.builders import SIGNER, composer, frozen, words
from tests.danger import SAD, FewWords

SORRY, THANKS = ["fallback.engine", "directory.results"], ["talk.thanks"]
BROKEN_ONCE = "rinnalla_turns_broken_total 1"


async def answers(
    storage: SqlStorage, anna: str = "hei", damage: Callable[[], object] = lambda: None
) -> tuple[list[str], str]:
    """Let Anna and then two others write; return what she was told, and the operator's page.

    The others have their answers, or the test fails.
    """
    people = ("anna", "besa", "carl")
    add(storage, message(anna, "anna"))
    damage()
    for other in people[1:]:
        add(storage, message("hei", other))
    with storage.begin() as work:
        before = {one: work.conversations.last_cursor(address(one)) for one in people}
    engine, metrics = ScriptedEngine(otherwise=[Say("talk.thanks")]), Metrics()
    parts = Parts(engine, composer(frozen()), words(), SIGNER, scanner=FewWords())
    worker = Worker(storage, parts, lambda _: None, metrics)
    worker.start()
    for _ in range(200):
        with storage.begin() as work:
            if work.inbox.waiting()[0] == 0:
                break
        await asyncio.sleep(0.02)
    await worker.stop()
    with storage.begin() as work:
        talks = {one: work.conversations.history(address(one), before[one]) for one in people}
    told = {
        one: list(dict.fromkeys(line.reply.key for line in talk)) for one, talk in talks.items()
    }
    assert [told["besa"], told["carl"]] == [["greet.first", *THANKS]] * 2
    return told["anna"], metrics.text(None, None)


@pytest.fixture
def anna(storage: SqlStorage, clock: MovableClock) -> ConversationId:
    """Somebody who has come to a worker and written to them."""
    fill(storage)
    conversation = comes(storage)
    sends(storage, conversation, clock.now())
    return conversation


def of_a_newer_version(_: SqlStorage, url: str) -> None:
    execute(url, "UPDATE inbox SET kind = 'reaction' WHERE finished_at IS NULL")


def of_another_secret(storage: SqlStorage, _: str) -> None:
    conversation = conversation_of(storage, "anna")
    with storage.begin() as work:
        sealed = Keyring([b"o" * 32]).seal("conversation.person", conversation, "{}")
        change_conversation(work.inbox._transaction, conversation, person_enc=sealed)  # type: ignore[attr-defined]
        work.commit()


def in_no_state(_: SqlStorage, url: str) -> None:
    execute(url, "UPDATE handoff SET state = 'frozen'")


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize("damage", [of_a_newer_version, of_another_secret, in_no_state])
@pytest.mark.parametrize("said", ["hei", SAD])
async def test_of_whom_something_cannot_be_read_is_told_so_and_danger_is_heard(
    storage: SqlStorage, url: str, damage: Callable[[SqlStorage, str], None], said: str
) -> None:
    told, page = await answers(storage, said, lambda: damage(storage, url))
    said_of_it = [key for key in told if key != "greet.first"]
    assert said_of_it == (["crisis.card"] if said == SAD else SORRY)
    assert BROKEN_ONCE in page


async def test_a_draft_whose_words_do_not_open_is_no_draft_and_stops_nobody(
    storage: SqlStorage, url: str, anna: ConversationId
) -> None:
    execute(url, "UPDATE handoff SET state = 'draft', sent_at = NULL")
    execute(url, "UPDATE handoff_message SET uid = 'moved'")
    told, page = await answers(storage)
    assert told == THANKS
    assert "broken" not in page
    with storage.begin() as work:
        assert work.handoffs.words(work.handoffs.of_person(anna)[0].id) == []


@pytest.mark.parametrize("said", ["hei", SAD])
async def test_a_turn_that_cannot_be_written_is_answered_at_once_and_writes_nothing(
    storage: SqlStorage, anna: ConversationId, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def halfway(work: UnitOfWork) -> None:
        work.records.keep(anna, "plan", ["puoliksi"])
        raise KeyError("a bug")

    async def decides(claim: ClaimedTurn, parts: Parts) -> Outcome:
        outcome = await take_turn(claim, parts)
        if claim.person.conversation != anna:
            return outcome
        return replace(outcome, writes=(*outcome.writes, halfway), erase=True)

    monkeypatch.setattr(worker_module, "take_turn", decides)
    told, page = await answers(storage, said)
    assert told == (["crisis.card"] if said == SAD else SORRY)
    assert BROKEN_ONCE in page
    with storage.begin() as work:
        assert work.records.of(anna) == {}
