"""What a start would stumble over is told before it, all at once, and nothing is made for it."""

import os
from pathlib import Path

import pytest

from bot.domain.errors import SettingsProblems
from bot.runtime.fitting import fitting_settings, settings_problems, settings_warnings
from bot.settings import PREFIX, Settings, read_settings

WRONG = {
    "SECRET_KEY": "short",
    "TELEGRAM_TOKEN": "foo",
    "TELEGRAM_MODE": "webhook",
    "TELEGRAM_WEBHOOK_SECRET": "abc",
    "TELEGRAM_API_BASE": "nonsense",
    "SMTP_URL": "foo",
    "SMS_URL": "ftp://x",
    "QUICK_EXIT_URL": "http://x.fi",
    "ALLOWED_ORIGINS": "https://a.fi/path",
    "PUBLIC_URL": "http://chat.example.fi",
    "DATABASE_URL": "mysql://root:hunter2@x/y",
    "ENGINE_URL": "nonsense",
    "ENCODER": "/nowhere",
    "COUNTY_DIR": "/nowhere",
    "DATA_DIR": __file__,
    "PORT": "0",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RINNALLA_DATA_DIR", str(tmp_path / "data"))


def told(**given: str) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(PREFIX + name, value)
        settings, problems = read_settings()
        return [*problems, *settings_problems(settings)]


def test_everything_wrong_is_told_at_once_each_by_the_name_of_its_setting() -> None:
    given = {name: value for name, value in WRONG.items() if name != "TELEGRAM_MODE"}
    said = "\n".join(told(**WRONG))
    assert [name for name in given if f"{PREFIX}{name}" not in said] == []
    assert "hunter2" not in said, "a password is repeated"


def test_a_start_tells_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WRONG.items():
        monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsProblems) as caught:
        fitting_settings()
    assert caught.value.problems == told(**WRONG)


def test_nothing_set_fits_and_nothing_is_made(tmp_path: Path) -> None:
    assert fitting_settings() == Settings()
    assert list(tmp_path.iterdir()) == []


def test_one_wrong_setting_does_not_hide_that_the_countys_folder_is_missing() -> None:
    said = told(PORT="abc", COUNTY_DIR="/nowhere")
    assert [line.partition(":")[0] for line in said] == ["RINNALLA_PORT", "RINNALLA_COUNTY_DIR"]


def test_who_listens_to_other_machines_must_say_by_which_address() -> None:
    (said,) = told(HOST="0.0.0.0")  # noqa: S104 - what a container gives
    assert said.startswith("RINNALLA_PUBLIC_URL must be given where RINNALLA_HOST is 0.0.0.0")
    assert told(HOST="0.0.0.0", PUBLIC_URL="https://chat.example.fi") == []  # noqa: S104


def test_the_webs_own_port_works_on_this_machine() -> None:
    assert told(PORT="80") == []
    assert Settings(port=80).url == "http://127.0.0.1"


def test_a_webhook_needs_an_address_that_telegram_can_post_to() -> None:
    hook = {"TELEGRAM_TOKEN": "123:abc", "TELEGRAM_MODE": "webhook"}
    (said,) = told(**hook)
    assert said.startswith("RINNALLA_PUBLIC_URL must begin with https://")
    assert told(**hook, PUBLIC_URL="https://chat.example.fi") == []
    own_server = "http://127.0.0.1:8081"
    assert told(**hook, TELEGRAM_API_BASE=own_server) == []


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "http://",
        "http://a b:1",
        "http://a:99999",
        "http://a:0",
        "ftp://a",
        "http://[x",
    ],
)
def test_an_engine_nobody_can_reach_is_told(url: str) -> None:
    (said,) = told(ENGINE_URL=url)
    assert said.startswith("RINNALLA_ENGINE_URL")


@pytest.mark.parametrize("url", ["http://8.8.8.8:5015", "http://[2001:4860:4860::8888]:5015"])
def test_an_engine_on_a_public_address_is_told(url: str) -> None:
    """All that people write goes to it, without TLS."""
    (said,) = told(ENGINE_URL=url)
    assert "must be this machine or a private network" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.7", "192.168.1.4", "engine"])
def test_an_engine_near_by_is_fine(host: str) -> None:
    assert told(ENGINE_URL=f"http://{host}:5015") == []


def test_a_folder_of_models_that_is_not_there_is_warned_of(tmp_path: Path) -> None:
    (said,) = settings_warnings(Settings(model_dir=tmp_path / "nope"))
    assert said.startswith(f"RINNALLA_MODEL_DIR: there is no folder {tmp_path / 'nope'}")
    assert settings_warnings(Settings()) == []


def test_a_key_file_that_others_can_read_is_told(tmp_path: Path) -> None:
    key = tmp_path / "data" / "secret.key"
    key.parent.mkdir()
    key.write_text("x")
    key.chmod(0o644)
    (said,) = told()
    assert f"chmod 600 {key}" in said


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    (said,) = told(DATA_DIR=str(tmp_path / "deep" / "er"))
    assert said == f"RINNALLA_DATA_DIR: {tmp_path} cannot be written by this user"


def test_an_engine_alone_is_asked_only_for_what_it_uses() -> None:
    broken = Settings(database_url="mysql://x", host="0.0.0.0")  # noqa: S104
    assert settings_problems(broken, "engine") == []
    assert len(settings_problems(broken, "gateway")) == 2
