"""What a person who starts the service reads first is our own words."""

import subprocess
import sys
from pathlib import Path

FIRST_START = """
import sys
from bot.runtime.logs import set_up
set_up("INFO")
from bot.storage.migrations import migrate
migrate(sys.argv[1])
"""


def test_making_the_database_prints_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    words = [sys.executable, "-c", FIRST_START, url]
    made = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    assert (made.stdout, made.stderr) == ("", "")
    assert (tmp_path / "new.sqlite").stat().st_size > 0
