"""Signs in a message that tell of a way to people besides those of its danger.

Whoever tells of pills or poison is shown the Poison Information Centre, of force to marry, work
or sell oneself the help against trafficking, of rape the line for violence and the Seri centre, of
somebody who says that they die if one leaves the line for violence, of benzodiazepines that ended
the medical helpline. Nobody else is.
"""

import re
from typing import Literal, get_args

Sign = Literal["poison", "forced", "raped", "if_left", "benzos"]
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
    r"\b(?:pakkoaviol|pako(?:tt|te)\w*\b.{0,25}\b(?:naimi|työ|töi|myym|varasta)"
    r"|naimisiin\b.{0,25}\b(?:en halu|pako|vaikka)|(?:vie|viedä|viedään"
    r"|viemä)\w*\b.{0,15}\bnaimisiin"
    r"|ihmiskau|parittaj|orjan|passi\w*\b.{0,20}\b(?:vei|otti|isällä|miehellä|pomolla|pitää)"
    r"|(?:vei|otti|pitää|piilotti)\w*\b.{0,12}\bpassi|ei maksa palkkaa|makses? palkkaa"
    r"|tving\w*\b.{0,25}\b(?:gift|jobb|arbet|sälj)|bortgift|människohand|hallick"
    r"|(?:tog|har|gömt)\b.{0,10}\bpasset?\b|slav\b"
    r"|(?:forc|mak)(?:e|es|ed|ing)\b.{0,25}\b(?:marr|work|sell|prostitut|steal)|dont marry"
    r"|(?:pako\w+|tving\w+|forc\w+|make|makes)\b.{0,25}\b(?:seksi\w*|sex)\b.{0,25}"
    r"\b(?:raha|maks|miest|asiakk|peng|betal|kund|män\b|money|pay|men\b|client)"
    r"|(?:laukku|laukun|väska|väskan|bag|package|paket\w*)\b.{0,40}\b(?:velka|velas|skuld|skyldig"
    r"|owe|debt)|(?:velka|velas|skuld|skyldig|owe|debt)\w*\b.{0,40}\b(?:laukku|laukun|väska|bag\b"
    r"|package|matka|resa|travel|trip|journey)|(?:matka|resan|skulden|travel|trip|debt)\b.{0,12}"
    r"\b(?:maksettu|betald|paid)|until\b.{0,12}\bpay\w*\b.{0,20}\b(?:travel|trip|debt)"
    r"|arranged marriage|marry (?:me|my|a|him|off)|traffick|pimp\b|slave"
    r"|(?:took|has|have|keeps|kept)\b.{0,12}\bpassport|passport\b.{0,12}\b(?:taken|with)"
    r"|no salary)"
    r"|выдают замуж|насильно замуж|забрали? паспорт|заставля\w+.{0,15}(?:работать|секс)|заміж"
    r"|يجبر\w*.{0,15}(?:زواج|اتزوج|أتزوج)|زواج (?:قسري|بالغصب)|جوازي|ازدواج اجباری|guur qasab"
)
_RAPED = re.compile(
    r"\b(?:raiska|hyväksikäyt|våldta|våldtog|rape[ds]?\b|raping|sexually (?:assault|abuse)|kufsi"
    r"|pako(?:tt|te)\w*\b.{0,20}\b(?:seksi|panemaan|suihin)|seksi\w*\b.{0,12}\b(?:pako|väkis)"
    r"|väkisin\b.{0,20}\b(?:seksi|mun sisä|pani)|tving\w*\b.{0,20}\b(?:sex\b|ligga|samlag)"
    r"|forc\w*\b.{0,20}\b(?:sex\b|sleep with)|(?:made|make) me (?:have|do) sex"
    r"|sex (?:against my will|when i (?:said|say) no|without my consent))"
    r"|изнасил|зґвалт|згвалт|اغتصب|تجاوز جنسی"
)
_LEAVES = (
    r"\b(?:lähen|lähden|lähtee|jätän|eroan|eroon|muutan|går|lämnar|gör slut|drar|flyttar|sticker"
    r"|leave|leaving|go|break|divorce|dump|move)\b"
)
_DIES = (
    r"(?:(?:tappaa|satuttaa|hirttää|ampuu|tappavansa) (?:itsensä|ittensä|itteensä|itteään)"
    r"|(?:dödar|skadar|hänger|skjuter) (?:han |hon |hen )?sig|tar (?:han |hon |hen )?livet av sig"
    r"|(?:kill|hurt|hang|shoot)s? (?:himself|herself|themselves|hisself)"
    r"|(?:he|she) (?:will )?dies?\b)"
)
_IF_LEFT = re.compile(
    rf"{_DIES}.{{0,12}}\b(?:jos|om|if)\b.{{0,20}}{_LEAVES}|\b(?:jos|om|if)\b.{{0,20}}{_LEAVES}.{{0,40}}{_DIES}"
)
_BENZOS = (
    r"\b(?:bentso|benzo|benso|xanor|xanax|diapam|diazepam|rivatril|opamox|stesolid|valium)\w*"
)
_ENDED = (
    r"\b(?:lop(?:pu|et)\w*|poikki|ilman|vier(?:o|oi)tus\w*|slut\w*|utan|stop\w*|quit|finish\w*"
    r"|ran out|without|no more|cold turkey)\b"
)
_BENZOS_ENDED = re.compile(rf"{_BENZOS}.{{0,40}}{_ENDED}|{_ENDED}.{{0,40}}{_BENZOS}")
_FOUND: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    ("poison", _POISON),
    ("forced", _FORCED),
    ("raped", _RAPED),
    ("if_left", _IF_LEFT),
    ("benzos", _BENZOS_ENDED),
)


def signs_in(text: str) -> tuple[Sign, ...]:
    """Return the signs that a message bears."""
    said = text.lower()
    return tuple(sign for sign, pattern in _FOUND if pattern.search(said))
