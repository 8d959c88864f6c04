"""What young people show, in a worker's own Telegram: told in working hours, seen by a button.

Who may look is asked as the button is pressed, not when the notice was made. Where the county lets
no content through Telegram nothing stands there but that something is shown.
"""

import json
from dataclasses import replace
from typing import Any

from bot.domain.calendar import local_date
from bot.domain.consent import ShareId, Terms
from bot.domain.messages import Choice, Say
from bot.domain.results import result_to_json
from bot.domain.ways import Passing, Ways
from bot.services.handoff_ports import HandoffWork
from bot.services.notice_ports import ClaimedNotice
from bot.services.share_ports import Offer, shown_source
from bot.services.share_sight import Shown, see, shown_to
from bot.services.whose import whose_worker
from bot.services.worker_lines import Teller

SHARES = Choice("work:shares", "work.button.shares")
"""The button that lists what a worker is shown."""

SHOWN = "work.share.shown"
"""The key of a result in a worker's chat. It is put there only where the county lets it pass."""

MOST_LISTED = 10


def share_round(
    work: HandoffWork, notice: ClaimedNotice, tell: Teller, ways: Ways
) -> tuple[int, bool]:
    """Do the next step of a notice; return how many messages were put, and whether the chat
    failed: then somebody else has to take it."""
    offers = shown_to(work, notice.worker, tell.at, whose_worker)
    if not offers:  # taken back before anybody was told
        work.notices.failed(notice, not_before=None, dead="empty")
        return 0, False
    if ways.workers is Passing.LINK:
        sources = [f"notice:{notice.uid}"]
        lines = [tell.text("notice.share"), tell.text("notice.share.where", worker=tell.worker)]
        put = int(tell.put(lines, (), sources[0]))
    else:
        sources = [f"share:{one.id}:n:{tell.worker}" for one in offers]
        put = sum(_item(tell, one, to) for one, to in zip(offers, sources, strict=True))
    outcomes = {work.chats.outcome(source) for source in sources}
    if "dead" in outcomes:
        return put, True
    if not put and "waiting" not in outcomes:
        work.notices.sent(notice)
    return put, False


def list_shares(work: HandoffWork, tell: Teller, turn: int, ways: Ways) -> None:
    """List what a worker is shown now."""
    offers = shown_to(work, tell.worker, tell.at, whose_worker)
    if not offers:
        tell.say(Say("share.office.none"), f"inbox:{turn}:none")
        return
    tell.say(Say("work.share.count", {"count": len(offers)}), f"inbox:{turn}:count")
    if ways.workers is Passing.LINK:
        tell.say(Say("work.share.by_link", {"worker": tell.worker}), f"inbox:{turn}:link")
        return
    for one in offers[:MOST_LISTED]:
        _item(tell, one, f"share:{one.id}:l{turn}")


def look(work: HandoffWork, tell: Teller, id: str, turn: int, ways: Ways) -> None:
    """Show a result exactly as it was previewed; the young person sees who looked and when."""
    if ways.workers is Passing.LINK:
        tell.say(Say("work.share.by_link", {"worker": tell.worker}), f"inbox:{turn}:link")
        return
    shown = see(work, ShareId(id), tell.worker, tell.at, whose_worker)
    person = work.told.person(tell.conversation)
    if shown is None or person is None:
        tell.say(Say("work.share.over"), f"inbox:{turn}:over")
        return
    name = tell.name_of(shown.conversation)
    replies = [
        replace(one, key=SHOWN, text=f"**{name}**\n{one.text}")
        for one in tell.wording.compose(_picture(shown), person)
    ]
    work.told.tell(tell.conversation, replies, f"{shown_source(shown.share)}{turn}")


def _picture(shown: Shown) -> Say:
    earlier = shown.earlier
    args = {
        **_about(shown.what, shown.terms),
        "result": json.dumps(result_to_json(shown.result)),
        "earlier": json.dumps(result_to_json(earlier)) if earlier else None,
        "lead": "work.share.lead",
    }
    return Say("result.picture", args)


def _item(tell: Teller, offer: Offer, source: str) -> bool:
    """Tell that a result is shown: whose, which, until when. What is in it is one press away."""
    about = _about(offer.what, offer.terms)
    lines = [
        f"**{tell.name_of(offer.conversation)}**",
        tell.text("work.share.what", **about),
        tell.text("work.share.until", **about),
        tell.text("work.share.noted"),
    ]
    return tell.put(lines, (Choice(f"work:look_{offer.id}", "work.button.look"),), source)


def _about(what: str, terms: Terms) -> dict[str, Any]:
    until = f"d:{local_date(terms.until).isoformat()}"
    return {"what_words": f"assessment.{what}.title", "until_figure": until}
