"""Danger that is told in a learner's or a dialect's words, and whose danger it is."""

import pytest

from bot.content.safety_scanner import load_scanner

SHAKEN = ("crisis_medical_now", "A", True)
PILLS = ("crisis_suicide", "A", False)
CUT = ("crisis_suicide", "B", False)
THEIRS = ("crisis_suicide", "B", True)
FORCED = ("crisis_violence_now", "B", False)
BENZOS = ("crisis_medical_now", "B", False)
AT_HOME = ("crisis_violence_now", "A", False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i have eat 25 tablet burana", PILLS),
        ("she say i eaten all my medicine", PILLS),
        ("minä syönyt 30 tabletti", PILLS),
        ("jag äta 25 tablett", PILLS),
        ("ja ha skori me i armen", CUT),
        ("i cut me yesterday", CUT),
        ("mies ravisteli vauvaa eilen", SHAKEN),
        ("ja ha skaka bebisen", SHAKEN),
        ("we think she shook the baby", SHAKEN),
        ("han säger att han dödar sig om jag lämnar honom", THEIRS),
        ("jos mä lähen niin se tappaa ittensä", THEIRS),
        ("if i leave she will hurt herself", THEIRS),
        ("he wants me to carry a package, i owe them money", FORCED),
        ("yes but my brother follow me", FORCED),
        ("lopetin diapamit seinään", BENZOS),
        ("farsan e full å kasta tallrikar", AT_HOME),
        ("mun ex uhkaa polttaa mun kämpän", FORCED),
        ("mitt ex hotar bränna ner min lägenhet", FORCED),
        ("my ex says he will burn my house", FORCED),
        ("ja har kniven framför mej", PILLS),
    ],
)
def test_it_is_heard_as_what_it_is(text: str, told: tuple[str, str, bool]) -> None:
    found = load_scanner().scan(text)
    assert found is not None
    assert (found.category, found.tier, found.about_other) == told


@pytest.mark.parametrize(
    "text",
    [
        "i have eaten all the bread",
        "i cut me a slice of cake",
        "ravistin vauvan tuttipulloa",
        "i dropped my baby at daycare",
        "my brother follows me on instagram",
        "ja skär brödet",
        "i owe money to the landlord",
        "oon velkaa kelalle",
    ],
)
def test_what_only_sounds_like_it_is_none(text: str) -> None:
    assert load_scanner().scan(text) is None


def test_a_threat_to_the_one_who_leaves_is_no_threat_to_oneself() -> None:
    found = load_scanner().scan("he said if I leave he kills me")
    assert found is not None
    assert (found.category, found.about_other) == ("crisis_violence_now", False)
