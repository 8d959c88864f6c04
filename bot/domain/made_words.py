"""Words that ask for what was made before: the page for a meeting, the result of an assessment.

fi, sv and en at once, and nothing else beside them: whoever tells more has a matter in it.
"""

import re

from bot.domain.letters import fold

MOST_WORDS = 8

_WORD = re.compile(r"[^\W_]+")
_PAGE = re.compile(
    r"\btapaamis\w*sivu\w*|\btapaamisen sivu\w*"
    r"|\b(?:sivu|lappu|lapu|paperi)\w* tapaami(?:sta|seen)\b"
    r"|\btapaamista varten (?:se |tehty |tekemani )?(?:sivu|lappu|lapu|paperi)\w*"
    r"|\bmotessida\w*|\b(?:sida|sidan|sidorna|papper\w*) (?:infor|for|till) (?:mitt |ett )?mote\w*"
    r"|\b(?:meeting|appointment) (?:page|sheet)\b|\b(?:page|sheet) for (?:the|my|a) meeting\b"
)
_SHOW = (
    r"(?:nayta(?:tko|thaa)?|nayttaisitko|voi(?:t|sit)ko nayttaa|saa(?:n|nko) nahda"
    r"|(?:halu(?:an|aisin|isin)|tahdon) nahda|katso(?:taan|n)|visa|(?:kan du|vill) visa"
    r"|(?:far|kan) jag se|jag vill se|(?:can you )?show|can i see|i want to see|let me see)"
)
_BESIDE = (
    r"(?: (?:mulle|minulle|mun|minun|se|sen|mig|mej|min|mitt|mina|den|det|av|me|my|the|it|of))*"
)
_AGAIN = (
    r"(?: (?:uudestaan|uudelleen|uusiks\w*|taas|viela|kerran|nyt|kiitos|igen|pa nytt|en gang|till"
    r"|nu|tack|again|once more|now|please))*"
)
_RESULT = r"(?: (?:tulo[sk]\w*|kuva\w*|resultat\w*|bild\w*|results?|picture))?"
_NAMES = {
    "budget": r"(?:budjet\w*|budget\w*)",
    "wellbeing": r"(?:hyvinvoin\w*|vointi\w*|miten voin|hur jag mar|wellbeing|how i am)",
    "housing_readiness": (
        r"(?:asumi\w+ taido\w*|asumistaido\w*|att bo pa egen hand|living on my own)"
    ),
    "": (
        r"(?:(?:viime|edelli)\w* )?"
        r"(?:tulo[sk]\w*|kuva\w*|resultat\w*|results?|picture|bild\w*|kartoitu\w*|kartlaggning\w*)"
    ),
}
_SHOWN_AGAIN = {
    name: re.compile(f"{_SHOW}{_BESIDE}(?:{_RESULT}{_BESIDE})? {words}{_RESULT}{_AGAIN}")
    for name, words in _NAMES.items()
}


def names_meeting_page(text: str) -> bool:
    """Return whether short words name the page for a meeting."""
    plain = _plain(text)
    return len(plain.split()) <= MOST_WORDS and _PAGE.search(plain) is not None


def shows_again(text: str) -> str | None:
    """Return the assessment whose result words ask to see; "" for the last one, None for none."""
    plain = _plain(text)
    if len(plain.split()) > MOST_WORDS:
        return None
    return next((name for name, one in _SHOWN_AGAIN.items() if one.fullmatch(plain)), None)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(re.sub("['’]", "", text))))
