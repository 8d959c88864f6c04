"""What corrects a safety plan in the making: "ei ku vaihda eka", "ta bort det", "I meant music".

fi, sv and en at once. Pure. Every word must be known, or else the words are an answer.
"""

import re
from dataclasses import dataclass, replace

from bot.domain.letters import fold
from bot.domain.plan import PARTS, Draft, Part, part_before
from bot.domain.sending_words import word_list

_MOST_WORDS = 9
_WORD = re.compile(r"[^\W_]+")
_PARTS = (
    word_list(
        """
        eka ekan ekaa ekaks ekaksi ekaan ensimmainen ensimmaista ensimmaisen ensimmaiseen ykkonen
        ykkosen 1 forsta forst first 1st
        """
    ),
    word_list(
        """
        toka tokan tokaa tokaan toinen toista toisen toiseen kakkonen kakkosen 2 andra tvaan second
        2nd
        """
    ),
    word_list("kolmas kolmatta kolmannen kolmanteen kolmosen 3 tredje trean third 3rd"),
    word_list("neljas neljatta neljannen neljanteen nelosen 4 fjarde fyran fourth 4th"),
)
"""How each part is named by its number."""

_CHANGES = word_list(
    """
    vaihda vaihdan vaihdetaan vaihtaa muuta muutan muutetaan muuttaa korjaa korjaan korjata
    muokkaa muokata takaisin takas palaa palataan kumoa kumotaan edellinen edellista edelliseen
    byt byta byter ratta korrigera tillbaka tebax angra foregaende change edit fix correct
    back redo undo previous vaarin fel wrong mistake eiku eikun
    """
)
_CLEARS = word_list(
    """
    poista poistan poistetaan poistaa pyyhi tyhjenna pois bort radera stryk delete remove erase
    clear
    """
)
_BESIDE = word_list(
    """
    ei ku kun hei sori no mut siis ma maa haluan haluun haluaisin haluisin voinko voinks voiko
    saako sita sen se toi ton tota tuo taa tan tama kohta kohdan kohtaa kohtaan vastaus vastauksen
    vastausta kysymys kysymyksen kysymykseen nyt viela mun meni kirjotin kirjoitin ota mennaan
    kiitos nej na nae jag ja vill kan vi den det de har dar svaret fragan punkten till i mig blev
    skrev ta ga gor om min mitt tack want to would like can you the that this one answer question
    it please my sorry wait actually id lets go was wrote take make a
    """
)
_KNOWN = _BESIDE | _CHANGES | _CLEARS | frozenset().union(*_PARTS)
_BARE = (["ei", "ku"], ["ei", "kun"])
"""A correction that says no more: "no, wait"."""

_SWEDISH_CHANGE = re.compile(r"\bändrar?\b|(?<!\w)andrar?(?= (?:det|den|första|forsta|min|mitt))")
"""Without its dots "ändra det första" begins as "the second"."""

_RATHER = re.compile(
    r"(?:(?:sori|sorry|hei|no|anteeks|anteeksi|oho|förlåt|oj)[,.]? )?"
    r"(?:ei kun?|eikun?|ei vaan|tarkotin|tarkoitin|nej jag menar|nej jag menade|jag menade"
    r"|jag menar|no i mean|no i meant|i meant|i mean)[,:]?\s+(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A correction of one part.

    Args:
        part: Which.
        words: What it says from now on; None: it is asked again.
        clears: What it said is taken away.
    """

    part: Part
    words: str | None = None
    clears: bool = False


def change_of(text: str, draft: Draft) -> Change | None:
    """Return what words correct in a plan in the making; None: they correct nothing."""
    words = _WORD.findall(fold(_SWEDISH_CHANGE.sub("byt", text.lower())))
    found = _asked_for(words, draft) if 0 < len(words) <= _MOST_WORDS else None
    rather = _RATHER.match(text.strip())
    # Where an answer stands below the question, it is that one; else the one given last.
    here = draft.alone or draft.answers.get(draft.ask)
    part = draft.ask if here else part_before(draft.ask)
    if found is None and rather and draft.answers.get(part):
        return Change(part, words=" ".join(text.strip()[rather.end() :].split()))
    return found


def without(draft: Draft, part: Part) -> Draft:
    """Return a draft without what one part said."""
    rest = {name: said for name, said in draft.answers.items() if name != part}
    return replace(draft, ask=part, answers=rest)


def _asked_for(words: list[str], draft: Draft) -> Change | None:
    """Return a change that is asked for in known words and nothing else."""
    if words not in _BARE and (_CHANGES | _CLEARS).isdisjoint(words):
        return None
    named = [part for part, names in zip(PARTS, _PARTS, strict=True) if names & {*words}]
    if len(named) > 1 or not _KNOWN.issuperset(words):
        return None
    clears = not _CLEARS.isdisjoint(words)
    if named:
        return Change(named[0], clears=clears)
    here = clears and (draft.alone or draft.answers.get(draft.ask))
    return Change(draft.ask if here else part_before(draft.ask), clears=clears)
