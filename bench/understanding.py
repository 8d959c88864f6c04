"""What each part of the classifier is worth on voices that it has never heard.

``uv run python -m bench.understanding`` trains once for every group of voices left out (minutes
each) and prints, beside the shares of right readings, how far each part is from the whole: the
difference with its 95 % interval by a paired bootstrap over the same messages.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.figures import BUILD, machine, markdown, told
from bot.nlu.folding import tidy
from bot.nlu.hybrid import HybridModel, join
from bot.nlu.intent import encoder, vectors_of
from bot.nlu.meaning import log_softmax
from bot.nlu.rows import Row, read_rows
from bot.settings import ROOT

GROUPS = (
    frozenset({"eetu", "hodan", "wilma", "omar"}),
    frozenset({"turku", "amir", "rasmus", "yusuf", "tyler"}),
    frozenset({"savo", "nelli", "oskar", "sofiia", "daniel"}),
)
"""Fourteen of the 26 voices, each with its own way: slang, dialects, second languages, typos."""

WHOLE = "Hybrid, as in use"
DRAWS = 2_000

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heard:
    """What each part of a model says of some messages, and how the cascade went."""

    rows: Sequence[Row]
    wanted: NDArray[np.int32]
    scores: dict[str, Scores]
    fast: NDArray[np.bool_]
    confidence: Scores


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.understanding", description=__doc__)
    parser.add_argument("--groups", type=int, default=len(GROUPS), help="how many are left out")
    given = parser.parse_args(arguments)
    about = machine()
    heard = [left_out(group) for group in GROUPS[: given.groups]]
    lines, figures = table(heard)
    wanted = np.concatenate([one.wanted for one in heard])
    fast = np.concatenate([one.fast for one in heard])
    whole, cascade = (_right(heard, name)[:, 0] for name in (WHOLE, "Cascade"))
    confidence = np.concatenate([one.confidence for one in heard])
    figures |= {
        "messages": len(wanted),
        "fast_share": float(fast.mean()),
        "cascade_lost_points": float(100 * (whole.mean() - cascade.mean())),
        "calibration_error": calibration_error(confidence, cascade),
    }
    BUILD.mkdir(parents=True, exist_ok=True)
    kept = json.dumps({"machine": about, **figures}, indent=2)
    (BUILD / "understanding.json").write_text(kept + "\n")
    print(f"Measured {told(about)}; {len(wanted)} messages of voices left out.\n\n{lines}\n")
    print(f"Letters alone answer {100 * fast.mean():.0f} % of the messages; the cascade loses")
    print(f"{figures['cascade_lost_points']:.2f} points. ECE {figures['calibration_error']:.3f}.")


def left_out(voices: frozenset[str]) -> Heard:
    """Return what a model without these voices says of their messages."""
    print(f"Training without {', '.join(sorted(voices))} (minutes) ...", flush=True)
    rows = read_rows(ROOT / "nlu_data" / "nlu")
    texts = [tidy(row.text) for row in rows]
    vectors = vectors_of(texts, encoder())
    unheard = np.array([row.persona in voices for row in rows])
    seen, theirs = np.flatnonzero(~unheard), np.flatnonzero(unheard)
    model = HybridModel.fit(
        [texts[at] for at in seen],
        [rows[at].intent for at in seen],
        None if vectors is None else vectors[seen],
        [rows[at].persona for at in seen],
    )
    return ask(model, [rows[at] for at in theirs], None if vectors is None else vectors[theirs])


def ask(model: HybridModel, rows: Sequence[Row], vectors: Scores | None) -> Heard:
    """Return what the parts of a model say of messages with these vectors."""
    place = {label: number for number, label in enumerate(model.labels)}
    texts = [tidy(row.text) for row in rows]
    as_written = model.ngrams.margins(texts)
    mended = model.ngrams.margins([model.vocabulary.mend(text) for text in texts])
    scores = {"Letters alone": log_softmax(mended)}
    whole = join(mended, None)
    if model.meaning is not None and vectors is not None:
        log_p = model.meaning.log_probabilities(vectors)
        scores["Meaning alone"] = log_p
        scores["Hybrid without mending"] = join(as_written, log_p)
        whole = join(mended, log_p)
    quick = model.quick(mended)
    fast = quick.max(axis=1) >= model.alone_above
    slow = np.exp(log_softmax(whole / model.temperature))
    if model.outside is not None and vectors is not None:
        scores["Hybrid without nearest rows"] = slow
        slow = np.stack([model.outside.weigh(*one) for one in zip(slow, vectors, strict=True)])
        whole = slow
    cascade = np.where(fast[:, None], quick, slow)
    scores |= {WHOLE: whole, "Cascade": cascade}
    wanted = np.array([place[row.intent] for row in rows], dtype=np.int32)
    return Heard(rows, wanted, scores, fast, cascade.max(axis=1))


def table(heard: Sequence[Heard]) -> tuple[str, dict[str, object]]:
    """Return (the lines, the same as figures)."""
    languages = np.array([row.language for one in heard for row in one.rows])
    whole = _right(heard, WHOLE)[:, 0]
    lines, figures = [], {}
    for name in heard[0].scores:
        right = _right(heard, name)
        top1, top3 = right[:, 0], right.any(axis=1)
        shares = [float(top1[languages == one].mean()) for one in ("fi", "sv", "en")]
        mean, low, high = paired(whole, top1)
        apart = "" if name == WHOLE else f"{mean:+.1f} [{low:+.1f}, {high:+.1f}]"
        shown = [f"{100 * one:.1f} %" for one in (top1.mean(), top3.mean(), *shares)]
        lines.append([name, *shown, apart])
        figures[name] = {"top1": float(top1.mean()), "top3": float(top3.mean()), "vs": mean}
    head = ("", "top-1", "top-3", "fi", "sv", "en", "points from the whole [95 %]")
    return markdown(head, lines), figures


def paired(
    one: NDArray[np.bool_], other: NDArray[np.bool_], draws: int = DRAWS
) -> tuple[float, float, float]:
    """Return (points that ``other`` is right more often, and the 95 % interval of that)."""
    apart = other.astype(np.float32) - one.astype(np.float32)
    random = np.random.default_rng(0)
    means = [random.choice(apart, len(apart)).mean() for _ in range(draws)]
    low, high = np.percentile(means, [2.5, 97.5])
    return 100 * float(apart.mean()), 100 * float(low), 100 * float(high)


def calibration_error(confidence: Scores, right: NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error."""
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(confidence[bin_of == b].sum() - right[bin_of == b].sum()) for b in range(bins)]
    return float(sum(gaps) / len(confidence))


def _right(heard: Sequence[Heard], name: str) -> NDArray[np.bool_]:
    """Return for every message whether its first, second and third reading is right."""
    return np.concatenate(
        [np.argsort(-one.scores[name], axis=1)[:, :3] == one.wanted[:, None] for one in heard]
    )


if __name__ == "__main__":
    main()
