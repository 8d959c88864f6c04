"""What people ask or say after a crisis card, whatever the danger is: "I dare not call".

Closed lists of ways to say it, in the languages people write here. Here stands what weighs on
them; what they ask about calling is in ``card_calling``, what stands in the way of it in
``card_hindrances``, what has changed since the card ("he left") in ``card_events``.
"""

import re
from collections.abc import Iterator, Mapping

from bot.domain.card_calling import CALLING
from bot.domain.card_hindrances import hindrance_in
from bot.domain.card_names import Further
from bot.domain.card_words import either
from bot.domain.safety_patterns import Category

_SECRET = either(
    r"\b(?:älä|älkää|et saa|ethän|ei saa) (?:kerro|kertoa|sano|ilmota|ilmoita)\w*",
    r"\b(?:kerrotko|kerroks|kerrotteko|ilmoitatko|ilmotatko)\b|\b(?:aiotko"
    r"|meinaatko) (?:sä )?kertoa",
    r"\b(?:onko|onks) (?:tää|tämä|se|nää) (?:ihan )?(?:salas|luottamuksel|anonyym|nimet)\w*",
    r"\b(?:kuka|ketkä) (?:muu )?(?:tän |tätä )?(?:näkee|lukee|saa tietää)",
    r"\b(?:näkee|lukee|tietää)(?:kö|ko|ks) (?:tän |tätä |mun |nyt )*"
    r"(?:kukaan|joku|se|hän|työntekij|ohjaaj|äiti|isä)",
    r"\b(?:saako|saaks) (?:\w+ )?(?:\w+ )?tietää\b|\ben haluu?a? (?:et|että) .{0,20}saa tietää",
    r"\b(?:berätta|säg) (?:det )?inte\b|\bvem (?:ser|läser|får veta)|\bberättar du\b",
    r"\b(?:ska|kommer|tänker) du (?:att )?(?:berätta|säga)|\bfår (?:\w+ )?veta (?:det|om)?",
    r"\b(?:läser|ser) (?:hon|han|hen|någon|nån|de) (?:det|allt)",
    r"\bär (?:det|de) (?:här )?(?:hemligt|anonymt|konfidentiellt)",
    r"\b(?:dont|do not) tell\b|\bwho (?:sees|reads|can see|will know)",
    r"\b(?:are you (?:going to|gonna)|will you|would you|do you) tell\b",
    r"\b(?:does|do|will|can) (?:anyone|anybody|somebody|she|he|they|my \w+) "
    r"(?:see|read|know|find out)\b",
    r"\bis (?:this|it) (?:secret|private|anonymous|confidential)",
    r"\bты (?:\w+ )?(?:расскажешь|скажешь)|кто (?:это )?(?:увидит|узнает|читает)|هل ستخبر"
    r"|بتخبر حدا",
)
_WHAT_DO = either(
    r"\bmitä (?:(?:mun|mä|mää|mie|minä|minun|me|sit|sitten|nyt|täs|tässä|vittua|helvettiä|pitäis"
    r"|pitää|kuuluu|voin) )*(?:teen|tehdä|tehä|tekisin|tekemään)\b",
    r"^(?:no )?mitä nyt$|^autat?(?:ko|kaa)? mua(?: nyt| jo)*$",
    r"\bvad? (?:fan |i helvete )?(?:ska|kan) (?:jag|ja|vi) (?:göra|ta mig till)|^vad nu$",
    r"^(?:snälla |så )?hjälp mi[gj](?: då| nu| snälla)*$",
    r"\bwhat (?:the (?:fuck|hell) )?(?:do|should|can|shall) (?:i|we) do\b|^what now$",
    r"^(?:please |so )?help me(?: then| now| please)*$",
    r"что (?:мне )?(?:теперь )?делать|ماذا أفعل|ماذا افعل|شو أعمل|شو اعمل|ايش اسوي",
    r"\bmaxaan same?yaa\b|\bsh(?:u|oo?) a3mel\b",
)
_FAULT = either(
    r"\b(?:onko|onks|oliko|oliks) (?:\w+ )?(?:mun|minun) (?:syy|vika)",
    r"\b(?:tää|tämä|se|kaikki) (?:on|oli) (?:kaikki )?(?:mun|minun) (?:syy|vika)",
    r"\b(?:oon|olen) (?:(?:ihan|ihana|niin|tosi) )?(?:hirviö|(?:paha|paska|kauhee|kauhea"
    r"|huono) ihminen)",
    r"\b(?:är|va) (?:det|allt) mitt fel|\bdet är mitt fel|\bjag är (?:ett monster"
    r"|en dålig människa)",
    r"\b(?:is (?:it|this)|its|it is|was it|this is) (?:all )?my fault",
    r"\b(?:im|i am) (?:a |such a )?(?:monster|(?:bad|horrible|terrible) person)",
    r"моя вина|я виноват|هل هذا خطئي|ذنبي",
)
_WILL_DIE = either(
    r"(?:kuolen|selviän|kuolee|selviää)(?:ko|kö|ks) (?:mä|mää|minä|se|hän|vauva|lapsi"
    r"|kaveri)?(?: nyt)?",
    r"(?:kommer|ska) (?:jag|hon|han|hen|barnet|bebisen) (?:att )?(?:dö|klara sig"
    r"|klara det)(?: nu)?",
    r"dör (?:jag|hon|han|hen|barnet)(?: nu)?",
    r"(?:am i|is (?:she|he|it|(?:my|the) baby)) (?:going to|gonna) (?:die|make it|be ok"
    r"|be okay)(?: now)?",
    r"will (?:i|she|he|it|(?:my|the) baby) (?:die|make it|be ok|be okay)(?: now)?",
    r"(?:onko|onks) (?:se|hän) (?:kuollu|kuollut|kuolee)|är (?:hon|han|hen) död"
    r"|is (?:she|he|it) (?:dead|dying)",
    r"(?:я умру|он умр[её]т|она умр[её]т|هل سأموت|راح أموت)",
)
_DANGEROUS = either(
    r"(?:onko|onks|oliko|oliks|voiko|voiks|mahtaako|onkohan) (?:tää|tämä|se|toi|siit|siitä|täst"
    r"|tästä)? ?(?:nyt |sit |ees |niin |olla |tulla )*"
    r"(?:vaarallis\w*|vaaral\w*|vaaraa|hengenvaaral\w*|paha|pahaksi|haittaa|myrkyllis\w*)",
    r"(?:är|e|va|kan) (?:det|de|dehä|he|detta) (?:här )?(?:nu |vara |bli )*"
    r"(?:farlit|farligt|livsfarligt|skadligt|giftigt|allvarligt)",
    r"(?:is|was|can) (?:it|this|that) (?:be |so |really |very |that )*"
    r"(?:dangerous|danger|bad|serious|poisonous|harmful)(?: for me)?",
    r"это опасно|هل هذا خطير|خطير",
)
_MACHINE = either(
    r"\b(?:oot|olet)\b.{0,15}\b(?:kone|botti|robotti|tekoäly)\b",
    r"\b(?:vitun|paska|saatanan|tyhmä|helvetin|perkeleen) (?:kone|botti|robotti)\b",
    r"\bdu är\b.{0,20}\b(?:robot|maskin|bot)\b|\b(?:jävla|dumma|sabla) (?:robot|maskin|bot)\b",
    r"\b(?:you are|youre|ur)\b.{0,20}\b(?:machine|robot|bot|ai|computer)\b",
    r"\b(?:stupid|fucking|useless|dumb) (?:machine|robot|bot|ai)\b",
    r"\bты (?:просто |же )?(?:машина|робот|бот)\b",
)
_PERSON = either(
    r"\b(?:puhu\w*|jutel\w*) (?:(?:oikee|oikea|elävä)\w* )?ihmi\w*|\bihmisen kans",
    r"\b(?:riktig|levande|verklig) människa|\bprata med en människa",
    r"\b(?:real|actual|live) (?:person|human)\b",
    r"\b(?:talk|speak) (?:to|with) (?:a|some) ?(?:person|human)",
    r"с (?:живым |настоящим )?человеком",
)
_TAKE_CHILD = either(
    r"\b(?:pelkään|pelottaa|ne|sossu\w*)\b.{0,20}\b(?:vie|vievät|viedään|viedää|ottaa|ottavat"
    r"|otetaan)\b.{0,8}\b(?:laps|vauva)\w*(?! mukaan)",
    r"\b(?:vieks|viekö|viedäänkö|ottaako|ottaaks|otetaanko)\b.{0,12}\b(?:laps|vauva)\w*"
    r"|\b(?:laps|vauva)\w* (?:viedään|otetaan)|\bhuostaan",
    r"\b(?:de|dom|soc\w*|rädd)\b.{0,15}\b(?:tar|ta|tas)\b.{0,10}\b(?:barn|bebis)\w*"
    r"|\bbarn\w* (?:tas|blir omhänder)",
    r"\b(?:they|police|social\w*|afraid|scared|will|gonna|ll)\b.{0,20}\btake\b.{0,10}"
    r"\b(?:child\w*|kids?|baby|son|daughter)\b",
    r"\b(?:забер|отбер|відбер|забира)\w+\b.{0,12}\b(?:реб[её]нка|детей|дитин|дітей)",
    r"(?:ياخذوا|يأخذوا|يأخذون|ياخدو).{0,10}(?:طفل|أطفال|اطفال|ولاد|أولاد|ابن)|بچه.{0,12}می ?گیرند",
)
_SCARED = either(
    r"(?:(?:ei|voi|vittu|hitto|apua|mua|mä|oon|olin|niin|tosi|ihan|vitun|se|toi|nyt) )*"
    r"(?:pelotti|pelottaa|pelästyin|säikähdin|säikäytti|peloissani|paniikissa|järkyttyny\w*"
    r"|pelkään)(?: (?:niin|tosi|nyt|ihan|vieläkin|paljon|sikana|kauheesti|hirveesti|mua|sitä))*",
    r"(?:(?:fy|fan|gud|så|va|vad|jag|ja|är|e|var|blev|nu|jätte|fortfarande) )*"
    r"(?:rädd|skrämd|chockad|livrädd|jätterädd|skräckslagen)(?: (?:ja|jag|blev|är|nu"
    r"|fortfarande))*",
    r"(?:(?:that|it|was|i|am|im|got|so|really|very|still|just|fuck|omg) )*"
    r"(?:scared|scary|terrified|frightened|shaking|in shock|afraid)(?: (?:now|me|so much|still))*",
    r"(?:мне |мені )?(?:очень |так |дуже )?(?:страшно|испугал\w*|злякал\w*|боюсь)"
    r"|أنا (?:خائف\w*|خايف\w*)|خايف\w*|می ?ترسم",
)
_SORRY = (
    r"(?:(?:no|ei|hei|oi|jag|är|ledsen|im|i am|so|very|tosi) )*"
    r"(?:sori|sry|sorry|anteeks|anteeksi|förlåt|ursäkta|извини|прости|آسف|آسفة)"
    r"(?: (?:et|että|ett|att|that|for|to|jos|if|för|mä|i|jag|ja|häiri\w*|vaivaa\w*"
    r"|stör\w*|bother\w*|disturb\w*|you|dig|sua|teitä|tästä|kaikesta|everything|allt|this|det))*"
)
_HOW_LONG = either(
    r"\b(?:kauanko|kauanks|kauan|kuinka kauan|paljonko|paljonks)\b.{0,10}\b(?:mulla|minulla|mul"
    r"|tässä)\b"
    r".{0,12}\b(?:aikaa|elinaikaa|jäljellä)|\bhur (?:länge|mycket tid) har jag\b",
    r"\bhow (?:long|much time) (?:do|have|did) i\b|\bсколько (?:у меня )?(?:времени|осталось)"
    r"|\bскільки (?:у мене )?часу|كم (?:من الوقت|وقت)",
)
_GO_IN = either(
    r"\b(?:pitää|täytyy|onko pakko|onks pakko|kannattaa|tarviiko|tarviiks|pitäskö|pitäisikö)\w*\b"
    r".{0,15}\b(?:mennä|lähtee|lähteä|näyttää|hakeutua)\b.{0,10}"
    r"(?:\b(?:jonnek|johonki|sairaala|lääkär|päivysty|sinne|jollekin)\w*)?",
    r"\b(?:måste|behöver|bör|ska) (?:jag|ja|man|vi) (?:åka|gå|fara)\b.{0,8}"
    r"(?:\b(?:in|någonstans|nånstans|till|sjukhus|läkare|jouren)\w*)?",
    r"\b(?:do i|should i|must i|do we|should we) (?:have to |need to )?go\b.{0,12}"
    r"\b(?:somewhere|hospital|doctor|er|in)\b",
    r"\b(?:надо|нужно|треба) (?:ли )?(?:ехать|идти|їхати|йти) в (?:больниц|лікарн)"
    r"|هل (?:يجب|لازم) (?:أن )?(?:أذهب|اروح|أروح)",
)
_HURTS = (
    r"(?:kuol|tapp|tapa|its[eä]|itte|lyö\b|löi|hakk|puuko|veit|ase|satut|dö|slår|slog|hot|kniv|skad"
    r"|die|dead|kill|hurt|hit\b|hits|beat|knife|gun|self|suicid|pill|lääk|tablet|burn|palaa)"
)
_CORRECTED = either(
    rf"^(?!.*\b{_HURTS})(?:no |eiku |siis |ei |nej |nä |but |so )*(?:mä )?(?:tarkotin|tarkoitin"
    r"|i mean|i meant|(?:jag|ja) (?:menar?|menade)) .{2,60}$",
    r"^(?:ei |no |siis |mut )*(?:(?:se|hän|ne) ei(?:vät)?|ei (?:se|hän|ne)) (?:oo |ole |oon )?"
    r"(?:koskaan |ikinä )?"
    r"(?:lyöny|lyönyt|lyö|satuttanu|satuttanut|hakannu|hakannut|uhannu|uhannut)"
    r"(?: (?:mua|minua|ketään|koskaan))*$",
    r"^(?:men |nej |alltså )*(?:han|hon|de|dom) har (?:int|inte|aldrig) (?:slagit|skadat|hotat)"
    r"(?: (?:mig|mej|nån))*$",
    r"^(?:but |no |i mean )*(?:he|she|they) (?:has |have |did |does |do )?"
    r"(?:not|didnt|doesnt|hasnt|havent|dont|never) (?:ever )?(?:hit|hurt|beat|threaten)\w*"
    r"(?: (?:me|anyone|us))*$",
)
_IN_GENERAL: tuple[tuple[Further, re.Pattern[str]], ...] = (
    ("how_long", re.compile(_HOW_LONG)),
    ("scared", re.compile(f"^{_SCARED}$")),
    ("sorry", re.compile(f"^{_SORRY}$")),
    *((what, re.compile(pattern)) for what, pattern in CALLING),
    ("take_child", re.compile(_TAKE_CHILD)),
    ("secret", re.compile(_SECRET)),
    ("what_do", re.compile(_WHAT_DO)),
    ("fault", re.compile(_FAULT)),
    ("will_die", re.compile(f"^{_WILL_DIE}$")),
    ("dangerous", re.compile(rf"\b{_DANGEROUS}\b")),
    ("go_in", re.compile(_GO_IN)),
    ("person", re.compile(_PERSON)),
    ("machine", re.compile(_MACHINE)),
    ("corrected", re.compile(_CORRECTED)),
)
"""The first that fits counts."""

_OF_HARM: frozenset[Category] = frozenset({"crisis_suicide", "crisis_medical_now"})
_OF_PEOPLE: frozenset[Category] = frozenset({"crisis_violence_now", "crisis_harm_others"})
_ONLY: Mapping[Further, frozenset[Category]] = {
    "how_long": _OF_HARM,
    "go_in": _OF_HARM,
    "along": _OF_HARM,
    "no_help": _OF_PEOPLE,
    "seen": frozenset({"crisis_violence_now"}),
    "forbidden": frozenset({"crisis_violence_now", "crisis_medical_now"}),
}
"""What has words beside some dangers alone."""


def all_in(said: str, category: Category) -> Iterator[Further]:
    """Yield everything of this kind in a text without signs, the first that counts first."""
    in_the_way = hindrance_in(said)
    found = (what for what, pattern in _IN_GENERAL if pattern.search(said))
    for what in (*((in_the_way,) if in_the_way else ()), *found):
        if category in _ONLY.get(what, {category}):
            yield what
