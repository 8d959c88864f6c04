"""Drawing from the service's side: one short-lived process at a time, and a few kept files.

matplotlib takes 80 MB and a second to begin; in a process of its own the memory comes back, and
a picture that goes wrong or takes too long costs the picture alone.
"""

import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Literal

from bot.domain.errors import blame
from bot.domain.meeting import Sheet
from bot.domain.pictures import Format, Picture, Theme, picture_to_json

log = logging.getLogger(__name__)

MOST_KEPT = 48
"""Files in memory, about 50 kB each: a page that is loaded again draws nothing anew."""

_LIMIT_S = 12.0  # shorter than the sender's call, in which it happens
_FONTS_LIMIT_S = 120.0
_ROOT = Path(__file__).resolve().parents[2]


class Drawing:
    """Draws pictures. Safe to share between threads; blocks for about a second.

    Args:
        cache_dir: Where matplotlib keeps its list of fonts, for the next process.
    """

    def __init__(self, cache_dir: Path, *, limit_s: float = _LIMIT_S) -> None:
        self._cache_dir, self._limit_s = cache_dir, limit_s
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._turn = threading.Lock()
        self._listed = False

    def draw(self, picture: Picture, form: Format, theme: Theme = "light") -> bytes | None:
        """Return the file, or None when it did not come about: then words must do."""
        packed = json.dumps(picture_to_json(picture), ensure_ascii=False, sort_keys=True).encode()
        name = hashlib.sha256(packed + f"{form} {theme}".encode()).hexdigest()
        with self._turn:
            if name not in self._kept:
                drawn = self._drawn(packed, form, theme)
                if drawn is None:
                    return None
                self._kept[name] = drawn
            self._kept.move_to_end(name)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return self._kept[name]

    def paper(self, sheet: Sheet) -> bytes | None:
        """Return the page for a meeting as PDF, or None; never kept here."""
        packed = json.dumps(asdict(sheet), ensure_ascii=False).encode()
        with self._turn:
            return self._drawn(packed, "pdf", "light")

    def list_fonts(self, _: datetime) -> int:
        """Let the plotting library list the fonts, once an installation; return how often it did.

        That takes seconds, and on a busy machine longer than a picture may: cut off at its limit,
        the first picture would leave no list behind, and no later one would come about either.
        """
        if self._listed:
            return 0
        self._listed = True  # whatever comes of it: no second try in this process
        if any(self._cache_dir.glob("fontlist-*.json")):
            return 0
        return int(self._run(b"", "fonts", "light", _FONTS_LIMIT_S) is not None)

    def _drawn(self, packed: bytes, form: Format | Literal["pdf"], theme: Theme) -> bytes | None:
        return self._run(packed, form, theme, self._limit_s) or None

    def _run(self, packed: bytes, form: str, theme: Theme, limit_s: float) -> bytes | None:
        # Nothing of ours in its environment: secrets have no business in a drawing process.
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        environment = {**kept, "MPLCONFIGDIR": str(self._cache_dir), "MPLBACKEND": "Agg"}
        try:
            done = subprocess.run(  # noqa: S603 - our own module, two words from a closed set
                [sys.executable, "-m", "bot.pictures", form, theme],
                input=packed,
                capture_output=True,
                timeout=limit_s,
                check=True,
                cwd=_ROOT,
                env=environment,
            )
        except (subprocess.SubprocessError, OSError) as error:
            # Without its output: a traceback could show a person's figures.
            log.error("picture.not_drawn", extra={"why": blame(error)})  # noqa: TRY400
            return None
        return done.stdout
