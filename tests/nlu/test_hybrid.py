"""The classifier on small made-up data: it learns, it is kept as arrays, it knows its doubt."""

import io

import numpy as np
import pytest

from bot.nlu import hybrid
from bot.nlu.calibration import Measured
from bot.nlu.hybrid import HybridModel

ROWS = {
    "locked_out": ["avaimet jäi sisälle", "ovi meni lukkoon", "olen oven takana", "avain katosi"],
    "money_run_out": ["rahat loppu", "tili on tyhjä", "ei ole ruokaa", "raha ei riitä"],
    "greet": ["moi", "hei", "terve", "huomenta"],
}
TEXTS = [text for texts in ROWS.values() for text in texts for _ in range(2)]
INTENTS = [intent for intent, texts in ROWS.items() for _ in texts for _ in range(2)]


def embed(texts: list[str]) -> np.ndarray:
    """Count letters: a stand-in for an encoder that is equal for equal texts."""
    letters = "abcdefghijklmnopqrstuvwxyzäö"
    return np.array([[text.count(x) for x in letters] for text in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def model() -> HybridModel:
    return HybridModel.fit(TEXTS, INTENTS, embed(TEXTS))


def test_what_was_learned_is_read_again(model: HybridModel) -> None:
    for intent, texts in ROWS.items():
        reading = model.read(texts[:1], embed)[0]
        assert model.labels[int(reading.probabilities.argmax())] == intent
        assert reading.probabilities.sum() == pytest.approx(1, abs=1e-4)


def test_the_model_is_the_same_after_it_has_been_kept(model: HybridModel) -> None:
    file = io.BytesIO()
    np.savez(file, **model.arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as kept:
        again = HybridModel.load(dict(kept))
    for text in ("avain jäi", "rahat", "jotain ihan muuta"):
        (kept_reading,), (reading,) = again.read([text], embed), model.read([text], embed)
        assert kept_reading.probabilities == pytest.approx(reading.probabilities, abs=1e-5)


def test_without_an_encoder_letters_alone_are_read() -> None:
    model = HybridModel.fit(TEXTS, INTENTS, None)
    reading = model.read(["avaimet jäi"], None)[0]
    assert not reading.asked_meaning
    assert model.labels[int(reading.probabilities.argmax())] == "locked_out"


def test_intents_with_a_row_or_two_can_be_trained() -> None:
    texts = ["avain jäi", "ovi lukossa", "rahat loppu", "tili tyhjä", "moi"]
    intents = ["locked_out", "locked_out", "money_run_out", "money_run_out", "greet"]
    model = HybridModel.fit(texts, intents, embed(texts))
    assert model.labels == ("greet", "locked_out", "money_run_out")
    assert model.read(["rahat loppu"], embed)[0].probabilities.argmax() == 2


def test_a_slip_of_the_finger_is_read_as_the_word(model: HybridModel) -> None:
    right, slipped = model.read(["avaimet", "avaimte"], None)
    assert slipped.probabilities == pytest.approx(right.probabilities, abs=1e-5)


def test_several_texts_are_read_as_each_alone_and_their_meaning_is_asked_once() -> None:
    measured = Measured(0.5, 0.1, 1.5, 0.99, ())
    model = HybridModel.fit(TEXTS, INTENTS, embed(TEXTS), measured=measured)
    texts = [*(ROWS[intent][0] for intent in ROWS), "jotain ihan muuta", "sataa lunta"]
    asked: list[int] = []

    def counting(some: list[str]) -> np.ndarray:
        asked.append(len(some))
        return embed(some)

    together = model.read(texts, counting)
    assert len(asked) == 1
    for text, reading in zip(texts, together, strict=True):
        (alone,) = model.read([text], embed)
        assert reading.probabilities == pytest.approx(alone.probabilities, abs=1e-5)
        assert reading.asked_meaning == alone.asked_meaning
    assert asked == [sum(one.asked_meaning for one in together)]


def test_what_was_left_out_is_told_of_every_row(model: HybridModel) -> None:
    assert model.left_out["rows"] == len(TEXTS)
    assert 0 < model.left_out["top1"] <= model.left_out["top3"] <= 1
    labels, said = HybridModel.of_rows_left_out(TEXTS, INTENTS)
    assert said.shape == (len(TEXTS), len(labels))
    assert said.sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_calibration_leaves_out_voices_whole() -> None:
    voices = [f"voice{number % 6}" for number in range(len(TEXTS))]
    model = HybridModel.fit(TEXTS, INTENTS, embed(TEXTS), voices)
    # Every row stands twice: by two voices, the copy in another fold gives it away.
    copied = [f"voice{number // 2 % 6}" for number in range(len(TEXTS))]
    honest = HybridModel.fit(TEXTS, INTENTS, embed(TEXTS), copied)
    assert honest.left_out["top1"] < model.left_out["top1"]


def test_what_was_measured_of_a_tuned_encoder_is_taken_as_it_is() -> None:
    measured = Measured(0.5, 0.1, 1.5, 0.99, ())
    model = HybridModel.fit(TEXTS, INTENTS, embed(TEXTS), measured=measured)
    assert model.measured == measured
    # Its rows left out are told by the letters alone, as if there were no encoder.
    assert model.left_out == HybridModel.fit(TEXTS, INTENTS, None).left_out
    assert model.read(["jotain ihan muuta"], embed)[0].asked_meaning


def test_many_rows_are_left_out_on_one_fold_where_only_the_letters_are_to_measure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hybrid, "ENOUGH", len(TEXTS))
    measured = Measured(0.5, 0.1, 1.5, 0.99, ())
    model = HybridModel.fit(TEXTS, INTENTS, embed(TEXTS), measured=measured)
    assert len(TEXTS) / 4 < model.left_out["rows"] < len(TEXTS) / 2
    assert HybridModel.fit(TEXTS, INTENTS, embed(TEXTS)).left_out["rows"] == len(TEXTS)
