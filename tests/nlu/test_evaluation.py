"""What ``rinnalla nlu eval`` prints of results that are known."""

from bot.nlu.commands import groups
from bot.nlu.evaluation import Result, calibration_error, macro_f1, report


def result(wanted: str, read: str, *, decision: str | None = None, language: str = "fi") -> Result:
    ranked = (read, wanted, "menu") if decision == "unsure" else (read,)
    return Result(wanted, language, f"sanat {wanted}", read, 0.75, ranked, decision or read)


RESULTS = [
    result("scam", "scam"),
    result("scam", "taxes", language="sv"),
    result("locked_out", "scam", decision="unsure"),
    result("greet", "greet"),
    result("out_of_scope", "taxes"),
    result("taxes", "out_of_scope"),
]


def test_it_tells_languages_groups_bands_and_what_is_mixed_up() -> None:
    lines = list(report(RESULTS, {"scam": "safety", "taxes": "money"}, misses=False))
    assert lines == [
        "6 messages: top-1 0.333, top-3 0.500, macro-F1 0.300",
        "  fi (5): top-1 0.400, top-3 0.600",
        "  sv (1): top-1 0.000, top-3 0.000",
        "  money (1): top-1 0.000, top-3 0.000",
        "  safety (2): top-1 0.500, top-3 0.500",
        "  talk (3): top-1 0.333, top-3 0.667",
        "  answered: 4, 2 rightly",
        "  asked with buttons: 1, the right one among the first three of 1",
        "  told that it is out of scope: 1",
        "  out of scope: 0 of 1 not answered with a topic",
        "  refused though in scope: 1 of 5",
        "  calibration error (ECE, 10 bins): 0.417",
        "  1 x scam read as taxes",
        "  1 x locked_out read as scam",
        "  1 x out_of_scope read as taxes",
        "  1 x taxes read as out_of_scope",
    ]


def test_misses_are_listed_with_their_words_when_asked_for() -> None:
    *_, last = report(RESULTS, {}, misses=True)
    assert last == "  fi\ttaxes\tout_of_scope 0.75\tsanat taxes"


def test_nothing_measured_is_no_division_by_nothing() -> None:
    assert (macro_f1([]), calibration_error([])) == (0.0, 0.0)


def test_every_topic_has_a_group_and_danger_is_one() -> None:
    of = groups()
    assert (of["scam"], of["crisis_suicide"], of["out_of_scope"]) == (
        "safety",
        "danger",
        "out_of_scope",
    )
