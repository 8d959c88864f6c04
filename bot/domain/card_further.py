"""What people ask or say after a crisis card, whatever the danger is: "I dare not call".

Closed lists of ways to say it, in the languages people write here. What has changed since the card
("he left", "she is breathing") stands in ``card_events``.
"""

import re
from typing import Literal

Further = Literal[
    "what_happens",
    "police",
    "arrived",
    "called",
    "no_answer",
    "send",
    "battery",
    "cannot_call",
    "ambulance",
    "secret",
    "say_friend",
    "say",
    "what_do",
    "fault",
    "will_die",
    "dangerous",
    "no_plan",
    "snores",
    "person",
    "machine",
    "worse",
    "with",
    "found",
    "breathing",
    "outside",
    "inside",
    "fire_over",
    "left",
    "locked",
    "back",
    "where",
    "open_door",
    "apart",
]
"""Each has fixed words; ``no_answer`` and ``what_do`` are answered with those of the card."""


def either(*ways: str) -> str:
    """Return a pattern that any of some patterns fits."""
    return f"(?:{'|'.join(ways)})"


_POLICE = r"(?:poliis|kyttä|kytät|kytti|jepari|polis|police|cops)"
_HELPERS = (
    r"(?:ambulanssi|poliisit?|palokunta|ensihoito|pelastuslaitos|ambulansen|polisen|brandkåren"
    r"|(?:the )?(?:ambulance|police|cops|fire brigade|firemen|paramedics))"
)
_PHONE = (
    r"(?:puhelin|puhelimesta|puhelimen akku|kännykkä|luuri|akku|batteriet|mobilen|telefonen|luren"
    r"|battery|phone|cell|телефон|батарея)"
)

_WHAT_HAPPENS = either(
    r"\b(?:mitä|mikä|miten) (?:sit(?:ten)? )?(?:tapahtuu|käy|seuraa|ne tekee)\b.*\bsoit",
    r"\bsoit\w*.*\bmitä (?:sit(?:ten)? )?(?:tapahtuu|käy|ne tekee)",
    r"\bvad händer.*\bring|\bom jag ringer.*\bvad händer",
    r"\bwhat happens.*\bcall|\bif i call\b.*\bwhat",
)
_NO_POLICE = either(
    r"\b(?:en haluu|en halua|ei|älä|älkää)\b.{0,20}\b" + _POLICE,
    r"\binte\b.{0,20}\bpolis|\bingen polis",
    r"\b(?:no|not|dont|without)\b.{0,25}\b(?:police|cops)\b",
    r"\b(?:tuleeko|tuleeks|saako|saaks|viedäänkö|pidätetäänkö|soitatko|kutsutko)\b.{0,20}\bpoliis",
    r"\b(?:kommer|ringer du|får|tar)\b.{0,15}\bpolis",
    r"\b(?:will|would|do|does|are|is)\b.{0,15}\b(?:police|cops)\b.{0,15}\b"
    r"(?:come|coming|know|arrest|take|find)",
)
_ARRIVED = rf"\b{_HELPERS} " + either(
    r"(?:(?:on|jo|nyt|just) )*(?:tuli|tulivat|täällä|täälä|tääl|perillä)",
    r"(?:(?:är|nu) )*(?:kom|här|framme)",
    r"(?:(?:is|are|just|has|have|now) )*(?:here|came|arrived)",
)
_CALLED = either(
    r"\b(?:soitin|soitettiin|soitti|oon soittanu|olen soittanut) (?:\w+ )?"
    r"(?:jo\b|sinne|niille|112|hätäkesk|ambulans|päivysty|äsken)|\bjo soitin\b",
    r"^(?:mä |mää |minä )?soitin(?: jo| nyt)?$",
    r"\b(?:ambulanssi|poliisi|apu) (?:on )?(?:jo )?(?:tulos\w*|matkal\w*|tulee)$",
    r"\b(?:ringde|ringt) (?:redan|112|dit|dem|nödcentralen|ambulans)",
    r"^(?:jag |ja )?(?:ringde|har ringt)(?: nu| redan)?$",
    r"\b(?:ambulansen|polisen) är på väg",
    r"\b(?:called|phoned|rang) (?:them|112|already|an ambulance)|\balready called\b",
    r"^(?:i|ive|i have) (?:just |already )?(?:called|phoned|rang)(?: now)?$|\bon the phone with\b",
    r"\b(?:ambulance|police|help) (?:is |are )?(?:on (?:the|its|their) way|coming)\b",
    r"\b(?:позвонил|позвонила|звоню|вызвал|вызвала)\b|اتصلت|\bwaan (?:wacay|soo wacay)\b",
)
_NO_ANSWER = either(
    r"\b(?:ei|eikä) (?:ne |siel\w* |112 )?(?:kukaan )?(?:vastaa|vastannu\w*)(?: kukaan)?$",
    r"\bkukaan ei vasta|\b(?:siellä|siel|tääl|linjalla) (?:on|oli) (?:vaan )?jono|\bjonotan\b",
    r"\b(?:de|ingen|112) svarar(?: inte)?$|\b(?:det är|det var|bara) (?:kö|upptaget)\b",
    r"\b(?:they|nobody|noone|no one|112) (?:(?:dont|do not|doesnt|isnt|arent|is|are) )?"
    r"(?:answer\w*|pick(?:ing)? up)|\bin (?:a|the) queue\b|\bline is busy\b",
    r"не отвечают|не берут трубку|لا يردون|لا أحد يرد|ما حدا يرد",
)
_SEND = either(
    r"\b(?:voitko|voiks?|voisitko|voisiksä|pystytkö)(?: sä| sinä| te| joku)?"
    r" (?:lähettä|soitta|kutsu|tilat|hälyttä|tulla)",
    r"\b(?:lähetä|lähettäkää|hälytä|kutsu) (?:tänne |mulle )?(?:apua|ambulanssi|poliisi|joku|ne)",
    r"\bsoita (?:sä|sinä|te|mun puolesta)\b",
    r"\b(?:tuu|tule|tulkaa) (?:hakee|hakemaan|auttaa|auttamaan|tänne)\b|\bhak(?:e|ekaa) mut\b",
    r"\b(?:kan|kunde) (?:du|ni|någon) (?:ringa|skicka|komma|hämta)\b|^ring du\b",
    r"\b(?:skicka|hämta) (?:hit |en )?(?:ambulans|hjälp|polis|mig)",
    r"\b(?:can|could) (?:you|u|someone|somebody) (?:call|send|come|get)\b",
    r"\bsend (?:an |the |me )?(?:ambulance|help|police|someone)|^you call\b",
)
_BATTERY = either(
    rf"\b{_PHONE} (?:(?:on|kohta|melkein|ihan|nyt|pian|just) )*"
    r"(?:loppu\w*|sammu\w*|kuolee|tyhjä\w*|vähissä)",
    rf"\b{_PHONE} (?:(?:är|håller på att|snart|nästan|kommer att) )*(?:slut|ta slut"
    rf"|tar slut|dö|dör|död)",
    rf"\b{_PHONE} (?:(?:is|s|will|almost|nearly|soon|about to|going to|gonna|at) )*"
    r"(?:dying|die|dies|dead|out|low|running out)\b",
    r"\bpuhelin ei (?:toimi|soita)|\btelefonen funkar inte|\bphone (?:doesnt|does not|isnt) work",
    rf"\b{_PHONE} (?:скоро |сейчас )?(?:садится|сядет|разряжается)",
)
_CANNOT_CALL = either(
    r"\ben (?:mä |mää |minä |kyl |nyt )?(?:uskalla|pysty|voi|haluu|halua|kehtaa|osaa|jaksa) "
    r"(?:(?:mä|nyt|enää|täs|tässä) )*(?:soit|puhu|jutel)",
    r"\bpelottaa soittaa|\b(?:se|hän) kuulee\b",
    r"\b(?:vågar|törs|kan|vill|orkar) (?:jag |ja )?(?:inte|int) (?:ringa|prata|tala)",
    r"\b(?:han|hon|hen|de) hör (?:mig|mej|allt)?\b",
    r"\b(?:cant|cannot|can not|dont dare(?: to)?|dont want to|dont wanna|afraid to|scared to"
    r"|unable to|not able to) (?:call|phone|talk|speak)",
    r"\b(?:he|she|they)(?:ll| will| can| would)? hear\b",
    r"(?:боюсь|не могу|не хочу) (?:по)?(?:звонить|говорить)",
    r"(?:أخاف|لا أستطيع|ما أقدر|ما بقدر|لا أريد) (?:أن )?(?:أتصل|أتكلم|أحكي|احكي)",
    r"\bma (?:wici|hadli) karo\b|\b(?:ma|mish) (?:b2dar|bedi|badi) (?:2e?tesel|e?7ki|atakallam)\b",
)
_NO_AMBULANCE = either(
    r"\b(?:en (?:mä )?(?:haluu|halua|tarvi\w*)|ei|älä|älkää)\b.{0,15}\bambulanss",
    r"\b(?:inte|ingen)\b.{0,15}\bambulans",
    r"\b(?:no|not|dont|without)\b.{0,20}\b(?:ambulance|hospital)\b",
    r"не (?:хочу|надо) (?:скорую|скорой)",
)
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
_SAY_FRIEND = either(
    r"\bmitä (?:\w+ ){0,3}(?:sanon|sanoa|sanoisin) (?:sille|hänelle)",
    r"\bvad (?:ska|kan) jag säga (?:till|åt) (?:honom|henne|hen)",
    r"\bwhat (?:do|should|can) i (?:say|tell) (?:to )?(?:him|her|them)\b",
)
_SAY = either(
    r"\bmitä (?:\w+ ){0,3}(?:sanon|sanoa|sanoisin)\b",
    r"\bvad (?:ska|kan) jag säga\b|\bwhat (?:do|should|can) i (?:say|tell them)\b",
    r"что (?:мне )?(?:сказать|говорить)|ماذا أقول|شو أقول",
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
_IN_GENERAL: tuple[tuple[Further, re.Pattern[str]], ...] = (
    ("what_happens", re.compile(_WHAT_HAPPENS)),
    ("police", re.compile(_NO_POLICE)),
    ("arrived", re.compile(_ARRIVED)),
    ("called", re.compile(_CALLED)),
    ("no_answer", re.compile(_NO_ANSWER)),
    ("send", re.compile(_SEND)),
    ("battery", re.compile(_BATTERY)),
    ("cannot_call", re.compile(_CANNOT_CALL)),
    ("ambulance", re.compile(_NO_AMBULANCE)),
    ("secret", re.compile(_SECRET)),
    ("say_friend", re.compile(_SAY_FRIEND)),
    ("say", re.compile(_SAY)),
    ("what_do", re.compile(_WHAT_DO)),
    ("fault", re.compile(_FAULT)),
    ("will_die", re.compile(f"^{_WILL_DIE}$")),
    ("dangerous", re.compile(rf"\b{_DANGEROUS}\b")),
    ("person", re.compile(_PERSON)),
    ("machine", re.compile(_MACHINE)),
)
"""The first that fits counts."""


def all_in(said: str) -> list[Further]:
    """Return everything of this kind in a text without signs, the first that counts first."""
    return [what for what, pattern in _IN_GENERAL if pattern.search(said)]
