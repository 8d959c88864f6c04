"""People whom no row and no encoder has heard: four voices that are kept for measuring only.

``rinnalla nlu eval tests/nlu/unheard.tsv`` prints the same figures. Their rows never become
training rows, nor are rows written on what is missed here.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.nlu.commands import read_table, results_of
from bot.nlu.evaluation import Result, calibration_error, top_shares
from bot.nlu.rows import read_rows
from bot.settings import ROOT
from tests import trained

pytestmark = pytest.mark.engine

TABLE = Path(__file__).parent / "unheard.tsv"

TOP1, TOP3, LANGUAGE_TOP1 = 0.80, 0.93, 0.75
CALIBRATION_ERROR = 0.05


@pytest.fixture(scope="module")
def results() -> list[Result]:
    from bot.engine.rasa_core import RasaCore
    from bot.runtime.logs import set_up

    set_up("WARNING")
    core = trained.quietly(lambda: RasaCore(trained.model_file()))
    return results_of(core, read_table(TABLE))


def test_enough_is_read_at_once_and_among_the_first_three(results: Sequence[Result]) -> None:
    top1, top3 = top_shares(results)
    assert top1 >= TOP1
    assert top3 >= TOP3
    for language in ("fi", "sv", "en"):
        part = [result for result in results if result.language == language]
        assert top_shares(part)[0] >= LANGUAGE_TOP1, language
    assert calibration_error(results) <= CALIBRATION_ERROR


def test_what_nobody_can_help_with_is_not_answered_with_a_topic_nor_the_rest_refused(
    results: Sequence[Result],
) -> None:
    outside = [result for result in results if result.wanted == "out_of_scope"]
    inside = [result for result in results if result.wanted != "out_of_scope"]
    kept = [one for one in outside if one.decision in ("out_of_scope", "unsure")]
    assert len(kept) >= 0.85 * len(outside)
    assert sum(one.decision == "out_of_scope" for one in inside) <= 0.05 * len(inside)


def test_no_row_of_theirs_is_trained_on() -> None:
    trained_on = {row.text.casefold() for row in read_rows(ROOT / "nlu_data" / "nlu")}
    assert not trained_on & {text.casefold() for _, _, text in read_table(TABLE)}
