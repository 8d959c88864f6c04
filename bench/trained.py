"""The trained model of this checkout, in this process: for whatever measures real answers."""

import os
from pathlib import Path

from bot.runtime.training import newest_model
from bot.services.ports import Engine
from bot.settings import ROOT


def trained_engine() -> Engine:
    """Load the newest model.

    Raises:
        SystemExit: there is none.
    """
    from bot.runtime.serving import load_core

    models = Path(os.environ.setdefault("RINNALLA_MODEL_DIR", str(ROOT / "models")))
    model = newest_model(models)
    if model is None:
        raise SystemExit("needs a trained model: rinnalla train")
    return load_core(model)
