"""Tune the sentence encoder on our own rows. Needs a GPU and PyTorch, and no network.

    python3 -m tools.tune_encoder try OUT            # compares recipes on one fold left out
    python3 -m tools.tune_encoder make OUT lora64hot # three that leave a fold out, and ours

Reads what ``tools.tuning_rows`` wrote; ``tools.tuned_encoder`` makes the shipped file of what this
leaves in OUT. An encoder learns two things at once: what a message is about, and whether somebody
is in danger, in which way.
"""

import json
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from bot.nlu.eight_bits import pack
from tools.tuning_loop import Rows, tuned
from tools.tuning_model import FOLDER, HIDDEN, PARTS, Encoder, Recipe, weights

TEACHER = "lora64hot"
ALL = -1  # no fold is left out
LEVELS = 15  # of a number of a vector to either side: what comes back must be small

RECIPES = {
    "lora64hot": Recipe(),
    "lora64quick": Recipe(epochs=12),
    "pupil6": Recipe(
        rank=0, rate=4e-4, epochs=15, layers=(0, 2, 4, 7, 9, 11), taught_by="lora64quick"
    ),
}


@torch.no_grad()
def vectors_of(model: Encoder, rows: Rows) -> Tensor:
    """Return the vectors of all rows as they are read."""
    order = np.argsort(rows.length, kind="stable")
    found = torch.empty(len(order), HIDDEN, device=rows.device)
    for at in range(0, len(order), 1024):
        batch = order[at : at + 1024]
        read = (torch.from_numpy(one) for one in rows.padded(batch, np.zeros(len(batch), int)))
        vectors = model.vectors(*(one.to(rows.device) for one in read))
        found[torch.from_numpy(batch).to(rows.device)] = vectors
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
    figures = {"letters": _share(letters, wanted)}
    labels = torch.tensor(rows.intent[seen], device=device)
    mean, deviation = vectors[seen].mean(0), vectors[seen].std(0) + 1e-6
    head = logistic((vectors[seen] - mean) / deviation, labels, len(rows.intents), 0.1)
    said = head((vectors[test] - mean) / deviation).log_softmax(-1).detach()
    figures |= _joined("logistic", said, letters, wanted)
    with torch.no_grad():
        about, fear = model.told(vectors)
        figures |= _joined("own", about[test].log_softmax(-1), letters, wanted)
        calm = fear.softmax(-1)[:, 0]
    return figures | _heard(1 - calm.cpu().numpy(), rows, out)


def _joined(name: str, said: Tensor, letters: Tensor, wanted: Tensor) -> dict[str, float]:
    shares = {f"{name}@{s}": _share(s * said + (1 - s) * letters, wanted) for s in (0.4, 0.5, 0.6)}
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


def one(name: str, out: int, folder: Path) -> None:
    """Tune one encoder and its teacher, judge them, and write what they learned."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    rows, teacher, taught_by = Rows(device), None, RECIPES[name].taught_by
    if taught_by:
        teacher = _known(out, rows) or _made(taught_by, out, rows, None, folder)
    _made(name, out, rows, teacher, folder)


def _known(out: int, rows: Rows) -> Encoder | None:
    """Return the teacher that has seen every row, where it was tuned before."""
    path = FOLDER / f"{TEACHER}.all.npz"
    if out != ALL or not path.exists():
        return None
    model = Encoder(weights(rows.device), len(rows.intents), RECIPES[TEACHER]).to(rows.device)
    with np.load(path) as kept:
        for name in kept.files:
            number, part, side = name.split(".")
            linear = getattr(model.layers[int(number[1:])], part)
            getattr(linear, side).data = torch.tensor(kept[name].astype(np.float32)).to(
                rows.device
            )
    return model.eval()


def _made(name: str, out: int, rows: Rows, teacher: Encoder | None, folder: Path) -> Encoder:
    recipe, began = RECIPES[name], time.monotonic()
    model = tuned(recipe, out, rows, teacher)
    seconds = time.monotonic() - began
    vectors = vectors_of(model, rows)
    label = f"{name}.{'all' if out == ALL else out}"
    figures = {} if out == ALL else judged(model, rows, out, vectors)
    told = {"recipe": asdict(recipe), "seconds": seconds, **figures}
    (folder / f"{label}.json").write_text(json.dumps(told, indent=1))
    print(label, json.dumps({k: round(v, 4) for k, v in told.items() if isinstance(v, float)}))
    if out == ALL:
        np.savez(folder / f"{label}.npz", **_learned(model, recipe))
    else:
        small = (vectors * LEVELS / vectors.abs().amax(-1, keepdim=True)).round().to(torch.int8)
        np.savez_compressed(folder / f"{label}.npz", vectors=small.cpu().numpy())
    return model


def _learned(model: Encoder, recipe: Recipe) -> dict[str, np.ndarray]:
    if not recipe.rank:
        layers = {name: value for name, value in model.weights().items() if name.startswith("l")}
        return pack({name: value.cpu().numpy() for name, value in layers.items()})
    kept = {}
    for number, layer in enumerate(model.layers):
        for part in PARTS:
            linear = getattr(layer, part)
            for name in ("down", "up"):
                value = getattr(linear, name).detach().cpu().numpy()
                kept[f"l{number}.{part}.{name}"] = value.astype(np.float16)
    return kept


def main(what: str, folder: str, *names: str) -> int:
    """Run the tunings side by side: each is many small steps, and the device has room."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    names = names or tuple(RECIPES)
    folds = (0,) if what == "try" else (ALL, 0, 1, 2)
    runs = [
        subprocess.Popen([sys.executable, "-m", "tools.tune_encoder", "one", folder, n, str(f)])
        for n in names
        for f in folds
    ]
    return max(run.wait() for run in runs)


if __name__ == "__main__":
    if sys.argv[1] == "one":
        one(sys.argv[3], int(sys.argv[4]), Path(sys.argv[2]))
    else:
        sys.exit(main(*sys.argv[1:]))
