"""The port is taken first; who cannot have it hears so in words."""

import socket
from io import StringIO

import pytest
from rich.console import Console

from bot.domain.errors import SettingsProblems
from bot.runtime import listening, serving
from bot.runtime.fitting import Role
from bot.runtime.listening import taken
from bot.settings import Settings
from tests.trained import free_port


def refusal(host: str, port: int, name: str = "RINNALLA_PORT") -> str:
    with pytest.raises(SettingsProblems) as caught:
        taken(host, port, name)
    return str(caught.value)


def test_a_port_in_use_is_told_with_the_setting_that_changes_it() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        expected = f"port {port} is in use: set RINNALLA_ENGINE_PORT or stop the other one"
        assert refusal("127.0.0.1", port, "RINNALLA_ENGINE_PORT") == expected


@pytest.mark.parametrize("role", ["all", "gateway", "engine"])
def test_a_start_on_a_port_in_use_neither_trains_nor_says_where_it_is(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_early(*_: object) -> None:
        raise AssertionError

    for name in ("share_arenas", "_local", "_remote", "_engine_app", "build"):
        monkeypatch.setattr(serving, name, (lambda: None) if name == "share_arenas" else too_early)
    console = Console(file=StringIO())
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        settings = Settings(host="127.0.0.1", port=port, engine_port=port)
        with pytest.raises(SettingsProblems, match=f"port {port} is in use"):
            serving.serve(settings, role, console)


@pytest.mark.parametrize("host", ["999.1.1.1", "192.0.2.1", "no such host"])
def test_a_host_that_is_not_of_this_machine_is_told(host: str) -> None:
    assert refusal(host, free_port()) == f"RINNALLA_HOST: {host} is no address of this machine"


def test_a_port_for_the_administrator_alone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(listening, "_bound", denied)
    assert "port 80 is not for this user: set RINNALLA_PORT" in refusal("127.0.0.1", 80)


def test_every_address_of_a_name_is_held() -> None:
    port = free_port()
    held = taken("localhost", port)
    try:
        assert {one.getsockname()[1] for one in held} == {port}
    finally:
        for one in held:
            one.close()
