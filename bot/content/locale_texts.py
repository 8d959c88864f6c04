"""Texts of the locales with their arguments, told the way a person would say them."""

import json
import logging
from collections.abc import Mapping
from datetime import date, datetime

from bot.content.figures import Figures
from bot.content.fills import Fills
from bot.content.lines import fill_lines
from bot.content.moments import Moments
from bot.content.places import Places
from bot.content.weeks import day_words, week_words
from bot.domain.messages import Language, Scalar
from bot.domain.ranking import Asker
from bot.i18n import Words

log = logging.getLogger(__name__)


class LocaleTexts:
    """Finds a text by its key and fills it."""

    def __init__(self, words: Words, fills: Fills, moments: Moments, places: Places) -> None:
        self._words, self._fills, self._moments = words, fills, moments
        self._places = places
        self._figures = Figures(words)

    def text(self, key: str, args: Mapping[str, Scalar], asker: Asker) -> str:
        """Return the text; empty when no language has the key.

        A placeholder without its argument may be one of the editors' ("mieli_fi.phone"); else
        its line is left out and the key logged.
        """
        catalogues = self._words.catalogues
        template = catalogues[asker.language].get(key) or catalogues["fi"].get(key, "")

        def fill(name: str) -> str | None:
            if name in args:
                return self._told(name, args[name], asker)
            found = self._fills.fill(name, asker)
            if found is None:
                log.error("compose.unfilled key=%s name=%s", key, name)
            return found

        return fill_lines(template, fill)

    def moment(self, at: str, asker: Asker) -> str | None:
        """Return an ISO time as a person would say it; None when it cannot be said."""
        try:
            return self._moments.when(datetime.fromisoformat(at), asker.now, asker.language)
        except (ValueError, KeyError):  # a time without its zone; a locale file is gone
            return None

    def _told(self, name: str, value: Scalar, asker: Asker) -> str | None:
        """Return an argument as words; a time becomes one that a person would say."""
        if value is None:
            return None
        if name.endswith("_at") and isinstance(value, str):
            return self.moment(value, asker)
        if name.endswith("_when") and isinstance(value, str):
            return self._moments.dated(value, asker.language)
        if name.endswith("_hours") and isinstance(value, str):
            return week_words(value, asker.language)
        if name.endswith("_named") and isinstance(value, str):
            return _name_in(value, asker.language)
        if name.endswith("_on") and isinstance(value, str):
            return day_words(date.fromisoformat(value), asker.language)
        figure = self._figures.told(name, str(value), asker.language)
        if figure is not None:
            return figure
        return self._place_name(str(value), asker) if name == "place" else str(value)

    def _place_name(self, code: str, asker: Asker) -> str:
        """Return the name of a place from its code; what is no code is a name already."""
        place = self._places.municipalities.get(code) or self._places.counties.get(code)
        if place is None:
            return code
        return place.name_sv if asker.language == "sv" else place.name_fi


def _name_in(packed: str, language: Language) -> str:
    """Return a name from its JSON by language; in Finnish where it has none of its own."""
    names: dict[str, str] = json.loads(packed)
    return names.get(language) or names.get("fi", "")
