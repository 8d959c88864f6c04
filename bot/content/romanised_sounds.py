"""Sounds of Persian and Arabic: how they are typed in Latin letters, and written in their own.

One sign stands for each sound. Consonants: X is "kh", x "sh", J "zh", c "j" as in "jan"; capitals
are the sounds that many type as their plain relatives. Vowels: a e i o u, long â I U, w and y, and
3 for 'ayn and every glottal stop. The unit of costs is arbitrary: they are compared with each
other and, times ``PER_VOWEL``, with the log of a word's rank.
"""

from bot.content.respelling import Respelling

WRITTEN = {
    **dict(zip("بپتطثسصجچحهخدذزضظرژشغقفکكگلمن", "bptTVsScCHhXdDzZZrJxGqfkkglmn", strict=True)),
    **dict(zip("اآأإٱویيئىؤةعء", "AAAAAWYYYYWEOO", strict=True)),
}
"""The sound of each letter; of one that stands for a vowel or for nothing that was typed: A alef,
W waw, Y ye, E the silent end of a word, O 'ayn and the glottal stop."""

WEAK = frozenset("AWYEO")
VOWELS = frozenset("aeiouIUwyâ3")

_BOTH = """
kh x: X
sh š: x
ch č: C
zh ž: J
aa á: â
ä: a
å ö: o
ee ii: I
oo ou uu: U
j: c
c: k
"""

TYPED = {
    "fa": Respelling(_BOTH + "gh: q\nth: s\nv: w\n' ’:"),
    "ar": Respelling(
        _BOTH + "3': G\n7' 5: X\n9': Z\n4: x\nth: V\ndh: D\ngh 8: G\n9: S\n6: T\n7: H\n"
        "2 ' ’: 3\nv: f"
    ),
}
"""What is typed for a sound, by the language's ISO code."""

ALIKE = {
    "fa": str.maketrans("TVSHZDG", "tsshzzq"),
    "ar": str.maketrans("TVSHZDGq", "tsshddgk"),
}
"""Sounds that many do not tell apart in Latin letters: words are looked up by these."""

OTHER_SOUND = 0.5
"""What it costs that one of them was typed for another."""

TYPED_FOR = {
    ("a", "A"): 0.2,
    ("â", "A"): 0.0,
    ("a", "E"): 0.15,
    ("e", "E"): 0.05,
    ("a", "O"): 0.3,
    ("i", "Y"): 0.1,
    ("I", "Y"): 0.0,
    ("y", "Y"): 0.0,
    ("e", "Y"): 0.5,
    ("a", "Y"): 0.5,
    ("o", "W"): 0.4,
    ("u", "W"): 0.15,
    ("U", "W"): 0.0,
    ("w", "W"): 0.0,
    ("3", "O"): 0.0,
    ("3", "A"): 0.2,
    ("3", "Y"): 0.3,
}
"""What it costs that a vowel was typed for a weak letter."""

UNWRITTEN = {"e": 0.05, "o": 0.15, "a": 0.2, "u": 0.35, "i": 0.6, "y": 1.0}
LONG = 1.2
"""What a typed vowel costs that no letter stands for, and a long one."""

SILENT = {"E": 0.15, "O": 0.5}
LETTER = 0.9
"""What a weak letter costs that nothing was typed for, and any other than these."""

FIRST_ALEF, FIRST_BARE = 0.1, 1.0
"""A word that begins with a vowel is written with an alef, hardly ever without."""

LAST_BARE = 0.4
"""What it costs besides that a word ends with a vowel and no letter stands for it."""

PER_VOWEL = 5.0

SPELT = dict(
    zip("bptTVsScCHhXdDzZrJxGqfkglmnâIUwy3", "بپتطثسصجچحهخدذزضرژشغقفکگلمنایوویع", strict=True)
)
"""The letter of each sound, for words that nobody knows."""
