"""Spoken Finnish as the sentence encoder knows it: "emmää oo saanu" -> "en minä ole saanut".

The encoder has read books and web pages; young people write as they speak. Word by word, from one
table, for the encoder alone: the branch of letters learns spoken forms as they are. Nothing is
changed in a text without a word that only Finnish has ("sun" is also English, "mun" Swedish).
"""

import re
from functools import cache

_WORD = re.compile(r"[^\W\d_]+")

_FORMS = """
minä: mä mää mie mnää mnä miä
minun: miun
minulla: mul mulla miulla mulloo
minulle: mulle miulle
minulta: multa miulta
minua: mua miuta minnuu minnuo
minut: mut
minuun: muhun
minusta: musta miusta
minussa: mussa
sinä: sä sää sie sinnuu
sinun: siun
sinulla: sulla sul siulla
sinulle: sulle siulle
sinulta: sulta
sinua: sua siuta
hän: hää
olen: oon oun
olenko: oonko oonks ounko
olet: oot
oletko: oots ootko
ole: oo
ollut: ollu
on: o
onko: onks onk onkse onx
olisi: ois oisi olis
olisiko: oisko oisks olisko oisk
olisin: oisin
olitko: olitsä
minä olen: moon
en minä: emmä emmää enmä enmää emmie
se on: soon
onko sinulla: onksul onksulla
voiko: voiks voik
voinko: voinks
voitko: voitsä voiksä voitko
voisiko: voisko voisks voisk
voisi: vois
voisitko: voisitsä
saako: saaks saak
saanko: saanks
saisi: sais
saisiko: saisko saisks
saanut: saanu
pitää: pittää pitä
pitääkö: pitääks pittääkö
pitäisi: pitäs pitäis pitäsi pitäsis
pitäisikö: pitäskö pitäiskö pitäisköhän pitäsköhän
tarvitsen: tarviin tarvin tarttin tarttisin
tarvitsee: tarvii tarttee
minun pitäisi: tarttis
haluan: haluun
haluaa: haluu
haluaisin: haluisin
haluaisi: haluis
tiedä: tiiä tiä
tiedän: tiiän
tehdä: tehä
nähdä: nähä
saada: saaha
menen: meen
menet: meet
mennyt: menny
tulen: tuun
tule: tuu
tulee: tuloo tulloo
tullut: tullu
tehnyt: tehny
pystynyt: pystyny
päässyt: päässy
maksanut: maksanu
antanut: antanu
lähtenyt: lähteny
hävinnyt: hävinny
unohtanut: unohtanu
jäänyt: jääny
laittanut: laittanu
sanonut: sanonu
käynyt: käyny
lopettanut: lopettanu
katsoa: kattoa kahtoo
katso: kato
katsoo: kattoo
tarkoittaa: tarkottaa
kirjoittaa: kirjottaa
ilmoittaa: ilmottaa
osoittaa: osottaa
että: et
mutta: mut
kun: ku ko
niin: nii ni
kuin: kui
nyt: ny
sitten: sit sitte
vaikka: vaik
vaan: vaa
vielä: viel
ihan: iha
enää: enään ennää
kyllä: kyl
ehkä: ehk
kanssa: kans kaa
takaisin: takas takasin
itse: ite
oikeasti: oikeesti oikeest
niin kuin: niinku niinko niiku
miksi: miks
mistä: mist mistee
missä: mis
mitä: mittee
milloin: millon
kenelle: kelle
mitään: mittää mittään mithän
semmoinen: semmonen
sellainen: sellanen
semmoisen: semmosen
semmoista: semmosta
tällainen: tämmönen tällanen
tämä: tää
tuo: toi
nämä: nää
nuo: noi
tämän: tän
tätä: tät
siinä: siin
siitä: siit
siihen: siihe
siellä: siel siäl
täällä: tääl täälä
tuossa: tos
yksi: yks
kaksi: kaks
viisi: viis
kuusi: kuus
seitsemän: seittemän
kahdeksan: kaheksan
yhdeksän: yheksän yheksä
ensi: ens
uusi: uus
uudestaan: uudestaa uuestaa
edes: ees
kaikkea: kaikkee
ketään: kettää
paljonko: paljoko palijonko
paljon: paljo palijo
viimeksi: viimeks
suomeksi: suomeks
ruotsiksi: ruotsiks
englanniksi: enkuks englanniks
sosiaalityöntekijä: sosse
asunto: kämppä
asunnon: kämpän
asuntoa: kämppää
asuntoon: kämppään
asunnossa: kämpässä kämpäs
asunnosta: kämpästä kämpäst
kämppäkaveri: kämppis
rahaa: fyrkkaa massii rahhoo rahhaa
raha: fyrkka
rahat: fyrkat massit rahhat
poliisi: skode
työ: duuni
työtä: duunia duunii
työssä: duunissa duunis
työhön: duuniin
työkaveri: duunikaveri
äiti: mutsi
äidin: mutsin
isä: faija
isän: faijan
huomenna: huomen
"""
_FINNISH = re.compile(
    r"\b(?:ei|että|mutta|niin|kun|jos|onko|mitä|mikä|missä|miten|oli|nyt|kuka|ihan|olla|minun"
    r"|kela|kelan|vielä|siitä|mun|mulla|oon|mä|mää|mie|joku|kanssa)\b|ää|yy|öö|uu|ii",
    re.IGNORECASE,
)
"""What only Finnish has: without it nothing is changed."""


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _FORMS.strip().splitlines():
        standard, forms = line.split(": ")
        table |= dict.fromkeys(forms.split(), standard)
    return table


def standard_finnish(text: str) -> str:
    """Return the text with spoken Finnish words in their standard form; other texts unchanged."""
    if not _FINNISH.search(text):
        return text
    table = _table()
    return _WORD.sub(lambda found: table.get(found[0].lower(), found[0]), text)
