"""Coming back to a talk: return codes, one-use links, an address or a number for a notice.

A person on the web chooses how to hear of an answer, so that a closed browser loses nothing. In
Telegram they choose whether the worker's words stand there or behind a link.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain import linking
from bot.domain.contact_forms import is_mail
from bot.domain.linking import (
    RETURN_MAIL,
    RETURN_PHONE,
    Invite,
    InviteKind,
    new_secrets,
    shown_code,
)
from bot.domain.messages import TYPED, Choice, ConversationId, Say
from bot.domain.phones import looks_like_number, mobile_number
from bot.domain.return_words import asks_of_code, names_way
from bot.domain.ways import Passing, Ways
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_ports import HandoffWork
from bot.services.said_last import is_last

PRIVATE = "answers_by_link"
"""The record of somebody who wants no worker's words in their Telegram."""

BEHIND = "#t="
"""What stands before the secret in a link's address: browsers send nothing of it to a server."""

_TOLD = ("return.ask", "return.code", "return.about", "return.elsewhere")
"""What "can I have it by mail" is about when it was said last."""

_OTHER_CHANNEL = Choice("pair:make", "pair.make")
_AWAITS_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to hear that an answer waits: where it is kept, and how it is read from words.

    Args:
        awaits: The record that says until when typed words are meant for it.
        meant: Whether words were meant as one, though they are none.
    """

    id: str
    record: str
    awaits: str
    read: Callable[[str], str | None]
    meant: Callable[[str], bool]


def mail_address(text: str) -> str | None:
    """Return an e-mail address, or None when it is none."""
    plain = text.strip().strip(".")
    return plain if is_mail(plain) else None


def _looks_like_mail(text: str) -> bool:
    return "@" in text and " " not in text.strip()


CONTACTS = (
    Contact("mail", RETURN_MAIL, "return_mail_awaits", mail_address, _looks_like_mail),
    Contact("text", RETURN_PHONE, "return_text_awaits", mobile_number, looks_like_number),
)


def return_says(claim: ClaimedTurn, ways: Ways) -> tuple[Say, ...]:
    """Return the question how the person wants to hear of an answer; none where it is plain."""
    channel = claim.inbound.address.channel
    if channel == "web":
        return (Say("return.ask", choices=_wishes(ways)),)
    if channel != "telegram" or ways.young is Passing.LINK:
        return ()
    private = (claim.facts.get("records") or {}).get(PRIVATE)
    wish = "here" if private else "link"
    return (
        Say(
            f"return.telegram.{wish}", choices=(Choice(f"return:{wish}", f"return.button.{wish}"),)
        ),
    )


def _wishes(ways: Ways) -> tuple[Choice, ...]:
    open_ = {"mail": ways.mail, "text": ways.text}
    wishes = ("code", *(one.id for one in CONTACTS if open_[one.id]))
    return tuple(Choice(f"return:{one}", f"return.button.{one}") for one in wishes)


def return_command(claim: ClaimedTurn, action: str | None, ways: Ways) -> Command | None:
    """Return the answer when a button or words are about coming back; else None."""
    kind, _, value = (action or "").partition(":")
    if kind == "return":
        return _pressed(claim, value)
    if claim.inbound.kind not in TYPED:
        return None
    records: Mapping[str, Any] = claim.facts.get("records") or {}
    for contact in CONTACTS:
        until = records.get(contact.awaits)
        if isinstance(until, str) and claim.inbound.at < datetime.fromisoformat(until):
            command = _typed(contact, claim.inbound.text)
            if command is not None:
                return command
    return _asked(claim, ways)


def _asked(claim: ClaimedTurn, ways: Ways) -> Command | None:
    """Return the answer to words about the return code, and about sending it."""
    text, wishes = claim.inbound.text, _wishes(ways)
    way = names_way(text) if is_last(claim, *_TOLD) else None
    if way is not None:
        if any(one.action == f"return:{way}" for one in wishes):
            return _pressed(claim, way)
        return Command((Say("return.not_sent", choices=wishes),))
    asked = asks_of_code(text)
    if asked is None:
        return None
    if claim.inbound.address.channel != "web":  # where the talk stays and needs no code
        return Command((Say("return.elsewhere", choices=(_OTHER_CHANNEL,)),))
    lost = (Say("return.lost"),) if asked == "lost" else ()
    return Command((*lost, Say("return.about", choices=wishes)))


def _typed(contact: Contact, text: str) -> Command | None:
    found = contact.read(text)
    if found is None:
        return Command((Say(f"return.{contact.id}.wrong"),)) if contact.meant(text) else None
    # One way at a time: the newest is the one they want.
    kept = {one.record: None for one in CONTACTS} | {contact.record: found, contact.awaits: None}
    forget = (Choice(f"return:no{contact.id}", f"return.button.no{contact.id}"),)
    done = Say(f"return.{contact.id}.done", {"to": found}, forget)
    return Command((done,), {"records": kept})


def return_write(
    conversation: ConversationId, effect: Mapping[str, Any]
) -> Callable[[HandoffWork], None]:
    """Return what making a code writes in the turn's commit."""

    def write(work: HandoffWork) -> None:
        at = datetime.fromisoformat(effect["at"])
        for old in work.invites.of_conversation(conversation, InviteKind.RETURN):
            work.invites.note(old.id, cancelled_at=at)  # the newest alone opens
        invite = Invite(
            id=effect["id"],
            kind=InviteKind.RETURN,
            made_at=at,
            expires_at=at + linking.RETURN,
            conversation=conversation,
        )
        work.invites.add(invite, effect["token"], effect["code"])

    return write


@dataclass(frozen=True, slots=True)
class WayBack:
    """What opens a talk on the web, once: a link, or the code for whoever cannot use the link."""

    link: str
    code: str


def way_back(work: HandoffWork, conversation: ConversationId, at: datetime, url: str) -> WayBack:
    """Make a link and a code that open a talk on the web; either, once, within a week."""
    token, code = new_secrets()
    invite = Invite(
        id=secrets.token_hex(16),
        kind=InviteKind.RETURN_LINK,
        made_at=at,
        expires_at=at + linking.RETURN_LINK,
        conversation=conversation,
    )
    work.invites.add(invite, token, code)
    return WayBack(f"{url}/return{BEHIND}{token}", shown_code(code))


def open_link(work: HandoffWork, secret: str, at: datetime) -> str | None:
    """Use a way back; return the outside id of the talk's web address, None when it opens nothing.

    Args:
        secret: The link's token or the code, as ``linking.secret_in`` reads them.
    """
    invite = work.invites.find(secret)
    if invite is None or invite.kind is not InviteKind.RETURN_LINK or not invite.conversation:
        return None
    if not work.invites.use(invite.id, invite.conversation, at):
        return None
    return work.told.web_of(invite.conversation)


def _pressed(claim: ClaimedTurn, wish: str) -> Command:
    if wish == "code":
        token, code = new_secrets()
        effect = {
            "id": secrets.token_hex(16),
            "token": token,
            "code": code,
            "at": claim.inbound.at.isoformat(),
        }
        write = return_write(claim.person.conversation, effect)
        return Command((Say("return.code", {"code": shown_code(code)}),), writes=(write,))
    for contact in CONTACTS:
        if wish == contact.id:
            until = (claim.inbound.at + _AWAITS_FOR).isoformat()
            waits = {one.awaits: None for one in CONTACTS} | {contact.awaits: until}
            return Command((Say(f"return.{wish}.ask"),), {"records": waits})
        if wish == f"no{contact.id}":
            return Command(
                (Say(f"return.{contact.id}.gone"),), {"records": {contact.record: None}}
            )
    private = True if wish == "link" else None
    key = "return.link.chosen" if private else "return.here.chosen"
    return Command((Say(key),), {"records": {PRIVATE: private}})
