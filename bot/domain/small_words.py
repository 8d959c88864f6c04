"""Which of our three languages a text is in, by its smallest words alone.

For a card, which cannot wait for the detector of the dialogue engine: who writes "jag har
ont i bröstet" must not read Finnish. The detector leans on the same words in short messages.
"""

import re
from collections.abc import Mapping

from bot.domain.messages import Language


def words_in(text: str) -> frozenset[str]:
    """Return the words of a list that is easier read as prose."""
    return frozenset(text.split())


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
        var vem hur nån någon bor joo
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

OFTEN: Mapping[Language, frozenset[str]] = {
    "fi": words_in(
        """
        oli joka onko joku vai saa sitä siitä sano tulee tuli koko kuka mikä sanoo enkä
        pois olla pitää ennen vielä maksaa koska mies siihen haluan taas saako sain aina
        olin kolme tänään siellä onks kukaan minulla meni menee sitten jotain teen eilen
        päivä yksin vuotta kaks siinä yks vaikka jotta jälkeen hyvä ollu kertaa mennä
        vain sille sanoi ettei ottaa ajan sinne vähän minulle tiedä huomenna vastaa
        niinku jäi kuoli tai kuin kohta tehdä viime saan puhuu hyvin kuinka päivää halua
        mietin rahaa kiinni tietää pitäs tulla haluu kotona lapsi vanha sillä saada
        jossa tässä lukee haluaisin tästä osaa tätä kaa toinen piti niitä laittaa kesken
        ees sanoin liian heti viikolla lähti asti ite päästä poika auttaa tiiä semmonen
        tän raha nii tehä kaksi vasta hänen voinko silti läpi tein puhua siit pääse
        neljä kysy miun uus kirje joskus alle tyttö nukkuu haluisin musta kyllä itkin
        muutan lähtee jää
        """
    ),
    "sv": words_in(
        """
        mår skit bara skoja skojar
        så får bara ha går säger ut kommer två ingen gör hela fick åt eller finns allt
        få efter varje ti blir dag mamma tre år ta upp tog igen utan tar kom måste står
        behöver sig blev bra gå ser sku slut över gång gick själv tänker göra mer dö nåt
        skriver mycket slår sitter hem fel hos lite kvar säga sedan ligger skulle honom
        nej henne skolan pengar tid sover natt tack fråga rädd gånger kväll fyra samma
        skrev redan hjälp första tillbaka jobb vid svarar betala nästa hej idag svenska
        dörren hans länge vecka papper undrar bror tror först hyran telefon än ringer
        måst andra ensam något helt ner hemma aldrig inget vilken skriva dör bli prata
        kompis hennes före mot livet slog ringa också ändå fått fem satt igår alltså
        namn grannen nå betalar trött snart alltid slutar hör tiden sista komma gamla
        gången oss dagar
        """
    ),
    "en": words_in(
        """
        take took pills hurt lost job rent passport
        now like about but there its get only says will him because after know every
        home day work again night last tell since then come door been school phone which
        before see off good ask people week sleep would new old had think more three
        them finnish myself room our already nobody did going should also thing make
        without long paper as down mother years told call went write left wont could
        came any send open cut year something give nothing never leave theres some until
        even doesnt talk asked floor little four number sister letter shes place other
        look gave aftercare alone eat comes many same office morning answer mum head
        family gone weeks very wrote goes friday ago cold doctor car whats times teacher
        everyone yesterday blood five find girl tomorrow through guy evening monday
        behind let neighbour coming stopped course finish made child read husband away
        paid
        """
    ),
}
"""Words that our own rows have sixty times and more, and hardly ever in another of the three: they
decide for a card, with the small ones."""

_FINNISH = re.compile("ää|öö|yy|yö|uo")
"""Vowels as only Finnish has them."""

_ENOUGH, _AMONG, _FEW = 2, 12, 6
"""At least two, in a few words one where none speaks for another language, and one word of twelve:
where a long text is cut, pieces look like small words."""


def told_in(text: str) -> Language | None:
    """Return the language whose words a text has most of; None: too few, or as many."""
    # Whole words: "a1" of an id says nothing.
    words = re.findall(r"\b[^\W\d_]+\b", re.sub(r"['’]", "", text.lower()))
    counts = {
        code: sum(one in SMALL[code] or one in OFTEN[code] for one in words) for code in SMALL
    }
    counts["fi"] += any(_FINNISH.search(one) is not None for one in words)
    first, second, _ = sorted(counts, key=lambda one: -counts[one])
    enough = max(_ENOUGH if counts[second] or len(words) > _FEW else 1, len(words) // _AMONG)
    return first if counts[first] >= enough and counts[first] > counts[second] else None


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
