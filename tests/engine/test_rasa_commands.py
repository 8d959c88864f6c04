"""Rasa's own commands work on this project with the flags that the README gives."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import trained
from tests.engine.rasa_project import RasaProject, readme_command

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> RasaProject:
    """A small copy of the project, trained by ``rasa train``."""
    made = RasaProject.make(tmp_path_factory.mktemp("project"))
    began = time.monotonic()
    output = made.run("rasa train")
    print(f"rasa train took {time.monotonic() - began:.0f} s")
    assert "saved at" in output
    return made


@pytest.fixture(scope="module")
def action_server(project: RasaProject) -> Iterator[str]:
    port = str(project.actions_port)
    words = [*readme_command("rasa run actions"), "--port", port]
    url = f"http://127.0.0.1:{port}"
    log = project.folder / "actions.log"
    env, folder = project.environment, project.folder
    with trained.running(words, env, f"{url}/health", log, folder):
        yield url


def test_train_makes_a_model(project: RasaProject) -> None:
    assert list((project.folder / "models").glob("*.tar.gz"))


def test_data_validate_finds_no_fault(project: RasaProject) -> None:
    output = project.run("rasa data validate")
    assert "No story structure conflicts found" in output
    assert "ERROR" not in output


def test_test_nlu_measures(project: RasaProject) -> None:
    project.run("rasa test nlu --nlu nlu_data/nlu")
    report = json.loads((project.folder / "results" / "intent_report.json").read_text())
    assert report["money_run_out"]["support"] == 3
    assert report["accuracy"] > 0.5


def test_test_nlu_cross_validates(project: RasaProject) -> None:
    output = project.run("rasa test nlu --cross-validation", "--out", "crossed")
    assert "CV evaluation (n=3)" in output
    report = json.loads((project.folder / "crossed" / "intent_report.json").read_text())
    assert report["money_run_out"]["support"] == 3  # every row was left out once
    assert 0.1 < report["accuracy"] < 1


def test_shell_nlu_reads_a_line(project: RasaProject) -> None:
    output = project.run("rasa shell nlu", said="rahat loppu asun keravalla\n")
    parsed = json.loads(output[output.index("{\n") : output.rindex("\n}") + 2])
    assert parsed["text"] == "rahat loppu asun keravalla"
    assert parsed["language"] == "fi"
    assert parsed["entities"][0]["value"] == "245"
    assert parsed["intent_ranking"]


def test_run_answers_with_words_over_rest(project: RasaProject, action_server: str) -> None:
    port = trained.free_port()
    url = f"http://127.0.0.1:{port}"
    words = [*readme_command("rasa run"), "--port", str(port)]
    log = project.folder / "run.log"
    with trained.running(words, project.environment, url, log, project.folder):
        asked = {"sender": "somebody", "message": "/money_run_out"}
        answer = httpx.post(f"{url}/webhooks/rest/webhook", json=asked, timeout=30).json()
    texts = [item["text"] for item in answer if "text" in item]
    assert "ruoka-apu.fi" in texts[0]
    assert any(item.get("buttons") for item in answer)
    titles = [button["title"] for item in answer for button in item.get("buttons", ())]
    assert all(title and not re.fullmatch(r"[a-z_]+\.[a-z_]+", title) for title in titles)


def test_shell_talks_with_words_and_buttons(project: RasaProject, action_server: str) -> None:
    words = [*readme_command("rasa shell"), "--port", str(trained.free_port())]
    with _Terminal(words, project) as terminal:
        terminal.wait_for("Your input")
        terminal.write("/bot_challenge\r")
        terminal.wait_for("Nimeni on Rinnalla")
        terminal.write("/stop\r")


class _Terminal:
    """A program on a terminal of its own."""

    def __init__(self, words: list[str], project: RasaProject) -> None:
        self._screen, theirs = pty.openpty()
        self._process = subprocess.Popen(
            words,
            cwd=project.folder,
            env={**project.environment, "TERM": "xterm", "LINES": "40"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.output = ""

    def wait_for(self, text: str, seconds: float = 90.0) -> None:
        until = time.monotonic() + seconds
        while text not in _without_marks(self.output):
            if time.monotonic() > until:
                raise AssertionError(f"{text!r} did not come:\n{self.output[-3000:]}")
            if select.select([self._screen], [], [], 0.2)[0]:
                try:
                    self.output += os.read(self._screen, 65_536).decode("utf-8", "replace")
                except OSError as error:  # the program has ended
                    raise AssertionError(self.output[-3000:]) from error

    def write(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def __enter__(self) -> "_Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._screen)


def _without_marks(output: str) -> str:
    """Return what a terminal would show: without colours and moves of the cursor."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", output)


STANDS_ASIDE = """
import json, sys
import tensorflow, boto3
from rinnalla_standin import _EmptyModule
print(json.dumps({name: isinstance(sys.modules[name], _EmptyModule)
                  for name in ("tensorflow", "boto3")}))
"""


def test_the_stand_in_steps_aside_for_a_real_distribution(tmp_path: Path) -> None:
    package = tmp_path / "tensorflow"
    package.mkdir()
    (package / "__init__.py").write_text('__version__ = "2.12.0"\n')

    def stood_in(**more: str) -> dict[str, bool]:
        env = {**os.environ, **more}
        output = subprocess.check_output([sys.executable, "-c", STANDS_ASIDE], env=env, text=True)
        found: dict[str, bool] = json.loads(output)
        return found

    assert stood_in() == {"tensorflow": True, "boto3": True}
    assert stood_in(PYTHONPATH=str(tmp_path)) == {"tensorflow": False, "boto3": True}
