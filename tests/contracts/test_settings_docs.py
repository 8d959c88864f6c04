"""Every setting is documented, every mistake is told at once."""

import os
from pathlib import Path

import pytest

from bot.channels.web import WebOptions
from bot.domain.errors import SettingsProblems
from bot.runtime.production import production_problems
from bot.settings import (
    PREFIX,
    ROOT,
    Settings,
    load_settings,
    read_settings,
    unknown_names,
)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a test sets itself is set: the machine's or another fixture's own may be there."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


def test_every_setting_stands_in_the_docs_and_no_other() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    documented = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    assert documented == {PREFIX + name.upper() for name in Settings.model_fields}


def test_every_mistake_is_told_at_once_and_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINNALLA_PORT", "many")
    monkeypatch.setenv("RINNALLA_TELEGRAM_MODE", "pigeon")
    monkeypatch.setenv("RINNALLA_NOW", "2026-11-14T22:40:00")
    with pytest.raises(SettingsProblems) as caught:
        load_settings()
    told = "\n".join(caught.value.problems)
    for name in ("RINNALLA_PORT", "RINNALLA_TELEGRAM_MODE", "RINNALLA_NOW"):
        assert name in told
    assert "Value error" not in told


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("KEEP_UNANSWERED", "kyllä", "must be true or false, not 'kyllä'"),
        ("PORT", "70000", "must be 65535 or less, not '70000'"),
        ("ENGINE", "remote", "must be 'local' or 'http', not 'remote'"),
        ("TELEGRAM_YOUNG", "all", "must be 'notice-with-link' or 'full', not 'all'"),
        ("TELEGRAM_DECIDED_ON", "31.13.2026", "must be a day like 2026-08-01 or 1.8.2026"),
    ],
)
def test_what_must_stand_there_is_told_in_words(
    name: str, value: str, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    (problem,) = read_settings()[1]
    assert problem.startswith(f"{PREFIX}{name}: {wanted}")


def test_a_wrong_value_leaves_the_others_to_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINNALLA_PORT", "many")
    monkeypatch.setenv("RINNALLA_COUNTY_DIR", "/county")
    settings, (problem,) = read_settings()
    assert problem.startswith("RINNALLA_PORT: ")
    assert (settings.port, settings.county_dir) == (8080, Path("/county"))


def test_an_empty_value_is_the_same_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(PREFIX + name.upper(), "")
    settings = load_settings()
    assert settings == Settings.model_construct()
    assert settings.rest_token is None, "an empty token would let anybody in"


@pytest.mark.parametrize("name", ["REST_TOKEN", "ENGINE_TOKEN", "COUNTY_DIR", "DATABASE_URL"])
def test_a_value_of_spaces_is_a_mistake(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PREFIX + name, "  ")
    with pytest.raises(SettingsProblems, match=f"{PREFIX}{name}: holds only spaces"):
        load_settings()


@pytest.mark.parametrize("name", ["RINNALLA_PORT", "RINNALLA_ENGINE_PORT"])
def test_a_port_that_nobody_can_know_is_a_mistake(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "0")
    with pytest.raises(SettingsProblems, match=name):
        load_settings()


def test_a_name_that_is_no_setting_is_told_with_the_one_meant() -> None:
    given = {
        "RINNALLA_TELEGRAM_TOKN": "x",
        "RINNALLA_FLYING": "x",
        "RINNALLA_PORT": "1",
        "RINNALLA_TEST_POSTGRES": "x",
        "RINALLA_PORT": "1",
        "PATH": "x",
    }
    assert unknown_names(given) == [
        "RINALLA_PORT is no setting, nobody reads it: is RINNALLA_PORT meant?",
        "RINNALLA_FLYING is no setting, nobody reads it: see docs/settings.md",
        "RINNALLA_TELEGRAM_TOKN is no setting, nobody reads it: is RINNALLA_TELEGRAM_TOKEN meant?",
    ]


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://127.0.0.1:8080"), ("::1", "http://[::1]:8080")],
)
def test_the_address_of_this_machine_is_one_that_a_browser_takes(
    monkeypatch: pytest.MonkeyPatch, host: str, url: str
) -> None:
    monkeypatch.setenv("RINNALLA_HOST", host)
    settings = load_settings()
    assert settings.url == url
    assert WebOptions(settings.url, b"k" * 32).origin == url  # it raises for what is no origin


def test_a_wrong_value_of_a_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINNALLA_SECRET_KEY", "very-secret-value")
    settings = load_settings()
    assert "very-secret-value" not in repr(settings)
    assert "very-secret-value" not in "\n".join(production_problems(settings))


def test_production_wants_what_keeps_people_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINNALLA_NOW", "2026-11-14T22:40:00+02:00")
    monkeypatch.setenv("RINNALLA_TELEGRAM_MODE", "webhook")
    monkeypatch.setenv("RINNALLA_REST_TOKEN", "short")
    monkeypatch.setenv("RINNALLA_LOG_LEVEL", "DEBUG")
    told = "\n".join(production_problems(load_settings()))
    for name in (
        *("SECRET_KEY", "NOW", "PUBLIC_URL", "COUNTY_DIR", "DATABASE_URL"),
        *("TELEGRAM_WEBHOOK_SECRET", "REST_TOKEN", "LOG_LEVEL"),
    ):
        assert PREFIX + name in told


def test_production_wants_the_countys_decision_on_telegram_and_its_date(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> list[str]:
        told = production_problems(load_settings())
        return [one for one in told if one.startswith("RINNALLA_TELEGRAM_")]

    assert missing() == [], "without Telegram there is nothing to decide"
    monkeypatch.setenv("RINNALLA_TELEGRAM_TOKEN", "123:abc")
    assert len(missing()) == 2, "no silent default"
    monkeypatch.setenv("RINNALLA_TELEGRAM_YOUNG", "notice-with-link")
    monkeypatch.setenv("RINNALLA_TELEGRAM_DECIDED_ON", "2026-08-01")
    (told,) = missing()
    assert "RINNALLA_TELEGRAM_WORKERS" in told, "each side is decided by itself"
    monkeypatch.setenv("RINNALLA_TELEGRAM_WORKERS", "full")
    assert missing() == []


def test_production_wants_text_messages_over_tls_and_with_a_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINNALLA_SMS_URL", "http://127.0.0.1:8000/send")
    told = [one for one in production_problems(load_settings()) if "RINNALLA_SMS_" in one]
    assert len(told) == 2
    monkeypatch.setenv("RINNALLA_SMS_URL", "https://gateway.test/send")
    monkeypatch.setenv("RINNALLA_SMS_HEADER", "Authorization: Bearer avain")
    settings = load_settings()
    assert [one for one in production_problems(settings) if "RINNALLA_SMS_" in one] == []
    assert "avain" not in repr(settings)
