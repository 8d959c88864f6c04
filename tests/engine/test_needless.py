"""A service holds no library in memory that is there for training or for Rasa's own commands."""

import json
import subprocess
import sys

import pytest

from bot.engine.needless import NEEDLESS
from tests import trained

LOADED = """
import json, sys
from pathlib import Path
from bot.runtime.logs import set_up
set_up("ERROR")
import bot.app
from bot.runtime.serving import load_core
load_core(Path(sys.argv[1]))
print(json.dumps(sorted(sys.modules)))
"""

LEFT_OUT = """
import json, sys
from rinnalla_standin import _EmptyModule, left_out
import questionary as before
with left_out({"questionary", "sanic"}):
    import questionary, sanic.log
    found = [questionary is before, isinstance(sanic, _EmptyModule)]
import sanic.log
print(json.dumps([*found, isinstance(sanic, _EmptyModule)]))
"""


def printed(code: str, *arguments: str) -> list[object]:
    output = subprocess.check_output([sys.executable, "-c", code, *arguments], text=True)
    found: list[object] = json.loads(output)
    return found


@pytest.mark.engine
def test_a_loaded_model_needs_none_of_them() -> None:
    loaded = {str(name).split(".")[0] for name in printed(LOADED, str(trained.model_file()))}
    assert {"rasa", "onnxruntime"} <= loaded
    # The service has no bot here: Telegram's library is for who has one.
    assert not loaded & (NEEDLESS | {"pandas", "onnx", "telegram"})


def test_what_is_left_out_can_be_imported_before_and_after() -> None:
    assert printed(LEFT_OUT) == [True, True, False]
