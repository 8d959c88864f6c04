"""Tune the sentence encoder on our own rows. Needs a GPU and PyTorch, and no network.

    python3 -m tools.tune_encoder try OUT            # compares recipes on one fold left out
    python3 -m tools.tune_encoder make OUT lora64hot # three that leave a fold out, and ours

Reads what ``tools.tuning_rows`` wrote; ``tools.tuned_encoder`` makes the shipped file of what this
leaves in OUT. An encoder learns two things at once: what a message is about, and whether somebody
is in danger, in which way. Measured on one H200: twenty epochs of four encoders side by side took
four and a half minutes.
"""

import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tools.tuning_model import FOLDER, HIDDEN, PARTS, Encoder, Recipe, weights

ALL = -1  # no fold is left out
AS_IT_IS_READ = 0.5  # of the rows of a batch; the others as another thumb typed them

RECIPES = {
    "lora64": Recipe(),
    "lora64twice": Recipe(twice=1.0, epochs=6),
    "lora32": Recipe(rank=32, rate=1.5e-3),
    "lora64long": Recipe(epochs=14),
    "full": Recipe(rank=0, rate=1.5e-4),
    "fullhot": Recipe(rank=0, rate=4e-4),
    "lora64-8layers": Recipe(layers=8),
    "lora64hot": Recipe(rate=3e-3, epochs=20, danger=1.0),
    "lora128twice": Recipe(rank=128, rate=7e-4, twice=1.0),
}


class Rows:
    """The rows of ``tools.tuning_rows``, on the device."""

    def __init__(self, device: str) -> None:
        with np.load(FOLDER / "rows.npz") as kept:
            self.ids, self.starts = kept["ids"].astype(np.int64), kept["starts"].astype(np.int64)
            self.intent, self.danger = kept["intent"].astype(np.int64), kept["danger"].astype(int)
            self.fold, self.intents = kept["fold"], kept["intents"].tolist()
            self.margins, self.frozen = (kept[n].astype(np.float32) for n in ("margins", "frozen"))
        self.ways, ragged = divmod(len(self.starts) - 1, len(self.intent))
        if ragged:
            raise SystemExit("the rows are not all written in as many ways")
        self.length = np.diff(self.starts)[:: self.ways]
        self.device = device

    def padded(self, rows: np.ndarray, way: np.ndarray) -> tuple[Tensor, Tensor]:
        """Return (ids, which tokens are there) of rows, each written in one way."""
        at = rows * self.ways + way
        first, lengths = self.starts[at], self.starts[at + 1] - self.starts[at]
        column = np.arange(lengths.max())
        there = column < lengths[:, None]
        ids = self.ids[np.where(there, first[:, None] + column, 0)]
        return torch.tensor(ids, device=self.device), torch.tensor(there, device=self.device)

    def batches(
        self, use: np.ndarray, size: int, chance: np.random.Generator
    ) -> Iterator[np.ndarray]:
        """Return every row once, those of like length together."""
        length = self.length[use]
        order = use[np.argsort(length + chance.normal(0, 2, len(use)), kind="stable")]
        parts = [order[at : at + size] for at in range(0, len(order), size)]
        chance.shuffle(parts)
        yield from parts


def tuned(recipe: Recipe, out: int, rows: Rows) -> Encoder:
    """Return an encoder tuned on every row but those of the fold that is left out."""
    torch.manual_seed(recipe.seed)
    chance = np.random.default_rng(recipe.seed)
    model = Encoder(weights(rows.device), len(rows.intents), recipe).to(rows.device)
    use = np.flatnonzero((rows.fold != out) & ((rows.intent >= 0) | (rows.danger >= 0)))
    learned = [one for one in model.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(learned, recipe.rate, weight_decay=0.01)
    steps = recipe.epochs * math.ceil(len(use) / recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, steps + 1, pct_start=0.1, cycle_momentum=False
    )
    model.train()
    for _ in range(recipe.epochs):
        for batch in rows.batches(use, recipe.batch, chance):
            loss = _loss(model, rows, batch, recipe, chance)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            schedule.step()
    return model.eval()


def _loss(
    model: Encoder, rows: Rows, batch: np.ndarray, recipe: Recipe, chance: np.random.Generator
) -> Tensor:
    answers = [_read(model, rows, batch, chance) for _ in range(2 if recipe.twice else 1)]
    intent, danger = (
        torch.tensor(labels[batch], device=rows.device) for labels in (rows.intent, rows.danger)
    )
    total = torch.zeros((), device=rows.device)
    for about, fear in answers:
        if (intent >= 0).any():
            total = total + F.cross_entropy(
                about, intent, ignore_index=-1, label_smoothing=recipe.smoothing
            )
        if (danger >= 0).any():
            total = total + recipe.danger * F.cross_entropy(fear, danger, ignore_index=-1)
    if recipe.twice:
        one, other = (about.log_softmax(-1) for about, _ in answers)
        apart = F.kl_div(one, other, log_target=True, reduction="batchmean")
        apart = apart + F.kl_div(other, one, log_target=True, reduction="batchmean")
        total = total / 2 + recipe.twice * apart / 2
    return total


def _read(
    model: Encoder, rows: Rows, batch: np.ndarray, chance: np.random.Generator
) -> tuple[Tensor, Tensor]:
    other = chance.integers(0, rows.ways, len(batch))
    way = np.where(chance.random(len(batch)) < AS_IT_IS_READ, 0, other)
    with torch.autocast(rows.device.split(":")[0], torch.bfloat16):
        about, fear = model(*rows.padded(batch, way))
    return about.float(), fear.float()


@torch.no_grad()
def vectors_of(model: Encoder, rows: Rows) -> Tensor:
    """Return the vectors of all rows as they are read."""
    length = (
        rows.starts[1 :: rows.ways][: len(rows.intent)]
        - rows.starts[:: rows.ways][: len(rows.intent)]
    )
    order = np.argsort(length, kind="stable")
    found = torch.empty(len(order), HIDDEN, device=rows.device)
    for at in range(0, len(order), 1024):
        batch = order[at : at + 1024]
        found[torch.tensor(batch, device=rows.device)] = model.vectors(
            *rows.padded(batch, np.zeros(len(batch), int))
        )
    return found


def logistic(vectors: Tensor, labels: Tensor, classes: int, tightness: float) -> nn.Linear:
    """Return the head that the product fits: logistic regression on z-scored vectors."""
    head = nn.Linear(vectors.shape[1], classes, device=vectors.device)
    nn.init.zeros_(head.weight)
    nn.init.zeros_(head.bias)
    optimizer = torch.optim.LBFGS(head.parameters(), max_iter=120, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = F.cross_entropy(head(vectors), labels, reduction="sum") * tightness
        loss = loss + head.weight.square().sum() / 2
        (loss / len(labels)).backward()
        return loss / len(labels)

    optimizer.step(closure)
    return head


def judged(model: Encoder, rows: Rows, out: int, vectors: Tensor) -> dict[str, float]:
    """Return how well rows left out are read: alone, and beside the letters."""
    device = rows.device
    own = np.flatnonzero(rows.intent >= 0)
    test, seen = own[rows.fold[own] == out], own[rows.fold[own] != out]
    at = np.flatnonzero(rows.fold[own] == out)
    wanted = torch.tensor(rows.intent[test], device=device)
    letters = (4.0 * torch.tensor(rows.margins[at], device=device)).log_softmax(-1)
    frozen = torch.tensor(rows.frozen[at], device=device)
    figures = {"letters": _share(letters, wanted), "frozen": _share(frozen, wanted)}
    figures["frozen_hybrid"] = _share(0.4 * frozen + 0.6 * letters, wanted)
    labels = torch.tensor(rows.intent[seen], device=device)
    for tightness in (0.003, 0.01, 0.1):
        mean, deviation = vectors[seen].mean(0), vectors[seen].std(0) + 1e-6
        head = logistic((vectors[seen] - mean) / deviation, labels, len(rows.intents), tightness)
        said = head((vectors[test] - mean) / deviation).log_softmax(-1).detach()
        figures |= _joined(f"C{tightness}", said, letters, wanted)
    with torch.no_grad():
        said = model.intent(vectors[test] * HIDDEN**0.5).log_softmax(-1)
        fear = 1 - model.danger(vectors * HIDDEN**0.5).softmax(-1)[:, 0]
    figures |= _joined("own", said, letters, wanted)
    return figures | _heard(fear.cpu().numpy(), rows, out)


def _joined(name: str, said: Tensor, letters: Tensor, wanted: Tensor) -> dict[str, float]:
    shares = {f"{name}@{s}": _share(s * said + (1 - s) * letters, wanted) for s in (0.4, 0.6, 0.8)}
    return {name: _share(said, wanted), **shares}


def _heard(fear: np.ndarray, rows: Rows, out: int) -> dict[str, float]:
    """Return the share of danger heard where so many calm rows are taken for it."""
    left = rows.fold == out
    calm, danger = fear[left & (rows.danger == 0)], fear[left & (rows.danger > 0)]
    return {
        f"heard@{share}": float((danger >= np.quantile(calm, 1 - share)).mean())
        for share in (0.003, 0.01, 0.03)
    }


def _share(scores: Tensor, wanted: Tensor) -> float:
    return float((scores.argmax(-1) == wanted).float().mean())


def one(name: str, out: int, folder: Path, *, keep: bool) -> None:
    """Tune one encoder, judge it, and write what it learned."""
    recipe, device = RECIPES[name], "cuda" if torch.cuda.is_available() else "cpu"
    rows, began = Rows(device), time.monotonic()
    model = tuned(recipe, out, rows)
    seconds = time.monotonic() - began
    vectors = vectors_of(model, rows)
    label = f"{name}.{'all' if out == ALL else out}"
    figures = {} if out == ALL else judged(model, rows, out, vectors)
    told = {"recipe": asdict(recipe), "seconds": seconds, **figures}
    (folder / f"{label}.json").write_text(json.dumps(told, indent=1))
    print(label, json.dumps({k: round(v, 4) for k, v in told.items() if isinstance(v, float)}))
    if keep and out == ALL:
        np.savez(folder / f"{label}.npz", **_learned(model, recipe))
    elif keep:
        small = (vectors * 127 / vectors.abs().amax(-1, keepdim=True)).round().to(torch.int8)
        np.savez_compressed(folder / f"{label}.npz", vectors=small.cpu().numpy())


def _learned(model: Encoder, recipe: Recipe) -> dict[str, np.ndarray]:
    kept = {}
    for number, layer in enumerate(model.layers):
        for part in PARTS:
            linear = getattr(layer, part)
            names = ("down", "up") if recipe.rank else ("weight", "bias")
            for name in names:
                value = getattr(linear, name).detach().cpu().numpy()
                kept[f"l{number}.{part}.{name}"] = value.astype(np.float16)
    return kept


def main(what: str, folder: str, *names: str) -> int:
    """Run the tunings side by side: each is many small steps, and the device has room."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    names = names or tuple(RECIPES)
    folds = (0,) if what == "try" else (ALL, 0, 1, 2)
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "tools.tune_encoder", "one", folder, n, str(f), what]
        )
        for n in names
        for f in folds
    ]
    return max(run.wait() for run in runs)


if __name__ == "__main__":
    if sys.argv[1] == "one":
        one(sys.argv[3], int(sys.argv[4]), Path(sys.argv[2]), keep=sys.argv[5] == "make")
    else:
        sys.exit(main(*sys.argv[1:]))
