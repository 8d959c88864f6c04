"""Short messages that lean on what was said before them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from bot.content.follow_ups import FollowUps
from bot.content.loader import DATA
from bot.content.worker_names import WorkerNames
from bot.domain.hand import FIRST, Hand, in_hand

DOOR = Hand("locked_out")


@cache
def follow_ups() -> FollowUps:
    return FollowUps.load(DATA / "search" / "follow_ups.yml")


@cache
def workers() -> WorkerNames:
    return WorkerNames.load(DATA / "search" / "workers.yml")


def said(key: str, **args: str) -> dict[str, Any]:
    return {"key": key, "args": args, "choices": []}


ASKED = {
    "paljonks toi maksaa": "cost",
    "maksaaks se jotain?": "cost",
    "vad kostar det då": "cost",
    "is it free": "cost",
    "kelle mä voin soittaa": "phone",
    "mikä niiden numero on": "phone",
    "vilket nummer ringer jag": "phone",
    "who can i call tonight": "phone",
    "millon ne on auki": "hours",
    "onks ne auki viikonloppuna": "hours",
    "är det öppet nu": "hours",
    "are they open now": "hours",
    "mikä osoite": "where",
    "var finns det": "where",
    "where do i go": "how",
    "pitääks varata aika": "walk_in",
    "måste jag boka tid": "walk_in",
    "do i need an appointment": "walk_in",
    "saaks siellä suomeks": "languages",
    "talar de engelska": "languages",
    "do they speak somali": "languages",
    "voinko soittaa nimettömänä": "anonymous",
    "kukaan ei vastannu": "unreached",
    "ingen svarade": "unreached",
    "nobody answers": "unreached",
    "en uskalla soittaa": "written",
    "jag vågar inte ringa": "written",
    "i cant talk on the phone": "written",
    "mitäs jos ne ei anna": "refused",
    "om de säger nej": "refused",
    "what if they refuse": "refused",
    "kauanko siinä menee": "how_long",
    "hur länge tar det": "how_long",
    "how long does it take": "how_long",
    "mitä mä teen nyt": "how",
    "hur söker jag det": "how",
    "how do i apply": "how",
    "mitä papereita tarvitaan": "documents",
    "vilka bilagor behövs": "documents",
    "paljonko siitä saa": "how_much",
    "palkost se maksaa": "cost",
    "kauan see kestäää": "how_long",
    "how looong it takes": "how_long",
    "onk se maksullist": "cost",
    "ei mulla oo varaa": "unaffordable",
    "i cant afford it": "unaffordable",
    "ei saldoa": "no_credit",
    "no credit on phone": "no_credit",
    "har int saldo": "no_credit",
    "voiks siel chattaa": "written",
    "saaks viestil": "written",
    "mist saan numeron": "phone",
    "monelt ne aukee": "hours",
    "osote": "where",
    "kuin sinne pääsee": "where",
    "puhuuks ne somalii": "languages",
    "do they have english": "languages",
    "tietääks mun vanhemmat": "secret",
    "miten mä sinne soitan": "phone",
    "who i can talk in school": "phone",
    "voiks joku jutella nyt heti": "talk",
    "haluisin puhua jonkun kanssa": "talk",
    "jag vill prata me nån": "talk",
    "can i talk to someone now": "talk",
    "ei siel chatis pääse läpi": "unreached",
    "entä jos ne sanoo et ei kuulu niille": "refused",
    "en haluu et mun äiti tietää": "secret",
    "will they tell my foster parents": "secret",
    "they call to my worker?": "secret",
    "maksaaks kela ne rästit": "payer",
    "maksaako kela sen": "payer",
    "who pay": "payer",
    "vem betalar det": "payer",
    "mitä mä sanon sille": "say",
    "vad ska jag säga åt dem": "say",
    "what should i say to them": "say",
    "kauanko mulla on aikaa": "deadline",
    "milloin se loppuu": "deadline",
    "hur länge har ja tid på mej": "deadline",
    "when i must apply": "deadline",
    "can i work when i wait": "meanwhile",
    "viekö ulosotto kaikki rahani": "takes",
    "voiko se heittää mut pihalle heti": "evicted",
    "vad händer om ja int svarar": "ignored",
    "minä en osaa puhua hyvin suomea": "languages",
    "paljonko se yleistuki on": "how_much",
    "mistä ne saa": "how",
    "jonotin tunnin": "unreached",
    "mitä papereit tarvii": "documents",
    "kauanko joutuu venaa": "how_long",
    "tein sen jo": "done",
    "oon jo tehny sen": "done",
    "ja ha redan ansökt": "done",
    "ja ha sagt ti soss redan": "done",
    "i already told them": "done",
    "i did it already": "done",
    "kävin siel jo ei ne auttanu": "no_use",
    "oon jo käyny siellä eikä siitä ollu apua": "no_use",
    "eivät he auttaneet": "no_use",
    "jag har redan varit där, de hjälpte inte": "no_use",
    "ja ha vari dit redan men fick ingen hjälp": "no_use",
    "i already went there they didnt help": "no_use",
    "I called them. They did not help me.": "no_use",
    "i did that already they not answer": "unreached",
    "oon jo hakenu mut päätöstä ei oo tullu": "waiting",
    "å om di säjer nej": "refused",
    "di säjer nej": "refused",
    "ska ja ring nån": "phone",
    "can i call for him": "for_other",
    "kan nån kom me me": "along",
    "can you call them for me": "for_me",
    "voiksä soittaa niille mun puolesta": "for_me",
    "ja ha int nå saldo så ja kan int ring": "no_credit",
    "i dont have phone credit": "no_credit",
    "hu snabbt får man tid": "how_long",
    "hu läng tar he": "how_long",
    "millon se päätös tulee": "how_long",
    "how do i get an appointment there": "book",
    "va ska ja skriv": "say",
    "va ska ja säj": "say",
    "kan man få på svenska": "languages",
    "he doesnt speak finnish": "languages",
    "onks siellä toimistoo": "where",
    "entä jos mun tyttöystävä muuttaa tänne": "moves_in",
    "pitääks mun maksaa sen osuus": "legal",
    "kan man skjut opp de": "changed",
    "måst man va 18": "age",
    "kan ja få tibaks pengana": "back",
    "how late can i decide": "deadline",
    "paljonko siit saa": "how_much",
    "kui paljo sitä saa kuussa": "how_much",
    "montako euroa": "how_much",
    "mikä se summa on": "how_much",
    "hur mkt får man": "how_much",
    "hur många euro": "how_much",
    "hur mycket betalar fpa": "how_much",
    "how much i will get": "how_much",
    "how much kela pays": "how_much",
    "paljonko se on": "sum",
    "hur mycket är det": "sum",
    "how much is it": "sum",
    "paljonko juristi maksaa": "lawyer",
    "är advokaten gratis": "lawyer",
    "i dont have money for the lawyer": "lawyer",
    "saanko tulkin": "interpreter",
    "hur får jag en tolk": "interpreter",
    "how i get interpreter": "interpreter",
    "paljonko ne ottaa": "takes",
    "hur mycket tar dom": "takes",
    "i have no money for it": "unaffordable",
}


@pytest.mark.parametrize(("text", "about"), ASKED.items())
def test_a_short_question_is_about_the_answer_in_hand(text: str, about: str) -> None:
    question = follow_ups().question(text)
    assert question is not None
    assert question.about == about


@pytest.mark.parametrize(
    "text",
    [
        "rahat loppu ja palkka vasta kahen viikon päästä",
        "ovi meni kiinni ja avaimet jäi sisälle",
        "onko tää anonyymi",
        "puhutko englantia",
        "millon mun työntekijä on paikalla",
        "mihin mulla menee eniten",
        "jag hittar ingen lägenhet",
        "kan vi ta finska istället",
        "i was hit by my boyfriend",
        "mul ei oo rahaa",
        "mihin mä voisin mennä töihin",
        "haluun numeron vaihtaa",
        "osoteen muutos",
        "oon jo hakenu asuntoa kolme vuotta eikä löydy",
        "onko se työntekijä jo lukenut mun viesti",
        "i have done something bad to her",
        "how much money i need",
        "paljonko asumistukea saa",
        "hur mycket pengar behöver jag",
        "who is my lawyer",
        "paljonko voi ottaa",
        "how much can i take",
    ],
)
def test_a_matter_of_its_own_is_no_question_about_the_answer(text: str) -> None:
    question = follow_ups().question(text)
    assert question is None or question.others > 0


BY_WORDS = {
    "haluan tuoda äidin suomeen": "residence_permit",
    "voinko tuoda vaimon suomeen": "residence_permit",
    "jag vill ta min mamma till finland": "residence_permit",
    "I want to bring my mom to finland": "residence_permit",
    "oon ollu suomessa 5 vuotta": "residence_permit",
    "jag har bott här i fem år": "residence_permit",
    "i been here 5 years": "residence_permit",
    "kommunen? hemkommun": "moving_home",
    "miten saan kotikunnan": "moving_home",
    "home municipality how": "moving_home",
    "fpa har inte betalat": "letter_or_decision",
    "kela ei oo maksanu": "letter_or_decision",
    "kela didn't pay me": "letter_or_decision",
    "haluun oppia suomee": "finnish_language",
    "haluun puhua suomee paremmin": "finnish_language",
    "jag vill till svenska skolan": "study_choices",
    "fill papers in somali": "digital_services",
    "who can help me fill the form in my language": "digital_services",
    "kuka auttaa täyttämään lomakkeen": "digital_services",
    "ei oo pesukonetta": "housekeeping_skills",
    "finns det tvättstuga": "housekeeping_skills",
    "jag vill göra abort": "sexual_health",
}


@pytest.mark.parametrize(("text", "intent"), BY_WORDS.items())
def test_words_that_mean_one_thing_mean_it_wherever_they_stand(text: str, intent: str) -> None:
    meaning = follow_ups().meaning(text, [], Hand())
    assert meaning is not None
    assert meaning.intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "puhun suomea",
        "haluan puhua suomea",
        "äiti tulee käymään suomeen viikonlopuksi",
        "voinko mennä äidin luokse",
        "kela ei oo maksanu eikä oo ruokaa",
        "pesukone hajos ja vettä on lattialla",
        "abort",
        "mihin menen lääkäriin kun kotikunta on muualla",
        "i want to see my old care papers",
        "oon ollu täällä 5 vuotta ja mulla ei oo yhtään kaveria eikä ketään kelle puhua",
    ],
)
def test_the_same_words_beside_something_else_do_not(text: str) -> None:
    assert follow_ups().meaning(text, [], Hand()) is None


def test_years_here_may_be_said_of_a_flat_that_is_talked_about() -> None:
    last = [said("topic.answer", topic="rental_contract")]
    assert follow_ups().meaning("asunu täällä 5 vuotta", last, Hand("rental_contract")) is None


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("how much money i need", "how_much"),
        ("paljonko pitää tienata", "how_much"),
        ("hur mycket måste jag tjäna", "how_much"),
        ("can i still work", "meanwhile"),
        ("pitääks mun lähteä heti", "meanwhile"),
        ("får jag jobba ännu", "meanwhile"),
        ("do i need finnish exam", "language_skill"),
        ("haittaako jos saan toimeentulotukea", "benefits"),
    ],
)
def test_what_is_asked_of_a_permit_is_asked_of_nothing_else(text: str, about: str) -> None:
    permit, door = Hand("residence_permit"), [said("topic.answer", topic="locked_out")]
    meaning = follow_ups().meaning(text, [said("topic.answer", topic=str(permit.topic))], permit)
    assert meaning is not None
    assert meaning.about == about
    assert follow_ups().meaning(text, door, DOOR) is None


def test_what_is_to_be_paid_itself_is_no_price_of_help() -> None:
    assert follow_ups().question("mitä jos en pysty maksaa sitä vuokraa") is None
    assert follow_ups().question("om ja int kan betala hyran") is None


@pytest.mark.parametrize("text", ["tein sen", "i did it", "jag har gjort det", "mä tein sen nyt"])
def test_it_was_done_is_no_step_of_an_answer(text: str) -> None:
    """Of the steps of an answer one says "already"; alone it may be a danger."""
    question = follow_ups().question(text)
    assert question is None or question.about != "done"


def test_a_question_tells_whether_something_else_is_said_beside_it() -> None:
    question = follow_ups().question("paljonko se maksaa? mul on 12e tilillä")
    assert question is not None
    assert (question.about, question.others, question.alone) == ("cost", 0, False)


MEANT = {
    "ei auttanu": "help_no",
    "tää ei auttanut mua mitenkään": "help_no",
    "tästä ei oo mitään apua": "help_no",
    "det hjälpte int": "help_no",
    "it didn't help at all": "help_no",
    "okei numero löyty seinästä. soitan sinne": "affirm",
    "jag ringer dit": "affirm",
    "I'll call them": "affirm",
    "emmä jaksa jatkaa tätä": "cancel",
    "lukeeks tätä kukaan ihminen": "bot_challenge",
    "is anyone reading this": "bot_challenge",
    "entä nyt": "repeat",
    "kukaan ei auta": "help_no",
    "nobody helps": "help_no",
    "jotain muuta": "something_else",
    "Något annat": "something_else",
    "something else": "something_else",
    "Miksi kysyt?": "bot_challenge",
    "varför frågar du": "bot_challenge",
    "why do you ask?": "bot_challenge",
    "omat kartoitukset": "list_assessments",
    "kartoitus": "list_assessments",
    "mina kartläggningar": "list_assessments",
    "my assessments": "list_assessments",
    "omat tulokset": "show_results",
    "joo autto": "help_yes",
    "de hjälpte": "help_yes",
    "that helped thanks": "help_yes",
    "oonks mä puhumas ihmisen kans": "bot_challenge",
    "pratar ja me en robot": "bot_challenge",
    "am i talking to a human": "bot_challenge",
    "what is rinnalla": "bot_challenge",
    "liikaa tekstii": "plain_language",
    "thx that helped": "help_yes",
    "saaks joku tietää mitä kirjotan tänne": "privacy",
    "can my worker see what i write": "privacy",
    "nä int än": "find_service",
    "ei vielä": "find_service",
    "not yet": "find_service",
    "kaikki": "topic_in_hand",
    "ei mikään kiinnosta": "mental_health",
    "inget känns kul mera": "mental_health",
    "eiku mä puhun suomee paremmin sittenkin": "change_language",
    "finska e lättare för mej": "change_language",
    "puhu normaalisti": "plain_language",
    "talk normal": "plain_language",
    "jos mä kerron jotain laitonta kerroksä poliisille": "privacy",
    "berättar du för polisen": "privacy",
    "will you tell the police": "privacy",
}


@pytest.mark.parametrize(("text", "intent"), MEANT.items())
def test_a_whole_message_means_what_its_place_makes_it(text: str, intent: str) -> None:
    meaning = follow_ups().meaning(text, [said("topic.answer", topic="locked_out")], DOOR)
    assert meaning is not None
    assert meaning.intent == intent


def test_clauses_that_are_one_question_together_say_nothing_else() -> None:
    assert follow_ups().leans("jag har redan varit där, de hjälpte inte")
    assert not follow_ups().leans("en jaksa enää, ne ei auttanu")
    assert not follow_ups().leans("jag orkar inte mer, de hjälpte inte")
    assert not follow_ups().leans("i want to die, they didnt help")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("en kerro", "deny"),
        ("jag vill inte säga", "deny"),
        ("rather not say", "deny"),
        ("kadulla", "homeless_tonight"),
        ("ingenstans", "homeless_tonight"),
        ("in my car", "homeless_tonight"),
    ],
)
def test_where_one_lives_is_also_answered_without_a_place(text: str, intent: str) -> None:
    meaning = follow_ups().meaning(text, [said("place.ask")], DOOR)
    assert meaning is not None
    assert meaning.intent == intent
    assert follow_ups().meaning(text, [said("topic.answer", topic="locked_out")], DOOR) is None


@pytest.mark.parametrize(
    "text",
    [
        "en tiedä mitä teen",
        "mikään ei auta enää",
        "kaveri ei auttanu mua muutossa",
        "okei en mene",
        "ei oo mitään iloa",
        "se autto mut oon silti pulassa",
    ],
)
def test_despair_and_other_matters_are_no_comment_on_the_answer(text: str) -> None:
    assert follow_ups().meaning(text, [said("topic.answer", topic="locked_out")], DOOR) is None


@pytest.mark.parametrize(
    ("text", "topic", "intent"),
    [
        ("ja opiskelen", "housing_allowance", "student_aid"),
        ("jag studerar", "social_assistance", "student_aid"),
        ("en opiskele", "housing_allowance", "housing_allowance"),
        ("perintäkirjeen", "bill_due_date", "debt_help"),
        ("inkassobrev", "bill_due_date", "debt_help"),
        ("muistutuksen", "bill_due_date", "bill_due_date"),
        ("a letter from the court", "rent_arrears", "legal_aid"),
        ("sain kirjeen käräjäoikeudesta", "rent_arrears", "legal_aid"),
        ("haaste", "letter_or_decision", "legal_aid"),
        ("hylätty", "letter_or_decision", "appeal_decision"),
        ("avslag", "letter_or_decision", "appeal_decision"),
        ("entä siihen asti", "unemployment_benefit", "money_run_out"),
        ("until then?", "social_assistance", "money_run_out"),
        ("opiskelen amiksessa ja asun yksin", "housing_allowance", "student_aid"),
        ("yksin asuvalle", "housing_allowance", "topic_in_hand"),
        ("jag bor ensam", "money_run_out", "topic_in_hand"),
    ],
)
def test_a_word_answers_the_question_that_the_topic_ends_with(
    text: str, topic: str, intent: str
) -> None:
    last = [said("topic.answer", topic=topic)]
    meaning = follow_ups().meaning(text, last, Hand(topic))
    assert meaning is not None
    assert meaning.intent == intent
    assert follow_ups().meaning(text, last, DOOR) is None
    assert follow_ups().meaning(text, last, Hand(topic, earlier=True)) is None


@pytest.mark.parametrize(
    ("text", "topic", "intent"),
    [
        ("joo", "housing_allowance", "student_aid"),
        ("en", "housing_allowance", "housing_allowance"),
        ("nej", "housing_allowance", "housing_allowance"),
        ("not sure", "housing_allowance", "housing_allowance"),
        ("vuokra", "bill_due_date", "rent_arrears"),
        ("en tiedä", "bill_due_date", "bill_due_date"),
        ("elräkningen", "bill_due_date", "bill_due_date"),
        ("salilasku", "bill_due_date", "bill_due_date"),
        ("kaikki", "bill_due_date", "bills_priority"),
        ("several bills", "bill_due_date", "bills_priority"),
        ("meni jo perintään", "bill_due_date", "debt_help"),
        ("the collection agency", "bill_due_date", "debt_help"),
        ("kämpän vuokra", "bill_due_date", "rent_arrears"),
        ("im not a student", "housing_allowance", "housing_allowance"),
        ("oon työtön", "housing_allowance", "housing_allowance"),
        ("jag går i gymnasiet", "housing_allowance", "student_aid"),
        ("lukiossa", "housing_allowance", "student_aid"),
    ],
)
def test_a_word_answers_a_question_that_comes_first(text: str, topic: str, intent: str) -> None:
    meaning = follow_ups().meaning(text, [said(FIRST, topic=topic)], Hand(topic))
    assert meaning is not None
    assert meaning.intent == intent
    bare = follow_ups().meaning(text, [said(FIRST, topic=topic)], Hand(topic, earlier=True))
    assert bare is None or not bare.topics


def test_without_an_answer_in_hand_nothing_has_failed_to_help() -> None:
    assert follow_ups().meaning("ei auttanu", [], Hand()) is None


@pytest.mark.parametrize(
    "text",
    [
        *("kerro vitsi", "kerro joku hyvä vitsi", "osaatko vitsejä?", "heitä läppä"),
        *("berätta ett skämt", "kan du nå vits", "dra en vits", "berätta nåt roligt"),
        *("tell me a joke", "do you know any jokes?", "make me laugh"),
    ],
)
def test_a_wish_for_a_joke_is_no_question_how_we_are(text: str) -> None:
    meaning = follow_ups().meaning(text, [], Hand())
    assert meaning is not None
    assert (meaning.intent, meaning.about) == ("how_are_you", "joke")


@pytest.mark.parametrize(
    "text", ["mitä kuuluu", "elämäni on vitsi", "hur e läget", "it's no joke"]
)
def test_no_joke_is_wished_for(text: str) -> None:
    meaning = follow_ups().meaning(text, [], Hand())
    assert meaning is None or meaning.about != "joke"


def test_what_writing_here_costs_is_not_what_a_service_costs() -> None:
    meaning = follow_ups().meaning("mitä tää maksaa", [], Hand())
    assert meaning is not None
    assert (meaning.intent, meaning.about) == ("bot_challenge", "free")


def test_a_wish_for_a_woman_is_about_the_worker_only_after_talk_of_one() -> None:
    talk = [said("not_yet.who_is_my_worker"), said("directory.results", services="jalkihuolto")]
    assert follow_ups().meaning("haluisin naisen", [], DOOR) is None
    meaning = follow_ups().meaning("haluisin naisen", talk, Hand())
    assert meaning is not None
    assert meaning.intent == "change_worker"


def test_only_a_plan_without_free_words_may_correct_a_danger() -> None:
    plan = follow_ups().meaning("I'll call them", [], Hand())
    free = follow_ups().meaning("okei numero löyty seinästä. soitan sinne", [], Hand())
    assert plan is not None
    assert free is not None
    assert (plan.harmless, free.harmless) == (True, False)


@pytest.mark.parametrize(
    ("last", "remembered", "hand"),
    [
        ([said("topic.answer", topic="scam"), said("place.ask")], None, Hand("scam")),
        (
            [said("topic.answer", topic="scam"), said("topic.short", topic="debt_help")],
            None,
            Hand("scam"),
        ),
        (
            [said("answer.about", about="cost", topic="scam", services="a")],
            None,
            Hand("scam", "a"),
        ),
        ([said("sos.text"), said("directory.results", services="a,b")], "scam", Hand(None, "a,b")),
        ([said("talk.thanks")], "scam", Hand("scam")),
        ([said("menu.text")], "scam", Hand()),
        ([], "scam", Hand()),
    ],
)
def test_the_answer_in_hand(
    last: list[Mapping[str, Any]], remembered: str | None, hand: Hand
) -> None:
    assert in_hand(last, remembered) == hand


NAMED = {
    "tarviin merjaa": "contact_worker",
    "haluun puhua Pekan kanssa": "contact_worker",
    "saako sofian kiinni?": "contact_worker",
    "voisko antti soittaa mulle": "contact_worker",
    "jag vill prata med Camilla": "contact_worker",
    "can pekka call me": "contact_worker",
    "onks merja paikalla": "worker_hours",
    "missä jaana on": "worker_hours",
    "är sofia på plats": "worker_hours",
    "is Merja at work today": "worker_hours",
    "kuka on merja": "who_is_my_worker",
}


@pytest.mark.parametrize(("text", "intent"), NAMED.items())
def test_a_worker_is_understood_by_the_first_name(text: str, intent: str) -> None:
    assert workers().meaning(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        *("tarviin apua", "tarviin rahaa", "haluun kuolla", "kerro lisää", "onks se paikalla"),
        *("missä se on", "haluan asunnon", "jag behöver hjälp", "i need money", "is it there"),
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert workers().meaning(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("mun työntekijä ei vastaa", "mun tyäntekijä ei vastaa mulle", "merja ei vastaa"),
        *("oma ohjaaja ei oo vastannu mun viestiin", "mun sossu ei vastaa puhelimeen"),
        *("min handläggare svarar inte", "min kontaktperson har inte svarat"),
        *(
            "my worker is not answering",
            "My social worker doesn't reply",
            "i can't reach my worker",
        ),
        *("mä oon vihanen ku ette vastaa", "miksi ette vastaa mulle", "varför svarar ni inte"),
        *("ja e arg för ni svarar int", "im angry that nobody answers me"),
    ],
)
def test_a_worker_who_does_not_answer_is_no_busy_line(text: str) -> None:
    assert workers().does_not_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        *("ei kukaan vastaa", "kela ei vastaa", "ne ei vastaa", "huoltoyhtiö ei vastaa"),
        *("mun äiti ei vastaa", "ingen svarar", "min mamma svarar inte", "nobody answers"),
        *("mun työntekijä ei vastaa kolmeen viikkoon", "my friend doesn't answer"),
        *(
            "kukaan ei vastaa mulle",
            "mä oon vihanen",
            "miksi se ei vastaa",
            "varför svarar hon inte",
        ),
    ],
)
def test_others_who_do_not_answer_are_no_worker(text: str) -> None:
    assert not workers().does_not_answer(text)


@pytest.mark.parametrize(
    ("text", "topic", "about"),
    [
        ("selvityspyyntö", "letter_or_decision", "letter_asks"),
        ("de står nåt om utredning", "letter_or_decision", "letter_asks"),
        ("siinä lukee kehotus", "letter_or_decision", "letter_orders"),
        ("uppmaning", "letter_or_decision", "letter_orders"),
        ("no mut mulla ei oo pankkitunnuksia", "money_run_out", "no_codes"),
        ("ja har int bankkoder", "letter_or_decision", "no_codes"),
        ("but i dont have bank codes", "student_aid", "no_codes"),
    ],
)
def test_words_about_the_answer_in_hand_are_answered_from_it(
    text: str, topic: str, about: str
) -> None:
    """The topic asks which word the letter has, or names OmaKela: the reply is about that."""
    meaning = follow_ups().meaning(text, [said("topic.answer", topic=topic)], Hand(topic))
    assert meaning is not None
    assert (meaning.intent, meaning.about) == ("find_service", about)
    assert follow_ups().meaning(text, [], DOOR) is None


@pytest.mark.parametrize("text", ["oon 17", "mä oon vasta 19", "jag är 18 år", "i am 17", "22 v"])
def test_an_age_alone_is_no_baby(text: str) -> None:
    """The classifier guesses a pregnancy."""
    last = [said("topic.answer", topic="study_trouble")]
    meaning = follow_ups().meaning(text, last, Hand("study_trouble"))
    assert meaning is not None
    assert (meaning.intent, meaning.about) == ("affirm", "age")


@pytest.mark.parametrize(
    "text", ["en haluukaa lähettää", "peru viesti", "jag vill int skicka det"]
)
def test_a_message_is_taken_back_in_words(text: str) -> None:
    meaning = follow_ups().meaning(text, [], Hand())
    assert meaning is not None
    assert meaning.intent == "message_status"


RIGHT_AFTER = [
    ("benefit_overpaid", "onks se petos", "legal"),
    ("benefit_overpaid", "är det ett brott", "legal"),
    ("benefit_overpaid", "is it fraud", "legal"),
    ("scam", "pitääks mun kertoo poliisille", "police"),
    ("scam", "måste jag berätta för polisen", "police"),
    ("scam", "entä jos tein sen jo kerran", "police"),
    ("scam", "what if i already did it", "police"),
    ("debt_help", "voiko sen pyytää pienemmäks", "changed"),
    ("employment_services", "saanko uuden", "changed"),
    ("debt_help", "voiks jonku pyytää avuks", "phone"),
    ("social_assistance", "kuka antaa", "phone"),
    ("legal_aid", "onks nää ilmasii", "cost"),
    ("sexual_health", "pitääks mun kertoo mutsille", "secret"),
    ("sexual_health", "måste pappan veta", "secret"),
    ("violence_help", "does my mom have to know", "secret"),
    ("online_abuse", "kan polisen ta bort det", "removed"),
    ("health_care", "entä jos en uskalla", "written"),
    ("health_care", "entä jos en mee", "ignored"),
    ("housing_allowance", "va ja sku ha fått", "how_much"),
    ("crime_victim", "no eihän miulla rahhoo oo uuteen", "unaffordable"),
    ("student_aid", "asun poikaystävän kans", "moves_in"),
    ("health_care", "tid", "book"),
    ("student_aid", "date", "deadline"),
    ("student_aid", "18", "age"),
    ("debt_help", "30e kuus", "figure"),
    ("debt_help", "30 euros a month", "figure"),
]


@pytest.mark.parametrize(("topic", "text", "about"), RIGHT_AFTER)
def test_what_is_said_right_after_an_answer_is_about_it(topic: str, text: str, about: str) -> None:
    question = follow_ups().question(text)
    meaning = follow_ups().meaning(text, [said("topic.answer", topic=topic)], Hand(topic))
    asked = question.about if question is not None and question.leans else None
    assert about == (asked or (meaning and meaning.about))


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("student_aid", "ja sit mul on vuokra 700"),
        ("social_assistance", "har 200 på kontot"),
        ("housing_allowance", "i have one child"),
        ("sexual_health", "jag vill int ha de"),
        ("rights_complaint", "kuolin häpeestä"),
    ],
)
def test_what_tells_more_of_the_matter_stays_with_it(topic: str, text: str) -> None:
    meaning = follow_ups().meaning(text, [said("topic.answer", topic=topic)], Hand(topic))
    assert meaning is not None
    assert meaning.intent == "topic_in_hand"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("kela pyytää takas 1200e asumistukee", "benefit_overpaid"),
        ("fpa vill ha tillbaka 800e", "benefit_overpaid"),
        ("poliisi ettii mua", "legal_aid"),
        ("the police want me", "legal_aid"),
        ("menetin yöunet", "mental_health"),
    ],
)
def test_one_word_does_not_hide_whose_matter_it_is(text: str, intent: str) -> None:
    meaning = follow_ups().meaning(text, [], Hand())
    assert meaning is not None
    assert meaning.intent == intent


@pytest.mark.parametrize(
    "text", ["saanko kelalta takas 50e", "poliisi löi mua", "mun veli kuoli", "elämä 30e kuus"]
)
def test_what_only_sounds_like_it_is_left_alone(text: str) -> None:
    meaning = follow_ups().meaning(text, [], Hand("debt_help"))
    assert meaning is None or meaning.intent not in ("benefit_overpaid", "legal_aid", "affirm")


def test_nobody_is_told_that_it_is_done_who_asks_what_if() -> None:
    for text in ("entä jos tein sen jo", "om jag redan gjort det", "what if i did it already"):
        question = follow_ups().question(text)
        assert question is None or question.about != "done"


@pytest.mark.parametrize("text", ["haluun lopettaa", "jag vill sluta", "i want to stop"])
@pytest.mark.parametrize(
    ("topic", "intent", "about"),
    [
        ("substance_use", "find_service", "changed"),
        ("work_rights", "topic_in_hand", None),
        ("locked_out", "something_else", None),
    ],
)
def test_who_wants_to_stop_means_the_matter_in_hand(
    text: str, topic: str, intent: str, about: str | None
) -> None:
    meaning = follow_ups().meaning(text, [said("topic.answer", topic=topic)], Hand(topic))
    assert meaning is not None
    assert (meaning.intent, meaning.about) == (intent, about)
    assert follow_ups().meaning(text, [], Hand()) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("haluun pois täältä", "mental_health"),
        ("vituttaa kaikki", "mental_health"),
        ("i want to get out of here", "mental_health"),
        ("puhelimen akku kuoli", "something_else"),
        ("min telefon dog", "something_else"),
        ("my phone died", "something_else"),
    ],
)
def test_to_get_away_erases_nothing_and_things_do_not_die(text: str, intent: str) -> None:
    meaning = follow_ups().meaning(text, [], Hand())
    assert meaning is not None
    assert meaning.intent == intent


@pytest.mark.parametrize(
    "text",
    ["mun äiti kuoli", "haluun lopettaa kaiken", "haluun muuttaa pois kotoa", "poista kaikki"],
)
def test_a_death_an_end_and_a_move_are_left_as_they_are(text: str) -> None:
    meaning = follow_ups().meaning(text, [], Hand())
    assert meaning is None or meaning.intent not in ("something_else", "mental_health")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("my husband must not know", "secret"),
        ("how much week", "deadline"),
        ("hur länge har ja på mej", "deadline"),
    ],
)
def test_what_is_asked_of_a_pregnancy_stays_with_it(text: str, about: str) -> None:
    hand = Hand("sexual_health")
    meaning = follow_ups().meaning(text, [said("topic.answer", topic=str(hand.topic))], hand)
    assert meaning is not None
    assert meaning.about == about
