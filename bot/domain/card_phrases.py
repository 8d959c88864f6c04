"""What people say after a crisis card in words of their own: a joke, safe now, "I called them"."""

import re
from typing import Literal

from bot.domain.card_words import LONGEST, has_contrast, plain

Further = Literal["what_happens", "called", "send", "police", "secret"]


def _any(*ways: str) -> str:
    return f"(?:{'|'.join(ways)})"


_BEFORE = r"(?:(?:siis|eiku|no|hei|sori|anteeks|anteeksi|ei|joo|öö|nej|förlåt|sorry|oh|lol) )*"
_AFTER = r"(?: (?:vaan|vain|nyt|sori|anteeks|bara|ba|lol|haha|sorry|bro|man|xd))*"
_MISTAKE = re.compile(
    _BEFORE
    + _any(
        r"(?:tää |toi |se |sehän )?oli (?:vaan |vain |pelkkä |pelkkää |iha |ihan )*"
        r"(?:vitsi|vitsii|läppä|läppää|huumoria|pila|pilaa)",
        r"(?:vaan |pelkkää |mä )?(?:läppä|läppää|vitsi|vitsinä|vitsailin|pilailin)",
        r"(?:sä |sinä )?(?:käsitit|ymmärsit|tajusit|luit) (?:nyt |mut |mua |mun |ihan )*väärin",
        r"väärä hälytys|(?:mä )?en (?:mä )?(?:ollu|ollut|oo|ole) (?:ees |ihan )*tosissa(?:ni|an)",
        r"en (?:mä )?(?:tosissani|tarkottanu|tarkoittanut)(?: sitä| sillee| niin)*",
        r"det? var? (?:bara |ba )*(?:ett )?(?:skämt|skoj)",
        r"(?:jag |ja )?(?:skojade|skämtade|skojar|skämtar)",
        r"du (?:har )?(?:missförstod|missförstått|fattade fel)(?: mig| mej)?",
        r"falskt? alarm|jag menade inte (?:så|det)",
        r"(?:it|that|this) was (?:just |only )*(?:a )?(?:joke|joking)|just a joke|jk",
        r"(?:i was |im |i am |was )?(?:just |only )*(?:joking|kidding)",
        r"you (?:misunderstood|got (?:it|me|that) wrong)(?: me)?|false alarm",
        r"i (?:didnt|did not|dont) mean (?:it|that)(?: like that)?",
    )
    + _AFTER
)
_SAFE = re.compile(
    r"(joo |jo |ok |okei |kyllä |siis |hei |ja |yes |yeah |nu )*("
    r"(mä |mää |mie |minä |me )?(oon|olen|ollaan|olemme) (nyt |jo |ihan |täysin )*turvas(sa)?"
    r"|turvassa|(jag|ja|vi) (är|e) (nu |redan |helt )*(i säkerhet|trygga?|i trygghet)"
    r"|i säkerhet|(i am|im|we are|were) (now |already |totally )*safe|safe"
    r")( nyt| jo| nu| now| kaverilla| kiitos| tack| thanks| thank you)*"
)
_WHAT_HAPPENS = _any(
    r"\b(?:mitä|mikä|miten) (?:sit(?:ten)? )?(?:tapahtuu|käy|seuraa|ne tekee)\b.*\bsoit",
    r"\bsoit\w*.*\bmitä (?:sit(?:ten)? )?(?:tapahtuu|käy|ne tekee)",
    r"\bvad händer.*\bring|\bom jag ringer.*\bvad händer",
    r"\bwhat happens.*\bcall|\bif i call\b.*\bwhat",
)
_SEND = _any(
    r"\b(?:voitko|voiks?|voisitko|voisiksä|pystytkö)(?: sä| sinä| te| joku)?"
    r" (?:lähettä|soitta|kutsu|tilat|hälyttä|tulla)",
    r"\b(?:lähetä|lähettäkää|hälytä|kutsu) (?:tänne |mulle )?(?:apua|ambulanssi|poliisi|joku|ne)",
    r"\bsoita (?:sä|sinä|te|mun puolesta)\b",
    r"\b(?:tuu|tule|tulkaa) (?:hakee|hakemaan|auttaa|auttamaan|tänne)\b|\bhak(?:e|ekaa) mut\b",
    r"\b(?:kan|kunde) (?:du|ni|någon) (?:ringa|skicka|komma|hämta)\b",
    r"\b(?:skicka|hämta) (?:hit |en )?(?:ambulans|hjälp|polis|mig)",
    r"\b(?:can|could) (?:you|u|someone|somebody) (?:call|send|come|get)\b",
    r"\bsend (?:an |the |me )?(?:ambulance|help|police|someone)",
)
_CALLED = _any(
    r"\b(?:soitin|soitettiin|soitti|oon soittanu|olen soittanut) (?:\w+ )?"
    r"(?:jo\b|sinne|niille|112|hätäkesk|ambulans|päivysty|äsken)|\bjo soitin\b",
    r"\b(?:ambulanssi|poliisi|apu|ne) (?:on )?(?:jo )?(?:tulos\w*|matkal\w*|täällä|tulee|tuli)$",
    r"\b(?:ringde|ringt) (?:redan|112|dit|dem|nödcentralen|ambulans)",
    r"\b(?:ambulansen|polisen|de) är (?:på väg|här)",
    r"\b(?:called|phoned|rang) (?:them|112|already|an ambulance)|\balready called\b",
    r"\b(?:ambulance|police|help|they) (?:is |are )?(?:on (?:the|its|their) way|coming)\b",
)
_POLICE = _any(
    r"\b(?:en haluu?|en halua|ei|älä|älkää)\b.{0,20}\b(?:poliis|kytt|kytät|jepari)",
    r"\binte\b.{0,20}\bpolis|\bingen polis",
    r"\b(?:no|not|dont|without)\b.{0,25}\b(?:police|cops)\b",
)
_SECRET = _any(
    r"\b(?:älä|älkää|et saa|ethän|ei saa) (?:kerro|kertoa|sano|ilmota|ilmoita)\w*",
    r"\b(?:onko|onks) (?:tää|tämä|se|nää) (?:ihan )?(?:salas|luottamuksel|anonyym|nimet)\w*",
    r"\b(?:kuka|ketkä) (?:muu )?(?:tän |tätä )?(?:näkee|lukee|saa tietää)",
    r"\bnäkee(?:kö|ks) (?:tän |tätä |mun )*(?:kukaan|työntekij|äiti)",
    r"\b(?:berätta|säg) (?:det )?inte\b|\bvem (?:ser|läser|får veta)",
    r"\bär (?:det|de) (?:här )?(?:hemligt|anonymt|konfidentiellt)",
    r"\b(?:dont|do not) tell\b|\bwho (?:sees|reads|can see|will know)",
    r"\bis (?:this|it) (?:secret|private|anonymous|confidential)",
)
_FURTHER: tuple[tuple[Further, re.Pattern[str]], ...] = (
    ("what_happens", re.compile(_WHAT_HAPPENS)),
    ("called", re.compile(_CALLED)),
    ("send", re.compile(_SEND)),
    ("police", re.compile(_POLICE)),
    ("secret", re.compile(_SECRET)),
)
"""The first that fits counts."""


def takes_back(text: str) -> bool:
    """Return whether somebody says that it was a joke, or that they were misunderstood.

    Nothing with a "but" in it, and no question.
    """
    if "?" in text or has_contrast(text):
        return False
    clauses = [plain(part) for part in re.split(r"[,.!;:\n]+| - ", text)]
    said = any(_MISTAKE.fullmatch(clause) for clause in clauses)
    return said and len(plain(text).split()) <= 2 * LONGEST


def says_safe(text: str) -> bool:
    """Return whether somebody says that they are safe now."""
    return bool(_SAFE.fullmatch(plain(text)))


def further_in(text: str) -> Further | None:
    """Return which of the things that people ask or say after a card this is."""
    said = plain(text)
    found = (what for what, pattern in _FURTHER if pattern.search(said))
    # "I called them but there was a queue" asks what to do next.
    return next((one for one in found if one != "called" or not has_contrast(text)), None)
