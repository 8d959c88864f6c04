"""Signs in a message that tell of a way to people besides those of its danger.

Whoever tells of pills or poison is shown the Poison Information Centre, of force to marry, work
or sell oneself the help against trafficking, of rape the line for violence. Nobody else is.
"""

import re
from typing import Literal, get_args

Sign = Literal["poison", "forced", "raped"]
SIGNS: tuple[Sign, ...] = get_args(Sign)

_POISON = re.compile(
    r"\b(?:lääk(?:e|ke|itä|kei)|napp(?:ei|i|u)|pilleri|tablet|panadol|para[cs]etamol|buran"
    r"|ibu(?:profe"
    r"|ma)|särkylääk|unilääk|myrk|yliannos|överi|pesuain|kloori|pakkasnest|jäähdytinnest|tinneri"
    r"|sieni|sieniä|pills?\b|meds\b|medic|capsule|overdos|poison|bleach|antifreeze|detergent|xanax"
    r"|benzo|opamox|tramad|oxy|kodei|codein|insulin|concerta|ritalin|lyrica|ketipin|alvedon|ipren"
    r"|piller|överdos|förgift|gift\b|giftig|klorin|lut\b|svamp|sleeping pill|painkiller|paracet"
    r"|tylenol|advil|diapam|amitripty)"
    r"|таблет|снотвор|снодійн|лекарств|передоз|отрав|отру|хлорк|حبوب|حبة|دواء|أدوية|سم\b|قرص"
    r"|تابلیت|دارو|\b(?:kiniin|kaniini|dawo)"
)
_FORCED = re.compile(
    r"\b(?:pakkoaviol|pako(?:tt|te)\w*\b.{0,25}\b(?:naimi|työ|töi|seksi|myym|varasta)"
    r"|naimisiin\b.{0,25}\b(?:en halu|pako|vaikka)|(?:vie|viedä|viedään"
    r"|viemä)\w*\b.{0,15}\bnaimisiin"
    r"|ihmiskau|parittaj|orjan|passi\w*\b.{0,20}\b(?:vei|otti|isällä|miehellä|pomolla|pitää)"
    r"|(?:vei|otti|pitää|piilotti)\w*\b.{0,12}\bpassi|ei maksa palkkaa|makses? palkkaa"
    r"|tving\w*\b.{0,25}\b(?:gift|jobb|arbet|sex|sälj)|bortgift|människohand|hallick"
    r"|(?:tog|har|gömt)\b.{0,10}\bpasset?\b|slav\b"
    r"|(?:forc|mak)(?:e|es|ed|ing)\b.{0,25}\b(?:marr|work|sex|sell|prostitut|steal)|dont marry"
    r"|arranged marriage|marry (?:me|my|a|him|off)|traffick|pimp\b|slave"
    r"|(?:took|has|have|keeps|kept)\b.{0,12}\bpassport|passport\b.{0,12}\b(?:taken|with)"
    r"|no salary)"
    r"|выдают замуж|насильно замуж|забрали? паспорт|заставля\w+.{0,15}(?:работать|секс)|заміж"
    r"|يجبر\w*.{0,15}(?:زواج|اتزوج|أتزوج)|زواج (?:قسري|بالغصب)|جوازي|ازدواج اجباری|guur qasab"
)
_RAPED = re.compile(
    r"\b(?:raiska|hyväksikäyt|våldta|våldtog|rape[ds]?\b|raping|sexually (?:assault|abuse)|kufsi)"
    r"|изнасил|зґвалт|згвалт|اغتصب|تجاوز جنسی"
)
_FOUND: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    ("poison", _POISON),
    ("forced", _FORCED),
    ("raped", _RAPED),
)


def signs_in(text: str) -> tuple[Sign, ...]:
    """Return the signs that a message bears."""
    said = text.lower()
    return tuple(sign for sign, pattern in _FOUND if pattern.search(said))
