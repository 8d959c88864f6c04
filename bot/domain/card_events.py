"""What has changed since a crisis card, in a few words: "he left", "I locked the door".

Only a short message that says nothing else: "he left to get a knife" is no such news. What it
means depends on the danger that the card was about.
"""

import re

from bot.domain.card_further import Further, either
from bot.domain.card_questions import Told

MOST_WORDS = 9

_SO = (
    r"(?:(?:hei|no|nyt|okei|ok|joo|siis|mut|nu|nej|okej|ja|men|now|okay|so|i think|luulen et"
    r"|luulen että|уже) )*"
)
_NOW = (
    r"(?:(?: )(?:nyt|jo|just|äsken|kai|taas|pois|kiitos|nu|redan|igen|bort|tack|tror jag"
    r"|now|already|again"
    r"|away|i think|thanks|уже|сейчас|الآن))*"
)
_THEY = either(
    r"(?:mun |se mun |toi |sen )?(?:se|hän|ne|mies|ex|eksä|poikaystävä|isä|iskä|veli|äiti|kaveri)",
    r"(?:min |mitt )?(?:han|hon|hen|de|dom|ex|exet|pappa|mamma|pojkvän|kille|bror)",
    r"(?:my )?(?:he|hes|she|shes|they|theyre|ex|dad|mum|mom|boyfriend|girlfriend|husband"
    r"|brother|friend)",
    "он|она|они|هو|هي",
)
_FRIENDS = either(
    r"(?:mun )?(?:äiti|äitini|isä|iskä|kaveri|kaverini|veli|sisko|naapuri|poikaystävä|tyttöystävä"
    r"|ohjaaja|mummo|täti)",
    r"(?:min |en )?(?:mamma|pappa|kompis|kompisen|vän|bror|syster|granne|pojkvän|flickvän)",
    r"(?:my |a )?(?:mum|mom|dad|friend|sister|brother|neighbour|neighbor|boyfriend"
    r"|girlfriend|aunt)",
    "мама|папа|друг|подруга|сестра|брат|أمي|أبي|صديقي",
)
_IS_WELL = either(
    r"vastas(?:i|i mulle)?|löytyi|soitti(?: takas(?:in)?| mulle)?|laitto viestii?",
    r"on (?:ihan |nyt |kai )*(?:kotona|hengis\w*|ok|okei|kunnossa|turvas\w*|elossa)",
    r"svarade|ringde(?: upp| tillbaka)?|skrev|är (?:nu )?(?:okej|ok|hemma|trygg|vid liv"
    r"|i säkerhet)",
    r"answered(?: me)?|replied|called(?: me)?(?: back)?|texted(?: me)?(?: back)?|wrote(?: back)?",
    r"is (?:now )?(?:ok|okay|fine|home|safe|alive)|ответил|ответила|дома|в порядке",
)
_AND_WELL = (
    rf"(?: (?:ja|och|and|и) (?:{_THEY} )?(?:ihan |on |är |is )*"
    rf"(?:ok|okei|okej|okay|kotona|hemma|home|{_IS_WELL}))?"
)

_LEFT = rf"{_THEY} " + either(
    r"(?:lähti|meni|häipy|häipyi|poistu\w*|läks|on lähteny|ei oo enää (?:tääl\w*|siel\w*|täs\w*))",
    r"(?:gick|stack|åkte|försvann|har gått|är borta|är inte kvar)",
    r"(?:left|is gone|has left|went|has gone|walked|drove|gone)",
    r"(?:ei oo|ei ole) (?:nyt |enää )?(?:kotona|himas|himassa)",
    r"on (?:nyt )?(?:töis|töissä|poissa|reissus|reissussa)",
    r"(?:är|e) (?:nu )?(?:inte|int) (?:nu )?(?:hemma|här|heim)",
    r"(?:är|e) (?:nu )?(?:på jobb\w*|borta)",
    r"(?:is |s )?(?:not|no|isnt) (?:at )?(?:home|here)(?: more)?|(?:is |s )?(?:at work|away)",
    r"(?:ушёл|ушел|ушла|ушли|راح|ذهب|خرج)",
)
_LOCKED = either(
    r"(?:mä |minä )?(?:lukitsin|lukittin|lukkosin|laitoin lukkoon) (?:sen |ton |ulko"
    r"|vessan |huoneen )*oven",
    r"ovi on (?:nyt )?lukossa",
    r"(?:mä |minä )?(?:oon|olen|istun|menin) (?:\w+ )?(?:piilossa|piiloon|vessas\w*"
    r"|kylppäris\w*|lukkojen takana)",
    r"(?:mun )?(?:pitää|täytyy) olla hiljaa|hiljaa pitää olla",
    r"(?:jag |ja )?(?:har )?(?:låste|låst) (?:in mig|dörren|ytterdörren)|dörren är (?:nu )?låst",
    r"(?:jag |ja )?(?:gömmer m[ei][gj]|måste vara tyst|(?:är|e|sitter) (?:inne |inlåst )?(?:på|i) "
    r"(?:toan|toaletten|vessan|badrumme\w*|garderoben|skåpe\w*))",
    r"(?:i |ive |i have )?(?:locked) (?:the door|myself in|it|my door)|(?:the )?door is locked",
    r"(?:im|i am) hiding|(?:im|i am|i sit|i stay|sitting) in (?:the )?(?:bathroom|toilet|closet)",
    r"(?:i )?(?:have to|must) be quiet",
    r"(?:я )?(?:закрыл\w*|заперл\w*|запер\w*) дверь|(?:я )?прячусь|أغلقت الباب|قفلت الباب",
)
_BACK = rf"{_THEY} " + either(
    r"(?:tuli|tulee|on|palas\w*)(?: taas)? (?:takas\w*|takaisin|tänne|täällä|täälä"
    r"|oven takana|ovella)",
    r"(?:kom|kommer|är) (?:tillbaka|tillbaks|hit|här|utanför|vid dörren)",
    r"(?:is |came |s |are |are coming |is coming |comes )?(?:back|here|outside|at the door)",
    r"(?:вернулся|вернулась|вернулись|رجع|عاد)",
)
_WHERE = either(
    r"(?:minne|mihin|mihis|minnes) (?:mä |mää |minä |me |vitussa |nyt |voi\w* |ihmeessä )*"
    r"(?:voin|meen|menen|mennä|lähden|lähtee|pääsen|voi mennä)(?: mennä| nyt)?",
    r"(?:mulla )?ei (?:oo|ole) (?:mitään |mulla )?(?:paikkaa|mitään paikkaa)(?: minne"
    r"| mihin)?(?: mennä)?",
    r"vart (?:fan )?(?:ska|kan) jag (?:gå|ta vägen|åka)|jag har ingenstans att (?:gå|ta vägen)",
    r"where (?:do|can|should) i go|i have nowhere to go",
    r"куда (?:мне )?(?:идти|пойти)|(?:мне )?некуда идти|أين أذهب|وين أروح",
)
_OPEN_DOOR = either(
    r"(?:uskallan|uskaltaa|voin|voi|pitääk|kannattaa|saan)(?:ko|kö|ks|o)? (?:mä |mun |jo )*"
    r"(?:avata|mennä ulos|lähteä|tulla ulos)(?: sen| oven| ulos)*",
    r"(?:onko|onks) (?:nyt )?turvallista (?:mennä ulos|avata|lähteä)",
    r"(?:mä )?en uskalla (?:avata|mennä ulos|lähteä|tulla ulos)(?: ovea)?",
    r"(?:vågar|kan|ska|törs) jag (?:gå ut|öppna|komma ut)(?: dörren)?"
    r"|jag vågar inte (?:gå ut|öppna)",
    r"(?:is it safe to|can i|should i|do i) (?:go out|go outside|open|leave"
    r"|come out)(?: it| the door)?",
    r"(?:im|i am) (?:afraid|scared) to (?:open|go out|leave)(?: it| the door)?",
    r"(?:можно )?(?:открыть|открывать) дверь|هل أفتح الباب",
)
_APART = either(
    _LOCKED,
    r"(?:mä |minä )?(?:oon|olen) (?:mun |eri |toises |toisessa )*huonees\w*(?: ovi lukossa)?",
    rf"{_THEY} on (?:eri|toises|toisessa) huonees\w*",
    r"(?:mä |minä )?(?:lähdin|menin|läksin) (?:ulos|pois|toiseen huoneeseen|kävelylle)",
    rf"(?:jag |ja )(?:gick ut|gick bort|gick härifrån|är i ett annat rum)"
    rf"|{_THEY} är i ett annat rum",
    rf"(?:i )?(?:left|went out|walked away|went outside)|(?:im|i am"
    rf"|{_THEY}) (?:is )?in (?:another|a different) room",
)
_WITH = rf"{_FRIENDS} (?:(?:on|oli|just|nyt|är|nu|is|s|now|just) )*" + either(
    r"(?:tuli|tulee|täällä|täälä|tääl|tässä|täs|luonani|mun luona|vieressä)(?: tänne"
    r"| mun luo| luokse\w*| käymään)?",
    r"(?:kom|kommer|här|hos mig|bredvid)(?: hit| hem)?",
    r"(?:here|coming|came|with me|next to me)(?: over| home| here)?",
    r"(?:пришла|пришёл|пришел|здесь|со мной|рядом|هنا|معي)",
)
_COMING = either(
    r"(?:ne|he) (?:on )?(?:tulee|tulevat|tulos\w*|matkal\w*)",
    r"(?:de|dom) (?:kommer|är på väg)",
    r"(?:theyre|they are|they) (?:coming|on (?:the|their) way)",
    r"(?:они )?(?:едут|в пути)",
)
"""Who is on the way is help here; in violence it may be whoever hurts."""

_WORSE = either(
    r".*\b(?:oksettaa|oksensin|oksennan|huimaa|heikottaa|pyörryttää|väsyttää|nukuttaa"
    r"|nukahdan|pyörryn)\b.*",
    r".*\b(?:huono olo|pahoinvointi|vatsa kipee|vatsaan sattuu|en pysy hereillä"
    r"|silmissä sumenee)\b.*",
    r"(?:mä |minä )?(?:oon|olen) (?:vaan |tosi |niin |ihan |vain |aika )*(?:väsyny\w*"
    r"|tokkura\w*|sekava\w*)",
    r".*\b(?:illamående|mår illa|mår sämre|kräks|kräkts|spyr|svimmar|somnar|sömnig|ont i magen"
    r"|håller mig inte vaken)\b.*",
    r"(?:jag |ja )?(?:är )?(?:så |bara |jätte)*(?:trött|yr)",
    r".*\b(?:nauseous|my stomach hurts?|just (?:a bit |a little |little )?sick)\b.*",
    r".*\bfeel(?:ing)? (?:a bit |just |little )*(?:sick|worse|dizzy|weak|sleepy|weird|bad)\b.*",
    r".*\b(?:throwing up|threw up|vomit\w*|passing out|falling asleep|stay awake"
    r"|stomach hurts)\b.*",
    r"(?:im|i am) (?:just |so |really )*(?:tired|sleepy|dizzy|sick)",
    r".*(?:тошнит|рвёт|рвет|засыпаю|кружится голова|мне хуже|أتقيأ|دوخة|نعسان).*",
)
_NO_PLAN = either(
    r"(?:ei|en|eikä|mul ei|mulla ei) (?:mul |mulla |mitään |oo |ole |tee |mitää )*"
    r"suunnitelm\w*(?: oo| ole| mulla| mul)?",
    r"(?:jag |ja )?(?:har|ha) (?:ingen|inga|int nån|inte nån|inte någon) plan\w*|ingen plan",
    r"(?:i )?(?:have |got |dont have |do not have )?(?:no|any|a) plan",
)
_SNORES = (
    r"(?:(?:mut|nyt|se|hän|hon|han|hen|she|he|it|kaveri|kompisen|my friend|men|but) )*"
) + either(
    r"(?:kuorsaa|korisee|haukkoo henkeä|hengittää (?:tosi |niin |aika )?(?:oudosti|harvoin"
    r"|raskaasti|pinnallisesti))(?: \w+){0,2}",
    r"(?:snarkar|rosslar|kippar efter andan|andas (?:konstigt|jättekonstigt|tungt|sällan))"
    r"(?: \w+){0,2}",
    r"(?:(?:is|s) )?(?:snor(?:es|ing|e)|gasping|gurgling|breath(?:es|ing|e) (?:strange\w*"
    r"|weird\w*|heavy|heavily|slow\w*))(?: \w+){0,2}",
    r"(?:huulet|naama|kasvot|läpparna|ansiktet|(?:the |her |his )?(?:lips|face)) "
    r"(?:(?:on|är|e|are|is|go|went|meni) )?(?:ihan |helt |all )?(?:sinis\w*|harma\w*|blå\w*|grå\w*"
    r"|blue|gr[ae]y)",
)
_FOUND = rf"{_THEY} {_IS_WELL}{_AND_WELL}"
_BREATHING = (
    r"(?:se|hän|vauva|lapsi|hon|han|barnet|bebisen|she|shes|he|hes|it|(?:the |my )?baby|он|она"
    r"|ребёнок|ребенок|الطفل|هو|هي) (?:(?:nyt|jo|taas|nu|now|is|s|уже) )*"
) + either(
    r"hengittää|heräs\w*|itkee|on hereillä|virkos\w*",
    r"andas|vaknade|gråter|skriker|är vaken",
    r"breathing|breathes|woke(?: up)?|awake|crying|cries",
    r"дышит|проснулся|проснулась|очнулся|очнулась|плачет|يتنفس|تتنفس",
)
_OUTSIDE = either(
    r"(?:(?:mä|minä|me|kaikki|oon|olen|ollaan|olemme|on|pääsin|päästiin|menin) )+(?:ulkona|ulos)",
    r"(?:jag är|vi är|alla är|jag kom|vi kom|jag gick) (?:alla )?ut(?:e|anför)?",
    r"(?:im|i am|were|we are|everyone is|i got|we got|i went) (?:all )?(?:out|outside)",
    r"(?:я|мы) (?:на улице|вышел|вышла|вышли)|(?:أنا|نحن) (?:في الخارج|برا)",
)
_INSIDE = (
    r"(?:mun |min |my )?(?:kissa|koira|lompakko|puhelin|tavarat|katten|hunden|plånboken"
    r"|cat|dog|wallet)"
    r"(?: on| jäi| är| is)* (?:sisä\w*|sinne|kvar|inne|därinne|inside"
    r"|in there)(?: sisä\w*| inne)?"
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

_CHANGES: dict[tuple[str, str], tuple[tuple[Further, str], ...]] = {
    ("crisis_suicide", "self"): (
        ("worse", _WORSE),
        ("no_plan", _NO_PLAN),
        ("with", _WITH),
        ("called", _COMING),
    ),
    ("crisis_suicide", "other"): (
        ("found", _FOUND),
        ("breathing", _BREATHING),
        ("called", _COMING),
    ),
    ("crisis_medical_now", "self"): (("worse", _WORSE), ("with", _WITH), ("called", _COMING)),
    ("crisis_medical_now", "other"): (
        ("snores", _SNORES),
        ("breathing", _BREATHING),
        ("called", _COMING),
    ),
    ("crisis_fire_now", "self"): (
        ("fire_over", _FIRE_OVER),
        ("inside", _INSIDE),
        ("outside", _OUTSIDE),
        ("called", _COMING),
    ),
    ("crisis_fire_now", "other"): (
        ("fire_over", _FIRE_OVER),
        ("inside", _INSIDE),
        ("outside", _OUTSIDE),
        ("called", _COMING),
    ),
    ("crisis_violence_now", "self"): (
        ("back", _BACK),
        ("left", _LEFT),
        ("locked", _LOCKED),
        ("open_door", _OPEN_DOOR),
        ("where", _WHERE),
    ),
    ("crisis_harm_others", "self"): (("apart", _APART),),
}
_COMPILED = {
    of: tuple((what, re.compile(_SO + pattern + _NOW)) for what, pattern in ways)
    for of, ways in _CHANGES.items()
}


def change_in(said: str, told: Told) -> Further | None:
    """Return what has changed, of a text without signs; None: it tells of no such thing."""
    category, tier, about = told
    if category == "crisis_fire_now" and re.search(_PUT_OUT, said):
        return "fire_over" if re.fullmatch(_SO + _FIRE_OVER + _NOW, said) else "what_do"
    if len(said.split()) > MOST_WORDS:
        return None
    ways = _COMPILED.get((category, about), ())
    found = next((what for what, pattern in ways if pattern.fullmatch(said)), None)
    # Whoever is only sad and feels worse is not told to call 112 for that.
    only_sad = tier != "A" and category != "crisis_medical_now"
    return None if found == "worse" and only_sad else found
