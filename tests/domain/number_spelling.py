"""Whole numbers from 1 to 9,999 in the standard words of each language: the other way round."""

_FI = (
    *("nolla", "yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan"),
    *("yhdeksän", "kymmenen"),
)
_SV = (
    *("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva"),
    *("tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"),
)
_SV_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_EN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def finnish(number: int) -> str:
    """Return "kuusisataaviisikymmentä"."""
    if number >= 1000:
        many, rest = divmod(number, 1000)
        head = "tuhat" if many == 1 else f"{_FI[many]}tuhatta"
        return head + (finnish(rest) if rest else "")
    if number >= 100:
        many, rest = divmod(number, 100)
        head = "sata" if many == 1 else f"{_FI[many]}sataa"
        return head + (finnish(rest) if rest else "")
    if number > 19:
        many, rest = divmod(number, 10)
        return f"{_FI[many]}kymmentä" + (_FI[rest] if rest else "")
    return _FI[number] if number <= 10 else f"{_FI[number - 10]}toista"


def swedish(number: int) -> str:
    """Return "sexhundrafemtio"."""
    if number >= 1000:
        many, rest = divmod(number, 1000)
        return f"{_SV[many]}tusen" + (swedish(rest) if rest else "")
    if number >= 100:
        many, rest = divmod(number, 100)
        return f"{_SV[many]}hundra" + (swedish(rest) if rest else "")
    if number > 19:
        many, rest = divmod(number, 10)
        return _SV_TENS[many - 2] + (_SV[rest] if rest else "")
    return _SV[number]


def english(number: int) -> str:
    """Return "six hundred and fifty"."""
    if number >= 1000:
        many, rest = divmod(number, 1000)
        return f"{_EN[many]} thousand" + (f" {english(rest)}" if rest else "")
    if number >= 100:
        many, rest = divmod(number, 100)
        return f"{_EN[many]} hundred" + (f" and {english(rest)}" if rest else "")
    if number > 19:
        many, rest = divmod(number, 10)
        return _EN_TENS[many - 2] + (f"-{_EN[rest]}" if rest else "")
    return _EN[number]
