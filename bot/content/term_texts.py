"""The bubble that explains an official word: its names, what it is, its topic."""

import re
from collections.abc import Callable, Mapping

from bot.content.buttons import Buttons
from bot.content.fills import Fills
from bot.content.lines import fill_lines
from bot.content.loader import Content
from bot.domain.hand import WORD_TOLD
from bot.domain.letters import fold
from bot.domain.messages import Language, Person, Reply, Say
from bot.domain.ranking import Asker
from bot.domain.terms import Term
from bot.i18n import Words

_FIRST_LETTER = re.compile(r"[^\W\d_]")


class TermTexts:
    """Makes it. ``keys`` are the response keys it knows; their arguments: ``Composer``."""

    def __init__(self, content: Content, words: Words, fills: Fills, buttons: Buttons) -> None:
        self._content, self._words = content, words
        self._fills, self._buttons = fills, buttons
        self.keys: Mapping[str, Callable[[Say, Person, Asker], list[Reply]]] = {
            WORD_TOLD: self._told,
        }

    def _told(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        """Return the words in one bubble; one that is no longer there is left out."""
        asked = str(say.args.get("word") or "").split(",")
        terms = [self._content.terms[id] for id in asked if id in self._content.terms]
        text = "\n\n".join(self._explained(term, asker) for term in terms)
        return [Reply(text, self._buttons.replies(say.choices, person), key=say.key)]

    def _explained(self, term: Term, asker: Asker) -> str:
        says = fill_lines(term.says[asker.language], lambda name: self._fills.fill(name, asker))
        return f"{self._head(term, asker.language)}\n{says}"

    def _head(self, term: Term, language: Language) -> str:
        """Return the word as it stands in Finnish letters, beside its name in their language."""
        finnish, own = term.names["fi"][0], term.names[language][0]
        if fold(finnish) == fold(own):
            head = self._words.text(language, "word.head", own=own)
        else:
            head = self._words.text(language, "word.head_beside", finnish=finnish, own=own)
        return _FIRST_LETTER.sub(lambda found: found[0].upper(), head, count=1)
