"""A Rasa project as the README says, with three rows an intent, so that it trains in a minute."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.settings import ROOT
from tests import trained

ROWS = 3
_LINE = re.compile(r"^uv run (rasa .+)$", re.MULTILINE)


def readme_command(name: str) -> list[str]:
    """Return a command of Rasa's exactly as the README gives it, for our virtual environment."""
    lines = _LINE.findall((ROOT / "README.md").read_text("utf-8"))
    (line,) = [one for one in lines if re.match(rf"{name}( -|$)", one)]
    return trained.command(*line.split())


@dataclass(frozen=True, slots=True)
class RasaProject:
    """A folder that looks like ours to Rasa."""

    folder: Path
    actions_port: int

    @classmethod
    def make(cls, folder: Path) -> "RasaProject":
        """Copy what Rasa reads; the training rows are cut, the actions' port is a free one."""
        project = cls(folder, trained.free_port())
        for name in ("config.yml", "credentials.yml"):
            shutil.copyfile(ROOT / name, folder / name)
        endpoints = (ROOT / "endpoints.yml").read_text("utf-8")
        assert ":5055/" in endpoints
        (folder / "endpoints.yml").write_text(
            endpoints.replace(":5055/", f":{project.actions_port}/")
        )
        for name in ("rules", "domain"):
            shutil.copytree(ROOT / "nlu_data" / name, folder / "nlu_data" / name)
        nlu = Path("nlu_data") / "nlu"
        _few_rows(ROOT / nlu / "fi", folder / nlu / "fi" / "few.yml")
        trained.lend_encoder(folder / "models")
        return project

    @property
    def environment(self) -> Mapping[str, str]:
        """The README's environment, with the models of this folder."""
        return {
            **{name: value for name, value in os.environ.items() if "RINNALLA_" not in name},
            "RASA_TELEMETRY_ENABLED": "false",
            "PYTHONWARNINGS": "ignore",
            "TERM": "dumb",
            "COLUMNS": "160",
        }

    def run(self, name: str, *more: str, said: str = "") -> str:
        """Run a command of the README to its end; return all that it wrote.

        Args:
            name: How the command begins.
            more: Further arguments.
            said: What stands on its standard input.
        """
        result = subprocess.run(
            [*readme_command(name), *more],
            cwd=self.folder,
            env=self.environment,
            input=said,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        output = result.stdout + result.stderr
        assert result.returncode == 0, output[-4000:]
        return output


def _few_rows(source: Path, target: Path) -> None:
    kept: dict[str, list[str]] = {}
    for file in sorted(source.glob("*.yml")):
        for one in yaml.safe_load(file.read_text("utf-8"))["nlu"]:
            rows = [row for row in one["examples"].splitlines() if row.strip()]
            kept[one["intent"]] = [*kept.get(one["intent"], []), *rows][:ROWS]
    few = [{"intent": intent, "examples": "\n".join(rows) + "\n"} for intent, rows in kept.items()]
    target.parent.mkdir(parents=True)
    raw = {"version": "3.1", "nlu": few}
    target.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
