"""Personal identity codes are masked before anything is kept.

The code is ddmmyy, a century sign and three digits with a check letter. Since 2023 the signs are
+ - A-F U-Y (Act 661/2009 as amended; Digital and Population Data Services Agency).
"""

import re

_IDENTITY_CODE = re.compile(r"\b(\d{6})([-+A-FU-Ya-fu-y–])(\d{3}[0-9A-Za-z])\b")
MASK = "●●●●●●-●●●●"


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
