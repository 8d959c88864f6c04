"""How it goes on with an illness, and with a friend in danger: worse, awake, found, taken."""

from bot.domain.card_names import Further
from bot.domain.card_people import FRIENDS, THEY
from bot.domain.card_words import either

_IS_WELL = either(
    r"vastas(?:i|i mulle)?|löytyi|soitti(?: takas(?:in)?| mulle)?|laitto viestii?",
    r"on (?:ihan |nyt |kai )*(?:kotona|hengis\w*|ok|okei|kunnossa|turvas\w*|elossa)",
    r"svarade|ringde(?: upp| tillbaka)?|skrev|är (?:nu )?(?:okej|ok|hemma|trygg|vid liv"
    r"|i säkerhet)",
    r"answered(?: me)?|replied|called(?: me)?(?: back)?|texted(?: me)?(?: back)?|wrote(?: back)?",
    r"is (?:now )?(?:ok|okay|fine|home|safe|alive)|ответил|ответила|дома|в порядке",
)
_AND_WELL = (
    rf"(?: (?:ja|och|and|и) (?:{THEY} )?(?:ihan |on |är |is )*"
    rf"(?:ok|okei|okej|okay|kotona|hemma|home|{_IS_WELL}))?"
)
_WITH = either(
    rf"{FRIENDS} (?:(?:on|oli|just|nyt|är|nu|is|s|now|just) )*"
    + either(
        r"(?:tuli|tulee|täällä|täälä|tääl|tässä|täs|luonani|mun luona|vieressä)(?: tänne"
        r"| mun luo| luokse\w*| käymään)?",
        r"(?:kom|kommer|här|hos mig|bredvid)(?: hit| hem)?",
        r"(?:here|coming|came|with me|next to me)(?: over| home| here)?",
        r"(?:пришла|пришёл|пришел|здесь|со мной|рядом|هنا|معي)",
    ),
    r"(?:se|hän) (?:on |tuli |jo |just |nyt )+(?:tässä|täs|täällä|tääl|täälä|tänne|mun luona)",
    r"(?:han|hon|hen) (?:är |e |kom |nu |just )+(?:här|hit|hos mig)",
    r"(?:he|she|they)(?: is| are|s|re| came| just| now)+ (?:here|over|with me)",
    r"(?:en|ei|inte|int|not|im not|jag är inte|ja e int|en oo|en ole) (?:enää |längre )?"
    r"(?:yksin|ensam|alone)(?: enää| längre| anymore)?",
)
_COMING = either(
    r"(?:ne|he) (?:on )?(?:tulee|tulevat|tulos\w*|matkal\w*)",
    r"(?:de|dom) (?:kommer|är på väg)",
    r"(?:theyre|they are|they) (?:coming|on (?:the|their) way)",
    r"(?:они )?(?:едут|в пути)",
)
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
_FOUND = rf"{THEY} {_IS_WELL}{_AND_WELL}"
_BREATHING = (
    (
        r"(?:se|hän|vauva|lapsi|kaveri|kaverini|hon|han|barnet|bebisen|kompisen|she|shes|he|hes|it"
        r"|(?:the |my )?(?:baby|friend)|он|она|ребёнок|ребенок|الطفل|هو|هي)"
        r" (?:(?:nyt|jo|taas|nu|now|is|s|уже) )*"
    )
    + either(
        r"(?:hengittää|heräs\w*|itkee|on hereillä|virkos\w*)",
        r"(?:andas|vaknade|gråter|skriker|är vaken)",
        r"(?:breathing|breathes|woke(?: up)?|awake|crying|cries)",
        r"(?:дышит|проснулся|проснулась|очнулся|очнулась|плачет|يتنفس|تتنفس)",
    )
    + (
        r"(?: (?:ja |och |and |but |mut )?(?:se|hän|hon|han|she|he) (?:oli|on|va|var|är|was|is)"
        r"(?: (?:vaan|vain|tosi|niin|ihan|bara|ba|så|just|only|really|so|very))* \w+)?"
    )
)
_TAKEN = either(
    r"(?:ne|ambulanssi|ensihoitajat|he|poliisi) (?:(?:jo|nyt|just) )*(?:vei|veivät|otti|ottivat"
    r"|hakivat|haki)(?: (?:sen|hänet|kaverin|mummon|äidin|isän|vauvan))?(?: (?:mukaan|mukaansa"
    r"|sairaalaan|pois))*|(?:se|hän) (?:vietiin|on (?:nyt )?sairaalas\w*|lähti ambulanssilla)",
    r"(?:de|dom|ambulansen|polisen) (?:tog|hämtade|körde|förde)(?: \w+){0,3}"
    r"|(?:hon|han|hen) (?:fördes|togs|är på sjukhus\w*|åkte med ambulans\w*)(?: \w+){0,2}",
    r"(?:they|the ambulance|ambulance|paramedics|the police) (?:took|have taken|has taken|picked)"
    r"(?: \w+){0,4}|(?:she|he) (?:was taken|is (?:now )?(?:in|at) (?:the )?hospital"
    r"|went with them)"
    r"(?: \w+){0,2}",
    r"(?:е[ёе]|его|її|його) (?:забрал\w*|увезл\w*|забрали)|أخذوها|أخذوه|اخدوها|اخدوه",
)
_SILENT = either(
    rf"(?!they|ne |de |dom |они|вони){THEY}"
    r" (?:(?:nyt|enää|vieläkään|nu|ännu|still|is|does|has|do) )*"
    + either(
        r"(?:ei|ei oo|ei ole)(?: enää| vieläkään| mulle)* (?:vastaa|vastannu\w*|vastaillu"
        r"|lukenu\w*)(?: mulle| enää| vieläkään| puhelimeen| viesteihin)*",
        r"(?:svarar|har svarat|svarade|läser) (?:inte|int)(?: längre| ännu| på \w+)*",
        r"(?:not answering|doesnt answer|does not answer|isnt answering|wont answer|not answer"
        r"|dont answer|not replying|doesnt reply|not picking up|not answered)(?: \w+){0,3}",
        r"не (?:отвечает|берёт трубку|берет трубку|відповідає)"
        r"|(?:لا ترد|لا يرد|ما بترد|ما يرد)",
    ),
    r"(?:kukaan ei|me ei|en|emme) (?:(?:tiiä|tiedä) missä|löydä|tavoita|saa kiinni|saa yhteyttä)"
    r"(?: \w+){0,3}",
    r"(?:ingen vet var|jag hittar inte|vi hittar inte|jag når inte)(?: \w+){0,3}",
    r"(?:nobody knows where|no one knows where|i cant find|we cant find|i cant reach)"
    r"(?: \w+){0,3}",
)
_CAME = either(
    r"(?:ne|he)(?: (?:on|jo|nyt|just))* (?:tuli|tulivat|täällä|tääl|perillä|saapui)",
    r"(?:de|dom)(?: (?:är|nu|just))* (?:kom|här|framme)",
    r"(?:they|theyre)(?: (?:are|just|have|now))* (?:here|came|arrived)",
    r"(?:они )?(?:приехали|пришли|приїхали)|(?:وصلوا|اجوا)",
)
"""Help, in words that beside violence might mean whoever hurts."""

OF_ILLNESS: tuple[tuple[Further, str], ...] = (
    ("worse", _WORSE),
    ("with", _WITH),
    ("arrived", _CAME),
    ("called", _COMING),
)
"""One's own; the same where one has taken something to die."""

OF_FRIENDS: tuple[tuple[Further, str], ...] = (
    ("found", _FOUND),
    ("silent", _SILENT),
    ("breathing", _BREATHING),
    ("taken", _TAKEN),
    ("arrived", _CAME),
    ("called", _COMING),
)
OF_THE_ILL: tuple[tuple[Further, str], ...] = (("snores", _SNORES), *OF_FRIENDS)
"""Somebody else who is ill or unconscious."""
