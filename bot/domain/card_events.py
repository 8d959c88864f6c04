"""What has changed since a crisis card, in a few words: "he left", "I locked the door".

Only a short message that says nothing else: "he left to get a knife" is no such news. What it
means depends on the danger that the card was about. Here stand fires; the others have modules of
their own.
"""

import re

from bot.domain.card_family import OF_TIES, OF_TIES_OF_OTHERS
from bot.domain.card_house import OF_HARM, OF_PLACES
from bot.domain.card_illness import OF_FRIENDS, OF_ILLNESS, OF_THE_ILL
from bot.domain.card_names import Further
from bot.domain.card_people import NOW, SO
from bot.domain.card_questions import Told
from bot.domain.card_thoughts import OF_THOUGHTS, OF_THOUGHTS_OF_OTHERS
from bot.domain.card_words import either

MOST_WORDS, MOST_LETTERS = 9, 200

_OUTSIDE = either(
    r"(?:(?:mä|minä|me|kaikki|oon|olen|ollaan|olemme|on|pääsin|päästiin|menin) )+(?:ulkona|ulos)",
    r"(?:jag är|vi är|alla är|jag kom|vi kom|jag gick) (?:alla )?ut(?:e|anför)?",
    r"(?:im|i am|were|we are|everyone is|i got|we got|i went) (?:all )?(?:out|outside)",
    r"(?:я|мы) (?:на улице|вышел|вышла|вышли)|(?:أنا|نحن) (?:في الخارج|برا)",
)
_INSIDE = either(
    r"(?:mun |min |my )?(?:kissa|koira|lompakko|puhelin|tavarat|katten|hunden|plånboken"
    r"|cat|dog|wallet)"
    r"(?: on| jäi| är| is)* (?:sisä\w*|sinne|kvar|inne|därinne|inside|in there)(?: sisä\w*"
    r"| inne)?",
    r"(?:mun |min |my |the )?(?:naapuri|lapsi|lapset|vauva|äiti|isä|sisko|veli|mummo|kaveri|joku"
    r"|grannen|barnet|barnen|mamma|pappa|någon|nån|baby|kid|kids|mum|mom|dad|brother|sister"
    r"|neighbour|neighbor|someone|somebody)(?: (?:on|jäi|är|is|are|vielä|ännu|still))*"
    r" (?:sisä\w*|sinne|siellä|kvar|inne|därinne|inside|in there)",
    r"(?:voinko|voinks|saanko|saanks|voidaanko) (?:mä |me )?(?:jo )?(?:mennä|palata)"
    r" (?:takas|takaisin|sisälle|sisään|kotiin)(?: sisään| sisälle| jo)*",
    r"(?:kan|får) (?:jag|ja|vi) gå (?:in|tillbaka|hem)(?: igen| nu)*",
    r"can (?:i|we) go (?:back|in|inside|home)(?: in| inside| now)*",
)
_FIRE_OVER = either(
    r"(?:se|tuli|palo|liekit) (?:sammu\w*|on sammu\w*|on ohi)|(?:mä )?(?:sammutin"
    r"|sain sammutettua) (?:sen|tulen)?",
    r"(?:det|elden|branden) (?:har )?(?:slocknade|slocknat|är släckt|är över)"
    r"|jag (?:släckte|har släckt) (?:den|det|elden)",
    r"(?:the fire|fire|it) (?:is out|went out|is over)|i put (?:it|the fire) out",
    r"(?:огонь|пожар) (?:потух|погас)|я потушил\w*",
)
_PUT_OUT = (
    r"\bsammut(?:taa|an|tais\w*)\b|\bsläcka\b|\bput (?:it|the fire) out\b|\bextinguish|потушить"
)
_SLEEP = either(
    r"(?:missä|mihin|mis) (?:mä|me|minä|sit|sitten|nyt|tän|tämän|ens|ensi|yön|yönä)?(?: \w+)? ?"
    r"(?:nukun|nukutaan|nukkua|yövyn|menen yöks\w*|oon yön)(?: \w+){0,2}",
    r"(?:mulla )?ei (?:oo|ole) (?:mitään )?(?:paikkaa )?(?:missä|mihin) (?:nukkua|yöpyä|mennä)",
    r"var (?:ska|kan) (?:jag|ja|vi) sova(?: \w+){0,2}",
    r"where (?:do|can|will|should) (?:i|we) (?:sleep|stay|go)(?: \w+){0,2}",
    r"где (?:мне )?(?:спать|ночевать)|де (?:мені )?(?:спати|ночувати)|أين أنام|وين أنام",
)
_OF_FIRE: tuple[tuple[Further, str], ...] = (
    ("fire_over", _FIRE_OVER),
    ("inside", _INSIDE),
    ("sleep", _SLEEP),
    ("outside", _OUTSIDE),
    *OF_ILLNESS[-2:],
)
_CHANGES: dict[tuple[str, str], tuple[tuple[Further, str], ...]] = {
    ("crisis_suicide", "self"): (*OF_THOUGHTS, *OF_ILLNESS),
    ("crisis_suicide", "other"): (*OF_FRIENDS, *OF_THOUGHTS_OF_OTHERS),
    ("crisis_medical_now", "self"): (*OF_ILLNESS, *OF_THOUGHTS[-2:-1]),
    ("crisis_medical_now", "other"): OF_THE_ILL,
    ("crisis_fire_now", "self"): _OF_FIRE,
    ("crisis_fire_now", "other"): _OF_FIRE,
    ("crisis_violence_now", "self"): (*OF_PLACES, *OF_TIES),
    ("crisis_violence_now", "other"): OF_TIES_OF_OTHERS,
    ("crisis_harm_others", "self"): OF_HARM,
}
_COMPILED = {
    of: tuple((what, re.compile(SO + pattern + NOW)) for what, pattern in ways)
    for of, ways in _CHANGES.items()
}


def change_in(said: str, told: Told) -> Further | None:
    """Return what has changed, of a text without signs; None: it tells of no such thing."""
    category, tier, about = told
    if category == "crisis_fire_now" and re.search(_PUT_OUT, said):
        return "fire_over" if re.fullmatch(SO + _FIRE_OVER + NOW, said) else "what_do"
    if len(said.split()) > MOST_WORDS or len(said) > MOST_LETTERS:
        return None
    ways = _COMPILED.get((category, about), ())
    found = next((what for what, pattern in ways if pattern.fullmatch(said)), None)
    # Whoever is only sad and feels worse is not told to call 112 for that.
    only_sad = tier != "A" and category != "crisis_medical_now"
    return None if found == "worse" and only_sad else found
