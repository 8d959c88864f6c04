"""Personal identity codes are masked before anything is kept; ``scrubbed`` takes out more.

The code is ddmmyy, a century sign and three digits with a check letter. Since 2023 the signs are
+ - A-F U-Y (Act 661/2009 as amended; Digital and Population Data Services Agency).
"""

import re

_IDENTITY_CODE = re.compile(
    r"(?<!\w)(?P<birth>\d{6})(?P<before>\s{0,2})(?P<sign>[-+A-FU-Ya-fu-y‐–—−]?)(?P<after>\s{0,2})"
    r"(?P<serial>\d{3})(?P<gap>\s?)(?P<check>[0-9A-Za-z])(?!\w)"
)
_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_UNITS = frozenset("eghklm")
"""A sum and not a code: "010125 500e", "2 kk"."""

_MOBILE = ("04", "05")
"""How a Finnish mobile number begins: "040123 4567"."""

MASK = "●●●●●●-●●●●"

_NAMING_IT = frozenset(
    [
        *("hetu", "hetuni", "henkilötunnus", "henkilötunnukseni", "sotu", "mun", "minun", "mul"),
        *("tää", "tämä", "tässä", "se", "on", "oon", "olen", "min", "mitt", "här", "är"),
        *("e", "det", "personbeteckning", "personbeteckningen", "personnummer", "personnumret"),
        *("my", "is", "it", "its", "here", "id", "ssn", "code", "personal", "identity", "number"),
        *("social", "security"),
    ]
)


_TOLD = (
    ("(www)", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("(e-mail)", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("@", re.compile(r"(?<!\w)@\w+")),
    (
        "(iban)",
        re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[0-9A-Za-z]{4}){2,7}(?: ?[0-9A-Za-z]{1,3})?\b"),
    ),
    ("(name)", re.compile(r"(?<=\bnimeni on )\w+(?: [A-ZÅÄÖ]\w+)?", re.IGNORECASE)),
    ("(name)", re.compile(r"(?<=\bmy name is )\w+(?: [A-ZÅÄÖ]\w+)?", re.IGNORECASE)),
    ("(name)", re.compile(r"(?<=\bjag heter )\w+(?: [A-ZÅÄÖ]\w+)?", re.IGNORECASE)),
    ("(number)", re.compile(r"(?<![\w])\+?\d[\d\s()./-]{5,}\d(?!\w)")),
)
"""What points at a person or an account, each with what stands in its place."""


def mask_identity_codes(text: str) -> tuple[str, bool]:
    """Return the text with every identity code masked, and whether there was one.

    A wrong check letter is masked too: people mistype, and a near miss is just as private. Written
    with spaces or without its sign, it is masked where it cannot well be another number.
    """
    masked = _IDENTITY_CODE.sub(lambda found: MASK if _is_code(found) else found[0], text)
    return masked, masked != text


def only_code(text: str) -> bool:
    """Return whether a masked text tells nothing but the code: "hetuni on ●●●●●●-●●●●"."""
    words = re.findall(r"[^\W\d_]+", text.replace(MASK, " ").lower())
    return MASK in text and _NAMING_IT.issuperset(words)


def _is_code(found: re.Match[str]) -> bool:
    if not _is_date(found["birth"]):
        return False
    spaced = bool(found["before"] or found["after"] or found["gap"])
    if found["sign"] and not spaced:
        return True
    if not _is_right(found):
        told = bool(found["sign"]) or not found["gap"]
        return told and found["check"].isalpha() and found["check"].lower() not in _UNITS
    if found["check"].isdigit():
        return bool(found["sign"]) or (spaced and not found["birth"].startswith(_MOBILE))
    return bool(found["sign"]) or not (found["gap"] and found["check"] in _UNITS)


def _is_right(found: re.Match[str]) -> bool:
    """Return whether the check letter belongs to the digits before it."""
    return _CHECKS[int(found["birth"] + found["serial"]) % len(_CHECKS)] == found["check"].upper()


def _is_date(digits: str) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= day <= 31 and 1 <= month <= 12


def scrubbed(text: str) -> str:
    """Return words without what points at a person: codes, numbers, addresses, accounts.

    Names of people are taken out only where they are told as such ("nimeni on"): no rule finds
    them all, so whoever reads scrubbed words still reads them in confidence.
    """
    text, _ = mask_identity_codes(text)
    text = text.replace(MASK, "(code)")
    for instead, pattern in _TOLD:
        text = pattern.sub(instead, text)
    return text
