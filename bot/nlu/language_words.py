"""Words by which a short message shows its language, where the detector cannot be sure."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OWN = {
    "fi": _words(
        """
        mä mää mie mina minä mun mul mulla mulle sä sun sulla oon olen olis ois oo ole ei
        eikä eika eikö emmä mut mutta jos että etta kun ku nyt niin tää toi siis vaan kans
        kanssa ilman mitä mita miten mistä mista missä mihin voiks voiko pitääkö
        """
    ),
    "sv": _words(
        """
        jag mig mej mitt du det den dom är inte int har hade och att som ska vill med från
        bort när vem vad hur kan ett nån någon på då där här bor
        """
    ),
    "en": _words(
        """
        my im ive am is are was you your u she they it the a an to with of and this that can
        cant cannot do does dont not got have need want wants feel help where what when who
        how why out someone somebody money food live living from near for
        """
    ),
}
"""Small words that one of our languages has and, nearly always, none of the others. "I" counts
beside one of the English ones only: "i Esbo" is where somebody lives."""

SHARED = _words("ja e en et va av om de men min till var för")
"""Small words of Finnish or Swedish that another of our languages has too."""

SOMALI = _words(
    """
    waxaan waan waxay waxaa waa miyaa maxaa xaggee halkee sidee fadlan lacag lacagta
    caawimaad caawimo caawin caawi guri guriga baahanahay haysto haysan rabaa doonayaa
    magacaygu igu iga anigu aniga hooyo aabbe walaal shaqo dhakhtar maanta berri
    mahadsanid salaan isku joogaa afsoomaali soomaali ayaa ayay ayaan ayuu ayey baa baan
    iyo laakiin wuxuu waxba wax inaan haddaan maxaan xagee mar badan iima igama
    """
)
"""Words that only Somali has; two of them are enough where the detector hears nothing."""

NOT_SOMALI = (OWN["fi"] | OWN["sv"] | OWN["en"] | SHARED | {"joo", "on"}) - _words(
    "ku kun kan is a an do"
)
"""Common words that Somali has not."""

STAYING = {
    "en": _words(
        """
        i me my you it they there is are am can do does the a to when where what who how
        call
        """
    ),
    "sv": _words(
        """
        jag mig mej du det de den är kan har när var vad vem hur ringa prata med på till en
        """
    ),
}
"""Small words of the conversation's language: a Finnish name among them changes no language."""

TELLING = {
    **dict.fromkeys(_words("moi moikka terve hei heippa morjens kiitos kiitti"), "fi"),
    **dict.fromkeys(_words("hej hejsan tjena tja goddag tack"), "sv"),
    **dict.fromkeys(_words("hello hi hey thanks please yes"), "en"),
}
"""First words that are enough alone, though the detector cannot be sure of one word."""
