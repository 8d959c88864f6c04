"""Results and pictures for tests of what is drawn, delivered and shown."""

from datetime import date

from bot.content.loader import Content
from bot.content.pictured import Pictured
from bot.domain.messages import Language
from bot.domain.pictures import Picture
from bot.domain.results import BudgetLine, BudgetResult, Result, Span, StepsResult
from bot.i18n import Words

TODAY = date(2026, 11, 16)
BUDGET = BudgetResult(
    on=TODAY,
    lines=(
        BudgetLine("salary", "income", Span(111100, 111100)),
        BudgetLine("rent", "home", Span(56000, 56000)),
        BudgetLine("electricity", "home", Span(3500, 4500)),
        BudgetLine("food", "living", Span(20000, 24000)),
    ),
    income=Span(111100, 111100),
    costs=Span(79500, 84500),
    balance=Span(26600, 31600),
)
STEPS = StepsResult("wellbeing", TODAY, {"mind": 6, "health": 4, "people": None})


def drawable(result: Result, earlier: Result | None = None, language: Language = "fi") -> Picture:
    words = Words.load().also(Content.load(None).assessment_words)
    picture = Pictured(words).of(result, earlier, language)
    assert picture is not None
    return picture
