"""Slips of a finger: one letter more, less, other, or two swapped."""

from collections.abc import Iterable

from bot.domain.letters import one_edit_apart


class Slips:
    """Finds words by a head of theirs and by it with one letter left out.

    The first letter is nearly always right.

    Args:
        pairs: Words, each with the head it is found by.
        sure: Letters by which nearly all words are seen to be near none of ours; a head that is
            not the whole word must have more.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]], sure: int) -> None:
        found: dict[str, set[str]] = {}
        for word, head in pairs:
            for key in keys(head):
                found.setdefault(key, set()).add(word)
        one = {word: (word,) for words in found.values() for word in words}
        self._words = {
            key: tuple(sorted(words)) if len(words) > 1 else one[next(iter(words))]
            for key, words in found.items()
        }
        self._sure = sure
        self._beginnings = {key[:sure] for key in self._words}

    def of(self, typed: str, size: int) -> set[str]:
        """Return the words whose head may be the first ``size`` letters of what was typed."""
        sure, beginnings = self._sure, self._beginnings
        left_out = [
            place
            for place in range(1, min(sure, len(typed)))
            if typed[:place] + typed[place + 1 : sure + 1] in beginnings
        ]
        # A letter that is left out behind the sure ones leaves those as they were typed.
        begins_so = typed[:sure] in beginnings
        if not left_out and not begins_so:
            return set()
        found: set[str] = set()
        for head in {typed[: size + 1], typed[:size]}:
            places = [*left_out, *range(sure, len(head))] if begins_so else left_out
            near = [head[:place] + head[place + 1 :] for place in places]
            for key in (head, *near):
                found.update(self._words.get(key, ()))
        return found


def keys(head: str) -> list[str]:
    """Return a head and it with one letter left out, but never the first."""
    return [head, *[head[:place] + head[place + 1 :] for place in range(1, len(head))]]


def begins_with_slip(typed: str, stem: str) -> bool:
    """Say whether a word begins with a stem, one slip apart."""
    size = len(stem)
    return any(one_edit_apart(typed[:length], stem) for length in (size, size + 1, size - 1))


def slips_of_short(word: str) -> set[str]:
    """Return a short word with one letter doubled or two swapped, never the first.

    Other slips make too many ordinary words of words so short.
    """
    doubled = {word[:place] + word[place - 1 :] for place in range(1, len(word) + 1)}
    swapped = {
        word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        for place in range(1, len(word) - 1)
    }
    return (doubled | swapped) - {word}
