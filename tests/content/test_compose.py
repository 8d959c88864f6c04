"""From keys to bubbles: what a person reads."""

import logging
from datetime import datetime
from itertools import product

import pytest

from bot.content.compose import Composer
from bot.content.lines import PLACEHOLDER
from bot.domain.messages import LANGUAGES, Choice, Reply, Say, Scalar
from tests.builders import a_person, composer_at, content, frozen, places, words
from tests.directory_builders import CHRISTMAS_EVE, FRIDAY_NOON, SATURDAY_LATE


def said(
    key: str,
    at: datetime = FRIDAY_NOON,
    choices: tuple[Choice, ...] = (),
    args: dict[str, Scalar] | None = None,
    **person: object,
) -> list[Reply]:
    return composer_at(at).compose(Say(key, args or {}, choices), a_person(**person))


def test_a_topic_has_what_to_do_who_helps_and_one_next_step() -> None:
    now, help_, next_ = said("topic.answer", args={"topic": "money_run_out"})
    assert now.text.startswith("Tyhjä tili")
    assert "**Kela, toimeentulotuki** – 020 692 207 – auki nyt, sulkeutuu klo 16" in help_.text
    assert "kela_toimeentulotuki" in help_.services
    assert [button.label for button in next_.buttons][:1] == ["Toimeentulotuki"]


def test_on_a_saturday_night_the_words_and_the_services_are_those_of_the_night() -> None:
    now, help_, _ = said("topic.answer", SATURDAY_LATE, args={"topic": "money_run_out"})
    assert "maanantaina klo 9" in now.text
    assert help_.services[0] == "sosiaalipaivystys"
    assert "**Sosiaalipäivystys** – 040 000 0112 – ympäri vuorokauden" in help_.text


def test_over_christmas_the_next_opening_is_after_the_holidays() -> None:
    replies = said("topic.answer", CHRISTMAS_EVE, args={"topic": "money_run_out"})
    assert "maanantaina klo 9" in replies[0].text


def test_with_a_second_language_the_whole_answer_comes_in_both() -> None:
    both = said("topic.answer", args={"topic": "locked_out"}, language="en", beside="fi")
    english = said("topic.answer", args={"topic": "locked_out"}, language="en")
    finnish = said("topic.answer", args={"topic": "locked_out"})
    assert both == english + finnish
    assert [reply.language for reply in both] == ["en"] * len(english) + ["fi"] * len(finnish)


def test_a_card_in_two_languages_tells_which_line_is_in_which() -> None:
    card = {"category": "crisis_suicide", "tier": "B", "about": "self"}
    english, finnish = (
        {line for reply in said("crisis.card", args=card, language=one) for line in _lines(reply)}
        for one in ("en", "fi")
    )
    both = said("crisis.card", args={**card, "both": True})
    for reply in both:
        assert reply.language == "en"
        told = list(zip(reply.line_languages, reply.text.split("\n"), strict=True))
        assert all(line in finnish for language, line in told if language == "fi")
        assert all(line in english for language, line in told if language == "en" and line)
    assert set(both[0].line_languages) == {"en", "fi"}
    assert all(not reply.line_languages for reply in said("crisis.card", args=card))


def _lines(reply: Reply) -> list[str]:
    return reply.text.split("\n")


def test_a_person_of_plain_language_gets_the_plain_wording() -> None:
    ordinary = said("topic.answer", args={"topic": "locked_out"})[0].text
    plain = said("topic.answer", args={"topic": "locked_out"}, plain=True)[0].text
    assert len(plain) < len(ordinary)


def test_the_best_numbers_are_also_buttons() -> None:
    help_ = said("topic.answer", SATURDAY_LATE, args={"topic": "money_run_out"})[1]
    calls = [button for button in help_.buttons if button.kind == "call"]
    assert calls[0].value == "040 000 0112"
    assert calls[0].label == "Soita: Sosiaalipäivystys"


def test_a_service_that_the_person_named_is_shown_first() -> None:
    args: dict[str, Scalar] = {"topic": "money_run_out", "also": "velkalinja"}
    assert said("topic.answer", args=args)[1].services[0] == "velkalinja"


def test_another_topic_meant_at_once_is_the_first_button() -> None:
    args: dict[str, Scalar] = {"topic": "money_run_out", "also": "rent_arrears"}
    first = said("topic.answer", args=args)[-1].buttons[0]
    assert first.label == content().topics["rent_arrears"].title["fi"]


def test_a_person_elsewhere_gets_the_numbers_of_their_own_town() -> None:
    text = said("topic.answer", SATURDAY_LATE, args={"topic": "money_run_out", "place": "091"})[1]
    assert "09 310 44222" in text.text
    assert "040 000 0112" not in text.text


def test_a_person_of_a_county_we_know_nothing_of_is_told_how_to_find_the_number() -> None:
    args: dict[str, Scalar] = {"topic": "money_run_out"}
    help_ = said("topic.answer", SATURDAY_LATE, args=args, municipality="837")[1]
    assert "Numero on hyvinvointialueesi sivuilla" in help_.text


def test_without_credit_the_free_numbers_stand_first() -> None:
    args: dict[str, Scalar] = {"services": "velkaneuvonta,velkalinja", "wish": "no_credit"}
    assert said("directory.results", args=args)[0].services[0] == "velkalinja"


def test_results_say_what_each_service_is_for() -> None:
    reply = said("directory.results", args={"services": "sekasin", "lead": "directory.lead"})[0]
    does = content().services["sekasin"].does["fi"]
    assert reply.text.startswith("Löysin tämän:\n**Sekasin")
    assert does in reply.text


def test_results_without_a_service_say_so() -> None:
    reply = said("directory.results", args={"services": "ei_ole"})[0]
    assert reply.text == words().text("fi", "directory.none")


def test_the_plainest_answer_is_short_and_offers_a_human() -> None:
    first, human = said("topic.plainest", args={"topic": "rent_arrears"})
    assert first.text == said("topic.answer", args={"topic": "rent_arrears"}, plain=True)[0].text
    assert human.text == words().text("fi", "plain.person")
    assert human.buttons[0].label == words().text("fi", "intent.contact_worker")


def test_an_unknown_topic_still_answers_and_logs_its_key(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        reply = said("topic.answer", args={"topic": "nonsense"})[0]
    assert reply.text == words().text("fi", "fallback.engine")
    assert "key=topic.answer topic=nonsense" in caplog.text


def test_an_unknown_key_still_answers_and_keeps_the_buttons() -> None:
    reply = said("no.such.key", choices=(Choice("intent:menu", "menu.open"),))[0]
    assert reply.key == "fallback.engine"
    assert reply.buttons[0].label == words().text("fi", "menu.open")


def test_the_code_of_a_place_is_told_by_its_name() -> None:
    assert "Kerava" in said("place.thanks", args={"place": "245"})[0].text
    assert "Kervo" in said("place.thanks", args={"place": "245"}, language="sv")[0].text


def test_a_button_without_words_is_left_out() -> None:
    choices = (Choice("intent:nothing"), Choice("topic:locked_out"), Choice("intent:menu", ""))
    labels = [one.label for one in said("talk.greet", choices=choices)[0].buttons]
    assert labels == [content().topics["locked_out"].title["fi"]]


def test_a_time_in_the_arguments_is_told_in_words() -> None:
    catalogue = {"t": "Luetaan {read_at}.\nNimi: {name}."}
    plain_words = type(words())(
        {language: catalogue | dict(words().catalogues[language]) for language in LANGUAGES}
    )
    make = Composer(content(), plain_words, places(), frozen(SATURDAY_LATE), lambda _, a: a)
    told = make.compose(Say("t", {"read_at": "2026-11-30T07:00:00+00:00"}), a_person())
    assert told[0].text == "Luetaan maanantaina klo 9."


@pytest.mark.parametrize("plain", [False, True])
def test_no_raw_placeholder_ever_leaves_whatever_the_key(plain: bool) -> None:
    for key, language in product(words().catalogues["fi"], LANGUAGES):
        for reply in said(key, language=language, plain=plain):
            assert not PLACEHOLDER.search(reply.text), key
            assert reply.text
