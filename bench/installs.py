"""The two installs, each in a virtual environment of its own below ``build/bench``."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.figures import BUILD
from bot.settings import ROOT

RASA = "3.6.21"

NO_PYTHON = """\
Stock Rasa needs Python 3.10, and none was found (looked on the path, in ~/.pyenv and among uv's
own). Install one with  uv python install 3.10  or  pyenv install 3.10.13  and start again."""


@dataclass(frozen=True, slots=True)
class Install:
    """One virtual environment."""

    folder: Path

    @property
    def python(self) -> Path:
        """Return its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def site_packages(self) -> Path:
        """Return where its packages lie."""
        return next((self.folder / "lib").glob("python3.*")) / "site-packages"


def our_install() -> Install:
    """Return our install as people get it: the lock file, without the tools of developers."""
    install = Install(BUILD / "ours")
    environment = clean_environment(UV_PROJECT_ENVIRONMENT=str(install.folder))
    _run(["uv", "sync", "--frozen", "--no-dev", "--quiet"], environment)
    return install


def stock_install() -> Install:
    """Return the install of ``pip install rasa``, made on the first call (2.5 GB)."""
    install = Install(BUILD / "stock")
    if install.python.exists() and (install.site_packages / f"rasa-{RASA}.dist-info").exists():
        return install
    python = find_python310()
    print(f"Installing rasa {RASA} with {python} (once, about 2.5 GB) ...", flush=True)
    # --no-config: our pyproject.toml gives Rasa other requirements than its own.
    uv = ["uv", "--no-config"]
    _run([*uv, "venv", "--clear", "--python", str(python), str(install.folder)])
    _run([*uv, "pip", "install", "--python", str(install.python), f"rasa=={RASA}"])
    return install


def find_python310() -> Path:
    """Return a Python 3.10 that starts.

    Raises:
        SystemExit: there is none; the message says how to get one.
    """
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    managed = Path.home() / ".local" / "share" / "uv" / "python"
    found = [
        *sorted(pyenv.glob("3.10*/bin/python"), reverse=True),
        *managed.glob("cpython-3.10*/bin/python3.10"),
    ]
    if on_path := shutil.which("python3.10"):
        found.append(Path(on_path))
    for python in found:
        # A pyenv shim exists also for a version that is not chosen, and then only complains.
        told = [str(python), "-c", "import sys; print(sys.version_info[:2])"]
        answer = subprocess.run(told, capture_output=True, text=True, check=False)
        if answer.stdout.strip() == "(3, 10)":
            return python
    raise SystemExit(NO_PYTHON)


def clean_environment(**more: str) -> dict[str, str]:
    """Return an environment that is the same for both installs.

    Byte code is written even where the machine forbids it: without it each start would compile
    every module anew, and Rasa alone has thousands.
    """
    left_out = {"PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "PYTHONPATH"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    kept = {name: value for name, value in kept.items() if not name.startswith("RINNALLA_")}
    return {
        **kept,
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TERM": "dumb",
        **more,
    }


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    if not shutil.which(command[0]):
        raise SystemExit(f"{command[0]} is not on the path: https://docs.astral.sh/uv/")
    subprocess.run(command, cwd=ROOT, env=environment or clean_environment(), check=True)
