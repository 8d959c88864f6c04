"""Gets axe-core, the accessibility checker of the browser tests, from npm into ``build/``.

It is a tool of the tests and no part of the service. Run it once where there is a network:
``python tools/axe.py``; the browser tests run it by themselves and say clearly when they cannot.
"""

import subprocess
import sys
import tarfile
from pathlib import Path

VERSION = "4.14.1"
BUILD = Path(__file__).resolve().parent.parent / "build"


class NoAxe(Exception):
    """axe-core is neither in ``build/`` nor to be had from npm."""


def axe(build: Path = BUILD) -> Path:
    """Return the path of axe.min.js, fetching it when it is not there yet.

    Raises:
        NoAxe: with what to do.
    """
    script = build / f"axe-{VERSION}.min.js"
    if script.exists():
        return script
    build.mkdir(exist_ok=True)
    package = build / f"axe-core-{VERSION}.tgz"
    if not package.exists():
        _fetch(build)
    with tarfile.open(package) as archive:
        content = archive.extractfile("package/axe.min.js")
        if content is None:
            raise NoAxe(f"{package} has no axe.min.js: delete it and try again")
        script.write_bytes(content.read())
    return script


def _fetch(build: Path) -> None:
    command = ["npm", "pack", "--silent", f"axe-core@{VERSION}"]
    try:
        subprocess.run(command, cwd=build, check=True, capture_output=True, timeout=120)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoAxe(
            f"axe-core {VERSION} is missing: run `npm pack axe-core@{VERSION}` in {build}"
        ) from error


if __name__ == "__main__":
    sys.stdout.write(f"{axe()}\n")
