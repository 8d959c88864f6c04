"""Words that tell a language of ours: common in our rows, hardly ever in another of the three.

Each stands in 36 rows of its language and more, and in a twentieth of that in another. Of a text
that was cut, or of two words of a learner, seldom more than one does. Left out are words that
Somali, or Arabic or Russian in Latin letters, has too ("way", "el", "mene").
"""

from collections.abc import Mapping

from bot.domain.messages import Language


def words_in(text: str) -> frozenset[str]:
    """Return the words of a list that is easier read as prose."""
    return frozenset(text.split())


OFTEN: Mapping[Language, frozenset[str]] = {
    "fi": words_in(
        """
oli joka onko joku kaikki vai saa sitä enää sano siitä tulee tuli koko kuka mikä sanoo enkä pois
mitään pitää olla voi ennen maksaa vielä koska mies siihen haluan ko saako sain taas aina olin
kolme kaveri tänään siellä äiti onks minulla kukaan meni sitten menee jotain yksin eilen päivä teen
täällä vuotta kaks siinä jotta yks vaikka vain hyvä jälkeen ollu kertaa mennä sille sanoi ettei isä
ottaa kiitos minulle ajan tappaa tiedä vuokra vähän sinne huomenna soittaa niinku vastaa jäi paljon
loppu kuin tai pelkään kuoli kohta viime tehdä puhuu saan puhelin aika vauva haluun huutaa otin
kuinka kerran hei hyvin ilta kuolla auki päivää takas rahaa halua kiinni ulos naapuri palaa pitäs
kotona tulla apua tietää lapsi haluu ovi mietin vanha saada lukee jossa haluaisin sillä loppuu
tässä oikeesti osaa kaa tästä toinen tätä ees laittaa piti lähti sanoin raha kesken niitä heti
auttaa asti liian ite semmonen poika sama rahat päästä viikolla tän nii tehä kotiin kerta yö tiiä
lasku kaksi lyö hänen voinko verta vasta silti pomo läpi liikaa nimi kirje siit puhua uus aikaa
kysy takana veli tein miun pääse väärin tähän neljä alle naapurin joskus tyttö nukkuu lähtee
kenelle jää muutan viikko itkin kyllä musta oma otti lääkäri tänä haluisin alkaa soitti kuuluu itse
yöllä ensin puhu pysty töissä anteeksi viikon uusi eka muuta ikinä pää kuussa päälle viesti aamulla
pyytää tosi ohi istun iha työntekijä käsi ehkä tekee tuu söin kysyn kysyy kaiken viel euroa laitoin
nukun opettaja etten tuntuu milloin sanoa oisko hakkaa paljonko kelan mist pakko ollut haluaa meen
käy koulu ruoka kauan varmaan antaa takia olo yli itteni sai löi asuu pitäis kai tänne sydän
lopettaa viestin muut saanko ol herää voin mukaan numero avaimet tuntia siel eri ostin takaisin
viis uskalla ketään ystävä päällä tuki kymmenen asun teki näin työ laitto siin emmää hakee kuus
paikka kuukautta tuo vesi vaihtaa muutin vois haisee avain tule kattoo monta muuttaa saaks meillä
asunto ihminen hakea kertoo soitan lääkkeet mis uuden pieni sisään itkee perjantaina iso ennää ovat
sitte koira kerralla yksi päätös oikein luin sanon syö lapsen maksa kädet menen miks myös asia
miksi kello lähetti koulussa puhelimen rikki paperi pankki muuten koulun vei nainen sisko sinä
tarvii kaikille hoitaa tyhjä maanantaina pittää annoin kävin vie lähettää pitääks kysymys kyl
sisällä vaik kuukausi meidän kysyä klo auto semmosta kuolee haen tullu illalla saanu kui lattialla
töihin pelottaa auton parempi istuu tarttis kirjotan huono perhe kirjottaa lapset alas pitkä
viikkoo pääsee anteeks tällä uhkaa kerro seuraava tyyppi poliisi vettä täytän luo yönä siskon kylmä
tee otan syön viikkoa seison mukana veitsi ymmärrä yhtään serkku menny lähen jonku puuttuu paras
kelle valittaa muista tarvi laitan kumpi tunnin näyttää setä luki montako pihalla uudestaan tunne
koskaan näkee isän elämä tulloo ollaan kuvan noin kirjoitan sieltä jonka jonkun menin hyvää jäin
täs puhelimessa kämpän vuoden enemmän ääni maksan aikaan nuku yötä vahingossa ylös hiljaa näen
luulin millon päin tehdään paperit koti oot jätti varten tulin ruokaa juttu mittään bussi tehny
kolmas väsynyt kestää oonko soitin kädessä talo oman entinen kirjotin lauantaina riittääkö makaa
täynnä ensi keväällä täältä kuollut häntä vauvan kuva tuloo vieressä puhun silloin myöhässä
vuokranantaja muija lopetan päivän tarvitsen torstaina äsken älä jollekin euroo tiedän sil soi
millä auta kertoa vuonna odottaa poikki ota odotan täyttää rapussa nukkua sattuu pittääkö viimeks
irti kieli yhtä niistä vaimo hänet vastata suoraan päivänä tapahtuu pitäskö ostaa toimi lääke tukea
aio kenen tämän hänelle itken siirtää sopimus silmät paha aamu aion sana kortti tarviin tyttöystävä
sie jättää olisi äidin raskaana laita maksoin onk muutti testi minusta veri paikkaa kuulemma
semmosen kuun frendi vastaan bussissa kouluun jotka tunti loppuun kellekään juuri oikeus kerron
kone jätin päätä tullee nauro kirjoittaa ajatuksia kirjotti jalat viimeinen velkaa vuosi ope
kirjeen vuan kuulu haetaan suomen multa mitää kysyisin pari lopetin vuoteen kuolin eli oun samalla
luona mihinkään pelkää kunnolla avaa kysyi omaan kesällä alko nähdä tulot huusin ensimmäinen
nykyään meneekö sillon passi meijän voitko töitä jossain ilmottaa maksettu ikävä suomessa kova
väärä surullinen molemmat käyttää muu kaverit kurssi istuin huulet mihi ajattelen puol äidille
öisin lupas jälkihuollon kahteen nauraa täti hävettää kelaan itteeni unta pyydän löysin kävi viisi
tapa löytää takasin melkein juna valmis äijä polttaa vika kuukauden edes siltä omistaja vanhat
keittiössä samaan voisko patteri tekis hyppään miettiny päässä seinään kengät sanonu ikkunasta
nukuin itki nukkunu seuraa ohjaajalle sanottiin yhen vastaus maksaako mee käyn unohdin itseni
tarvitse edessä miehen jota kolome kuulen vähä pyysin kurkku toisen laskun antoi anto paljo ovella
tilin lopeta saman vihainen missään kestä tul hain soita huone viikol kävelen ekana naimisiin siihe
iltana päähän niille asiakas pyysi nousee väsyttää ihmiset teillä alkanu vedin pikkuveli kuollu
samassa nään vitsi mikään jatkaa syytä lähetä olemassa puolet juo kaupassa lapun perua kelasta
halusin kokonaan uusia katto viikonloppuna ovea lähden välillä tärisee sängyn kämppiksen selkä
muutto alusta mittää koiran autossa varma vuotaa jostain sannoo poissa käydä ottanu kaik näytä
väsyny tarkoittaa jännittää lopu lisää särkee käyny lähetin pääsin täytin samaa seinän lasta
isäpuoli puoli vessassa lappu suunnitelma tääl saak öö näkyy aikana kuuluuko herätä luulee yhteen
tehty tarviiko koodi mitenkä kansa pitäisi papereita lukea ystäväni ohjaajan huoneessa ase vaikea
kautta satuttaa kannattaako kaheksan kuume kuuma hengittää kipee kauanko näytti meil huomen köysi
parvekkeella päättää potkii nolla poltin koe yön syöny hänellä seisoo jono veljeni heitti kertonu
tehään hää tänää alta kaatu ulkona ajaa sata toista ero meitä puolesta koulusta hammas valmiina
talon roikkuu sää haluis maksamatta huonosti mitkä sunnuntaina tiistaina leikkasin lähin kannattaa
kunnossa saanut löin huusi pihalle hajos netissä miulla sänky osaan kävelee itseäni ääneen lapsena
pääsen kipeä jälkihuollosta sossulle vuokran kehtaa poista viäl tuntii oikee elossa vanhan yhdessä
kysyin nähä kolmen kolmatta oltiin ekaa lopussa ryhmä kolmeen pojan hakkas kerroin oleskelulupa
pikkusisko vaatii kaikkee kysely viimenen yritin pääs minkä työntekijälle puolella tartte jalka
tulokset suomeksi toimii usko minuuttia mistään nimen vastasin halpa nauroin hyvästi tullut kuulin
oota menossa asiat kenellekään katon lomake meille tuleeko viikossa vihanen itkettää tykkää kuusi
ekan hakemuksen päivään yhteyttä heräsin vetää omat piippaa viedä veti muita männöö aikoo täälä
tehhään omaa johonki viilsin pyörii vuokraa kaikesta tyhmä oikea viikkoon tilille siskolle pillerit
kuolemaa kuvia hyppää puhutaan mieheni opiskelija jutella lupa perjantai ikkuna pöydällä outo
painoin mummon kaverille koulus nuin täsä asua illan palauttaa mennään voisin palo toivon yhden
syödä lääkkeitä osa uutta lähteä vessaan laitetaan poltan tapaaminen pyys aivan asunnossa avata
talossa kirjoitin asumistukea kunnes ovelle pyörä eteenpäin varata itelleni tilillä tiiän ollenkaan
pian pitkään oksettaa jotai saisko siäl kysytään usein minulta ilma syy maassa syttyi sisälle
nauroi velka hoitaja jakaa elä aseen joten lyön totta kahen luota viikonloppu ennee sulle mistee
tarvin sanotaan hypätä sori tiä miulle suu palkkaa makaan minuutin asunnon verhot laskua lupaa
ihmisen kelalta sohva vast mukava jätän tarttisin valuu saaha tarkottaa ovee sisäl ukko työntekijän
avasin kahvit iho puhelimeen tulossa sairas selittää terve jolla iltasin paremmin asioita painaa
vatsa mahdollista sohvalla yleensä kaaduin nuorten minnuu tiiätkö vieläki väliin laastari kävelin
sosiaalityöntekijä sylissä syksyllä kuristaa kämppää laskin mite päätöksen oksentaa matkalla etsii
itte iskä puhunu vae seinä tulos itsensä ahistaa huus päättyy kerros resepti hengitys päättäny
mennyt ittensä tiijä nimellä puhe uuteen ukki valo loput rinta sininen hirveesti samana naama
maksetaan männä kämppään tajuu
        """
    ),
    "sv": words_in(
        """
så får bara ha går säger ut kommer två ingen gör fick hela åt eller sa finns allt få varje ti efter
blir vet dag mamma tre år upp utan ta igen tar kom tog måste behöver står blev gå bra sig ser sku
slut över gång gick mer själv göra fpa tänker dö skriver nåt hem mycket sitter fel hos kvar lite
slår sedan nej säga pengar skulle ligger honom tid henne skolan tack natt sover fråga kväll rädd
samma skrev fyra gånger jobb tillbaka första betala redan hjälp svarar vid vara nästa hej papper
svenska idag länge hans vecka dörren bror undrar först telefon tror barn måst ringer hyran än leva
ensam typ andra något hemma brinner helt aldrig ner vilken skriva inget orkar kompis nå prata före
hennes bli fått dör betalar namn slog också mot satt trött fem ringa komma ändå ont grannen livet
igår alltså snart tiden alltid slutar natten arg oss gamla hör flytta dagar sista klockan gången
sagt vågar brev mår nya fredag andas borta asså sluta utanför egen förra innan jobbet veckor väntar
veta bilen frågar kostar skicka vart börja händer folk flyttar död äter döda svara pratar tagit
veckan känns sova ihop söker bussen säg längre vän gråter håller syster rätt genom chefen morgon ge
hyra ännu riktigt lön väggen hjälper månader börjar varför tyst kniv kille eftervården inne
hyresvärden grät räcker gjort luktar gjorde ringde byta känner gått timmar rök såg måndag halsen
lägenhet förlåt skriker läser rum telefonen vasa sånt trappan månad dagen handen kort finska hittar
många varit bättre borde gav svar vatten handledare frågade gammal blod egentligen sju låst dit
nytt tio ibland bakom läraren tills kanske vår inga mera gratis gäller eftervård heter köket vänta
tredje vilja ju golvet kör konto pengarna huvudet äta jobbar kaffe spelar stod lägenheten runt
brorsan svart mötet annars läsa ansökan saker öppna skrivit taket dörr dig armen väl sade ger
kompisen vilka lönen ute socialarbetare trodde hunden vaknar förstår slutat hänger polisen nästan
enda ikväll kniven ledsen imorgon tå börjat annat ingenting berätta lång banken glömde opp hoppar
ord barnet boendet liten illa sönder åbo slå skola ein hjärtat sej huset kusin betyder torsdag eld
söka magen skar katten sov okej åtta tycker väg kunde bron di blöder behöva plats familj skrattade
lillebror haft mest månaden stöd skär blå rummet skickar utkomststöd bo nä snäll framför klarar
lämna nummer exet er sitt låter kolla sängen slutade tänkt konstigt skickade båten kvällen räkning
soffan helgen hoppa nyckeln dåligt saknar dödar dricker sak vilket alls hund hus köpt soc ihjäl
skäms bild vakna läste lördag minuter nio behövs isen vattnet timme grannens bilder drack köpte
tänkte nyckel byter hjälpa hålla skratta öppnar låg sina skakar lagt ena brukar fyller bästa
nånstans eget bredvid människa bestämt pojkvän bostadsbidrag ber noll skrek båda höll nyss jobba
jär räknar kurs hitta jul söndag mannen flyttade nog sverige ögonen sidan kontot sjuk igenom tankar
adress feber boka emot blivit snälla fönstret hotar skada tolv skrattar balkongen fru läkaren mycke
drar kunna sambo vänner fram möte farsan flicka klassen talar tabletter kl helst efteråt stället
svårt lugnt anmäla piper högt halva fint funkar förr tåget medicin babyn mars brände elva syrran
frågan ätit köpa hu hejdå gården socialen fattar mammas våras skriv somna ändra augusti räkna luft
bastun mormor föll sätt mommo tjugo lägger ryggen började stor granne bröstet mellan stan stänger
nätet nätterna klart stå hinner praktiken bordet sovit tomt maj drog piller räkningar stund duschen
klar boende kroppen svarade knappt fylla normalt lapp lever detta våningen barnen helsingfors
sommar skogen pojken tjej läkare lillasyster jakobstad ropar via gärna sett rör kursen råd sparkar
sitta farligt brevet långt menar ansiktet ångrar denna intyg hatar sömn skjuta höra räkningen spyr
hämta säng tom rumskompis gravid medicinen unga nycklarna cykel batteri blanketten sån slagit sist
ljus liksom maten skulder finnas flickvän kläder önskar dra farbror gott heim fanns hallen passar
beslut benen brann spisen betalat faktiskt följer lärare munnen träffa låt hjärta resten dotter
handledaren medan minns butiken dålig stugan lugn fortfarande druckit vanligt tisdag morse borgå
vidare badrummet tittar trycker gubben alldeles kudden havet gud onsdag fungerar dess åka titta
köper året spara delar pappas syns självmord dörrn rinner lån rösten studiestöd steg räknas olika
stängt skönt bytt förbi snabbt farfar vaken visste hittade kortet eftersom bostad prov dela
rådgivningen kvinna posten katt familjen flytten hel läpparna jävla flera recept kollar
bostadsbidraget lämnar soffa inför höst bränt håret lågor vägen små skära flyttat trapphuset
januari ofta fara kallt skor sätter veit buss gubbe dagis gråta köra precis läst letar kommit svalt
ringt ansikte skickat röd glömmer skämt hälsa direkt sambon låta försäkringen elen händerna
betalade fort lyssnar några värden lagar hoppas pojke dubbelt gifta nära begravning meddelande dan
ordet tänder ställe hjälpte farmor gett skjuter bott sköt bränner överallt bäst del grupp betald
kastar bär lära dator lätt spela närpes avslag socialarbetaren beslutet glömt anmäler satte betalt
hörde öppet skyldig datum rött plåster karis sjölv maskin sparat disken byt flytt dumt resa
förklara vari kräks överdos juni klagar snarkar fotboll studiestödet kvällarna jobbe planerar
hämtar vuxen åker hissen ursäkta fjärde utkomststödet språk stanna planen påminnelse heller ganska
hösten åkte försöker chatten tappade mindre rakt fest kod hårt numret vaknade stämmer arbetare vore
pinsamt visst sjön röst benet lördags ligga öppen nervös betal håll morgonen helg klara panik
fönster början avtal sommaren armén ryker klaga datorn huvud personer gömmer uppehållstillstånd
både räcket missade varmt skatt därför flickvännen blankett rumskamrat körkort skit lr skoja skojar
        """
    ),
    "en": words_in(
        """
at now one like so about if but there or all her say get its go only up his says two time will him
know after said home because every by work day hes back here again night please last tell since
then worker been come which school phone door pay see before take first off put ask today next good
people flat new week still friend sleep would old three rent think had month more finnish them too
stop room our did myself took nobody already should much going also without thing paper die make
long mother days kill call card years down told write over social could dead went came left send
any open brother fire own everything house give nothing wont year something bus never theres cut
leave even whole name some until asked us life number doesnt four talk floor look place other
little letter gave small shes sister aftercare alone water keep job many comes office same eat
months knife morning end answer weeks landlord family mum group wrong head gone kitchen very may
goes friday inside free wrote right doctor ago whats smoke student car bed contract cold late times
form change were teacher tonight died find evening gonna girl five yesterday monday everyone
tomorrow housing behind hurt let lost blood through made husband coming stopped hours read guy
neighbour child course paid outside move finish class away bill than bit fine father meeting hour
face sunday half euros six didnt ten big wake nurse wait cousin ill police account better into
tired support window hear heart wall afraid ate papers thats boy moved anything message used speak
wanted keeps friends being called always check start each quiet boyfriend stuff angry summer thank
insurance apply broke sick found another study roommate well bring locked bag question english tax
hands shift scared salary key once passport care use slept gets things thursday fell maybe moving
isnt bought yes black shop cry doing light pills machine mean exam foster burn date minutes
allowance cried cat laughed deposit clean thought address saw show thinking ice break second
balcony front voice getting nine winter understand stairs lady stay company blue stand asking
flatmate close everybody started laugh word hold anyone list neighbours makes walk side train uncle
buy nice while woman really wish coffee chest keys whether waiting crying possible sign debt
burning these best takes drink report red both alive empty electricity bathroom finished table
havent neck saturday between eyes bridge beat cook pain closed real explain sat return third
sleeping bike box tuesday count saying part ready spring lock cheap hospital toilet medicine
decision sad enough allowed theyre shoes photo hair driving city kid line asks dark legs twice jump
miss words kids smell library dentist goodbye written parents loan mouth sofa queue thoughts wife
broken dying ones mine weekend building interview pays passed hurts snow clothes actually battery
love credit kind burned together else hello lose fridge apartment body writing daughter roof
birthday letters sitting safe turn round taken stomach nights strong mom rather country anyway
happy hard eight looking owe death notice language service throat note forget carry killed knows
payment turned young bottle centre lives tea breathing around forgot opened health rice yet file
youth okay changed staff lot mate run ceiling lease asleep owner drunk party book tooth their
happens rope june august white answers cost calls assistance cleaning appeal standing benefit page
helps missed smells somewhere eating tablets boys soup hits army play ends stairwell brothers
picture court most ticket church bread children calm signed looks shower felt instead due learn
loud works whom eye talking client questions against become period different aunt street complain
twenty chair mistake noise services shaking christmas such reason drank corridor grandmother throw
reminder funny whos mums himself case grant wash jacket mad pill cake tram yard grey lips funeral
guys law eleven type bc set belt nearly laughing lake cover visit wednesday laundry sound football
fight dropped upstairs county sea looked pregnant mind sleeps taking sisters slow tried hate thinks
weird song stood bills swallowed threw telling telephone codes feeling march invoice licence having
stops iron rn walked fish shout correct longer meant daycare wasnt aid jumped needs arms mates
working lift pillow feels kept nah seven shoot birth making heavy hide fever shut fee minute talks
bleeding gives pan properly quick savings cause cos washing try accident air oil warm nose short
screaming holding running lawyer wet holiday received price autumn kinda contact emergency save
saved decided war early messages lamp practice shake paying skin unit bicycle others deep cooking
shelter customer dinner stabbed electric needed flames ground those past point cream everywhere dey
milk clinic crisis worry later sold request lets debts choose share ashamed sees woke sits remember
reply girls ended wear counsellor driver walking smile drinking sometimes swear interpreter
supervisor forty candle adult rang road showed dads coat matter finally lights marry talked herself
idk purpose speaks begin shame wedding push link ear twelve fix world murder meds ppl hundred easy
human refused anybody giving workers january burns continue restaurant club copy missing stove hope
team pulled cries voices seen itself pick top strange costs held means axe low pharmacy sleepy
calling towel ending burnt therapy feet poison eaten information mothers leaving proud press proper
step protection ran parking none camp answered forever hang trip planning fifteen joking knee drive
single reception stepdad silent trying handle don eats shifts middle espoo shared heard record
hammer believe pray essay screamed bin reading shot fill straight employer brought news shouted
during eighteen certificate fixed percent wrist mattress though switch difference prison gotta hole
ward petrol park scream boat exist swimming forest studies kindly reads hed hasnt clear bath
training grandma tmrw sends doors forgive across sounds worse nineteen stepfather vomit sort
watched cash blade writes hostel curtain windows cuts beating beats returned flats watch stone high
dishes scooter gf follow shouting eviction almost numbers foot couldnt leaves drinks theyll guard
july delete names trouble flatmates renew ambulance downstairs closing youre
        """
    ),
}
