"""The last result of each assessment in a person's records, drawn up in a language."""

from collections.abc import Mapping
from typing import Any

from bot.content.pictured import Pictured
from bot.domain.messages import Language
from bot.domain.pictures import Picture
from bot.domain.results import earlier, result_from_json
from bot.i18n import Words

_NAME = "results:"


class LastResults:
    """Finds and draws them up."""

    def __init__(self, words: Words) -> None:
        self._pictured = Pictured(words)

    def pictures(self, records: Mapping[str, Any], language: Language) -> dict[str, Picture]:
        """Return what can be drawn, by assessment id."""
        found: dict[str, Picture] = {}
        for name, kept in records.items():
            if not name.startswith(_NAME) or not kept:
                continue
            result = result_from_json(kept[-1])
            picture = self._pictured.of(result, earlier(kept, result), language)
            if picture is not None:
                found[name.removeprefix(_NAME)] = picture
        return found
