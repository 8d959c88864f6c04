"""Words of a scale: what they say of it as a share of it, in per cent. fi, sv and en at once."""

import re

EMOJI = {
    0: "😭😫😩🤬😱💔🖤",
    15: "😢😞😣😖👎😡😠🤮",
    25: "☹🙁😔😟😥😓😰",
    35: "😕🥺😴🥱🙄",
    50: "😐😶🤔😑",
    70: "🙂👌",
    84: "😊😀😃😌👍💪❤",
    100: "😄😁🤩🥳😍🎉🔥🥰",
}
FEELINGS = (
    r"(?:mua |mulla |mul |minua )?(?<!ei )(?:itketta|ahdista|masenta|vasytta|pelotta)\w*"
    r"(?: (?:koko ajan|paljon|usein|kaikki|hirveesti))*|itken(?: koko ajan| paljon)?"
    r"|(?:oon|olen) (?:ollu |ollut |ihan |tosi |niin |aina )*(?:loppu|rikki|poikki|yksin"
    r"|(?:uupunu|masentunu|ahdistunu|vasyny|surulli|yksinai)\w*)"
    r"|en jaksa(?: mitaan| enaa| nousta| oikein)*|en (?:syo|nuku)(?: enka (?:syo|nuku))?"
    r"|ei (?:mulla |mul )?(?:oo|ole) (?:mulla |mul |yhtaan )*(?:kaverei|ystavi)\w*"
    r"|kaikki vihaa (?:mua|minua)"
    r"|(?:ei )?kukaan (?:ei )?valita (?:musta|minusta)|inga vanner|alla hatar (?:mig|mej)"
    r"|(?:jag |ja )?(?:grater|mar (?:daligt|skit)|(?:ar|e) (?:ledsen|trott|slut|ensam))"
    r"(?: hela tiden| mycket)*|(?:orkar|sover) (?:inte|int)|ingen bryr sig(?: om m[ei][gj])?"
    r"|(?:i )?(?:cry|feel (?:sad|alone|lonely)|can ?'?t sleep|don ?'?t eat)(?: all the time)?"
    r"|(?<!not )(?:sad|tired|lonely|depressed|anxious|exhausted|stressed)(?: all the time)?"
    r"|(?<!en )(?<!ei )(?<!oo )(?<!ole )(?:aika|tosi|niin|valil|joskus)"
    r" (?:yksin|yksinai\w*|rankkaa|raskasta)"
    r"|(?<!inte )(?<!int )(?:ganska|jatte|valdigt|ratt) (?:ensam\w*|tungt|jobbigt)"
    r"|no friends|nobody cares(?: about me)?|every(?:one|body) hates me"
)
"""How it feels, told instead of a number."""

SOFTLY = (
    r"(?:(?:kai|nyt|niin|kovin|ihan|oikeestaan|oikein|mitenkaan|kauheen|taa|mulla|mul|mennyt|menny"
    r"|tosi|todella|sa|sarskilt|jatte|valdigt|val|direkt|helt|so|too|very|that|really|all that) )*"
)
"""What may stand between a no and what it takes back: "ei kai huonosti"."""

# Longest phrases first: "ei huono" before "huono". Shares of the scale in per cent.
PHRASES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (
        50,
        (
            (
                r"(?:en|ei) (?:oikein |kauheen )?(?:hyvi\w+|hyva\w*) (?:eika|muttei|mut ei"
                r"|ei) huono\w*"
            ),
            r"varken bra eller (?:daligt|illa)|neither good (?:n?or) bad|neutraal\w*|neutral",
            (
                r"ups? and downs?|upp och ner|ylos ?alas|vaihtele\w*|varierar|(?:it )?varies"
                r"|vuoristorata"
            ),
        ),
    ),
    (
        65,
        (
            rf"ei {SOFTLY}(?:huono\w*|paha\w*|hullum\w*)|ei valittami\w*",
            r"ihan (?:jees|ok\w*|kiva\w*)",
            rf"inte {SOFTLY}(?:daligt|illa)|helt okej|not {SOFTLY}bad(?:ly)?|can't complain",
        ),
    ),
    (
        25,
        (
            rf"(?:en|ei) {SOFTLY}(?:hyvin|hyvaa?)",
            rf"inte {SOFTLY}(?:jatte)?(?:bra|mycket)",
            rf"not {SOFTLY}(?:good|great|well|much)",
            (
                r"(?<!ei )(?:riitoja|riitaa|riidelty|riitelen)|brak|gralar|gralat|arguments"
                r"|fights|arguing"
            ),
        ),
    ),
    (
        0,
        (
            r"en (?:osaa|tieda) (?:yhtaan|ollenkaan|mitaan|lainkaan)|ei yhtaan|en koskaan",
            r"(?:en|ei) ollenkaan|surke\w*|kauhe\w*|hirve\w*|paska\w*|perseesta",
            r"inte alls|aldrig|hemsk\w*|skit\w*|fruktansvar\w*",
            r"not at all|never|terribl\w*|awful\w*|horribl\w*|worst|like shit",
        ),
    ),
    (
        10,
        (
            r"(?:tosi|todella|erittain|hyvin|super) huono\w*|(?:very|really|so) (?:bad|poor)\w*",
            r"(?:valdigt|jatte|mycket) ?(?:daligt|illa)",
        ),
    ),
    (
        32,
        (
            r"(?:aika|melko|vahan|hieman) huono\w*|heiko\w*|huonohko\w*",
            r"(?:ganska|lite) daligt|(?:quite|pretty|kind of|a bit) bad",
        ),
    ),
    (20, (r"huono\w*|dalig\w*|illa|bad|badly|poor|poorly",)),
    (
        92,
        (
            r"(?:tosi|todella|erittain|oikein|super) (?:hyvin|hyva\w*|kiva\w*|jees)",
            r"(?:valdigt|jatte|riktigt|mycket) ?(?:bra|val)|(?:very|really|so) (?:good|well)",
        ),
    ),
    (
        100,
        (
            r"taydelli\w*|loista\w*|mahtava\w*|parhaiten|erinomai\w*|paras|perfekt|utmarkt",
            r"fantasti\w*|perfect\w*|great|excellent\w*|amazing|awesome|brilliant\w*",
        ),
    ),
    (
        70,
        (
            r"(?:aika|ihan|melko|suht|varsin) (?:hyvin|hyva\w*|kivasti)|osaan melkein",
            r"(?:ganska|ratt) bra|nastan|oftast|mestadels|melkein(?: aina)?|useimmiten|usein",
            r"(?:pretty|quite|fairly|rather) (?:good|well)|almost|mostly|usually|often",
        ),
    ),
    (
        84,
        (
            r"hyvin|hyvaa?(?! (?:paiv|huomen|ilta|yo|viikon|jatko))|kivasti|bra|val",
            r"(?:hoidan |teen |osaan |maksan )?(?:itse|ite)|sjalv|(?:by )?myself|on my own",
            r"well|fine|jees|good(?! (?:night|morning|evening|day|bye))",
        ),
    ),
    (
        50,
        (
            r"okei|ok|okej|okay|menettelee|sinne tanne|kohtalai\w*|keskiver\w*|puoliks\w*",
            r"sa dar|sadar|medel\w*|halva|so ?so|average|meh|semisti|jotenki\w*|half",
        ),
    ),
    (
        30,
        (
            r"osittain|vahan|joskus|valilla|jonkin verran|harvoin|delvis|lite|ibland|sallan",
            r"a little|a bit|sometimes|partly|somewhat|rarely",
            r"(?:(?:de|det) (?:e|ar) )?(?:tungt|jobbigt) (?:ibland|emellanat)",
        ),
    ),
    (12, (FEELINGS,)),  # behind every word of how well it goes
)
YES = r"joo\w*|juu|jep|kylla|kyl|jo|ja|yes|yeah|yep|yup|osaan|tiedan|tiian|aina|on|onnistuu|kan"
NO = r"en|ei|e|nej|na|no|nope|emma|enpa|int|inte"
BYE = re.compile(r"\b(?:bye|moikka|heippa|hejda|nahdaan|morjens|goodbye)\b")
OTHERS_DO = (
    r"(?:(?:mun|min|my|meidan) )?(?:mamma|pappa|mutsi|aiti|isa|iska|faija|mum|mom|mother|dad"
    r"|father"
    r"|vanhemmat|foraldrarna|parents|kamppis|avokki|poikaystava|tyttoystava|puoliso|sisko|veli"
    r"|joku muu|nan annan|someone else|somebody else|ohjaaja\w*|handledar\w*|tyontekija\w*"
    r"|tukihenkilo\w*|kontaktperson\w*|social worker|worker|jalkkari\w*|edunvalvoja\w*)"
)
HELPED = (
    r"(?:mua |mulle )?(?:auttaa|auttavat|autetaan|autettu\w*)|avulla|avun kanssa|apua|tuella"
    r"|tuetusti"
    r"|(?:yhdessa|tillsammans|together) .*|hjalper|hjalp|med hjalp|stod|(?:with )?help\w*"
    r"|support\w*"
)
"""With somebody: the step above the lowest, whoever it is."""
