"""From messages without an answer to rows: proposed, accepted by an editor, kept or put back."""

from pathlib import Path
from typing import Any

import pytest

from bot.nlu.evaluation import Result
from bot.nlu.learning import LEARNED, accepted, add, as_table, compare, propose
from bot.nlu.rows import Row, read_rows

KNOWN = [Row("rahat loppu", "money_run_out", "fi", "eetu")]
INTENTS, LANGUAGES = ("money_run_out", "locked_out"), ("fi", "sv", "en")


def understand(text: str) -> dict[str, Any]:
    names = ["locked_out", "money_run_out"] if "avain" in text else ["money_run_out", "locked_out"]
    sure = 0.4 if "avain" in text else 0.2
    ranking = [{"name": names[0], "confidence": sure}, {"name": names[1], "confidence": 0.1}]
    return {"language": "fi", "ranking": ranking}


def table(*lines: str) -> str:
    return "\n".join(["accept\tintent\tlanguage\ttext\tconfidence\tother", *lines])


def test_what_is_new_is_proposed_scrubbed_and_the_surest_first() -> None:
    texts = ["fyrkat finaalissa, soita 040 1234567", "Rahat  loppu", "avain katos", "avain katos"]
    found = propose(texts, understand, KNOWN)
    assert [one.text for one in found] == ["avain katos", "fyrkat finaalissa, soita (number)"]
    assert [one.intent for one in found] == ["locked_out", "money_run_out"]


def test_an_editors_table_comes_back_as_rows() -> None:
    made = as_table(propose(["avain katos", 'se sano "ei"'], understand, KNOWN))
    lines = made.splitlines()
    filled = "\n".join([lines[0], *("x" + line for line in lines[1:])])
    rows = accepted(filled, INTENTS, LANGUAGES)
    assert [(row.text, row.intent) for row in rows] == [
        ("avain katos", "locked_out"),
        ('se sano "ei"', "money_run_out"),
    ]


def test_only_accepted_lines_are_taken_with_the_editors_label() -> None:
    rows = accepted(
        table("x\tmoney_run_out\tfi\tavain katos\t0.4\t", "\tlocked_out\tfi\tmuuta\t0.2\t"),
        INTENTS,
        LANGUAGES,
    )
    assert [(row.text, row.intent) for row in rows] == [("avain katos", "money_run_out")]


def test_every_wrong_line_is_told_with_its_number() -> None:
    with pytest.raises(ValueError, match="line 2") as caught:
        accepted(
            table(
                "x\tmoney\tfi\tavain\t\t",
                "x\tlocked_out\tru\tavain\t\t",
                "x\tlocked_out\tfi\t[a]\t\t",
            ),
            INTENTS,
            LANGUAGES,
        )
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "line 2",
        "line 3",
        "line 4",
    ]


def test_a_file_that_is_no_table_is_told() -> None:
    with pytest.raises(ValueError, match="columns"):
        accepted("rahat loppu\n", INTENTS, LANGUAGES)


def test_rows_are_added_once_and_earlier_ones_stay(tmp_path: Path) -> None:
    one, other = (Row(text, "locked_out", "fi", "learned") for text in ("avain katos", "ovi kii"))
    assert add([one], tmp_path) == 1
    assert add([one, other], tmp_path) == 1
    assert [row.text for row in read_rows(tmp_path)] == ["avain katos", "ovi kii"]
    assert (tmp_path / "fi" / LEARNED).exists()


def results(*rights: bool) -> list[Result]:
    return [
        Result("a", "fi", str(number), "a" if right else "b", 0.9, ("a",), "a")
        for number, right in enumerate(rights)
    ]


def test_a_new_model_takes_the_place_of_one_that_reads_no_better() -> None:
    good, bad = results(*[True] * 10), results(*[True] * 9, False)
    assert compare(bad, good).keeps
    assert compare(good, good).keeps
    assert not compare(good, bad).keeps
