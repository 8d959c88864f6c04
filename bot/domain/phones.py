"""Telephone numbers as people write them, for text messages: to +358401234567, or nothing."""

import re

_SPACE = re.compile(r"[\s().\u2010-\u2015-]")
_WORLD = re.compile(r"\+[1-9][0-9]{7,14}")
_FINNISH_MOBILE = re.compile(r"\+358(?:4[0-9]|50)[0-9]{5,8}")
"""Traficom's mobile numbers begin with 04 or 050; other Finnish numbers take no text messages."""
_IN_TEXT = re.compile(r"(?<![\w+])\(?(?:\+|0)\d(?:[\s().\u2010-\u2015-]{0,2}\d){4,13}\)?(?!\w)")


def mobile_number(text: str) -> str | None:
    """Return a number in its international form, None when no text message can go there.

    Finnish numbers are taken with their leading zero; others need + or 00 and their country.
    """
    number = _SPACE.sub("", text.strip())
    if number.startswith("00"):
        number = f"+{number[2:]}"
    elif number.startswith("0"):
        number = f"+358{number[1:]}"
    elif number.startswith("358"):
        number = f"+{number}"
    number = number.replace("+3580", "+358", 1)
    if not _WORLD.fullmatch(number):
        return None
    if number.startswith("+358") and not _FINNISH_MOBILE.fullmatch(number):
        return None
    return number


def without_numbers(text: str) -> tuple[str, int]:
    """Return a text without the telephone numbers in it, and how many there were."""
    return _IN_TEXT.subn(" ", text)


def looks_like_number(text: str) -> bool:
    """Return whether somebody meant a number, right or wrong: digits and hardly anything else."""
    plain = _SPACE.sub("", text.strip()).removeprefix("+")
    return plain.isdigit() and len(plain) >= 5
