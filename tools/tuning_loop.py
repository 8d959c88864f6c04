"""Tunes one encoder: rows in batches, and one step replayed as a graph of the device.

A step is some fifteen hundred small kernels, and starting them one by one takes longer than they
do: each length of rows is recorded once and replayed.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tools.tuning_model import FOLDER, Encoder, Recipe, weights

AS_IT_IS_READ = 0.5  # of the rows of a batch; the others as another thumb typed them
LIKE_TEACHER = 10.0  # weight of a pupil's distance from its teacher's vectors, beside the labels
WARM_UP = 0.1  # of all steps
MOST = 96  # tokens of a row: few have more, and they would take the most memory
STEP = 8  # tokens: rows are padded to a multiple of it


class Rows:
    """The rows of ``tools.tuning_rows``, on the device."""

    def __init__(self, device: str) -> None:
        with np.load(FOLDER / "rows.npz") as kept:
            self.ids, self.starts = kept["ids"].astype(np.int64), kept["starts"].astype(np.int64)
            self.intent, self.danger = kept["intent"].astype(np.int64), kept["danger"].astype(int)
            self.fold, self.intents = kept["fold"], kept["intents"].tolist()
            self.margins = kept["margins"].astype(np.float32)
        self.ways, ragged = divmod(len(self.starts) - 1, len(self.intent))
        if ragged:
            raise SystemExit("the rows are not all written in as many ways")
        self.length = np.diff(self.starts)[:: self.ways]
        self.device = device

    def padded(
        self, rows: np.ndarray, way: np.ndarray, step: int = 1
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return (ids, which tokens are there) of rows, each written in one way."""
        at = rows * self.ways + way
        first = self.starts[at]
        lengths = np.minimum(self.starts[at + 1] - first, MOST)
        column = np.arange(-(-lengths.max() // step) * step)
        there = column < lengths[:, None]
        return self.ids[np.where(there, first[:, None] + column, 0)], there

    def batches(
        self, use: np.ndarray, size: int, chance: np.random.Generator
    ) -> Iterator[np.ndarray]:
        """Return rows once, those of like length together, in batches of one size.

        What is left over at the end of an epoch, another few rows each time, is not read.
        """
        length = self.length[use]
        order = use[np.argsort(length + chance.normal(0, 2, len(use)), kind="stable")]
        begin = chance.integers(0, len(order) % size + 1)
        parts = [order[at : at + size] for at in range(begin, len(order) - size + 1, size)]
        chance.shuffle(parts)
        yield from parts


class Steps:
    """Takes steps of learning; on a GPU recorded once for each length of rows."""

    def __init__(self, loss: Callable[..., Tensor], learned: list[Tensor], device: str) -> None:
        self._loss, self._learned = loss, learned
        self._on_gpu = device.startswith("cuda")
        self.rate = torch.zeros((), device=device)
        self._optimizer = torch.optim.AdamW(
            learned, self.rate, weight_decay=0.01, capturable=self._on_gpu
        )
        self._recorded: dict[int, tuple[torch.cuda.CUDAGraph, list[Tensor]]] = {}
        self._pool = torch.cuda.graph_pool_handle() if self._on_gpu else None
        self._device = device

    def take(self, *batch: np.ndarray) -> None:
        """Learn from a batch: ids and which are there first, then labels."""
        given = [torch.from_numpy(one).to(self._device, non_blocking=True) for one in batch]
        if not self._on_gpu:
            self._step(given)
            return
        tokens = batch[0].shape[1]
        if tokens not in self._recorded:
            self._recorded[tokens] = self._record([one.clone() for one in given])
        graph, held = self._recorded[tokens]
        for place, one in zip(held, given, strict=True):
            place.copy_(one)
        graph.replay()

    def _record(self, held: list[Tensor]) -> tuple[torch.cuda.CUDAGraph, list[Tensor]]:
        rate = self.rate.clone()
        self.rate.zero_()  # the steps that warm up must not teach
        aside = torch.cuda.Stream()
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):
            for _ in range(2):
                self._step(held)
        torch.cuda.current_stream().wait_stream(aside)
        self._optimizer.zero_grad(set_to_none=True)
        torch.cuda.empty_cache()  # others tune beside this one
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=self._pool):
            self._step(held)
        self.rate.copy_(rate)
        return graph, held

    def _step(self, batch: list[Tensor]) -> None:
        self._optimizer.zero_grad(set_to_none=True)
        self._loss(*batch).backward()
        torch.nn.utils.clip_grad_norm_(self._learned, 1.0)
        self._optimizer.step()


def tuned(recipe: Recipe, out: int, rows: Rows, teacher: Encoder | None) -> Encoder:
    """Return an encoder tuned on every row but those of the fold that is left out."""
    torch.manual_seed(recipe.seed)
    chance = np.random.default_rng(recipe.seed)
    kept = teacher.weights() if teacher else weights(rows.device)
    model = Encoder(kept, len(rows.intents), recipe).to(rows.device)
    learned = [one for one in model.parameters() if one.requires_grad]
    steps = Steps(_loss_of(model, teacher, recipe), learned, rows.device)
    use = np.flatnonzero((rows.fold != out) & ((rows.intent >= 0) | (rows.danger >= 0)))
    done, total = 0, recipe.epochs * (len(use) // recipe.batch)
    model.train()
    for _ in range(recipe.epochs):
        for batch in rows.batches(use, recipe.batch, chance):
            steps.rate.fill_(_rate(done / total) * recipe.rate)
            other = chance.integers(0, rows.ways, len(batch))
            way = np.where(chance.random(len(batch)) < AS_IT_IS_READ, 0, other)
            ids, there = rows.padded(batch, way, STEP)
            steps.take(ids, there, rows.intent[batch], rows.danger[batch])
            done += 1
    return model.eval()


def _rate(done: float) -> float:
    """Return the share of the rate: it rises for a tenth of the way, and falls to nothing."""
    if done < WARM_UP:
        return 0.04 + 0.48 * (1 - math.cos(math.pi * done / WARM_UP))
    return 0.5 * (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP)))


def _loss_of(model: Encoder, teacher: Encoder | None, recipe: Recipe) -> Callable[..., Tensor]:
    """Return the function from a batch to what is wrong with the answers to it."""

    def loss(ids: Tensor, there: Tensor, intent: Tensor, danger: Tensor) -> Tensor:
        with _quick(ids):
            vectors = model.vectors(ids, there)
        about, fear = model.told(vectors)
        total = _wrong(about, intent, recipe.smoothing)
        total = total + recipe.danger * _wrong(fear, danger, 0.0)
        if teacher is None:
            return total
        with torch.no_grad(), _quick(ids):
            known = teacher.vectors(ids, there)
        return total + LIKE_TEACHER * (1 - (vectors * known).sum(-1)).mean()

    return loss


def _quick(given: Tensor) -> torch.autocast:
    """Return the context of 16-bit arithmetic, where there is any; a graph cannot keep casts."""
    on_gpu = given.device.type == "cuda"
    return torch.autocast(given.device.type, torch.bfloat16, enabled=on_gpu, cache_enabled=False)


def _wrong(scores: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """Return the mean cross entropy of the rows that have a label; none has: nothing."""
    summed = F.cross_entropy(
        scores, labels, ignore_index=-1, label_smoothing=smoothing, reduction="sum"
    )
    return summed / (labels >= 0).sum().clamp(min=1)
