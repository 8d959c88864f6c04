"""What is said to a safety plan besides its answers, in fi, sv and en at once. Pure.

"När jag inte sover" tells a sign and asks nothing; "nobody" is nobody to call; "valmis" ends.
"""

import re

from bot.domain.number_tokens import written_evenly

_TELLS_WHEN = re.compile(
    r"(?:(?:sillon|silloin|aina|alltid|always) )?(?:kun|ku|jos)\b"
    r"|(?:alltid )?nar (?:jag|ja|man|det|de|allt|alla|mitt|min|mina|nan|nagon|folk"
    r"|hjartat|huvudet)\b"
    r"|(?:always )?when (?:i|im|i'm|it|its|it's|my|everything|everyone|everybody|nothing|things"
    r"|people|someone|somebody)\b"
)
"""A clause that says when: a question has its verb there ("när får jag", "when can I")."""

_SIGN = re.compile(
    r"(?:ma |mie |mina )?(?:en|enka) (?:nuku|syo|saa unta|vastaa|jaksa|nouse|kay|lahde)\b"
    r"|(?:ma |mie |mina )?alan (?:itke|tari|huuta|juo|vetay|vapis|panik)\w*"
    r"|(?:jag |ja |maa )?(?:sover|ater|svarar|orkar) (?:inte|int)\b"
    r"|(?:jag |ja )?borjar (?:grata|skaka|skrika|dricka|darra)\b"
    r"|(?:i )?(?:do not|don't|dont|can't|cant|cannot|stop) (?:sleep|eat|answer|sleeping|eating"
    r"|answering)\w*"
    r"|(?:i )?start (?:to )?(?:cry|shak|shout|drink|trembl|scream)\w*"
)
_NOBODY = re.compile(
    r"(?:no )?(?:mulla |mul |minulla )?(?:ei|en) (?:mulla |mul |minulla )?(?:oo |ole |o )?"
    r"(?:mulla |mul |minulla |nyt )*"
    r"(?:ketaan|ketaa|kukaan|kellekaan|kenellekaan|kelleka|kellekkaan)(?: nyt| kelle soittaa)*"
    r"|(?:jag |ja |det )?(?:har |finns )?(?:nog )?(?:ingen|int nan|inte nagon|inte nan)"
    r"(?: alls| att ringa| just nu)*"
    r"|(?:i |there )?(?:have |is |got |ve got )*(?:nobody|no one|noone|no body)"
    r"(?: at all| to call)*"
    r"|(?:i )?(?:do not|don't|dont) have (?:anyone|anybody|any one)(?: to call)?"
)
_LATER = re.compile(
    r"(?:miten|mista|mist|missa|mis|milloin|koska|mites)"
    r" (?:(?:ma|mina|voin|voi|saan|sit|sitten|sitte) )*"
    r"(?:naen|naan|nahda|loydan|loytyy|loytaa|katson|katsoa|luen|lukea)"
    r"(?: (?:ma|taa|tan|taman|sen|se|suunnitelman|myohemmin|sit|sitte|sitten|taas|uudestaan))*"
    r"|(?:hur|var|nar) (?:(?:kan|far|jag|ja|man) )*(?:ser|se|hittar|hitta|laser|lasa)"
    r"(?: (?:jag|ja|man|den|det|har|planen|sen|senare|igen|efterat))*"
    r"|(?:how|where|when) (?:(?:can|do|will|to|i|could) )*(?:see|find|read|open)"
    r"(?: (?:it|this|my|the|plan|later|again|after|afterwards|then))*"
)
_DONE = re.compile(
    r"(?:ma |mina )?(?:oon |olen )?(?:nyt )?(?:valmis|valmista)(?: nyt| jo| tassa)*"
    r"|(?:jag |ja )?(?:ar |e )?(?:nu )?(?:klar|fardig)(?: nu)?"
    r"|(?:i'm |im |i am |all )?(?:done|finished|ready)(?: now)?|that's (?:it|all)|thats (?:it|all)"
)


def tells_when(text: str) -> bool:
    """Return whether words begin with a clause that says when, and ask nothing."""
    return _TELLS_WHEN.match(_even(text)) is not None and not text.rstrip().endswith("?")


def tells_sign(text: str) -> bool:
    """Return whether words tell how one notices that it is hard: "kun alkaa ahdistaa"."""
    is_sign = tells_when(text) or _SIGN.match(_even(text)) is not None
    return is_sign and not text.rstrip().endswith("?")


def names_nobody(text: str) -> bool:
    """Return whether it is said that there is nobody, and nothing else."""
    return _NOBODY.fullmatch(_even(text)) is not None


def asks_to_see(text: str) -> bool:
    """Return whether it is asked how the plan is seen later: "how i see it later"."""
    return _LATER.fullmatch(_even(text)) is not None


def says_done(text: str) -> bool:
    """Return whether somebody says to be ready, and nothing else: "valmis", "klar", "done"."""
    return _DONE.fullmatch(_even(text)) is not None


def _even(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", written_evenly(text)))
