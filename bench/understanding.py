"""What each part of the classifier is worth on voices that it has never heard.

``uv run python -m bench.understanding RECIPE`` reads what ``tools.tuning_rows`` and
``tools.tune_encoder make`` left in ``build/tuning``: every voice was left out once, by the
letters, by the encoder while it was tuned, and by the head on its vectors. Prints, beside the
shares of right readings, how far each part is from the whole: the difference with its 95 %
interval by a paired bootstrap over the same messages.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.figures import BUILD, machine, markdown, told
from bot.nlu.calibration import MARGIN_SCALE, fit_temperature, join
from bot.nlu.meaning import log_softmax
from bot.nlu.outside import weighed
from bot.nlu.rows import read_rows
from bot.nlu.tuned import Card
from bot.settings import ROOT
from tools.tuned_encoder import LeftOut
from tools.tuning_rows import FOLDER

WHOLE, CASCADE = "Hybrid, as in use", "Cascade"
DRAWS = 2_000

Scores = NDArray[np.float32]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.understanding", description=__doc__)
    parser.add_argument("recipe", help="of tools.tune_encoder")
    given = parser.parse_args(arguments)
    about, rows = machine(), LeftOut(FOLDER, given.recipe)
    scores, fast = readings(rows)
    lines, figures = table(scores, rows)
    right = _right(scores[CASCADE], rows)[:, 0]
    lost = 100 * float(_right(scores[WHOLE], rows)[:, 0].mean() - right.mean())
    error = calibration_error(scores[CASCADE].max(axis=1), right)
    figures |= {"messages": len(right), "fast_share": float(fast.mean())}
    figures |= {"cascade_lost_points": lost, "calibration_error": error}
    BUILD.mkdir(parents=True, exist_ok=True)
    kept = json.dumps({"machine": about, **figures}, indent=2)
    (BUILD / "understanding.json").write_text(kept + "\n")
    print(f"Measured {told(about)}; {len(right)} messages, each voice left out once.\n\n{lines}\n")
    print(f"Letters alone answer {100 * fast.mean():.0f} % of the messages; the cascade loses")
    print(f"{lost:.2f} points. ECE {error:.3f}.")


def readings(rows: LeftOut) -> tuple[dict[str, Scores], NDArray[np.bool_]]:
    """Return what the parts say of every message, and which the letters answer alone."""
    measured = Card.read().measured
    if measured is None:
        raise SystemExit("nlu_data/encoder.npz says nothing of what was measured")
    log_p = rows.log_p(measured.tightness)
    letters = MARGIN_SCALE * rows.margins
    quick = np.exp(log_softmax(letters / fit_temperature(letters, rows.numbers)))
    joined = join(rows.margins, log_p, measured.share) / measured.temperature
    slow = np.exp(log_softmax(joined))
    near = zip(*rows.near(slow), strict=True)
    weights = np.array(measured.outside, np.float32)
    both = zip(slow, near, strict=True)
    whole = np.stack([weighed(one, pair, rows.place, weights) for one, pair in both])
    fast = quick.max(axis=1) >= measured.alone_above
    scores = {
        "Letters alone": quick,
        "Meaning alone, not tuned": rows.frozen,
        "Meaning alone, tuned": log_p,
        "Hybrid, not tuned": join(rows.margins, rows.frozen),
        "Hybrid without nearest rows": slow,
        WHOLE: whole,
        CASCADE: np.where(fast[:, None], quick, whole),
    }
    return scores, fast


def table(scores: Mapping[str, Scores], rows: LeftOut) -> tuple[str, dict[str, Any]]:
    """Return (the lines, the same as figures)."""
    spoken = {row.text: row.language for row in read_rows(ROOT / "nlu_data" / "nlu")}
    languages = np.array([spoken[text] for text in rows.texts])
    whole = _right(scores[WHOLE], rows)[:, 0]
    lines, figures = [], {}
    for name, said in scores.items():
        right = _right(said, rows)
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


def _right(scores: Scores, rows: LeftOut) -> NDArray[np.bool_]:
    """Return for every message whether its first, second and third reading is right."""
    three: NDArray[np.bool_] = np.argsort(-scores, axis=1)[:, :3] == rows.numbers[:, None]
    return three


if __name__ == "__main__":
    main()
