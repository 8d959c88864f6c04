"""Which language a message is in: ours, another that we recognise, or the conversation's."""

import re

import pytest

from bot.domain.messages import Language, answered_in
from bot.nlu.language import LanguageGuess


@pytest.fixture(scope="module")
def guess() -> LanguageGuess:
    return LanguageGuess()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("у меня нет денег на еду", "ru"),
        ("привет", "ru"),
        ("Як отримати допомогу з житлом?", "uk"),
        ("أحتاج مساعدة في السكن", "ar"),
        ("سلام من کمک میخواهم", "fa"),
        ("waan u baahanahay caawimaad guri", "so"),
        ("lacag ma haysto", "so"),
        ("ya ne znayu gde mne segodnya spat", "ru"),
        ("v mene nemaye hroshei na yizhu", "uk"),
        ("ma3andi floos lal akil shasawi", "ar"),
        ("man paisa baraye nan nadarom", "fa"),
    ],
)
def test_languages_without_words_of_ours_are_recognised(
    guess: LanguageGuess, text: str, wanted: str
) -> None:
    assert guess.guess(text, "fi") == wanted


@pytest.mark.parametrize("text", ["да", "ок", "ok", "da", "😀", "112", "emt", "jep", "nope"])
@pytest.mark.parametrize("current", ["fi", "en"])
def test_a_bare_short_word_does_not_change_the_language(
    guess: LanguageGuess, text: str, current: str
) -> None:
    assert guess.guess(text, current) == current


@pytest.mark.parametrize(
    "text",
    [
        "ma tarvitsen apua rahaa loppu",
        "mis maa saa apua",
        "mää oon ihan rikki",
        "waan mul ei oo rahaa",
        "helo mina ei raha",
    ],
)
def test_spoken_and_second_language_finnish_is_finnish(guess: LanguageGuess, text: str) -> None:
    assert guess.guess(text, "fi") == "fi"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hammas särkee ja mulla ei oo rahaa", "fi"),
        ("oon ilma rahaa eika oo syotavaa", "fi"),
        ("oon ihan poikki ja ei oo mitaan syotavaa kaapis", "fi"),
        ("min tjej e raskaana å jag ska bli isä", "sv"),
        ("Jag fick häätö papper idag va ska ja göra", "sv"),
    ],
)
def test_what_holds_common_words_or_letters_of_ours_is_no_somali(
    guess: LanguageGuess, text: str, wanted: str
) -> None:
    assert guess.guess(text, wanted) == wanted


def test_neither_are_both_languages_of_ours_at_once(guess: LanguageGuess) -> None:
    assert guess.guess("ta bort den där om hammaslääkäri", "fi") in {"fi", "sv"}


@pytest.mark.parametrize(
    "text",
    [
        "guriga lacag ma haysto oo aad baan u gaajaysanahay",
        "itäkeskus nin ayaa lagu garaacayaa bir madaxa dhiig baa ka socda",
        "codad ayaan maqlaa waxay leeyihiin sossu kolme päivää wax ma cunin",
        "tan iyo shalay ilkaha ayaa i xanuunaya oo ma seexan karo",
    ],
)
def test_somali_with_words_of_ours_in_it_stays_somali(guess: LanguageGuess, text: str) -> None:
    assert guess.guess(text, "fi") == "so"


@pytest.mark.parametrize("current", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "my landlord wants to kick me out",
        "i am pregnant",
        "i got scammed",
        "can u help me find a job",
        "kela stopped my money",
        "someone stole my phone",
        "lost my job",
        "i feel lonely",
        "i live in vaasa",
    ],
)
def test_small_words_of_english_decide_against_its_neighbours(
    guess: LanguageGuess, text: str, current: str
) -> None:
    assert guess.guess(text, current) == "en"


@pytest.mark.parametrize("current", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mul ei oo saldoo", "fi"),
        ("minä olen Ali", "fi"),
        ("vem e du", "sv"),
        ("va e du fö en", "sv"),
        ("kan ja få pikavippi", "sv"),
    ],
)
def test_two_small_words_of_finnish_or_swedish_decide(
    guess: LanguageGuess, text: str, current: str, wanted: str
) -> None:
    assert guess.guess(text, current) == wanted


@pytest.mark.parametrize(
    ("text", "current"),
    [("i Esbo", "fi"), ("i Vasa", "sv"), ("oon ihan out tästä", "fi"), ("ja bor i Vasa", "sv")],
)
def test_an_english_word_among_others_changes_nothing(
    guess: LanguageGuess, text: str, current: str
) -> None:
    assert guess.guess(text, current) == current


@pytest.mark.parametrize(
    ("heard", "now", "wanted"),
    [
        ("sv", "fi", ("sv", None)),
        ("ru", "fi", ("en", "fi")),
        ("so", "en", ("en", "fi")),
        ("uk", "sv", ("en", "sv")),
        ("de", "fi", None),
        (None, "fi", None),
    ],
)
def test_what_a_message_is_answered_in(
    heard: str | None, now: Language, wanted: tuple[Language, Language | None] | None
) -> None:
    assert answered_in(heard, now) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *((one, "en") for one in ("no money", "need doctor", "i lost keys", "lost job")),
        *((one, "sv") for one in ("pengar slut", "hjälp mej", "tappa nycklarna")),
        *((one, "fi") for one in ("avain hukassa", "ei rahaa", "kela hakemus", "asunto", "ok")),
    ],
)
def test_two_first_words_tell_the_language_where_no_device_does(
    guess: LanguageGuess, text: str, wanted: str
) -> None:
    assert guess.guess(text, None) == wanted


@pytest.mark.parametrize("talk", ["en", "sv"])
@pytest.mark.parametrize(
    "text",
    [
        *("lähihoitaja", "sähkölasku", "käräjäoikeus", "ammattikoulu", "toimeentulotuki"),
        *("selvitys pyyntö", "kela päätös", "vuokra", "itsemurha", "omatyöntekijä"),
        *("lähisuhdeväkivalta", "työttömyyskassa", "tarkistuslista"),
    ],
)
def test_the_finnish_name_of_a_thing_leaves_the_talk_in_its_language(
    guess: LanguageGuess, text: str, talk: str
) -> None:
    assert guess.guess(text, talk) == talk


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        *((one, "en") for one in ("hammaslääkäri say wait 3 month", "vuokra is 3 day late")),
        *((one, "en") for one in ("jälkihuolto worker", "terveysasema phone only finnish")),
        *((one, "en") for one in ("vakuutus must?", "sossu no answer", "verokortti where")),
        *((one, "sv") for one in ("vad är selvityspyyntö", "isännöitsijä svarar inte")),
        *((one, "sv") for one in ("terveysasema stängd", "sähkölasku för stor", "ulosotto brev")),
        *((one, "fi") for one in ("mikä on fpa", "fpa", "mun lease loppuu", "ok thx")),
    ],
)
def test_neither_does_it_among_words_of_the_talk(
    guess: LanguageGuess, text: str, talk: str
) -> None:
    assert guess.guess(text, talk) == talk


@pytest.mark.parametrize("talk", ["en", "sv"])
@pytest.mark.parametrize(
    "text",
    [
        *("ei rahaa", "tarvitsen apua", "en tiedä", "auta mua", "pelottaa", "puhutaan suomea"),
        *("haluan asunnon", "vuokra myöhässä", "kiitos", "missä kela on", "oon kaupassa"),
        *("mul ei oo saldoo", "äiti löi mua", "kela hylkäsi mun hakemuksen"),
    ],
)
def test_who_says_something_in_finnish_has_gone_over_to_it(
    guess: LanguageGuess, text: str, talk: str
) -> None:
    assert guess.guess(text, talk) == "fi"


@pytest.mark.parametrize(
    ("text", "talk", "wanted"),
    [
        *(("internet cheap", talk, "en") for talk in ("fi", "sv")),
        *(("bus card stolen", talk, "en") for talk in ("fi", "sv")),
        *((one, "fi", "sv") for one in ("hej", "jag väntar", "hyran sen igen", "var är fpa")),
        *((one, "en", "sv") for one in ("jag är rädd", "kan du hjälpa", "vill dö")),
        *((one, "fi", "fi") for one in ("thank you", "never mind", "jaa-a", "Good night.")),
    ],
)
def test_two_words_of_another_language_go_over_to_it_but_for_what_everybody_says(
    guess: LanguageGuess, text: str, talk: str, wanted: str
) -> None:
    assert guess.guess(text, talk) == wanted


FIRST = {
    "en": """
        he hit me|he rape me|he kick me|he touch me|he slap me|he choke me|she hit me|he follow me
        i drink 20 tablet|i take tablet 20|i hear voice say kill|bus card stolen|no food|no sleep
        no home|on street now|he say kill|me no sleep|a man follow me|lost passport|need doctor
        kela no answer|rent late|no friends""",
    "sv": """
        han slog mig|vill dö|han rör mig|hon sparkar mej|inga pengar|ingen mat|kan int sova
        busskortet borta|tog 20 tabletter|hör röster|hyran sen|tappade nyckeln|ingen vän
        fpa svarar inte|behöver läkare|jag ensam""",
    "fi": """
        he lyö mua|ne potki mua|se löi|he on täällä|me ei päästä sisään|on paha olla|no en mä tiiä
        ei ruokaa|en saa unta|bussikortti varastettiin|otin 20 pilleriä|kuulen ääniä
        vuokra myöhässä|he hakkas mut|me ollaan kadulla|ei kavereita|kela ei vastaa|hän koski muhun
        no niin|avain katosi""",
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (text.strip(), code)
        for code, rows in FIRST.items()
        for text in re.split(r"[|\n]", rows)
        if text
    ],
)
def test_a_few_first_words_are_answered_in_their_language(
    guess: LanguageGuess, text: str, wanted: str
) -> None:
    assert guess.guess(text, None) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "kela sano et pitää maksaa takas 800e",
        "mul on perintä lasku klarnasta 180e",
        "klarnan lasku 180e",
        "klarna 180e",
        "lasku 1 200 e",
        "saan 900 euroo kuus",
    ],
)
def test_the_unit_of_a_sum_and_the_name_of_a_lender_tell_no_language(
    guess: LanguageGuess, text: str
) -> None:
    assert guess.guess(text, "fi") == guess.guess(text, None) == "fi"


@pytest.mark.parametrize(("text", "wanted"), [("hyran e 450e", "sv"), ("i owe klarna 500e", "en")])
def test_words_around_a_sum_still_do(guess: LanguageGuess, text: str, wanted: str) -> None:
    assert guess.guess(text, None) == wanted
