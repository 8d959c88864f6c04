"""What people say after a crisis card in words of their own: a joke, safe now, "I called them"."""

import re

from bot.domain.card_events import change_in
from bot.domain.card_further import all_in
from bot.domain.card_names import Further
from bot.domain.card_questions import Told
from bot.domain.card_words import LONGEST, either, has_contrast, plain
from bot.domain.matter_words import names_matter

MOST_WORDS = 60
"""A longer text is a story: its danger is heard, and its matter answered."""

MOST_OF_TAKING_BACK = 12

_BUT = re.compile(r"\b(mut|mutta|men|but)\b", re.IGNORECASE)

_NO_QUESTIONS = frozenset(
    {"left", "asleep", "found", "breathing", "taken", "outside", "fire_over", "with", "safer"}
)
"""Good news that is asked about is no news: "did he leave?"."""

_LOOSE = frozenset({"often", "scared", "papers", "cost"})
"""What is read from few words: where these name a practical matter, that is meant."""

_BEFORE = (
    r"(?:(?:siis|eiku|no|hei|sori|anteeks|anteeksi|ei|joo|öö|nej|nä|nå|förlåt|sorry|oh|lol|xd"
    r"|(?:ha)+h?|(?:he)+|(?:ха)+|okei|tää|toi|se|de|det|it|that|this|это|то|це|да|нет|eto) )*"
)
_AFTER = (
    r"(?: (?:vaan|vain|nyt|sori|anteeks|bara|ba|lol|(?:ha)+h?|sorry|bro|man|xd|oli|просто|извини"
    r"|прости))*"
)
_MISTAKE = re.compile(
    _BEFORE
    + either(
        r"(?:tää |toi |se |sehän )?oli (?:vaan |vain |pelkkä |pelkkää |iha |ihan )*"
        r"(?:vitsi|vitsii|läppä|läppää|huumoria|pila|pilaa)(?: vitsi| läppä)*",
        r"(?:vaan |vain |pelkkää |mä )?(?:läppä|läppää|vitsi|vitsii|vitsinä|vitsailin|pilailin"
        r"|vitsailen|läpällä|läpäl|huumorii|huumoria)(?: vitsi| läppä)*(?: oli)?",
        r"(?:sä |sinä )?(?:käsitit|ymmärsit|tajusit|luit) (?:nyt |mut |mua |mun |ihan )*väärin",
        r"väärä hälytys|(?:mä )?en (?:mä )?(?:ollu|ollut|oo|ole) (?:ees |ihan )*tosissa(?:ni|an)",
        r"en (?:mä )?(?:tosissani|tarkottanu|tarkoittanut)(?: sitä| sillee| niin)*",
        r"(?:det? var? )?(?:bara |ba )*(?:ett )?(?:skämt|skoj)(?: (?:skämt|skoj))*",
        r"(?:jag |ja )?(?:bara |ba )?(?:skoja|skämta|skojade|skämtade|skojar|skämtar)",
        r"du (?:har )?(?:missförstod|missförstått|fattade fel)(?: mig| mej)?",
        r"falskt? alarm|jag menade inte (?:så|det)",
        r"(?:it|that|this) was (?:just |only )*(?:a )?(?:joke|joking)",
        r"(?:a |just a |only |just )?jokes?(?: joke| jokes)*|jk|jk i mean(?: \w+){1,8}",
        r"(?:i was |im |i am |was )?(?:just |only )*(?:joking|kidding)",
        r"you (?:misunderstood|got (?:it|me|that) wrong)(?: me)?|false alarm",
        r"i (?:didnt|did not|dont) mean (?:it|that)(?: like that)?",
        r"(?:я |просто |всего лишь )*(?:был[аои]? )?(?:просто )?(?:шутк\w*|шучу|шутил\w*"
        r"|пошутил\w*"
        r"|прикол|прикалываюсь|жарт|жартую|жартувал\w*|пожартувал\w*)",
        r"(?:був |була )(?:просто )?жарт|(?:byla |bila )?(?:shutka|shuchu|poshutil\w*|prikol"
        r"|zhart)",
        r"(?:كنت |هذه |هاي |كانت |كان )?(?:أمزح|امزح|بمزح|مزحة|مزح)|شوخی(?: بود| کردم)?",
        r"(?:waan )?kaftamay\w*|waa kaftan",
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
    r"|(?:(?:(?:ha)+h?|lol|no|nah|nej|nä|ei|joo|kaikki|allt|all|vse|всё|все|on|är|is|im|i am|jag"
    r"|ja"
    r"|e|mä|oon|olen|ihan|helt|totally) )*(?:fine|ok|okay|good|okej|bra|okei|kunnossa|hyvin"
    r"|normalno|horosho|khorosho|нормально|хорошо|добре|гаразд)"
    r" (?:im |i am |oon |olen |jag är |ja e )?(?:just|only|vaan|vain|bara|ba|просто|prosto)"
    r"(?: (?:some|a|bit|vähän|niin|tosi|lite|so|very|i|im))*"
    r" (?:stress\w*|stressi\w*|tired|väsyny\w*|trött|drunk|kännissä|full|bored"
    r"|устал\w*|втомил\w*|ustal\w*|стресс)"
)
_MEANT = re.compile(
    either(
        r"\b(?:oikeesti|oikeasti|tosissaan|tosissani|ihan tosissaan)"
        r"(?:ki|kin)?\b(?! (?:ei|en|vitsi|läppä))",
        r"\bvalehtelin\b|\b(?:ei|en) (?:se |mä |tää |oo |ole )*(?:ollu|ollut|ole|oo|vitsail\w*"
        r"|pilail\w*)"
        r"(?: mikään)?(?: läppä\w*| vitsi\w*| pila\w*)",
        r"\ben (?:mä )?(?:vitsail|pilail|läpällä)\w*|\bei (?:tää |se |toi )?(?:oo "
        r"|ole )?(?:mikään )?"
        r"(?:läppä|vitsi)",
        r"\b(?:på riktigt|på allvar|menar allvar|ljög|int?e? (?:ett |nåt )?skämt|inget skämt)\b"
        r"|\bjag men(?:ar|ade) det\b",
        r"\b(?:i (?:really |actually |do |did )*(?:mean|meant) it|im serious|i am serious|for real"
        r"|seriously|i lied|i was lying|(?:not|wasnt|isnt) (?:a )?jok\w+|actually (?:yes|no"
        r"|i do))\b",
        r"\b(?:серь[её]зно|всерь[её]з|правда хочу|соврал\w*|не шут\w+|не шучу|насправді"
        r"|не жарт\w*)\b"
        r"|(?:أنا )?جاد|لا أمزح|ما بمزح|كذبت|جدی (?:هستم|میگم)",
    )
)


def takes_back(text: str) -> bool:
    """Return whether somebody says that it was a joke, or that they were misunderstood.

    Nothing with a "but" in it, and no question.
    """
    if "?" in text or has_contrast(text):
        return False
    if len(plain(text).split()) > 2 * LONGEST:
        return False
    clauses = [plain(part) for part in re.split(r"[,.!?;:\n]+| - ", text)]
    return any(_MISTAKE.fullmatch(clause) for clause in clauses)


def jokes_then_asks(text: str) -> bool:
    """Return whether a joke is taken back and a practical matter told in one message."""
    first, but, rest = _BUT.split(text, 1) if _BUT.search(text) else (text, "", "")
    return bool(but) and takes_back(first) and names_matter(plain(rest))


def means_it(text: str) -> bool:
    """Return whether somebody says that what they called a joke was meant: "mut oikeesti"."""
    said = plain(text)
    few = len(said.split()) <= MOST_OF_TAKING_BACK
    return few and bool(_MEANT.search(said)) and not names_matter(said)


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
    loose = _LOOSE if names_matter(said) else frozenset()
    change = change_in(said, told)
    if (
        change is not None
        and change not in loose
        and not ("?" in text and change in _NO_QUESTIONS)
    ):
        return change
    for what in all_in(said, told[0]):
        if what in loose:
            continue
        # "I called them but there was a queue" asks what to do next.
        if what == "called" and has_contrast(text):
            continue
        if what == "say_friend" and told[2] == "self":
            return "say"
        return what
    return None
