"""A turn in which danger is heard counts one, and keeps a message only when that is allowed."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from bot.domain.crisis_counts import Tally
from bot.domain.messages import Inbound, InboundKind, Person
from bot.engine.scripted import ScriptedEngine
from bot.services.crisis_samples import ALLOWED
from bot.services.delivery_ports import ClaimedTurn
from bot.turn import take_turn
from bot.turn_state import Outcome, Parts
from tests.builders import SATURDAY_NIGHT, SIGNER, a_person, an_inbound, composer, frozen, words
from tests.danger import DENIED, PILLS, SAD, UKRAINIAN, FewWords
from tests.fake_counts import MemoryCrisisCounts
from tests.fake_handoffs import MemoryTold
from tests.fake_queues import MemoryInbox
from tests.fake_rows import State
from tests.fake_talks import MemoryRecords

CARD = {"last_card": "crisis_suicide:B:self:fi:one|fi.want_die"}
SHOWN = {**CARD, "last_card_at": SATURDAY_NIGHT.isoformat()}
LATER = SATURDAY_NIGHT + timedelta(minutes=2)


class Kept(list[str]):
    """Messages in a list."""

    def keep(self, text: str, at: datetime) -> None:  # noqa: ARG002 - the day is the file's
        """Keep one."""
        self.append(text)


async def turned(
    inbound: Inbound, kept: Kept | None = None, **person: object
) -> tuple[Outcome, State]:
    """Take a turn and do its writes."""
    state = State()
    parts = Parts(
        ScriptedEngine({}), composer(frozen()), words(), SIGNER, scanner=FewWords(), samples=kept
    )
    whom = a_person(**person)
    outcome = await take_turn(ClaimedTurn(1, "lease", inbound, whom, None, 1), parts)
    inbox = MemoryInbox(state, frozen(), lambda: 0.0)
    state.conversations[inbound.address] = whom.conversation
    inbox.add(an_inbound(SAD, at=SATURDAY_NIGHT))
    work = SimpleNamespace(
        records=MemoryRecords(state),
        crisis_counts=MemoryCrisisCounts(state),
        inbox=inbox,
        told=MemoryTold(state, frozen()),
    )
    for write in outcome.writes:
        write(work)
    return outcome, state


def last_line(state: State) -> str:
    """Return what was said last."""
    return state.lines[max(state.lines)][1].reply.text


def pressed(action: str, person: Person | None = None) -> Inbound:
    """Return the press of a button."""
    text = SIGNER.sign((person or a_person()).conversation, action)
    return an_inbound(text, at=LATER, kind=InboundKind.BUTTON)


@pytest.mark.parametrize(
    ("text", "person", "tally"),
    [
        (SAD, {}, ("card", "crisis_suicide", "B", "test")),
        (PILLS, {}, ("card", "crisis_medical_now", "A", "test")),
        ("apua", {}, ("sos", "", "", "")),
        (DENIED, {}, ("question", "", "", "")),
        ("oon turvassa nyt", SHOWN, ("safe", "crisis_suicide", "B", "fi.want_die")),
    ],
)
async def test_what_is_heard_is_counted(
    text: str, person: dict[str, object], tally: tuple[str, ...]
) -> None:
    _, state = await turned(an_inbound(text, at=LATER), **person)
    event, category, tier, heard_by = tally
    assert state.crisis_counts == {Tally("2026-11", event, category, tier, heard_by, "fi"): 1}  # type: ignore[arg-type]


async def test_the_short_form_is_counted_apart() -> None:
    shown = {
        "last_card": "crisis_suicide:B:self:fi:one|test",
        "last_card_at": SHOWN["last_card_at"],
    }
    _, state = await turned(an_inbound(SAD, at=LATER), **shown)
    assert [one.event for one in state.crisis_counts] == ["again"]


async def test_an_ordinary_message_is_not_counted() -> None:
    _, state = await turned(an_inbound("hei", at=LATER))
    assert not state.crisis_counts


async def test_a_mistake_is_counted_for_what_heard_it() -> None:
    outcome, state = await turned(pressed("crisis:false"), **SHOWN)
    assert [one.key for one, _ in outcome.replies] == ["crisis.false"]
    expected = Tally("2026-11", "false_alarm", "crisis_suicide", "B", "fi.want_die", "fi")
    assert state.crisis_counts == {expected: 1}


async def test_no_to_a_gentle_question_takes_no_card_back() -> None:
    outcome, state = await turned(pressed("crisis:no"), Kept(), **SHOWN)
    assert [one.key for one, _ in outcome.replies] == ["crisis.false"]
    assert not state.crisis_counts


async def test_the_message_is_kept_only_when_its_person_allows_it() -> None:
    kept = Kept()
    outcome, _ = await turned(pressed("crisis:false"), kept, **SHOWN)
    offer = outcome.replies[-1][0]
    assert offer.key == "sample.offer"
    assert kept == []
    (yes,) = offer.buttons
    action = SIGNER.read(a_person().conversation, yes.value) or ""
    outcome, state = await turned(pressed(action), kept, **SHOWN)
    assert outcome.replies == ()
    assert "30" in last_line(state)
    assert kept == [SAD]


async def test_a_later_card_does_not_change_what_was_allowed() -> None:
    kept = Kept()
    outcome, _ = await turned(pressed("crisis:false"), kept, **SHOWN)
    action = SIGNER.read(a_person().conversation, outcome.replies[-1][0].buttons[0].value) or ""
    await turned(pressed(action), kept, **{**SHOWN, "last_card_at": LATER.isoformat()})
    assert kept == [SAD]


async def test_nobody_is_told_that_a_message_is_kept_which_is_gone() -> None:
    kept = Kept()
    gone = {**SHOWN, "last_card_at": LATER.isoformat()}
    outcome, _ = await turned(pressed("crisis:false"), kept, **gone)
    action = SIGNER.read(a_person().conversation, outcome.replies[-1][0].buttons[0].value) or ""
    _, state = await turned(pressed(action), kept, **gone)
    assert kept == []
    assert last_line(state) == words().text("fi", "sample.gone")


@pytest.mark.parametrize("person", [{}, SHOWN])
async def test_where_nobody_reads_them_nothing_is_asked_or_kept(person: dict[str, object]) -> None:
    outcome, _ = await turned(pressed("crisis:false"), None, **person)
    assert "sample.offer" not in [one.key for one, _ in outcome.replies]
    outcome, _ = await turned(pressed(f"{ALLOWED}1"), None, **person)
    assert "sample.gone" in [one.key for one, _ in outcome.replies]


async def test_who_speaks_another_language_is_not_asked() -> None:
    outcome, _ = await turned(pressed("crisis:false-both"), Kept(), **SHOWN)
    assert [one.key for one, _ in outcome.replies] == ["crisis.false"]
    assert FewWords().scan(UKRAINIAN) is not None
