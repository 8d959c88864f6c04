"""What people tell after a card of suicide or self-harm: when, how often, with what, or nothing.

A time or a means that is named makes danger told to danger now.
"""

from bot.domain.card_names import Further
from bot.domain.card_words import either

_NOT_NOW = either(
    r"(?:en|ei|emmä)(?: mä| ny| nyt| ihan| sentään| oo| vielä)* (?:heti|vielä|just nyt|justiinsa"
    r"|tällä hetkellä|juuri nyt|tänään)",
    r"(?:int|inte|nej|nä)(?: nu| riktigt| just| precis)* (?:genast|ännu|än|just nu|just i dag|idag"
    r"|i dag|direkt)",
    r"(?:no |nah )?not (?:right now|right away|yet|today|immediately|this moment|just now)",
    r"(?:сейчас нет|зараз ні)|не (?:прямо сейчас|сейчас|сегодня|зараз|сьогодні)|ليس الآن|مو هلق"
    r"|مش هلق|الان نه",
)
_SOON = either(
    r"(?:(?:ehkä|kai|varmaan|sit|sitten|vasta|joo) )*(?:illalla|tänä iltana|yöllä|tänä yönä"
    r"|huomenna"
    r"|viikonloppuna|ensi yönä|ens yönä|tunnin päästä)(?: (?:ehkä|kai|vasta|sit|sitten|varmaan))*",
    r"(?:(?:kanske|sen|först|ja|väl|nog) )*(?:ikväll|i kväll|i natt|inatt|imorgon|i morgon"
    r"|i veckoslutet|om en timme)(?: (?:kanske|sen|först|nog))*",
    r"(?:(?:maybe|probably|perhaps|yes|later|i think) )*(?:tonight|later tonight|tomorrow"
    r"|this evening|this weekend|in an hour)(?: (?:maybe|probably|i think))*",
    r"(?:(?:может|возможно|может быть|можливо) )*(?:вечером|ночью|завтра|ввечері|вночі)"
    r"|(?:ربما |يمكن )?(?:الليلة|بكرا|غدا)|(?:شاید )?(?:امشب|فردا)",
)
_OFTEN = either(
    r"(?:\w+ ){0,3}(?:joka (?:yö|ilta|päivä|aamu|viikko)|aina (?:iltaisin|öisin|yöllä|välillä)"
    r"|iltaisin|öisin|usein|koko ajan)(?: \w+){0,2}",
    r"(?:mut |mutta |no |ja )*(?:joskus|välillä)(?: \w+){1,4}",
    r"(?:\w+ ){0,3}(?:varje (?:natt|kväll|dag|morgon)|ofta|hela tiden|om nätterna)(?: \w+){0,2}"
    r"|(?:men |och )*(?:ibland|emellanåt)(?: \w+){1,4}",
    r"(?:\w+ ){0,3}(?:every (?:night|day|evening|morning|week)|often|all the time|at night)"
    r"(?: \w+){0,2}|(?:but |and )*sometimes(?: \w+){1,4}",
    r"(?:\w+ ){0,3}(?:taas|uudestaan|igen|again)(?: \w+)? (?:se|sama|tää|den|samma|the|that|this)"
    r"(?: sama)? (?:olo|fiilis|känslan?|feeling)",
    r"(?:\w+ ){0,3}(?:se|sama|tää) (?:olo|fiilis) (?:on |tuli |tulee )?(?:taas|takas\w*|takaisin)",
    r"(?:каждую|каждый|щоночі|щодня|кожну|кожен)(?: \w+){0,2}|часто|иногда(?: \w+){0,4}"
    r"|كل (?:ليلة|يوم)(?: \w+){0,2}|هر شب(?: \w+){0,2}",
)
_NOUNS = (
    r"(?:lääk|napp|pilleri|tablet|unilääk|köy[dst]|naru|veits|veitsi|puuko|partater|terä|ase\b"
    r"|aseen"
    r"|pills?\b|meds\b|medicine|sleeping|gun\b|knife|rope|razor|blade"
    r"|kniv|rep\b|rakblad|vapen|medicin|piller"
    r"|таблет|снотвор|нож\b|ніж\b|верёвк|веревк|мотузк|лезви|حبوب|دواء|سكين|قرص|چاقو)\w*"
)
_MEANS = (
    r"(?!.*\b(?:loppu\w*|lopus\w*|slut|out of|finished|resepti\w*|recept|prescription|ei|en|inga"
    r"|inte"
    r"|no|dont|нет|немає)\b)"
) + either(
    rf".*\b(?:mulla|minulla|mul|meillä|täällä|tääl|täälä|kotona|kaapis\w*)\b.{{0,25}}\b{_NOUNS}.*",
    rf".*\b(?:i have|ive got|i got|ive|there are|theres|we have|got)\b.{{0,25}}\b{_NOUNS}.*",
    rf".*\b(?:jag har|ja har|ja ha|här finns|vi har)\b.{{0,25}}\b{_NOUNS}.*",
    rf".*(?:у меня|у мене|дома есть|عندي|معي|دارم).{{0,20}}{_NOUNS}.*|.*{_NOUNS}.{{0,6}}دارم.*",
)
_MEANS_OF_OTHERS = (
    r"(?!.*\b(?:loppu\w*|slut|out of|resepti\w*|recept|prescription|ei|inga|inte|no|doesnt)\b)"
) + either(
    rf".*\b(?:sillä|sil|hänellä|niillä)\b.{{0,25}}\b{_NOUNS}.*",
    rf".*\b(?:she|he|they) (?:has|have|got|had)\b.{{0,25}}\b{_NOUNS}.*",
    rf".*\b(?:hon|han|hen|de) har\b.{{0,25}}\b{_NOUNS}.*|.*у (?:неё|нее|него|неї"
    rf"|нього).{{0,20}}{_NOUNS}.*",
)
_NO_PLAN = either(
    r"(?:ei|en|eikä|mul ei|mulla ei) (?:mul |mulla |mitään |oo |ole |tee |mitää )*"
    r"suunnitelm\w*(?: oo| ole| mulla| mul)?",
    r"(?:en|emmä|ei)(?: (?:mä|oo|ole|nyt|oikeesti|siis|mitään|mitää)){0,4} (?:suunnitellu\w*"
    r"|suunnittele\w*|tekemäs\w*|aikeissa)(?: (?:mitään|mitää|nyt|siis|itelleni|mulle))*",
    r"(?:en|emmä)(?: (?:mä|nyt|oikeesti|oo|siis|kuitenkaan))* (?:aio|tee|tekis|meinaa)"
    r"(?: (?:mitään|mitää|sitä|sellasta|tehdä|tehä|itselleni|itelleni|nyt))+",
    r"(?:siis |mut |mä |no )*(?:en|emmä) (?:mä )?(?:oo |ole )?(?:mitenkään |mikään |yhtään )?"
    r"(?:itsemurha\w*|itsetuho\w*)(?: aikeis\w*)?"
    r"(?: (?:vaan|vain|mä|oon|olen|yksinäinen|yksin|väsyny\w*|surullinen))*",
    r"(?:men |alltså |jag |ja |är |e )*(?:int|inte) (?:alls )?(?:självmords\w*|suicidal)"
    r"(?: (?:bara|utan|jag|ja|är|e|ensam|trött|ledsen))*",
    r"(?:but |no |i |im |am )*not suicidal(?: (?:just|only|im|i|am|but|lonely|alone|tired|sad))*",
    r"(?:jag |ja )?(?:har|ha) (?:ingen|inga|int nån|inte nån|inte någon) plan\w*|ingen plan",
    r"(?:jag |ja )?(?:har|ha|ska|tänker|tänkt|kommer|e|är)(?: \w+)? (?:inte|int)(?: att)?"
    r" (?:planera\w*|göra|gör|på väg att göra)(?: \w+){0,3}",
    r"(?:i )?(?:have |got |dont have |do not have )?(?:no|any|a) plan",
    r"(?:(?:i|im|am|ill|will|wont|would|wouldnt|not|never|really|no) )+(?:gonna |going to )?"
    r"(?:do|doing|planning|planned|act on)(?: (?:anything|it|that|something|this|to|on))*",
    r"(?:у меня )?нет плана|(?:я )?(?:ничего )?не (?:собираюсь|сделаю)(?: \w+){0,2}",
)
_SAFER = either(
    r"(?:mä |minä |ok |okei )*(?:tulin|menin|lähin|lähdin|läksin|oon|olen|pääsin)(?: jo| nyt)* "
    r"(?:sisään|sisälle|sisällä|kotiin|kotona|alas|pois(?: sieltä| sillalta| katolta)?)",
    r"(?:mä |minä )?(?:laitoin|heitin|annoin|vein|siirsin|panin)(?: \w+){0,2} (?:pois|roskiin"
    r"|äidille|kaverille|kaappiin)",
    r"(?:jag |ja |ok |okej )*(?:kom|gick|är|har gått|har kommit)(?: \w+)? (?:in|inne|hem|hemma|ner"
    r"|bort|därifrån)(?: därifrån)?|(?:jag |ja )?(?:la|lade|slängde|kastade"
    r"|gav)(?: \w+){0,2} bort",
    r"(?:ok |okay |i |ive |im |am |have )*(?:came|come|went|gone|got|back|am|walked)(?: back"
    r"| now)* "
    r"(?:inside|in|home|down|away|off|out of there)(?: \w+){0,3}",
    r"(?:i )?(?:put|threw|gave|locked)(?: \w+){0,2} away|(?:я )?(?:зашла|зашёл|зашел|ушла|ушёл"
    r"|отошла"
    r"|спустил\w*)(?: \w+){0,2}",
)
_NOT_DEEP = either(
    r"(?:\w+ ){0,3}(?:ei|en)(?: \w+){0,3} (?:syv\w*|kovin syv\w*|paljoa?|paljon)(?: \w+){0,2}"
    r"|(?:se )?(?:on )?(?:vaan |vain )?(?:pien\w*|pintanaarmu\w*|naarmu\w*)(?: haava\w*)?",
    r"(?:\w+ ){0,3}(?:int|inte|ej)(?: \w+){0,2} (?:djup\w*|mycket)(?: \w+){0,2}"
    r"|(?:det är )?(?:bara |ba )?(?:ytlig\w*|små sår|en rispa|ett litet sår)",
    r"(?:\w+ ){0,3}(?:not|isnt|arent)(?: \w+){0,2} (?:deep|bad|much)(?: \w+){0,2}"
    r"|(?:its |just |only )+(?:a )?(?:scratch\w*|small|superficial)(?: \w+)?",
    r"не(?: \w+)? глубок\w*|не(?: \w+)? глибок\w*",
)
OF_THOUGHTS: tuple[tuple[Further, str], ...] = (
    ("not_now", _NOT_NOW),
    ("soon", _SOON),
    ("no_plan", _NO_PLAN),
    ("means", _MEANS),
    ("safer", _SAFER),
    ("not_deep", _NOT_DEEP),
    ("often", _OFTEN),
)
OF_THOUGHTS_OF_OTHERS: tuple[tuple[Further, str], ...] = (("means", _MEANS_OF_OTHERS),)
"""What is told of a friend."""
