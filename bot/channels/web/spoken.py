"""Which words of a reply are in which language: screen readers and hyphens go by it."""

from dataclasses import dataclass
from itertools import groupby

from bot.domain.messages import LANGUAGES, Button, Language, Reply
from bot.services.tokens import action_told


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a reply that are in one language."""

    language: Language
    text: str


def parts(reply: Reply) -> list[Part]:
    """Return a reply by its languages, in order; nearly always it is one part."""
    if not reply.line_languages:
        return [Part(reply.language, reply.text)]
    lines = zip(reply.line_languages, reply.text.split("\n"), strict=True)
    return [
        Part(language, "\n".join(text for _, text in of))
        for language, of in groupby(lines, key=lambda line: line[0])
    ]


def spoken(button: Button, reply: Reply) -> Language:
    """Return the language of a button's label: each language is named in itself."""
    verb, _, value = (action_told(button.value) or "").partition(":")
    named = (one for one in LANGUAGES if verb == "language" and one == value)
    return next(named, reply.language)
