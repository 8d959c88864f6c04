"""A wish for a person that has no message in it yet: "haluun puhuu jollekki ihmiselle".

Sent as they are such words would make a worker ask what it is about, and the young person wait a
day for the question. So the matter is asked before anything is shown to be sent.
"""

import re

from bot.domain.letters import fold
from bot.domain.sending_words import word_list

_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 10
_MOST_OWN_WORDS = 1
"""A name, or the word for the person: "tarviin merjaa"."""

_CALL = re.compile(r"soit|ring|call|tavata|tapaa|traff|meet|terveis|halsn")
"""A wish to be called or met is a message by itself, and so are greetings."""

_MESSAGE = re.compile(r"viest|meddelan|messag|msg$|kerro|kerto|valit|lahet|skick|send$|pass$")

_WHEN = re.compile(
    r"(?:no |ja |mut |ok |okei |men |and |but )*"
    r"(?:millon|milloin|koska|kuka|ketka|nar|vem|when|who)"
    r" (?:\w+ ){0,3}?(?:lukee|luetaan|nakee|nahdaan|vastaa|saan?|laser|ser|svarar|reads?|sees?"
    r"|answers?)\b"
)

_LOST = re.compile(
    r"(?:siis|no|anteeks|anteeksi|sori|sorry|ai|ma|maa|jag|ja|but)?(?: |^)?(?:(?:en|emma|emmaa) "
    r"(?:ma )?(?:ymmarra|tajua|tajuu)|mita|hah|taa|taah|jag (?:forstar|fattar) (?:inte|int)"
    r"|va|vad|vad menar du|i (?:do not|dont) (?:understand|get it)|what|what do you mean)"
    r"(?: (?:tata|tota|nyt|sita|sa tarkotat|tarkoitat|det|it|this|that))*"
)

_WISH = word_list("""
    ma maa mie mina mun mulla mul haluan haluun haluaisin haluisin tahdon tahtoisin tarvin
    tarviin tarvitsen tarvitsisin pitaa pitais taytyy voinko voinks voiko voiks vois saanko
    saanks saako saaks saisko miten puhua puhuu puhumaan jutella juttelemaan kirjoittaa
    kirjottaa laittaa laitan lahettaa lahetan viesti viestin viestia yhteytta yhteys ottaa
    saada paasta nyt heti kiinni kanssa kaa kans jollekin jollekki jonkun jonku jollekulle
    ihmiselle ihmisel ihmisen ihmista ihminen oikealle oikeelle oikean oikeen omalle oman omaa
    tyontekijalle sossu tyontekijan tyontekijaa tyontekija tyontekijaan ohjaajalle ohjaajan
    ohjaajaa ohjaaja ohjaajaan sossulle sossun sossua sossuun en sosiaalityontekijalle
    sosiaalityontekijan joku siis hei moi kiitos jag ja vill behover maste kan far skulle
    vilja prata skriv ti at tala skriva skicka med till ett meddelande nan nagon min mitt egen
    arbetare kontaktperson socialarbetare soc handledare manniska riktig kontakt kontakta nu
    hej tack ha fa na i want would like need to can could may talk speak write send message
    contact reach with a an my the own laheta tiimille tiimiin joo jo yes ok okei kerro kertoa
    kertoo sanoa sanoo kysya valita valittaa laita laittaa pista pistaa viestii viestit
    viestitella viestimaan viestia viestittaa sille silta sita se sen hanelle hanta hanen
    niille heille voitko voitsa voitteko voiksa voisko voisiko voisitko pystyko pystyyko
    pystyks pystyyks pystynko saisko saisiko onko mahdollista tata taman tan taalta tasta
    taalla tassa kautta joku yksi yks yhen yhden juttu jutun asia asiaa asian on jotain
    jotakin vaikka viela ois olis olisi pliis mulle vaan lauantaina sunnuntaina viikonloppuna
    illalla yolla man till henne honom hen hon han dom dem de det har via e ar fast trots
    lordag sondag veckoslut kvall natt nagot nat sak grej saga beratta fraga hur du kunde
    vidare framfora meddela snalla den vagen som sma lite en him her them she he how do does
    msg text dm u you get in touch hold of through here this is it possible possible pass on
    something thing tell ask say let me pls even weekend saturday sunday tonight though email
    note worker human person someone somebody real social now please
    """)


def bare_wish(text: str) -> bool:
    """Return whether words only wish for a person and say nothing of the matter."""
    words = _WORD.findall(fold(text))
    if not words or len(words) > _MOST_WORDS or any(_CALL.match(word) for word in words):
        return False
    own = [word for word in words if word not in _WISH]
    if any(word.endswith("sta") for word in own):  # "mun vuokrasta": what it is about
        return False
    return len(own) <= min(_MOST_OWN_WORDS, len(words) - len(own))


def names_message(text: str) -> bool:
    """Return whether words name the message itself, or passing it on: "laita viesti maijalle"."""
    return any(_MESSAGE.match(word) for word in _WORD.findall(fold(text)))


def is_lost(text: str) -> bool:
    """Return whether somebody who was asked for a message only says that they do not follow."""
    return _LOST.fullmatch(" ".join(_WORD.findall(fold(re.sub("['’]", "", text))))) is not None


def asks_when(text: str) -> bool:
    """Return whether a short question is about who reads a message, and when."""
    words = _WORD.findall(fold(text))
    return len(words) <= _MOST_WORDS and _WHEN.match(" ".join(words)) is not None
