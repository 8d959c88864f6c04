"""The commands that a newcomer types first: chat, demo, check, nlu parse."""

import json
import os
import subprocess
from pathlib import Path

import httpx
import pytest

from bot.settings import ROOT
from tests import trained
from tests.e2e.conftest import NIGHT

pytestmark = pytest.mark.engine


def run(env: dict[str, str], *words: str, said: str = "") -> str:
    """Run a command to its end; return what it wrote to standard output."""
    result = subprocess.run(
        trained.command("rinnalla", *words),
        cwd=ROOT,
        env=env,
        input=said,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    return result.stdout


def test_chat_in_the_terminal(night: dict[str, str]) -> None:
    lines = (
        "rahat loppu ja palkka vasta kahen viikon päästä",
        "jäin oven taa",
        "/sos",
        "exit",
    )
    said = run(night, "chat", said="\n".join(lines) + "\n")
    assert "Olen botti, en ihminen" in said
    assert "Tyhjä tili" in said
    assert "040 000 0112" in said
    assert said.index("Tyhjä tili") < said.index("huoltoyhtiön") < said.index("hengenvaarassa")


def test_a_number_presses_a_button_in_the_terminal(night: dict[str, str]) -> None:
    said = run(night, "chat", said="moi\n1\nexit\n")
    assert "Raha ja laskut" in said
    assert "Mikä näistä on lähimpänä" in said


def test_demo_starts_again_quickly(tmp_path: Path) -> None:
    for start in ("first", "second"):
        port = trained.free_port()
        env = trained.environment(tmp_path, RINNALLA_NOW=NIGHT, RINNALLA_PORT=str(port))
        url = f"http://127.0.0.1:{port}"
        words = trained.command("rinnalla", "demo")
        log = tmp_path / f"{start}.log"
        with trained.running(words, env, f"{url}/readyz", log) as seconds:
            print(f"rinnalla demo, {start} start: {seconds:.1f} s (meant: under 15)")
            assert "Rinnalla" in httpx.get(url).text
            assert httpx.get(f"{url}/healthz").status_code == 200
        told = log.read_text()
        assert f"{url}/" in told
        before_the_address = told[: told.index(f"{url}/")]
        assert "{" not in before_the_address, "a log line stands before what a person reads"


def test_check_finds_no_error(tmp_path: Path) -> None:
    env = trained.environment(tmp_path, RINNALLA_COUNTY_DIR=str(trained.COUNTY))
    assert "0 errors" in run(env, "check")


def test_check_for_production_says_what_is_missing(tmp_path: Path) -> None:
    env = trained.environment(tmp_path, RINNALLA_NOW=NIGHT)
    result = subprocess.run(
        trained.command("rinnalla", "check", "--production"),
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    assert "RINNALLA_NOW" in result.stdout
    assert "RINNALLA_SECRET_KEY" in result.stdout


def test_nlu_parse_reads_plain_lines_and_json(tmp_path: Path) -> None:
    asked = (
        "rahat loppu ja palkka vasta kahen viikon päästä",
        json.dumps({"text": "jag blev utelåst"}),
        "",
        "i want to kill myself tonight",
    )
    output = run(trained.environment(tmp_path), "nlu", "parse", said="\n".join(asked) + "\n")
    found = [json.loads(line) for line in output.splitlines()]
    assert [one["intent"] for one in found] == ["money_run_out", "locked_out", "crisis_suicide"]
    assert [one["language"] for one in found] == ["fi", "sv", "en"]
    assert [one["safety"] for one in found] == [None, None, "crisis_suicide"]
    assert [one["finding"] and one["finding"]["tier"] for one in found] == [None, None, "A"]
    assert all(0 < one["confidence"] <= 1 for one in found)
    assert all(one["ranking"][0]["name"] == one["intent"] for one in found)


def test_help_gives_an_example_of_each_command() -> None:
    env = {**os.environ, "COLUMNS": "120"}
    for command in ("serve", "train", "chat", "check", "demo"):
        assert "Example:" in run(env, command, "--help")
