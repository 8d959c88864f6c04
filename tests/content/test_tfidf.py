"""TF-IDF by hashes gives the figures of scikit-learn's, which training knew before."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.content.search_pieces import PieceIndex
from bot.content.tfidf import Counted, Rarity, counted, hashed

TEXTS = ["rahat loppu", "rahaa ei oo", "hammaslääkäri auki", "Hammas  kipee", "tili on tyhjä"]


def test_phrases_are_as_alike_as_scikit_learn_says() -> None:
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    rows, ours = theirs.fit_transform(TEXTS), PieceIndex(TEXTS)
    for text in (*TEXTS, "hammassärky", "raha on loppu ja tili tyhjä", "xyz", ""):
        expected = (theirs.transform([text]) @ rows.T).toarray()[0]
        assert ours.alike(text) == pytest.approx(expected, abs=1e-6)


def test_pieces_of_too_few_texts_are_not_known() -> None:
    rarity = Rarity.learn([_of("a", "b"), _of("b", "c")], least=2)
    places, weights = rarity.weigh(_of("a", "b", "b", "x"))
    assert len(rarity.hashes) == len(places) == 1
    assert weights == pytest.approx(np.ones(1))


def _of(*pieces: str) -> Counted:
    return counted(hashed(pieces))
