"""Figures of answers and results in words: money, days, steps, names, and lists of them.

The dialogue says figures without words ("m:65000..70000"); what they look like is a matter of the
language. Arguments are told by the end of their name: ``_figure``, ``_words`` (keys joined with
commas), ``_rows`` (lines of "key<tab>figure") and ``_steps`` (keys, one numbered line each).
"""

from datetime import date

from babel.dates import format_date

from bot.domain.messages import Language
from bot.i18n import Words

_LOCALES: dict[Language, str] = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_THIN = "\u00a0"
_CENTS = 100
_EXACT_BELOW = 10 * _CENTS


class Figures:
    """Tells figures."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def told(self, name: str, value: str, language: Language) -> str | None:
        """Return an argument in words, or None when its name says that it is no figure."""
        if name.endswith("_figure"):
            return self.figure(value, language)
        if name.endswith("_words"):
            return self.names(value, language)
        if name.endswith("_rows"):
            return "\n".join(self._row(line, language) for line in value.splitlines())
        if name.endswith("_steps"):
            keys = [key for key in value.split(",") if key]
            if len(keys) == 1:
                return self._words.text(language, keys[0])
            lines = [self._words.text(language, key) for key in keys]
            return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
        return None

    def figure(self, value: str, language: Language) -> str:
        """Return one figure, or "then -> now" of two."""
        parts = [self._one(part.strip(), language) for part in value.split(" > ")]
        return " → ".join(parts)

    def names(self, value: str, language: Language) -> str:
        """Return the words of keys as a list: "Mieli ja jaksaminen, Arki ja koti".

        Commas alone: many names hold an "and" of their own.
        """
        return ", ".join(self._words.text(language, key) for key in value.split(",") if key)

    def money(self, cents: int, language: Language) -> str:
        """Return cents as money: "1 234,50 €", "€1,234.50"; without cents where there are none."""
        euros, rest = divmod(abs(cents), _CENTS)
        whole = f"{euros:,}"
        sign = "−" if cents < 0 else ""
        if language == "en":
            return f"{sign}€{whole}" + (f".{rest:02d}" if rest else "")
        whole = whole.replace(",", _THIN)
        return f"{sign}{whole}" + (f",{rest:02d}" if rest else "") + f"{_THIN}€"

    def day(self, on: date, language: Language) -> str:
        """Return a day: "pe 4.12."."""
        pattern = "EEE d MMM" if language == "en" else "EEE d.M."
        return format_date(on, pattern, locale=_LOCALES[language])

    def _row(self, line: str, language: Language) -> str:
        key, _, value = line.partition("\t")
        name = self._words.text(language, key)
        return f"{name}: {self.figure(value, language)}"

    def _one(self, value: str, language: Language) -> str:
        kind, _, rest = value.partition(":")
        match kind:
            case "m":
                span = self._span(_whole_euros(rest), language)
                return self._words.text(language, "figure.monthly", amount=span)
            case "c":
                return self._span(rest, language)
            case "d":
                return self.day(date.fromisoformat(rest), language)
            case "w":
                return self.names(rest, language)
        return rest.replace("..", "–")

    def _span(self, value: str, language: Language) -> str:
        low, _, high = value.partition("..")
        if not high:
            return self.money(int(low), language)
        return f"{self.money(int(low), language)} – {self.money(int(high), language)}"


def _whole_euros(span: str) -> str:
    """Return cents rounded to euros where there are many: a month is never that exact."""
    ends = [int(end) for end in span.split("..")]
    return "..".join(str(_rounded(end)) for end in ends)


def _rounded(cents: int) -> int:
    if abs(cents) < _EXACT_BELOW:
        return cents
    return (cents + _CENTS // 2) // _CENTS * _CENTS
