"""Showing a result: only by the one button, exactly what the preview shows, told in the ledger."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.consent import ShareId, Standing
from bot.domain.errors import LateTurn
from bot.domain.messages import ConversationId, InboundKind
from bot.domain.results import (
    BudgetLine,
    BudgetResult,
    NextThing,
    Span,
    StepsResult,
    result_to_json,
)
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.memory import recall
from bot.services.ports import UnitOfWork
from bot.services.share_commands import share_pressed
from bot.services.share_sight import see, shown_to
from bot.services.shares import SHARES, apply_share, share_fact
from bot.services.worker_card import WORKER
from bot.services.writes import RECORDS
from tests.builders import a_claim
from tests.fakes import MemoryStorage

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
WHO = ConversationId("c1")
BUDGET = BudgetResult(
    on=date(2026, 11, 16),
    lines=(BudgetLine("rent", "home", Span(56000, 56000)),),
    things=(NextThing("rent_arrears", "rent_arrears"),),
    left_open=3,
)


class Office:
    """Who is whose worker, as the test says."""

    def __init__(self) -> None:
        self.standing = Standing("maija.v", names={"maija.v": "Maija Virtanen"})

    def __call__(self, _: UnitOfWork, __: ConversationId, ___: datetime) -> Standing:
        return self.standing

    def away(self, *substitutes: str) -> None:
        names = {**self.standing.names, "sirpa.l": "Sirpa Lehto"}
        self.standing = Standing("maija.v", frozenset(substitutes), names)


class Talk:
    """A young person who presses buttons."""

    def __init__(self) -> None:
        self.storage, self.office, self.at = MemoryStorage(), Office(), NOW
        self.records: dict[str, Any] = {"results:budget": [result_to_json(BUDGET)]}

    def press(self, action: str) -> Command:
        """Press a button: look, answer, and write as one turn does."""
        claim = self.claim(action)
        command = share_pressed(action, claim)
        assert command is not None
        self.write(command)
        return command

    def claim(self, action: str) -> ClaimedTurn:
        claim = a_claim(action, InboundKind.BUTTON)
        claim = replace(claim, inbound=replace(claim.inbound, at=self.at))
        with self.storage.begin() as work:
            fact = share_fact(work, WHO, self.at, self.office)
        return replace(claim, facts={RECORDS: self.records, SHARES: fact})

    def write(self, command: Command) -> None:
        effect: Mapping[str, Any] | None = command.effects.get(SHARES)
        with self.storage.begin() as work:
            if effect is not None:
                apply_share(work, WHO, effect, self.office)
            work.commit()

    def preview(self, substitute: str = "n", days: int = 30) -> str:
        """Go the way to the button that gives consent; return its action."""
        self.press("share:ask-budget")
        self.press(f"share:for-budget-{days}")
        preview = self.press(f"share:with-budget-{days}-{substitute}")
        return preview.says[-1].choices[0].action

    def seen_by(self, worker: str) -> list[str]:
        with self.storage.begin() as work:
            return [one.id for one in shown_to(work, worker, self.at, self.office)]

    def look(self, id: str, worker: str) -> Any:
        with self.storage.begin() as work:
            shown = see(work, ShareId(id), worker, self.at, self.office)
            work.commit()
            return shown


def keys(command: Command) -> list[str]:
    return [say.key for say in command.says]


def test_the_law_and_the_withdrawal_are_told_before_anything_is_agreed() -> None:
    talk = Talk()
    assert keys(talk.press("share:ask-budget")) == ["share.before", "share.how_long"]
    assert talk.seen_by("maija.v") == []


def test_the_whole_way_shows_the_result_to_the_named_worker_alone() -> None:
    talk = Talk()
    yes = talk.preview()
    assert talk.seen_by("maija.v") == []
    assert keys(talk.press(yes)) == ["share.given"]
    assert len(talk.seen_by("maija.v")) == 1
    assert talk.seen_by("sirpa.l") == []


def test_exactly_what_the_preview_showed_is_shown() -> None:
    talk = Talk()
    preview_says = [
        talk.press(one)
        for one in ("share:ask-budget", "share:for-budget-30", "share:with-budget-30-n")
    ][-1].says
    drawn = next(say for say in preview_says if say.key == "result.picture")
    talk.press(preview_says[-1].choices[0].action)
    talk.records["results:budget"].append(
        result_to_json(replace(BUDGET, lines=(BudgetLine("rent", "home", Span(1, 1)),)))
    )
    shown = talk.look(talk.seen_by("maija.v")[0], "maija.v")
    assert result_to_json(shown.result) == json.loads(str(drawn.args["result"]))
    assert shown.result.things == ()
    assert shown.result.left_open == 0


def test_the_button_works_once() -> None:
    talk = Talk()
    yes = talk.preview()
    talk.press(yes)
    assert keys(talk.press(yes)) == ["share.used"]
    stop = yes.replace("yes", "stop")
    assert keys(talk.press(stop)) == ["share.stopped"]
    assert keys(talk.press(yes)) == ["share.used"]
    assert talk.seen_by("maija.v") == []


def test_the_button_is_of_no_use_after_half_an_hour() -> None:
    talk = Talk()
    yes = talk.preview()
    talk.at += timedelta(minutes=31)
    assert keys(talk.press(yes)) == ["share.late"]
    assert talk.seen_by("maija.v") == []


def test_no_means_no() -> None:
    talk = Talk()
    yes = talk.preview()
    assert keys(talk.press(yes.replace("yes", "no"))) == ["share.refused"]
    assert keys(talk.press(yes)) == ["share.used"]
    assert talk.seen_by("maija.v") == []


def test_a_newer_preview_takes_the_older_button_away() -> None:
    talk = Talk()
    old = talk.preview()
    new = talk.preview(days=7)
    assert keys(talk.press(old)) == ["share.late"]
    assert keys(talk.press(new)) == ["share.given"]


def test_saying_no_behind_a_given_consent_does_not_break_it() -> None:
    talk = Talk()
    yes = talk.preview()
    talk.press(yes)
    talk.press(yes.replace("yes", "no"))
    assert talk.look(talk.seen_by("maija.v")[0], "maija.v") is not None


def test_consent_is_not_given_when_the_worker_changes_between_look_and_press() -> None:
    talk = Talk()
    yes = talk.preview()
    command = share_pressed(yes, talk.claim(yes))
    assert command is not None
    talk.office.standing = Standing("pekka.k")
    with pytest.raises(LateTurn):
        talk.write(command)
    assert keys(talk.press(yes)) == ["share.late"]
    assert talk.seen_by("pekka.k") == talk.seen_by("maija.v") == []


def test_a_withdrawn_result_is_gone_and_its_line_stays() -> None:
    talk = Talk()
    yes = talk.preview()
    talk.press(yes)
    id = talk.seen_by("maija.v")[0]
    talk.look(id, "maija.v")
    talk.press(f"share:stop-{id}")
    assert talk.look(id, "maija.v") is None
    said = talk.press("share:list").says[0]
    told = json.loads(str(said.args["share"]))
    assert told["ended"] == "withdrawn"
    assert [look["name"] for look in told["looks"]] == ["Maija Virtanen"]
    assert talk.storage.state.shares[id].body is None


def test_every_look_is_told_and_a_refused_one_shows_nothing() -> None:
    talk = Talk()
    talk.press(talk.preview(substitute="y"))
    id = talk.seen_by("maija.v")[0]
    assert talk.look(id, "sirpa.l") is None
    talk.office.away("sirpa.l")
    talk.at += timedelta(hours=1)
    assert talk.look(id, "sirpa.l") is not None
    told = json.loads(str(talk.press("share:list").says[0].args["share"]))
    assert [(look["name"], look["own"]) for look in told["looks"]] == [("Sirpa Lehto", False)]


def test_a_substitute_does_not_see_what_was_kept_from_them() -> None:
    talk = Talk()
    talk.press(talk.preview(substitute="n"))
    talk.office.away("sirpa.l")
    assert talk.seen_by("sirpa.l") == []


def test_a_change_of_worker_ends_it_for_good_and_the_person_reads_why() -> None:
    talk = Talk()
    talk.press(talk.preview())
    id = talk.seen_by("maija.v")[0]
    before, talk.office.standing = talk.office.standing, Standing("pekka.k")
    talk.at += timedelta(days=1)
    assert talk.look(id, "pekka.k") is None
    talk.office.standing = before
    assert talk.look(id, "maija.v") is None
    told = json.loads(str(talk.press("share:list").says[0].args["share"]))
    assert told["ended"] == "reassigned"


def test_without_a_worker_nothing_can_be_shown() -> None:
    talk = Talk()
    talk.office.standing = Standing()
    assert keys(talk.press("share:ask-budget")) == ["share.no_worker"]
    assert keys(talk.press("share:with-budget-30-y")) == ["share.no_worker"]


def test_whose_worker_has_not_confirmed_them_is_told_so_and_not_that_there_is_none() -> None:
    talk = Talk()
    talk.office.standing = Standing()
    claim = talk.claim("share:ask-budget")
    worker = {"name": "Maija Virtanen", "linked": True, "confirmed": False}
    asked = share_pressed(
        "share:ask-budget", replace(claim, facts={**claim.facts, WORKER: worker})
    )
    assert asked is not None
    assert keys(asked) == ["share.unconfirmed"]


def test_another_persons_button_shows_nothing() -> None:
    talk = Talk()
    yes = talk.preview()
    effect = {"do": "give", "id": yes.removeprefix("share:yes-"), "at": NOW.isoformat()}
    with talk.storage.begin() as work, pytest.raises(LateTurn):
        apply_share(work, ConversationId("c2"), effect, talk.office)
    assert talk.seen_by("maija.v") == []


def test_lengths_that_are_not_offered_lead_back_to_the_question() -> None:
    talk = Talk()
    assert keys(talk.press("share:with-budget-3650-y")) == ["share.before", "share.how_long"]


def test_low_steps_and_flags_are_not_part_of_what_is_shown() -> None:
    talk = Talk()
    steps = StepsResult("wellbeing", date(2026, 11, 16), {"mind": 2}, low=("mind",))
    talk.records["results:wellbeing"] = [result_to_json(steps)]
    preview = talk.press("share:with-wellbeing-7-n")
    talk.press(preview.says[-1].choices[0].action)
    assert talk.look(talk.seen_by("maija.v")[0], "maija.v").result == replace(steps, low=())


def test_only_a_press_brings_sharing_into_a_turn() -> None:
    talk = Talk()
    with talk.storage.begin() as work:
        words = recall(work, a_claim("näytä budjetti maijalle"), talk.office)
        press = recall(work, a_claim("x", InboundKind.BUTTON), talk.office)
    assert SHARES not in words
    assert press[SHARES]["worker"] == {"id": "maija.v", "name": "Maija Virtanen"}
