"""Our replies as Telegram's messages, judged by the rules of the tests' Bot API server."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.render import keyboard_of, parts_of, split, to_html, to_plain, units
from bot.domain.messages import Button, Reply
from tests.botapi_rules import read_text


def test_bold_is_bold_and_everything_else_is_text() -> None:
    assert to_html("**Soita** 2 < 3 & 'x'\n1. Eka") == "<b>Soita</b> 2 &lt; 3 &amp; 'x'\n1. Eka"
    assert to_plain("**Soita** heti") == "Soita heti"


@pytest.mark.parametrize("text", ["a ** b", "**", "** a **", "****", "**a\nb**", "2**3 = 8"])
def test_stars_that_are_no_bold_stay(text: str) -> None:
    assert to_html(text) == text


def test_the_steps_of_a_scale_stand_six_in_a_row() -> None:
    keyboard = keyboard_of([Button("reply", str(step), f"x~{step}") for step in range(11)])
    assert keyboard is not None
    assert [len(row) for row in keyboard.inline_keyboard] == [6, 5]


def test_a_long_text_is_parted_between_sentences() -> None:
    text = " ".join(f"Tämä on lause numero {n}, ja se päättyy tähän." for n in range(300))
    parts = split(text, 1000)
    assert all(part.endswith("tähän.") and part.startswith("Tämä") for part in parts)
    assert " ".join(parts) == text


def test_lines_and_paragraphs_are_parted_before_sentences() -> None:
    paragraph = "Yksi asia. Toinen asia. Kolmas asia."
    parts = split("\n\n".join([paragraph] * 40), 200)
    assert set(parts) == {"\n\n".join([paragraph] * 5)}


@pytest.mark.parametrize(
    "text", ["Soita numeroon klo 16. Kela auttaa", "Kysy esim. töistä", "1. A"]
)
def test_a_stop_that_ends_no_sentence_parts_nothing(text: str) -> None:
    words = "sana " * 8
    parts = split(f"{words}. Loppu. {text} {words}", 80)
    assert not any(re.search(r"(klo \d+|esim|^\d)\.$", part) for part in parts)


def test_bold_words_are_never_torn() -> None:
    text = " ".join(["**Soita ensin numeroon. Sano nimesi. Kerro asiasi.**"] * 20)
    assert all(part.count("**") % 2 == 0 for part in split(text, 120))


def test_the_length_is_counted_as_telegram_counts_it() -> None:
    assert units("a😀") == 3
    assert [units(part) for part in split("😀" * 3000, 4096)] == [4096, 1904]


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("*<>&. \n"), max_size=400))
def test_whatever_is_said_telegram_takes_it_and_nothing_is_lost(text: str) -> None:
    parts = parts_of(Reply(text), limit=50)
    read = "".join(
        read_text({"text": part.html, "parse_mode": "HTML"})
        for part in parts
        if part.plain.strip()
    )
    assert re.sub(r"[\s*]", "", read) == re.sub(r"[\s*]", "", text)
    assert all(units(part.plain) <= 50 for part in parts)


def test_the_mark_stands_above_every_part_and_buttons_under_the_last() -> None:
    reply = Reply("Lause on tässä. " * 20, (Button("reply", "Kyllä", "a~1"),))
    parts = parts_of(reply, "(voi olla toisto)", limit=120)
    assert len(parts) > 2
    assert all(part.html.startswith("(voi olla toisto)\n\n") for part in parts)
    assert all(units(part.plain) <= 120 for part in parts)
    assert [part.keyboard is not None for part in parts] == [False] * (len(parts) - 1) + [True]


def test_short_buttons_stand_in_pairs_and_long_ones_alone() -> None:
    labels = ("Kyllä", "Ei", "Mistä saan apua asunnon kanssa", "Raha", "Koti", "Muu")
    keyboard = keyboard_of([Button("reply", label, f"x~{label}") for label in labels])
    assert keyboard is not None
    assert [[key.text for key in row] for row in keyboard.inline_keyboard] == [
        ["Kyllä", "Ei"],
        ["Mistä saan apua asunnon kanssa"],
        ["Raha", "Koti"],
        ["Muu"],
    ]


@pytest.mark.parametrize("text", ["Soita 09 310 5044.", "Soita (+358 9) 310 5044", "09-3105044"])
def test_a_number_that_is_in_the_text_is_not_said_twice(text: str) -> None:
    (part,) = parts_of(Reply(text, (Button("call", "Soita", "+35893105044"),)))
    assert (part.plain, part.keyboard) == (text, None)


def test_a_number_that_is_not_in_the_text_is_added_to_it() -> None:
    buttons = (
        Button("call", "Hätänumero", "tel:112"),
        Button("call", "Soita 0800 9 8811", "080098811"),
    )
    (part,) = parts_of(Reply("Odotusnumero 1123", buttons))
    assert part.plain == "Odotusnumero 1123\nHätänumero: 112\nSoita 0800 9 8811"


def test_an_address_that_telegram_refuses_as_a_button_is_said_in_words() -> None:
    buttons = (Button("url", "Sivu", "https://kela.fi"), Button("url", "Posti", "mailto:a@b.fi"))
    (part,) = parts_of(Reply("Katso.", buttons))
    assert part.plain == "Katso.\nPosti: mailto:a@b.fi"
    assert part.keyboard is not None
    assert part.keyboard.inline_keyboard[0][0].url == "https://kela.fi"
