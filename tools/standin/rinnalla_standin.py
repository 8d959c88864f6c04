"""Answer Rasa's imports of libraries that our pipeline never calls.

Rasa 3.6 imports TensorFlow, ten chat channels and four storage clients when it is imported,
whether or not the configuration uses them. Installed for real they cost more than a gigabyte
and several seconds. This finder hands out empty modules instead.

It must not hide a real distribution: each name is looked up first, and where the real package
is installed (``uv sync --extra tensorflow``) the finder steps aside. What is installed for others
is left out only within ``left_out``. Reasons: docs/adr/0002.
"""

import importlib.machinery
import os
import sys
from collections.abc import Iterator, Set
from contextlib import contextmanager
from types import ModuleType
from typing import ClassVar

STANDS_IN_FOR = frozenset(
    {
        # machine learning that our pipeline does not use
        *("tensorflow", "tensorflow_text", "tensorflow_hub", "keras", "sklearn_crfsuite", "skops"),
        # Rasa's own channels; ours live in bot/channels
        *("aiogram", "twilio", "webexteamssdk", "slack_sdk", "fbmessenger", "mattermostwrapper"),
        *("rocketchat_API", "google.auth", "google.oauth2", "socketio", "engineio"),
        # event brokers and stores; ours live in bot/storage
        *("boto3", "botocore", "pymongo", "aio_pika", "aiormq", "confluent_kafka"),
        # error reporting to a third party is never wanted here
        *("sentry_sdk", "structlog_sentry"),
    }
)


class _Kind(type):
    """Metaclass of the empty classes: any attribute of the class is again an empty class."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _empty(name)


def _empty(name: str) -> type:
    return _Kind(name, (), {"__init__": lambda *_, **__: None})


class _EmptyModule(ModuleType):
    """A module in which every public name is an empty class."""

    __path__: ClassVar[list[str]] = []

    def __getattr__(self, name: str) -> object:
        if name == "__version__":
            return "0.0.0"  # Rasa compares TensorFlow's version at import
        if name.startswith("__"):
            raise AttributeError(name)
        value = _empty(name)
        setattr(self, name, value)
        return value


class _Loader:
    """Makes the empty modules."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Return an empty module of that name."""
        return _EmptyModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: an empty module is complete when it is made."""


class StandInFinder:
    """Meta path finder that hands out empty modules for some names and all below them.

    Asked last, it lets a real distribution win.
    """

    def __init__(self, names: Set[str] = STANDS_IN_FOR) -> None:
        self._names = names

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """Return a spec for a name that we stand in for; None lets the import fail as usual."""
        parts = fullname.split(".")
        covered = any(".".join(parts[: i + 1]) in self._names for i in range(len(parts)))
        # The parent of google.auth.
        if not covered and not any(name.startswith(f"{fullname}.") for name in self._names):
            return None
        return importlib.machinery.ModuleSpec(fullname, _Loader(), is_package=True)


def install() -> None:
    """Register the finder once, behind every other finder, and keep Rasa from reporting home."""
    # Rasa's telemetry would use sentry_sdk, one of the empty modules, and send data out.
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    if not any(isinstance(finder, StandInFinder) for finder in sys.meta_path):
        sys.meta_path.append(StandInFinder())


@contextmanager
def left_out(names: Set[str]) -> Iterator[None]:
    """Stand in for libraries though they are installed: what is imported meanwhile goes without.

    One that was imported before stays as it is, and afterwards each can be imported for real.
    """
    finder = StandInFinder(names - sys.modules.keys())
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name, module in list(sys.modules.items()):
            if name.split(".")[0] in names and isinstance(module, _EmptyModule):
                del sys.modules[name]
