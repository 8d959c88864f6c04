"""What is said of one's own worker, not to them: are they angry, do they see all.

fi, sv and en at once. Whom "se" or "she" means is known only where the worker was spoken of.
"""

import re
from collections.abc import Sequence
from typing import Literal

from bot.domain.sending_words import words_of
from bot.domain.to_worker_words import MOST, PRONOUNS, marked

Meaning = Literal["sees_all", "angry", "another", "bad", "silent", "leave", "away", "tells"]

_OTHER_PEOPLE = re.compile(
    r"\b(?:aiti\w*|aidin|isa\w*|poikay\w*|tyttoy\w*|kaver\w*|mies\w*|miehe\w*|vaimo\w*|veli|velj\w*"
    r"|sisko\w*|kampp\w*|naapuri\w*|pomo\w*|vuokra\w*|opettaj\w*|ope|mamma|pappa|pojkvan\w*"
    r"|flickvan\w*|kompis\w*|vard\w*|chef\w*|granne\w*|larare\w*|mom|mum|dad|mother|father"
    r"|boyfriend|girlfriend|friends?|landlord|boss|brother|sister|roommate|neighbou?r|teacher)\b"
)
_SEES = re.compile(
    r"\b(?:naek\w*|nake\w*|nahda|naha|nakis\w*|lukee\w*|lukea)\b.*\b(?:kaik\w+"
    r"|mita (?:ma |maa |mie |mina |taalla |tanne )*(?:kirjo\w+|puhu\w*|sano\w*)"
    r"|(?:taa|taman|tan|mun|meijan|meidan) (?:chat\w*|keskustelu\w*|jutut|jutuista)"
    r"|(?:tan|taman|tata|naita|nait)$)"
    r"|\b(?:ser|se|laser|lasa)\b.*"
    r"\b(?:allt|alla mina|(?:det|va|vad|som) (?:jag|ja) (?:skriver|skrev|skrivit)|chatten"
    r"|det har$)\b"
    r"|\b(?:see|sees|read|reads)\b.*\b(?:everything|all|what i (?:write|wrote|say|said|type|typed)"
    r"|(?:this|my) (?:chat|messages)|(?:this|it)$)\b"
)
_DONE = re.compile(r"\b(?:did|has|had|luki\w*|lukenu\w*|naki\w*|nahny\w*|har|sag|laste)\b")
"""Asks what has been read already, not what can be seen."""

_ANGRY = re.compile(
    r"\b(?:viha[in]\w*|suutu\w*|suuttu\w*|raivois\w*|pettyny\w*|arg|sur|besviken|angry|mad|upset"
    r"|annoyed|disappointed|pissed)\b"
    r"|\b(?:vihaa|vihaako|vihaaks|inhoo|inhoaa|hatar|hate|hates)\b.{0,20}\b(?:mua|minua|mig|mej|me)\b"
)
_OWN_FEELING = re.compile(
    r"\b(?:ma|maa|mina|oon|olen|jag|ja|im|i am|i feel) (?:\w+ ){0,2}"
    r"(?:viha[in]\w*|suutu\w*|suuttu\w*|raivois\w*|pettyny\w*|arg|sur|besviken|angry|mad|upset"
    r"|annoyed|disappointed|pissed)\b"
)
_TREATS_BADLY = re.compile(
    r"\b(?:valit(?:taa|an|us\w*)|klaga\w*|klagomal|complain\w*|complaint|tyly\w*|ilke\w*|toyke\w*"
    r"|haukku\w*|kohtelee|elak|taskig|otrevlig|ohovlig|rude|mean|unfair|treats)\b"
)
_BAD = re.compile(
    r"\b(?:paska\w*|kamala|hirvee|hirvea|surkee|perseest\w*|skit\w*|hemsk|usel|varst|shit|awful"
    r"|horrible|terrible|the worst|sucks)\b"
)
"""Said of anything: of the worker only where they are named."""

_TELL_THEM = re.compile(
    r"\b(?:sano(?:a|o|tko|isitko|ppa|pa)?|kerro|kertoa|viesti\w*|laita|laheta|valita|kysy|sag|saj"
    r"|beratta|skriv|skicka|halsa|meddela|fraga|tell|send|message|ask)\b"
)
"""Words for the worker, whatever is said in them."""

_SILENT = re.compile(
    r"\0 ei (?:\w+ )?(?:vasta\w*|soit[at]\w*)|\bei \0 (?:\w+ )?(?:vasta\w*|soit[at]\w*)"
    r"|\0 (?:svarar|svarat|ringer) (?:aldrig|inte|int)|\0 har (?:inte|int|aldrig) (?:svarat|ringt)"
    r"|\0 (?:never|doesnt|does not|dont|wont|didnt|hasnt|isnt) (?:ever )?"
    r"(?:answer|answers|answered|answering|repl(?:y|ies|ied)|call|calls|called)\b"
)
_WHOM = (
    r"(?:aidi\w*|isal\w*|iska\w*|vanhem\w*|poliisi\w*|kela\w*|muille|ke(?:ne)?lle\w*|jolle\w*"
    r"|eteenpain|migri\w*|koulu\w*|lastensuojelu\w*|mamma|pappa|foraldra\w*|polisen|fpa|andra"
    r"|nagon|nan|skolan|barnskyddet|mom|mum|dad|parents|mother|father|police|school|anyone"
    r"|anybody|others|somebody|someone|people|child welfare)"
)
_TELLS = re.compile(
    rf"(?:kertoo|sanoo|ilmo(?:it)?taa)(?:ko|ks|k) \0 (?:\w+ ){{0,3}}{_WHOM}\b"
    r"|(?:saako|saaks|voiko|voiks|pitaako|pitaaks) \0 (?:kertoa|kertoo|sanoa|sanoo|ilmo(?:it)?taa)"
    rf" (?:\w+ ){{0,3}}{_WHOM}\b"
    rf"|(?:berattar|sager|anmaler) \0 (?:\w+ ){{0,4}}{_WHOM}\b"
    rf"|(?:far|kan|kommer|maste) \0 (?:att )?(?:beratta|saga|anmala) (?:\w+ ){{0,4}}{_WHOM}\b"
    r"|(?:can|will|does|would|may|must|is) \0 (?:going to |have to |gonna )?"
    rf"(?:tell|report|call|inform) (?:\w+ ){{0,4}}{_WHOM}\b"
)
_AWAY = re.compile(
    r"(?:no |hei |siis )*(?:onks|onko|ooks|onkohan|ar|e|is) \0 (?:nyt |nu |viela |taas )*"
    r"(?:kipee\w*|kipea\w*|sairas|sairaana|poissa|lomalla|vapaalla|sjuk|borta|ledig|sick|ill|away|off"
    r"|on holiday|on leave)(?: nyt| tanaan| nu| i ?dag| today| now| again)*"
)
_LEAVE = re.compile(
    r"\b(?:pura|purkaa|poista|katkaise|katkaista|irrota) (?:\w+ )?(?:yhtey\w+|yhdist\w+|linki\w*)"
    r"(?: \w+)? \0|\b(?:en|emma) (?:halu\w+|tahdo) (?:enaa )?(?:olla |et |etta )?(?:\w+ ){0,2}"
    r"(?:yhdistet\w+|\0 asiakas)"
    r"|\b(?:ta bort|radera|bryt) (?:kopplingen|lanken)(?: \w+)? \0"
    r"|\bkoppla (?:loss|bort|ifran)\b.*\0"
    r"|\b(?:leave|unlink|disconnect|unpair)(?: \w+){0,2} \0(?: now| please| anymore)*$"
    r"|\b(?:remove|delete|undo|break|cut) (?:the |my )?(?:link|connection) (?:\w+ )?\0"
)
_ANOTHER = re.compile(
    r"\b(?:jonku\w*|joku|jotakuta|jollek\w+|toi[ns]e\w*) (?:\w+ ){0,3}(?:ku|kuin|eika|ei)"
    r" (?:\w+ )?\0"
    r"|\b(?:en|emma) (?:ma )?(?:halu\w+|tahdo) (?:enaa )?(?:puhua|puhuu|nahda|tavata|asioida|olla)"
    r" (?:\w+ )?\0"
    r"|\b(?:nan|nagon) annan an (?:\w+ )?\0|\bvill (?:inte|int) (?:prata|tala|traffa) (?:med )?\0"
    r"|\b(?:someone|somebody|anyone|anybody) (?:else )?(?:\w+ )?"
    r"(?:not|than|but not|except|instead of) (?:\w+ )?\0"
    r"|\b(?:do not|dont) (?:want|wanna) (?:to )?(?:talk|speak|see|meet)(?: to| with)? (?:\w+ )?\0"
)


_ANOTHER_ALONE = re.compile(
    r"(?:(?:no|mut|ja|men|och|but|and) )*(?:(?:voinko|voinks|voiko|voiks|saanko|saanks|saako|saaks"
    r"|saisinko|haluun|haluan|haluisin|ma|mina|saada|vaihtaa) )+(?:jonkun|jonku|joku|toisen) ?"
    r"(?:muun|muu|toisen|toinen)?"
    r"|(?:(?:kan|far|vill|jag|ja|fa|ha) )+(?:nan|nagon|en) annan"
    r"|(?:(?:can|could|may|i|get|have|want|would|like|to) )+(?:someone|somebody)"
    r" (?:else|different)"
)
"""Asked right after the worker was spoken of."""


def said_of_worker(text: str, names: Sequence[str], *, spoken_of: bool) -> Meaning | None:
    """Return what words say of one's own worker, None when they say nothing of the kind.

    Args:
        names: What the worker is called.
        spoken_of: The worker, or a message to them, was spoken of right before.
    """
    said = words_of(text)
    if spoken_of and _ANOTHER_ALONE.fullmatch(" ".join(said)):
        return "another"
    if len(said) <= MOST and _tells_others(said, names, spoken_of=spoken_of):
        return "tells"
    if not said or len(said) > MOST or _OTHER_PEOPLE.search(" ".join(said)):
        return None
    spoken = " ".join(marked(said, names, pronouns=spoken_of))
    if "\0" not in spoken and not (_SEES.search(" ".join(said)) and _of_pronoun(said)):
        return None
    if _ANOTHER.search(spoken) and not _TELL_THEM.search(" ".join(said)):
        return "another"
    named = "\0" in marked(said, names, pronouns=False)
    even = " ".join(said)
    if _SEES.search(even) and not _DONE.search(even):
        return "sees_all"
    if _TELL_THEM.search(even):
        return None
    if _AWAY.fullmatch(spoken):
        return "away"
    if _LEAVE.search(spoken):
        return "leave"
    if _SILENT.search(spoken) and "?" not in text:
        return "silent"
    if _TREATS_BADLY.search(spoken) or (named and _BAD.search(spoken)):
        return "bad"
    return "angry" if _ANGRY.search(spoken) and not _OWN_FEELING.search(even) else None


def _tells_others(said: Sequence[str], names: Sequence[str], *, spoken_of: bool) -> bool:
    """Return whether somebody asks whether the worker tells others; not that they shall."""
    spoken = " ".join(marked(said, names, pronouns=spoken_of))
    wished = {"puolesta", "et", "etta", "att", "that"}.intersection(said) or "for me" in spoken
    return _TELLS.search(spoken) is not None and not wished


def _of_pronoun(said: Sequence[str]) -> bool:
    return not PRONOUNS.isdisjoint(said)
