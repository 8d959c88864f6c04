"""Who it is that hurts, and what ties one to them: children, a passport, shame, a wedding."""

from bot.domain.card_names import Further
from bot.domain.card_people import KIN
from bot.domain.card_words import either

_WHO = (
    r"(?:(?:se|tää|toi|hän|on|oli|no|it|its|this|that|was|is|s|he|hes|she|shes|det|han|hon|är|e"
    rf"|va|var|это|це) )*(?:mun|minun|min|mi|my|мой|моя|мій|моя) (?:oma |egen |own )?{KIN}"
    r"(?: (?:se|joka|som|who|that|teki|tekee|gör|gjorde|did|does|it|sen|det))*"
    r"|(?:se on |it is |هو )?(?:isäni|mieheni|veljeni|أبي|زوجي|أخي|عمي|جوزي|ابوي)"
)
_PAST = (
    r"(?:(?:se|tää|tämä|toi|it|this|that|det|här|это|це|kaikki) )*"
    r"(?:tapahtu\w*|sattu|oli|kävi|hände|skedde|var|va|happened|was|произошло|случилось|сталося"
    r"|حدث|صار)(?: (?:jo|noin|about|already|redan|nyt|siis))* "
    r"(?:eilen|viikko|viikon|kuukaus\w*|päivä\w*|vuosi|vuotta|toissapäivänä|viime|pari|kaks|kolme"
    r"|igår|i går|förra|för|yesterday|last|a|one|two|three|few|some|weeks?|вчера|учора|неделю"
    r"|тиждень|أمس|امبارح|قبل)(?: \w+){0,3}"
)
_TOUCH = either(
    r".*\b(?:en|ei|älä|älkää)\b.{0,20}\b(?:koske|koskee|kosketa|koskea)\b.*",
    r".*\b(?:inte|int|ingen)\b.{0,20}\b(?:rör|röra|rörs|tar i)\b.*",
    r".*\b(?:dont|do not|nobody|no one|not)\b.{0,20}\btouch\w*.*",
    r".*(?:не хочу|никто|ніхто).{0,20}(?:трога|прикас|торка)\w*.*|.*(?:لا|ما).{0,15}يلمس.*",
)
_TICKET = either(
    r".*\b(?:lippu|liput|lento|lennot|häät)\b.{0,20}\b(?:ostettu|varattu|valmiina|huomenna|sovittu"
    r"|viikolla|viikon)\b.*",
    r".*\b(?:lennetään|lähdetään|lähetään|viedään) (?:huomenna|ylihuomenna|viikolla|viikon)\b.*",
    r"(?:huomenna|ylihuomenna|ens viikolla|ensi viikolla) (?:me )?(?:lennetään|lähdetään"
    r"|lähetään).*",
    r"(?:tomorrow|next week) we (?:fly|leave|go).*|i morgon (?:flyger|åker) vi.*",
    r".*\b(?:biljett\w*|flyget|bröllopet) (?:är|e|va)\b.*|.*\bvi (?:flyger|åker) i ?morgon\b.*",
    r".*\b(?:tickets?|flight|wedding) (?:is|are|was|were|has|have|already)\b.*",
    r".*\bwe (?:fly|leave|are flying) (?:tomorrow|next|on|soon)\b.*",
    r".*(?:билет|квиток|квитки).*|.*(?:تذكرة|التذكرة|بلیط).*",
)
_HOLDER = (
    r"(?:isä|isällä|iskä|iskällä|äidillä|äiti|miehellä|mies|hänellä|hän|sillä|se|niillä|ne"
    r"|veljellä"
    r"|perheellä|sedällä|pomolla|pappa|mamma|han|hon|de|mannen|min man|familjen|chefen"
    r"|he|she|they|dad|father|mother|husband|family|boss|uncle)"
)
_PASSPORT = either(
    rf".*\b(?:passi|passini|passit|pass|passet|passport) (?:\w+ )?(?:{_HOLDER})\b.*",
    rf".*\b{_HOLDER} (?:\w+ ){{0,2}}(?:vei|otti|pitää|piilotti|tog|har|gömde|took|has|have|keeps"
    r"|hid)"
    r" (?:\w+ ){0,2}(?:passi\w*|pass|passet|passport)\b.*",
    r".*\bpassport is (?:with|taken)\b.*|.*забра\w+.{0,12}паспорт.*|.*паспорт.{0,8}у (?:отца"
    r"|мужа).*",
    r".*(?:أخذ|اخذ|عند).{0,12}(?:جواز|باسبور).*|.*جواز.{0,12}(?:عند|مع).*",
)
_CHILDREN = r"(?!.*\b(?:they|ne|viedä|vievät|huosta\w*|de|dom)\b)" + either(
    r".*\b(?:voinko|voinks|voiko|voiks|saanko|saanks|saako|saaks|pääseekö|pääseeks|entä)\b.{0,20}"
    r"\b(?:laps|vauva|muksu)\w*.*",
    r".*\b(?:kan|får|vad händer med)\b.{0,15}\b(?:barn|bebis)\w*.*",
    r".*\b(?:can|may|could|what about)\b.{0,20}\b(?:kids?|children|baby|son|daughter|child)\b.*",
    r".*(?:можно|а как).{0,20}(?:дет|реб[её]н|діт|дит)\w*.*|.*(?:هل|ممكن).{0,15}(?:أطفال|اطفال"
    r"|ولاد).*",
)
_NO_SHELTER = (
    r".*\b(?:en|ei|enkä|int|inte|not|dont|wont|never|no)\b.{0,20}"
    r"\b(?:turvakot|skyddshem|shelter)\w*.*"
)
_JAIL = either(
    r".*\b(?:en haluu?|en halua|enkä haluu|dont want|do not want|vill inte|vill int"
    r"|не хочу)\b.{0,25}"
    r"\b(?:vankila|linnaan|jail|prison|arrested|fängelse|ilmotus|ilmoitus|rikosilmo|anmäl|report"
    r"|тюрьм|вязниц|полиц)\w*.*",
    r".*\b(?:joutuu|joutuuko|hamnar|goes|go|going)\b.{0,8}\b(?:vankila|linna|fängelse|jail"
    r"|prison)\w*.*",
    r".*(?:لا أريد|ما بدي|ما اريد).{0,20}السجن.*",
)
_REPORT = either(
    r".*\b(?:onko|onks|täytyykö|täytyyks|pitääkö|pitääks|pakko)\b.{0,25}\b(?:rikosilm|ilmot|ilmoit|polii)"
    r"\w*.*",
    r".*\b(?:måste|behöver|ska)\b.{0,25}\b(?:anmäl|polisanmäl|brottsanmäl|polis)\w*.*",
    r".*\b(?:do i|must i|should i|have to|need to)\b.{0,25}\b(?:report|police|file)\w*.*",
    r".*(?:обязательно|нужно ли|должна|должен|треба).{0,25}(?:заявлен|полиц|поліц|заяв)\w*.*",
)
_MINOR = (
    r"(?:mut |mutta |ja |but |and |men |och |mä |minä |jag |ja |i )*(?:oon|olen|är|e|am|im)"
    r" (?:vasta |vaan |bara |only |just )?1[0-7](?: (?:vuotta|v|vuotias|år|years?|yo|old))*"
)
_BLAMES_SELF = either(
    r".*\b(?:menin|lähin|lähdin|suostuin) (?:ite|itse|sinne|ihan|mukaan|sen)\b.*",
    r".*\b(?:olin|oltiin) (?:\w+ )?(?:kännis|humalas|päissä)\w*.*",
    r".*\bjoin (?:ite|itse|siellä|liikaa)\b.*",
    r".*\bgick (?:själv|frivilligt|med honom|hem med)\b.*",
    r".*\b(?:jag|ja) (?:var|va) (?:full|packad)\b.*",
    r".*\bi went (?:there |home )?(?:myself|with him|willingly|alone)\b.*",
    r".*\bi (?:was|got) drunk\b.*",
)
_SHAME = either(
    r".*\b(?:häpeä|häpee|hävet|kunnia|skam|skäms|heder|shame|ashamed|honou?r|позор|стыд|сором"
    r"|ганьб)\w*.*",
    r".*\bmitä (?:muut|suku|perhe|ihmiset) (?:sanoo|sanovat)\b.*|.*\bvad ska (?:folk"
    r"|familjen) säga\b.*",
    r".*\bwhat (?:will|would) (?:people|they|the family|my family) say\b.*|.*(?:العار|عيب|فضيحة"
    r"|آبرو).*",
)

_BOND = either(
    r".*\b(?:rakastan|älskar|love|люблю|кохаю|أحبه|احبه)\b.*|.*دوستش دارم.*",
    r".*\b(?:pyys|pyysi|pyytää|pyyteli) antee\w+.*|.*\b(?:bad|ber) om (?:ursäkt|förlåtelse)\b.*",
    r".*\b(?:said|says|is) sorry\b.*|.*(?:извинил|вибачи)\w+.*|.*(?:اعتذر|تأسف).*",
    r"(?:(?:se|hän|it|det|oli|was|var|tapahtu|happened|hände|löi|hit me|han slog) )*"
    r"(?:vaan|vain|only|just|bara) (?:kerran|yhden kerran|yks kerta|once|one time|en gång)",
    r".*\b(?:se ei|hän ei|ei se|he isnt|he is not|hes not|han är inte) (?:oo |ole )?(?:aina|always"
    r"|alltid)\b.*",
)
OF_TIES: tuple[tuple[Further, str], ...] = (
    ("passport", _PASSPORT),
    ("children", _CHILDREN),
    ("no_shelter", _NO_SHELTER),
    ("jail", _JAIL),
    ("report", _REPORT),
    ("minor", _MINOR),
    ("blames_self", _BLAMES_SELF),
    ("shame", _SHAME),
    ("ticket", _TICKET),
    ("touch", _TOUCH),
    ("bond", _BOND),
    ("past", _PAST),
    ("who", _WHO),
)
OF_TIES_OF_OTHERS: tuple[tuple[Further, str], ...] = (
    ("past", _PAST),
    ("children", _CHILDREN),
    ("shame", _SHAME),
)
"""The same where somebody else is hurt."""
