"""What a topic tells only to whoever asks (``asked``) is reached in each language, and is told."""

from collections.abc import Iterator

import pytest

from bot.content.follow_ups import FollowUps
from bot.content.loader import DATA
from bot.domain.hand import Hand
from bot.domain.messages import LANGUAGES, Language, Say
from bot.domain.topics import Topic
from tests.builders import a_person, composer_at, content
from tests.directory_builders import FRIDAY_NOON, SATURDAY_LATE

# How each question is put, in Finnish, Swedish and English. A new question gets its line here.
WAYS = {
    "age": ("minkä ikänen pitää olla", "finns det åldersgräns", "is there an age limit"),
    "along": ("voiko joku tulla mukaan", "kan någon komma med", "can someone come with me"),
    "anonymous": (
        "voinko soittaa nimettömänä",
        "kan jag ringa anonymt",
        "can i call anonymously",
    ),
    "back": ("saanko rahat takas", "får jag pengarna tillbaka", "do i get the money back"),
    "benefits": (
        "onko toimeentulotuesta haittaa",
        "är utkomststöd ett problem",
        "is social assistance a problem",
    ),
    "cannot_come": ("mitä jos en pääse", "om jag inte kan komma", "what if i cant come"),
    "changed": ("voiks sen perua", "kan man ångra det", "can i cancel it"),
    "codes": ("mistä saan tunnukset", "hur får ja koden", "how do i get bank codes"),
    "contract": ("meillä on yhteinen sopimus", "vi har samma avtal", "we have the same contract"),
    "cost": ("paljonko se maksaa", "vad kostar det", "how much does it cost"),
    "deadline": (
        "entä jos teen sen huomenna",
        "kan jag göra det nästa vecka",
        "what if i do it next week",
    ),
    "decider": ("kuka siitä päättää", "vem bestämmer", "who decides"),
    "documents": ("mitä papereita ne haluu", "vilka papper behövs", "what papers they want"),
    "evicted": ("joudunks mä pihalle", "blir jag vräkt", "will i lose my home"),
    "found_again": ("entä jos se löytyy", "om jag hittar det", "what if i find it"),
    "how": ("miten se tehdään", "hur gör jag", "how do i do it"),
    "how_long": ("kauan siinä menee", "hur länge tar det", "how long it takes"),
    "how_much": ("paljonko siitä saa", "hur mycket får man", "how much i will get"),
    "ignored": ("entä jos en tee mitään", "om jag inte svarar", "what if i dont answer"),
    "interpreter": ("saanko tulkin", "får jag en tolk", "can i get an interpreter"),
    "kept": ("onks ne vielä olemassa", "finns de kvar", "are they still kept"),
    "language_skill": (
        "pitääkö osata suomea",
        "måste jag kunna finska",
        "do i need to know finnish",
    ),
    "lawyer": ("paljonko juristi maksaa", "vad kostar en jurist", "is a lawyer free"),
    "legal": ("onko se laillista", "är det lagligt", "is it legal"),
    "maintenance": (
        "kuinka paljon elatustuki on",
        "hur mycket är underhållsstödet",
        "how much is child support",
    ),
    "meanwhile": ("voinko tehdä töitä", "får jag jobba", "can i work"),
    "new_worker": (
        "saanko uuden työntekijän",
        "kan jag byta kontaktperson",
        "can i get a new worker",
    ),
    "payer": ("kuka sen maksaa", "vem betalar det", "who pays for it"),
    "police": (
        "pitääks mun kertoo siitä poliisille",
        "måste jag anmäla det till polisen",
        "do i have to tell the police",
    ),
    "promised": ("lupas viime kuussa jo", "chefen lovade betala", "he promised to pay"),
    "reason": ("onks pakko sanoo syy", "måste jag säga varför", "do i have to say why"),
    "refused": ("entä jos ne sanoo ei", "om de säger nej", "what if they say no"),
    "removed": ("voiko ne kuvat poistaa", "kan de tas bort", "can they be removed"),
    "secret": ("kuka sen näkee", "vem får veta det", "who sees it"),
    "taken_child": ("voiko ne viedä vauvan", "kan de ta mitt barn", "can they take my baby"),
    "takes": ("ottaako ne mun palkan", "tar de min lön", "do they take my pay"),
    "voluntary": ("onks pakko", "är det obligatoriskt", "is it necessary"),
    "where": ("mistä mä nään sen", "var ser jag det", "where can i see it"),
    "who": ("kuka sitä saa", "vem får det", "who can get it"),
    "why": ("miks", "varför", "why"),
}


def telling() -> Iterator[tuple[Topic, str]]:
    """Yield every topic, and every case of one, with each question that it answers itself."""
    for topic in content().topics.values():
        for told in (topic, *(topic.in_case(case.id) for case in topic.cases)):
            if told is topic or told.case:
                yield from ((told, question) for question in told.asked)


ASKED = [pytest.param(told, question, id=f"{told.ref}-{question}") for told, question in telling()]


def asked_by(text: str, told: Topic) -> str | None:
    """Return what is asked with a topic in hand."""
    follow_ups = FollowUps.load(DATA / "search" / "follow_ups.yml")
    question = follow_ups.question(text)
    if question is not None and question.leans:
        return question.about
    last = [{"key": "topic.answer", "args": {"topic": told.id}}]
    meaning = follow_ups.meaning(text, last, Hand(told.id, case=told.case))
    return meaning.about if meaning is not None else None


def test_every_question_that_a_topic_answers_has_a_way_to_put_it() -> None:
    assert {question for _, question in telling()} <= WAYS.keys()


@pytest.mark.parametrize(("told", "question"), ASKED)
def test_ordinary_words_ask_what_a_topic_answers(told: Topic, question: str) -> None:
    assert {way: asked_by(way, told) for way in WAYS.get(question, ())} == dict.fromkeys(
        WAYS.get(question, ()), question
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("told", "question"), ASKED)
def test_whoever_asks_is_told_the_topics_own_answer(
    told: Topic, question: str, language: Language
) -> None:
    """By day and on a Saturday night, in plain words too."""
    begins = told.asked[question][language].split("{")[0].split("\n")[0].strip()
    case = {"case": told.case} if told.case else {}
    say = Say("answer.about", {"about": question, "topic": told.id, **case})
    for at in (FRIDAY_NOON, SATURDAY_LATE):
        for plain in (False, True):
            person = a_person(language=language, plain=plain)
            reply = composer_at(at).compose(say, person)[0]
            assert reply.text.startswith(begins)
