"""Whether a few words name a practical matter: money, home, food, papers, school, work, a worker.

While a crisis card is fresh only such words lead to a topic. The classifier alone does not tell:
it is as sure of "en oo suunnitellu mitää" (a client plan) as of "rahat loppu".
"""

import re

_FINNISH = (
    r"raha|euro|lasku|vuokr|asunto|asunno|asumis|kämp|avaim|avain|ruoka|ruoan|ruokaa|nälkä|näläs"
    r"|kela"
    r"|tuki\b|tukea|tuet\b|tuen\b|toimeentulo|velka|velko|perintä|ulosot|laina|pankki|tilillä"
    r"|passi"
    r"|henkilökort|henkkar|oleskelu|koulu|opint|opiskel|kurssi|työpaik|työhak|työttöm|palkka"
    r"|palkan"
    r"|duuni|hammas|hampaa|lääkäriaik|terveysasem|resepti|apteek|neuvola|muutto|muuttaa|sähkö"
    r"|vesivah"
    r"|palovar|netti|wifi|liittymä|vakuut|kirje|päätös|päätöks|hakemu|hakea|haen\b|armeij|intti"
    r"|työntekijä|ohjaaja|omatyö|sossu|jälkihuol|varata|varaan|tapaami|poista|tiedot|tietoni"
    r"|budjet"
    r"|lastensuojel|valit(?:a|et|us)|raskaus|raskaan|abort|häätö|suojel\w* loppu"
    r"|kartoitu|tulokse|suomeksi|ruotsiksi|englanniksi|kielek|valikko|viestejä mulle|tullut? viest"
)
_SWEDISH = (
    r"peng|räkning|hyra|bostad|lägenhet|nyck|mat\b|maten|hungr|fpa\b|bidrag|skuld|lån\b|lånet|bank"
    r"|konto|passet|idkort|uppehålls|skola|studi|kurs\b|kursen|jobb\b|lön\b|lönen|arbetslös|tandl"
    r"|läkartid|hälsostation|recept|apotek|flytt|elavtal|elräkning|läcka|internet|abonnemang"
    r"|försäkring|brev|beslut|ansök|militär|armén|kontaktperson|handledare|socialarb|boka|radera"
    r"|barnskyddet|klag(?:a|ar|omål)|gravid|abort|vräk|tillfälligt skydd"
    r"|uppgifter|kartlägg|resultat|budget|på svenska|på finska|på engelska|meny|några meddelanden"
)
_ENGLISH = (
    r"money|euros?\b|bills?\b|rent\b|housing|apartment|flat\b|keys?\b|food|hungry|kela|benefit"
    r"|allowance|debt|loan|bank\b|account|passport|id card|permit|school|stud(?:y|ies)|course"
    r"|jobs?\b"
    r"|salary|wage|unemploy|dentist|appointment|health station|prescription|pharmacy|electric|leak"
    r"|sossu|temporary protection|pregnan|abortion|keep (?:the |this |my )?baby|complain|evict"
    r"|where (?:do |can |will )?i sleep|send me back|deport"
    r"|internet|wifi|insurance|letter|decision|apply|application|army|military|my worker"
    r"|social worker"
    r"|book an?\b|delete|my data|questionnaire|results|budget|in english|in swedish|in finnish"
    r"|menu"
    r"|any messages|new messages"
)
_OTHERS = (
    r"деньги|денег|гроші|грошей|квартир|жиль|житл|аренд|оренд|голод|еда\b|еду\b|їж[аиу]|документ"
    r"|школ"
    r"|работу|роботу|долг|борг|кел[аиу]\b|فلوس|سكن|ايجار|إيجار|اكل|أكل|طعام|جائع|جوع|دراسة|مدرسة"
    r"|پول|کرایه|غذا|گرسنه|مکتب|lacag|kiro\b|cunto|gaajo|shaqo|dugsi"
)
_MATTER = re.compile(rf"\b(?:{_FINNISH}|{_SWEDISH}|{_ENGLISH}|{_OTHERS})")


def names_matter(said: str) -> bool:
    """Return whether a text in small letters without signs names a practical matter."""
    return bool(_MATTER.search(said))
