"""Answers to questions about the answer in hand."""

from datetime import datetime
from itertools import product

import pytest

from bot.content.lines import PLACEHOLDER
from bot.domain.directory import Here
from bot.domain.messages import LANGUAGES, Language, Reply, Say
from tests.builders import a_person, composer_at, content
from tests.directory_builders import FRIDAY_NOON, SATURDAY_LATE

HERE = Here(county="04")


SUMS = ("euro", "prosent")


def with_sums() -> list[tuple[str, str | None]]:
    """Return every topic and case that tells a sum, in its words or to whoever asks."""
    found = []
    for topic in content().topics.values():
        for told in (topic, *(topic.in_case(case.id) for case in topic.cases)):
            texts = [one for part in (*told.now, *told.next) for one in part.texts.values()]
            texts += [one for asked in told.asked.values() for one in asked.values()]
            names = {name for one in texts for name in PLACEHOLDER.findall(one)}
            rates = [content().rates[name] for name in names if name in content().rates]
            if any(sum_ in rate.says["fi"] for rate in rates for sum_ in SUMS):
                found.append((topic.id, told.case))
    return list(dict.fromkeys(found))


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


@pytest.mark.parametrize(
    ("language", "topic", "speaking"),
    [
        ("sv", "loneliness", {"arligt_talat", "mieli_sv"}),
        ("sv", "mental_health", {"mieli_sv", "sosiaalipaivystys"}),
        ("en", "mental_health", {"mieli_en", "nuorten_kriisipiste"}),
        ("en", "residence_permit", {"migri"}),
    ],
)
def test_who_asks_for_a_language_gets_those_who_speak_it(
    language: Language, topic: str, speaking: set[str]
) -> None:
    (reply,) = about("languages", topic, SATURDAY_LATE, language, speaks=language)
    assert speaking <= set(reply.services)
    spoken = [content().branch(content().services[name], HERE) for name in reply.services]
    assert all(language in one.languages for one in spoken)


def test_when_nobody_who_speaks_it_answers_now_somebody_who_does_is_told() -> None:
    (reply,) = about("languages", "mental_health", SATURDAY_LATE, "en", speaks="en")
    assert reply.services[-1] == "emergency_112"


def test_a_language_that_nobody_there_speaks_is_told_by_those_they_do() -> None:
    reply = about("languages", "mental_health", speaks="ar")[0]
    assert reply.text.startswith("Näillä kielillä saat palvelua.")


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


@pytest.mark.parametrize("at", [FRIDAY_NOON, SATURDAY_LATE])
@pytest.mark.parametrize(("topic", "case"), with_sums())
def test_whoever_asks_how_much_is_told_every_sum_there_is(
    topic: str, case: str | None, at: datetime
) -> None:
    """At any hour, in every language and in plain words too."""
    for language, plain in product(LANGUAGES, (False, True)):
        given = {"about": "sum", "topic": topic, **({"case": case} if case else {})}
        person = a_person(language=language, plain=plain)
        text = composer_at(at).compose(Say("answer.about", given), person)[0].text
        assert any(word in text for word in ("euro", "prosent", "procent", "per cent")), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_no_money_left_how_much_is_asked_of_social_assistance(language: Language) -> None:
    asked, told = (
        about("how_much", topic, language=language)[0].text
        for topic in ("money_run_out", "social_assistance")
    )
    assert asked == told


def test_what_nobody_grants_has_a_price() -> None:
    assert "Avaaminen maksaa" in about("sum", "locked_out", SATURDAY_LATE)[0].text
    assert "ei maksa sinulle" not in about("how_much", services="jalkihuolto")[0].text


@pytest.mark.parametrize("topic", ["residence_permit", "locked_out", "rent_arrears"])
def test_what_a_lawyer_costs_is_told_without_leaving_the_matter(topic: str) -> None:
    (reply,) = about("lawyer", topic)
    assert "Oikeusavusta ei makseta mitään" in reply.text
    assert reply.topic == topic
    assert any("oikeus" in button.value for button in reply.buttons)


def test_who_was_refused_hears_whether_they_may_work_and_what_comes_after_a_second_no() -> None:
    work = about("meanwhile", "residence_permit", case="refused", language="en")[0].text
    assert "work on the old terms also while you appeal" in work
    again = about("refused", "residence_permit", case="refused", language="en")
    assert "If the court says no too" in again[0].text


def test_an_answer_that_only_askers_get_is_not_told_in_another_case() -> None:
    family = content().topic("residence_permit.family")
    waiting = content().topic("residence_permit.waiting")
    assert family is not None
    assert waiting is not None
    assert "how_much" in family.asked
    assert "how_much" not in waiting.asked


def test_what_is_asked_in_the_same_breath_is_told_first() -> None:
    say = Say("topic.answer", {"topic": "student_aid", "about": "how_much"})
    first, then, *_ = composer_at(FRIDAY_NOON).compose(say, a_person())
    assert first.text.startswith("Opintoraha omillaan asuvalle: noin 279 euroa")
    assert then.text.startswith("Opintotuki on opintoraha")


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


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_after_the_steps_comes_what_the_topic_says_next_and_who_else_there_is(
    language: Language,
) -> None:
    next_step, others = about("done", "locked_out", SATURDAY_LATE, language)
    topic = content().topics["locked_out"].next[-1].texts[language]
    assert topic.split("?")[0] in next_step.text
    assert others.services[0] == "sosiaalipaivystys"


def test_who_has_not_begun_gets_the_first_step_alone() -> None:
    (reply,) = about("not_yet", "social_assistance")
    assert reply.text.splitlines()[1].startswith("1. ")
    assert "2. " not in reply.text


@pytest.mark.parametrize("what", ["for_me", "along"])
def test_the_assistant_neither_calls_nor_comes_along(what: str) -> None:
    reply = about(what, "money_run_out")[0]
    assert "olen botti" in reply.text
    assert reply.services


def test_a_time_at_a_service_is_booked_there() -> None:
    reply = about("book", "health_care", services="yths")[0]
    assert reply.services == ("yths",)
    assert "En voi varata" in reply.text


def test_lost_money_is_asked_back_as_the_topic_tells() -> None:
    assert "korvausta" in about("back", "scam")[0].text
    assert "kotivakuutuksestasi" in about("back", "crime_victim")[0].text


def test_who_has_to_find_words_needs_no_fine_ones() -> None:
    assert about("say", "rental_contract")[0].text.startswith("Hienoja sanoja ei tarvita.")
    assert "minulla ei ole yöpaikkaa" in about("say", "homeless_tonight")[0].text


def test_an_age_is_no_word_that_ends_alike() -> None:
    """ "Bra att du frågar" was told of "måste man vara 18": folded it ends in "år"."""
    assert "frågar" not in about("age", "sexual_health", language="sv")[0].text


def test_who_pays_is_found_where_the_topic_has_just_said_it() -> None:
    assert "maksaja on se alue" in about("payer", "moving_county")[0].text


def test_a_time_of_the_clock_ends_no_sentence() -> None:
    text = about("say", "money_run_out", SATURDAY_LATE, "sv")[0].text
    assert "kl. 9 och be om" in text
    assert not text.startswith("9")
