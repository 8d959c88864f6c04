"""A clear yes or no to one question of ours that has buttons, in fi, sv and en at once.

Stricter than ``answer_acts.yes_or_no``, for what such a yes does is agreed with somebody else:
every word must be known. "Joo mut en tiiä" is no yes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.sending_words import word_list, words_of

_MOST_WORDS = 9

_YES = word_list(
    """
    joo juu jo jep jees jes joojoo jooh kylla kyl ok okei okej oke okk tottakai totta toki
    todellakin ehdottomasti hyva mielellani mielellaan miksei haluan haluun haluaisin
    haluisin tee tehdaan tehaan tehda ja jaa japp javisst visst absolut garna givetvis
    sjalvklart bra jattebra gor yes yeah yea yep yup sure absolutely definitely course fine
    okay good great perfect ye yh juuh jeps kiva ilman
    """
)
_NO = word_list(
    """
    ei en eika enka ala emma emmaa eip eipa nej na naa nae inte int ej no nope nah not dont
    doesnt cant cannot wont never
    """
)
_BESIDE = word_list(
    """
    se sen sit sitten nyt vaan vain vaa mulle mua minut minulle siis niin noin noi nain toi
    tuo taa tama kai kiitos kiitti kiits moi hei hyvin ihan tosi kans muuta halua haluu
    haluakaan haluukaan sittenkaan ma maa mina mie varmaan oikein just sa voit ole oo sille
    siihen det den da nu tack mig mej for mycket jag ar du kan ni fint vill it that this me
    the please thanks thank you i we is s am lets let do go ahead with of to will ill want
    im would like id thx pls
    """
)
_ENGLISH_NO = frozenset(
    {"thanks", "thank", "you", "dont", "not", "please", "it", "no", "way", "i"}
)
"""What stands behind an English "no". With other words it is how Finns begin: "no se käy"."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one question beside the ones of all.

    Args:
        yes: They say yes by themselves, and name what is asked.
        no: They say no by themselves.
        beside: They may stand there and say nothing.
    """

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


def clear_answer(text: str, words: Words) -> bool | None:
    """Return whether words say yes, or no, to a question and nothing else; None: neither."""
    if "?" in text or any(letter.isdigit() for letter in text):
        return None
    said = _said(text)
    if not said:
        return _SIGNS.get(text.strip()[:1])
    known = _YES | _NO | _BESIDE | words.yes | words.no | words.beside
    unfinished = said[-1] in _UNFINISHED and words.yes.isdisjoint(said[-2:-1])  # "yhdistä mut"
    if len(said) > _MOST_WORDS or not known.issuperset(said) or unfinished:
        return None
    if not (_NO | words.no).isdisjoint(said):
        return False
    return None if (_YES | words.yes).isdisjoint(said) else True


def speaks_of(text: str, words: Words) -> bool:
    """Return whether few words begin to answer a question, or say why: "mul on koulua sillon"."""
    said = _said(text)
    if not said or len(said) > _MOST_WORDS:
        return False
    return said[0] in _YES | _NO | words.yes | words.no or not _THEN.isdisjoint(said)


def says_only_yes(words: Iterable[str], about: Words) -> bool:
    """Return whether words of a yes, and ones that say nothing, are all there is."""
    return (_YES | _BESIDE | about.yes | about.beside).issuperset(words)


def names(text: str, words: Words) -> bool:
    """Return whether words name what the question is about."""
    return not (words.yes | words.no).isdisjoint(_said(text))


_THEN = word_list("silloin sillon silloinki then da")
_SIGNS = {"👍": True, "✅": True, "👌": True, "👎": False}
_UNFINISHED = word_list("mut mutta men but")
"""Behind a yes these have more to say; "yhdistä mut" has not."""


def _said(text: str) -> list[str]:
    said = words_of(text)
    begins = said[:1] == ["no"] and len(said) > 1 and _ENGLISH_NO.isdisjoint(said[1:])
    return said[1:] if begins else said


TIME = Words(
    yes=word_list(
        """
    sopii sopis kay kayhan kavis onnistuu passaa sovittu tulen tuun paasen kaypi passar
    funkar gar kommer works sounds selva suits
    """
    ),
    no=frozenset(),
    beside=word_list(
        """
    aika ajan silloin sillon paase paasis sovi onnistu pysty voi tule aina paasekaan
    tapaaminen puhelu mul mulla minulla tiden tid dagen da in make work come time be there
    does suit then passa funka komma
    """
    ),
)
"""To a time that was named."""

CANCEL = Words(
    yes=word_list("peru perutaan perutaa peruuta peruutetaan perun peruppa avboka stall cancel"),
    no=word_list("pida pidetaan pidetaa sailyta behall keep pidan"),
    beside=word_list(
        """
    aika ajan tapaaminen tapaamisen puhelu puhelun perukaan in tiden motet samtalet time
    meeting appointment call aikaa
    """
    ),
)
"""Whether an agreed time is called off."""

LINK = Words(
    yes=word_list(
        """
    yhdista yhista yhdistetaan yhistetaan yhdistetaa yhdistaa yhistaa liita linkita koppla
    kopplas anslut forena connect link join yhdistaka yhdistakaa yhdistas yhdistappa
    """
    ),
    no=frozenset(),
    beside=word_list(
        """
    meidat meijat teidat mut hanen kanssa pida keskustelu oss keskustelun sailyta behall
    samtalet ihop keep chat us tyontekijan tyontekijaan tyontekijani min kontaktperson my
    worker mun minun vi
    """
    ),
)
"""Whether one is joined with who gave a code."""

HOME = Words(
    no=word_list("skip skippaa skippa ohita"),
    beside=word_list(
        """
        kerro kertoo kertoa sano sanoo sanoa haluu halua haluais haluaisin viitti viitsi tartte
        tarvii viela int inte saga sag saj beratta behovs an dont do not want to say tell id rather
        now yet
        """
    ),
)
"""Where do you live? Only a no is said with these; any other word makes it more than a no."""
