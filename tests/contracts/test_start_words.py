"""Who installs reads sentences, never a traceback: of the system, and of a missing network."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from urllib.error import URLError

import pytest

from bot import cli
from bot.settings import ROOT


def of_main(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails() -> None:
        raise error

    monkeypatch.setattr(cli, "app", fails)
    monkeypatch.setattr(sys, "path", list(sys.path))
    cli.main()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device", "/var/x"), "/var/x: No space left on device\n"),
        (OSError(28, "No space left on device"), "No space left on device\n"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(
    error: OSError,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as stopped:
        of_main(monkeypatch, error)
    assert stopped.value.code == 1
    assert capsys.readouterr().out == words


def test_an_error_that_is_not_the_systems_is_seen_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TimeoutError):
        of_main(monkeypatch, TimeoutError())


@pytest.fixture
def starter() -> ModuleType:
    """run.py at the root, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("starter", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_a_network_the_first_start_says_what_to_do(
    starter: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def down(_: str) -> None:
        raise URLError("Name or service not known")

    monkeypatch.setattr(starter.urllib.request, "urlopen", down)
    with pytest.raises(SystemExit, match=r"cannot be fetched: .* install uv yourself"):
        starter.fetch_wheel(tmp_path / "uv")


def test_a_machine_without_a_wheel_is_told(
    starter: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(starter, "fetch", lambda _: b'{"urls": []}')
    with pytest.raises(SystemExit, match="PyPI has no uv, the installer, for"):
        starter.fetch_wheel(tmp_path / "uv")
