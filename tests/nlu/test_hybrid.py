"""The classifier on small made-up data: it learns, it is kept as arrays, it knows its doubt."""

import io

import numpy as np
import pytest

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
        reading = model.read(texts[0], embed)
        assert model.labels[int(reading.probabilities.argmax())] == intent
        assert reading.probabilities.sum() == pytest.approx(1, abs=1e-4)


def test_the_model_is_the_same_after_it_has_been_kept(model: HybridModel) -> None:
    file = io.BytesIO()
    np.savez(file, **model.arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as kept:
        again = HybridModel.load(dict(kept))
    for text in ("avain jäi", "rahat", "jotain ihan muuta"):
        assert again.read(text, embed).probabilities == pytest.approx(
            model.read(text, embed).probabilities, abs=1e-5
        )


def test_without_an_encoder_letters_alone_are_read() -> None:
    model = HybridModel.fit(TEXTS, INTENTS, None)
    reading = model.read("avaimet jäi", None)
    assert not reading.asked_meaning
    assert model.labels[int(reading.probabilities.argmax())] == "locked_out"
