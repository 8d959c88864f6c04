"""What stands in the way of a call, ties to whom one fears, and what names another matter."""

import pytest

from bot.domain.card_phrases import further_in, means_it, says_well, takes_back
from bot.domain.card_questions import QUESTIONS, Told
from bot.domain.card_signs import Sign, signs_in
from bot.domain.matter_words import names_matter

SAD: Told = ("crisis_suicide", "B", "self")
FRIEND: Told = ("crisis_suicide", "B", "other")
HIT: Told = ("crisis_violence_now", "B", "self")
SICK: Told = ("crisis_medical_now", "A", "self")
GRANDMA: Told = ("crisis_medical_now", "A", "other")
FIRE: Told = ("crisis_fire_now", "A", "self")

SAID: list[tuple[Told, str, str]] = [
    # what stands in the way
    (SAD, "credit", "ei oo saldoo"),
    (SAD, "credit", "i have no money on phone"),
    (SAD, "credit", "нет денег на телефоне"),
    (SAD, "credit", "ma3 3andi raseed"),
    (SICK, "language", "he ei puhu mun kieltä"),
    (HIT, "language", "they dont speak my language"),
    (SAD, "language", "i cant speak finnish they will not understand"),
    (SAD, "language", "talar de svenska där"),
    (SAD, "language", "я не говорю по фински"),
    (SICK, "cost", "maksaako ambulanssi"),
    (SICK, "cost", "kuka maksaa"),
    (SICK, "cost", "vad kostar ambulansen"),
    (SICK, "cost", "is it free"),
    (HIT, "papers", "do they take me without papers"),
    (HIT, "papers", "jag har inga papper"),
    (HIT, "forbidden", "mies kielsi soittamast"),
    (SICK, "forbidden", "my husband doesnt let me call"),
    (HIT, "seen", "mitä jos se näkee et oon soittanu"),
    (HIT, "seen", "what if he checks my phone"),
    (SAD, "worker", "can my worker help"),
    (SAD, "worker", "kan min kontaktperson hjälpa"),
    # calling, and those who come
    (SICK, "what_happens", "what they do if i call"),
    (SAD, "what_happens", "va händer om ja ringer"),
    (SAD, "who_answers", "kuka siel vastaa"),
    (SAD, "who_answers", "vem svarar där"),
    (HIT, "who_answers", "who answers there"),
    (SICK, "who_answers", "kuka siellä puhelimessa on"),
    (SAD, "who_answers", "who will i talk to"),
    (SAD, "language", "dom prata int svenska"),
    (SAD, "who_comes", "tuleeks joku mun oven taakse"),
    (SAD, "who_comes", "will someone come to my door"),
    (SAD, "police", "will they call police?"),
    (GRANDMA, "police", "en soita ku ne kutsuu poliisit"),
    (HIT, "no_help", "poliisi sano et ei voi mitään"),
    (HIT, "no_help", "the police didnt do anything"),
    (SICK, "wait", "kauanko niil kestää"),
    (SICK, "how_long", "how long do i have"),
    (SICK, "go_in", "pitääks siitä mennä jonnekki"),
    (SICK, "go_in", "do i have to go to hospital"),
    (GRANDMA, "along", "can i go with her"),
    (GRANDMA, "taken", "they took her"),
    (GRANDMA, "taken", "ambulanssi vei sen"),
    (GRANDMA, "breathing", "se heräs, se oli vaan tosi väsyny"),
    (GRANDMA, "arrived", "ne tuli"),
    (GRANDMA, "will_die", "onko se kuollu"),
    (FRIEND, "silent", "hän ei vastaa"),
    (FRIEND, "silent", "kukaan ei tiiä missä se on"),
    (FIRE, "sleep", "missä nukun"),
    (FIRE, "inside", "voinko mennä takas sisään"),
    (FIRE, "inside", "naapuri on sisällä"),
    (HIT, "scared", "fy fan va rädd ja blev"),
    (HIT, "take_child", "боюся що заберуть дитину"),
    (HIT, "take_child", "pelkään et ne vie lapset"),
    (SAD, "sorry", "sori et häiritsen"),
    # thoughts
    (SAD, "not_now", "en nyt heti"),
    (SAD, "not_now", "not right now"),
    (SAD, "soon", "ehkä illalla"),
    (SAD, "often", "nyt on taas se olo"),
    (SAD, "often", "mut joskus ihan oikeestikin"),
    (SAD, "means", "on mulla jotain lääkkeitä kaapis"),
    (SAD, "no_plan", "en oo suunnitellu mitää"),
    (SAD, "no_plan", "jag ska inte göra något"),
    (SAD, "safer", "ok i came inside"),
    (SAD, "not_deep", "int djupt"),
    (FRIEND, "means", "she has pills at home"),
    # whoever hurts
    (HIT, "left", "هو الآن في العمل"),
    (HIT, "left", "він зараз на роботі"),
    (HIT, "left", "se on nyt töissä"),
    (HIT, "asleep", "not now he is sleeping"),
    (HIT, "who", "se mun isäpuoli"),
    (HIT, "past", "se tapahtu viikko sit"),
    (HIT, "touch", "en haluu et kukaan koskee"),
    (HIT, "ticket", "lippu on jo ostettu"),
    (HIT, "passport", "mun passi on isällä"),
    (HIT, "children", "voinko ottaa lapset mukaan"),
    (HIT, "no_shelter", "en mee turvakotiin"),
    (HIT, "jail", "i dont want him go to jail"),
    (HIT, "shame", "i cant, mother will die of shame"),
    (HIT, "bond", "he said sorry"),
]


@pytest.mark.parametrize(("told", "what", "text"), SAID)
def test_it_is_read_as_what_it_means_beside_that_danger(told: Told, what: str, text: str) -> None:
    assert further_in(text, told) == what


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (HIT, "mun passi on hukassa"),
        (SAD, "mulla on lääkkeet loppu"),
        (SAD, "joka päivä rahat loppu"),
        (SAD, "maksaako kela vuokran"),
        (SAD, "mulla ei oo papereita kelan hakemukseen"),
        (SAD, "en aio mennä lääkäriin"),
        (SAD, "missä nukun"),
        (FIRE, "he is sleeping"),
        (HIT, "ne tuli"),
        (HIT, "he lost his phone"),
        (FRIEND, "ok i came inside"),
        (SAD, "soitan illalla kelaan"),
        (HIT, "is he asleep?"),
    ],
)
def test_another_matter_and_another_danger_are_not_read_so(told: Told, text: str) -> None:
    assert further_in(text, told) is None


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("это была шутка", True),
        ("jk i mean im deleting the app", True),
        ("bara skoj", True),
        ("ei tää oo vitsi", False),
    ],
)
def test_a_joke_is_heard_in_more_languages(text: str, is_so: bool) -> None:
    assert takes_back(text) is is_so


@pytest.mark.parametrize(
    "text",
    ["haha no im fine just stress", "vse normalno prosto ustala", "oon ihan ok vaan väsyny"],
)
def test_only_tired_or_stressed_is_well(text: str) -> None:
    assert says_well(text)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("mut oikeesti haluun", True),
        ("actually no i mean it", True),
        ("valehtelin, ei ollu läppä", True),
        ("men på riktigt", True),
        ("oikeesti mistä saan rahaa", False),
        ("ok kiitti", False),
    ],
)
def test_what_was_called_a_joke_was_meant(text: str, is_so: bool) -> None:
    assert means_it(text) is is_so


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("otin 30 panadolia", ("poison",)),
        ("mummo joi pesuainetta", ("poison",)),
        ("isä pakottaa mut naimisiin", ("forced",)),
        ("my boss took my passport", ("forced",)),
        ("mun kaveri raiskattiin", ("raped",)),
        ("mua pakotettiin seksiin bileissä", ("raped",)),
        ("i was forced to have sex", ("raped",)),
        ("he forces me to have sex with men for money", ("forced", "raped")),
        ("they want me take bag to sweden i owe money", ("forced",)),
        ("han dödar sig om jag gör slut", ("if_left",)),
        ("tapan itteni jos se lähtee", ()),
        ("slutade med benzo skakar", ("poison", "benzos")),
        ("mies löi mua", ()),
        ("haluan kuolla", ()),
    ],
)
def test_words_bear_signs_of_who_can_help(text: str, signs: tuple[Sign, ...]) -> None:
    assert signs_in(text) == signs


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("rahat loppu", True),
        ("min hyra är obetald", True),
        ("where can i get food", True),
        ("mun ohjaaja ei vastaa", True),
        ("she answered", False),
        ("se on töissä", False),
        ("en oo suunnitellu mitää", False),
        ("hm", False),
    ],
)
def test_a_practical_matter_is_named(text: str, is_so: bool) -> None:
    assert names_matter(text) is is_so


def test_every_danger_can_be_asked_everything() -> None:
    for told in QUESTIONS:
        for _, _, text in SAID:
            further_in(text, told)
