"""Which of our three languages a text is in, by its smallest words alone.

For a card, which cannot wait for the detector of the dialogue engine: who writes "jag har
ont i bröstet" must not read Finnish. The detector leans on the same words in short messages.
"""

import re
from collections.abc import Mapping

from bot.domain.messages import Language
from bot.domain.often_words import OFTEN, words_in

SMALL: Mapping[Language, frozenset[str]] = {
    "fi": words_in(
        """
        mä mää mie mina minä mun mul mulla mulle mua minua minun sä sun sulla se hän me te he ne
        oon olen olis ois oo ole on ei eikä eika eikö emmä en et ja joo mut mutta jos että etta
        kun ku nyt niin tää tämä toi siis vaan ihan kans kanssa ilman mitä mita miten mistä mista
        missä mihin voiks voiko pitääkö
        """
    ),
    "sv": words_in(
        """
        jag ja mig mej min mitt mina du hon han vi det den de dom är e inte int har hade och å att
        som ska vill kan med från av om till för på i en ett et bort nu när då där här men va vad
        var vem hur nån någon bor joo senast
        """
    ),
    "en": words_in(
        """
        i im ive my me you u your he she they we it the a an is am are was to with of and for this
        that can cant cannot do does dont not got has have need want wants feel help where what
        when who how why out men till on someone somebody money food live living from near
        """
    ),
}

OWN: Mapping[Language, frozenset[str]] = {
    code: small - frozenset().union(*(SMALL[other] for other in SMALL if other != code))
    for code, small in SMALL.items()
}
"""Those that, nearly always, none of the other two has."""

KNOWN: Mapping[Language, frozenset[str]] = {code: SMALL[code] | OFTEN[code] for code in SMALL}
"""All that tell a language."""

SAYING: Mapping[Language, frozenset[str]] = {
    "fi": SMALL["fi"]
    | words_in(
        """
        haluan haluun haluaisin haluisin haluu haluaa halua tarvitsen tarvin tarviin tarttisin
        tarttis tarvii tarvitsee saan saanko saako saaks sain saa voin voinko voitko voisko pitää
        pitäisi pitäis pitääks täytyy osaan osaa tiedän tiedä tiiä ymmärrän ymmärrä pelkään
        pelottaa ahdistaa ahistaa masentaa väsyttää itkettää oksettaa särkee sattuu hävettää
        jännittää itken nukun nuku asun olin menen meen menin tulen tuli tulee tuu etsin odotan
        oottelen maksan maksoin maksaa maksa hain haen sanoi sanoo kertoi puhun puhua puhutaan
        kysyn auta auttaa auttakaa apua loppu loppui loppunut katosi hukkui hukassa myöhässä
        rikki varastettiin kiitos kiitti anteeksi hei moi terve kuka mikä koska milloin miksi
        miks kuinka paljonko onko onks oonko maksaako kannattaako tappaa tapan kuolen kuolla
        kuoli löi lyö hakkaa uhkaa huutaa jäin lähti vei suomeksi suomeks suomea kyllä ehkä
        huomenna eilen heti taas vielä enää paljon vähän hyvää huonosti itseni itteni kerro
        kerron kuuluu hyvästi näkemiin sinä oletko ootko puhutko näytä toista uudestaan uudelleen
        takaisin takas selkokielellä helpommin lopeta peru poista hauska hyvä paha
        """
    ),
    "sv": SMALL["sv"]
    | words_in(
        """
        behöver vet säger sa får fick går gick gör ska måste hjälp hjälper snälla varför ledsen
        rädd mår vågar orkar söker väntar betalar betala kostar slog slår tog tar dör dö säg tack
        ursäkta förlåt kanske idag imorgon igår redan alltid aldrig dåligt slut hej hejsan svenska
        borta stulen ensam varje mycket inga ingen inget ser hör känner bara också igen
        """
    ),
}
"""Words that say something, or ask: not such as only name a thing."""

_FINNISH = re.compile(r"(?<!ä)ää(?!ä)|(?<!ö)öö(?!ö)|(?<!y)yy(?!y)|yö|uo")
"""Vowels as only Finnish has them; three of a kind cry in any language ("hjäääälp")."""

_ENOUGH, _AMONG, _FEW = 2, 12, 6
"""At least two, in a few words one where none speaks for another language, and one word of twelve:
where a long text is cut, pieces look like small words."""

_BENT = re.compile(
    r"\w{3}(?:(?<!ka)ss[aä]|(?<!li)st[aä]|ll[aä]|(?<!va)(?<!si)lt[aä]|lle|nut|nyt|mme)$"
)
"""Finnish that is said: the name of a thing stands in its first form, as a letter has it.

Not "työttömyyskassa", "väkivalta" and the like, which only end so.
"""

_NAME = 2
"""Words that a name has at most: "selvitys pyyntö"."""

_HE_ME = re.compile(r"\bhe (?:\w+ ){1,2}me\b")
"""Finnish has both words ("they", "we"), but seldom in this order: "he hit me"."""


_UNIT = re.compile(r"(?<=\d) ?(?:e|eur|euro|euroo|euroa|egee|ege)\b", re.IGNORECASE)
"""Of "800e" and "1200 e" the letter is no Swedish word for "is"."""


def without_units(text: str) -> str:
    """Return a text without the short names of what its figures count, which tell no language."""
    return _UNIT.sub(" ", text)


def told_in(text: str) -> Language | None:
    """Return the language whose words a text has most of; None: too few, or as many."""
    words = _words(text)
    counts = {code: sum(one in KNOWN[code] for one in words) for code in KNOWN}
    counts["fi"] += any(_FINNISH.search(one) is not None for one in words)
    counts["en"] += _HE_ME.search(" ".join(words)) is not None
    first, second, _ = sorted(counts, key=lambda one: -counts[one])
    enough = max(_ENOUGH if counts[second] or len(words) > _FEW else 1, len(words) // _AMONG)
    return first if counts[first] >= enough and counts[first] > counts[second] else None


def only_names(text: str, heard: Language, now: Language | None) -> bool:
    """Return whether words of another language only name a thing, so that the talk keeps its own.

    "Selvityspyyntö", or "vuokra is 3 day late": who learns English or Swedish here knows many a
    thing by its Finnish name. Who goes over to Finnish says something of it, or more than two
    words without any of the talk's language. A talk in Finnish may only not have been another yet.
    """
    if now is None or now in ("fi", heard) or heard == "en":
        return False
    words = _words(text)
    says = any(one in SAYING[heard] and one not in SMALL[now] for one in words)
    if says or (heard == "fi" and any(_BENT.search(one) for one in words)):
        return told_in(text) == now
    return len(words) <= _NAME or any(one in KNOWN[now] - SMALL[heard] for one in words)


def _words(text: str) -> list[str]:
    # Whole words: "a1" of an id says nothing.
    return re.findall(r"\b[^\W\d_]+\b", re.sub(r"['’]", "", without_units(text.lower())))


def plainly_in(words: list[str]) -> tuple[Language, bool] | None:
    """Return the only language of which own small words are there, and whether plainly so.

    Two of its small words say so, in English half of all words too. None: there are no such
    words, or those of several languages. "I" counts beside others only: "i Esbo" is a place.
    """
    told = [code for code, own in OWN.items() if any(word in own for word in words)]
    if len(told) != 1:
        return None
    (code,) = told
    many = sum(word in SMALL[code] for word in words)
    return code, many > 1 or (code == "en" and 2 * many >= len(words))
