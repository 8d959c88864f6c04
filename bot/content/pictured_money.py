"""The picture of a budget: what comes in, where it goes, what remains or is missing."""

from collections.abc import Callable
from datetime import date

from babel.dates import format_date

from bot.content.figures import Figures
from bot.domain.messages import Language
from bot.domain.pictures import Kind, Money, MoneyPicture, Pile
from bot.domain.results import BudgetResult, Span

_PARTS: tuple[Kind, ...] = ("home", "living", "debt")
_LOCALES: dict[Language, str] = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_EURO = 100

Telling = Callable[..., str]


def money_picture(
    mark: str,
    result: BudgetResult,
    before: BudgetResult | None,
    language: Language,
    tell: Telling,
    figures: Figures,
) -> MoneyPicture | None:
    """Return the month's picture, or the days' until money comes; None without a figure."""
    made = _Budget(result, before, language, tell, figures)
    if any(line.group != "income" for line in result.lines):
        return made.month(mark)
    if result.money_now is not None and result.left is not None:
        return made.days(mark)
    return None


class _Budget:
    """A budget in one language."""

    def __init__(
        self,
        result: BudgetResult,
        before: BudgetResult | None,
        language: Language,
        tell: Telling,
        figures: Figures,
    ) -> None:
        self._result, self._before, self._language = result, before, language
        self._tell, self._figures = tell, figures

    def month(self, mark: str) -> MoneyPicture:
        """Return where a month's money goes."""
        result, tell = self._result, self._tell
        piles = [pile for kind in _PARTS if (pile := self._pile(kind)) is not None]
        income = self._money("budget.word.income", result.income) if result.income else None
        left = None if result.balance is None else self._balance(result.balance)
        month = format_date(result.on, "LLLL y", locale=_LOCALES[self._language])
        title = tell("picture.budget.month")
        rows = [(income.name, income.figure)] if income else []
        rows += [(line.name, line.figure) for pile in piles for line in pile.lines]
        rows += [(left.whole.name, left.whole.figure)] if left else []
        return MoneyPicture(
            id=mark,
            language=self._language,
            title=title,
            when=month,
            alt=self._alt(title, month, income, piles, left),
            piles=tuple(piles),
            income=income,
            left=left,
            notes=tuple(self._notes()),
            head=(tell("picture.column.what"), tell("picture.column.month")),
            rows=tuple(rows),
        )

    def days(self, mark: str) -> MoneyPicture:
        """Return how what there is now lasts until the next money."""
        result, tell = self._result, self._tell
        now = Money(tell("picture.budget.now"), self._euros(result.money_now or 0), _whole(result))
        must = Money(
            tell("picture.budget.must"),
            self._euros(result.must_pay or 0),
            result.must_pay or 0,
        )
        left = self._balance(Span(result.left or 0, result.left or 0))
        day = result.next_income_on
        when = tell("picture.until", day=self._day(day)) if day else self._day(result.on)
        title = tell("picture.budget.days")
        piles = [Pile("must", must)]
        return MoneyPicture(
            id=mark,
            language=self._language,
            title=title,
            when=when,
            alt=self._alt(title, when, now, piles, left),
            piles=tuple(piles),
            income=now,
            left=left,
            notes=tuple(self._notes()),
            head=(tell("picture.column.what"), tell("picture.column.now")),
            rows=tuple((one.name, one.figure) for one in (now, must, left.whole)),
        )

    def _pile(self, kind: Kind) -> Pile | None:
        lines = [line for line in self._result.lines if line.group == kind]
        if not lines:
            return None
        whole = Span(sum(one.amount.low for one in lines), sum(one.amount.high for one in lines))
        named = [self._money(f"assessment.budget.{one.id}.name", one.amount) for one in lines]
        named.sort(key=lambda one: -one.cents)
        shown = tuple(one for one in named if one.cents > 0)
        return Pile(kind, self._money(f"picture.pile.{kind}", whole), shown)

    def _balance(self, balance: Span) -> Pile:
        short = balance.middle < 0
        kind: Kind = "gap" if short else "left"
        amount = Span(-balance.high, -balance.low) if short else balance
        return Pile(kind, self._money(f"picture.pile.{kind}", amount))

    def _notes(self) -> list[str]:
        result, tell, notes = self._result, self._tell, []
        if result.per_day and result.per_day > 0 and result.days and result.days > 1:
            # Beside a month's balance it is another sum: what there is until money comes.
            key = "per_day" if result.balance is None else "until_income"
            each = self._euros(result.per_day)
            notes.append(tell(f"picture.budget.{key}", days=result.days, each=each))
        before = self._before
        if before is not None and before.balance is not None and result.balance is not None:
            month = format_date(before.on, "LLLL", locale=_LOCALES[self._language])
            key = "gap" if before.balance.middle < 0 else "left"
            amount = self._euros(abs(before.balance.middle))
            notes.append(tell(f"picture.budget.before_{key}", month=month, amount=amount))
        return notes

    def _alt(
        self, title: str, when: str, income: Money | None, piles: list[Pile], left: Pile | None
    ) -> str:
        parts = [income] if income else []
        parts += [pile.whole for pile in piles]
        parts += [left.whole] if left else []
        return f"{title}, {when}. " + " ".join(f"{one.name}: {one.figure}." for one in parts)

    def _money(self, key: str, span: Span) -> Money:
        low, high = _rounded(span.low), _rounded(span.high)
        figure = self._euros(low) if low == high else self._range(low, high)
        return Money(self._tell(key), figure, max(0, span.middle))

    def _range(self, low: int, high: int) -> str:
        """Return "624–634 €": one sign is enough in a picture, where room is scarce."""
        least, most = self._euros(low), self._euros(high)
        if low < 0:
            return f"{least} – {most}"
        if self._language == "en":
            return f"{least}–{most.removeprefix('€')}"
        return f"{least.rstrip('€').strip()}–{most}"

    def _euros(self, cents: int) -> str:
        return self._figures.money(_rounded(cents), self._language)

    def _day(self, on: date) -> str:
        return self._figures.day(on, self._language)


def _whole(result: BudgetResult) -> int:
    return max(0, result.money_now or 0)


def _rounded(cents: int) -> int:
    """Return whole euros: a picture is never that exact."""
    return (cents + _EURO // 2) // _EURO * _EURO
