"""What is said about codes: pure, from what ``linking.look_up`` found to words and effects."""

import re
import secrets
from typing import Any

from bot.domain.linking import InviteKind, new_secrets, same_words, shown_code
from bot.domain.messages import Choice, InboundKind, Person, Say
from bot.i18n import Words
from bot.services.commands import MENU, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_unlinked import waits_untaken
from bot.services.link_turns import LINK
from bot.services.linking import WORDS_KEY

MOST_WORDS = 14
"""Whoever tells more than a wish to go on elsewhere has a matter in it."""

_GO_ON_ELSEWHERE = re.compile(
    r"\b(jatka\w*|siirt\w*|siirr\w*|yhdist\w*|liit\w*) .{0,40}\b(telegram|teleg)\w*"
    r"|\b(telegram|teleg)\w* .{0,20}\b(jatka\w*|siirt\w*|yhdist\w*|liit\w*)"
    r"|\b(jatka\w*|siirt\w*|siirr\w*) .{0,15}\b(keskustelu\w*|juttelu\w*|chät\w*|chat\w*) "
    r".{0,25}\b(puhelim\w*|kännykä\w*|koneel\w*|laittee\w*|selaime\w*|netis\w*)"
    r"|\b(fortsätt\w*|flytta\w*|koppla\w*) .{0,40}\btelegram\w*"
    r"|\b(fortsätt\w*|flytta\w*) .{0,20}\b(chatt?\w*|samtal\w*|diskussion\w*) "
    r".{0,25}\b(telefon\w*|mobil\w*|dator\w*|enhet\w*|webben|nätet)"
    r"|\b(continu\w*|move|link|connect|go on) .{0,40}\btelegram\b"
    r"|\b(continu\w*|move|go on) .{0,20}\b(chat|conversation|talk)\w* "
    r".{0,25}\b(phone|mobile|computer|laptop|device|web|browser)\b"
)


_NOT = re.compile(r"\b(en|ei|älä|inte|int|not|dont|don't|cannot|can't)\b")


def wants_another_channel(text: str) -> bool:
    """Return whether somebody wishes in their own words to go on in their other channel."""
    said = text.lower()
    short = len(said.split()) <= MOST_WORDS
    return short and bool(_GO_ON_ELSEWHERE.search(said)) and not _NOT.search(said)


def link_command(claim: ClaimedTurn, action: str | None, words: Words) -> Command | None:
    """Return the answer when a message or a button is about a code; else None.

    Args:
        claim: The turn; its facts hold what was looked up.
        action: The action of a pressed button, when its token is ours.
        words: The texts: the four words come from a list in them.
    """
    kind, _, value = (action or "").partition(":")
    if kind == "link":
        return link_pressed(value, claim, _shown(claim, words))
    if kind == "pair":
        return pair_pressed(value, claim)
    if claim.inbound.kind is InboundKind.BUTTON:
        return None
    # Typed like the button: buttons made before two channels became one do not fit any more.
    typed = claim.inbound.text.strip(" .!").lower()
    for wish in ("make", "undo"):
        if any(typed == texts[f"pair.{wish}"].lower() for texts in words.catalogues.values()):
            return pair_pressed(wish, claim)
    if wants_another_channel(typed):
        return pair_pressed("make", claim)
    return code_command(claim)


def code_command(claim: ClaimedTurn) -> Command | None:
    """Return the answer to a code that somebody typed or opened; None when there was none."""
    found = claim.facts.get(LINK) or {}
    state = found.get("state")
    if state is None:
        return None
    if state == "open" and found["kind"] == InviteKind.STAFF:
        return _staff(found)
    if state == "staff_mixed":
        return Command((Say("work.mixed"),))
    if found.get("kind") == InviteKind.RETURN and state == "same":
        return Command((Say("return.here"),))
    if state == "open" and found["kind"] == InviteKind.RETURN:
        return Command((Say("return.back"),), _using(found, bring=True))
    if state == "open":
        return _offer(found, claim.person)
    if state == "mine":
        return Command((Say("link.already", {"worker": found["worker"]}),))
    if state in ("same", "both_linked"):
        return Command((Say(f"pair.{state}"),))
    return _refused(found)


def link_pressed(value: str, claim: ClaimedTurn, words: list[str]) -> Command:
    """Return what choosing on the screen of a code came to.

    Args:
        value: What was pressed: "bring_ID", "leave_ID" or "no_ID"; "press_ID" by words alone.
        claim: The turn.
        words: The four words of this use, shown to both sides; for a worker's invite.
    """
    wish, _, id = value.partition("_")
    found = claim.facts.get(LINK) or {}
    if wish == "no":
        return Command((Say("link.declined", choices=MENU),))
    if found.get("state") == "mine":
        return Command((Say("link.already", {"worker": found["worker"]}),))
    if found.get("state") != "open":
        return _refused(found) if found.get("alarm") else Command((Say("link.no"),))
    if wish == "press":  # words that ask for what the button alone does
        key = "pair.press" if found["kind"] == "pairing" else "link.press"
        return Command((Say(key, choices=_choices(id)),))
    effects = _using(found, bring=wish == "bring")
    if wish != "bring":
        effects |= {"municipality": None, "last_topic": None, "helped_asked": ()}
    if found["kind"] == "pairing":
        return Command((Say("pair.done"),), effects)
    said = Say("link.used", {"worker": found["worker"], "words": " ".join(words)})
    talk = (Choice("intent:contact_worker", "menu.worker"), Choice("pair:make", "pair.make"))
    waits = waits_untaken(claim) if wish == "bring" else ()  # whoever begins anew leaves it too
    return Command((said, Say("link.unconfirmed", choices=talk), *waits), effects)


def pair_pressed(wish: str, claim: ClaimedTurn) -> Command:
    """Return the code for one's other channel, or take the channels apart again."""
    at = claim.inbound.at.isoformat()
    if wish == "undo":
        if claim.addresses < 2:
            return Command((Say("pair.alone"),))
        effect = {"do": "part", "at": at, "inbox": claim.inbox_id}
        return Command((Say("pair.undone"),), {LINK: effect})
    token, code = new_secrets()
    # The id is random as well and tells nothing: it is only a row's name.
    effect = {"do": "pair", "at": at, "id": secrets.token_hex(16), "token": token, "code": code}
    said = Say("pair.code", {"code": shown_code(code)})
    return Command((said,), {LINK: effect})


def _staff(found: dict[str, Any]) -> Command:
    """A worker's own code: from now on this chat is theirs, and nobody's talk with us."""
    effects = _using(found, bring=False) | {
        "language": found["language"],
        "language_chosen": True,
        "plain": False,
        "greeted": True,
        "municipality": None,
        "last_topic": None,
        "helped_asked": (),
    }
    return Command((Say("work.linked", {"name": found["worker"]}), Say("work.how")), effects)


def _refused(found: dict[str, Any]) -> Command:
    """One answer for every reason, and one count: trying teaches nothing."""
    effect = {"do": "try", "at": found["at"]}
    if found.get("alarm"):
        effect["alarm"] = found["invite"]
    return Command((Say("link.no"),), {LINK: effect})


def _using(found: dict[str, Any], *, bring: bool) -> dict[str, Any]:
    used = {name: found[name] for name in ("at", "invite", "inbox")}
    return {LINK: {"do": "use", **used, "bring": bring}}


def _offer(found: dict[str, Any], person: Person) -> Command:
    """Say whose code it is and ask what follows; nothing follows by itself."""
    id, kind = found["invite"], found["kind"]
    choices = _choices(id)
    if kind == "pairing":
        return Command((Say("pair.offer", choices=choices),))
    unit = found.get("unit") or {}
    args = {"worker": found["worker"], "unit": unit.get(person.language) or unit.get("fi")}
    if not person.greeted:  # nothing has been said yet that could follow
        only = (Choice(f"link:bring_{id}", "link.accept"), choices[2])
        return Command((Say("link.offer", args, only),))
    return Command((Say("link.offer", args), Say("link.what_follows", choices=choices)))


def _choices(id: str) -> tuple[Choice, ...]:
    return (
        Choice(f"link:bring_{id}", "link.bring"),
        Choice(f"link:leave_{id}", "link.leave"),
        Choice(f"link:no_{id}", "link.decline"),
    )


def _shown(claim: ClaimedTurn, words: Words) -> list[str]:
    """Return the four words this person sees, in their language."""
    found = claim.facts.get(LINK) or {}
    listed = words.text(claim.person.language, WORDS_KEY).split()
    return same_words(found.get("invite", ""), claim.person.conversation, listed)
