"""What is said of a budget: after the four first questions, and after all of them."""

from collections.abc import Iterator

from bot.domain.budget import RENT_IS_MUCH, budget_of, runs_out
from bot.domain.messages import Choice, Say, Scalar
from bot.domain.results import BudgetResult, Span, earlier
from bot.services.asking import amount, rows
from bot.services.moves import Run, Told

GO_ON = "go_on"
"""The question after the first four, before which is said what they come to."""

FOOD_NOW = "ruoka_apu,seurakunnan_diakonia,sosiaalipaivystys,kela_toimeentulotuki"
"""Who helps with food; the directory shows first who is open now."""


def budget_so_far(run: Run) -> Told:
    """Say what the first four answers come to, without waiting for the rest."""
    result = budget_of(run.answers, run.today)
    says = [_until_income(result)]
    if runs_out(result):
        says += ran_out(result)
    return Told(tuple(says))


def budget_at_end(run: Run) -> Told:
    """Say the month, the days until money comes, and three things to do next.

    Whoever stops after the four first questions has heard all of it already, unless an answer
    has been changed since.
    """
    result = budget_of(run.answers, run.today)
    empty = not result.lines and result.left is None
    if not _beyond_the_first(run):
        again: tuple[Say, ...] = (_until_income(result),) if run.retold else ()
        if not empty and not run.retold and GO_ON not in run.told:
            again = budget_so_far(run).says
        return Told(again, None if empty else result)
    before = earlier(run.kept, result)
    says = [*_month(result), *_after_month(result)]
    if isinstance(before, BudgetResult) and before.balance and result.balance:
        says.append(_then_and_now(before, result))
    return Told(tuple(says), None if empty else result)


def ran_out(result: BudgetResult) -> Iterator[Say]:
    """Say what can wait and what cannot, where food is given, and a message to send."""
    yield Say(
        "budget.wait", choices=(Choice("topic:bills_priority"), Choice("topic:bill_due_date"))
    )
    yield Say("directory.results", {"services": FOOD_NOW, "lead": "budget.food_lead"})
    args = {
        "money_figure": _once(result.money_now),
        "must_figure": _once(result.must_pay),
        "day_figure": _day(result),
    }
    worker = Choice("intent:contact_worker", "intent.contact_worker")
    yield Say("budget.draft", args, (worker, Choice("topic:money_run_out")))


def _until_income(result: BudgetResult) -> Say:
    if result.left is None:
        return Say("budget.first.open")
    if result.left < 0:
        short = {"gap_figure": _once(-result.left), "day_figure": _day(result)}
        return Say("budget.first.minus", short)
    left = {"left_figure": _once(result.left)}
    if result.days is None:
        return Say("budget.first.left", left)
    if result.days == 0:
        return Say("budget.first.today", left)
    each = _once(result.per_day)
    args: dict[str, Scalar] = {**left, "days": result.days, "each_figure": each}
    if result.days == 1:
        return Say("budget.first.tomorrow", args)
    if result.food_per_day is None:
        return Say("budget.first.days", args)
    args["food_figure"] = _once(result.food_per_day // 100 * 100)
    return Say("budget.first.tight" if runs_out(result) else "budget.first.enough", args)


def _beyond_the_first(run: Run) -> bool:
    given = run.answers.get(GO_ON)
    return given is not None and given.picked != ("no",)


def _month(result: BudgetResult) -> Iterator[Say]:
    if not result.lines:
        yield Say("budget.month.nothing")
        return
    shown = {
        "budget.word.income": _monthly(result.income),
        "budget.word.costs": _monthly(result.costs),
    }
    pairs = {name: figure for name, figure in shown.items() if figure is not None}
    yield Say(f"budget.month.{_side(result)}", {"items_rows": rows(pairs), **_balance(result)})


def _side(result: BudgetResult) -> str:
    balance = result.balance
    if balance is None:
        return "open"
    if balance.low >= 0:
        return "plus"
    return "minus" if balance.high < 0 else "around"


def _balance(result: BudgetResult) -> dict[str, str]:
    balance = result.balance
    if balance is None:
        return {}
    low, high = (-balance.high, -balance.low) if balance.high < 0 else (balance.low, balance.high)
    return {"balance_figure": amount(_euros(low), _euros(high))}


def _euros(cents: int) -> int:
    """Round to whole euros: a month is never known more exactly."""
    return (cents + 50) // 100 * 100


def _after_month(result: BudgetResult) -> Iterator[Say]:
    if result.rent_share is not None:
        much = result.rent_share >= RENT_IS_MUCH
        yield Say("budget.rent_much" if much else "budget.rent", {"share": result.rent_share})
    if result.left is not None and result.days:
        yield _until_income(result)
    if result.things:
        keys = ",".join(f"budget.thing.{thing.rule}" for thing in result.things)
        choices = tuple(Choice(f"topic:{thing.topic}") for thing in result.things)
        yield Say("budget.things", {"things_steps": keys}, choices)
    if result.left_open and result.lines:
        yield Say("budget.left_open", {"count": result.left_open})


def _then_and_now(then: BudgetResult, now: BudgetResult) -> Say:
    """Say what has changed of the month: only what is known of both times."""
    pairs = {}
    for name, before, after in (
        ("budget.word.income", then.income, now.income),
        ("budget.word.costs", then.costs, now.costs),
        ("budget.word.left", then.balance, now.balance),
    ):
        if before is not None and after is not None:
            pairs[name] = f"{_monthly(before)} > {_monthly(after)}"
    day = f"d:{then.on.isoformat()}"
    return Say("budget.compare", {"then_figure": day, "items_rows": rows(pairs)})


def _once(cents: int | None) -> str | None:
    return None if cents is None else amount(cents, cents)


def _monthly(span: Span | None) -> str | None:
    return None if span is None else amount(span.low, span.high, monthly=True)


def _day(result: BudgetResult) -> str | None:
    day = result.next_income_on
    return None if day is None else f"d:{day.isoformat()}"
