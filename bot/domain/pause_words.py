"""What is said of a questionnaire itself: later, from the beginning again, not understood.

fi, sv and en at once; every word must be known, or else the words are an answer.
"""

import re

from bot.domain.number_tokens import written_evenly
from bot.domain.sending_words import word_list

_PAUSES = word_list("""
    tauko taukoa tauolle tauolla pause paus pausa pausen break myohemmin toiste muulloin
    toisella senare later another
    """)
_OTHER_DAYS = frozenset(
    ["huomenna", "huomen", "illalla", "tomorrow", "tonight", "imorgon", "imorron", "morgon", "sen"]
)
"""They put something off beside a word of going on; alone they are a day."""

_GOES_ON_THEN = word_list("""
    jatkan jatketaan jatketaa jatkaa jatka tehdaan tehaan teen loppuun fortsatter fortsatta
    fortsatt gor continue finish do go on
    """)
_PAUSE_BESIDE = word_list("""
    ma maa mina voinko voinks voidaanko voitasko pidetaan pidetaa pitaa pidan haluun haluan
    tarviin tarvitsen pieni vahan hei no en jaksa enaa oon olen vasyny vasynyt ok joo nyt sit
    taa sitten taman tan tata loput kerralla vasta mulla mut kyl se ja jag vi tar det den har
    en kan behover vill ha lite orkar inte int mer nu trott hej att gang annan ska i im am m
    tired lets let us it this can we the rest take a need want to some other time then day too
    so ill ll will please s test testi testin kysymykset fragorna questions
    """)
_NOT_UNDERSTOOD = re.compile(
    r"(?:no |mut |sori |hei )*(?:en|emma|ma en) (?:nyt |oikein |ihan )*(?:ymmarra|ymmarran"
    r"|tajuu|tajua)"
    r"(?: (?:kysymysta|kysymyst|tata|tota|sita|mita kysyt|mita tarkotat|mita tarkoitat|yhtaan"
    r"|nyt))*"
    r"|(?:jag |ja )?(?:forstar|fattar) (?:inte|int)(?: (?:fragan|det|det har|vad du (?:menar"
    r"|fragar)))?"
    r"|(?:i )?(?:don ?t|do not|didn ?t) (?:understand|get)(?: (?:the question|this|it|you|question"
    r"|what you mean|that))*"
)
_OVER_AGAIN = re.compile(
    r"(?:(?:tee|tehdaan|tehaan|haluun tehda|haluan tehda|voiks tehda|voinko tehda|ma teen"
    r"|aloita\w*) )?"
    r"(?:taa |tan |se |sen |ton )?(?:testi|testin|kysely|kyselyn|kartoitus|kartoituksen"
    r"|budjetti|budjetin)"
    r" (?:uudestaan|uudelleen|alusta|uusiks\w*)"
    r"|(?:gor|vi gor|jag vill gora|kan jag gora|borja) (?:om )?(?:testet|testen"
    r"|kartlaggningen|budgeten)"
    r"(?: igen| om| pa nytt| fran borjan)?"
    r"|(?:i want to |can i |lets |let s )?(?:do|take|start|make) (?:the |this |a |my )?"
    r"(?:test|questionnaire|budget|survey) (?:again|over|anew|from the (?:start|beginning))"
)


def starts_over(text: str) -> bool:
    """Return whether a questionnaire is to begin again: "do the test again"."""
    return _OVER_AGAIN.fullmatch(_bare(text.replace("'", " "))) is not None


def says_pause(text: str) -> bool:
    """Return whether nothing is said but that it goes on later: "tauko", "jatketaan huomenna"."""
    words = set(_bare(text).split())
    later = not words.isdisjoint(_PAUSES)
    put_off = not words.isdisjoint(_OTHER_DAYS) and not words.isdisjoint(_GOES_ON_THEN)
    known = _PAUSES | _OTHER_DAYS | _GOES_ON_THEN | _PAUSE_BESIDE
    return (later or put_off) and words <= known


def says_unclear(text: str) -> bool:
    """Return whether our question was not understood: "en ymmärrä kysymystä"."""
    return _NOT_UNDERSTOOD.fullmatch(" ".join(_bare(text.replace("'", " ")).split())) is not None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", written_evenly(text)))
