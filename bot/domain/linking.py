"""Invites: how a young person and a worker find each other, and how two channels become one.

An invite opens once. It has a token of 128 random bits for links and pictures, and a short code
for typing; both are known to the database by their hash alone. Whoever tries a wrong one is told
the same words whatever was wrong with it, so that nothing can be learned by trying.
"""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.messages import ConversationId
from bot.domain.staff import UnitId, WorkerId

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of short codes: no 0 and O, no 1 and I. A worker reads it aloud, a phone has small letters."""

CODE_LENGTH = 8
"""40 random bits; trying is slow (``TRIES_OF_ONE``, ``TRIES_OF_ALL``)."""

TOKEN_BYTES = 16
FACE_TO_FACE = timedelta(minutes=15)
PAPER = timedelta(days=14)
PAIRING = timedelta(minutes=15)
STAFF = timedelta(hours=24)
RETURN = timedelta(days=90)
"""A return code opens as often as it is typed: a browser may be closed more than once."""

RETURN_LINK = timedelta(days=7)
RETURN_MAIL = "return_mail"
"""The record with the address that a person gave for "an answer waits", and for nothing else."""

RETURN_PHONE = "return_phone"
"""The same with a number for a text message."""

CONTACTS = (RETURN_MAIL, RETURN_PHONE)
"""What is erased a day after the last message, appointment or reminder of the person has ended."""

TRIES_IN = timedelta(minutes=15)
TRIES_OF_ONE = 5
"""Wrong codes of one conversation within ``TRIES_IN``; later ones are not looked at."""

TRIES_OF_ALL = 100
"""Wrong short codes of everybody within ``TRIES_IN``. Links go on working meanwhile."""

WORDS_SHOWN = 4
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_CODE = re.compile(rf"[{ALPHABET}]{{{CODE_LENGTH}}}")
_LEAD_IN = re.compile(r"(?:koodi|code|kod|koden)\s*(?:on|is|är)?\s*:?\s*(?=\S)", re.IGNORECASE)


_BIG, _DASH = f"[{ALPHABET}]{{{CODE_LENGTH // 2}}}", "[-\u2010-\u2015]"
_HALF = f"[{ALPHABET}{ALPHABET.lower()}]{{{CODE_LENGTH // 2}}}"
_IN_HALVES = re.compile(rf"(?<![\w-])(?:{_HALF}{_DASH}{_HALF}|{_BIG} {_BIG})(?![\w-])")
_IN_ONE = re.compile(rf"(?<![\w-]){_HALF}{_HALF}(?![\w-])")
_BEHIND_NAME = re.compile(
    rf"(?:koodi\w*|kod|koden|code)(?: on| är| is)?:? ({_HALF} {_HALF})(?![\w-])", re.IGNORECASE
)
_SPEAKS_OF_CODE = re.compile(r"\b\w*(?:koodi\w*|kod|koden|code)\b", re.IGNORECASE)
_OTHER_CODES = re.compile(
    r"\b(?:pankki|pankin|nordea|op\b|kela|ovi|oven|wifi|netti|sim|pin|puk|ale|alennus|tili|lasku"
    r"|viite|bank|dorr|dörr|rabatt|fpa|door|discount|order|tilaus|paketti|posti|lippu)",
    re.IGNORECASE,
)
_MOST_WORDS_AROUND = 14


class InviteKind(StrEnum):
    """What an invite joins."""

    WORKER = "worker"  # a young person and their worker
    PAIRING = "pairing"  # two channels of one young person
    STAFF = "staff"  # a worker and their own Telegram; made by an administrator
    RETURN = "return"  # a closed browser and its talk; typed in a new one
    RETURN_LINK = "return_link"  # the same by a link in a notice, once


@dataclass(frozen=True, slots=True)
class Invite:
    """An invite as it is kept; its secrets are not in it.

    Attributes:
        worker: Whose young person it is for; None for a pairing.
        conversation: Whose other channel it is for; None for a worker's.
        label: What the worker calls the young person; only the worker sees it.
        face_to_face: Made while both were there.
        used_by: Who opened it; a second try by anybody else is told to the worker.
        confirmed_at: When the worker said that the four words were the same.
        alarmed_at: When somebody tried it again after its use, for the first time.
    """

    id: str
    kind: InviteKind
    made_at: datetime
    expires_at: datetime
    worker: WorkerId | None = None
    unit: UnitId | None = None
    conversation: ConversationId | None = None
    label: str = ""
    face_to_face: bool = False
    used_at: datetime | None = None
    used_by: ConversationId | None = None
    confirmed_at: datetime | None = None
    cancelled_at: datetime | None = None
    alarmed_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        """Return whether it may still be used."""
        return self.used_at is None and self.cancelled_at is None and at < self.expires_at


def secret_in(text: str) -> str | None:
    """Return the token or the short code in what somebody sent, or None when it is neither.

    Codes are taken in small letters, with spaces and hyphens, and after "koodi on". A whole
    message that is nothing but such a code is one; words around it make it a message.
    """
    text = text.strip(" .!\n\t")
    if not _TOKEN.fullmatch(text):  # a token may have "kod" in the middle
        text = _LEAD_IN.sub("", text, count=1).strip(" .!\n\t")
    if _TOKEN.fullmatch(text):
        return text
    code = re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
    # Eight letters are a word, eight digits a reference number: a code of ours has both.
    return code if _CODE.fullmatch(code) and is_mixed(code) else None


def code_within(text: str) -> str | None:
    """Return the one short code of ours that words around it speak of, or None.

    "Mulla olis tää koodi 5t8kgxvr": a code is named, or it is written as ours are, in two halves.
    Whoever speaks of a code of a bank or a door means that one.
    """
    if len(text.split()) > _MOST_WORDS_AROUND or _OTHER_CODES.search(text):
        return None
    found = _IN_HALVES.findall(text)
    if _SPEAKS_OF_CODE.search(text):
        found += [*_IN_ONE.findall(text), *_BEHIND_NAME.findall(text)]
    codes = {re.sub(r"\W", "", one).upper() for one in found}
    mixed = [one for one in codes if is_mixed(one)]
    return mixed[0] if len(mixed) == 1 else None


def new_secrets() -> tuple[str, str]:
    """Return a token of 128 bits and a short code of letters and digits."""
    code = ""
    while not is_mixed(code):
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return secrets.token_urlsafe(TOKEN_BYTES), code


def is_mixed(code: str) -> bool:
    """Return whether a code has letters and digits, as ours all do."""
    return any(one.isdigit() for one in code) and any(one.isalpha() for one in code)


def is_token(secret: str) -> bool:
    """Return whether a secret is the long one, which nobody guesses."""
    return len(secret) > CODE_LENGTH


def shown_code(code: str) -> str:
    """Return a short code as it is read aloud and written: two groups of four."""
    return f"{code[:4]}-{code[4:]}"


def same_words(invite_id: str, conversation: ConversationId, words: Sequence[str]) -> list[str]:
    """Return the four words that both sides see once an invite has been used.

    Who used it decides the words: if somebody else got hold of the code, the young person's words
    are not the worker's. Four of 64 words are 24 bits, tried once.

    Args:
        invite_id: The invite.
        conversation: Who used it.
        words: The list of one language; equal places mean the same thing in every language.
    """
    digest = hashlib.sha256(f"{invite_id}\n{conversation}".encode()).digest()
    return [words[byte % len(words)] for byte in digest[:WORDS_SHOWN]]


def may_try(own: int, everybodys: int, secret: str) -> bool:
    """Return whether a secret is looked at, given the wrong ones within ``TRIES_IN``."""
    return own < TRIES_OF_ONE and (is_token(secret) or everybodys < TRIES_OF_ALL)
