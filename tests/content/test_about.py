"""Answers to questions about the answer in hand."""

from datetime import datetime

import pytest

from bot.domain.messages import Language, Reply, Say
from tests.builders import a_person, composer_at
from tests.directory_builders import FRIDAY_NOON, SATURDAY_LATE


def about(
    what: str, topic: str = "", at: datetime = FRIDAY_NOON, language: Language = "fi", **args: str
) -> list[Reply]:
    given = {"about": what, **({"topic": topic} if topic else {}), **args}
    return composer_at(at).compose(Say("answer.about", given), a_person(language=language))


def test_the_price_is_told_in_the_topics_own_sentences() -> None:
    first = about("cost", "locked_out", SATURDAY_LATE)[0].text
    assert first.startswith("Kysy hinta ensin. Avaaminen maksaa, ja yöllä enemmän.")
    assert "pyydä lasku" in first
    assert "Varaudu todistamaan" not in first


@pytest.mark.parametrize(
    ("language", "word"),
    [("fi", "Hae OmaKelassa"), ("sv", "MittFPA"), ("en", "OmaKela")],
)
def test_how_is_told_with_the_steps_alone(language: Language, word: str) -> None:
    text = about("how", "social_assistance", language=language)[0].text
    assert text.startswith("1. ")
    assert word in text
    assert all(line[0].isdigit() for line in text.splitlines())


def test_a_topic_without_steps_says_who_to_start_with() -> None:
    reply = about("how", "aftercare_what")[0]
    assert reply.text.startswith("Aloita näistä:")
    assert "jalkihuolto" in reply.services


def test_at_night_the_first_number_answers_now() -> None:
    reply = about("phone", "find_job", SATURDAY_LATE)[0]
    assert reply.services[0] == "sosiaalipaivystys"
    assert reply.buttons[0].kind == "call"


def test_after_a_busy_line_another_one_is_told() -> None:
    services = "sosiaalipaivystys,mieli_fi,paivystysapu"
    reply = about("unreached", at=SATURDAY_LATE, services=services)[0]
    assert reply.services == ("mieli_fi", "paivystysapu")


def test_whoever_cannot_talk_gets_chats_and_no_call_button() -> None:
    reply = about("written", "mental_health", SATURDAY_LATE)[-1]
    assert reply.services[0] == "sekasin"
    assert {button.kind for button in reply.buttons} == {"url"}


def test_a_chat_that_is_shut_says_when_it_opens() -> None:
    reply = about("written", "mental_health", datetime.fromisoformat("2026-11-22T02:40:00+02:00"))
    line = next(one for one in reply[-1].text.splitlines() if "sekasin.fi" in one)
    assert "avautuu" in line
    assert "auki nyt" not in line


def test_a_no_can_be_appealed_where_somebody_decides() -> None:
    told = about("refused", "social_assistance")
    assert told[0].text.startswith("Jos Kela ei maksa")
    assert "valittaa" in told[1].text
    assert "valittaa" not in about("refused", "locked_out")[-1].text


@pytest.mark.parametrize("what", ["how_long", "documents", "where", "no_such_question"])
def test_what_is_not_known_is_said_with_who_can_be_asked(what: str) -> None:
    reply = about(what, "loneliness")[-1]
    assert reply.services
    assert "Tätä en tiedä" in reply.text


def test_languages_are_named_in_the_persons_own() -> None:
    services = "jalkihuolto"
    assert "suomi, ruotsi, englanti" in about("languages", services=services)[0].text
    told = about("languages", services=services, language="en")[0].text
    assert "Finnish, Swedish, English" in told


def test_the_second_matter_takes_one_bubble_with_a_button_for_the_rest() -> None:
    say = Say("topic.short", {"topic": "money_run_out", "after": "locked_out"})
    (reply,) = composer_at(SATURDAY_LATE).compose(say, a_person())
    assert reply.text.startswith("Toinen asia: **Rahat loppu**\n1. ")
    assert [button.label for button in reply.buttons] == ["Rahat loppu"]
    assert "040 000 0112" not in reply.text  # it stands in the answer before


def test_writing_on_about_a_topic_brings_its_next_step_first() -> None:
    say = Say("topic.more", {"topic": "locked_out"})
    first, second = composer_at(SATURDAY_LATE).compose(say, a_person())
    assert first.text.startswith("Löysitkö numeron?")
    assert "sosiaalipaivystys" in second.services
    assert second.buttons[1].label == "Ovi lukossa"


def test_services_that_have_been_shown_are_not_offered_again() -> None:
    args = {"services": "sosiaalipaivystys,velkaneuvonta", "after": "money_run_out"}
    (reply,) = composer_at(SATURDAY_LATE).compose(Say("directory.results", args), a_person())
    # Nobody but the emergency service answers on a Saturday night: a person now goes before all.
    assert reply.services == ("sosiaalipaivystys", "velkaneuvonta")
    args["services"] = "kela_toimeentulotuki,etsiva_nuorisotyo"
    (reply,) = composer_at(FRIDAY_NOON).compose(Say("directory.results", args), a_person())
    assert reply.services == ("etsiva_nuorisotyo",)


def test_who_pays_is_told_from_the_topic_or_said_not_to_be_known() -> None:
    """ "Maksaako Kela sen" was answered with what a telephone call costs."""
    assert "Kysy Kelasta tai työntekijältäsi" in about("payer", "id_documents")[0].text
    assert "ehkäisevää tukea vuokraan" in about("payer", "rent_arrears")[0].text
    unknown = about("payer", "find_job")[0]
    assert unknown.text.startswith("En tiedä, kuka tämän maksaa.")
    assert "jalkihuolto" in unknown.services


def test_a_price_that_is_known_is_told() -> None:
    assert "Henkilökortti maksaa" in about("cost", "id_documents")[0].text


def test_the_night_knows_what_the_day_would_have_told() -> None:
    """The words of the night leave out that one may work while a permit is waited for."""
    text = about("meanwhile", "residence_permit", SATURDAY_LATE, language="en")[0].text
    assert "you may stay and work" in text


@pytest.mark.parametrize("topic", ["my_records", "aftercare_ending", "debt_help"])
def test_plain_words_know_what_the_full_ones_tell(topic: str) -> None:
    what = {"my_records": "how_long", "aftercare_ending": "deadline", "debt_help": "takes"}[topic]
    given = Say("answer.about", {"about": what, "topic": topic})
    replies = composer_at(FRIDAY_NOON).compose(given, a_person(language="fi", plain=True))
    assert "en tiedä" not in replies[0].text.lower()


def test_how_long_it_takes_is_no_sum_a_day() -> None:
    text = about("how_long", "unemployment_benefit")[0].text
    assert "euroa" not in text
    assert "odotus" in text


def test_whoever_has_no_codes_is_told_another_way() -> None:
    reply = about("no_codes", "social_assistance")[0]
    assert "ilman pankkitunnuksia" in reply.text
    assert reply.services


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_whoever_wants_to_talk_now_gets_lines_that_answer_now(language: Language) -> None:
    reply = about("talk", "study_trouble", SATURDAY_LATE, language)[0]
    assert set(reply.services) == {"mieli_fi", "sekasin", "sosiaalipaivystys"}


def test_whoever_fears_to_be_told_of_gets_places_that_ask_no_name() -> None:
    reply = about("secret", "legal_aid")[0]
    assert set(reply.services) == {"sekasin", "mieli_fi"}
