"""Words for times: "tänään klo 16", "huomenna klo 9", "maanantaina klo 9", "pe 4.12. klo 9".

One place for everybody who tells a time to a person: opening hours, receipts, reminders. Times
come in as instants and are told by the Finnish wall clock.
"""

from datetime import datetime, time, timedelta

from babel.dates import format_date

from bot.domain.calendar import HELSINKI, DayWord, Moment, as_utc, moment
from bot.domain.messages import Language
from bot.i18n import Words

# How a date is written, with and without its year. Babel has the names of the days.
_DATES: dict[Language, tuple[str, str, str]] = {
    "fi": ("fi_FI", "EEE d.M.", "EEE d.M.y"),
    "sv": ("sv_FI", "EEE d.M.", "EEE d.M.y"),
    "en": ("en_GB", "EEE d MMM", "EEE d MMM y"),
}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MIDNIGHT = time(0)
_MINUTE = timedelta(minutes=1)


class Moments:
    """Tells instants in words."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def when(self, at: datetime, now: datetime, language: Language) -> str:
        """Return a day and a time that fit in a sentence: "huomenna klo 9".

        Raises:
            NaiveTime: either time has no zone.
        """
        placed = moment(at, now)
        clock = self.clock(placed.time, language)
        if placed.day_word is DayWord.DATE:
            day = self._date(placed, language)
            return self._words.text(language, "moment.date", date=day, time=clock)
        name = placed.day_word.value
        if placed.day_word is DayWord.WEEKDAY:
            name = _DAYS[placed.weekday]
        return self._words.text(language, f"moment.{name}", time=clock)

    def until(self, at: datetime, now: datetime, language: Language) -> str:
        """Return the end of something that goes on now, without the day when that is clear.

        Midnight is said as the end of today, not as the beginning of tomorrow.
        """
        local = as_utc(at).astimezone(HELSINKI)
        if local.time() == _MIDNIGHT:
            clock = self._words.text(language, "moment.midnight")
            placed = moment(at - _MINUTE, now)
        else:
            clock = self.clock(local.time(), language)
            placed = moment(at, now)
        if placed.day_word is DayWord.TODAY or at - now < timedelta(hours=12):
            return clock
        return self.when(at, now, language)

    def dated(self, iso: str, language: Language) -> str:
        """Return a time, or a stretch of it as ISO writes one, with its date: it stays true.

        "to 3.12. klo 13", "to 3.12. klo 13\u201313.45".

        Raises:
            ValueError: it is no such time.
        """
        start, _, end = iso.partition("/")
        begins = as_utc(datetime.fromisoformat(start)).astimezone(HELSINKI)
        locale, short, _ = _DATES[language]
        said = f"{format_date(begins, short, locale=locale)} {self.clock(begins.time(), language)}"
        if not end:
            return said
        ends = as_utc(datetime.fromisoformat(end)).astimezone(HELSINKI)
        mark = ":" if language == "en" else "."
        bare = not ends.minute and language != "en"
        return f"{said}\u2013{ends.hour}" + ("" if bare else f"{mark}{ends.minute:02}")

    def clock(self, at: time, language: Language) -> str:
        """Return a time of the day as it is said: "klo 9", "kl. 9.30", "9:30"."""
        key = "moment.clock" if at.minute else "moment.hour"
        return self._words.text(language, key, hour=at.hour, minute=f"{at.minute:02d}")

    def _date(self, placed: Moment, language: Language) -> str:
        locale, short, long = _DATES[language]
        pattern = short if placed.same_year else long
        return format_date(placed.date, pattern, locale=locale)
