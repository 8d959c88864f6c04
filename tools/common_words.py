"""Write the commonest words of Finnish, Swedish and English, folded as the scanner folds them.

    uv run --with wordfreq python -m tools.common_words

What is one of them is a word, and no slip of one of the scanner's (``language_words.txt``).
"""

from bot.content.safety_rules import FOLDER, LANGUAGE_FILE
from bot.domain.safety_letters import fold

EACH = 15_000
SHORTEST = 4
"""Shorter words are not mended, or only by their neighbours."""


def main() -> None:
    from wordfreq import top_n_list  # not one of ours: only this list is made with it

    common = {fold(word) for language in ("fi", "sv", "en") for word in top_n_list(language, EACH)}
    words = sorted(word for word in common if word.isalpha() and len(word) >= SHORTEST)
    (FOLDER / LANGUAGE_FILE).write_text("\n".join(words) + "\n", "utf-8")
    print(f"{FOLDER / LANGUAGE_FILE}: {len(words)} words")


if __name__ == "__main__":
    main()
