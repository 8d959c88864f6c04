"""Both assistants on the same rows: what is written before training, and the training itself."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from bench.children import Ran, run_timed
from bench.figures import BUILD, folder_mb
from bench.installs import Install, clean_environment
from bench.sample import Row, write_nlu
from bot.settings import ROOT

VECTORS = "vectors.npz"
KEPT = "trained.json"


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained assistant and what the training took.

    Args:
        folder: Its project.
        again: A second training after a change, where it is cheaper than the first.
        needs_mb: Files outside the packages that it needs to answer.
    """

    model: Path
    folder: Path
    first: Ran
    again: Ran
    needs_mb: float


def train_ours(install: Install, rows: Sequence[Row], *, vectors: bool) -> Trained:
    """Train our config.yml and rules, and once more after a change.

    Args:
        vectors: Use those that the project ships of its own rows, as a first training does.
            Else every row is new to the encoder (bench/cold_train.py).
    """
    folder = _empty(BUILD / "project_ours")
    models = folder / "models"
    copy_encoder(models)
    write_nlu(rows, folder / "nlu")
    environment = our_environment(models)
    if not (models / "encoder").exists():
        build_encoder(install, models)
    program = "rasa" if vectors else "bench.cold_train"
    first_command = train_command(str(install.python), folder / "nlu", models, program)
    first = run_timed(first_command, ROOT, environment, folder / "train.log")
    command = train_command(str(install.python), folder / "nlu", models)
    again = run_timed(command, ROOT, environment, folder / "train_again.log")
    model = models / "rinnalla.tar.gz"
    graph = [file for file in (models / "encoder").iterdir() if file.name != VECTORS]
    return _kept(Trained(model, folder, first, again, folder_mb(model, *graph)))


def train_stock(install: Install, rows: Sequence[Row], epochs: int | None) -> Trained:
    """Train what ``rasa init`` gives, with our rows and one rule and one text an intent.

    Args:
        epochs: None leaves ``config.yml`` as ``rasa init`` writes it (100 epochs of DIET).
    """
    folder = _empty(BUILD / "project_stock")
    _write_stock_project(install, folder, rows, epochs)
    environment = clean_environment()
    command = [
        *(str(install.python), "-m", "rasa", "train"),
        *("--fixed-model-name", "stock", "--force", "--skip-validation"),
    ]
    ran = run_timed(command, folder, environment, folder / "train.log")
    model = folder / "models" / "stock.tar.gz"
    return _kept(Trained(model, folder, ran, ran, folder_mb(model)))


def train_command(python: str, nlu: Path, models: Path, program: str = "rasa") -> list[str]:
    """Return the command that ``rinnalla train`` runs, with other rows."""
    return [
        *(python, "-m", program, "train", "--config", str(ROOT / "config.yml")),
        *("--domain", str(ROOT / "nlu_data" / "domain")),
        *("--data", str(nlu), str(ROOT / "nlu_data" / "rules")),
        *("--out", str(models), "--fixed-model-name", "rinnalla", "--force", "--skip-validation"),
    ]


def our_environment(models: Path) -> dict[str, str]:
    """Return the environment of our processes, away from the real data and models."""
    return clean_environment(
        RINNALLA_MODEL_DIR=str(models),
        RINNALLA_DATA_DIR=str(models.parent / "var"),
        RASA_CACHE_DIRECTORY=str(models.parent / "cache"),
    )


def copy_encoder(models: Path, *, vectors: bool = False) -> None:
    """Copy the encoder, where it has been built, beside a model that is measured."""
    source = ROOT / "models" / "encoder"
    if source.exists():
        left_out = shutil.ignore_patterns(*([] if vectors else [VECTORS]))
        shutil.copytree(source, models / "encoder", ignore=left_out, dirs_exist_ok=True)


def build_encoder(install: Install, models: Path) -> None:
    """Build the encoder's graph from its wheel, as the very first training does; say how long."""
    code = (
        "from pathlib import Path; from bot.nlu.encoder import shared_encoder;"
        f"shared_encoder(Path({str(models / 'encoder')!r}))"
    )
    command = [str(install.python), "-c", code]
    ran = run_timed(command, ROOT, our_environment(models), models.parent / "encoder.log")
    print(f"Encoder built (once): {ran.seconds:.0f} s, {ran.peak_mb:.0f} MB", flush=True)


def _write_stock_project(
    install: Install, folder: Path, rows: Sequence[Row], epochs: int | None
) -> None:
    package = install.site_packages / "rasa"
    for name in ("config.yml", "credentials.yml", "endpoints.yml"):
        shutil.copy2(package / "cli" / "initial_project" / name, folder / name)
    if epochs is not None:
        # The pipeline that an empty config.yml means, written out so that it can be changed.
        config = yaml.safe_load(
            (package / "engine" / "recipes" / "config_files" / "default_config.yml").read_text()
        )
        for part in (*config["pipeline"], *config["policies"]):
            part |= {"epochs": epochs} if "epochs" in part else {}
        (folder / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False))
    write_nlu(rows, folder / "data" / "nlu")
    intents = sorted({row.intent for row in rows})
    answered = [*intents, "nlu_fallback"]
    domain = {
        "version": "3.1",
        "intents": intents,
        "responses": {
            f"utter_{intent}": [{"text": f"Here is what to do now: {intent}."}]
            for intent in answered
        },
    }
    rules = [
        {"rule": intent, "steps": [{"intent": intent}, {"action": f"utter_{intent}"}]}
        for intent in answered
    ]
    (folder / "domain.yml").write_text(yaml.safe_dump(domain, sort_keys=False))
    (folder / "data" / "rules.yml").write_text(
        yaml.safe_dump({"version": "3.1", "rules": rules}, sort_keys=False)
    )


def trained_before(name: str) -> Trained:
    """Return what the last run trained ("ours", "stock"), with the times it took then.

    Raises:
        SystemExit: no run has trained it.
    """
    folder = BUILD / f"project_{name}"
    if not (folder / KEPT).exists():
        raise SystemExit(f"nothing is trained in {folder}: run once without --trained")
    kept = json.loads((folder / KEPT).read_text())
    first, again = Ran(**kept["first"]), Ran(**kept["again"])
    return Trained(Path(kept["model"]), folder, first, again, kept["needs_mb"])


def _kept(trained: Trained) -> Trained:
    fields = {
        "model": str(trained.model),
        "first": asdict(trained.first),
        "again": asdict(trained.again),
        "needs_mb": trained.needs_mb,
    }
    (trained.folder / KEPT).write_text(json.dumps(fields))
    return trained


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
