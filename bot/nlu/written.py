"""A message as the sentence encoder knows its language, which has read books and web pages."""

from bot.content.own_script import in_own_script
from bot.nlu.spoken import standard_finnish


def as_written(text: str) -> str:
    """Return a message in its language's own letters, and spoken Finnish written out."""
    return standard_finnish(in_own_script(text))
