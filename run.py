"""Start Rinnalla, or run every test, on a machine that has only Python 3.11 and git.

    python3 run.py         installs what is missing, trains the model if needed, starts, says where
    python3 run.py test    runs every test; what it lacks it names with the line that installs it

Standard library only: this file runs before anything is installed.
"""

import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".venv-uv"
PYPI = "https://pypi.org/pypi/uv/json"
BY_HAND = "Is there a network? Or install uv yourself, and start again: https://docs.astral.sh/uv/"

NEEDED_BY_TESTS = {
    "a PostgreSQL server": (
        lambda: bool(shutil.which("postgres") or list(Path("/usr/lib/postgresql").glob("*/bin"))),
        "apt-get install -y postgresql",
    ),
    "Chromium": (lambda: bool(shutil.which("chromium")), "apt-get install -y chromium"),
    "npm (for axe-core)": (lambda: bool(shutil.which("npm")), "apt-get install -y npm"),
}


def main() -> int:
    """Do what the arguments say; return the exit status."""
    if sys.version_info[:2] != (3, 11):
        print(f"Rinnalla needs Python 3.11; this is {platform.python_version()}.")
        return 2
    if sys.argv[1:2] == ["test"]:
        return test(sys.argv[2:])
    uv = find_uv()
    install(uv, "--no-dev")
    return run(uv, "run", "--no-dev", "--no-sync", "rinnalla", *(sys.argv[1:] or ["serve"]))


def test(arguments: list[str]) -> int:
    """Run every test, after naming everything that is missing."""
    missing = [(name, line) for name, (there, line) in NEEDED_BY_TESTS.items() if not there()]
    for name, line in missing:
        print(f"The tests need {name}: run  {line}")
    if missing:
        return 1
    uv = find_uv()
    install(uv)
    return run(uv, "run", "--no-sync", "python", "-m", "tools.test", *arguments)


def install(uv: str, *options: str) -> None:
    """Install what the lock file says, exactly, with a word about it the first time."""
    if not (ROOT / ".venv").exists():
        print("Installing (once, about a minute) ...", flush=True)
    if run(uv, "sync", "--frozen", "--quiet", *options) != 0:
        raise SystemExit("The installation failed; its reason stands above.")


def run(uv: str, *arguments: str) -> int:
    """Run uv in the project with this Python; Ctrl-C ends it quietly."""
    environment = {**os.environ, "UV_PYTHON": sys.executable}
    environment.pop("VIRTUAL_ENV", None)
    try:
        return subprocess.call([uv, *arguments], cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 0


def find_uv() -> str:
    """Return uv: the one on the path, ours from before, or one fetched now."""
    ours = TOOLS / "bin" / "uv"
    for candidate in (shutil.which("uv"), str(ours)):
        if candidate and Path(candidate).exists():
            return candidate
    print("Fetching uv, the installer ...", flush=True)
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"]
    try:
        subprocess.run([sys.executable, "-m", "venv", str(TOOLS)], check=True, capture_output=True)
        subprocess.run(pip, check=True, capture_output=True)
    except (subprocess.CalledProcessError, OSError):
        fetch_wheel(ours)  # Debian's python3 comes without venv and pip
    return str(ours)


def fetch_wheel(target: Path) -> None:
    """Take the uv program out of its wheel, checked by its hash."""
    machine = platform.machine()
    files = json.loads(fetch(PYPI))["urls"]
    fitting = [f for f in files if f"manylinux_2_17_{machine}" in f["filename"]]
    if not fitting:
        raise SystemExit(f"PyPI has no uv, the installer, for {machine}. {BY_HAND}")
    wheel = fetch(fitting[0]["url"])
    if hashlib.sha256(wheel).hexdigest() != fitting[0]["digests"]["sha256"]:
        raise SystemExit("The fetched installer is not what PyPI says it is.")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        name = next(n for n in archive.namelist() if n.endswith("/scripts/uv"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(name))
    target.chmod(0o755)


def fetch(url: str) -> bytes:
    """Return what lies at an address, or stop with a sentence."""
    try:
        with urllib.request.urlopen(url) as answer:
            return bytes(answer.read())
    except OSError as error:  # URLError is one
        raise SystemExit(f"uv, the installer, cannot be fetched: {error}. {BY_HAND}") from error


if __name__ == "__main__":
    sys.exit(main())
