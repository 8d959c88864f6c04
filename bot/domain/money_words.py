"""What the words around an amount mean: currency, time, connection, change. fi, sv, en at once.

Words are folded (lower case, no accents). A word has one meaning here or none; what a number and
its neighbours make together is decided in ``money_facts``. What the money is *for* is in
``money_matters``.
"""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache


class Tag(Enum):
    """What a word does in an answer about money."""

    EURO = "euro"
    CENT = "cent"
    FOREIGN = "foreign"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    FORTNIGHT = "fortnight"
    WORKDAY = "workday"
    TIMES = "times"
    ONCE = "once"
    TWICE = "twice"
    THRICE = "thrice"
    PER = "per"
    EVERY = "every"
    SECOND = "second"  # every *other* week
    THIRD = "third"
    APART = "apart"  # "kahen viikon välein"
    COUNT_IN = "count_in"  # "kahdessa" viikossa: a number that only counts time
    PLUS = "plus"
    OR = "or"
    BUT = "but"
    EQUALS = "equals"
    BETWEEN = "between"
    TO = "to"
    SOMETIMES = "sometimes"
    PAST = "past"
    NOW = "now"
    RISE = "rise"
    FALL = "fall"
    MINUS = "minus"
    TOTAL = "total"
    HALVED = "halved"
    SPLIT = "split"
    WITH = "with"  # with, without, after: names something that is not counted apart
    OF_WHICH = "of_which"
    THING = "thing"  # rooms, square metres, people: not money
    ODD_TIME = "odd_time"  # a term: nobody can say how many months
    ORDINAL = "ordinal"  # "th", "st"
    CLOCK = "clock"
    SOME = "some"  # a few: no number can be known
    TROUBLE = "trouble"  # arrears, eviction: the sentence is about something else
    FILLER = "filler"


_EXACT: Mapping[Tag, str] = {
    Tag.EURO: "e eur eu eeuu ege egea egee eki ekea euroo euron evro евро يورو bucks spann",
    Tag.CENT: "snt sentti senttia senttii cent cents",
    Tag.FOREIGN: "kr sek kronor krona kruunu kruunua usd dollar dollars dollaria dollarii"
    " pound pounds punta puntaa gbp rub rupla ruplaa quid nok dkk $ £ ₽ ¥",
    Tag.HOUR: "h t/h tunti tuntia tuntii tunnissa tunnis tunnilta tunnin timme timmen timmar tim"
    " hour hours hr hrs hourly tuntipalkka",
    Tag.DAY: "yolta yossa natt night nightly pv pva pvassa pvs paiva paivan paivassa paivas"
    " paivalta paivaa paivat"
    " paivittain"
    " pai dag dagen dagar dagligen day days daily",
    Tag.WEEK: "vk vko vkossa vkos vkon viikko viikon viikossa viikos viikolta viikkoa viikkoo"
    " viikoittain viikottain viikoksi viikoks vkoa viikkoon vecka veckan veckor veckovis week"
    " weeks weekly wk wks viikonloppu viikonloppuna viikonloppusin viikonloppuisin helg helgen"
    " helger weekend weekends viikolla viikol viikkorahaa viikkoraha",
    Tag.MONTH: "kk kkssa kks kuu kuussa kuus kuulta kuult kuukausi kuukauden kuukaudes kuukaudessa"
    " kuukaudelta kuukaudelt kuukautta kuukaus kuukaussa kuukaues kuukaudeks kuukausittain kuusa"
    " manad manaden manader man mnd manatligen month months monthly mo mth mths pm kuukkaus",
    Tag.YEAR: "vuosi vuoden vuodessa vuodes vuodelta vuotta vuosittain vuoteen vuosimaksu ar"
    " aret arligen"
    " arlig"
    " arsvis year years yearly annual annually annum yr yrs",
    Tag.QUARTER: "neljannesvuosi neljannesvuodessa neljannesvuosittain kvartal kvartalet"
    " quarter quarterly",
    Tag.HALF_YEAR: "puolivuosittain puolessavuodessa halvar halvaret halvarsvis",
    Tag.FORTNIGHT: "fortnight fortnightly biweekly",
    Tag.WORKDAY: "arkipaiva arkipaivassa arkipaivisin arkisin arkena vardag vardagar weekday"
    " weekdays workday workdays koulupaiva tyopaiva",
    Tag.TIMES: "kertaa kerta krt kert kertoo x ganger gang ggr times time * ×",
    Tag.ONCE: "kerran once",
    Tag.TWICE: "kahdesti kahesti twice",
    Tag.THRICE: "kolmesti thrice",
    Tag.PER: "per / a an i om in for pa for kohti kohden ti covers over at",
    Tag.EVERY: "joka jokaine jokainen varje var vart every each",
    Tag.SECOND: "toinen tois toine varannan vartannat other second",
    Tag.THIRD: "kolmas tredje third",
    Tag.APART: "valein mellanrum apart valei",
    Tag.COUNT_IN: "kahdessa kahes kahessa kahdelta kahelta kahteen kaheen kolmessa kolmes kolmelta"
    " kolmeen neljassa neljalta kuudessa kuudelta kahdeksi",
    Tag.PLUS: "+ ja plus plussa och seka samt and & lisaks lisaksi sitte sitten paalle paalla"
    " dessutom also sit",
    Tag.OR: "tai vai taikka eller or alt",
    Tag.BUT: "mut mutta muttei men but vaan utan kuitenki vastaavasti",
    Tag.EQUALS: "= eli elikka joten alltsa dvs ie so",
    Tag.BETWEEN: "valilla valiin valista valil valilta mellan between haarukassa",
    Tag.TO: "to till until viiva",
    Tag.SOMETIMES: "joskus toisinaan ehka ibland kanske sometimes maybe usually yleensa"
    " oftast talvella talvisin kesalla kesasin vinter vintern sommar sommaren winter summer"
    " talvel kesal pahimmillaan enimmillaan vahimmillaan",
    Tag.PAST: "oli ennen aiemmin aikasemmin aikaisemmin forut tidigare was used before previously"
    " aikoinaan",
    Tag.NOW: "nyt nykyaan nykysin nykyisin nu numera now currently nykyinen nykyset",
    Tag.RISE: "nousi nous nousee nousu nousi nostettiin nostivat nosti korotettiin korotti hojdes"
    " hojde hojts hojt okade okat steg stigit raised raise rose increased increase up went"
    " korotus korotuksen hojning hyppas",
    Tag.FALL: "laski laskee laskettiin laskivat aleni pieneni sanktes sjonk minskade dropped"
    " decreased lowered reduced halpeni tippu tippui",
    Tag.MINUS: "miinus minus miinuksella miinukselle miinuksel",
    Tag.TOTAL: "yhteensa yht yhtee yhteesa totalt sammanlagt inalles total totally altogether"
    " kaikkiaan tot summa kaiken overall",
    Tag.HALVED: "puolet puoliks puoliksi kahtia halften halva half puolikas puolee",
    Tag.SPLIT: "jaettuna jaettu jaetaan jaan jakaa delat delas delar split shared divided jaettuu",
    Tag.WITH: "sis sisaltaa kuuluu kuuluvat sisaltaen sisaltyy sisaltyen ml mukaan mukana inkl"
    " inklusive ingar incl"
    " including included includes jalkeen jalkee after efter kanssa kans ilman with without"
    " siita siit lukien medraknat erikseen separat separately excluding"
    " exkl exklusive tillkommer",
    Tag.OF_WHICH: "josta mista joista darav varav therefrom",
    Tag.THING: "neliota neliot nelio nelion m km kg g gb mb gt mt mbit mega megaa min minuuttia"
    " minsaa minsa minuter minutes huonetta huoneen huone rum rooms room henkea henkee hengen"
    " henkiloa hlo ihmista ihmist kaveria kaverii kamppista personer person people persons vanha"
    " vuotias vuotiaana v vee vuotiaan kerros kerroksen kpl kappaletta st styck lasta barn kids"
    " children roommates roommate poikaa siskoa osaan osaa",
    Tag.ODD_TIME: "lukukaudessa lukukausi lukukauden kausi kaudessa termin terminen semester term",
    Tag.ORDINAL: "th st nd rd",
    Tag.CLOCK: "klo kello kl",
    Tag.SOME: "muutama muutaman muutamii muutamaa muutamat jokunen jokusen useampi useita usean"
    " satoja satasia satosia tonneja tuhansia kymppeja nagra nagon flera hundratals tusentals few"
    " several hundreds thousands monta manga joitain joitakin",
}

_TROUBLE = (
    *("rasti", "haato", "haada", "maksamat", "myohas", "perinta", "perintat", "ulosot", "varast"),
    *("huija", "varka", "pettu", "vrak", "inkass", "indriv", "utmat", "obetal", "skuldsatt"),
    *(
        "evict",
        "arrears",
        "overdue",
        "late",
        "unpaid",
        "stolen",
        "scam",
        "stole",
        "kicked",
        "katkais",
    ),
    *("irtisan", "uppsag", "terminat"),
)
"""Beginnings of words that say that something is wrong: then the amount is not an answer."""

_FILLERS = (
    "n noin about around approx approximately ca cirka circa ungefar runt ~ jotain jotai joku"
    " jokin semmonen semmoset semmosen sellanen sellainen suunnilleen suunnillee suurinpiirtein"
    " arviolta varmaan kai luulen luulisin vissiin kylla joo jo jaa no niin niinku siis tota"
    " tuota oisko olisko oiskohan olisikohan ois olis olisi se sen onki onkin on mun mulla mul"
    " minun mulle ma maa mie mina me meian meidan maksan maksetaan maksaa maksoin menee mennee"
    " meni mene tulee tuleepi tullee saan saa kaytan kuluu kulu reilu reilut vajaa vajaat vaille"
    " alle yli max maksimissaan maks enintaan korkeintaan vahintaan ainaki ainakin aina ihan just"
    " tasan tarkalleen tarkkaan tarkka melkein lahes pintaan paikkeilla tienoilla nurkilla"
    " hujakoilla luokkaa verran hinta vain vaa ainoastaan taas silleen ok okei okay hmm mm oo ole"
    " olen oon tos tossa siina ku kun et etta jos riippuen riippuu muista muistaakseni muistan"
    " yks yksi siihen siihe siin ton tonkin taitaa olla pitas oikeestaan oikeastaan eiku eikun"
    " tietaakseni en ei e emma emt tiia tiieda tieda kokonaan tuo toi nain koko normaalisti"
    " useimmiten risat netto kateen nettona verojen laskussa laskun laskut lasku laskuja"
    " laskuihin viela kaikki"
    " kaikkineen kulut maara vuodenajasta det den ar blir kostar kostade betalar betala jag vi"
    " man har far ger min mitt mina kanske val typ ganska nastan drygt knappt under over hogst"
    " minst exakt bara kring omkring nan ju hos skatt vanligtvis rakning rakningen rakningar"
    " rakningarna vet"
    " inte sakert it its it's is i i'd i'm pay pays costs cost get gets roughly like maybe"
    " probably think"
    " guess just almost nearly maximum minimum least most exactly my mine we our the that this"
    " is's so well er uh um only something ish some somewhere ballpark spend use goes go comes"
    " come tax hand bill bills not sure dont don't know idk yhta lukee lapussa molemmat aika"
    " kiitos please bor asun asutaan live living at moment"
    " they he she their from fran beroende erapaiva kanssani osuus osuuteni share del mitt"
    " jaljella left kvar"
)

_TIMES_A_MONTH: Mapping[Tag, Fraction] = {
    Tag.DAY: Fraction(365, 12),
    Tag.WORKDAY: Fraction(5 * 52, 12),
    Tag.WEEK: Fraction(52, 12),
    Tag.FORTNIGHT: Fraction(26, 12),
    Tag.MONTH: Fraction(1),
    Tag.QUARTER: Fraction(1, 3),
    Tag.HALF_YEAR: Fraction(1, 6),
    Tag.YEAR: Fraction(1, 12),
}
"""How many times a month each comes round: weeks x 52/12, days x 365/12."""


@cache
def _table() -> dict[str, Tag]:
    table = dict.fromkeys(_FILLERS.split(), Tag.FILLER)
    for tag, words in _EXACT.items():
        table.update(dict.fromkeys(words.split(), tag))
    return table


@lru_cache(maxsize=8192)
def tag_of(word: str) -> Tag | None:
    """Return what a folded word or sign means, or None."""
    found = _table().get(word)
    if found is not None:
        return found
    if word.startswith("euro") or word == "€":
        return Tag.EURO
    if word.startswith(_TROUBLE):
        return Tag.TROUBLE
    if word.startswith(("viikonlop", "viiko")):
        return Tag.WEEK
    if word.startswith("kuukau") and not word.startswith("kuukautis"):
        return Tag.MONTH
    return Tag.FILLER if word.startswith(("senhet", "varm")) else None


def times_a_month(tag: Tag) -> Fraction | None:
    """Return how often a stretch of time comes round in a month; None for other words."""
    return _TIMES_A_MONTH.get(tag)
