"""Places are found in every form people write, and nowhere else."""

import unicodedata
from random import Random
from statistics import mean
from time import perf_counter

import pytest

from bot.content.county_files import county_in
from bot.content.places import County, Municipality, Places
from bot.domain.small_words import KNOWN, SAYING
from bot.settings import ROOT
from tests.content.place_cases import HERE, PLACES, one_typo, six_cases

ENOUGH = 0.95


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load(PLACES)


def names(places: Places, text: str, *, asked: bool = False) -> list[str]:
    return [match.place.name_fi for match in places.find(text, asked=asked)]


def test_all_municipalities_and_counties_of_2026_are_there(places: Places) -> None:
    assert len(places.municipalities) == 308
    assert len(places.counties) == 21 + 2  # Helsinki and Åland organise their own
    assert {town.county_code for town in places.municipalities.values()} == set(places.counties)
    kerava = places.municipalities["245"]
    assert kerava == Municipality("245", "Kerava", "Kervo", "Keravalla", "04")
    assert places.counties[kerava.county_code].name_fi == "Vantaan ja Keravan hyvinvointialue"
    assert [town.name_fi for town in places.municipalities.values() if not town.locative] == [
        "Saltvik"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("asun Järvenpääs", ["Järvenpää"]),
        ("Turkku", ["Turku"]),
        ("keravalt", ["Kerava"]),
        ("onko turus ketään", ["Turku"]),
        ("oon tampereelt mut muutan kuopioon", ["Tampere", "Kuopio"]),
        ("Kouvolasta, Haminasta ja Kotkasta", ["Kouvola", "Hamina", "Kotka"]),
        ("asun jarvenpaassa", ["Järvenpää"]),
        ("minä asua helsinkissä", ["Helsinki"]),
        ("ASUN LAHDESSA", ["Lahti"]),
        ("Jkl:ssä", ["Jyväskylä"]),
        ("Tre:lla", ["Tampere"]),
        ("hesas", ["Helsinki"]),
        ("Vuosaari", ["Helsinki"]),
        ("asun vuosaares", ["Helsinki"]),
        ("Gårdsbacka", ["Helsinki"]),
        ("bor i Nordsjö", ["Helsinki"]),
        ("Hervanta", ["Tampere"]),
        ("asun hervannassa", ["Tampere"]),
        ("oon leppävaarast", ["Espoo"]),
        ("i live in Varissuo", ["Turku"]),
        ("Mänttä-Vilppulas", ["Mänttä-Vilppula"]),
        ("mänttä vilpula", ["Mänttä-Vilppula"]),
        ("Koski Tl", ["Koski Tl"]),
        ("Pedersören kunnassa", ["Pedersören kunta"]),
        ("Jag bor i Esbo", ["Espoo"]),
        ("Borgå", ["Porvoo"]),
        ("från S:t Michel", ["Mikkeli"]),
        ("jag bor i S:t Karins", ["Kaarina"]),
        ("Bor på Kimitoön", ["Kemiönsaari"]),
        ("I moved to Tampere from Oulu", ["Tampere", "Oulu"]),
        ("I live near Turku's market", ["Turku"]),
        ("Pertunmaalla", ["Mäntyharju"]),
        ("Toijalas", ["Akaa"]),
        ("asun lahes", ["Lahti"]),
        ("lahest kotosin", ["Lahti"]),
        ("tikkurilassa", ["Vantaa"]),
        (unicodedata.normalize("NFD", "ähtärissä"), ["Ähtäri"]),
        ("tampereella💙", ["Tampere"]),
    ],
)
def test_municipality_is_found_as_people_write_it(
    places: Places, text: str, expected: list[str]
) -> None:
    assert names(places, text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vantaan ja Keravan hyvinvointialueella", "04"),
        ("itä-uudenmaan hyvinvointialue", "01"),
        ("Länsi-Uudellamaalla", "03"),
        ("muutin pohjois karjalaan", "14"),
        ("keskisuomessa", "15"),
        ("pirkanmaalt", "08"),
        ("Lapissa", "21"),
        ("Varhan työntekijä", "05"),
        ("siun sotessa", "14"),
        ("Österbottens välfärdsområde", "17"),
        ("i Västra Nyland", "03"),
        ("på Åland", "91"),
        ("Etelä-Pohjnamaalla", "16"),
    ],
)
def test_county_is_found_by_name_area_and_brand(places: Places, text: str, code: str) -> None:
    assert [match.place for match in places.find(text)] == [places.counties[code]]


def test_every_county_is_found_by_both_official_names(places: Places) -> None:
    for county in places.counties.values():
        for name in (county.name_fi, county.name_sv):
            [match] = places.find(name)
            code = match.place.code
            # Helsinki is a city and its own organiser: the city is what people mean.
            assert code == county.code or (county.code, code) == ("90", "091"), name
            assert isinstance(match.place, Municipality if county.code == "90" else County)


def test_every_swedish_name_is_found(places: Places) -> None:
    for town in places.municipalities.values():
        assert [m.place for m in places.find(f"jag bor i {town.name_sv}")] == [town], town


def test_match_says_where_it_stands_and_how_sure_it_is(places: Places) -> None:
    text = "Mä asun Järvenpääs, ennen Helsingis ja Mänttä, Vilppulassa"
    found = [(text[match.start : match.end], match.score) for match in places.find(text)]
    assert found == [("Järvenpääs", 1.0), ("Helsingis", 1.0), ("Mänttä, Vilppulassa", 1.0)]
    assert places.find("Turkku")[0].score < 1.0
    assert places.find("asun salo")[0].score == 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("salo on metsä", []),
        ("kerron Salosta", ["Salo"]),
        ("salossa sataa", ["Salo"]),
        ("asun salo", ["Salo"]),
        ("salo", []),
        ("Salo", ["Salo"]),
        ("Kela Salo", []),
        ("mulla on kolari takana", []),
        ("asun kolarissa", ["Kolari"]),
        ("Salla soitti", []),
        ("kotikunta Salla", ["Salla"]),
        ("ohjaaja Maija Lahti", []),
        ("lähden kotiin", []),
        ("ii", []),
        ("asun iissä", ["Ii"]),
    ],
)
def test_ordinary_word_needs_something_that_speaks_for_a_place(
    places: Places, text: str, expected: list[str]
) -> None:
    assert names(places, text) == expected


def test_short_answer_to_our_question_is_believed_and_a_story_is_not(places: Places) -> None:
    assert names(places, "salo", asked=True) == ["Salo"]
    assert names(places, "kotka tai hamina", asked=True) == ["Kotka", "Hamina"]
    assert names(places, "oullu", asked=True) == ["Oulu"]
    assert names(places, "en halua sanoa", asked=True) == []
    assert names(places, "en tiiä vielä kun mulla oli kolari ja kaikki meni", asked=True) == []


def test_names_alike_are_never_mixed_up(places: Places) -> None:
    for name in ("Tornio", "Ylitornio", "Kemi", "Kemijärvi", "Keminmaa", "Tervo", "Tervola"):
        assert names(places, name) == [name]
    # One letter from Pyhäjoki, Pyhäjärvi and Pyhäntä at once: ask, do not guess.
    assert names(places, "pyhäj", asked=True) == []


@pytest.mark.parametrize("sentence", ["{}", "oon {}", "olin {}", "jag är {}", "i am {}"])
def test_no_word_that_tells_a_language_is_a_slip_of_a_place(places: Places, sentence: str) -> None:
    bent = "kipee kipeen kipeenä velkaan palkkaan palkasta inttiin äitille kouluu itee laskuu"
    known = frozenset().union(*KNOWN.values(), *SAYING.values(), bent.split())
    slips = {
        word: match.place.name_fi
        for word in known
        for match in places.find(sentence.format(word))
        if match.score < 0.9
    }
    assert slips == {}


def test_ordinary_sentences_hold_no_places(places: Places) -> None:
    sentences = (HERE / "ordinary_sentences.txt").read_text(encoding="utf-8").splitlines()
    assert len(sentences) >= 150
    false = {text: names(places, text) for text in sentences if places.find(text)}
    print(f"false matches: {len(false)} of {len(sentences)} sentences: {false}")
    assert len(false) <= 2


@pytest.mark.parametrize(
    ("sentence", "asked"), [("{}", True), ("mä asun {} ja tarviin apua", False)]
)
def test_six_cases_and_one_typo_of_every_name_are_found(
    places: Places, sentence: str, asked: bool
) -> None:
    random = Random(2026)
    right = {"exact": 0, "typo": 0}
    seen = {"exact": 0, "typo": 0}
    wrong = 0
    for code, forms in six_cases().items():
        for form in forms:
            for kind, written in [
                ("exact", form),
                *(("typo", slip) for slip in one_typo(form, random)),
            ]:
                found = places.find(sentence.format(written.lower()), asked=asked)
                codes = {match.place.code for match in found}
                seen[kind] += 1
                right[kind] += codes == {code}
                wrong += bool(codes - {code})
    shares = {kind: right[kind] / seen[kind] for kind in seen}
    print(f"{sentence!r}: {shares}, another place {wrong} of {sum(seen.values())}, {seen}")
    assert shares["exact"] == 1.0
    assert shares["typo"] >= ENOUGH
    assert wrong / sum(seen.values()) < 0.002


def test_six_cases_are_found_without_a_word_like_asun(places: Places) -> None:
    forms = [(code, form) for code, cases in six_cases().items() for form in cases]
    for written, least in ((str.title, 0.98), (str.lower, ENOUGH)):
        right = sum(
            [match.place.code for match in places.find(f"mitä apua {written(form)} saa")] == [code]
            for code, form in forms
        )
        print(f"{written.__name__}: {right / len(forms):.4f} of {len(forms)}")
        assert right / len(forms) >= least


def test_looking_is_quick(places: Places) -> None:
    without = (
        "mulla on tosi paha olla ja rahat loppu enkä tiiä kenelle voisin soittaa tänään yöllä"
    )
    spent = []
    for place in ("", " asun järvenpääs", " muutin hämenlinnasta kirkkonumelle"):
        for _ in range(50):
            start = perf_counter()
            places.find(without + place)
            spent.append(1000 * (perf_counter() - start))
    print(f"mean {mean(spent):.2f} ms, 95 % within {sorted(spent)[142]:.2f} ms")
    # The promise is 3 ms; a loaded test machine gets room.
    assert sorted(spent)[142] < 15


@pytest.mark.parametrize(
    "text",
    [
        *("mun elisan liittymä on kiinni", "Elisa lähetti laskun", "no mul ei oo ammattii"),
        *("näytä valikko", "valikkoon", "kattilas"),
    ],
)
def test_a_firm_or_a_spoken_word_moves_nobody_to_another_county(places: Places, text: str) -> None:
    assert names(places, text) == []
    assert names(places, text, asked=True) == []


@pytest.fixture(scope="module")
def of_county(places: Places) -> Places:
    return places.of(county_in(ROOT / "demo" / "county"))


@pytest.mark.parametrize(
    "text",
    [
        *("Testilä", "testila", "i live in Testilä", "jag är Testilä", "testilä eftervård"),
        *("where i go i am in testilä", "asun testilässä", "muutan testilään", "Testiläs"),
        *("testilän sossu", "Testillä"),
    ],
)
def test_a_countys_own_name_is_found_before_what_is_written_nearly_so(
    of_county: Places, text: str
) -> None:
    assert [match.place.code for match in of_county.find(text)] == ["04"]
    assert names(of_county, text) == ["Testilä"]


def test_the_names_of_a_county_are_its_own(places: Places, of_county: Places) -> None:
    assert "Testilä" not in names(places, "asun testilässä")
    assert names(of_county, "asun siikalatvalla") == ["Siikalatva"]
    assert names(of_county, "tää on testi") == []
    assert places.of(None) is places
