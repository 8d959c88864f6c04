"""Pieces of words: what two spellings, or two forms, of a word still have in common."""

import zlib


def pieces(text: str, shortest: int, longest: int) -> list[str]:
    """Return the characters of each word in runs of these lengths; a space is at either end.

    A word that is no longer than a run is one piece, and has no longer ones.
    """
    found = []
    for word in text.split():
        word = f" {word} "
        for size in range(shortest, longest + 1):
            found += [word[at : at + size] for at in range(max(len(word) - size, 0) + 1)]
            if len(word) <= size:
                break
    return found


def hash_of(piece: str) -> int:
    """Return the 32 bits by which a word or a piece of one is found, the same everywhere."""
    return zlib.crc32(piece.encode())
