"""A county's own encoder: a folder is opened, its vectors are right, and what is wrong is said."""

import json
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper, save
from sentencepiece import SentencePieceTrainer

from bot.domain.errors import SettingsProblems
from bot.nlu.encoder import Encoder, shared_encoder
from bot.nlu.encoding import encoder, vectors_of
from bot.nlu.hybrid import HybridModel
from bot.nlu.intent import IntentReader

WIDTH, PIECES = 8, 40


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny encoder: a table of vectors, one for each piece, as XLM-RoBERTa numbers them."""
    folder = tmp_path_factory.mktemp("encoder")
    table = np.random.default_rng(0).normal(size=(PIECES + 2, WIDTH)).astype(np.float32)
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["rows", "tokens"])
    mask = helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["rows", "tokens"])
    out = helper.make_tensor_value_info(
        "last_hidden_state", TensorProto.FLOAT, ["rows", "tokens", WIDTH]
    )
    node = helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])
    weights = [numpy_helper.from_array(table, "table")]
    graph = helper.make_graph([node], "tiny", [ids, mask], [out], weights)
    opsets = [helper.make_opsetid("", 17)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=9), str(folder / "model.onnx"))
    np.save(folder / "table.npy", table)
    words = ["rahat loppu ja tili tyhjä", "avain jäi kotiin", "kela ei maksa", "moi hei terve"]
    (folder / "words.txt").write_text("\n".join(words * 20), "utf-8")
    SentencePieceTrainer.train(
        input=str(folder / "words.txt"),
        model_prefix=str(folder / "sentencepiece.bpe"),
        vocab_size=PIECES,
        model_type="unigram",
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "encoder.json").write_text('{"prefix": "", "pooling": "mean"}')
    return folder


def test_vectors_are_means_of_the_pieces_and_one_long(made: Path, tmp_path: Path) -> None:
    found = shared_encoder(tmp_path, made)
    assert isinstance(found, Encoder)
    vectors = found.embed(["rahat loppu", "moi", "rahat loppu ja avain jäi kotiin"])
    assert vectors.shape == (3, WIDTH)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)
    # Alone and in a batch of others that are longer: padding changes nothing.
    assert found.embed(["moi"])[0] == pytest.approx(vectors[1], abs=1e-6)


def test_pieces_are_numbered_as_xlm_roberta_numbers_them(made: Path, tmp_path: Path) -> None:
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(made / "sentencepiece.bpe.model"))
    table = np.load(made / "table.npy")
    wanted = table[[0, *(one + 1 for one in pieces.encode("moi hei")), 2]].sum(axis=0)
    found = shared_encoder(tmp_path, made)
    assert found is not None
    assert found.embed(["moi hei"])[0] == pytest.approx(wanted / np.linalg.norm(wanted), abs=1e-5)


def test_another_reading_of_the_same_graph_is_another_encoder(made: Path, tmp_path: Path) -> None:
    from bot.nlu.own_encoder import opened

    _, mean = opened(made)
    for file in made.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "encoder.json").write_text(json.dumps({"prefix": "", "pooling": "first"}))
    make, first = opened(tmp_path)
    assert mean != first
    table = np.load(made / "table.npy")
    assert make(["moi"])[0] == pytest.approx(table[0] / np.linalg.norm(table[0]), abs=1e-5)


@pytest.mark.parametrize(
    ("about", "told"),
    [('{"pooling": "best"}', "pooling"), ("{", "encoder.json"), ('{"threads": 2}', "takes")],
)
def test_what_is_wrong_is_said_in_words(made: Path, tmp_path: Path, about: str, told: str) -> None:
    for file in made.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "encoder.json").write_text(about)
    with pytest.raises(SettingsProblems, match=told):
        shared_encoder(tmp_path / "none", tmp_path)


def test_a_folder_without_its_files_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblems) as caught:
        shared_encoder(tmp_path / "none", tmp_path)
    assert len(caught.value.problems) == 2


def test_a_model_of_another_encoder_is_read_by_letters_alone(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RINNALLA_ENCODER", str(made))
    monkeypatch.setenv("RINNALLA_MODEL_DIR", str(tmp_path))
    texts = ["avain jäi", "ovi lukossa", "rahat loppu", "tili tyhjä", "moi", "hei"]
    intents = [one for one in ("locked_out", "money_run_out", "greet") for _ in range(2)]
    by = encoder()
    assert by is not None
    model = HybridModel.fit(texts, intents, vectors_of(texts, by))
    same = IntentReader(None, None, model)._reading_with(by.vectors_by)
    other = IntentReader(None, None, model)._reading_with("another")
    assert same._encoder is by
    assert other._encoder is None
    assert other.rank("rahat loppu")[0].intent == "money_run_out"
