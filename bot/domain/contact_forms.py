"""How telephone numbers, addresses and codes of languages look that editors write for us."""

import re

_NUMBER = re.compile(r"\+?\d[\d ]{1,16}\d")
_ADDRESS = re.compile(r"[a-z0-9åäö-]+(\.[a-z0-9åäö-]+)+(/\S*)?")
_MAIL = re.compile(r"[^\s@<>,;:\"()]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONGEST_MAIL = 254


def is_number(text: str) -> bool:
    """Return whether a telephone number is one as we print it: digits and spaces."""
    return _NUMBER.fullmatch(text) is not None


def unlike_number(text: str) -> str | None:
    """Return what is wrong with what stands for a telephone number; None when it is one."""
    bare = text.strip("“”„‘’'")
    if is_number(text):
        return None
    if bare != text and is_number(bare):
        return f'has curly quotes, write straight ones: "{bare}"'
    return f'must be a telephone number like "040 123 4567", digits and spaces, not {text!r}'


def unlike_mail(text: str) -> str | None:
    """Return what is wrong with what stands for an e-mail address; None when it is one."""
    if is_mail(text):
        return None
    return f"must be an e-mail address like maija@testila.example, not {text!r}"


def is_address(text: str) -> bool:
    """Return whether a web address is one as we print it: sekasin.fi, without https://."""
    return _ADDRESS.fullmatch(text) is not None


def is_mail(text: str) -> bool:
    """Return whether an e-mail address is one."""
    return _MAIL.fullmatch(text) is not None and len(text) <= _LONGEST_MAIL


def is_language(text: str) -> bool:
    """Return whether a language is written as its code (fi, prs) and not by its name."""
    return _LANGUAGE.fullmatch(text) is not None
