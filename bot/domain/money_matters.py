"""What an amount is for: rent, electricity, study grant... as people name it, and as we ask it.

The same table reads a question's id ("rent"), a question in words ("hyra per månad") and the
words of an answer ("vuokra 650 sähkö 40"). A matter is a stable id; groups hold matters.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from bot.domain.money_words import Tag, tag_of, times_a_month
from bot.domain.number_tokens import Token, tokens_of

_STEMS: Mapping[str, str] = {
    "rent": "vuokr hyra hyran hyror rent rents vastik kamp luuk yksio boende asumis asunto",
    "electricity": "sahko el elrakn elen elektri electric power strom elavtal",
    "water": "vesi vetta veden vesimaks vatten water",
    "internet": "netti netin nettiin internet bredband laajakaista wifi wlan broadband",
    "phone": "puhelin puhelim luuri liittym telefon mobil phone prepaid kanny matkapuh simkort",
    "insurance": "vakuut kotivak forsakr hemforsakr insurance",
    "food": "ruoka ruoan ruuan ruokaa ruokii ruokaan ruuat ruoat safka safkat safkaa matkostnad"
    " matvar mat maten food groceries grocery syominen syomis kauppaan eating livsmedel",
    "transport": "bussi busskort buss matkakort hsl matkat matkoihin bensa juna tag transport bus"
    " travel liikkumi metro tram kuljetus resor bensin gasoline petrol fuel",
    "medicine": "laakke laake lakar medicin medicine meds terveys terveyteen laaka apotek apteek"
    " apteik pharmacy health halsa",
    "debt": "velka velko velat velkoj skuld debt luotto luoton kredit credit osamaks avbetaln"
    " klarna kulutusluot pikavip lyhenny amorter ulosotto",
    "loan": "laina lainaa lainat lan lanet loan loans",
    "hobby": "harrast hobby hobbi sali salikort traning gym trana sport vapaa-ai vapaa-aika"
    " fritid",
    "clothes": "vaattee vaatte kladeri klader clothes clothing",
    "subscriptions": "netflix spotify suoratoist streaming subscription prenumer tilaukset",
    "tobacco": "tupak roki roks nuuska tobak cigar snus tobacco smok",
    "savings": "saasto saasta saving sparar sparande sparpengar",
    "salary": "palkka palkan palkkaa palkkoi liksa liksaa lon lonen lonn salary wage wages"
    " paycheck"
    " ansio earnings pay_after",
    "study_grant": "opintora opintotuk studiepenn studiestod grant",
    "study_loan": "opintolain studielan studentloan",
    "housing_allowance": "asumistu bostadsbidrag asumislis bostadstillagg allowance asumistuen"
    " housing_allow asumistukee asumistuki",
    "unemployment": "tyottom yleistuk tyomarkkinatuk paivarah arbetslos unemploy dagpenning"
    " tyokkari",
    "sickness": "sairaus sairasp sjukdagp sjukpenn sickness sick",
    "social_assistance": "toimeent toimar utkomst assistance socialbidrag",
    "aftercare": "jalkihuol itsenaistymis eftervard aftercare",
    "child_benefit": "lapsilis barnbidrag elatus underhall",
    "kela": "kela kelan kelalta kelasta fpa",
    "benefit": "tukee tuki tuen tuet tukia benefit benefits bidrag stod",
    "income": "tulot tulo tuloja tuloa inkomst income earning tienaa tienaan",
    "expenses": "menot menoja kulut utgift expens fixed_costs",
    "on_hand": "tilil tilill tilin kateist lompak konto kontot kontant cash account saldo"
    " on_hand money_on",
    "deposit": "takuu vuokratakuu vakuus garanti deposit pant",
}
_INCOMES = frozenset(
    [
        *("salary", "study_grant", "study_loan", "loan", "housing_allowance", "unemployment"),
        *("sickness", "social_assistance", "aftercare", "child_benefit", "kela", "income"),
        *("benefit",),
    ]
)
_EXPENSES = frozenset(_STEMS) - _INCOMES - {"on_hand", "savings", "deposit"} | {"loan", "expenses"}
_GROUPS: Mapping[str, frozenset[str]] = {
    "income": _INCOMES,
    "expenses": _EXPENSES,
    "debt": frozenset({"debt", "loan", "study_loan"}),
    "loan": frozenset({"debt", "loan", "study_loan"}),
    "study_loan": frozenset({"study_loan", "loan"}),
    "savings": frozenset({"savings", "on_hand"}),
    "on_hand": frozenset({"on_hand", "savings"}),
    "kela": _INCOMES - {"salary"},
    "benefit": _INCOMES - {"salary"},
    # "tukea 300" answers a question about any of them.
    **{
        one: frozenset({one, "benefit"})
        for one in _INCOMES - {"salary", "income", "loan", "study_loan", "kela", "benefit"}
    },
}
_ONCE = frozenset({"on_hand", "savings", "deposit", "debt"})
_NEXT = ("next", "seuraav", "nasta", "ennen", "innan", "before", "must_pay", "once", "kertaa")
_SHORTEST_STEM = 4
"""A stem this long begins a word; shorter ones are whole words."""


_COMPOUNDS = re.compile(
    r"(?:housing|rent) (?:benefit|allowance|support)|child (?:benefit|support)"
    r"|(?:student|study) (?:loan|grant)|social (?:assistance|benefit)"
)
_AS_ONE = {"housing": "asumistuki", "rent": "asumistuki", "child": "lapsilisa"}


def with_compounds(even: str) -> str:
    """Return folded text where an English name in two words is one word of our table."""
    return _COMPOUNDS.sub(lambda found: _one_word(found[0]), even)


def _one_word(name: str) -> str:
    first, second = name.split()
    if second in {"loan", "grant"}:
        return "opintolaina" if second == "loan" else "opintoraha"
    return _AS_ONE.get(first, "toimeentulotuki")


@cache
def _stems() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    whole = {stem: matter for matter, stems in _STEMS.items() for stem in stems.split()}
    longest_first = sorted(whole.items(), key=lambda pair: -len(pair[0]))
    return whole, tuple(pair for pair in longest_first if len(pair[0]) >= _SHORTEST_STEM)


@lru_cache(maxsize=8192)
def matter_of(word: str) -> str | None:
    """Return the matter that a folded word names, or None."""
    whole, stems = _stems()
    found = whole.get(word)
    if found is not None or len(word) < _SHORTEST_STEM:
        return found
    return next((matter for stem, matter in stems if word.startswith(stem)), None)


@dataclass(frozen=True, slots=True)
class Ask:
    """The question about money that is pending.

    Attributes:
        matters: What belongs into the answer; empty when anything does.
        once: A sum there is (on the account, in debt), not one that comes every month.
        per_month: How often in a month a bare amount comes round; 1 for a monthly question.
    """

    matters: frozenset[str] = frozenset()
    once: bool = False
    per_month: Fraction = Fraction(1)


@lru_cache(maxsize=512)
def ask_of(question: str, unit: str | None = None, more: tuple[str, ...] = ()) -> Ask:
    """Return what a question asks.

    Args:
        question: Its id ("rent", "budget.rent") or its words in fi, sv or en.
        unit: "eur", "eur/month", "€/vk", "once"...; says the period when the question does not.
        more: Matters that the question takes in beside those that it names.
    """
    words = [token.text for token in tokens_of(question.replace("_", " ")) if token.is_word]
    joined = "_".join(words)
    named = list(dict.fromkeys(found for word in words if (found := matter_of(word))))
    named += [matter for key, matter in _PHRASES.items() if key in joined]
    # "asumistuki" names the allowance; "asuminen" alone means the rent.
    if "housing_allowance" in named and "rent" in named:
        named.remove("rent")
    if len(named) > 1 and "benefit" in named and "kela" not in named:
        named.remove("benefit")  # "child_benefit", "unemployment benefit"
    matters: set[str] = set(more)
    for matter in named:
        matters |= _GROUPS.get(matter, frozenset({matter}))
    monthly = any(tag_of(word) is Tag.MONTH for word in words)
    later = any(word.startswith(_NEXT) for word in (*words, joined, unit or ""))
    once = not monthly and (later or any(matter in _ONCE for matter in named))
    per = _period_in(tokens_of(unit or "")) or _period_in(tokens_of(question)) or Fraction(1)
    return Ask(frozenset(matters), once, per)


_PHRASES: Mapping[str, str] = {
    "housing_allowance": "housing_allowance",
    "housing_benefit": "housing_allowance",
    "child_benefit": "child_benefit",
    "social_assistance": "social_assistance",
    "money_on_hand": "on_hand",
    "student_loan": "study_loan",
    "study_loan": "study_loan",
    "rahaa_nyt": "on_hand",
}


def _period_in(tokens: Iterable[Token]) -> Fraction | None:
    for token in tokens:
        tag = tag_of(token.text) if token.number is None else None
        if tag is not None and (found := times_a_month(tag)) is not None:
            return found
    return None
