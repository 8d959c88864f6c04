"""The words of a notice to a worker: numbers, one time, where to answer. No names, no words."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar import HELSINKI
from bot.domain.messages import LANGUAGES, Language, Say
from bot.i18n import Words
from bot.services.handoff_work import Summary
from bot.services.notice_ports import NoticeAbout


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """A notice with words."""

    subject: str
    body: str


def notice_words(
    words: Words,
    language: Language,
    about: NoticeAbout,
    told: Summary,
    worker: str,
    *,
    first_today: bool,
    in_chat: bool = False,
) -> NoticeWords:
    """Return the words of a notice.

    Args:
        words: The texts.
        language: Of the worker.
        about: What the notice is about.
        told: What waits.
        worker: Whose notice it is: the command for an office names them.
        first_today: It is the digest of the morning, which greets.
        in_chat: The worker can open and answer in a Telegram of their own too.
    """

    def text(key: str, **args: object) -> str:
        return words.text(language, f"notice.{key}", **args)

    one = told.waiting == 1
    subject = "subject.urgent" if told.urgent else "subject"
    lines = [
        text("morning") if first_today else "",
        text(f"{about}.one" if one else f"{about}.many", count=told.waiting),
        text("urgent", count=told.urgent) if told.urgent else "",
        text("oldest", oldest_at=_shown(words, language, told.oldest_at))
        if told.oldest_at
        else "",
        text("lead.what") if about == "lead" else "",
        "",
        text("where.telegram") if in_chat else "",
        text("where", worker=worker),
        text("no_answer"),
    ]
    kept = [line for number, line in enumerate(lines) if line or number == 5]
    key = f"{subject}.lead" if about == "lead" and not told.urgent else subject
    return NoticeWords(text(key, count=told.waiting), "\n".join(kept).strip() + "\n")


def chat_words(
    about: NoticeAbout, told: Summary, *, first_today: bool, where: Say | None = None
) -> list[Say]:
    """Return what a worker's own chat says above a digest, or instead: no names, no words.

    Args:
        about: What the notice is about.
        told: What waits.
        first_today: It is the digest of the morning, which greets.
        where: Where it is opened, when that is not below it in the chat.
    """
    one = told.waiting == 1
    says = [
        Say("notice.morning") if first_today else None,
        Say(f"notice.{about}.one" if one else f"notice.{about}.many", {"count": told.waiting}),
        Say("notice.urgent", {"count": told.urgent}) if told.urgent else None,
        Say("notice.oldest", {"oldest_at": told.oldest_at.isoformat()})
        if told.oldest_at
        else None,
        Say("notice.lead.what") if about == "lead" else None,
        where,
    ]
    return [say for say in says if say is not None]


def plain_says(about: NoticeAbout, worker: str) -> list[Say]:
    """Return what is said of what is not counted (``OF_NOTHING_WAITING``), and where it is."""
    return [Say(f"notice.{about}"), Say(f"notice.{about}.where", {"worker": worker})]


def plain_words(words: Words, language: Language, about: NoticeAbout, worker: str) -> NoticeWords:
    """Return a notice that counts nothing."""
    says = [*plain_says(about, worker), Say("notice.no_answer")]
    lines = [words.text(language, say.key, **say.args) for say in says]
    subject = words.text(language, f"notice.{about}.subject")
    return NoticeWords(subject, "\n".join(lines) + "\n")


def appointment_words(words: Words, language: Language, says: list[Say]) -> NoticeWords:
    """Return the notice that appointments have to be looked at: no names, no times."""
    lines = [words.text(language, say.key, **say.args) for say in says]
    lines += ["", words.text(language, "notice.no_answer")]
    subject = words.text(language, "notice.appointment.subject")
    return NoticeWords(subject, "\n".join(lines) + "\n")


def answer_words(words: Words, language: Language, link: str, code: str) -> NoticeWords:
    """Return the neutral mail to a young person: whoever else reads it learns nothing."""
    body = words.text(language, "return.mail.body", link=link, code=code)
    return NoticeWords(words.text(language, "return.mail.subject"), body + "\n")


def text_words(words: Words, language: Language, link: str, code: str) -> NoticeWords:
    """Return the same as a text message."""
    return NoticeWords("", words.text(language, "return.text.body", link=link, code=code))


def refusal_words(words: Words) -> NoticeWords:
    """Return the polite refusal of an answer by mail, in every language: we know no name."""
    body = "\n\n".join(words.text(language, "notice.refusal") for language in LANGUAGES)
    return NoticeWords(words.text("fi", "notice.refusal.subject"), body + "\n")


def language_of(languages: tuple[str, ...]) -> Language:
    """Return the first of a worker's languages that we have words in."""
    return next((one for code in languages for one in LANGUAGES if one == code), "fi")


def _shown(words: Words, language: Language, at: datetime) -> str:
    """Return an instant for a mail, which may be read on another day: "14.11. klo 23.40"."""
    local = at.astimezone(HELSINKI)
    clock = words.text(language, "moment.clock", hour=local.hour, minute=f"{local:%M}")
    day = f"{local.day}.{local.month}."
    return words.text(language, "moment.date", date=day, time=clock)
