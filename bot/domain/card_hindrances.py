"""What stands between a person and the call after a crisis card: credit, language, papers.

Not of longer texts: "I do not speak Finnish" in a story is no question about calling.
"""

import re

from bot.domain.card_names import Further
from bot.domain.card_words import either

MOST_WORDS, MOST_LETTERS = 14, 300

_CREDIT = either(
    r"\b(?:ei|en|eikä)\b.{0,20}\b(?:saldo|puheaika)\w*|\b(?:saldo|puheaika)\w* (?:on )?"
    r"(?:loppu\w*|nolla|nollassa)",
    r"\b(?:rahaa|rahat)\b.{0,15}\b(?:puhelimes|puhelinliittymä|luuris|kännykäs|liittymäs"
    r"|prepaid)\w*",
    r"\b(?:puhelimes|kännykäs|luuris|liittymäs)\w*\b.{0,12}\b(?:rahaa|rahat|saldo)",
    r"\b(?:inte|int|inget|ingen|inga|utan)\b.{0,20}\b(?:saldo|samtalstid)\w*"
    r"|\bsaldot? (?:är |e )?slut",
    r"\bpengar\b.{0,12}\b(?:telefon|mobil|lur|kort)\w*",
    r"\b(?:no|any|not enough|out of|without)\b.{0,12}\b(?:credit|airtime|phone money|balance)\b",
    r"\bmoney\b.{0,12}\b(?:phone|mobile|sim|card)\b|\bprepaid\b.{0,12}\b(?:loppu\w*|slut|empty"
    r"|out)",
    r"\b(?:денег|деньги|грошей|гроші|баланс\w*)\b.{0,15}\b(?:телефон|сч[её]т|рахунк|мобильн"
    r"|мобільн)",
    r"\bdeneg\b.{0,12}\btelefon|\bhroshei\b.{0,12}\btelefon|رصيد|\brase+d\b|\brasid\b"
    r"|(?:شارژ|کردت|کریدت) ?ندارم|\bcredit nadaram\b|\b(?:lacag|credit)\b.{0,12}\btaleefan",
)
_TONGUES = (
    r"(?:suomea|suomee|englantia|englantii|ruotsia|ruotsii|arabiaa|daria|farsia|somalia|venäjää"
    r"|ukrainaa|kurdia|sorania|kieltä|kieltäni"
    r"|finska|svenska|engelska|arabiska|persiska|somaliska|ryska|ukrainska|kurdiska|språk"
    r"|finnish|english|swedish|arabic|dari|farsi|persian|somali|russian|ukrainian|kurdish"
    r"|languages?)"
)
_LANGUAGE = either(
    r"\b(?:ei|en|eikä|eivät|puhuuko|puhuuks|puhutaanko|puhutteko|ymmärtääkö|ymmärtääks|osaako"
    rf"|osaaks)\b.{{0,25}}\b{_TONGUES}\b|\bmillä kielellä\b|\btulk(?:ki|in|kia|kii|kaa)\b",
    r"\b(?:ei|eivät)\b.{0,12}\bymmärrä (?:mua|minua|mun)\b",
    rf"\b(?:talar?|pratar?|kan|förstår|snackar?)\b.{{0,20}}\b{_TONGUES}\b"
    r"|\bvi(?:lket|lka) språk|\btolk\w*\b",
    r"\b(?:dont|do not|doesnt|does not|cant|cannot|not|(?:do|will|can) they|does anyone)\b.{0,15}"
    rf"\b(?:speak|understand|talk|know)\b.{{0,15}}\b{_TONGUES}\b|\bno (?:english|finnish)\b",
    r"\b(?:what|which) language|\binterpreter|\btranslator"
    r"|\bthey (?:will not|wont|dont|do not|cant|cannot) understand\b",
    r"\bне (?:говор|понима|розмовля|розумі|знаю)\w*\b.{0,20}"
    r"\b(?:язык|мов|финск|фінськ|русск|англий)",
    r"\b(?:перевод|переклад)ч|\b(?:на каком языке|якою мовою)|مترجم|لغتي|(?:لا|ما) .{0,12}"
    r"(?:لغة|فنلندي|انجليزي|إنجليزي)|زبان من|ترجمان|\bafkayga\b|\bturjubaan",
)
_PAID = (
    r"(?:ambulans\w*|lanssi\w*|soitto|soittaminen|puhelu|turvakoti\w*|apu|päivystys|sairaala\w*"
    r"|samtal\w*|skyddshem\w*|att ringa|jouren|sjukhus\w*"
    r"|ambulance|the call|call|calling|shelter|hospital|help)"
)
_COST = either(
    rf"\b(?:maksaako|maksaaks|paljonko|paljonks|mitä) (?:maksaa )?{_PAID}|\b{_PAID} maksaa\b",
    r"^(?:no |ja |mut |entä )?(?:maksaa(?:ko|ks) (?:se|tää|toi|ne)(?: jotain| mitään)?"
    r"|kuka (?:sen |tän |ton )?maksaa(?: sen)?|(?:mitä|paljonko|paljonks) (?:se|tää) maksaa"
    r"|onk[os] (?:se|tää) ilma\w+)$",
    rf"\bei (?:oo |ole |mulla )*varaa\b.{{0,15}}\b{_PAID}|\bhar inte råd\b.{{0,15}}\b{_PAID}",
    rf"\b(?:kostar|kosta)\b.{{0,10}}\b{_PAID}|^(?:vem betalar|(?:vad )?kostar det(?: något| nåt)?"
    r"|är det gratis)$",
    rf"\b(?:cost|pay|free|charge|afford)\b.{{0,15}}\b{_PAID}|\b{_PAID}\b.{{0,10}}\b(?:cost"
    r"|free)\b",
    r"^(?:and |but )?(?:who (?:pays|will pay|is paying)|(?:is|does) it (?:free|cost)(?: \w+){0,2}"
    r"|how much (?:is it|does it cost)|do i have to pay)$",
    r"^(?:сколько (?:это )?стоит|это бесплатно|кто (?:за это )?платит|скільки (?:це )?коштує)$"
    r"|سيارة الإسعاف مجانية|هل (?:هو |هذا )?مجاني",
)
_PAPERS = either(
    r"\bilman (?:papere|passi|henkkare|oleskelulupa|lupaa|kotikunta)\w*|\bpaperit(?:on|tomana)\b",
    r"\b(?:ei|en)\b.{0,12}\b(?:papereita|papereit|oleskelulupa\w*|kotikuntaa)",
    r"\butan (?:papper|pass|uppehållstillstånd|id)\b|\bpapperslös|\b(?:inga"
    r"|inte)\b.{0,8}\bpapper\b"
    r"|\binget uppehållstillstånd",
    r"\b(?:without|no|dont have|not have|any)\b.{0,12}\b(?:papers|documents|permit|visa)\b",
    r"\bwithout (?:a |my )?(?:passport|id)\b|\bundocumented\b|\b(?:am|im|here) illegal",
    r"\b(?:без|нет|немає) (?:документ|паспорт)|\bнелегал"
    r"|(?:بدون|بلا|ما عندي) (?:أوراق|وثائق|إقامة|اقامة)",
)
_HOLDS_BACK = (
    r"(?:mies|mieheni|se|hän|isä|iskä|äiti|poikaystävä|ukko|äijä|vaimo|tyttöystävä|veli|ne"
    r"|han|hon|hen|pappa|mamma|mannen|min man|pojkvän\w*|bror"
    r"|he|she|they|husband|wife|father|dad|mother|mum|mom|boyfriend|girlfriend|brother)"
)
_FORBIDDEN = either(
    rf"\b{_HOLDS_BACK} (?:ei anna|ei päästä|kielsi|kieltää|on kieltäny\w*|estää|esti)\b.{{0,20}}"
    r"\b(?:soit|puhelin|puhelim|lähte|mennä|lääkär|sairaal)\w*",
    rf"\ben saa soittaa\b|\b{_HOLDS_BACK} (?:sanoo|sano|sanoi|säger|sa) (?:ei|nej)\b"
    rf"|\b{_HOLDS_BACK} (?:vei|otti|piilotti)\b.{{0,8}}\b(?:puhelim|luuri"
    r"|kännyk)\w*",
    rf"\b{_HOLDS_BACK} (?:låter|förbj\w*|hindrar|tog)\b.{{0,20}}\b(?:ring|telefon|mobil|lur|gå"
    r"|läkar)\w*",
    r"\b(?:får|fick) (?:jag |ja )?(?:inte|int) ringa\b",
    rf"\b{_HOLDS_BACK} (?:doesnt|does not|wont|will not|didnt|dont|do not|not)\b.{{0,8}}"
    r"\b(?:let|allow|want me to)\b",
    rf"\b{_HOLDS_BACK} (?:forbids?|forbade|says no|said no|stops me|took my phone|has my phone)\b",
    r"\bnot allowed to (?:call|phone|leave)\b|\bне (?:да[её]т|разрешает|пускает|дозволяє)\b"
    r"|\bзапре(?:тил|щает)|\bзаборон|(?:منعني|يمنعني|ما يخليني|لا يسمح لي)",
)
_SEEN = either(
    rf"\b(?:jos|et|että)\b.{{0,8}}\b{_HOLDS_BACK} (?:näkee|huomaa|saa selville|löytää|lukee"
    r"|tarkistaa)"
    r"\b.{0,25}\b(?:soit|puhelu|viesti|tän|tämän|puhelim|luuri|numero)\w*",
    r"\bnäky(?:y|ykö|yks)\b.{0,20}\b(?:lasku|puhelu|listas|soitto|puhelim)\w*",
    rf"\b(?:om|att)\b.{{0,8}}\b{_HOLDS_BACK} (?:ser|märker|hittar|läser|kollar)\b.{{0,25}}"
    r"\b(?:ring|samtal|telefon|lur|chatt|numret|det här)\w*|\bsyns (?:det|samtalet)\b",
    rf"\b(?:if|that|when|what if)\b.{{0,8}}\b{_HOLDS_BACK} (?:sees?|finds?|checks?|reads?"
    r"|notices?|looks?)"
    r"\b.{0,25}\b(?:call\w*|phone|this|number|chat|messages|history)\b",
    r"\b(?:does|will) it show\b|\bcall (?:history|log)\b|\bif (?:he|she|they) (?:finds?"
    r"|know) out\b"
    r"|\bjos (?:se|hän|ne) saa (?:tietää|selville)\b|\bom (?:han|hon|de) får (?:veta|reda)\b"
    r"|\bесли (?:он|она) (?:увидит|узнает)|(?:إذا|لو) (?:شاف|عرف|رأى)",
)
_WORKER = either(
    r"\b(?:voiko|voiks|voisko|voisks)\b.{0,12}\b(?:työntekijä|ohjaaja|sossu|oma\w+)\w* "
    r"(?:nyt )?(?:autta|tulla|tehdä|tehä|soittaa|hakea|hakee|hoitaa)\w*"
    r"|\bauttaa(?:ko|ks) (?:mun )?(?:työntekijä|ohjaaja|sossu)",
    r"\bkan (?:min|mi) (?:kontaktperson|handledare|socialarbetare|ohjaaja)\b.{0,12}"
    r"\b(?:hjälpa|komma|göra|ringa)",
    r"\b(?:can|could|will|would) my (?:social |care )?(?:worker|counsellor|counselor|instructor)\b"
    r".{0,12}\b(?:help|come|do|call)",
)
HINDRANCES: tuple[tuple[Further, str], ...] = (
    ("credit", _CREDIT),
    ("language", _LANGUAGE),
    ("cost", _COST),
    ("papers", _PAPERS),
    ("seen", _SEEN),
    ("forbidden", _FORBIDDEN),
    ("worker", _WORKER),
)
_COMPILED = tuple((what, re.compile(pattern)) for what, pattern in HINDRANCES)


def hindrance_in(said: str) -> Further | None:
    """Return what stands in the way in a short text without signs; None: nothing of this kind."""
    if len(said.split()) > MOST_WORDS or len(said) > MOST_LETTERS:
        return None
    return next((what for what, pattern in _COMPILED if pattern.search(said)), None)
