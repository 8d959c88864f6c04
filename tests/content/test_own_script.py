"""Russian, Ukrainian, Arabic, Dari and Farsi in Latin letters, read back; all else as typed."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from bot.content.own_script import MOST, OwnScript, in_own_script, load_own_script
from bot.content.romanised import BITS, Guess
from bot.content.romanised_arabic import ArabicScript, written_forms
from bot.content.romanised_cyrillic import to_cyrillic
from bot.content.safety_variants import variants
from bot.domain.errors import ContentProblems
from bot.settings import ROOT

UNHEARD = ROOT / "tests" / "crisis" / "unheard"
WRITTEN_SO = {"prs": "fa"}


@pytest.fixture(scope="module")
def own_script() -> OwnScript:
    return load_own_script()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ya ne hochu zhit", "я не хочу жит"),
        ("Ja ne xochu zhit'", "я не хочу жить"),
        ("mama, prosti menya", "мама, прости меня"),
        ("pomogi, moy drug ne dyshit", "помоги, мой друг не дышит"),
        ("ya bilshe ne mozhu tak zhyty", "я білше не можу так жити"),
        ("dopomozhit, vin mene bye", "допоможіт, він мене бє"),
    ],
)
def test_cyrillic_is_read_back_letter_by_letter(typed: str, meant: str) -> None:
    assert in_own_script(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "mekhaham khudam ra bukushum",
        "mekhaaham xudem ra bokoshom",
        "mikham khodam ra bokosham",
    ],
)
def test_however_persian_vowels_are_typed_the_word_is_the_same(typed: str) -> None:
    words = in_own_script(typed).split()
    assert words[0] in ("میخواهم", "میخوام", "میخاهم", "میخام")
    assert words[1] == "خودم"
    assert words[-1] == "بکشم"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("hama tablet hara khordam", ["همه", "خوردم"]),
        ("rag-e dastam ra buridam", ["رگ", "دستم", "را"]),
        ("padaram mara mezana, komak", ["پدرم", "میزنه", "کمک"]),
        ("ana ared amoot w artah", ["اريد", "اموت"]),
        ("sadiqi akal kul el 7oboob", ["صديقي", "اكل", "الحبوب"]),
        ("3andi sikkina w ra7 aqtla", ["عندي", "راح"]),
    ],
)
def test_words_of_danger_are_read_back(typed: str, words: list[str]) -> None:
    read = in_own_script(typed).replace(",", "").split()
    assert [word for word in words if word not in read] == []


@pytest.mark.parametrize(
    "typed",
    [
        "mulla ei oo rahaa ja vuokra pitäis maksaa",
        "da e int mycke pengar kvar",
        "im so tired of this kela thing man",
        "waxaan rabaa inaan dhinto",
        "nie mam pieniędzy na jedzenie, co robić",
        "mul ei ole raha ja ma ei tea mida teha",
        "param yok, ne yapacağım bilmiyorum",
        "no tengo dinero para comer",
        "моей маме плохо",
        "ما بدي عيش",
        "می‌خواهم بمیرم kela sossu",
        "salam",
        "",
        "112",
    ],
)
def test_what_is_no_such_language_stays_as_it_was_typed(typed: str) -> None:
    assert in_own_script(typed) == typed


@pytest.mark.parametrize("typed", ["ya ne hochu bolshe zhit", "man digar nemikham zende basham"])
@pytest.mark.parametrize("kind", ["hidden", "spelt", "leet"])
def test_a_hidden_language_is_read_back_as_well(typed: str, kind: str) -> None:
    hidden = variants(typed)[kind]
    assert in_own_script(hidden).split() == in_own_script(typed).split()


def test_digits_that_are_sounds_stay_sounds(own_script: OwnScript) -> None:
    typed = "ana ma 3am bi2dar 3ish heik ba3d"
    assert own_script.language(typed) == "ar"
    assert "ع" in in_own_script(typed)


def test_a_finnish_word_among_others_stays(own_script: OwnScript) -> None:
    read = own_script.read("oleskelulupa nametana darwaza ra baz kona, ma da birun astom")
    assert read is not None
    assert read.split()[0] == "oleskelulupa"
    assert "دروازه" in read


def test_rows_that_nothing_was_fitted_on_are_recognised(own_script: OwnScript) -> None:
    found: Counter[bool] = Counter()
    with (UNHEARD / "other.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            language = WRITTEN_SO.get(row["lang"], row["lang"])
            if language != "so" and row["text"].replace("’", "'").isascii():
                found[own_script.language(row["text"]) == language] += 1
    assert found.total() > 300
    assert found[True] >= 0.95 * found.total()


@pytest.mark.parametrize("name", ["fi", "sv", "en", "ordinary"])
def test_our_own_languages_are_hardly_ever_taken_for_one(own_script: OwnScript, name: str) -> None:
    with (UNHEARD / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    ours = [row["text"] for row in rows if row.get("lang", name) in ("fi", "sv", "en")]
    taken = [text for text in ours if own_script.language(text)]
    assert len(taken) <= 0.003 * len(ours), taken


def test_only_the_beginning_of_a_long_message_is_read_back(own_script: OwnScript) -> None:
    said = "ya ne hochu zhit "
    read = own_script.read(said * 500)
    assert read is not None
    assert read.startswith("я не хочу жит")
    assert read[MOST:].endswith(said)
    assert len(read) <= len(said) * 500


def test_the_likelier_of_words_with_the_same_consonants_is_taken() -> None:
    script = ArabicScript("fa", ["مردم", "مرد", "میرم", "بمیرم"])
    assert script.read("mordam") == "مردم"
    assert script.read("bemiram") == "بمیرم"
    assert script.read("miram") == "میرم"


def test_a_word_that_nobody_knows_is_spelt_letter_by_letter() -> None:
    assert ArabicScript("fa", ["مردم"]).read("zouleekhaa") == "زولیخا"
    assert ArabicScript("ar", ["موت"]).read("sikkiin") == "سکین"


def test_written_forms_leave_out_marks_and_other_letters() -> None:
    words = {"مُوت": 2.0, "می\u200cکشم": 3.0, "pubg": 9.0, "موت": 1.0, "ـ": 5.0}
    assert written_forms(words) == ["میکشم", "موت"]


def test_a_short_i_and_a_soft_sign() -> None:
    assert to_cyrillic("dolgiy", "ru") == "долгий"
    assert to_cyrillic("zhit’", "ru") == "жить"
    assert to_cyrillic("miy", "uk") == "мій"
    assert to_cyrillic("novyy", "ru") == "новый"
    assert to_cyrillic("novyye", "ru") == "новые"
    assert to_cyrillic("policiya", "ru") == "полиция"
    assert to_cyrillic("mariya", "uk") == "марія"


@pytest.mark.parametrize("kept", [b"", b"no model", None])
def test_a_file_that_is_no_model_is_told(tmp_path: Path, kept: bytes | None) -> None:
    path = tmp_path / "romanised.npz"
    if kept is not None:
        path.write_bytes(kept)
    with pytest.raises(ContentProblems, match="romanised languages"):
        Guess.load(path)


def test_a_model_of_another_size_is_told(tmp_path: Path) -> None:
    import numpy as np

    path = tmp_path / "romanised.npz"
    weights = np.zeros((1 << (BITS - 1), 5), np.int8)
    np.savez_compressed(path, weights=weights, loudest=np.array(1.0), bias=np.zeros(5))
    with pytest.raises(ContentProblems, match="romanised languages"):
        Guess.load(path)
