"""What is said instead of an answer, in fi, sv and en at once: skip, don't know, nothing, "a lot".

Patterns run over folded words joined by single spaces. A phrase counts only when little else is
said: "en tiiä" is "don't know", "en tiiä mitä tehdä" is a call for help. What may stand beside it
is decided by the caller with ``rest_after``. Also here: words that take something back ("eiku"),
and whether somebody asks a question of their own.
"""

import re
from collections.abc import Iterable

from bot.domain.nothing_phrases import NO_FARE as NO_FARE_SAID
from bot.domain.nothing_phrases import NO_INCOME as NO_INCOME_SAID
from bot.domain.nothing_phrases import NO_RENT as NO_RENT_SAID
from bot.domain.nothing_phrases import ZERO as ZERO_SAID

_I = r"(?:ma |maa |mie |mina )?"
_EN = r"(?:en|emma|emmaa|empa|enka|ei) "
_ADVERB = r"(?:oikein |nyt |kyl |kylla |todellakaan |tosiaan |ees |edes |yhtaan |oikeestaan )?"
_THAT = r"(?: (?:taho\w*|tohon|siihen|sita|tota|siita|tosta|tata|tahan|mitaan))*"
_SV_I = r"(?:jag |ja )?"
_EN_NOT = r"(?:i )?(?:do not|don't|dont|wont|won't|will not)"

_SKIP = (
    r"(?:ohita|skippa|skip|ohi|seuraava|pass)\w*(?: (?:taa|tama|toi|this|it|that|one|den|det))*",
    r"(?:ma )?(?:haluan|haluun) (?:ohittaa|skipata|skippaa)(?: (?:taman|tan|ton|tata))?",
    r"(?:jata|jatetaan) (?:taa |toi )?(?:valiin|pois)|jatketaan|mennaan (?:eteenpain|seuraavaan)",
    _EN + _I + _ADVERB + r"(?:halu\w*|viitsi|aio|suostu|tahdo|kehtaa) " + _I + r"(?:nyt |mun )?"
    r"(?:vasta\w*|sanoo?|sanoa|kertoo?|kertoa|puhuu?|puhua|avata)" + _THAT,
    _EN + _I + _ADVERB + r"(?:kerro|vastaa|sano|kommentoi)" + _THAT,
    r"ei (?:se )?kuulu (?:sulle|sinulle|teille|tanne|kellekaan)|oma asia(?:ni)?|mun asia",
    r"yksityis\w*|ei kommentoi\w*",
    r"hoppa over(?: (?:den|det|detta|fragan))?|nasta(?: fraga)?|inte din sak|(?:det ar )?privat",
    _SV_I + r"vill (?:inte|int|ej) (?:saga|svara|beratta)(?: (?:pa|det|den|fragan))*",
    r"(?:det )?vill jag (?:inte|int|ej) (?:saga|svara|beratta)(?: (?:pa|det))*",
    _SV_I + r"(?:sager|svarar) (?:inte|int|ej)(?: (?:pa|det))*",
    r"(?:i )?(?:i'd |would |'d )?(?:rather|prefer) not(?: to)?(?: (?:say|answer|tell))?",
    _EN_NOT + r" (?:want to|wanna|wish to) (?:say|answer|tell|talk)"
    r"(?: (?:that|it|you|about|this|one))*",
    r"no comment|next(?: question| one)?|none of your business|(?:it's |its |that's )?private",
    r"not telling|no thanks",
    (
        r"(?:ala|elkaa|alkaa) (?:enaa )?(?:kysy\w*|kyse)(?: (?:tata|tota|tommosta|tallasta"
        r"|multa|mitaan))*"
    ),
    r"(?:ma )?kerron (?:sen |siita )?(?:joskus |sit |sitten )*(?:myohemmin|muulloin|toiste)",
    r"fraga (?:inte|int)(?: (?:mig|om|det|sant|sana))*|(?:jag )?berattar (?:en annan gang|senare)",
    r"(?:do not|don't|dont) ask(?: (?:me|that|this|about|it))*|(?:i'll|i will|ill) tell you later",
)
_UNKNOWN = (
    _EN + _I + _ADVERB + r"(?:tiia|tieda|tia|tie|tiija|muista|hahmota|keksi)"
    r"(?: (?:yhtaan|ollenkaan|edes|viela|nyt|ulkoo?|ulkoa|tarkkaan|tarkalleen|oikein|vaan))*",
    _EN + _I + r"(?:oo|ole) (?:ihan |yhtaan )?(?:varma|laskenu\w*|kattonu\w*|katsonu\w*)",
    _EN + _I + r"osaa (?:sanoo|sanoa|arvioida|arvata)|emt|eoo|unohdin|unohtu\w*",
    r"ei (?:mitaan |oo |ole |pienintakaan )*(?:haju|tieto|aavistus|kasitys|idea|muistikuv)\w*",
    r"ei (?:mitaan |oo |ole )*(?:aavistusta|hajuu|hajua)(?:kaan)?|vaikee?a? (?:sanoo|sanoa)",
    r"mista (?:ma|mina|mie|maa) (?:sen |ton |sita )?(?:tiia|tieda|tietaisin|voin tietaa)\w*",
    r"(?:pitaa|taytyy|pitais) (?:kattoo|katsoa|tarkistaa|kysya)",
    _SV_I + r"(?:(?:vet|minns) (?:inte|int|ej|icke)|kommer (?:inte|int|ej) ihag)"
    r"(?: (?:riktigt|exakt|sa|noga|utantill|alls|det|sakert))*",
    r"(?:har )?ingen (?:aning|ide)|inte en aning|osaker|int(?:e)? (?:vet )?jag(?: vet)?",
    r"(?:det )?vet jag (?:inte|int|ej)(?: (?:riktigt|exakt))*|svart att saga",
    r"(?:jag )?(?:har )?glomt",
    (
        r"(?:i )?(?:do not|don't|dont) (?:know|remember|recall)"
        r"(?: (?:yet|exactly|off|hand|it|that))*"
    ),
    r"idk|dunno|donno|(?:have )?no (?:idea|clue)|haven't a clue|not (?:really |too )?sure|unsure",
    r"(?:i )?(?:can't|cant|cannot) (?:remember|recall|say)|(?:i )?forgot|hard to say",
    r"(?:i )?(?:haven't|havent) (?:checked|counted|looked)",
)
_VAGUE = (
    r"(?:ihan |tosi |ei )?(?:paljon|paljoo|vahan)|(?:ihan |liian )*(?:liikaa|paljon)",
    r"jonkin verran|jotakin|kohtuullisesti|riittavasti|hirveesti|saman verran|enemman|vahemman",
    r"tarpeeksi|vaihtelee|vaihtelevasti|riippuu|normaalisti",
    r"(?:for |ganska |inte |jatte)?mycket|lite|varierar|beror(?: pa)?|en massa|nog|lagom",
    r"a lot|lots|too much|(?:a )?little|not much|depends|varies|plenty|loads|quite a bit|a bit",
    r"more|less|enough|some",
)
_VARIES = (
    r"(?:se )?(?:vaihtelee|riippuu)|vaihtelevasti|(?:det )?(?:varierar|beror)(?: pa)?",
    r"(?:it )?(?:depends|varies)",
)
_CORRECTS = (
    r"ei ?ku(?:n)?|eiku\w*|eik|oho|ups|hups|korjaus|korjaan|sori|anteeks\w*|siis ei|eipas|vaarin",
    r"tarkotin|tarkoitin|menin sekasin|nej(?: forlat| vanta)?|forlat|oj|fel|rattelse|jag menar",
    r"no wait|wait|oops|sorry|correction|actually|i mean|i meant|scratch that|my bad",
)
_ADVERBS = frozenset(
    [
        *("oikein", "kyl", "kylla", "todellakaan", "tosiaan", "ees", "edes", "oikeestaan", "vaan"),
        *("suoraan", "sanottuna", "rehellisesti", "valitettavasti", "faktiskt", "riktigt", "just"),
        *("verkligen", "tyvarr", "arligt", "honestly", "really", "even", "tbh", "rn", "actually"),
        *("let's", "lets", "please", "kiitos", "tack", "nyt", "nu", "now", "moment", "taalla"),
    ]
)
"""Words that change nothing, wherever they stand within a phrase."""

_SOFT = frozenset({"oisko", "olisko", "oiskohan", "olisikohan", "oliskohan", "kaiketi"})
_ASKS = frozenset(
    [
        *(
            "mita",
            "mitka",
            "miten",
            "mites",
            "missa",
            "mihin",
            "milloin",
            "miksi",
            "miks",
            "millon",
        ),
        *(
            "mikset",
            "miksette",
            "kuka",
            "keneen",
            "kenelle",
            "kuinka",
            "montako",
            "mitas",
            "minne",
        ),
        *(
            "paljonko",
            "paljonks",
            "paljoks",
            "paljonkos",
            "mist",
            "mis",
            "mite",
            "mitahan",
            "mitte",
        ),
        *(
            "mittee",
            "mitenna",
            "paljoko",
            "millainen",
            "minkalainen",
            "moneltako",
            "monelta",
            "hur",
            "varfor",
            "vem",
        ),
        *("vilken", "vilka", "vilket", "what", "what's", "whats", "how", "why", "where", "who"),
        *("when", "which", "kauanko", "kauan", "ketka", "kummalle"),
    ]
)
_ASKS_FIRST = frozenset(
    ["mika", "mista", "koska", "enta", "entas", "entapa", "vad", "nar", "vart", "saako", "kumpi"]
)
"""Words that ask only at the beginning: elsewhere they join ("siitä mikä on jäljellä")."""

_ASKS_TOGETHER = re.compile(
    r"\b(?:kan|ska|maste|behover|borde) (?:jag|man|vi|du|ni)\b|^(?:\w+ )?far (?:jag|man|vi)\b"
    r"|\b(?:can|could|do|does|should|may|would|will|am) (?:i|you|we|they|it)\b"
    r"|\b(?:is|are) (?:it|there|that|this|these|they)\b"
    r"|\bar det (?:ok|bra|for|sant)|\bvar (?:far|kan|hittar|finns|ska|soker|ligger)\b"
)
_WANTS = re.compile(
    r"(?:hei |moi |no |nyt |siis |please |snalla |hej |hey )*"
    r"(?:nayta|kerro|etsi|anna (?!olla|anteeks)|avaa|laita|selita|soita|vaihda|poista|toista"
    r"|muistuta"
    r"|(?:voit|vois|voi|void|pysty|pystyt)\w*(?:ko|ks|k)\w*|(?:kysyisin|kysyn|mulla on kysymys)"
    r"|tehdaan|tehaan|lahdetaan|puhutaan|mennaan"
    r"|visa|beratta|ge mig|hitta|sok|oppna|byt|ta bort|radera|upprepa|paminn|skicka"
    r"|(?:kan|kunde|skulle) du|jag vill (?:fraga|veta)|gor en|ring (?:till|min|mitt)"
    r"|show|tell me|give me|find(?: me)?|open|change to|switch|delete|repeat|remind me|send"
    r"|explain"
    r"|(?:can|could|would) you|let's (?:make|do|start)|i (?:want|would like) to (?:ask|know))\b"
)
"""A wish to us, which begins with what we are to do: "näytä", "voitko", "kan du", "tell me"."""

_CLITIC = re.compile(
    r"\w*(?:ee|aa|oo|uu|yy|ii|vat|[^k]n|et|at|it|ot|ut|ai|ui)(?:ko|ks|kos|kohan)$"
)
"""The Finnish question ending: "saanko", "pitääkö", "nouseeks"; not "viikko", "kaks"."""

_NO_CLITIC = frozenset(
    {"weeks", "thanks", "banks", "drinks", "links", "looks", "books", "seeks", "viikos"}
)


def _whole(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{'|'.join(patterns)})(?![\w'])")


SKIP, UNKNOWN, ZERO, VAGUE = map(_whole, (_SKIP, _UNKNOWN, ZERO_SAID, _VAGUE))
NO_FARE, NO_INCOME, VARIES = map(_whole, (NO_FARE_SAID, NO_INCOME_SAID, _VARIES))
NO_RENT = _whole(NO_RENT_SAID)
_BECAUSE = re.compile(r"\b(?:ku|kun|koska|eftersom|for att|because|cause|cuz|since)\b")
_LACKS = re.compile(r"\b(?:ei|en|inte|int|inga|ingen|no|not|none|loppu\w*|slut|out)\b")
_CORRECTS_FIRST = re.compile(rf"\W*(?:no |joo |ja |siis )?(?:{'|'.join(_CORRECTS)})(?![\w'])")
_CORRECTS_ANYWHERE = _whole([*_CORRECTS, "ei vaan"])


def rest_after(pattern: re.Pattern[str], said: str) -> list[str] | None:
    """Return the words that stand beside a phrase, or None when the phrase is not there."""
    left, count = pattern.subn(" ", " ".join(w for w in said.split() if w not in _ADVERBS))
    return left.split() if count else None


def without_reason(said: str) -> str:
    """Return words without why it is so ("..., ku syön koulussa"); what is lacking is no reason.

    "Ei mee mitään ku ei oo rahaa" is a call for help and stays whole.
    """
    what, *why = _BECAUSE.split(said, maxsplit=1)
    return what if why and what.strip() and not _LACKS.search(why[0]) else said


def corrects(said: str) -> bool:
    """Return whether the words take something back first: "eiku 680", "no wait, 680"."""
    return _CORRECTS_FIRST.match(said) is not None


def last_correction(even: str) -> int:
    """Return where the words behind the last correction begin; 0 when nothing is taken back."""
    return max((match.end() for match in _CORRECTS_ANYWHERE.finditer(even)), default=0)


def wants_of_us(words: Iterable[str]) -> bool:
    """Return whether the words begin with something that we are to do or to tell."""
    return _WANTS.match(" ".join(words)) is not None


def asks(words: Iterable[str]) -> bool:
    """Return whether the words are a question of the person's own. Marks are not looked at."""
    listed = list(words)
    if listed and listed[0] in _SOFT:
        return False
    if any(word in _ASKS for word in listed):
        return True
    if any(_CLITIC.match(word) and word not in _NO_CLITIC for word in listed):
        return True
    first = any(word in _ASKS_FIRST for word in listed[:2])
    return first or _ASKS_TOGETHER.search(" ".join(listed)) is not None
