"""The forms in which a Finnish place name meets us: bent, spoken, or bent by a learner.

Made from two facts an editor can check: the name and where-form ("Lahti", "Lahdessa"). The
where-form carries the weak stem, so that consonant gradation needs no rules of its own.
Says nothing about whether a form is also an ordinary word: ``place_words`` knows that.
"""

from dataclasses import dataclass

VOWELS = "aeiouyåäö"
# First parts that bend together with the rest: Uusikaupunki, Uudessakaupungissa.
_BENDING = {
    "uusi": ("uuden", "uutta", "uudessa", "uudesta", "uuteen", "uudella", "uudelta", "uudelle"),
    "iso": ("ison", "isoa", "isossa", "isosta", "isoon", "isolla", "isolta", "isolle"),
    "vähä": ("vähän", "vähää", "vähässä", "vähästä", "vähään", "vähällä", "vähältä", "vähälle"),
}


@dataclass(frozen=True, slots=True)
class PlaceForms:
    """Lower-case forms of one name.

    Attributes:
        proper: Forms of written language: six cases in the name's own series.
        spoken: Forms people say and type, "turus" and "keravalt", and those of somebody who
            is learning Finnish, "helsinkissä".
        other_series: ``-lla`` for a name that takes ``-ssa`` and the other way round. Often
            said of people too ("Kaarinalla on"), so the caller may leave them out.
    """

    proper: frozenset[str]
    spoken: frozenset[str]
    other_series: frozenset[str]


def place_forms(name: str, locative: str) -> PlaceForms:
    """Make the forms of a Finnish name.

    Args:
        name: Nominative, "Lahti". Hyphens and a second word ("Koski Tl") are kept.
        locative: Its where-form, "Lahdessa" or "Keravalla". Empty: the name does not bend.
    """
    name, locative = name.lower(), locative.lower()
    if not locative:
        return PlaceForms(frozenset({name}), frozenset(), frozenset())
    if " " in name:
        return _with_second_word(name, locative)
    for first, bent in _BENDING.items():
        head, found, last = name.partition(first)
        if found and last and bent[2 if locative.endswith(("ssa", "ssä")) else 5] in locative:
            return _with_bending_part(head, first, bent, last, locative)
    stem = _Stem.of(name, locative)
    own, other = ("l", "s") if stem.outer else ("s", "l")
    # A learner bends the dictionary form: Helsinkissä, Lahtissa.
    learned = {name} if name[-1] in VOWELS else set()
    proper = {name, *stem.genitives(), *stem.partitives()}
    proper |= _local(locative[:-3], own, stem.a)
    proper |= stem.illatives() if own == "s" else set()
    spoken = set().union(*(_spoken(part, own, stem.a) for part in {stem.weak, *learned}))
    spoken |= {form for part in learned for form in (*_local(part, own, stem.a), part + "n")}
    spoken |= {form[:-1] for form in stem.illatives() if own == "s"}
    # Many dialects drop the weak d: Lahessa. A d of the name itself stays.
    if "d" in stem.weak[-3:] and "d" not in name[-3:]:
        soft = stem.weak[:-3] + stem.weak[-3:].replace("d", "")
        spoken |= _local(soft, own, stem.a) | {soft + "n"}
    others = set().union(*(_local(part, other, stem.a) for part in {stem.weak, *learned}))
    others |= stem.illatives()
    spoken -= proper
    return PlaceForms(frozenset(proper), frozenset(spoken), frozenset(others - proper - spoken))


@dataclass(frozen=True, slots=True)
class _Stem:
    """What the endings are joined to."""

    name: str
    weak: str
    outer: bool
    a: str

    @classmethod
    def of(cls, name: str, locative: str) -> "_Stem":
        weak = locative[:-3]
        # Kangasala swallows a syllable: Kangasalla, but Kangasalan.
        if name[-2:] in ("la", "lä") and locative == name[:-2] + "ll" + name[-1]:
            weak = name
        return cls(name, weak, locative[-2] == "l", locative[-1])

    def genitives(self) -> set[str]:
        if self.name.endswith("nen") and self.weak.endswith("si"):
            return {self.weak[:-1] + "ten", self.weak + "en"}
        return {self.weak + "n"}

    def partitives(self) -> set[str]:
        name, a = self.name, self.a
        if name.endswith("nen"):
            return {self.weak + a, self.weak[:-1] + "t" + a}
        if name[-1] not in VOWELS:
            return {name + "t" + a, name[:-1] + "tt" + a, self.weak + a}
        if name.endswith("vesi"):
            return {name[:-2] + "tt" + a}
        if name.endswith("i") and self.weak.endswith("e"):
            return {name[:-1] + "e" + a} | ({name[:-1] + "t" + a} if name[-2] == "r" else set())
        if name.endswith("e"):
            return {name + "tt" + a, name + a}
        if name[-2:] == name[-1] * 2:
            return {name + "t" + a}
        return {name + a, name + "t" + a} if name[-2] in VOWELS else {name + a}

    def illatives(self) -> set[str]:
        """Return "into" forms, from the strong stem: Lahteen, Turkuun, Varkauteen."""
        name, strong = self.name, self.weak
        if name.endswith("s") and strong.endswith("de"):
            strong = strong[:-2] + "te"
        elif name.endswith("i") and strong.endswith("e"):
            strong = name[:-1] + "e"
        elif name[-1] in VOWELS and not strong.endswith(("ee", "si")):
            strong = name
        vowel = strong[-1]
        if strong[-2:] == vowel * 2:
            # Porvooseen, but -maahan and -päähän, and both are heard.
            return {strong + "seen", strong + "h" + vowel + "n"}
        return {strong + vowel + "n"}


def _local(stem: str, series: str, a: str) -> set[str]:
    """Return where, from where and, in the outer series, to where."""
    if series == "l":
        return {f"{stem}ll{a}", f"{stem}lt{a}", f"{stem}lle"}
    return {f"{stem}ss{a}", f"{stem}st{a}"}


def _spoken(stem: str, series: str, a: str) -> set[str]:
    """Return clipped endings: turus, turust, turusa; keraval, keravalt, keravala."""
    if series == "l":
        return {f"{stem}l", f"{stem}lt", f"{stem}l{a}"}
    return {f"{stem}s", f"{stem}st", f"{stem}s{a}"}


def _with_second_word(name: str, locative: str) -> PlaceForms:
    """Bend the first of two words: Koski Tl, Koskella Tl; both with and without the second."""
    first, _, last = name.partition(" ")
    forms = place_forms(first, locative.partition(" ")[0])
    long = frozenset(f"{form} {last}" for form in forms.proper)
    return PlaceForms(forms.proper | long, forms.spoken, forms.other_series)


def _with_bending_part(
    head: str, first: str, bent: tuple[str, ...], last: str, locative: str
) -> PlaceForms:
    """Bend both parts alike: Uudenkaupungin, Uuteenkaupunkiin."""
    outer = locative.endswith(("lla", "llä"))
    where = bent[5 if outer else 2]
    stem = _Stem.of(last, locative.partition(where)[2])
    proper = {head + first + last}
    proper |= {head + bent[0] + form for form in stem.genitives()}
    proper |= {head + bent[1] + form for form in stem.partitives()}
    if outer:
        ends = zip(bent[5:], (f"ll{stem.a}", f"lt{stem.a}", "lle"), strict=True)
        proper |= {head + part + stem.weak + end for part, end in ends}
    else:
        ends = zip(bent[2:4], (f"ss{stem.a}", f"st{stem.a}"), strict=True)
        proper |= {head + part + stem.weak + end for part, end in ends}
        proper |= {head + bent[4] + form for form in stem.illatives()}
    # Clipped alike (uudeskaupungis), or a learner bends only the end (Uusikaupungissa).
    clipped = head + where[:-2] + stem.weak + ("l" if outer else "s")
    end = place_forms(last, locative.partition(where)[2])
    unbent = {head + first + form for form in end.proper | end.spoken if form != last}
    return PlaceForms(frozenset(proper), frozenset((unbent | {clipped}) - proper), frozenset())
