"""Typed words about a message to the worker: send it, do not, change it, did it go. fi, sv, en.

For consent only what can mean nothing else counts: every word must be known. What is less clear
sends nothing and throws nothing away; it is answered with where the message is.
"""

import re
from typing import Literal

from bot.domain.letters import fold

Meaning = Literal["send", "own", "drop", "change", "where"]
"""``own``: only to the own worker. ``where``: about the sending, and neither a yes nor a no."""

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(r"['’`´]")
_MOST = 9


def words_of(text: str) -> list[str]:
    """Return the words of a text, even: small letters, no dots, no signs."""
    return _WORD.findall(fold(_MARKS.sub("", text)))


def word_list(text: str) -> frozenset[str]:
    """Return the words of a list that is easier read as prose."""
    return frozenset(text.split())


_AGREES = (
    word_list("""
    joo juu jep jeps jees joop joojoo juup kylla kyl toki tottakai ehdottomasti todellakin
    """),
    word_list("ja jo jaa japp jepp jajamen visst javisst absolut garna"),
    word_list("yes yeah yea yep yup yess sure absolutely definitely"),
)
_BESIDE_AGREED = (
    word_list("kiitos kiitti pliis plis ok okei hyva noin nain on se haluan haluun voit saa nyt"),
    word_list("tack snalla ok okej bra det gar gor du kan far nu"),
    word_list("please pls thanks thank you can do it ok okay good perfect great fine"),
)
"""What may stand beside a bare yes; "joo siis" begins a sentence, and so does a Finnish "ja"."""

_SEND = word_list("""
    laheta lahetas lahetappa lahetetaan lahetetaa lahettaa lahettamaan lahetan skicka skickas
    send
""")
_GOES = re.compile(
    r"(?:anna|antaa|laita|laitetaan|pista|pistetaan|pane)(?: se| sen| vaan| vain)* "
    r"(?:menna|menee|menemaan|matkaan|eteenpain|tulemaan|sille|hanelle|vaan|vain|se)"
    r"|(?:anna|laita|pista|pane|laheta)(?: se| sen| nyt| vaan)* (?:sittenki|sittenkin|silti)"
    r"|go ahead|go for it|do it|kor(?: pa)?|gor det"
)
_BESIDE_SEND = word_list("""
    anna antaa laita laitetaan pista pistetaan pane menna menee menemaan matkaan eteenpain
    tulemaan se sen sita taa tama taman tan ton toi tuo viesti viestin vaan vain nyt heti pois
    noin nain sellasena sellasenaan sellaisenaan tollasena tuollaisena kiitos kiitti pliis plis
    hei ok okei okej oke okay niin siis sit sitten voit voi saat saa haluan haluun haluaisin
    haluisin ma maa mie mina sa kaikki koko hyva hyvin sille hanelle tyontekijalle ihan vaikka
    sittenki sittenkin silti ti at
    go ahead for do kor gor det den de dom har nu bara ba tack snalla ivag pa in till henne
    honom hen du kan far jag vill meddelandet da sa som ar e bra min kontaktperson it this that
    the message msg now please pls plz to him her them my worker i want would like can you just
    so and thanks thank is fine good all of
""")

_DROPS = word_list("""
    ala alkaa peru perun peruuta perutaan peruutetaan poista unohda unohdetaan havita glom
    strunta avbryt angra angrar angrade radera dont cancel forget delete discard nevermind
    never stop
""")
"""These say no by themselves where the message is what was spoken of."""

_NO = word_list("ei eipa en enpa emma emmaa nej na naa nae inte int ej no nope nah not")
_NO_PHRASE = re.compile(
    r"(?:anna|antaa) (?:nyt |vaan |sen |sit )*olla|jata (?:se |sita )*lahettamatta|lat bli|ta bort"
    r"|muutin (?:ma )?miel(?:eni|ta|taa|tani|en)|andra(?:de|t)(?: mig| mej)|changed my mind"
)
_BESIDE_NO = word_list("""
    ah aa eiku eikun anna antaa olla jata lahettamatta muutin mieleni mielta mieltaa mieltani
    mielen lahetakaan
    laheta laheteta lahetetakaan lahettaakaan lahettaa lahetetaan lahetan halua haluu haluakaan
    haluukaan haluakkaan haluukkaan sittenkaan sittenkaa sitten sit sita se sen tata tota toi
    taa tama viesti viestia viestin nyt kiitos koko juttu jutun ma maa mie mina siis joo ok
    okei hei mitaan sille pois kenellekaan kuitenkaan enaa missaan nimessa sori anteeks lat bli
    ta bort andrade andrat mig mej det de den dom jag ja vill ska skicka skickas du tack nu sa
    i alls meddelandet da har anda langre hellre forlat changed mind send sending it this that
    the message msg do want to wanna i please pls thanks thank you anymore my actually about
    all sorry just
""")
_NOT_YET = re.compile(r"(?:ei|en|inte|int|not) (?:nyt|nu|now)|(?!ala).* no laheta\b.*")
"""No no: the message waits. "Ei no laheta" is half a yes."""

_ENGLISH_BEHIND_NO = word_list(
    "thanks thank you dont not please pls it no way i do send need wait"
)
"""Behind an English "no". Before other words it is how Finns begin: "no laheta"."""

_OWN = re.compile(
    r"(?:joo |laheta |se |sen )*(?:vain|vaan) (?:mun |minun )?omalle"
    r"(?: tyontekijalle(?:ni)?| ohjaajalle(?:ni)?)?"
    r"|(?:ja |skicka |det )*bara (?:till )?min (?:egen )?kontaktperson"
    r"|(?:yes |send |it )*only to my (?:own )?worker"
)

_CHANGES = re.compile(
    r"lisaa|lisata|lisaan|lisaisin|lisays\w*|muuttaa|muutan|muutella|muokata|muokkaan|muokkaa"
    r"|korjata|korjaan|vaihtaa|uusiks|uudestaan|uudelleen|alusta|uusi|uuden|sanoa|kertoa"
    r"|lagga|tillagga|andra|redigera|rattaa?|nytt|borjan|add|edit|change|correct|fix|rewrite"
    r"|over|new"
)
_BESIDE_CHANGE = word_list("""
    haluisin haluaisin haluan haluun voinko voinks voiko voiks vois voisinko saako saaks saisko
    saanko viela viel siihen sita se sen jotain jotakin yhen yhden yks yksi jutun asian ma maa
    mie mina viestia viestiin viesti viestin tekstia tohon tota tata tahan vahan pitaa pitais
    taytyy pakko miten mun mulla on jos hei oota odota kirjottaa kirjoittaa kirjotan kirjoitan
    kirjota kirjoita jag ja vill kan far man i det den meddelandet till nagot nat lite maste
    vanta hur skriva skriv om ett fran i want to can may could it this the message msg
    something one more thing need would like wait my how do write start a say
""")

_SAYS_WHERE = word_list("""
    ok okei okej oke okay selva asia hyva hieno kiva kiitos kiitti kiitoksia tack thanks thank
    thx ty cool great fine alright joo no nej na hm hmm mm oo ai aha ahaa aijaa laita pista
    valmis valmista siina kaikki oli tassa se klar klart fardig done thats that all it det var
    allt oota ootas odota hetki hetkinen venaa vanta wait moment hold on later myohemmin senare
    en viela vielakaan ei inte annu an int not yet mieti mietin tiia tieda muuta heippa moikka
    moido hejda bye goodbye ciao nyt nu now you so just sit sitten
""")
_ASKS_WHERE = re.compile(
    r"\b(?:meniko|meniks|menik|menikohan|meneeko|meneeks|lahtiko|lahtiks|lahtik|lahteeko|lahteeks"
    r"|lahetitko|lahetiks|lahettiko|lahetettiinko|perilleko)\b"
    r"|\b(?:onko|onks|onk|se|viesti) (?:jo |nyt |se |viesti )*"
    r"(?:lahetetty|menny|mennyt|lahteny|lahtenyt|perilla)\b"
    r"|\b(?:tuliko|tuliks|saiko|saiks)(?: \w+)? (?:se|sen|viesti|viestin|perille)\b"
    r"|\b(?:gick|kom|skickades|skickas|blev) (?:det|den|meddelandet)\b"
    r"|\b(?:ar|har) (?:det|den|du|ni) (?:nu |redan )?(?:skickat|skickats|ivag)\b"
    r"|\b(?:did|is|was|has|have|does) (?:it|you|that|the message|my message|she|he|they)\b.*"
    r"\b(?:go|gone|sent|sent it|send|through|get it|got it|get that)$|^sent$"
)
_WANTS_IT_GONE = re.compile(
    r"\b(?:et|etta) (?:se )?viesti\b.*\b(?:menee|menis|meneis|lahtee|lahtis|lahtee)\b"
    r"|\b(?:et|etta) se (?:menee|menis|meneis)(?: perille| sille)?$"
    r"|\b(?:att) (?:meddelandet\b.*\b(?:gar|kommer|skickas)|det (?:gar|kommer) (?:ivag|fram))\b"
    r"|\bwant (?:it|this|that|the message|my message) (?:to (?:go|be sent|get)|sent)\b"
)
_SENDING = re.compile(r"lahet\w+|skick\w+|send\w*|sent")
_NAMES = re.compile(r"viesti\w*|meddelan\w+|message|msg")
_BESIDE_WHERE = word_list("""
    se sen sita tata taa tama viesti viestin viestia huomenna myohemmin illalla heti nyt viela
    viel sit sitten miten mista missa mika miksi miks mikset miksei milloin koska jos kai vai
    mita pitaako pitaaks voinko voinks voitko voiks voit saako uskalla uskallan tiia tieda oo
    ole varma haluanko halua haluu ma maa mie mina sa en ei et eiku no joo niin ku kun vaan
    vain mut mutta haittaa itse ite tasta sille hur var nar varfor om kan kommer jag ja du den
    det inte int vet vagar imorgon senare nu men ska how where when why should can could do
    does did will i you it this that tomorrow later not dont know dare if or but im am sure
    ready
""")


def meaning_of(text: str) -> Meaning | None:
    """Return what words say of a message that is shown and not sent; None: nothing of that."""
    said = _said(text)
    if not said:
        return "where"  # a sign or a picture alone
    even, asks = " ".join(said), "?" in text
    if not asks and _says_no(said, even):
        return "drop"
    if _OWN.fullmatch(even):
        return "where" if asks else "own"
    if not asks and _says_yes(said, even):
        return "send"
    if _all_of(said, _BESIDE_CHANGE, _CHANGES):
        return "change"
    return "where" if _is_about_sending(said, even) else None


def agrees(text: str) -> bool:
    """Return whether somebody says yes and nothing else, to whatever was asked."""
    said = _said(text)
    return "?" not in text and len(said) <= _MOST and _agrees(said)


def names_sending(text: str) -> bool:
    """Return whether the sending or the message is named: "lähetä se", not "joo"."""
    return any(_SENDING.fullmatch(word) or _NAMES.fullmatch(word) for word in _said(text))


def asks_where(text: str) -> bool:
    """Return whether somebody asks whether a message has gone: "menikö se", "did it send"."""
    said = _said(text)
    return len(said) <= _MOST and _ASKS_WHERE.search(" ".join(said)) is not None


def _says_no(said: list[str], even: str) -> bool:
    if len(said) > _MOST or _NOT_YET.fullmatch(even):
        return False
    says = _NO_PHRASE.search(even) or not (_DROPS | _NO).isdisjoint(said)
    return bool(says) and (_DROPS | _NO | _BESIDE_NO).issuperset(said)


def _says_yes(said: list[str], even: str) -> bool:
    if len(said) > _MOST:
        return False
    if _agrees(said):
        return True
    sends = not _SEND.isdisjoint(said) or _GOES.search(even)
    return bool(sends) and _SEND.union(_BESIDE_SEND, *_AGREES).issuperset(said)


def _agrees(said: list[str]) -> bool:
    return any(
        not yes.isdisjoint(said) and (yes | beside).issuperset(said)
        for yes, beside in zip(_AGREES, _BESIDE_AGREED, strict=True)
    )


def _is_about_sending(said: list[str], even: str) -> bool:
    if len(said) > _MOST:
        return False
    asks = _ASKS_WHERE.search(even) or _WANTS_IT_GONE.search(even)
    return bool(asks) or _SAYS_WHERE.issuperset(said) or _all_of(said, _BESIDE_WHERE, _SENDING)


def _all_of(said: list[str], beside: frozenset[str], named: re.Pattern[str]) -> bool:
    """Return whether a word of a kind is there, and nothing that is not known beside it."""
    rest = [word for word in said if not named.fullmatch(word)]
    return len(rest) < len(said) <= _MOST and beside.issuperset(rest)


def _said(text: str) -> list[str]:
    said = words_of(text)
    begins = said[:1] == ["no"] and len(said) > 1 and _ENGLISH_BEHIND_NO.isdisjoint(said[1:])
    return said[1:] if begins else said
