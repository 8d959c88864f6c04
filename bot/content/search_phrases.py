"""Every way to say a service: its names, what it does, and what people search it with."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.content.search_words import SearchWords, Stems, tokens
from bot.domain.directory import NATIONAL, Service
from bot.domain.messages import LANGUAGES, Language

_NAME, _WORDS, _DOES = 1.0, 0.9, 0.45


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a service. ``parts`` are the stems of its words."""

    place: int
    weight: float
    language: Language
    text: str
    parts: tuple[frozenset[str], ...]

    @property
    def stems(self) -> frozenset[str]:
        """Every stem in it."""
        return frozenset().union(*self.parts)


class Phrases:
    """Makes them. ``placeless`` takes the names of places out of a text."""

    def __init__(self, words: SearchWords, stems: Stems, placeless: Callable[[str], str]) -> None:
        self._words, self._stems, self._placeless = words, stems, placeless

    def of(self, place: int, service: Service) -> list[Phrase]:
        """Return every way to say a service, names without their places."""
        phrases = []
        national = service.areas == (NATIONAL,)
        for language in LANGUAGES:
            given = [(service.name[language], _NAME), (service.does[language], _DOES)]
            given += [(words, _WORDS) for words in service.words.get(language, ())]
            for text, weight in given:
                # A branch is asked for by its town, which is taken out of the question too.
                cut = text if national else self._placeless(text)
                said = self._words.content(cut) or tokens(text)
                parts = tuple(self._stems.of(token) for token in said)
                phrases.append(Phrase(place, weight, language, " ".join(said), parts))
        return phrases
