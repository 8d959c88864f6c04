"""Words that messages after a crisis card share: of whom they tell, how they begin and end."""

from bot.domain.card_words import either

SO = (
    r"(?:(?:hei|no|nyt|okei|ok|joo|siis|mut|ei nyt|en nyt|nu|nej|okej|ja|men|inte nu|int nu"
    r"|now|okay|so|no|not now|i think|luulen et|luulen että|уже|не сейчас|не зараз) )*"
)
"""What may begin such a message."""

NOW = (
    r"(?:(?: )(?:nyt|jo|just|äsken|kai|taas|pois|kiitos|nu|redan|igen|bort|tack|tror jag"
    r"|now|already|again"
    r"|away|i think|thanks|уже|сейчас|зараз|الآن))*"
)
"""What may end it."""

THEY = either(
    r"(?:mun |se mun |toi |sen )?(?:se|hän|ne|mies|mieheni|äijä|ukko|ex|eksä|poikaystävä"
    r"|tyttöystävä|vaimo|isä|isäpuoli|iskä|setä|veli|äiti|kaveri)",
    r"(?:min |mitt )?(?:han|hon|hen|de|dom|ex|exet|man|mannen|pappa|styvpappa|mamma|pojkvän|kille"
    r"|bror)",
    r"(?:my )?(?:he|hes|she|shes|they|theyre|ex|dad|father|stepdad|mum|mom|boyfriend|girlfriend"
    r"|husband|wife|brother|uncle|friend)",
    "он|она|они|він|вона|вони|هو|هي|هم",
)
"""Whoever the danger is about."""

FRIENDS = either(
    r"(?:mun )?(?:äiti|äitini|isä|iskä|kaveri|kaverini|veli|sisko|naapuri|poikaystävä|tyttöystävä"
    r"|ohjaaja|mummo|täti)",
    r"(?:min |en )?(?:mamma|pappa|kompis|kompisen|vän|bror|syster|granne|pojkvän|flickvän)",
    r"(?:my |a )?(?:mum|mom|dad|friend|sister|brother|neighbour|neighbor|boyfriend"
    r"|girlfriend|aunt)",
    "мама|папа|друг|подруга|сестра|брат|أمي|أبي|صديقي",
)
"""Whoever may come to be with them."""

KIN = either(
    r"(?:isä|isäpuoli|iskä|äiti|äitipuoli|mies|avomies|aviomies|vaimo|poikaystävä|tyttöystävä"
    r"|veli|sisko|setä|eno|serkku|ex|eksä)",
    r"(?:pappa|styvpappa|mamma|man|sambo|fru|pojkvän|flickvän|bror|syster|farbror|morbror|kusin)",
    r"(?:dad|father|stepdad|stepfather|mum|mom|mother|husband|wife|partner|boyfriend|girlfriend"
    r"|brother|sister|uncle|cousin)",
    r"(?:отец|папа|отчим|муж|жена|брат|чоловік|батько|вітчим)",
)
"""Who may be close and hurt all the same."""
