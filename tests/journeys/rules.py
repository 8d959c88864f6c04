"""What is true of every answer, whatever was said."""

import re
from collections.abc import Iterator
from functools import cache

from bot.domain.messages import Language, Reply
from bot.nlu.language import LanguageGuess
from tests.builders import content
from tests.journeys.player import Played

MOST_CHARACTERS = 4096

# Words that were never filled in, or that a program said instead of a person.
_RAW = re.compile(
    r"\{\w*\}|\bNone\b|\bnull\b|\butter_|\baction_|Traceback|\b[a-z]+\.[a-z]+_[a-z_]+\b"
)
_NUMBER = re.compile(r"(?<![\d.,])(?:\+358|0)[\d\s()-]{5,}\d|\b116\s?\d{3}\b")
_GOODBYES = {"talk.goodbye", "erase.done"}
_STEP = re.compile(r"^\d\. ", re.MULTILINE)
_INVITES = re.compile(
    r"\b(?:kirjoita|kerro|kysy|lähetä|soita|skriv|berätta|fråga|skicka|ring|write|tell|ask|send|call)\b",
    re.IGNORECASE,
)


def broken(played: Played, language: Language) -> list[str]:
    """Return every rule that an answer breaks, in words."""
    found = [] if played.replies else ["no answer"]
    for reply in played.replies:
        # With a second language each bubble is judged in the one it says it is in.
        both = {played.person.language, played.person.beside}
        second = played.person.beside is not None and reply.language in both
        found += _of_reply(reply, reply.language if second else language)
    if not _goes_on(played):
        found.append("a dead end: no step, question, button, service or goodbye")
    return found


def _of_reply(reply: Reply, language: Language) -> Iterator[str]:
    if not reply.text.strip():
        yield f"{reply.key}: no words"
    if len(reply.text) > MOST_CHARACTERS:
        yield f"{reply.key}: {len(reply.text)} characters"
    labels = [button.label for button in reply.buttons]
    if found := _RAW.search("\n".join([reply.text, *labels])):
        yield f"{reply.key}: raw text {found[0]!r}"
    if reply.text.count("!") > 1:
        yield f"{reply.key}: shouts"
    calls = [button.value for button in reply.buttons if button.kind == "call"]
    for number in [*_NUMBER.findall(reply.text), *calls]:
        if _digits(number) not in known_numbers():
            yield f"{reply.key}: the number {number!r} is not in the data"
    if reply.language != language:
        yield f"{reply.key}: said in {reply.language}, not in {language}"
    if not reply.services and (heard := _heard(reply.text, language)) != language:
        yield f"{reply.key}: reads as {heard}, not as {language}: {reply.text[:60]!r}"


def _goes_on(played: Played) -> bool:
    """Return whether the person knows what to do next."""
    if played.buttons or played.services or _GOODBYES & set(played.keys):
        return True
    return "?" in played.text or any(p.search(played.text) for p in (_STEP, _INVITES))


@cache
def known_numbers() -> frozenset[str]:
    """Return every number of the directory, digits alone, and the emergency number."""
    services = content().services.values()
    listed = {phone.number for service in services for phone in service.phones}
    listed |= {service.whatsapp for service in services if service.whatsapp}
    return frozenset(_digits(number) for number in listed | {"112"})


@cache
def _guess() -> LanguageGuess:
    return LanguageGuess()


def _heard(text: str, language: Language) -> str:
    """Return the language that a text surely is in, or else the one that it should be in.

    Words that are explained ("hylätty (refused)") stand in a letter as they are: no text to guess.
    """
    tells = len(text.split()) > 8 and "(" not in text
    return _guess().guess(text, language) if tells else language


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
