"""The words of a notice to a worker: numbers, one time, where to answer. No names, no words."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar import HELSINKI
from bot.domain.messages import LANGUAGES, Language
from bot.i18n import Words
from bot.services.handoff_ports import NoticeAbout
from bot.services.handoff_work import Summary


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """A notice with words."""

    subject: str
    body: str


def notice_words(
    words: Words, language: Language, about: NoticeAbout, told: Summary, *, first_today: bool
) -> NoticeWords:
    """Return the words of a notice.

    Args:
        first_today: It is the digest of the morning, which greets.
    """

    def text(key: str, **args: object) -> str:
        return words.text(language, f"notice.{key}", **args)

    one = told.waiting == 1
    subject = "subject.urgent" if told.urgent else "subject"
    lines = [
        text("morning") if first_today else "",
        text(f"{about}.one" if one else f"{about}.many", count=told.waiting),
        text("urgent", count=told.urgent) if told.urgent else "",
        text("oldest", at=_shown(told.oldest_at)) if told.oldest_at else "",
        text("lead.what") if about == "lead" else "",
        "",
        text("where"),
        text("no_answer"),
    ]
    kept = [line for number, line in enumerate(lines) if line or number == 5]
    key = f"{subject}.lead" if about == "lead" and not told.urgent else subject
    return NoticeWords(text(key, count=told.waiting), "\n".join(kept).strip() + "\n")


def refusal_words(words: Words) -> NoticeWords:
    """Return the polite refusal of an answer by mail, in every language: we know no name."""
    body = "\n\n".join(words.text(language, "notice.refusal") for language in LANGUAGES)
    return NoticeWords(words.text("fi", "notice.refusal.subject"), body + "\n")


def language_of(languages: tuple[str, ...]) -> Language:
    """Return the first of a worker's languages that we have words in."""
    return next((one for code in languages for one in LANGUAGES if one == code), "fi")


def _shown(at: datetime) -> str:
    local = at.astimezone(HELSINKI)
    return f"{local.day}.{local.month}. {local:%H.%M}"
