"""Where whoever hurts is, and where one is oneself: "he left", "I locked the door", "where to"."""

from bot.domain.card_names import Further
from bot.domain.card_people import THEY
from bot.domain.card_words import either

_LEFT = either(
    rf"{THEY} "
    + either(
        r"(?:lähti|meni|häipy|häipyi|poistu\w*|läks|on lähteny"
        r"|ei oo enää (?:tääl\w*|siel\w*|täs\w*))",
        r"(?:gick|stack|åkte|försvann|har gått|är borta|är inte kvar)",
        r"(?:left|is gone|has left|went|has gone|walked|drove|gone)",
        r"(?:ei oo|ei ole) (?:nyt |enää )?(?:kotona|himas|himassa)",
        r"on (?:nyt |just )?(?:töis|töissä|poissa|reissus|reissussa|koulussa|kaupassa|kaupas"
        r"|kaverilla|muualla)",
        r"(?:är|e) (?:nu )?(?:inte|int) (?:nu )?(?:hemma|här|heim)",
        r"(?:är|e) (?:nu )?(?:på jobb\w*|borta|i skolan|i butiken)",
        r"(?:is |s )?(?:not|no|isnt) (?:at )?(?:home|here)(?: more)?",
        r"(?:is |s )?(?:now )?(?:at work|at school|at the shop|with friends|away)",
        r"(?:сейчас |зараз |теперь |тепер )?(?:ушёл|ушел|ушла|ушли|уехал|пішов|пішла|поїхав"
        r"|на работе|на роботі|не дома|не вдома)",
        r"(?:الآن |هلق |هسا )?(?:راح|ذهب|خرج|في العمل|بالعمل|في الشغل|بالشغل|ليس هنا"
        r"|ليس في البيت|مو بالبيت)",
    ),
    r"(?:on|ona|vin) (?:seychas |zaraz )?(?:na rabote|na roboti|ushel|ushol)",
    r"او (?:الان |حالا )?(?:سر کار است|خانه نیست|رفت)",
)
_ASLEEP = rf"{THEY} (?:(?:nyt|jo|on|just|e|är|har|is|s|now|сейчас|зараз|уже) )*" + either(
    r"nukku\w+|nukahti|sammu\w*|sover|somna\w*|däcka\w*",
    r"asleep|sleeping|sleeps|fell asleep|passed out|спит|спить|засну\w*|уснул\w*|نائم\w*|نايم\w*",
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
_BACK = rf"{THEY} " + either(
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
    rf"{THEY} on (?:eri|toises|toisessa) huonees\w*",
    r"(?:mä |minä )?(?:lähdin|menin|läksin) (?:ulos|pois|toiseen huoneeseen|kävelylle)",
    rf"(?:jag |ja )(?:gick ut|gick bort|gick härifrån|är i ett annat rum)"
    rf"|{THEY} är i ett annat rum",
    rf"(?:i )?(?:left|went out|walked away|went outside)|(?:im|i am"
    rf"|{THEY}) (?:is )?in (?:another|a different) room",
)

OF_PLACES: tuple[tuple[Further, str], ...] = (
    ("back", _BACK),
    ("left", _LEFT),
    ("asleep", _ASLEEP),
    ("locked", _LOCKED),
    ("open_door", _OPEN_DOOR),
    ("where", _WHERE),
)
OF_HARM: tuple[tuple[Further, str], ...] = (("apart", _APART),)
"""Whoever is afraid to hurt somebody has gone away from them."""
