"""Answers that depend on what was said within one topic."""

from itertools import product
from pathlib import Path

import pytest

from bot.content.follow_ups import even
from bot.content.lines import PLACEHOLDER
from bot.content.topic_files import read_topic
from bot.content.topic_texts import MOST_CHARACTERS
from bot.content.yaml_files import Notes
from bot.domain.messages import LANGUAGES, Choice, Language, Reply, Say
from bot.domain.told_case import told_case
from tests.builders import a_person, composer_at, content
from tests.directory_builders import FRIDAY_NOON, SATURDAY_LATE

PERMIT, LEASE = "residence_permit", "rental_contract"
REFUSED, EXPIRED = f"{PERMIT}.refused", f"{PERMIT}.expired"
LATE, COURT = "letter_or_decision.late", "legal_aid.court"
BROKEN, PRISON = "social_assistance.broken", "become_client.prison"


def answered(topic: str, case: str, language: Language = "fi", **args: str) -> list[Reply]:
    say = Say(args.pop("key", "topic.answer"), {"topic": topic, "case": case, **args})
    return composer_at(FRIDAY_NOON).compose(say, a_person(language=language))


@pytest.mark.parametrize(
    ("heard", "text", "told"),
    [
        (PERMIT, "asylum decision come negative today", REFUSED),
        (PERMIT, "migri hylkäs mun hakemuksen", REFUSED),
        (PERMIT, "jag fick avslag på asyl", REFUSED),
        ("appeal_decision", "how to appeal migri decision", REFUSED),
        ("crime_victim", "poliisi vie mut, sain käännytyspäätöksen", REFUSED),
        (PERMIT, "My permit expired 2 months ago", EXPIRED),
        (PERMIT, "oleskelulupa meni umpeen enkä muistanu hakea", EXPIRED),
        (PERMIT, "mitt uppehållstillstånd har gått ut", EXPIRED),
        ("id_documents", "my residence card expired last week", EXPIRED),
        (PERMIT, "i want to bring my wife and small brother", f"{PERMIT}.family"),
        (PERMIT, "haluan äidin tänne", f"{PERMIT}.family"),
        (PERMIT, "jag vill få hit min mamma", f"{PERMIT}.family"),
        (PERMIT, "tilapäinen suojelu loppuu maaliskuussa", f"{PERMIT}.temporary"),
        ("aftercare_ending", "i have temporary protection, it ends soon", f"{PERMIT}.temporary"),
        (PERMIT, "i been here 5 years", f"{PERMIT}.years"),
        (PERMIT, "oon ollu täällä 5 vuotta", f"{PERMIT}.years"),
        (PERMIT, "jag har bott i finland i fem år", f"{PERMIT}.years"),
        (PERMIT, "i am here 6 years can i get permanent", f"{PERMIT}.permanent"),
        ("id_documents", "haluan suomalaisen passin", f"{PERMIT}.citizenship"),
        ("rent_deposit", "vuokranantaja ei palauta takuuta", "rent_deposit.not_returned"),
        ("rent_arrears", "värden ger inte tillbaka garantin", "rent_deposit.not_returned"),
        ("rent_deposit", "landlord keeps my deposit", "rent_deposit.not_returned"),
        ("military_service", "lähen inttiin kuka maksaa vuokran", "military_service.own_rent"),
        ("rent_arrears", "armeijaan ja vuokra pitäis maksaa", "military_service.own_rent"),
        ("military_service", "lumpen och hyran", "military_service.own_rent"),
        ("housing_allowance", "asun kaverin kanssa", "housing_allowance.roommate"),
        ("social_assistance", "rumskompis betalar sin andel", "housing_allowance.roommate"),
        ("housekeeping_skills", "mis voin pestä pyykit", "housekeeping_skills.laundry"),
        ("money_run_out", "puhelin hajos eikä oo rahaa", BROKEN),
        ("social_assistance", "frysen gick sönder", BROKEN),
        ("health_care", "i need glasses and can not pay", BROKEN),
        ("money_run_out", "joudun vankilaan 3 kuukaudeks ens viikol", PRISON),
        ("become_client", "ja kom ut från fängelse i går", PRISON),
        ("become_client", "yesterday I go out from prison", PRISON),
        ("my_records", "fill papers in somali", "digital_services.forms"),
        ("parenthood", "oon raskaana en tiiä pidänkö lasta", "sexual_health.abortion"),
        ("parenthood", "how late can i decide", "sexual_health.abortion"),
        ("unemployment_benefit", "kommunen? hemkommun", "moving_home.municipality"),
        ("housing_allowance", "fpa betalade inte mitt bostadsbidrag", LATE),
        (PERMIT, "my alien's passport expired", f"{PERMIT}.travel_document"),
        (PERMIT, "vill bli medborgare när", f"{PERMIT}.citizenship"),
        ("locked_out", "vuokranantaja vaihtoi lukot", f"{LEASE}.put_out"),
        (LEASE, "landlord told me to leave the flat today", f"{LEASE}.put_out"),
        ("neighbour_trouble", "hyresavtalet hävs på grund av störningar", f"{LEASE}.cancelled"),
        ("neighbour_trouble", "sain varoituksen metelistä", f"{LEASE}.warned"),
        ("benefit_overpaid", "kela ei maksanut mitään", LATE),
        ("scam", "rahat ei tullu tilille", LATE),
        ("letter_or_decision", "brev från tingsrätten", COURT),
        ("rent_arrears", "sain haasteen käräjille vuokrasta", COURT),
        ("sexual_health", "kortsu hajosi", "sexual_health.after"),
        ("sexual_health", "std test where", "sexual_health.infection"),
        ("work_rights", "jag har jobbat svart", "work_rights.no_contract"),
    ],
)
def test_what_is_said_tells_the_case(heard: str, text: str, told: str) -> None:
    found = told_case(content().topics, heard, even(text))
    assert found is not None
    assert found.ref == told


@pytest.mark.parametrize(
    ("heard", "text"),
    [
        (PERMIT, "oleskelulupa päättyy ensi kuussa, miten haen jatkoa"),
        (PERMIT, "my permit expires in may"),
        ("appeal_decision", "kela hylkäs mun hakemuksen, miten valitan"),
        ("locked_out", "avaimet jäi sisään"),
        (LEASE, "how do i end my rental contract"),
        (LEASE, "saako sopimuksen purkaa kesken"),
        ("neighbour_trouble", "naapuri metelöi öisin"),
        ("rent_arrears", "vuokra on myöhässä"),
        ("money_run_out", "tuki ei tullut eikä oo ruokaa"),
        ("money_run_out", "jääkaappi on tyhjä"),
        ("scam", "myin puhelimen eikä ostaja maksanut"),
        ("aftercare_ending", "jälkihuolto loppuu ja mulla on tilapäinen suojelu"),
        ("id_documents", "suomen passi on hukassa"),
        ("parenthood", "milloin äitiyspakkaus pitää hakea"),
        ("id_documents", "lompakko hävis, siinä oli ajokortti ja pankkikortti"),
        ("moving_home", "kuka kantaa sohvan, tarviin pakettiauton"),
        ("debt_help", "how debt adjustment by the district court works"),
    ],
)
def test_other_words_are_answered_as_before(heard: str, text: str) -> None:
    found = told_case(content().topics, heard, even(text))
    assert found is None or found.ref == heard


def test_a_refusal_is_not_told_to_apply_before_the_last_day() -> None:
    for language in LANGUAGES:
        told = "\n".join(one.text for one in answered(PERMIT, "refused", language))
        assert "EnterFinland" not in told
        assert "30" in told


def test_a_question_about_the_answer_is_answered_from_its_case() -> None:
    first = answered(PERMIT, "refused", key="answer.about", about="deadline")[0]
    assert "30 päivää" in first.text
    assert "EnterFinland" not in first.text


def test_the_way_back_leads_to_the_case_and_has_its_name() -> None:
    _, more = answered(PERMIT, "refused", key="topic.more")
    assert next(one.label for one in more.buttons if one.kind == "reply") == "Kielteinen päätös"
    say = Say("talk.age", choices=(Choice(f"topic:{EXPIRED}"),))
    (reply,) = composer_at(FRIDAY_NOON).compose(say, a_person())
    assert [one.label for one in reply.buttons] == ["Lupa päättyi jo"]


@pytest.mark.parametrize(("at", "language"), product((FRIDAY_NOON, SATURDAY_LATE), LANGUAGES))
def test_every_case_answers_shortly_with_somebody_who_helps(
    at: object, language: Language
) -> None:
    cases = [(topic.id, case.id) for topic in content().topics.values() for case in topic.cases]
    for (topic, case), plain in product(cases, (False, True)):
        say = Say("topic.answer", {"topic": topic, "case": case})
        replies = composer_at(at).compose(say, a_person(language=language, plain=plain))  # type: ignore[arg-type]
        assert any(reply.services for reply in replies), (topic, case)
        assert sum(len(reply.buttons) for reply in replies) <= 5, (topic, case)
        for reply in replies:
            assert 0 < len(reply.text) <= MOST_CHARACTERS, (topic, case)
            assert not PLACEHOLDER.search(reply.text), (topic, case)


WRONG = """id: cold
owner: home
title: Kylmä
now: [{fi: A., sv: A., en: A.}]
help: {lead: Täältä, services: [huoltoyhtio]}
next: [{fi: A., sv: A., en: A.}]
cases:
  - id: frozen
    now: [{fi: Jäässä., sv: Fruset., en: Frozen.}]
  - id: open
    said: ['(auki']
    colour: blue
"""


def test_what_is_wrong_with_a_case_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cold.yml"
    path.write_text(WRONG, "utf-8")
    notes = Notes()
    read_topic(path, "cold.yml", notes)
    told = "\n".join(map(str, notes.problems))
    assert "cold.yml:8: said: must tell which words it is for" in told
    assert "cold.yml:8: must have both now and next, or none of them" in told
    assert "cold.yml:11: said: holds what is no regular expression" in told
    assert "cold.yml:12: colour: is not a known key" in told
