"""What people say after a crisis card in words of their own: a joke, safe now, "I called them"."""

import re

from bot.domain.card_events import change_in
from bot.domain.card_further import Further, all_in, either
from bot.domain.card_questions import Told
from bot.domain.card_words import LONGEST, has_contrast, plain

MOST_WORDS = 60
"""A longer text is a story: its danger is heard, and its matter answered."""

_NO_QUESTIONS = frozenset({"left", "found", "breathing", "outside", "fire_over"})
"""Good news that is asked about is no news: "did he leave?"."""

_BEFORE = (
    r"(?:(?:siis|eiku|no|hei|sori|anteeks|anteeksi|ei|joo|öö|nej|nä|nå|förlåt|sorry|oh|lol|xd"
    r"|(?:ha)+h?|(?:he)+|okei|tää|toi|se|de|det|he|it|that) )*"
)
_AFTER = r"(?: (?:vaan|vain|nyt|sori|anteeks|bara|ba|lol|(?:ha)+h?|sorry|bro|man|xd|oli))*"
_MISTAKE = re.compile(
    _BEFORE
    + either(
        r"(?:tää |toi |se |sehän )?oli (?:vaan |vain |pelkkä |pelkkää |iha |ihan )*"
        r"(?:vitsi|vitsii|läppä|läppää|huumoria|pila|pilaa)",
        r"(?:vaan |vain |pelkkää |mä )?(?:läppä|läppää|vitsi|vitsii|vitsinä|vitsailin|pilailin"
        r"|vitsailen|läpällä|läpäl|huumorii|huumoria)(?: vitsi| läppä)*(?: oli)?",
        r"(?:sä |sinä )?(?:käsitit|ymmärsit|tajusit|luit) (?:nyt |mut |mua |mun |ihan )*väärin",
        r"väärä hälytys|(?:mä )?en (?:mä )?(?:ollu|ollut|oo|ole) (?:ees |ihan )*tosissa(?:ni|an)",
        r"en (?:mä )?(?:tosissani|tarkottanu|tarkoittanut)(?: sitä| sillee| niin)*",
        r"det? var? (?:bara |ba )*(?:ett )?(?:skämt|skoj)",
        r"(?:jag |ja )?(?:bara |ba )?(?:skoja|skämta|skojade|skämtade|skojar|skämtar)",
        r"du (?:har )?(?:missförstod|missförstått|fattade fel)(?: mig| mej)?",
        r"falskt? alarm|jag menade inte (?:så|det)",
        r"(?:it|that|this) was (?:just |only )*(?:a )?(?:joke|joking)",
        r"(?:a |just a |only |just )?jokes?|jk",
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
_WELL = re.compile(
    r"(kaikki (on )?|(mä )?oon |olen )(ihan )?(ok|okei|hyvin|kunnossa) (nyt|jo|taas)"
    r"|(nyt |mä |oon |olen )*(rauhotuin|rauhoituin|rauhottunu|rauhoittunut)( jo| nyt)*"
    r"|(allt|det|jag|ja) (är|e) (helt )?(bra|okej|ok|lugnt) (nu|igen)|jag har lugnat mig( nu)?"
    r"|(everything|all|im|i am|its|it) (is )?(all )?(ok|okay|fine|good) now|i calmed down( now)?"
)


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


def says_well(text: str) -> bool:
    """Return whether somebody says that all is well now, which after a card means safe."""
    return "?" not in text and bool(_WELL.fullmatch(plain(text)))


def further_in(text: str, told: Told) -> Further | None:
    """Return which of the things that people ask or say after a card of this danger this is."""
    said = plain(text)
    if len(said.split()) > MOST_WORDS:
        return None
    change = change_in(said, told)
    if change is not None and not ("?" in text and change in _NO_QUESTIONS):
        return change
    for what in all_in(said):
        # "I called them but there was a queue" asks what to do next.
        if what == "called" and has_contrast(text):
            continue
        if what == "say_friend" and told[2] == "self":
            return "say"
        return what
    return None
