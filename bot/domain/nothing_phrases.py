"""Phrases that say that it is nothing: it costs nothing, none is had, none comes. fi, sv, en.

Folded; ``answer_phrases`` makes patterns of them and says what may stand beside them.
"""

_I = r"(?:ma |maa |mie |mina )?"
_SV_I = r"(?:jag |ja )?"

ZERO = (
    (
        r"(?:en|ei|enka) (?:ma |mie |mina |mul |mulla |mulle |minulta |minulle )?"
        r"(?:maksa|saa|tuu|tule|mee|mene|kayta|osta|tarvitse|tarvii|tartte)"
        r"(?: (?:mitaan|mitaa|ruokaan|ruokaa|matkoihin|vaatteisiin|laakkeisiin|yhtaan|siita|sita"
        r"|siit|itse|ite|mistaan|mihinkaan|siihen|euroakaan"
        r"|senttiakaan|ollenkaan|mulle|tallasta|semmosta))*"
    ),
    (
        r"(?:en|ei|eipa) (?:mita(?:an|a)|m(?:i)?tn|yhtaan(?: mita(?:an|a))?|(?:penni|euro"
        r"|sentti|lantti)a\w*)"
    ),
    (
        r"ei (?:mulla |mul |minulla |oo mulla |oo mul )?(?:oo|ole|o)"
        r"(?: (?:mulla|mul|minulla|yhtaan|mitaan|mitaa|sellasta|semmosta|sellaista|ollenkaan"
        r"|sita))*"
    ),
    r"ei (?:mikaan|ketaan|kukaan)|nobody|no one|nolla\w*|ilmai\w*|ilmanen|ilmaseks|ilman|tyhja",
    (
        r"(?:mutsi|iska|faija|aiti|isa|vanhem\w*|porukat|sossu|kunta|avopuoliso|tyonantaja"
        r"|jalkkari|poikayst\w*|tyttoyst\w*|jalkihuolto|koulu) (?:maksaa|maksavat|hoitaa|tarjoo?)"
        r"(?: (?:sen|ne|kaiken|kokonaan|sita|mulle|senki))*"
    ),
    r"(?:kuuluu|sisaltyy|sis) (?:vuokraan|siihen|hintaan)|(?:se )?on vuokras(?:sa)?|sisaltyy",
    r"(?:vuokran|vuokrassa|vuokras) mukana|mukana vuokras(?:sa)?|vuokras(?:sa)?",
    r"ingen|inga|inget|ingenting|gratis|noll|nada|ingar(?: i hyran)?|(?:det )?(?:ar )?i hyran",
    _SV_I + r"(?:betalar|har|far|anvander|behover) (?:inte|int|ej|ingen|inga|inget|ingenting)"
    r"(?: (?:nagot|nan|nagon|alls|for det))*",
    (
        r"(?:mamma|pappa|foraldrarna|mina foraldrar|kommunen|skolan) (?:betalar|fixar|skoter)"
        r"(?: (?:det|den))*"
    ),
    r"nothing(?: at all)?|none|zero|zilch|(?:for )?free|nil|nope|not (?:any|a cent|a thing)",
    (
        r"(?:i )?(?:do not|don't|dont) (?:pay|have|get(?! it)|use|own)"
        r"(?: (?:any|anything|it|one|for|that|rent))*|(?:i )?have none"
    ),
    (
        r"(?:my )?(?:mom|mum|mother|dad|parents|boyfriend|girlfriend|municipality|school)"
        r" (?:pays|pay|covers)(?: (?:it|that|for|all|everything))*"
    ),
    r"(?:it's |its |it is |is |all )?(?:included(?: in (?:the |my )?rent)?|in (?:the |my )?rent)",
    r"no|ei|nej|nae",
)
NO_FARE = (
    r"(?:ma )?(?:kavelen|kavellen|kavelee|pyoralla|pyoraillen|pyorailen|fillaril\w+|skeittaan)",
    r"(?:jag )?(?:gar|cyklar)(?: (?:till fots|overallt|mest))*|till fots|med cykel",
    (
        r"(?:i )?(?:just |always )?(?:walk|bike|cycle)(?: everywhere)?|walking|on foot"
        r"|by (?:foot|bike)"
    ),
)
"""How one gets about for nothing: an answer to what travel costs, and to nothing else."""

NO_RENT = (
    (
        r"(?:ma |mie |mina |taal |taalla )?asun (?:viela |nyt |yha )?(?:mun |omien )?"
        r"(?:porukoilla|porukoil|vanhempien|vanhempieni|aidin|aidil|aidilla|isan|isalla|mutsilla"
        r"|mutsil|kotona)(?: (?:luona|luon|kanssa|kaa|viela|nyt))*"
    ),
    (
        r"(?:jag |ja )?bor (?:annu |ankka |nu )?(?:hemma|hos (?:mina |mamma|pappa|foraldrar\w*))"
        r"(?: (?:hos|mina|mamma|pappa|foraldrar\w*|annu))*"
    ),
    (
        r"(?:i )?(?:still )?live (?:with|at) (?:my )?(?:parents|parent's|mom|mum|mother|dad|home)"
        r"(?: still)?|living with (?:my )?parents"
    ),
)
"""Whoever lives with their parents, as an answer to what the home costs, and to nothing else."""

NO_INCOME = (
    (
        r"(?:en|ei) (?:mulle |mul |mulla )?(?:saa|tuu|tule|oo|ole)(?: (?:mistaan|mita\w*|rahaa"
        r"|tuloja|mulle|mulla|nyt))*|(?:en|ei) (?:koskaan|ikina|mita\w*)|ei tuloja"
    ),
    r"(?:jag )?(?:far|har) (?:inget|inga|ingenting|inte)(?: (?:pengar|inkomst\w*|nagot|nagra))*",
    r"aldrig|inga (?:pengar|inkomster)|ingen inkomst|inget",
    (
        r"(?:i )?(?:don't|dont|do not) (?:get|have)(?: (?:any\w*|money|income))*|never"
        r"|no (?:income|money)"
    ),
    r"nothing(?: comes?)?",
)
"""That no money comes: of the day on which it does, nothing is known."""
