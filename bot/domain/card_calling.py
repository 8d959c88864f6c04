"""What people ask or say about calling, and of those who come, after a crisis card."""

from bot.domain.card_names import Further
from bot.domain.card_words import either

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
    r"\b(?:mitä|mikä|miten) (?:sit(?:ten)? )?(?:tapahtuu|käy|seuraa|ne tekee|ne sanoo|ne kysyy)\b"
    r".*\bsoit",
    r"\bsoit\w*.*\bmitä (?:sit(?:ten)? )?(?:tapahtuu|käy|ne tekee)",
    r"\bvad? (?:händer|hender|gör de|säger de).*\bring|\bom ja?g? ringer.*\bvad? händer",
    r"\bwhat (?:happens|(?:do |will |would )?they (?:do|say|ask)).*\bcall|\bif i call\b.*\bwhat",
    r"что (?:будет|они сделают).*позвон|що буде.*подзвон|ماذا (?:سيحدث|يحدث).*(?:اتصل|أتصل)",
)
_NO_POLICE = either(
    r"\b(?:en haluu|en halua|ei|älä|älkää)\b.{0,20}\b" + _POLICE,
    r"\binte\b.{0,20}\bpolis|\bingen polis",
    r"\b(?:no|not|dont|without)\b.{0,25}\b(?:police|cops)\b",
    r"\b(?:tuleeko|tuleeks|saako|saaks|viedäänkö|pidätetäänkö|soitatko|kutsutko)\b.{0,20}\bpoliis",
    r"\b(?:kutsuu|soittaa|soittaako|soittaaks|kutsuuko|kutsuuks|hälyttää)\b.{0,15}\bpoliis",
    r"\b(?:kommer|ringer du|får|tar)\b.{0,15}\bpolis",
    r"\b(?:ringer|kallar på|skickar|tillkallar)\b.{0,15}\bpolis",
    r"\b(?:will|would|do|does|are|is)\b.{0,15}\b(?:police|cops)\b.{0,15}\b"
    r"(?:come|coming|know|arrest|take|find)",
    r"\b(?:they|you|will|ll|gonna)\b.{0,12}\b(?:call|send|bring|tell)\b.{0,10}\b(?:police|cops)",
    r"(?:не надо|без|боюсь|вызовут|позвонят в) полици|(?:لا أريد|ما بدي|أخاف من) (?:ال)?شرطة",
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
_WHO_COMES = either(
    r"\btul(?:ee|eeko|eeks|eekohan)\b.{0,12}\b(?:joku|kukaan|ihmisiä)\b.{0,20}"
    r"\b(?:ove\w*|tänne|kotiin|luo|luokse\w*|hakemaan|hakee)",
    r"\b(?:lähetätkö|lähetäks|lähettääks|lähettääkö)\b.{0,15}\b(?:jonkun|ketään|ne|joku)",
    r"\bkommer (?:det )?(?:någon|nån)\b.{0,20}\b(?:dörr\w*|hem|hit|till mig)",
    r"\b(?:will|does|is|are)\b.{0,8}\b(?:someone|somebody|anyone|anybody|people)\b.{0,8}"
    r"\b(?:come|comes|coming|knock\w*|show up)\b",
    r"(?:кто-?то|кто|хтось) (?:ко мне |до мене )?(?:прид[её]т|приед\w+|прийде)",
)
_NO_HELP = either(
    r"\bpoliisi\w*\b.{0,15}\b(?:ei|eivät|eikä)\b.{0,15}"
    r"\b(?:voi|voinu\w*|auta|auttanu\w*|tee|tehny\w*|usko\w*|tullu\w*|välitä)\b",
    r"\bpolisen\b.{0,25}\b(?:inte|int|ingenting|inget)\b",
    r"\b(?:police|cops)\b.{0,20}\b(?:cant|cannot|couldnt|wont|didnt|dont|did not|do not"
    r"|nothing|never)\b",
    r"полици\w+.{0,15}(?:не помо\w+|ничего не|не может)|الشرطة (?:لم|لا|ما)",
)
_WAIT = either(
    r"\b(?:kauan|kauanko|kauanks|kuinka kauan|milloin|millon|koska)\b.{0,12}"
    r"\b(?:niil\w*|ne tulee|ambulans\w*|lanssi\w*|poliis\w*|palokun\w*|apu)\b",
    r"\bhur länge\b.{0,12}\b(?:tar|dröjer)|\bnär kommer (?:de|dom|ambulansen|polisen)\b",
    r"\bhow long\b.{0,15}\b(?:take|takes|they|ambulance|police|until they)\b",
    r"\bwhen (?:do|will|are) they (?:come|coming|be here)\b",
)
_ALONG = either(
    r"\b(?:voinko|voinks|saanko|saanks|pääsenkö|pääsenks) (?:mä )?(?:mennä |lähteä |tulla "
    r"|päästä )?"
    r"(?:sen |hänen )?(?:mukaan|mukana|kanssa\w*)",
    r"\b(?:kan|får) (?:jag|ja) (?:åka|följa|komma) med\b",
    r"\b(?:can|may|could) i (?:go|come|ride) (?:with|along)\b",
    r"можно (?:мне )?(?:с ней|с ним|поехать с)",
)
_THERE = (
    r"(?:siel\w*|sielt\w*|puhelim\w*|luuri\w*|numero\w*|linjal\w*|päivystyks\w*|mieli\w*|112|116117"
    r"|nollalinja\w*|där|telefon\w*|numret|linjen|jouren|nollinjen"
    r"|there|phone|number|line|helpline|call)"
)
_WHO_ANSWERS = either(
    rf"\b(?:kuka|kukas|ketkä|ketä|mikä tyyppi)\b.{{0,18}}\b{_THERE}\b.{{0,10}}\b(?:vasta\w*|on"
    r"|puhu\w*)\b",
    rf"\b(?:kuka|kukas|ketkä|ketä) (?:\w+ ){{0,2}}(?:vasta\w*|puhu\w*)(?: \w+)? {_THERE}",
    r"^(?:no |ja |mut |entä )*(?:kuka|ketkä) (?:sit |siis |oikeen )?(?:vastaa|vastaavat|puhuu)$",
    r"\b(?:kenelle|kelle|kenen kanssa|kenen kaa) (?:mä |mää |minä |sit |siel\w* )*"
    r"(?:puhun|soitan|puhuisin)\b",
    rf"\bvem(?: är det som| är det)? (?:svarar|sitter|talar|pratar)\b(?: \w+)? {_THERE}",
    r"\bvem är (?:det )?där$|^(?:men |och |nå )*vem (?:är det som )?svarar(?: då)?$",
    r"\bvem (?:talar|pratar|ringer|får) (?:jag|ja|man)(?: tala| prata)?\b",
    rf"\bwho (?:\w+ ){{0,2}}(?:answer\w*|pick\w* up|talk\w*|speak\w*|sits?)\b(?: \w+)? {_THERE}",
    r"\bwho is there$|^(?:but |and |so )*who (?:will |is )?(?:answers?|answering|picks? up)$",
    r"\bwho (?:am i|will i|do i|would i) (?:talk\w*|speak\w*|call\w*)\b",
    r"кто (?:там )?(?:отвечает|ответит)|хто (?:там )?відповіда|من (?:يرد|سيرد)"
    r"|مين (?:بيرد|راح يرد)",
)
CALLING: tuple[tuple[Further, str], ...] = (
    ("what_happens", _WHAT_HAPPENS),
    ("who_answers", _WHO_ANSWERS),
    ("police", _NO_POLICE),
    ("no_help", _NO_HELP),
    ("arrived", _ARRIVED),
    ("called", _CALLED),
    ("wait", _WAIT),
    ("no_answer", _NO_ANSWER),
    ("who_comes", _WHO_COMES),
    ("send", _SEND),
    ("battery", _BATTERY),
    ("cannot_call", _CANNOT_CALL),
    ("ambulance", _NO_AMBULANCE),
    ("along", _ALONG),
    ("say_friend", _SAY_FRIEND),
    ("say", _SAY),
)
"""The first that fits counts."""
