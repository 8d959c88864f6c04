"""What is said to a question about danger beside its options, in fi, sv and en at once.

"Joo mut pelkään naapurii" is no yes, "joskus ennen" is neither yes nor no, and whoever asks who
is told wants to know it before they answer. The scanner of danger has read the words before.
"""

import re

from bot.domain.number_tokens import written_evenly
from bot.domain.sending_words import word_list

_FEAR = re.compile(
    r"\b(?:pelka\w+|pelko\w*|pelot\w+|pelaty\w*|radd|raddd|radda|skrammer|skramd|afraid"
    r"|scared?|scares"
    r"|scary|fear\w*|terrified|turvaton\w*|turvattom\w*|otrygg\w*|unsafe|not safe)\b"
)
_HARM = re.compile(
    r"\b(?:vainoo\w*|vainoa\w*|stalk\w+|uhkail\w+|uhkaa\w*|lyo|loi|lyony\w*|lyonee\w*"
    r"|hakka\w+|potki\w*"
    r"|satuttaa|kontrolloi\w*|kiristaa|seurailee|vahtii (?:mua|minua)|seuraa (?:mua|minua)"
    r"|forfoljer\w*|foljer (?:efter|mig)|hotar\w*|slar (?:mig|mej)|kontrollerar"
    r"|threat\w*|hits? me|beats? me|hurts? me|follow(?:s|ing) me|controls me|harass\w*)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:ex|exa\w*|eksa\w*|faija\w*|isa|isaa|isaani|iska\w*|aiti|aitia|aitii|mutsi\w*|veli"
    r"|velje\w*"
    r"|sisko\w*|seta\w*|eno\w*|serkku\w*|naapuri\w*|naapurei\w*|mies|miesta|miehe\w*|aija\w*"
    r"|jatka\w*"
    r"|poikaysta\w*|tyttoysta\w*|kumppani\w*|kamppi\w*|kaveri\w*|vanhem\w*|porukoi\w*|joku"
    r"|jotakuta"
    r"|sita|hanta|niita|pappa|pappan|mamma|mamman|bror\w*|brorsan|syster\w*|grann\w*|exet|killen"
    r"|pojkvan\w*|flickvan\w*|nagon|honom|henne|dem|dad|father|mom|mum|mother|brother|sister|uncle"
    r"|cousin|neighbou?rs?|boyfriend|girlfriend|partner|husband|wife|roommate|someone|somebody|him"
    r"|her|them|people)\b"
)
_NEARLY = re.compile(
    r"\b(?:enimmakseen|yleensa|useimmiten|melkein|kai|luulen|luulisin|ehka|periaatteessa|joskus"
    r"|for det mesta|mestadels|oftast|nastan|tror|kanske|val|typ|ibland"
    r"|mostly|usually|most of the time|nearly|almost|guess|think|maybe|kinda|kind of|sometimes)\b"
)
_NONE_OF_IT = re.compile(r"\b(?:en|ei|eika|enka|inte|int|ingen|not|dont|don't|no|never|nobody)\b")
_PAST_WORDS = word_list("""
    ennen aiemmin aikasemmin aikaisemmin aikoinaan nuorempana pienena lapsena oli ollu ollut
    enaa used past before previously anymore longer forr forut tidigare langre hade had
    earlier ago sitten lange haft varit
    """)
_PAST_BESIDE = word_list("""
    joo juu kylla kyl no mut mutta en ei oo ole on oon joskus nyt mulla mul kauan pari vuotta
    vuosi vuosia kai se yes yeah but not now i to in the a any more have did once long time
    years year it was sometimes do have thoughts ja jo men inte int nu har haft jag en gang
    var det for sedan sen ar ibland ajatuksia tankar niita semmosia
    """)
_IF_YES = re.compile(
    r"\b(?:mita|mitas|enta|entas|mika|miten)\b.*\b(?:jos|kun|ku)\b.*\b(?:vasta\w*|sano\w*"
    r"|kerro\w*|joo"
    r"|kylla|on)\b|\bjos (?:ma |mina )?(?:vasta\w*|sano\w*) (?:joo|kylla|on|ei|en)\b"
    r"|\b(?:vad (?:hander|gor)|tank)\b.*\bom\b.*\b(?:ja|svarar|sager|nej)\b"
    r"|\b(?:what (?:happens|do|will|would|if)|and if)\b.*\b(?:yes|tell you|say|answer)\b"
)
_WHO_IS_TOLD = re.compile(
    r"\bkerrot?ks?o? (?:sa |te )?|\bkerrotko|\bkerrotteko|\bsanotko|\b(?:ilmoita|ilmota|soita"
    r"|kutsu"
    r"|lahet)\w*(?:ko|ks)\b|\bkuka (?:\w+ )?(?:nakee|lukee|kuulee|tietaa)"
    r"|\bnakee(?:ko|ks)|\blukee(?:ko|ks)|\bmenee(?:ko|ks) (?:taa|tama|tieto|nama|nae)"
    r"|\bmihin (?:taa|tama|nama|nae) menee|\b(?:onko|onks) (?:taa|tama) (?:nimeton|anonyymi"
    r"|salai\w+)"
    r"|\bsaa(?:ko|ks) (?:joku|kukaan|aiti|isa|mun)"
    r"|\b(?:berattar|sager|anmaler|skickar|ringer) (?:du|ni)\b|\bvem (?:ser|laser|far veta|hor)"
    r"|\bser (?:nagon|min|mamma|pappa)|\bar (?:det|det har) (?:anonymt|hemligt)"
    r"|\b(?:will|do|would|are|can) you (?:\w+ )?(?:tell|report|call|inform|share|show)"
    r"|\bwho (?:\w+ )?(?:sees?|reads?|knows?|hears?|will)\b|\bcan (?:anyone|somebody|anybody"
    r"|my worker)"
    r"|\bis (?:this|it) (?:anonymous|private|secret|confidential)"
)
_OTHERS = re.compile(
    r"\b(?:kelle\w*|kenelle\w*|jolle\w*|poliis\w*|aidille|isalle|vanhemmille|tyontekija\w*"
    r"|sossu\w*"
    r"|lastensuojel\w*|eteenpain|nakee|lukee|kuulee|tietaa|nakee\w*|lukee\w*|mihin|nimeton"
    r"|anonyymi"
    r"|salai\w+|tieda|nagon|ingen|polis\w*|soc\w*|mamma|pappa"
    r"|kontaktperson\w*"
    r"|ser|tasta|laser|veta|anonymt|hemligt|vidare|some\w*|any\w*|police|parents?|mom|mum|dad"
    r"|worker|cps"
    r"|sees?|reads?|knows?|hears?|anonymous|private|secret|confidential)\b"
)
_MOST_WORDS = 9


def fears(text: str) -> bool:
    """Return whether fear or harm is told: enough where we have just asked about it."""
    even = _clear(text)
    return (_FEAR.search(even) or _HARM.search(even)) is not None


def fears_somebody(text: str) -> bool:
    """Return whether fear of a person, or what one does, is told: enough at any question."""
    even = _clear(text)
    if _HARM.search(even) is not None:
        return True
    return _FEAR.search(even) is not None and _SOMEBODY.search(even) is not None


def hedges(text: str) -> bool:
    """Return whether a yes or a no is only nearly given: "ja för det mesta", "yes i guess"."""
    even = written_evenly(text)
    return _NEARLY.search(even) is not None and _NEARLY.match(even) is None


def is_past(text: str) -> bool:
    """Return whether nothing is said but that it was so before: "joskus ennen", "i used to"."""
    words = re.findall(r"[^\W\d_]+", written_evenly(text))
    if not words or len(words) > _MOST_WORDS or _PAST_WORDS.isdisjoint(words):
        return False
    return (_PAST_WORDS | _PAST_BESIDE).issuperset(words)


def asks_if_yes(text: str) -> bool:
    """Return whether it is asked what a yes would come to: "mitä jos vastaan joo"."""
    return _IF_YES.search(written_evenly(text)) is not None and _is_short(text)


def asks_who_is_told(text: str) -> bool:
    """Return whether it is asked who sees or hears of the answer: "kerrotko sä jollekki"."""
    even = written_evenly(text)
    asked = _WHO_IS_TOLD.search(even) is not None and _OTHERS.search(even) is not None
    return asked and _is_short(text)


def _is_short(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS


def _clear(text: str) -> str:
    """Return folded words without clauses that deny: "en pelkää ketään"."""
    clauses = re.split(
        r"[,.;!?]|\b(?:mut|mutta|paitsi|men|but|except|utom|forutom)\b", written_evenly(text)
    )
    return " , ".join(one for one in clauses if not _denies(one))


def _denies(clause: str) -> bool:
    found = _FEAR.search(clause) or _HARM.search(clause)
    return (
        found is not None
        and _NONE_OF_IT.search(clause[: found.start()]) is not None
        and ("safe" not in found.group())
    )
