"""Coming back to a talk: return codes, one-use links, an address for "an answer waits".

A person on the web chooses how to hear of an answer, so that a closed browser loses nothing. In
Telegram they choose whether the worker's words stand there or behind a link.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain import linking
from bot.domain.linking import RETURN_MAIL, Invite, InviteKind, new_secrets, shown_code
from bot.domain.messages import Choice, ConversationId, InboundKind, Say
from bot.domain.ways import Passing, Ways
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_ports import HandoffWork

MAIL_AWAITS = "return_mail_awaits"
"""The record that says until when a typed address is meant for us."""

PRIVATE = "answers_by_link"
"""The record of somebody who wants no worker's words in their Telegram."""

_AWAITS_FOR = timedelta(minutes=15)
_ADDRESS = re.compile(r"[^\s@<>,;:\"()]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_TYPED = (InboundKind.TEXT, InboundKind.EDITED)


def return_says(claim: ClaimedTurn, ways: Ways) -> tuple[Say, ...]:
    """Return the question how the person wants to hear of an answer; none where it is plain."""
    channel = claim.inbound.address.channel
    if channel == "web":
        mail = (Choice("return:mail", "return.button.mail"),) if ways.mail else ()
        return (Say("return.ask", choices=(Choice("return:code", "return.button.code"), *mail)),)
    if channel != "telegram" or ways.young is Passing.LINK:
        return ()
    private = (claim.facts.get("records") or {}).get(PRIVATE)
    wish = "here" if private else "link"
    return (
        Say(
            f"return.telegram.{wish}", choices=(Choice(f"return:{wish}", f"return.button.{wish}"),)
        ),
    )


def return_command(claim: ClaimedTurn, action: str | None) -> Command | None:
    """Return the answer when a button or an address is about coming back; else None."""
    kind, _, value = (action or "").partition(":")
    if kind == "return":
        return _pressed(claim, value)
    records: Mapping[str, Any] = claim.facts.get("records") or {}
    until = records.get(MAIL_AWAITS)
    awaited = isinstance(until, str) and claim.inbound.at < datetime.fromisoformat(until)
    if not awaited or claim.inbound.kind not in _TYPED:
        return None
    text = claim.inbound.text.strip().strip(".")
    if _ADDRESS.fullmatch(text) and len(text) <= 254:
        kept = {RETURN_MAIL: text, MAIL_AWAITS: None}
        forget = (Choice("return:nomail", "return.button.nomail"),)
        return Command((Say("return.mail.done", choices=forget),), {"records": kept})
    if "@" in text and " " not in text:
        return Command((Say("return.mail.wrong"),))
    return None  # they have gone on to something else


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


def return_link(work: HandoffWork, conversation: ConversationId, at: datetime, url: str) -> str:
    """Make a link that opens a talk on the web, once, within a week."""
    token, code = new_secrets()
    invite = Invite(
        id=secrets.token_hex(16),
        kind=InviteKind.RETURN_LINK,
        made_at=at,
        expires_at=at + linking.RETURN_LINK,
        conversation=conversation,
    )
    work.invites.add(invite, token, code)
    return f"{url}/return?t={token}"


def open_link(work: HandoffWork, token: str, at: datetime) -> str | None:
    """Use a link; return the outside id of the talk's web address, None when it opens nothing."""
    invite = work.invites.find(token)
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
    if wish == "mail":
        until = (claim.inbound.at + _AWAITS_FOR).isoformat()
        return Command((Say("return.mail.ask"),), {"records": {MAIL_AWAITS: until}})
    if wish == "nomail":
        return Command((Say("return.mail.gone"),), {"records": {RETURN_MAIL: None}})
    private = True if wish == "link" else None
    key = "return.link.chosen" if private else "return.here.chosen"
    return Command((Say(key),), {"records": {PRIVATE: private}})
