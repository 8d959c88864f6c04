"""What a model was trained from, in a file beside it: the digest of every file, and of the model.

Dates cannot tell: rows of a year ago that were put in today are older than the model, and a file
that was taken away has no date. A record holds for the very archive that it was written for; of a
model without one (``rasa train`` writes none) only dates are known.
"""

import gzip
import hashlib
import json
import tarfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

Digests = Mapping[str, str]

_SUFFIXES = frozenset({".yml", ".py"})
_PIECE = 1 << 20


def files_of(sources: Iterable[Path]) -> list[Path]:
    """Return the files that a training reads: those given, and rows and code in folders."""
    return [
        file
        for source in sources
        for file in ([source] if source.is_file() else sorted(source.rglob("*")))
        if file == source or file.suffix in _SUFFIXES
    ]


def digests(sources: Mapping[str, Path]) -> Digests:
    """Return the digest of every file that a training reads.

    Args:
        sources: Files and folders, each by the name that it goes by wherever it lies.
    """
    return {
        f"{name}/{file.relative_to(source).as_posix()}" if file != source else name: _digest(file)
        for name, source in sources.items()
        for file in files_of([source])
    }


def record_of(model: Path) -> Path:
    """Return where the record of a model lies."""
    return model.with_name(f"{model.name.removesuffix('.tar.gz')}.made_of.json")


def keep(model: Path, made_of: Digests) -> None:
    """Write the record of a model; it appears whole or not at all."""
    record, new = record_of(model), record_of(model).with_suffix(".new")
    new.write_text(json.dumps({"model": _digest(model), "files": made_of}, indent=0), "utf-8")
    new.replace(record)


def made_of(model: Path) -> Digests | None:
    """Return what this very archive was trained from; None when nobody has kept it."""
    try:
        kept = json.loads(record_of(model).read_text("utf-8"))
        files = {str(name): str(digest) for name, digest in kept["files"].items()}
        return files if kept["model"] == _digest(model) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def damage_of(model: Path) -> str | None:
    """Return why an archive cannot be read to its end; None: it is whole."""
    try:
        with gzip.open(model) as archive:  # its checksum stands at the end
            while archive.read(_PIECE):
                pass
        return None if tarfile.is_tarfile(model) else "not an archive"
    except (OSError, EOFError, zlib.error) as error:
        return f"{type(error).__name__}: {error}"


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
