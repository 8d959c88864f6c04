"""Russian and Ukrainian in Latin letters, back in Cyrillic: "ya ne hochu zhit" -> "я не хочу жит".

Everybody romanises in their own way, so each sound has all its usual spellings; a soft sign that
was left out stays out. The longest spelling is read first.
"""

import re

from bot.content.respelling import Respelling

_VOWELS = "aeiouy"

_BOTH = """
shch sch: щ
zh ž: ж
kh x: х
ts: ц
ch č 4: ч
sh š 6: ш
yu ju iu: ю
ya ja ia: я
a: а
b: б
v w: в
d: д
z: з
j: й
k q: к
l: л
m: м
n: н
o: о
p: п
r: р
s: с
t: т
u: у
f: ф
c: ц
': ь
"""

_OWN = {
    "ru": "yo jo: ё\nye je e: е\ng: г\ni: и\nh: х\ny: ы\neh: э",
    "uk": "ye je ie: є\nyi ji: ї\ne: е\ng: г\ni: і\nh: г\ny: и",
}

_RESPELT = {language: Respelling(_BOTH + own) for language, own in _OWN.items()}
_SHORT_I = re.compile(rf"(?<=[{_VOWELS}])y(?![{_VOWELS}])")
"""A "y" behind a vowel is short: "dolgiy", "moy", "pomogay"."""


def to_cyrillic(word: str, language: str) -> str:
    """Return a word of Russian ("ru") or Ukrainian ("uk") in its own letters.

    Args:
        word: In lower case.
        language: Its ISO code.
    """
    typed = _SHORT_I.sub("j", word.replace("’", "'"))
    return _RESPELT[language](typed)
