"""Forms of place names for the tests, made without the code under test."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
PLACES = HERE.parents[1] / "bot" / "content" / "data" / "places"
KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
NEIGHBOURS = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in KEYS
    for at, letter in enumerate(row)
}


def six_cases() -> dict[str, tuple[str, ...]]:
    """Give the six cases of every municipality by code: nominative, genitive, partitive, in,
    from and to. Hard names are written by hand; the rest bend by the plainest rule."""
    lines = (HERE / "hard_names.tsv").read_text(encoding="utf-8").splitlines()
    by_hand = {line.split("\t")[0]: tuple(line.split("\t")) for line in lines}
    with (PLACES / "municipalities.csv").open(encoding="utf-8", newline="") as rows:
        names = {
            row["code"]: (row["name_fi"].removesuffix("n kunta"), row["locative"])
            for row in csv.DictReader(rows)
        }
    return {
        code: by_hand.get(name) or _plain(name, where) for code, (name, where) in names.items()
    }


def _plain(name: str, where: str) -> tuple[str, ...]:
    stem, a = where[:-3], where[-1]
    partitive = name + a
    if name.endswith("vesi"):
        partitive = f"{name[:-2]}ttä"
    elif name.endswith("i") and stem.endswith("e"):
        partitive = f"{name[:-1]}e{a}"
    if where[-2] == "l":
        last = (f"{stem}lt{a}", f"{stem}lle")
    else:
        last = (f"{stem}st{a}", f"{name}{name[-1]}n")
    return (name, f"{stem}n", partitive, where, *last)


def one_typo(word: str, random: Random) -> Iterator[str]:
    """Yield the word with one slip each: left out, doubled, neighbouring key, swapped, no dots."""
    letters = [at for at, letter in enumerate(word) if letter.isalpha()]
    at = random.choice(letters)
    yield word[:at] + word[at + 1 :]
    at = random.choice(letters)
    yield word[: at + 1] + word[at].lower() + word[at + 1 :]
    at = random.choice([at for at in letters if word[at].lower() in NEIGHBOURS])
    yield word[:at] + random.choice(NEIGHBOURS[word[at].lower()]) + word[at + 1 :]
    pairs = [at for at in letters[1:-1] if word[at] != word[at + 1] and word[at + 1].isalpha()]
    if pairs:
        at = random.choice(pairs)
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    yield word.translate(str.maketrans("äöåÄÖÅ", "aoaAOA"))
