"""Which wording of a topic's bubble suits this person and hour, with its figures filled in."""

from collections.abc import Sequence
from datetime import datetime

from bot.content.directory import Directory
from bot.content.fills import Fills
from bot.content.lines import fill_lines
from bot.content.loader import Content
from bot.domain.calendar import HELSINKI
from bot.domain.hours import OPEN, is_open, long_break
from bot.domain.messages import Person
from bot.domain.ranking import Asker
from bot.domain.topics import Texts, Variant, When, variant_for

_NIGHT_FROM, _NIGHT_TO = 22, 6


class Wordings:
    """Chooses them. Keeps nothing of anybody."""

    def __init__(self, content: Content, directory: Directory, fills: Fills) -> None:
        self._content, self._directory, self._fills = content, directory, fills

    def said(self, variants: Sequence[Variant], person: Person, asker: Asker) -> str:
        """Return the words of a bubble, plain for whoever wants them so."""
        hour = self._hour(asker.now)
        variant = variant_for(variants, hour, lambda name: self._is_open(name, asker))
        return self._filled(variant, person, asker, plain=person.plain)

    def always(self, variants: Sequence[Variant], person: Person, asker: Asker) -> list[str]:
        """Return the words that hold at every hour, plain ones first for whoever wants them.

        Whoever asks more of an answer is told what those of the night or the plain ones left out.
        """
        kinds = (True, False) if person.plain else (False,)
        return [self._filled(variants[-1], person, asker, plain=plain) for plain in kinds]

    def asked(self, texts: Texts, person: Person, asker: Asker) -> str:
        """Return the words that answer a question, without lines whose figures are not known."""
        return fill_lines(texts[person.language], lambda name: self._fills.fill(name, asker))

    def _filled(self, variant: Variant, person: Person, asker: Asker, *, plain: bool) -> str:
        texts = variant.plain if plain and variant.plain else variant.texts
        return self.asked(texts, person, asker)

    def _hour(self, now: datetime) -> frozenset[When]:
        """Return what holds of this hour for words that suit it alone."""
        office = self._content.office
        clock = now.astimezone(HELSINKI).hour
        holds = {
            When.CLOSED: not is_open(office, now),
            When.NIGHT: clock >= _NIGHT_FROM or clock < _NIGHT_TO,
            When.LONG_BREAK: long_break(office, now),
        }
        return frozenset(when for when, true in holds.items() if true)

    def _is_open(self, name: str, asker: Asker) -> bool:
        """Return whether a service is open now, as far as its hours are known."""
        picks = self._directory.pick([name], asker, 1)
        return any(one.service.state(asker.now).kind in OPEN for one in picks)
