"""From probabilities to what to do, and what a message means in its place."""

import pytest

from bot.domain.language_names import denied_languages, named_language
from bot.nlu.decision import Ranked, band, behind_greeting, clauses, options
from bot.nlu.folding import scripts_of, tidy
from bot.nlu.language import LanguageGuess
from bot.nlu.told_place import tells_place


def ranking(*pairs: tuple[str, float]) -> list[Ranked]:
    return [Ranked(intent, confidence) for intent, confidence in pairs]


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ([("scam", 0.9), ("taxes", 0.05)], "answer"),
        ([("scam", 0.42), ("taxes", 0.1)], "answer"),  # a clear lead
        ([("scam", 0.35), ("taxes", 0.3)], "ask"),
        ([("scam", 0.12), ("taxes", 0.09)], "ask"),
        ([("scam", 0.09), ("taxes", 0.08)], "refuse"),
        ([("out_of_scope", 0.9), ("taxes", 0.05)], "refuse"),
        ([("taxes", 0.8), ("out_of_scope", 0.12)], "ask"),
        ([("taxes", 0.4), ("out_of_scope", 0.12)], "refuse"),
        ([("crisis_suicide", 0.42), ("taxes", 0.1)], "ask"),  # danger half read
        ([("crisis_suicide", 0.5), ("taxes", 0.1)], "answer"),
        ([("taxes", 0.8), ("out_of_scope", 0.08)], "answer"),
    ],
)
def test_three_bands(pairs: list[tuple[str, float]], wanted: str) -> None:
    assert band(ranking(*pairs)) == wanted


def test_options_are_the_likely_meanings_without_out_of_scope() -> None:
    found = options(
        ranking(("scam", 0.3), ("out_of_scope", 0.2), ("taxes", 0.1), ("eating", 0.01))
    )
    assert found == ["scam", "taxes"]


def test_two_matters_are_two_clauses_and_short_lists_are_one() -> None:
    two = "rahat on ihan loppu ja avaimetki jäi sisälle kotiin"
    assert clauses(two) == ["rahat on ihan loppu", "avaimetki jäi sisälle kotiin"]
    assert clauses("ruoka ja juoma") == ["ruoka ja juoma"]
    assert len(clauses("pengarna är slut och jag kommer inte in hemma")) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("puhutko suomea", "fi"),
        ("haluan tuoda äidin suomeen", None),
        ("asuin ruotsissa ja ukrainassa", None),
        ("suomeks kiitos", "fi"),
        ("på svenska tack", "sv"),
        ("en puhu suomea, english please", "en"),
        ("Af-Soomaali ma ku hadli kartaa?", "so"),
        ("عربي", "ar"),
        ("pa rysk", None),
        ("українською", "uk"),
        ("vaihda kieli", None),
    ],
)
def test_the_language_asked_for_is_the_one_named_last(text: str, wanted: str | None) -> None:
    assert named_language(text) == wanted


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("i don't speak finnish", "fi"),
        ("he doesnt speak finnish", "fi"),
        ("i speak little finnish", "fi"),
        ("ja kan int finska", "fi"),
        ("mä en puhu ruotsia", "sv"),
        ("suomen kieli on mulle vaikeeta", "fi"),
    ],
)
def test_a_language_that_is_denied_is_not_asked_for(text: str, denied: str) -> None:
    assert denied_languages(text) == {denied}
    assert named_language(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("my finnish is bad, can we speak english", "en"),
        ("can't you speak english", "en"),
        ("kan vi int ta de på finska", "fi"),
        ("en puhu ruotsia mutta puhun englantia", "en"),
    ],
)
def test_a_wish_beside_a_denial_stays_a_wish(text: str, wanted: str) -> None:
    assert named_language(text) == wanted


@pytest.fixture(scope="module")
def guess() -> LanguageGuess:
    return LanguageGuess()


@pytest.mark.parametrize(
    ("text", "current", "wanted"),
    [
        ("jäin oven taa", "fi", "fi"),
        ("ok", "sv", "sv"),
        ("hej", "fi", "sv"),
        ("hello", "fi", "en"),
        ("hur söker jag bostadsbidrag", "fi", "sv"),
        ("my money ran out and payday is in two weeks", "fi", "en"),
        ("mää oon ihan poikki", "sv", "fi"),
        ("у меня закончились деньги", "fi", "ru"),
        ("waxaan u baahanahay caawimaad lacag ayaa iga dhammaatay", "fi", "so"),
        ("😭", "sv", "sv"),
        ("", None, "fi"),
    ],
)
def test_the_language_of_a_message_follows_its_words_or_the_talk(
    guess: LanguageGuess, text: str, current: str | None, wanted: str
) -> None:
    assert guess.guess(text, current) == wanted


def test_a_place_is_told_when_little_else_is_said() -> None:
    assert tells_place("asun Järvenpääs", [(5, 15)], asked=False)
    assert tells_place("Kerava", [(0, 6)], asked=True)
    assert not tells_place("onko Keravalla hammaslääkäriä tai jotain muuta", [(5, 14)], asked=True)
    assert not tells_place("muutan Turkuun ens kuussa mitä teen", [(7, 14)], asked=False)


def test_writing_is_made_even() -> None:
    assert tidy("  rahat\u200b   loppuuuuu ") == "rahat loppuu"
    assert tidy("H A L U A N  K U O L L A") == "haluan kuolla"
    assert tidy("RAHAT LOPPU, Kela!") == "rahat loppu, kela!"
    assert tidy("Kela ja TE-toimisto") == "Kela ja TE-toimisto"
    assert tidy("kl 8 o d e kallt") == "kl 8 o d e kallt"
    assert scripts_of("aб") == {"LATIN", "CYRILLIC"}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("moro, jäin oven taa", "jäin oven taa"),
        ("Привет, мне нужна квартира", "мне нужна квартира"),
        ("Привет мне нужна квартира", "мне нужна квартира"),
        ("Добрый день! потерял ключи", "потерял ключи"),
        ("سلام خانه ندارم", "خانه ندارم"),
        ("Salaan, guri waan u baahanahay", "guri waan u baahanahay"),
        ("привет", ""),
        ("rahat loppu", ""),
    ],
)
def test_what_stands_behind_a_greeting(text: str, rest: str) -> None:
    assert behind_greeting(text) == rest
