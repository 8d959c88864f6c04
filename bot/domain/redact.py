"""Personal identity codes are masked before anything is kept; ``scrubbed`` takes out more.

The code is ddmmyy, a century sign and three digits with a check letter. Since 2023 the signs are
+ - A-F U-Y (Act 661/2009 as amended; Digital and Population Data Services Agency).
"""

import re

_IDENTITY_CODE = re.compile(r"\b(\d{6})([-+A-FU-Ya-fu-y–])(\d{3}[0-9A-Za-z])\b")
MASK = "●●●●●●-●●●●"

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

    A wrong check letter is masked too: people mistype, and a near miss is just as private.
    """
    masked, count = _IDENTITY_CODE.subn(
        lambda found: MASK if _is_date(found[1]) else found[0], text
    )
    return masked, count > 0 and masked != text


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
