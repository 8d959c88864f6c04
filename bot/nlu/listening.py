"""The ears of a turn, before Rasa: both where this process has an encoder, else the scanner."""

import logging
from collections.abc import Callable

from bot.domain.errors import blame
from bot.domain.safety import Finding, Scanner
from bot.nlu.both_ears import BothEars
from bot.nlu.encoder import Encoder

log = logging.getLogger(__name__)


class Listening:
    """The ears of a turn: both as soon as this process has an encoder, the scanner until then.

    Danger must not wait for Rasa: the encoder that this process has loaded is asked here, before
    the engine is. Whatever goes wrong with it, what the scanner hears stands.

    Args:
        scanner: The first ear.
        loaded: Returns the encoder that this process has loaded, None while there is none.
    """

    def __init__(self, scanner: Scanner, loaded: Callable[[], Encoder | None]) -> None:
        self._scanner = scanner
        self._loaded = loaded
        self._both: BothEars | None = None

    def scan(self, text: str) -> Finding | None:
        """Return the gravest danger in a text, tier A or B, also one that is doubted."""
        return self._asked(lambda ears: ears.hear(text)) or self._scanner.scan(text)

    def soft(self, text: str) -> Finding | None:
        """Return danger that was denied, long ago or quoted, tier C."""
        return self._asked(lambda ears: ears.soft(text)) or self._scanner.soft(text)

    def in_own_script(self, text: str) -> str:
        """Return a text in the letters of its language."""
        return self._scanner.in_own_script(text)

    def _asked(self, listen: Callable[[BothEars], Finding | None]) -> Finding | None:
        try:
            return listen(self._ears())
        except Exception as error:  # help does not fail with the encoder
            log.error("ears.failed", extra={"reason": blame(error)})  # noqa: TRY400
            return None

    def _ears(self) -> BothEars:
        if self._both is None and (by := self._loaded()) is not None:
            self._both = BothEars.with_encoder(self._scanner, by)
        return self._both or BothEars(self._scanner)
